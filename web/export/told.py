"""What every row tells of its article: when and where, as far as that is known."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from search import places
from search.model import Published
from web.cite.work import known_date
from web.export.model import Column
from web.texts.dates import published_label
from web.texts.labels import value_label
from web.texts.words import phrase, say
from web.view import day_of, today_label

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from search.model import Location, PlacePath, Trust
    from web.export.model import Cell

WHEN = (
    Column("date", phrase("Ngày"), 12),
    Column("date_told", phrase("Ngày, bằng chữ"), 22),
    Column("trust", phrase("Cách biết ngày"), 12),
    Column("year", phrase("Năm"), 7),
)
"""A day, month or year that something states, the same in words with how it is known, the likeliest year."""

REMEMBERED = 1 << 13
"""Days and places whose cells are kept."""

WHERE = (Column("place", phrase("Địa phương"), 28), Column("place_now", phrase("Nay thuộc"), 22))


def when_cells(published: Published, lang: str, *, coded: bool) -> tuple[Cell, ...]:
    """The cells of `WHEN`; how the date is known in words, or `coded` for programs."""
    years = published.year, published.first_year, published.last_year
    iso, told, known, likeliest = _when(published.trust, published.day, published.month, years, lang)
    return iso, told, published.trust.value if coded else known, likeliest


@lru_cache(REMEMBERED)
def _when(
    trust: Trust,
    day: date | None,
    month: int | None,
    years: tuple[int | None, int | None, int | None],
    lang: str,
) -> tuple[Cell, ...]:
    year, first, last = years
    published = Published(trust, day, None, year, first, last, month=month)
    stated = "-".join(f"{part:02}" for part in known_date(published) if part is not None)
    likeliest = published.year if published.year is not None else ""
    return stated, published_label(published, lang), value_label("trust", trust.value, lang), likeliest


def where_cells(published: Published, location: Location | None) -> tuple[str, str]:
    """The cells of `WHERE`: by the names of the article's time, and where that lies today."""
    if location is None:
        return "", ""
    return _where(location.then, location.now, places.era(location.then, day_of(published)))


@lru_cache(REMEMBERED)
def _where(then: PlacePath, now: tuple[PlacePath, ...], day: str) -> tuple[str, str]:
    return places.path_label(then, day), today_label(then, now, day) or ""


def titled(columns: Iterable[Column], lang: str) -> tuple[Column, ...]:
    """Columns with their titles in a language."""
    return tuple(column._replace(title=say(column.title, lang)) for column in columns)
