"""The pages for people. Each draws what a pure function made; none changes anything."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from search.archive import Show
from search.docnumbers import as_key
from search.model import Accents, MarkedText, Query, Sort, Trust
from search.query import render
from search.query.lexer import MOST_APART
from search.query.values import FIRST_YEAR, LAST_YEAR
from search.text import canonical
from web import links
from web import results as around
from web.advanced import USUAL_APART, built, form_in, form_of
from web.answering import answered
from web.cheatsheet import cheat_sheet
from web.copies import BESIDE_AN_ARTICLE, copies_of
from web.dates import clock_label, day_label, local_day, years_label
from web.described import is_plain, read_as
from web.documents import about_document
from web.facets import facet_view
from web.loosening import last_resorts, loosenings
from web.meant import chosen
from web.notes import shown_notes
from web.params import write
from web.placenames import asked_name, found_json
from web.reading import reading_of
from web.site import asked, captures_of, context, link, query_of, results_address, site
from web.view import article_json, capture_json, passages_json, search_json, shortened, stats_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask.typing import ResponseReturnValue

    from search.engine import Reader
    from search.model import Capture, Document, Facet, Result
    from web.answering import Answered
    from web.loosening import Loosening
    from web.params import Params
    from web.view import Json

pages = Blueprint("pages", __name__)

BROWSED = ("topic", "place", "year")
"""Facets of the home page."""

NEWEST = 8
"""Articles on the home page."""

SHOWN_BYTES = 1 << 20
"""How much of a capture is shown as text; the download has all of it."""


@pages.get("/")
def home() -> str:
    """The search box, what the archive holds, the newest articles, and ways to browse."""
    params = links.fresh(asked()[0], site().defaults)
    address = results_address()
    result = newest(params)
    return render_template(
        "home.html",
        params=params,
        stats=stats_json(site().reader.stats()),
        found=search_json(result, params.lang, copies_of(site().reader, result)),
        facets=[facet_view(facet, params, address) for facet in result.facets],
        all_href=address(links.sorted_by(params, Sort.NEWEST)),
    )


def answer() -> Answered:
    """The answer to the search of the current address."""
    params, notes = asked()
    return answered(site().reader, params, notes, context(), site().pins)


def newest(params: Params) -> Result:
    """The newest articles, near-duplicates folded, and what one can browse by."""
    asked_for = Query(facets=BROWSED, fold=True, map=params.map, sort=Sort.NEWEST, size=NEWEST)
    return site().reader.search(asked_for)


@pages.get("/tim")
def results() -> str:
    """The results of a search, with facets, chips, orders and page links."""
    params, result, _, found = answer()
    address = results_address()
    return render_template(
        "results.html",
        params=params,
        found=found,
        read_as=_told(params.q, params.lang),
        notes=shown_notes(found["notes"], params, address),
        facets=[facet_view(facet, params, address, _page_of) for facet in result.facets],
        guesses=_guesses_href(params, result.facets, address),
        chips=around.chips(params, address),
        clear_href=address(links.cleared(params)),
        fresh_href=address(links.fresh(params, site().defaults)),
        sorts=around.sorts(params, address),
        explain_href=address(links.explained(params, explain=not params.explain)),
        maps=around.maps(params, address),
        fold_href=address(links.folded(params, fold=not params.fold)),
        paging=around.page_links(params, found["pages"], address),
        word_links=[
            (word["text"], word["count"], address(links.with_q(params, word["text"])))
            for word in found["word_counts"]
        ],
        missing=[word["text"].strip('"') for word in found["word_counts"] if not word["count"]],
        meant=_offered(params, found["did_you_mean"]),
        readings=_offered(params, found["readings"]),
        ways_out=_ways_out(params) if not result.total else [],
    )


def _told(query: str, lang: str) -> str:
    """How a query is read; empty where that is plain to see."""
    text, syntax = read_as(query, lang, context())
    return "" if is_plain(syntax) else text


def _page_of(facet: str, value: str) -> str:
    """The address of the page about a facet value: documents have one."""
    return link("pages.document", key=value) if facet == "ref" else ""


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


def _ways_out(params: Params) -> list[tuple[str, int, str]]:
    """Looser questions that do find something: what they drop, how many articles, where."""
    return _counted(loosenings(params)) or _counted(last_resorts(params))


def _counted(ways: Sequence[Loosening]) -> list[tuple[str, int, str]]:
    address = results_address()
    totals = [site().reader.search(query_of(way.params, ())).total for way in ways]
    return [(way.text, total, address(way.params)) for way, total in zip(ways, totals, strict=True) if total]


@pages.get("/tim-nang-cao")
def advanced() -> ResponseReturnValue:
    """A field for each thing that can be asked; sent, it leads to the results of the query that it makes."""
    params, _ = asked()
    tables = context()
    if "build" in request.args:
        query = render(built(form_in(request.args), tables))
        return redirect(results_address()(replace(params, q=query, page=1)), 303)
    bare = replace(params, q="", accent=Accents.AUTO, sort=site().defaults.sort, page=1)
    return render_template(
        "advanced.html",
        params=params,
        form=form_of(params.q, tables),
        taxonomy=tables.taxonomy,
        accents=around.ACCENTS,
        orders=around.SORTS,
        apart=(USUAL_APART, MOST_APART),
        bounds=(FIRST_YEAR, LAST_YEAR),
        kept=write(bare, site().defaults),
        back_href=results_address()(params) if params.q or params.filters else None,
    )


@pages.get("/huong-dan")
def guide() -> str:
    """How to search: examples that can be tried, and how each is read."""
    params = links.fresh(asked()[0], site().defaults)
    address = results_address()
    return render_template(
        "guide.html",
        params=params,
        groups=cheat_sheet(),
        told=lambda query: _told(query, params.lang),
        href=lambda query: address(links.with_q(params, query)),
    )


@pages.get("/dia-phuong")
def places() -> str:
    """Places of a typed name as links to their articles, under all that was asked for but the place."""
    name, params = asked_name(request.args, asked()[0])
    found = found_json(site().reader, name, params, results_address())
    return render_template(
        "places.html",
        params=params,
        found=found,
        kept=write(replace(params, page=1), site().defaults),
        back_href=results_address()(params) if params.q or params.filters else None,
    )


@pages.get("/bai/<article_id>")
def article(article_id: str) -> str:
    """An article: its clean text, the facts found with their evidence, its stored captures."""
    params, notes = asked()
    document = _document(article_id)
    show = site().show_of(document)
    marked = site().reader.mark(document, query_of(params, (), notes)) if params.q else ()
    gone = site().archive.gone(article_id)
    return render_template(
        "article.html",
        params=params,
        document=article_json(
            document, params.lang, copies=site().reader.copies(article_id, BESIDE_AN_ARTICLE)
        ),
        reading=reading_of(document, marked),
        show=show.value,
        gone=gone and day_label(local_day(gone), params.lang),
        captures=_newest_first(site().archive.captures(article_id)) if show is Show.FULL else [],
        clock=clock_label(document.published.clock),
        years=years_label(document.published, params.lang),
        page_title=shortened(MarkedText(document.article.title)).text,
        place_href=lambda unit, map_: link("pages.results", place=unit, map=None if map_ == "then" else map_),
        topic_href=lambda topic: link("pages.results", topic=topic),
        back_href=link("pages.results", q=params.q) if params.q else None,
    )


@pages.get("/bai/<article_id>/cho")
def passages(article_id: str) -> str:
    """Every place of an article that matches a query, in its passage."""
    params, notes = asked()
    document = _document(article_id)
    return render_template(
        "passages.html",
        params=params,
        found=passages_of(site().reader, document, query_of(params, (), notes)),
        back_href=link("pages.results", q=params.q) if params.q else None,
    )


def passages_of(reader: Reader, document: Document, query: Query) -> dict[str, Any]:
    """What a query matches in an article, as plain data."""
    return passages_json(document, reader.mark(document, query), reader.passages(document, query))


@pages.get("/van-ban/<path:key>")
def document(key: str) -> str:
    """An official document: what it is, who cites it and since when, and the sentences that do."""
    key = as_key(canonical(key))
    params, _ = asked()
    found = about_document(site().reader, key, params)
    if found is None:
        abort(404)
    path = links.safe_path(unquote(url_for("pages.document", key=key)))
    here = partial(links.address, path, defaults=site().defaults)
    only = links.toggle(links.fresh(params, site().defaults), "ref", key)
    address = results_address()
    return render_template(
        "document.html",
        params=params,
        found=found,
        sorts=around.sorts(replace(params, sort=Sort(found["sort"])), here, by_score=False),
        paging=around.page_links(params, found["pages"], here),
        all_href=address(only),
        narrowed=lambda facet, value: address(links.toggle(replace(only, map=params.map), facet, value)),
        largest=max((year["count"] for year in found["years"]), default=1),
        page_title=found["label"],
    )


@pages.get("/bai/<article_id>/goc")
@pages.get("/bai/<article_id>/goc/<int:version>")
def capture(article_id: str, version: int | None = None) -> str:
    """A stored page as it came in, shown as text; the newest version unless one is asked for."""
    params, _ = asked()
    captures = captures_of(article_id)
    chosen = next((item for item in reversed(captures) if version in {None, item.version}), None)
    raw = site().archive.raw(article_id, chosen.version) if chosen else None
    if chosen is None or raw is None:
        abort(404)
    return render_template(
        "capture.html",
        params=params,
        article_id=article_id,
        chosen=capture_json(chosen),
        captures=_newest_first(captures),
        text=raw[:SHOWN_BYTES].decode("utf-8", errors="replace").replace("\0", "\ufffd"),
        is_cut=len(raw) > SHOWN_BYTES,
    )


@pages.get("/bai/<article_id>/goc/<int:version>/tep")
def capture_file(article_id: str, version: int) -> Response:
    """The bytes of a stored page as a download; never opened as a page."""
    found = [item for item in captures_of(article_id) if item.version == version]
    raw = site().archive.raw(article_id, version) if found else None
    if raw is None:
        abort(404)
    response = Response(raw, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{article_id}-{version}.bin"'
    return response


@pages.get("/healthz")
def healthz() -> Response:
    """Alive and able to answer: `ok`; anything else is an error status."""
    return Response(f"ok {site().reader.stats().articles}\n", content_type="text/plain; charset=utf-8")


@pages.get("/robots.txt")
def robots() -> Response:
    """Articles may be indexed by others; result pages are endless and may not."""
    closed = (
        url_for("pages.results"),
        url_for("pages.advanced"),
        url_for("pages.places"),
        url_for("api.home"),
    )
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _document(article_id: str) -> Document:
    document = site().reader.get(article_id)
    if document is None:
        abort(404)
    return document


def _newest_first(captures: Sequence[Capture]) -> list[dict[str, object]]:
    return [capture_json(item) for item in reversed(captures)]
