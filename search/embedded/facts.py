"""Articles of one segment by what is known of them beside their words, facets and days: a truth for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.keys import fold_of
from search.places import level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from search.embedded.container import Array
    from search.embedded.facet_columns import FacetColumn
    from search.embedded.values import Values
    from search.model import Cites


def has(values: Values, column: str, wanted: Sequence[str]) -> Array:
    """Which articles have any of some values in a column; sources are named by any part of their name."""
    facet = values.facets[column]
    if column == "source":
        wanted = [name for name in facet.names if any(is_part(each, name) for each in wanted)]
    return facet.has(wanted).take(facet.sets)


def is_part(typed: str, name: str) -> bool:
    """Whether a name holds what was typed, marks, blanks and signs left out: `Thái Nguyên`, `thainguyen`."""
    wanted = _plain(typed)
    return bool(wanted) and wanted in _plain(name)


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, fold_of(text.lower())))


def between(values: Values, first: date | None, last: date | None) -> Array:
    """Which articles were surely published on these days or between."""
    held: Array = values.first_days > 0
    if first is not None:
        held = held & (values.first_days >= first.toordinal())
    if last is not None:
        held = held & (values.last_days <= last.toordinal())
    return held


def cites(refs: FacetColumn, number: str) -> Array:
    """Which articles cite a number, be it without its sign: `Nghị quyết Trung ương 4 khóa XII`."""
    keys = [key for key in refs.names if matches(key.partition(".")[0], number)]
    return refs.has(keys).take(refs.sets)


def cites_another(refs: FacetColumn, wanted: Cites) -> Array:
    """Which articles cite documents of a number, and are known to mean other ones than is wanted."""
    passing = np.zeros(len(refs), bool)
    if wanted.term or wanted.places or wanted.year:
        for number, keys in enumerate(refs.members()):
            passing[number] = is_another(keys, wanted)
    return passing.take(refs.sets)


def is_another(keys: Sequence[str], wanted: Cites) -> bool:
    """Whether all documents of a number among the keys of an article's citations differ from the wanted."""
    found = [parts_of(key) for key in keys if matches(key.partition(".")[0], wanted.number)]
    whole = [one for one in found if not any(_goes_on(one, other) for other in found)]
    return bool(whole) and all(_differs(one[1:], wanted) for one in whole)


def _goes_on(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(other) > len(one) and other[: len(one)] == one


def parts_of(key: str) -> tuple[str, ...]:
    """The parts of a citation's key: number, term, place and year, as far as they are known."""
    return tuple(key.split("."))


def matches(number: str, wanted: str) -> bool:
    """Whether a number is the wanted one, in which `*` stands for any part."""
    if "*" not in wanted:
        return number == wanted
    first, *others = wanted.split("*")
    if not number.startswith(first) or not number.endswith(others[-1]):
        return False
    at = len(first)
    for part in others[:-1]:
        at = number.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return at <= len(number) - len(others[-1])


def _differs(parts: Sequence[str], wanted: Cites) -> bool:
    """Whether something that is known of a document is told otherwise of the wanted one."""
    for part in parts:
        told = wanted.places if level(part) else (wanted.year if part.isdecimal() else wanted.term,)
        if any(told) and part not in told:
            return True
    return False
