"""From states of the map, each of a day, to units with dated forms.

A state says what was so on its day, not since when: a change lies between two states. Where the day is
known both bounds are that day; else the old form is kept to the later bound and the new one begins at
the earlier, so that a text of the days between finds its unit under either name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from search.text import comparable, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tools.units.states import Row


class State(NamedTuple):
    """The rows of a list; what it shows for the first time took effect between `since` and `by`."""

    since: str
    by: str
    rows: Sequence[Row]


class Form(NamedTuple):
    """A unit as it stood from a day (empty: before all states) to the day before `until` (empty: today)."""

    kind: str
    name: str
    parent: str
    since: str
    until: str


@dataclass(slots=True)
class History:
    """A unit: its forms, oldest first, and other spellings of its name."""

    id: str
    forms: list[Form]
    spellings: set[str] = field(default_factory=set)


def histories(states: Sequence[State]) -> dict[str, History]:
    """The units of all states of one map, by id. The last state decides how a name is spelt."""
    seen: dict[str, dict[int, Row]] = {}
    for at, state in enumerate(states):
        for row in state.rows:
            seen.setdefault(row.id, {})[at] = row
    return {unit: _history(unit, rows, states) for unit, rows in sorted(seen.items())}


def respelt(states: Sequence[State]) -> list[State]:
    """The states with the last one's spelling where the one before it has another and nothing else differs.

    Nothing changed between the last two lists of the old map, so a name that differs is spelt otherwise.
    """
    *_, before, last = states
    now = {row.id: row for row in last.rows}
    spelt = {
        (row.id, row.name): now[row.id].name
        for row in before.rows
        if row.id in now and row.name != now[row.id].name
    }
    return [
        state._replace(rows=[_with_name(row, spelt.get((row.id, row.name))) for row in state.rows])
        for state in states
    ]


def spelt_as(row: Row, known: Row) -> Row:
    """A row with the name as another list spells it, if both are one name."""
    return row._replace(name=known.name) if _sound(row.name) == _sound(known.name) else row


def _with_name(row: Row, name: str | None) -> Row:
    return row._replace(name=name, spelt=row.name) if name else row


def _history(unit: str, rows: dict[int, Row], states: Sequence[State]) -> History:
    runs = _settled([(at, at, rows[at]) for at in sorted(rows)])
    forms = []
    for first, last, row in runs:
        since = "" if first == 0 else states[first].since
        until = "" if last == len(states) - 1 else states[last + 1].by
        forms.append(Form(row.kind, row.name, row.parent, since, until))
    names = {name for row in rows.values() for name in (row.name, row.spelt) if name}
    return History(unit, forms, names - {form.name for form in forms})


def _settled(runs: list[tuple[int, int, Row]]) -> list[tuple[int, int, Row]]:
    """Join neighbouring states that mean the same, and drop what one list has between two that agree."""
    joined: list[tuple[int, int, Row]] = []
    for first, last, row in runs:
        if joined and same(joined[-1][2], row):
            joined[-1] = (joined[-1][0], last, row)
        elif len(joined) > 1 and same(joined[-2][2], row):
            start = joined[-2][0]
            joined[-2:] = [(start, last, row)]
        else:
            joined.append((first, last, row))
    return joined


def same(one: Row, other: Row) -> bool:
    """Whether two rows are one form: kind and parent equal, the names two spellings of one."""
    return (one.kind, one.parent, _sound(one.name)) == (other.kind, other.parent, _sound(other.name))


def _sound(name: str) -> str:
    """A name without what sources spell differently: accents, i or y, blanks, marks."""
    letters = folded(comparable(name)).replace("y", "i")
    return "".join(letter for letter in letters if letter.isalnum())


def replaced(known: dict[str, History], facts: Iterable[tuple[str, Form]]) -> dict[str, History]:
    """The histories with hand-made facts in place of the forms of their units; spellings are kept."""
    made: dict[str, list[Form]] = {}
    for unit, form in facts:
        made.setdefault(unit, []).append(form)
    for unit, forms in made.items():
        before = known.get(unit, History(unit, []))
        names = {form.name for form in before.forms} | before.spellings
        known[unit] = History(unit, forms, names - {form.name for form in forms})
    return known
