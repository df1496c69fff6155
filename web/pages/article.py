"""An article, and all that matches in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, render_template, request, url_for

from search.archive import Show
from search.model import MarkedText
from web.articles.copies import BESIDE_AN_ARTICLE
from web.articles.fragments import link_to_phrase
from web.articles.keeping import kept_of
from web.articles.reading import reading_of
from web.articles.versions import versions_of, wordings
from web.cite import press
from web.export.here import holding_here, places_here
from web.facets.ways import page_of
from web.pages.blueprint import pages
from web.pages.captures import newest_first
from web.pages.citation import work_here
from web.passages.codes import clip_of
from web.passages.notebook import entry_of
from web.passages.spans import NAME, span_in, within
from web.site import asked, link, query_of, results_address, site
from web.texts.dates import clock_label, day_label, local_day, years_label
from web.view import article_json, passages_json, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.engine import Reader
    from search.model import Capture, Document, Query
    from web.addresses.params import Params
    from web.passages.notebook import Entry


@pages.get("/bai/<article_id>")
def article(article_id: str) -> str:
    """An article: its clean text, the facts found with their evidence, its stored captures."""
    params, notes = asked()
    document = _document(article_id)
    show = site().show_of(document)
    marked = site().reader.mark(document, query_of(params, (), notes)) if params.q else ()
    gone = site().archive.gone(article_id)
    captures = site().archive.captures(article_id) if show is Show.FULL else ()
    passage = passage_here(document) if show is Show.FULL else None
    return render_template(
        "article.html",
        params=params,
        document=article_json(
            document, params.lang, copies=site().reader.copies(article_id, BESIDE_AN_ARTICLE)
        ),
        reading=reading_of(document, marked, passage.found.span if passage else None),
        passage=passage,
        is_passage_lost=show is Show.FULL and passage is None and bool(request.args.get(NAME)),
        add_href=link("pages.notebook", **{NAME: passage.code}) if passage and passage.code else None,
        show=show.value,
        gone=gone and day_label(local_day(gone), params.lang),
        captures=newest_first(captures),
        wordings=_wordings(article_id, captures),
        phrase_href=link_to_phrase(document, marked),
        permalink=url_for("pages.article", article_id=article_id),
        cited=press(work_here(document), params.lang),
        clock=clock_label(document.published.clock),
        years=years_label(document.published, params.lang),
        page_title=shortened(MarkedText(document.article.title)).text,
        place_href=lambda unit, map_: link("pages.results", place=unit, map=None if map_ == "then" else map_),
        page_of=page_of(),
        topic_href=lambda topic: link("pages.results", topic=topic),
        back_href=_back_href(params),
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
        back_href=_back_href(params),
    )


def _back_href(params: Params) -> str | None:
    """The results that led to an article, filters, order and page as they were; None where none did."""
    return results_address()(params) if params.q or params.is_narrowed else None


def passages_of(reader: Reader, document: Document, query: Query) -> dict[str, Any]:
    """What a query matches in an article, as plain data."""
    return passages_json(document, reader.mark(document, query), reader.passages(document, query))


def passage_here(document: Document) -> Entry | None:
    """The passage of an article that the address asks for; None where it has none there."""
    span = span_in(request.args.get(NAME, ""))
    inside = within(document.article, span) if span else None
    if inside is None:
        return None
    clip = clip_of(document.id, inside, document.article.text[inside.start : inside.end])
    return entry_of(holding_here(), places_here(), clip, asked()[0].lang)


def _wordings(article_id: str, captures: Sequence[Capture]) -> list[int]:
    """The versions in which the article's own text became another one, the first among them."""
    if len(captures) < 2:
        return []
    return [one.capture.version for one in wordings(versions_of(captures, kept_of(article_id)))]


def _document(article_id: str) -> Document:
    document = site().reader.get(article_id)
    if document is None:
        abort(404)
    return document
