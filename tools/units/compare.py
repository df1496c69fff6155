"""Compare the table of units with an independent one of the same kind, and print how far they agree.

    python -m tools.units.compare --reference units-2004-2026.json.gz

The reference is JSON: `units` (id to `level` and `forms`, each `[kind, name, from, to, parent]` with days as
`YYYYMMDD`) and `succ` (id of an old commune or province to ids of today).
"""

from __future__ import annotations

import gzip
import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from search import places
from search.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_DAY = "2017-03-06"
"""Our sources begin here: earlier forms are known only from facts of our own."""


TOLERANCE = timedelta(days=60)
"""A decree takes effect some time after it is signed; the reference has now the one day, now the other."""


class Agreement(NamedTuple):
    """One thing that was compared: how many of the reference's rows agree, and those that do not."""

    name: str
    agree: int
    total: int
    differences: list[str]


def compare(reference: dict[str, Any]) -> Iterator[Agreement]:
    """Forms of each level since and before our sources begin, and successors."""
    for level, letter in (("provinces", "p"), ("districts", "d"), ("communes", "c")):
        for when, since in ((f"since {FIRST_DAY}", FIRST_DAY), ("before", "")):
            rows = [row for row in _forms(reference, letter) if (row[4] > FIRST_DAY) == bool(since)]
            bad = [" ".join(row) for row in rows if not _has(*row)]
            yield Agreement(f"forms of {level} {when}", len(rows) - len(bad), len(rows), bad)
    for level, letters in (("provinces", "p"), ("communes", "c")):
        pairs = {old: set(new) for old, new in reference["succ"].items() if old[0] in letters}
        alive = {unit.id for unit in places.units() if unit.id in pairs and unit.valid_to == "2025-07-01"}
        bad = [
            f"{old}: ours {sorted(ours - pairs[old])}, theirs {sorted(pairs[old] - ours)}"
            for old in sorted(alive)
            if (ours := set(places.successors(old))) != pairs[old]
        ]
        yield Agreement(f"successors of {level}", len(alive) - len(bad), len(alive), bad)


def _forms(reference: dict[str, Any], letter: str) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Rows `(id, kind, name, from, to, parent)` of one level, days as ISO."""
    for unit, known in reference["units"].items():
        if unit[0] == letter:
            for kind, name, since, until, parent in known["forms"]:
                yield unit, kind, name, _iso(since), _iso(until), parent or ""


def _iso(day: str) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


def _has(unit_id: str, kind: str, name: str, since: str, until: str, parent: str) -> bool:
    """Whether our table has such a form, valid in all of that time, give or take `TOLERANCE`."""
    unit = places.unit(unit_id)
    if unit is None:
        return False
    spelt = {comparable(each) for each in (name, *unit.aliases)}
    return any(
        form.kind == kind
        and (comparable(form.name) == comparable(name) or comparable(form.name) in spelt)
        and form.parent == parent
        and form.since <= _shifted(max(since, "1900-01-01"), TOLERANCE)
        and (not form.until or _shifted(until, -TOLERANCE) <= form.until)
        for form in unit.forms
    )


def _shifted(day: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(day) + by).isoformat()
    except OverflowError:
        return day


@click.command()
@click.option("--reference", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--differences", type=int, default=0, help="How many differences of each kind to print.")
def main(reference: Path, differences: int) -> None:
    """Print the agreement with an independent table."""
    for each in compare(json.loads(gzip.decompress(reference.read_bytes()))):
        click.echo(f"{each.name}: {each.agree} of {each.total} ({each.agree / max(1, each.total):.2%})")
        for line in each.differences[:differences]:
            click.echo(f"    {line}")


if __name__ == "__main__":
    main()
