"""Names of facet values, topics and sources for people, in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import has_app_context

from search import places
from search.model import UNKNOWN, Map, Trust
from search.topics import shipped
from web.site import site
from web.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Collection

    from search.model import PlacePath

_TRUST = {
    Trust.STATED: phrase("Bài ghi rõ ngày"),
    Trust.INFERRED: phrase("Ước đoán"),
    Trust.UNKNOWN: phrase("Không rõ"),
}

_FACETS = {
    "place": phrase("Địa phương"),
    "year": phrase("Năm"),
    "topic": phrase("Chủ đề"),
    "trust": phrase("Ngày đăng"),
    "source": phrase("Nguồn"),
    "ref": phrase("Văn bản được nhắc"),
}


def facet_title(facet: str, lang: str) -> str:
    """The heading of a facet."""
    return say(_FACETS[facet], lang) if facet in _FACETS else facet


def value_label(facet: str, value: str, lang: str, map_: Map = Map.THEN, *, short: bool = False) -> str:
    """The name of a facet value; `short` where its parent stands right above it."""
    if facet == "trust":
        return say(_TRUST[Trust(value)], lang) if value in tuple(Trust) else value
    if value == UNKNOWN:
        return say("Không rõ", lang)
    if facet == "place":
        today = map_ is Map.NOW
        return places.short_label(value, today=today) if short else places.path_label(place_path(value, map_))
    return topic_label(value, lang) if facet == "topic" else value


def topic_label(topic_id: str, lang: str) -> str:
    """The name of a topic in the table of the site; in the one that is shipped where no site is running."""
    taxonomy = site().taxonomy if has_app_context() else shipped()
    return taxonomy.label(topic_id, lang)


def place_path(unit_id: str, map_: Map) -> PlacePath:
    """A unit with all above it; on today's map an old district lies in its new province."""
    return places.now(unit_id)[0][0] if map_ is Map.NOW else places.path(unit_id)


def parent_value(facet: str, value: str, known: Collection[str], map_: Map) -> str | None:
    """The nearest value above this one among the known ones; None at the top of a facet."""
    if facet == "topic":
        above = value.rpartition("/")[0]
        return above if above in known else None
    if facet != "place" or value == UNKNOWN:
        return None
    return next((unit for unit in reversed(place_path(value, map_)[:-1]) if unit in known), None)
