"""Who the sentences before a place are about: the one person that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.enrich.speakers.people.persons import is_surely_one, person_at
from index.enrich.speakers.prose.clauses import opens_clause
from index.enrich.speakers.prose.names import is_full, is_press, is_unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.enrich.speakers.prose.reading import Prose
    from index.enrich.speakers.who import Who

_BEFORE = 3
"""Sentences before a place in which somebody is looked for."""


def named_before(prose: Prose, at: int) -> Iterator[Who]:
    """Those named in the sentences before one."""
    for each in range(max(0, at - _BEFORE), at):
        yield from _named_in(prose, each)


def _named_in(prose: Prose, at: int) -> Iterator[Who]:
    """Those named in a sentence: with a form of address, an office, or where a clause begins."""
    page, (start, end, _) = prose.page, prose.sentences[at]
    for begin, stop in page.runs(start, end):
        one = person_at(page, start, begin, stop)
        if one is None or one.name is None:
            continue
        name = page.text[one.name.start : one.name.end]
        if is_press(name) or is_unit(name):
            continue
        opens = opens_clause(page, start, one.start)
        if one.titled or (
            (one.office is not None or (is_full(name) and opens))
            and is_surely_one(page, one, start, bare=True)
        ):
            yield one
