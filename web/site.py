"""What every page needs: the site's parts, the request's parameters and the addresses built from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import quote

from flask import abort, current_app, g, has_app_context, has_request_context, request, url_for

from search.archive import Show
from search.model import FACETS
from search.query.context import usual
from web.addresses import links
from web.addresses.params import MAX_QUERY, read, to_query
from web.addresses.short import code_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from search.archive import Archive, Shows
    from search.engine import Reader
    from search.model import Capture, Document, Note, Query
    from search.pins import Pins
    from search.query import Context
    from search.settings import Settings
    from search.topics import Taxonomy
    from web.addresses.params import Defaults, Params
    from web.pages.again import Page
    from web.remembered import Remembered

KEY = "tratin"


class Notice(NamedTuple):
    """What readers must know before anything else, and the language in which it is written."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Site:
    """The parts that `create_app` was given."""

    settings: Settings
    opened: Reader
    archive: Archive
    defaults: Defaults
    context: Context
    pins: Pins
    shows: Shows
    suggestions: Remembered[bytes]
    pages: Remembered[Page]

    @property
    def reader(self) -> Reader:
        """A reader of one generation for all that a request asks, whatever is published meanwhile."""
        if not has_request_context():
            return self.opened
        if "reader" not in g:
            g.reader = self.opened.held()
        return cast("Reader", g.reader)

    @property
    def taxonomy(self) -> Taxonomy:
        """The table of topics."""
        return self.context.taxonomy

    def show_of(self, document: Document) -> Show:
        """How much of an article may be shown."""
        return self.shows(document.article.source, document.article.url)

    @property
    def name(self) -> str:
        """What the site is called."""
        return self.settings.text("site_name")

    def notice(self, lang: str) -> Notice | None:
        """The notice for pages in a language."""
        return notice_of(self.settings, lang)


def notice_of(settings: Settings, lang: str) -> Notice | None:
    """The notice for pages in a language; where it is written in one language only, that one serves both."""
    texts = {"vi": settings.text("notice"), "en": settings.text("notice_en")}
    given = [Notice(" ".join(text.split()), known) for known, text in texts.items() if text.strip()]
    return next((notice for notice in given if notice.lang == lang), given[0] if given else None)


def notice_json(notice: Notice | None) -> dict[str, str]:
    """The notice as a field of an answer; none where there is no notice."""
    return {"notice": notice.text} if notice else {}


def site() -> Site:
    """The site of the current application."""
    return cast("Site", current_app.extensions[KEY])


def context() -> Context:
    """What queries are read with: the tables of the site, or those shipped where no site is running."""
    return site().context if has_app_context() else usual()


def query_of(params: Params, facets: Sequence[str] = FACETS, notes: Iterable[Note] = ()) -> Query:
    """The question to the engine, read with the tables of the site."""
    return to_query(params, facets, notes, context())


def captures_of(article_id: str) -> tuple[Capture, ...]:
    """The stored versions of an article, oldest first; 404 for none, 403 where its source closes them."""
    found = site().archive.captures(article_id)
    if not found:
        abort(404)
    if site().shows(found[-1].source, found[-1].url) is not Show.FULL:
        abort(403)
    return found


def asked() -> tuple[Params, tuple[Note, ...]]:
    """What the current address asks for, read once per request."""
    if "asked" not in g:
        g.asked = read(request.args, site().defaults)
    return cast("tuple[Params, tuple[Note, ...]]", g.asked)


def lang_or_none() -> str | None:
    """The language for a link: None where it is the usual one and need not be said."""
    lang = asked()[0].lang
    return None if lang == site().defaults.lang else lang


def link(endpoint: str, **values: Any) -> str:
    """The address of a page in the reader's language; a value that is None is left out."""
    lang = lang_or_none()
    return url_for(endpoint, lang=lang, **values) if values else route(endpoint, lang=lang)


def route(endpoint: str, **values: str | None) -> str:
    """The path of a page that many answers name: made once, and only for values of which there are few."""
    return _route(request.script_root, endpoint, tuple(values.items()))


@lru_cache(1 << 9)
def _route(root: str, endpoint: str, values: tuple[tuple[str, str | None], ...]) -> str:
    del root  # a path begins with it
    return url_for(endpoint, **dict(values))  # type: ignore[arg-type]  # Flask's own names are none of these


BLANK = "0blank0"
"""Stands for an id or value while an address is made: once, where a page has many that are alike."""


def article_link(endpoint: str, article_id: str, **values: Any) -> str:
    """As `link`, for one of many articles: an address is made once, and the others by it."""
    frames = g.setdefault("frames", {})
    key = endpoint, *values.items()
    if key not in frames:
        frames[key] = link(endpoint, article_id=BLANK, **values).split(BLANK)
    if len(frames[key]) != 2 or not (article_id.isascii() and article_id.isalnum()):
        return link(endpoint, article_id=article_id, **values)  # a query may hold anything, and so may an id
    return article_id.join(frames[key])


def found_link(endpoint: str, article_id: str, anchor: str = "", params: Params | None = None) -> str:
    """As `article_link`, for an article of a result: with all of the search, so that it leads back to it."""
    frames = g.setdefault("frames", {})
    key = endpoint, anchor, params
    asked_for, ending = params or asked()[0], f"#{anchor}" if anchor else ""
    if key not in frames:
        made = links.address(route(endpoint, article_id=BLANK), asked_for, site().defaults)
        frames[key] = f"{made}{ending}".split(BLANK)
    if len(frames[key]) != 2 or not (article_id.isascii() and article_id.isalnum()):
        return links.address(url_for(endpoint, article_id=article_id), asked_for, site().defaults) + ending
    return article_id.join(frames[key])


@lru_cache(1 << 14)  # the same values stand on every page
def quoted_path(value: str) -> str:
    """A value as it stands in the path of an address."""
    return quote(value, safe="/:,;@!$()*")


def results_address() -> Callable[[Params], str]:
    """A function from parameters to the address of their results page."""
    path, defaults = route("pages.results"), site().defaults
    return lambda params: links.address(path, params, defaults)


def short_address(params: Params) -> str | None:
    """The short address of a search; none where even that would be long."""
    code = code_of(params)
    return link("pages.short", code=code) if code else None


def here_in(lang: str) -> str:
    """The current page in another language."""
    params, _ = asked()
    path = links.safe_path(request.script_root + request.path)
    return links.address(path, links.in_lang(params, lang), site().defaults, own_parameters())


OWN = {
    "pages.article": ("passage",),
    "pages.notebook": ("passage",),
    "pages.beside": ("a", "b", "a_text", "b_text"),
    "pages.exporting": ("lines", "wording", "numbers", "names", "by", "group"),
    "pages.similar": ("text", "first"),
    "pages.timeline": ("q2", "q3", "q4", "q5", "q6", "period", "shown"),
    "pages.lines": ("lines", "wording", "numbers", "names", "by", "group", "grouped"),
    "pages.variants": ("numbers", "names"),
    "pages.company": ("unit", "measure", "left", "right", "run", "side"),
    "pages.groups": ("by",),
    "pages.embed": ("where", "mode", "theme", "way"),
    "pages.places": ("name",),
    "pages.values": ("name", "order", "under"),
}
"""Parameters of pages that no other page has: a name that is looked for, the order of a list."""


def own_parameters() -> list[tuple[str, str]]:
    """What the current address holds beside the common parameters."""
    names = OWN.get(request.endpoint or "", ())
    given = ((name, value[:MAX_QUERY]) for name in names for value in request.args.getlist(name))
    return [(name, value) for name, value in given if value]
