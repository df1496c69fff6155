"""What stands beside a query's words, as plain data: for `/di-kem` and the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from web.addresses.company import SIDES, read_company
from web.addresses.links import at_page, with_q
from web.precedents.common import asked_json
from web.precedents.here import address_of, here
from web.precedents.phrases import found_beside
from web.site import context, site

if TYPE_CHECKING:
    from search.model import Collocates, Query
    from web.addresses.company import Company

Json = dict[str, Any]


def company_json() -> Json:
    """The words or runs that the current address asks for, the foremost first, as many as fit on a page."""
    company, own = read_company(request.args)
    asked = here(own)
    params, lines = at_page(asked.params, 1), address_of("pages.lines")
    found = _found(asked.query, company, params.size)

    def query(words: str) -> str:
        return found_beside(params.q, words, company, context())

    return {
        **asked_json(asked.query, found.notes, params.lang),
        "unit": company.unit.value,
        "measure": company.measure.value,
        "left": company.left,
        "right": company.right,
        "run": company.run,
        "side": company.side,
        "total": found.total,
        "articles": found.articles,
        "kinds": found.kinds,
        "collocates": [
            {
                "text": each.text,
                "lines": each.lines,
                "articles": each.articles,
                "total": each.total,
                "log_likelihood": each.log_likelihood,
                "log_dice": each.log_dice,
                "q": (own_query := query(each.text)),
                "href": lines(with_q(params, own_query)),
            }
            for each in found.collocates
        ],
        "took_ms": round(found.took_ms, 3),
    }


def _found(query: Query, company: Company, most: int) -> Collocates:
    precedents = site().reader.precedents()
    if company.run:
        is_before = company.side == SIDES[0]
        return precedents.runs_beside(
            query, company.measure, before=is_before, syllables=company.run, most=most
        )
    left, right = company.left, company.right
    return precedents.collocates(query, company.unit, company.measure, left=left, right=right, most=most)
