"""From an article to a document, one kind of facts after the other."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from index.enrich.citations import find_citations
from index.enrich.dates import date_article
from index.enrich.emphasis import own_text
from index.enrich.issuers import with_places
from index.enrich.places import locate
from index.enrich.speakers import find_statements
from index.enrich.topics import find_topics
from search.model import VIETNAM, Document

if TYPE_CHECKING:
    from datetime import datetime

    from search.model import Article
    from search.topics import Taxonomy


def enrich(
    article: Article,
    *,
    article_id: str,
    version: int,
    added: datetime,
    fetched: datetime | None = None,
    taxonomy: Taxonomy | None = None,
) -> Document:
    """Find out what an article says of itself. `added` bounds its date: nothing is published later.

    `fetched` is when its page was seen, None where nobody knows: "yesterday" is counted from it alone.
    Topics are those of `taxonomy`, or of the shipped table.
    """
    own = own_text(article)
    citations = find_citations(article, own)
    local = added.astimezone(VIETNAM)
    seen = min(fetched, added).astimezone(VIETNAM) if fetched else None
    published, about = date_article(
        article,
        citations,
        seen=seen.date() if seen else date.max,
        at=seen.time() if seen else None,
        added=local.date(),
        own=own,
    )
    location = locate(article, published)
    return Document(
        id=article_id,
        version=version,
        article=article,
        added=added,
        published=published,
        about_years=about,
        location=location,
        topics=find_topics(article, citations, taxonomy, own),
        citations=with_places(citations, article, location),
        statements=find_statements(article),
    )
