"""Which facet values have a page about them, and its address: documents, places, topics and sources.

And where all values of a facet are listed beside a search.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import request

from search import places
from search.model import UNKNOWN
from web.addresses import links
from web.facets.views import Ways
from web.site import BLANK, lang_or_none, quoted_path, route, site

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.addresses.params import Params

_ENDPOINTS = {
    "ref": ("pages.document", "key"),
    "place": ("pages.place", "unit_id"),
    "topic": ("pages.topic", "topic_id"),
    "source": ("pages.source", "name"),
}


def page_of() -> Callable[[str, str], str]:
    """A function from a facet and a value to the address of the page about it; empty where there is none."""
    return _pages(request.script_root, lang_or_none())


@lru_cache(16)  # those that are asked for from many places make them anew
def _pages(root: str, lang: str | None) -> Callable[[str, str], str]:
    """The same below a path, in a language: all that these addresses are made of, so they are kept."""
    del root  # a path begins with it
    frames = {
        facet: route(endpoint, lang=lang, **{argument: BLANK}).split(BLANK)
        for facet, (endpoint, argument) in _ENDPOINTS.items()
    }

    @lru_cache(1 << 14)
    def found(facet: str, value: str) -> str:
        if facet not in frames or value in ("", UNKNOWN) or (facet == "place" and not places.unit(value)):
            return ""
        before, after = frames[facet]
        return f"{before}{quoted_path(value)}{after}"

    return found


def ways_of(params: Params) -> Ways:
    """Ways from facets to the pages about their values, and to lists of all of these."""
    return Ways(page_of(), values_of(params))


def values_of(params: Params) -> Callable[[str, str], str]:
    """A function from a facet and a value (or nothing) to the list of its values (below that one)."""
    asked = links.address("", links.at_page(params, 1), site().defaults)
    before, after = route("pages.values", facet=BLANK).split(BLANK)

    def found(facet: str, under: str) -> str:
        listed = f"{before}{facet}{after}{asked}"
        return f"{listed}{'&' if asked else '?'}{urlencode({'under': under})}" if under else listed

    return found
