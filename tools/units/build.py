"""Generate `units.tsv` and `edges.tsv` from the data files of the package `vietnamadminunits` 1.0.4 (MIT).

    python -m tools.units.build --source .../vietnamadminunits/data --out search/data

Only `dataset.db` and `converter_2025.json` are read; the package's code is never imported. The same
files give the same bytes. Ids are the statistics office's codes behind the regime they belong to, because
over half of the commune codes of July 2025 had named another unit before:

    p:19  d:172  c:05737     provinces, districts, communes until 2025-06-30
    P:19  C:05773            provinces and communes since 2025-07-01
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

import click

from search.errors import DataError, InputError, TratinError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LAST_OLD_DAY = "2025-06-30"
FIRST_NEW_DAY = "2025-07-01"
UNITS_HEADER = ("id", "kind", "name", "parent", "valid_from", "valid_to", "aliases")
EDGES_HEADER = ("from", "to", "partial")
ALIASES = Path(__file__).with_name("aliases.tsv")
KINDS = ("tỉnh", "thành phố", "thị xã", "quận", "huyện", "thị trấn", "phường", "xã", "đặc khu")

_OLD_ROWS = """
    SELECT provinceKey || '_' || districtKey || '_' || coalesce(wardKey, ''), provinceKey, provinceCode,
           province, districtCode, district, wardCode, ward FROM admin_units_legacy"""
_NEW_ROWS = """
    SELECT provinceKey || '_' || wardKey, provinceKey, provinceCode, province, wardCode, ward
    FROM admin_units"""


class UnitRow(NamedTuple):
    """A line of `units.tsv`; names keep the spelling of the source."""

    id: str
    kind: str
    name: str
    parent: str
    valid_from: str
    valid_to: str
    aliases: str = ""


class EdgeRow(NamedTuple):
    """A line of `edges.tsv`: `old` became `new`, or `partial`: a part of it did."""

    old: str
    new: str
    partial: bool


class OldPlace(NamedTuple):
    """Ids of the levels of a row of the old table; `commune` is empty for an island district without any."""

    province: str
    district: str
    commune: str

    @property
    def lowest(self) -> str:
        """The id of the lowest unit of the row."""
        return self.commune or self.district


@dataclass(frozen=True, slots=True)
class Source:
    """What is read from the package: all units by id, and its own keys of places and provinces."""

    units: Mapping[str, UnitRow]
    old_places: Mapping[str, OldPlace]
    new_communes: Mapping[str, str]
    provinces: Mapping[str, str]


def split_kind(full_name: str) -> tuple[str, str]:
    """`Thị Trấn Ái Tử` to `("thị trấn", "Ái Tử")`; `Phường 1` to `("phường", "1")`.

    Raises:
        DataError: the name begins with no known kind.
    """
    full_name = normalize("NFC", " ".join(full_name.split()))
    for kind in KINDS:
        if full_name.lower().startswith(f"{kind} "):
            return kind, full_name[len(kind) + 1 :]
    raise DataError(f"unit without a known kind: {full_name!r}")


def _old_unit(unit_id: str, full_name: str, parent: str) -> UnitRow:
    return UnitRow(unit_id, *split_kind(full_name), parent, "", LAST_OLD_DAY)


def _new_unit(unit_id: str, full_name: str, parent: str) -> UnitRow:
    return UnitRow(unit_id, *split_kind(full_name), parent, FIRST_NEW_DAY, "")


def read_source(folder: Path) -> Source:
    """Read the units of both regimes.

    Raises:
        InputError: the folder does not hold the package's data files.
    """
    database = folder / "dataset.db"
    if not database.is_file():
        raise InputError(f"{database} is missing: --source is the folder `data` of vietnamadminunits 1.0.4")
    units: dict[str, UnitRow] = {}
    old_places: dict[str, OldPlace] = {}
    new_communes: dict[str, str] = {}
    provinces: dict[str, str] = {}
    connection = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        for key, province_key, p_code, province, d_code, district, c_code, commune in connection.execute(
            _OLD_ROWS
        ):
            place = OldPlace(f"p:{p_code}", f"d:{d_code}", f"c:{c_code}" if c_code else "")
            old_places[key] = place
            provinces[f"old {province_key}"] = place.province
            units[place.province] = _old_unit(place.province, province, "")
            units[place.district] = _old_unit(place.district, district, place.province)
            if place.commune:
                units[place.commune] = _old_unit(place.commune, commune, place.district)
        for key, province_key, p_code, province, c_code, commune in connection.execute(_NEW_ROWS):
            new_communes[key] = f"C:{c_code}"
            provinces[f"new {province_key}"] = f"P:{p_code}"
            units[f"P:{p_code}"] = _new_unit(f"P:{p_code}", province, "")
            units[f"C:{c_code}"] = _new_unit(f"C:{c_code}", commune, f"P:{p_code}")
    except sqlite3.Error as error:
        raise InputError(f"{database} is not the database of vietnamadminunits 1.0.4: {error}") from error
    finally:
        connection.close()
    return Source(units, old_places, new_communes, provinces)


def read_successors(folder: Path, source: Source) -> set[tuple[str, str]]:
    """The (old, new) pairs of communes, and of island districts without communes, as the package has them."""
    converter = _read_converter(folder)
    pairs: set[tuple[str, str]] = set()
    for province, successors in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, old_keys in successors.items():
            pairs.update((key, f"{province}_{commune}") for key in old_keys)
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old_key, parts in divided.items():
            pairs.update((old_key, f"{province}_{part['newWardKey']}") for part in parts)
    return {(source.old_places[old].lowest, source.new_communes[new]) for old, new in pairs}


def _read_converter(folder: Path) -> dict[str, Any]:
    try:
        converter: dict[str, Any] = json.loads((folder / "converter_2025.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read converter_2025.json in {folder}: {error}") from error
    return converter


def province_edges(folder: Path, source: Source) -> Iterator[EdgeRow]:
    """Every old province went wholly into one of the new ones."""
    merged = _read_converter(folder)["DICT_PROVINCE"]
    for new_key, old_keys in merged.items():
        for old_key in old_keys:
            yield EdgeRow(
                source.provinces[f"old {old_key}"], source.provinces[f"new {new_key}"], partial=False
            )


def without_mix_ups(
    pairs: Iterable[tuple[str, str]], places: Mapping[str, OldPlace], units: Mapping[str, UnitRow]
) -> set[tuple[str, str]]:
    """Drop pairs in which the source took one commune for another of the same name in the same new province.

    Two rules, and a commune always keeps a successor. No new commune has predecessors in two old
    provinces; and of two predecessors with the same kind and name, the one in the district that most
    predecessors come from is meant.
    """
    kept = set(pairs)
    for suspects in (_foreign_province, _namesakes):
        successors = Counter(old for old, _ in kept)
        for pair in suspects(kept, places, units):
            if successors[pair[0]] > 1:
                successors[pair[0]] -= 1
                kept.discard(pair)
    return kept


def _predecessors(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    by_new: dict[str, list[str]] = defaultdict(list)
    for old, new in sorted(pairs):
        by_new[new].append(old)
    return by_new


def _foreign_province(
    pairs: set[tuple[str, str]], places: Mapping[str, OldPlace], _units: Mapping[str, UnitRow]
) -> list[tuple[str, str]]:
    suspects = []
    for new, olds in _predecessors(pairs).items():
        home = Counter(places[old].province for old in olds).most_common(1)[0][0]
        suspects += [(old, new) for old in olds if places[old].province != home]
    return suspects


def _namesakes(
    pairs: set[tuple[str, str]], places: Mapping[str, OldPlace], units: Mapping[str, UnitRow]
) -> list[tuple[str, str]]:
    suspects = []
    for new, olds in _predecessors(pairs).items():
        names = Counter((units[old].kind, units[old].name) for old in olds)
        districts = Counter(places[old].district for old in olds)
        most = max(districts.values())
        suspects += [
            (old, new)
            for old in olds
            if names[units[old].kind, units[old].name] > 1 and districts[places[old].district] < most
        ]
    return suspects


def read_aliases(path: Path) -> dict[str, str]:
    """Hand-kept further names of units, joined by `|`."""
    aliases: dict[str, list[str]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines()[1:]:
        unit, alias, _why = line.split("\t")
        aliases[unit].append(normalize("NFC", alias))
    return {unit: "|".join(sorted(names)) for unit, names in aliases.items()}


def build(folder: Path) -> tuple[list[UnitRow], list[EdgeRow]]:
    """All units and edges, sorted."""
    source = read_source(folder)
    places = {place.lowest: place for place in source.old_places.values()}
    pairs = without_mix_ups(read_successors(folder, source), places, source.units)
    successors = Counter(old for old, _ in pairs)
    edges = [EdgeRow(old, new, successors[old] > 1) for old, new in pairs]
    aliases = read_aliases(ALIASES)
    units = [unit._replace(aliases=aliases.get(unit.id, "")) for unit in source.units.values()]
    return sorted(units), sorted([*edges, *province_edges(folder, source)])


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = "".join("\t".join(row).rstrip("\t") + "\n" for row in (header, *rows))
    path.write_text(text, encoding="utf-8", newline="\n")


def write(out: Path, units: Iterable[UnitRow], edges: Iterable[EdgeRow]) -> None:
    """Write both tables into a folder as tab-separated UTF-8 with LF; empty last columns are left out."""
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "units.tsv", UNITS_HEADER, units)
    _write(
        out / "edges.tsv", EDGES_HEADER, ((old, new, "partial" if part else "") for old, new, part in edges)
    )


@click.command()
@click.option(
    "--source", type=click.Path(path_type=Path), required=True, help="Folder `data` of the package."
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where the tables are written.")
def main(source: Path, out: Path) -> None:
    """Generate the table of administrative units from the data files of vietnamadminunits 1.0.4."""
    try:
        units, edges = build(source)
    except TratinError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    write(out, units, edges)
    click.echo(f"{len(units)} units, {len(edges)} edges in {out}")


if __name__ == "__main__":
    main()
