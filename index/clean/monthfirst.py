"""Date lines of portals that write the month first, as a portal file says: `11/09/2021` is 9 November."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from index.clean.knowledge import MONTH_FIRST
from search.model import BlockKind, Witness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.model import Article

_DAY = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")


def with_month_first(article: Article) -> Article:
    """The article, with a witness of the day that its date line means; it outweighs the line as it stands."""
    found = [
        Witness("published", day.isoformat(), MONTH_FIRST)
        for block in article.blocks_of(BlockKind.DATELINE)
        for day in _days(article.of(block))
    ]
    return replace(article, witnesses=(*found[:1], *article.witnesses))


def _days(text: str) -> Iterator[date]:
    for month, _, day, year in _DAY.findall(text):
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue
