"""The front page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import render_template

from search.model import Query, Sort
from web.addresses import links
from web.articles.copies import copies_of
from web.facets.tiles import tile_map
from web.facets.views import drawn, facet_view
from web.facets.ways import ways_of
from web.pages.again import remembered
from web.pages.blueprint import pages
from web.site import asked, results_address, site
from web.view import search_json, stats_json

if TYPE_CHECKING:
    from search.model import Result
    from web.addresses.params import Params

BROWSED = ("topic", "place", "year")
"""Facets of the home page."""

NEWEST = 8
"""Articles on the home page."""


@pages.get("/")
@remembered
def home() -> str:
    """The search box, what the archive holds, the newest articles, and ways to browse."""
    params = links.fresh(asked()[0], site().defaults)
    address = results_address()
    result = newest(params)
    return render_template(
        "home.html",
        params=params,
        stats=stats_json(site().reader.stats()),
        found=search_json(replace(result, facets=()), params.lang, copies_of(site().reader, result)),
        facets=[facet_view(facet, params, address, ways_of(params)) for facet in result.facets],
        tile_map=tile_map(site().reader, params, address),
        all_href=address(links.sorted_by(params, Sort.NEWEST)),
    )


def newest(params: Params) -> Result:
    """The newest articles, near-duplicates folded, and what one can browse by."""
    most = drawn(params.map)
    asked_for = Query(facets=BROWSED, fold=True, map=params.map, sort=Sort.NEWEST, size=NEWEST, most=most)
    return site().reader.search(asked_for)
