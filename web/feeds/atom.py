"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from web.feeds.xml import add, allowed, written

if TYPE_CHECKING:
    from web.feeds.entries import Entry, Feed

KIND = "application/atom+xml"


def atom(feed: Feed, icon: str) -> bytes:
    """The document; text everywhere, never HTML."""
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.lang})
    add(root, "id", feed.id)
    add(root, "title", feed.title)
    if feed.subtitle:
        add(root, "subtitle", feed.subtitle)
    add(root, "updated", feed.updated.isoformat(timespec="seconds"))
    add(root, "link", attributes={"rel": "self", "type": KIND, "href": feed.own})
    add(root, "link", attributes={"rel": "alternate", "type": "text/html", "href": feed.page})
    add(root, "icon", icon)
    add(root, "generator", "Tra Tin")
    for entry in feed.entries:
        root.append(_entry(entry))
    return written(root)


def _entry(entry: Entry) -> ET.Element:
    made = ET.Element("entry")
    add(made, "id", entry.id)
    add(made, "title", entry.title)
    if entry.published:
        add(made, "published", entry.published.isoformat(timespec="seconds"))
    add(made, "updated", entry.updated.isoformat(timespec="seconds"))
    add(add(made, "author"), "name", allowed(entry.source).strip() or "–")
    add(made, "link", attributes={"rel": "alternate", "type": "text/html", "href": entry.page})
    if entry.original:
        add(made, "link", attributes={"rel": "via", "href": entry.original})
    for name, label in entry.topics:
        add(made, "category", attributes={"term": name, "label": label})
    if entry.summary:
        add(made, "summary", entry.summary, {"xml:lang": "vi"})
    if entry.content:
        add(made, "content", entry.content, {"type": "text", "xml:lang": "vi"})
    return made
