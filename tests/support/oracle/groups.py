"""Which groups an occurrence or an article is in, and in which order groups come."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from oracle.lines import Occurrence, line_of

from search import facets, places
from search.facets import column
from search.model import UNKNOWN, GroupBy, GroupOrder
from search.text import comparable

if TYPE_CHECKING:
    from collections import Counter

    from oracle.stretches import Text

    from search.model import Document, Group, Map


def paths_of(document: Document, map_: Map) -> tuple[tuple[str, ...], ...]:
    """The paths of units that an article is about."""
    return tuple(path for path in facets.paths(document)[column("place", map_)] if path)


def units_of(document: Document, level: places.Level, map_: Map) -> list[str]:
    """The units of a level that an article is about; each once."""
    units = [unit for path in paths_of(document, map_) for unit in path if places.level(unit) is level]
    return list(dict.fromkeys(units))


def group_values(one: Occurrence, by: GroupBy, map_: Map) -> list[str]:
    """The groups that an occurrence is in."""
    match by:
        case GroupBy.PROVINCE | GroupBy.DISTRICT:
            return units_of(one.document, places.Level(by.value), map_) or [UNKNOWN]
        case GroupBy.SOURCE:
            return [one.document.article.source]
        case GroupBy.YEAR:
            return [facets.values(one.document)["year"][0]]
        case GroupBy.BYLINE:
            return list(facets.values(one.document)["byline"])
        case GroupBy.SPEAKER | GroupBy.OFFICE:
            statement = line_of(one).statement
            return [(statement and getattr(statement, by.value)) or UNKNOWN]


def document_values(text: Text, document: Document, by: GroupBy, map_: Map) -> list[str]:
    """The groups that an article is in: those of each of its words, or nobody's, where words are said."""
    whole = Occurrence(document, text, (0, 0), 1, 1)
    if by not in (GroupBy.SPEAKER, GroupBy.OFFICE):
        return group_values(whole, by, map_)
    said = [
        getattr(statement, by.value)
        for statement in document.statements
        for token in text.at.values()
        if any(span.start <= token.start < span.end for span in statement.said)
    ]
    return [UNKNOWN, *filter(None, said)]


def place_by(one: Group, order: GroupOrder) -> tuple[object, ...]:
    """By share as fractions, those of groups with fewer than twenty articles last; by lines all alike."""
    return () if order is GroupOrder.LINES else (one.archive < 20, -Fraction(one.articles, one.archive))


def group_key(name: str, by: GroupBy) -> str:
    """Names of people and offices are one in capitals or not, with tones in either place."""
    return comparable(name) if by in (GroupBy.BYLINE, GroupBy.SPEAKER, GroupBy.OFFICE) else name


def is_in_group(one: Occurrence, by: GroupBy, group: str, map_: Map) -> bool:
    """Whether an occurrence is in a group, however its name is written."""
    return group_key(group, by) in {group_key(name, by) for name in group_values(one, by, map_)}


def usual(written: Counter[str]) -> str:
    """The most frequent writing, of equals the first in order."""
    return min(written, key=lambda name: (-written[name], name))
