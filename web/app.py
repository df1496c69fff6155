"""The application factory: parts in, Flask application out."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from flask import Flask, request
from msgspec import structs

from search.archive import show_all
from search.pins import pins_of
from search.placenames import prepare
from search.query.context import context_of
from web.addresses import links
from web.addresses.params import defaults_of, write
from web.api import api
from web.assets import HERE, add_assets
from web.cors import answer_preflight, share
from web.drawing.hits import hits_in, marked
from web.drawing.picks import picks_in
from web.embed.serving import embed
from web.errors import register_errors
from web.feeds import atom, feeds, jsonfeed
from web.feeds.readers import feed_address, feed_params
from web.gone import refuse_withdrawn
from web.headers import ask_for_https, finish
from web.host import WithPlainHost, refuse_unclear_host
from web.limits.limiting import limits_of, register_limits
from web.pages import again, pages
from web.prefix import UnderPrefix, clean_prefix
from web.query.quoting import bare, is_phrase
from web.query.suggesting import LONGEST_REMEMBERED, REMEMBERED
from web.remembered import Remembered
from web.shared import Shared
from web.showing.reader import shown_by
from web.site import KEY, Site, article_link, asked, found_link, here_in, link, own_parameters, route, site
from web.texts.dates import day_label, moment_label
from web.texts.reasons import placed_reasons
from web.texts.templates import use_templates
from web.texts.words import decimal, number, percent, say, size_label
from web.totals.counting import register_totals
from web.watching.requests import FOLDER, register_requests

if TYPE_CHECKING:
    from search.archive import Archive, Shows
    from search.engine import Reader
    from search.settings import Settings

_TWINS = ("pages.article", "pages.passages", "pages.versions", "pages.difference")
"""Pages whose twin has their name, and asks for the same."""
_OF_RESULTS = ("pages.article", "pages.passages")
"""Pages whose address holds the search that led to them, which they do not show."""

PROFILES = ("pages.place", "pages.topic", "pages.source", "pages.about")

_PRECEDENTS = (
    "pages.lines",
    "pages.variants",
    "pages.company",
    "pages.groups",
    "pages.first_use",
    "pages.timeline",
    "pages.similar",
)

_SAME_PARAMETERS = ("pages.values", "pages.notebook", "pages.beside", *_PRECEDENTS)
"""Others whose twin has their name and takes all of their parameters."""

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


def create_app(
    settings: Settings,
    reader: Reader,
    archive: Archive,
    shows: Shows = show_all,
    *,
    shared: Shared | None = None,
) -> Flask:
    """The site and its API over a reader and an archive; it sets no cookie.

    `shows` tells how much of an article may be shown. `shared` is what sites in several processes know
    together of their clients.
    """
    app = Flask("web", static_folder=None, template_folder=None)
    use_templates(app, HERE / "templates")
    prepare()
    context, pins = context_of(settings), pins_of(settings)
    shown = shown_by(reader, shows)
    defaults = defaults_of(settings)
    app.extensions[KEY] = Site(
        settings,
        shown,
        archive,
        defaults,
        context,
        pins,
        shows,
        suggestions=Remembered(REMEMBERED, LONGEST_REMEMBERED),
        pages=Remembered(again.MOST, again.LONGEST),
    )
    _prepare_answers(app)
    # a stroke too many or too few is never redirected: a redirect would name whatever host was asked for
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    app.register_blueprint(pages)
    app.register_blueprint(api)
    app.register_blueprint(feeds)
    app.register_blueprint(embed)
    app.context_processor(_names)
    _stand_around(app, settings, shared or Shared())
    register_errors(app)
    prefix = clean_prefix(settings.text("url_prefix"))
    app.wsgi_app = WithPlainHost(UnderPrefix(app.wsgi_app, prefix))  # type: ignore[method-assign]
    app.jinja_env.globals["site_name"] = app.extensions[KEY].name
    add_assets(app)
    return app


def _prepare_answers(app: Flask) -> None:
    """JSON as it is written, and what templates do to values."""
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask's own provider has it
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["marked"] = marked
    app.jinja_env.filters["bare"] = bare
    app.jinja_env.filters["is_phrase"] = is_phrase
    app.jinja_env.filters["day"] = lambda iso: day_label(date.fromisoformat(iso), asked()[0].lang)
    app.jinja_env.filters["moment"] = lambda iso: moment_label(datetime.fromisoformat(iso), asked()[0].lang)
    app.jinja_env.filters["placed_reasons"] = lambda evidence, reading: placed_reasons(
        evidence, reading, asked()[0].lang
    )


def _stand_around(app: Flask, settings: Settings, shared: Shared) -> None:
    """What is done before and after every request: ids and figures, limits, who may read, headers."""
    register_requests(app, settings.text("log"))
    if FOLDER in os.environ:
        from web.watching.metrics import register_metrics  # noqa: PLC0415 - it writes into that folder

        register_metrics(app)
    app.before_request(refuse_unclear_host)
    app.before_request(answer_preflight)
    register_limits(app, limits_of(settings, shared.buckets))
    register_totals(app, settings, shared.tally)
    app.before_request(refuse_withdrawn)
    app.after_request(share)  # what is registered last is asked first, so this one has the last word
    app.after_request(finish)
    if days := settings.number("hsts_days"):
        ask_for_https(app, days)


def _names() -> dict[str, Any]:
    """What every template may use."""
    params, _ = asked()
    lang, first = params.lang, structs.replace(params, page=1)
    if request.endpoint in _OF_RESULTS:  # what is asked for there is asked anew
        first = links.with_q(links.fresh(params, site().defaults), params.q)
    return {
        "_": lambda text, **values: say(text, lang, **values),
        "lang": lang,
        "notice": site().notice(lang),
        "lang_links": [(code, name, here_in(code)) for code, name in LANGUAGES.items()],
        "link": link,
        "article_link": article_link,
        "found_link": found_link,
        "results_path": route("pages.results"),
        "suggest_path": route("api.suggest"),
        "places_path": route("pages.places"),
        "hidden": write(structs.replace(first, q=""), site().defaults),
        "kept": write(first, site().defaults),
        "advanced_path": route("pages.advanced"),
        "advanced_href": links.address(route("pages.advanced"), first, site().defaults),
        "twin": _twin(),
        "feed_links": _feed_links(),
        "is_home": request.endpoint == "pages.home",
        "number": lambda count: number(count, lang),
        "percent": lambda part, whole: percent(part, whole, lang),
        "picks": picks_in(lang),
        "hits": hits_in(lang),
        "decimal": lambda value: decimal(value, lang),
        "bytes": lambda count: size_label(count, lang),
    }


def _feed_links() -> list[tuple[str, str, str]]:
    """Kind, name and address of each feed of the results that a page shows."""
    if request.endpoint != "pages.results":
        return []
    wanted = feed_params(asked()[0])
    return [
        (atom.KIND, "Atom", feed_address("feeds.atom_feed", wanted)),
        (jsonfeed.KIND, "JSON Feed", feed_address("feeds.json_feed", wanted)),
    ]


def _twin() -> str | None:
    """The address of the current page's JSON twin."""
    params, _ = asked()
    given = request.view_args or {}
    if request.endpoint in ("pages.results", "pages.printed"):
        return links.address(route("api.search"), params, site().defaults)
    if request.endpoint == "pages.places":
        return links.address(route("api.places"), params, site().defaults, own_parameters())
    if request.endpoint in _TWINS:
        return link(request.endpoint.replace("pages", "api"), q=params.q or None, **given)
    if request.endpoint in ("pages.document", *PROFILES, *_SAME_PARAMETERS):
        path = link(request.endpoint.replace("pages", "api"), **given).partition("?")[0]
        return links.address(path, params, site().defaults, own_parameters())
    if request.endpoint == "pages.capture":
        return link("api.captures", article_id=given["article_id"])
    return None
