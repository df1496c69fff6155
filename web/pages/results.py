"""The results of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from search.model import Map, Trust
from web import results as around
from web.addresses import links
from web.answering import answered
from web.facets.histogram import Histogram
from web.facets.tiles import tile_map
from web.facets.times import dates_of, views
from web.facets.ways import ways_of
from web.pages.again import remembered
from web.pages.blueprint import pages
from web.query.described import told
from web.query.loosening import last_resorts, loosenings
from web.query.meant import chosen, only_counted
from web.query.notes import has_words, shown_notes
from web.site import asked, context, query_of, results_address, route, short_address, site

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.model import Facet
    from web.addresses.params import Params
    from web.answering import Answered
    from web.facets.views import FacetView
    from web.query.loosening import Loosening
    from web.view import Json


def answer(*, told: bool = True) -> Answered:
    """The answer to the search of the current address; its plain data has facets if they are `told`."""
    params, notes = asked()
    return answered(site().reader, params, notes, context(), site().pins, told=told)


@pages.get("/tim")
@remembered
def results() -> str:
    """The results of a search, with facets, chips, orders and page links."""
    params, result, _, found = answer(told=False)
    address = results_address()
    return render_template(
        "results.html",
        params=params,
        found=found,
        has_words=has_words(params.q, found["notes"]),
        read_as=told(params.q, params.lang, context()),
        notes=shown_notes(found["notes"], params, address),
        facets=[
            view for view in views(params, result.facets, address, ways_of(params)) if _leaves_a_choice(view)
        ],
        dates=dates_of(params),
        tile_map=tile_map(site().reader, params, address, result) if params.map is Map.NOW else None,
        map_href=address(links.on_map(params, Map.NOW)),
        guesses=_guesses_href(params, result.facets, address),
        chips=around.chips(params, address),
        clear_href=address(links.cleared(params)),
        fresh_href=address(links.fresh(params, site().defaults)),
        sorts=around.sorts(params, address),
        short_href=short_address(params),
        print_href=links.address(route("pages.printed"), params, site().defaults),
        export_href=links.address(route("pages.exporting"), params, site().defaults),
        precedents_href=links.address(route("pages.lines"), links.at_page(params, 1), site().defaults)
        if params.q
        else None,
        explain_href=address(links.explained(params, explain=not params.explain)),
        maps=around.maps(params, address),
        fold_href=address(links.folded(params, fold=not params.fold)),
        paging=around.page_links(params, found["pages"], address),
        word_links=[_alone(params, word["text"], word["count"]) for word in found["word_counts"]],
        missing=[word["text"].strip('"') for word in found["word_counts"] if not word["count"]],
        meant=_offered(params, found["did_you_mean"]),
        readings=_offered(params, found["readings"]),
        published=_offered(params, [found["published_on"]] if found["published_on"] else []),
        ways_out=_ways_out(params) if not result.total else [],
    )


def _leaves_a_choice(view: FacetView | Histogram) -> bool:
    """Whether a facet is worth drawing: one source alone, or one way of knowing the day, is not."""
    if isinstance(view, Histogram):
        return True
    few = view.name in {"source", "trust"} and len(view.shown) < 2 and not view.chosen
    return bool(view.shown) and not few


def _guesses_href(params: Params, facets: Sequence[Facet], address: Callable[[Params], str]) -> str | None:
    """Where the articles of an inferred year are left out, if there are any and nothing is chosen yet."""
    inferred = any(
        value.value == Trust.INFERRED and value.count
        for facet in facets
        if facet.name == "trust"
        for value in facet.values
    )
    return address(links.without_guesses(params)) if inferred and not params.values("trust") else None


def _offered(params: Params, offered: Sequence[Json]) -> list[tuple[Json, str]]:
    """Queries that may be meant, each with its address."""
    return [(one, results_address()(chosen(params, one))) for one in offered]


def _alone(params: Params, word: str, count: int) -> tuple[str, int, str]:
    """A part of the query by itself: how many articles that finds, where.

    It is counted anew: beside others it may have been read otherwise, by their marks or with a gap in it.
    """
    alone = links.with_q(params, word)
    total = site().reader.search(query_of(only_counted(alone), ())).total if count else 0
    return word, total, results_address()(alone)


def _ways_out(params: Params) -> list[tuple[str, int, str]]:
    """Looser questions that do find something: what they drop, how many articles, where."""
    return _counted(loosenings(params)) or _counted(last_resorts(params))


def _counted(ways: Sequence[Loosening]) -> list[tuple[str, int, str]]:
    address = results_address()
    totals = [site().reader.search(query_of(only_counted(way.params), ())).total for way in ways]
    return [(way.text, total, address(way.params)) for way, total in zip(ways, totals, strict=True) if total]
