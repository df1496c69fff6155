"""Loose words of a query, and the query with other words in their place; all else of it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.query.loose import parts_of
from search.query.syntax import All, Any, Text, all_of, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from search.model import Word
    from search.query.syntax import Syntax


class Run(NamedTuple):
    """Loose words side by side: those at `[start, end)` of one text of the tree, named by its number."""

    number: int
    start: int
    end: int
    words: tuple[Word, ...]


def loose_runs(syntax: Syntax) -> list[Run]:
    """The runs of loose words, in order; not what is quoted, excluded, begun, a field, document or date."""
    return [run for number, text in enumerate(_texts(syntax)) for run in _runs(number, text.text)]


def reworded(syntax: Syntax, instead: Mapping[Run, Syntax]) -> Syntax:
    """The tree with something else in the place of some of its runs."""
    wanted: dict[int, list[tuple[Run, Syntax]]] = {}
    for run, part in instead.items():
        wanted.setdefault(run.number, []).append((run, part))
    numbers = iter(range(sum(1 for _ in _texts(syntax))))
    return _reworded(syntax, wanted, numbers)


def _texts(syntax: Syntax) -> Iterator[Text]:
    match syntax:
        case Text():
            yield syntax
        case All(parts) | Any(parts):
            for part in parts:
                yield from _texts(part)


def _runs(number: int, text: str) -> Iterator[Run]:
    found: list[tuple[int, int, Word]] = []
    for part in parts_of(text):
        if not part.fixed and len(part.words) == 1:
            found.append((part.start, part.end, part.words[0]))
        elif found:
            yield _run(number, found)
            found = []
    if found:
        yield _run(number, found)


def _run(number: int, found: list[tuple[int, int, Word]]) -> Run:
    return Run(number, found[0][0], found[-1][1], tuple(word for _, _, word in found))


def _reworded(
    syntax: Syntax, wanted: Mapping[int, list[tuple[Run, Syntax]]], numbers: Iterator[int]
) -> Syntax:
    match syntax:
        case Text(text):
            return _with_parts(text, wanted.get(next(numbers), []))
        case All(parts):
            return all_of([_reworded(part, wanted, numbers) for part in parts])
        case Any(parts):
            return any_of([_reworded(part, wanted, numbers) for part in parts])
        case _:
            return syntax


def _with_parts(text: str, instead: list[tuple[Run, Syntax]]) -> Syntax:
    pieces: list[Syntax] = []
    at = 0
    for run, part in sorted(instead, key=lambda each: each[0].start):
        pieces += [*_text(text[at : run.start]), part]
        at = run.end
    return all_of([*pieces, *_text(text[at:])])


def _text(text: str) -> list[Syntax]:
    return [Text(text.strip())] if text.strip() else []
