"""The JSON twin of every page, under `/api/v1/`. Text and ranges, never HTML."""

from __future__ import annotations

from flask import Response, abort, request

from web.api.blueprint import api
from web.api.reading import answer, in_pages
from web.articles.copies import BESIDE_AN_ARTICLE, copies_of
from web.articles.keeping import difference_here, versions_here
from web.articles.versions import difference_json, measured, version_json
from web.facets.placenames import asked_name, found_json
from web.facets.values import asked_of, values_json
from web.pages.article import passages_of
from web.pages.citation import citation_json
from web.pages.home import newest
from web.pages.results import answer as searched
from web.profiles.document import about_document
from web.profiles.holdings import holdings
from web.profiles.place import about_place
from web.profiles.source import about_source
from web.profiles.topic import about_topic
from web.query.suggesting import SUGGESTED_FOR, suggested_json, suggesting_here
from web.site import asked, captures_of, query_of, results_address, short_address, site
from web.texts.dates import local_day
from web.view import article_json, capture_json, search_json, stats_json


@api.get("/")
def home() -> Response:
    """What the archive holds, its newest articles, and what one can browse by."""
    params, _ = asked()
    result = newest(params)
    found = search_json(result, params.lang, copies_of(site().reader, result))
    return answer(
        {
            "site": site().name,
            "stats": stats_json(site().reader.stats()),
            "newest": found["hits"],
            "facets": found["facets"],
        }
    )


@api.get("/search")
def search() -> Response:
    """The answer to a search; the same parameters as the results page."""
    params, _, _, found = searched()
    return answer(in_pages({**found, "short": short_address(params)}))


@api.get("/places")
def places() -> Response:
    """Places of a typed name, each with the number of its articles and what to ask for them."""
    name, params = asked_name(request.args, asked()[0])
    return answer(found_json(site().reader, name, params, results_address()))


@api.get("/suggest")
def suggest() -> Response:
    """How what is being typed may go on: phrases, titles, places, topics and documents."""
    stats = site().reader.stats()
    body = site().suggestions.answer(_suggested, request.script_root, request.query_string, stats)
    response = Response(body, mimetype="application/json")
    response.headers["Cache-Control"] = f"max-age={SUGGESTED_FOR}"
    return response


def _suggested() -> bytes:
    """What is suggested at the current address, as it is written."""
    given = request.args
    return answer(suggested_json(suggesting_here(), given.get("q", ""), given.get("limit", ""))).get_data()


@api.get("/articles/<article_id>")
def article(article_id: str) -> Response:
    """An article with its facts and their evidence, and whether it is gone; with `q`, what matches in it."""
    params, notes = asked()
    document = site().reader.get(article_id)
    if document is None:
        abort(404)
    marked = site().reader.mark(document, query_of(params, (), notes)) if params.q else ()
    copies = site().reader.copies(article_id, BESIDE_AN_ARTICLE)
    shown = article_json(document, params.lang, marked, copies)
    gone = site().archive.gone(article_id)
    more = {"show": site().show_of(document).value, "gone": local_day(gone).isoformat() if gone else None}
    return answer({**shown, **more})


@api.get("/articles/<article_id>/passages")
def passages(article_id: str) -> Response:
    """Every passage of an article that matches `q`, with its marks."""
    params, notes = asked()
    document = site().reader.get(article_id)
    if document is None:
        abort(404)
    return answer(passages_of(site().reader, document, query_of(params, (), notes)))


@api.get("/articles/<article_id>/captures")
def captures(article_id: str) -> Response:
    """The stored versions of an article, oldest first."""
    return answer({"captures": [capture_json(item) for item in captures_of(article_id)]})


@api.get("/articles/<article_id>/versions")
def versions(article_id: str) -> Response:
    """The stored versions of an article, oldest first, each with how much of its own text changed."""
    return answer({"versions": [version_json(one) for one in measured(versions_here(article_id))]})


@api.get("/articles/<article_id>/versions/<int:before>..<int:after>")
def difference(article_id: str, before: int, after: int) -> Response:
    """Two versions of an article, paragraph beside paragraph."""
    return answer(difference_json(difference_here(article_id, before, after)))


@api.get("/articles/<article_id>/citation")
def citation(article_id: str) -> Response:
    """An article as a reference."""
    document = site().reader.get(article_id)
    if document is None:
        abort(404)
    return answer(dict(citation_json(document, asked()[0].lang)))


@api.get("/documents/<path:key>")
def document(key: str) -> Response:
    """An official document: what it is, who cites it and since when, and the sentences that do."""
    params, _ = asked()
    found = about_document(site().reader, key, params)
    return answer(found and in_pages(found))


@api.get("/places/<unit_id>")
def place(unit_id: str) -> Response:
    """An administrative unit: what it was and is, and what happened there."""
    return answer(about_place(site().reader, site().taxonomy, unit_id, asked()[0]))


@api.get("/topics/<path:topic_id>")
def topic(topic_id: str) -> Response:
    """A topic: its articles, its subtopics, and what speaks for it."""
    return answer(about_topic(site().reader, site().taxonomy, topic_id, asked()[0]))


@api.get("/sources/<path:name>")
def source(name: str) -> Response:
    """A source: since when, how much, about what, and how well its dates are known."""
    return answer(about_source(site().reader, site().shows, name, asked()[0]))


@api.get("/about")
def about() -> Response:
    """What is in the archive, since when, and what is missing."""
    return answer(holdings(site().reader, site().shows, asked()[0]))


@api.get("/values/<facet>")
def values(facet: str) -> Response:
    """All values of a facet beside a search, by count or by name; those whose label holds a name."""
    own = asked_of(request.args)
    found = values_json(site().reader, facet, asked()[0], own, results_address())
    return answer(found and in_pages(found))
