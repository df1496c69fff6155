"""What is cited: who wrote what, where and when it appeared, and where it can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.bylines import authors_of, one_line
from search.model import Published, Trust
from web.texts.dates import local_day
from web.view import safe_url

if TYPE_CHECKING:
    from datetime import date, datetime

    from search.model import Document, Line


class Work(NamedTuple):
    """An article as a reference: plain text on one line each, nothing escaped.

    `seen` is the day on which the archive fetched it; `address` the original, http(s) only; `permalink` the
    page of the archive, as far as the site knows its own address.
    """

    id: str
    title: str
    authors: tuple[str, ...]
    outlet: str
    published: Published
    seen: date
    archive: str
    address: str | None = None
    permalink: str = ""

    @property
    def is_guessed(self) -> bool:
        """Whether its date is only inferred."""
        return self.published.trust is Trust.INFERRED

    @property
    def known(self) -> tuple[int | None, int | None, int | None]:
        """Year, month and day as far as something states them; nothing of what is inferred."""
        return known_date(self.published)

    @property
    def guessed_years(self) -> str:
        """The year of an inferred date, or those between which it lies: `2023`, `2021–2022`; else empty."""
        if not self.is_guessed:
            return ""
        found = self.published
        if found.day is not None or found.year is not None:
            return str(found.day.year if found.day else found.year)
        ends = [year for year in (found.first_year, found.last_year) if year]
        return "–".join(dict.fromkeys(map(str, ends)))

    @property
    def guessed(self) -> str:
        """An inferred date as a reference has it: `khoảng 2023`; else empty."""
        return f"khoảng {self.guessed_years}" if self.guessed_years else ""

    @property
    def kept(self) -> str:
        """Where the copy is, and what a date field cannot say: that the date is inferred, or not known."""
        kept = f"Bản lưu {self.archive}, mã bài {self.id}"
        if self.guessed:
            return f"{kept}. Năm đăng ước đoán: {self.guessed}"
        return kept if self.known[0] else f"{kept}. Không rõ ngày đăng"


def work_of(document: Document, archive: str, fetched: datetime | None = None, permalink: str = "") -> Work:
    """An article as a reference; `archive` is what the site is called."""
    article = document.article
    return Work(
        id=document.id,
        title=one_line(article.title),
        authors=authors_of(article),
        outlet=one_line(article.source),
        published=document.published,
        seen=local_day(fetched or document.added),
        archive=one_line(archive),
        address=safe_url(article.url),
        permalink=permalink,
    )


def work_of_line(line: Line, archive: str, fetched: datetime | None = None, permalink: str = "") -> Work:
    """The article of a line as a reference, as `work_of` makes it of the article."""
    return Work(
        id=line.article,
        title=one_line(line.title),
        authors=line.authors,
        outlet=one_line(line.source),
        published=line.published,
        seen=local_day(fetched or line.added),
        archive=one_line(archive),
        address=safe_url(line.url),
        permalink=permalink,
    )


def known_date(published: Published) -> tuple[int | None, int | None, int | None]:
    """Year, month and day as far as something states them; nothing of what is inferred."""
    if published.trust in {Trust.INFERRED, Trust.UNKNOWN}:
        return None, None, None
    if day := published.day:
        return day.year, day.month, day.day
    return published.year, published.month, None
