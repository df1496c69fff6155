"""The terms between congresses of the Party: of the Central Committee, and of local committees.

Party numbers begin anew with every term, so a term tells one 18-NQ/TW from the other. Local congresses are
held in the months before the national one: local terms begin in years of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from search.text import lower

if TYPE_CHECKING:
    from search.model import Document

CONGRESSES = (
    ("I", date(1935, 3, 31)),
    ("II", date(1951, 2, 19)),
    ("III", date(1960, 9, 10)),
    ("IV", date(1976, 12, 20)),
    ("V", date(1982, 3, 31)),
    ("VI", date(1986, 12, 18)),
    ("VII", date(1991, 6, 27)),
    ("VIII", date(1996, 7, 1)),
    ("IX", date(2001, 4, 22)),
    ("X", date(2006, 4, 25)),
    ("XI", date(2011, 1, 19)),
    ("XII", date(2016, 1, 28)),
    ("XIII", date(2021, 2, 1)),
    ("XIV", date(2026, 1, 23)),
)
"""National congresses and their last days: the Central Committee that each elected issues from then on."""


class Term(NamedTuple):
    """A term of local committees, and the congress with which it belongs."""

    first: int
    last: int
    congress: str

    @property
    def value(self) -> str:
        """`2020-2025`."""
        return f"{self.first}-{self.last}"


TERMS = (
    Term(1986, 1991, "VI"),
    Term(1991, 1996, "VII"),
    Term(1996, 2000, "VIII"),
    Term(2000, 2005, "IX"),
    Term(2005, 2010, "X"),
    Term(2010, 2015, "XI"),
    Term(2015, 2020, "XII"),
    Term(2020, 2025, "XIII"),
    Term(2025, 2030, "XIV"),
    Term(2030, 2035, "XV"),
)
_BY_VALUE = {term.value: term for term in TERMS}
_TURNS = frozenset(year for term in TERMS for year in (term.first, term.last))
TURN = (7, 1)
"""Month and day from which a boundary year belongs to the new term, where no words decide."""

_NAMED = re.compile(r"nhiệm kỳ (?:\w+, ?)?((?:19|20)\d\d) ?[-–—/] ?((?:19|20)\d\d)(?!\d)")


def congress_of(day: date) -> str:
    """The term of the Central Committee on a day, in Roman figures; empty before the first congress."""
    at = bisect_right([last for _, last in CONGRESSES], day)
    return CONGRESSES[at - 1][0] if at else ""


def term(value: str) -> Term | None:
    """The local term of a value such as `2020-2025`, or None."""
    return _BY_VALUE.get(value)


def term_of(document: Document) -> str | None:
    """The local term in which an article was published; None where that is not known."""
    published = document.published
    year = published.year
    if year is None or not TERMS[0].first <= year <= TERMS[-1].last:
        return None
    if year not in _TURNS:
        return next(one.value for one in TERMS if one.first < year < one.last)
    named = _named_at_turn(document.article.text, year)
    if named:
        return named
    if published.day is None:
        return None
    return _turned(year, is_new=(published.day.month, published.day.day) >= TURN)


def _named_at_turn(text: str, year: int) -> str | None:
    """In a boundary year, the one of its two terms that the text names; None if it names both or neither."""
    if str(year) not in text:
        return None
    found = {f"{match[1]}-{match[2]}" for match in _NAMED.finditer(lower(text))}
    beside = {_turned(year, is_new=False), _turned(year, is_new=True)}
    named = found & beside
    return named.pop() if len(named) == 1 else None


def _turned(year: int, *, is_new: bool) -> str | None:
    wanted = (one for one in TERMS if (one.first if is_new else one.last) == year)
    return next((one.value for one in wanted), None)
