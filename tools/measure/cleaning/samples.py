"""Pages to clean, and what is true of them: our own from the fixtures of the tests, and real ones.

The fixtures live under `tests/support`, which a checkout has and an installed product has not; so they are
imported by name when they are asked for.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from index.pages import HTML, RawPage
from search.errors import DataError, InputError
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterator

SUPPORT = Path(__file__).parents[3] / "tests" / "support"

ARTICLE, PRINT = "article", "print"

_CANONICAL = re.compile(r'<link rel="?canonical"? href="(https?://[^"]+)"')
_NAMES = re.compile(r"\s+-\s+")
_FETCHED = datetime(2026, 11, 1, 12, tzinfo=VIETNAM)  # after all real pages were taken


@dataclass(frozen=True, slots=True)
class Gold:
    """What is true of a page that holds an article.

    `title`, `published` and `bylines` are not compared where `headed` is false: nobody knows them. `bylines`
    are lines as printed, `authors` the names in them. `neutral` are the article's other texts, which count
    neither way; `never` are those of others. With `small`, the page's encoding has lost capitals.
    """

    title: str
    lead: str
    text: str
    neutral: tuple[str, ...]
    published: datetime | date | None
    bylines: tuple[str, ...]
    authors: tuple[str, ...]
    never: tuple[str, ...] = ()
    headed: bool = True
    small: bool = False

    @property
    def whole(self) -> str:
        """Title and text: what an article may say though others say it, too."""
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Sample:
    """A page as it came in, the same in its true encoding, and what is true of it.

    `gold` is None where the page holds no article; print views, too, hold one.
    """

    id: str
    layout: str
    kind: str
    page: RawPage
    html: str
    gold: Gold | None


class _RealGold(msgspec.Struct, frozen=True):
    """A line of `gold.json`: `body` begins with the lead, `neither` counts neither way."""

    kind: str
    title: str | None = None
    published: date | None = None
    byline: str | None = None
    body: str = ""
    neither: str = ""


def own_samples(seed: int) -> list[Sample]:
    """The synthetic pages of a seed: articles, print views, and what is neither."""
    return [_own(page) for page in fixtures().every_page(seed)]


def front_samples(seed: int) -> list[Sample]:
    """The synthetic pages of the second family: the front ends of papers, stations, offices and communes."""
    return [_own(page) for page in fixtures("second").second_pages(seed)]


def fixtures(name: str = "every") -> Any:
    """A module of `pages` of the tests. Raises `InputError` outside a checkout."""
    if not (SUPPORT / "pages").is_dir():
        raise InputError(
            f"the pages are made by {SUPPORT / 'pages'}, which only a checkout of the project has",
            vietnamese="Các trang để đo chỉ có trong thư mục mã nguồn của dự án.",
        )
    if str(SUPPORT) not in sys.path:
        sys.path.append(str(SUPPORT))
    return import_module(f"pages.{name}")


def raw_page(page: Any) -> RawPage:
    """A page of the fixtures as the crawler would hand it over, late on the day on which it was taken."""
    return RawPage(
        page.url,
        page.layout,
        page.id,
        HTML,
        page.payload,
        page.url,
        datetime.combine(page.day, time(23, 30), VIETNAM),
        {name.lower(): value for name, value in page.headers.items()},
    )


def _own(page: Any) -> Sample:
    gold = _own_gold(page.truth, small=page.charset == "tcvn3") if page.truth else None
    return Sample(page.id, page.layout, page.kind, raw_page(page), page.html, gold)


def _own_gold(truth: Any, *, small: bool) -> Gold:
    body = "\n".join(words for _, words in truth.body)
    beside = (truth.title, *truth.captions, *truth.bylines, *truth.authors, truth.source, truth.section)
    return Gold(
        title=truth.title,
        lead=truth.lead,
        text=f"{truth.lead}\n{body}",
        neutral=tuple(filter(None, (*beside, *truth.attachments))),
        published=truth.published,
        bylines=truth.bylines,
        authors=truth.authors,
        never=truth.never,
        small=small,
    )


def real_samples(private: Path) -> Iterator[Sample]:
    """The real pages of the private data, as far as their gold was written."""
    folder = private / "pages"
    try:
        golds = msgspec.json.decode((folder / "gold.json").read_bytes(), type=dict[str, _RealGold])
    except msgspec.ValidationError as error:
        raise DataError(f"gold.json: {error}") from error
    for name, gold in golds.items():
        payload = (folder / name).read_bytes()
        html = payload.decode("utf-8", "replace")
        address = _CANONICAL.search(html)
        url = address[1] if address else None
        page = RawPage(url or name, "real", name, HTML, payload, url, _FETCHED)
        found = _real_gold(gold) if gold.kind == ARTICLE else None
        yield Sample(name, name, gold.kind, page, html, found)


def _real_gold(gold: _RealGold) -> Gold:
    byline = gold.byline or ""
    return Gold(
        title=gold.title or "",
        lead=gold.body.partition("\n")[0],
        text=gold.body,
        neutral=tuple(filter(None, (gold.title, byline, *map(str.strip, gold.neither.split("\n"))))),
        published=gold.published,
        bylines=(byline,) if byline else (),
        authors=tuple(_NAMES.split(byline)) if byline else (),
        headed=gold.title is not None,
    )
