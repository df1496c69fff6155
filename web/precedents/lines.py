"""The lines of a search as plain data: for `/ngu-canh` and the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request
from msgspec import structs

from search.model import LineOrder
from web.addresses.lines import read_lines
from web.articles.stretches import PLACE
from web.passages.spans import NAME, written
from web.precedents.common import asked_json
from web.precedents.groups import group_label
from web.precedents.here import here
from web.site import found_link, site
from web.texts.labels import value_label
from web.view import day_of, location_json, published_json, safe_url

if TYPE_CHECKING:
    from search.model import Line
    from web.addresses.params import Params

Json = dict[str, Any]


def lines_json() -> Json:
    """A page of the lines that the current address asks for."""
    wanted, own = read_lines(request.args)
    asked = here(own)
    found = (
        site()
        .reader.precedents()
        .lines(asked.query, wanted._replace(begin=asked.begin, size=asked.params.size))
    )
    return {
        **asked_json(asked.query, found.notes, asked.params.lang),
        "order": wanted.order.value,
        "seed": wanted.seed if wanted.order is LineOrder.SAMPLE else None,
        "wording": wanted.wording or None,
        "numbers": wanted.alike.numbers,
        "names": wanted.alike.names,
        "by": wanted.by.value if wanted.by else None,
        "group": wanted.group or None,
        "group_label": group_label(wanted.by, wanted.group, asked.params) if wanted.by else None,
        "total": found.total,
        "articles": found.articles,
        "silent": found.silent,
        "pages": asked.pages(found.total),
        "lines": [line_json(line, asked.params) for line in found.lines],
        "took_ms": round(found.took_ms, 3),
        "generation": found.generation,
    }


def line_json(line: Line, params: Params) -> Json:
    """An occurrence with what stands beside it; `href` is the page of its article, open at the place."""
    said = line.statement
    return {
        "article": line.article,
        "title": line.title,
        "source": line.source,
        "url": safe_url(line.url),
        "published": published_json(line.published, params.lang),
        "trust_label": value_label("trust", line.published.trust, params.lang),
        "location": location_json(line.location, day_of(line.published), params.lang),
        "block": line.kind.value,
        "before": line.before,
        "match": line.match,
        "after": line.after,
        "span": [line.span.start, line.span.length],
        "number": line.number,
        "of": line.of,
        "statement": {"speaker": said.speaker, "office": said.office, "evidence": said.evidence.quote}
        if said
        else None,
        "href": _href(line, params),
    }


def _href(line: Line, params: Params) -> str:
    results = structs.replace(params, page=1, size=site().defaults.size)
    page = found_link("pages.article", line.article, params=results)
    if not line.match:  # of its article nothing but a link may be shown
        return page
    return f"{page}{'&' if '?' in page else '?'}{NAME}={written(line.span)}#{PLACE}"
