"""How a query's words were written, as plain data: for `/cach-viet` and the API."""

from __future__ import annotations

from typing import Any

from flask import request

from search.bylines import one_line
from search.model import Lines
from web.addresses.lines import LONGEST, read_alike, write_lines
from web.addresses.links import at_page
from web.precedents.common import asked_json, iso
from web.precedents.here import address_of, here
from web.site import site
from web.texts.labels import value_label

Json = dict[str, Any]


def wordings_json() -> Json:
    """A page of the wordings that the current address asks for."""
    alike, asked = read_alike(request.args), here()
    params, first = asked.params, at_page(asked.params, 1)
    found = site().reader.precedents().variants(asked.query, alike, asked.begin, params.size)

    def href(wording: str) -> str | None:
        wanted = write_lines(Lines(wording=wording, alike=alike))
        return address_of("pages.lines", wanted)(first) if 0 < len(wording) <= LONGEST else None

    return {
        **asked_json(asked.query, found.notes, params.lang),
        "numbers": alike.numbers,
        "names": alike.names,
        "total": found.total,
        "articles": found.articles,
        "kinds": found.kinds,
        "pages": asked.pages(found.kinds),
        "variants": [
            {
                "wording": each.wording,
                "text": one_line(each.text),
                "lines": each.lines,
                "articles": each.articles,
                "undated": each.undated,
                "first": iso(each.first),
                "last": iso(each.last),
                "first_article": each.first_article,
                "places": [
                    {
                        "value": unit,
                        "label": value_label("place", unit, params.lang, params.map),
                        "articles": articles,
                    }
                    for unit, articles in each.places
                ],
                "href": href(each.wording),
            }
            for each in found.variants
        ],
        "took_ms": round(found.took_ms, 3),
    }
