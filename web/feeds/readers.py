"""Feeds of any query: `/tim.atom` and `/tim.json`, newest first unless the address asks otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import Response, request, url_for
from msgspec import structs

from search.model import Sort
from web.addresses import links
from web.addresses.params import read, write
from web.addresses.short import PLAIN
from web.addresses.whole import icon, whole
from web.feeds import atom, jsonfeed
from web.feeds.blueprint import feeds
from web.feeds.entries import Feed, entry_of, urn
from web.results import filters_in_words
from web.site import query_of, route, site
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.model import Result
    from web.addresses.params import Defaults, Params
    from web.feeds.entries import Entry

SIZE = 30
"""Articles of a feed unless the address asks for another number."""

_ALL = phrase("Bài mới trong kho")


@feeds.get("/tim.atom")
def atom_feed() -> Response:
    """The results of a search as an Atom feed."""
    return _answer(atom.atom(_feed("feeds.atom_feed"), icon()), atom.KIND)


@feeds.get("/tim.json")
def json_feed() -> Response:
    """The results of a search as a JSON feed."""
    found = jsonfeed.json_feed(_feed("feeds.json_feed"), icon())
    body = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
    return _answer(body + b"\n", jsonfeed.KIND)


def _answer(body: bytes, kind: str) -> Response:
    """A feed; as old as the index that it is drawn from, for readers that ask by time alone."""
    response = Response(body, content_type=f"{kind}; charset=utf-8")
    response.last_modified = site().reader.stats().built
    return response


def feed_params(params: Params) -> Params:
    """What a feed of the same results asks for: from its beginning, the newest first."""
    return structs.replace(params, page=1, size=feed_defaults().size, sort=Sort.NEWEST, explain=False)


def feed_address(endpoint: str, params: Params) -> str:
    """The address of a feed."""
    return links.address(route(endpoint), params, feed_defaults())


def feed_defaults() -> Defaults:
    """What the address of a feed need not say."""
    usual = site().defaults
    return structs.replace(usual, size=min(SIZE, usual.max_size), sort=Sort.NEWEST)


def _feed(endpoint: str) -> Feed:
    """The feed of the current address."""
    params, notes = read(request.args, feed_defaults())
    params = structs.replace(params, page=1, explain=False)
    result = site().reader.search(query_of(params, (), notes))
    entries = tuple(_entries(result, params.lang))
    page = structs.replace(params, size=site().defaults.size)
    asked = "&".join(f"{name}={value}" for name, value in write(params, PLAIN))
    return Feed(
        id=urn(f"feed {whole(url_for('pages.results'))} {asked}"),
        title=f"{site().name}: {params.q or say(_ALL, params.lang)}",
        subtitle=_subtitle(params),
        own=whole(feed_address(endpoint, params)),
        page=whole(links.address(url_for("pages.results"), page, site().defaults)),
        updated=max((entry.updated for entry in entries), default=site().reader.stats().built),
        lang=params.lang,
        entries=entries,
    )


def _entries(result: Result, lang: str) -> Iterator[Entry]:
    """The articles of a result, as far as they may be shown; withdrawn ones are left out at once."""
    for hit in result.hits:
        document = site().reader.get(hit.id)
        if document is not None and site().archive.withdrawn(hit.id) is None:
            page = url_for("pages.article", article_id=hit.id)
            yield entry_of(document, site().show_of(document), whole(page), lang)


def _subtitle(params: Params) -> str:
    """The notice of the site, and the filters in words."""
    notice = site().notice(params.lang)
    filters = (f"{title}: {words}" for title, words in filters_in_words(params))
    return ". ".join((*([notice.text] if notice else []), *filters))
