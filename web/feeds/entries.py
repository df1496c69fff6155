"""A feed as values: what it tells of each article, whatever the format.

Nothing is told that is not known. `updated` is when the archive got this version of the article; `published`
only stands where something states the day. Another date is told in words in front of the summary.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid5

from search.archive import Show
from search.model import PROSE, VIETNAM, MarkedText, Trust
from web.showing.cutting import SNIPPET
from web.texts.dates import published_label
from web.texts.labels import topic_label
from web.view import safe_url, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.model import Document, Published

SPACE = UUID("6f0d4c1e-94a1-5a3e-8d0c-2b7a3c9c1f55")
"""The name space of all ids of ours (RFC 9562, version 5), chosen once."""


class Entry(NamedTuple):
    """An article in a feed: plain text only. `page` is its page here, `original` the one of its source."""

    id: str
    title: str
    page: str
    original: str | None
    source: str
    published: datetime | None
    updated: datetime
    summary: str
    content: str
    topics: tuple[tuple[str, str], ...]


class Feed(NamedTuple):
    """A feed: `own` is its address, `page` that of the same results for people."""

    id: str
    title: str
    subtitle: str
    own: str
    page: str
    updated: datetime
    lang: str
    entries: Sequence[Entry]


def urn(name: str) -> str:
    """The id of something that has a name for ever."""
    return uuid5(SPACE, name).urn


def entry_of(document: Document, show: Show, page: str, lang: str) -> Entry:
    """What is told of an article; `document` holds no more than `show` allows."""
    article = document.article
    published = moment_of(document.published)
    paragraphs = [" ".join(article.of(block).split()) for block in article.blocks_of(*PROSE)]
    told = [text for text in paragraphs if text]
    lead = shortened(MarkedText(told[0]), SNIPPET).text if told else ""
    when = "" if published else f"[{published_label(document.published, lang)}]"
    return Entry(
        id=urn(f"article {document.id}"),
        title=shortened(MarkedText(article.title)).text or document.id,
        page=page,
        original=safe_url(article.url),
        source=article.source,
        published=published,
        updated=document.added,
        summary=" ".join(part for part in (when, lead) if part),
        content="\n\n".join(told) if show is Show.FULL else "",
        topics=tuple((topic.id, topic_label(topic.id, lang)) for topic in document.topics),
    )


def moment_of(published: Published) -> datetime | None:
    """When an article was published, if something states the day; a day without a clock is its midnight."""
    if published.day is None or published.trust in (Trust.INFERRED, Trust.UNKNOWN):
        return None
    return datetime.combine(published.day, published.clock or time(), VIETNAM)
