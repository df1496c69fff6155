"""A feed as JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from web.feeds.entries import Entry, Feed

KIND = "application/feed+json"

Json = dict[str, Any]


def json_feed(feed: Feed, icon: str) -> Json:
    """The document; text everywhere, never HTML."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **_filled(description=feed.subtitle),
        "home_page_url": feed.page,
        "feed_url": feed.own,
        "favicon": icon,
        "language": feed.lang,
        "items": [_item(entry) for entry in feed.entries],
    }


def _item(entry: Entry) -> Json:
    return {
        "id": entry.id,
        "url": entry.page,
        **_filled(external_url=entry.original, summary=entry.summary),
        "title": entry.title,
        "content_text": entry.content or entry.summary or entry.title,
        **_filled(date_published=entry.published.isoformat(timespec="seconds") if entry.published else None),
        "date_modified": entry.updated.isoformat(timespec="seconds"),
        "authors": [{"name": entry.source}],
        "language": "vi",
        "tags": [label for _, label in entry.topics],
    }


def _filled(**fields: str | None) -> Json:
    """Only fields that have a value: there is no null in a feed."""
    return {name: value for name, value in fields.items() if value}
