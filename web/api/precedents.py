"""How something was worded before, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.api.blueprint import api
from web.api.reading import answer, in_pages
from web.precedents.company import company_json
from web.precedents.first_use import first_use_json
from web.precedents.groups import groups_json
from web.precedents.lines import lines_json
from web.precedents.wordings import wordings_json

if TYPE_CHECKING:
    from flask import Response


@api.get("/precedents/lines")
def lines() -> Response:
    """Every occurrence of a query with what stands beside it, in pages."""
    return answer(in_pages(lines_json()))


@api.get("/precedents/variants")
def variants() -> Response:
    """How the words that a query matches were written, in pages."""
    return answer(in_pages(wordings_json()))


@api.get("/precedents/collocates")
def company() -> Response:
    """What stands beside a query."""
    return answer(company_json())


@api.get("/precedents/groups")
def groups() -> Response:
    """Who used a query's words, and where, in pages."""
    return answer(in_pages(groups_json()))


@api.get("/precedents/first-use")
def first_use() -> Response:
    """The first lines of a query."""
    return answer(first_use_json())
