"""What the address of a page of precedents asks for, and addresses of these pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from flask import request, url_for
from msgspec import structs

from web.addresses import links
from web.addresses.company import read_company, write_company
from web.addresses.lines import read_alike, read_grouping, read_lines, write_grouping, write_lines
from web.site import asked, query_of, site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from search.model import Note, Query
    from web.addresses.params import Defaults, Params

PER_PAGE = 50
"""Rows of a page where the address says nothing, if so many are allowed."""

ROWS = frozenset({"lines", "variants", "groups"})
"""The routes, of pages and API, whose answers come in pages."""


class Here(NamedTuple):
    """What is asked, with the rows of a page; the notes on its address; and the question to the engine."""

    params: Params
    notes: tuple[Note, ...]
    query: Query

    @property
    def begin(self) -> int:
        """The number of the first row of the page, from 0."""
        return (self.params.page - 1) * self.params.size

    def pages(self, rows: int) -> int:
        """How many pages so many rows fill."""
        return -(-rows // self.params.size)


def here(notes: Iterable[Note] = ()) -> Here:
    """The search of the current address; `notes` are those on parameters of the page alone."""
    params, own = asked()
    if not request.args.get("size", "").strip():
        params = structs.replace(params, size=_defaults().size)
    every = (*own, *notes)
    return Here(params, every, query_of(params, (), every))


def address_of(endpoint: str, more: Iterable[tuple[str, str]] = ()) -> Callable[[Params], str]:
    """A function from a search to where a page of precedents tells of it; `more` are that page's own."""
    path = url_for(endpoint)
    return partial(_address, path, _defaults(), tuple(more))


def _address(path: str, defaults: Defaults, more: tuple[tuple[str, str], ...], params: Params) -> str:
    return links.address(path, params, defaults, more)


def _defaults() -> Defaults:
    return structs.replace(site().defaults, size=min(PER_PAGE, site().defaults.max_size))


def own_pairs(name: str) -> list[tuple[str, str]]:
    """What the current address of a route holds beside the common parameters, as it was understood."""
    if name == "lines":
        return [*write_lines(read_lines(request.args)[0]), *_flag("grouped")]
    if name == "variants":
        alike = read_alike(request.args)
        given = (("numbers", alike.numbers), ("names", alike.names))
        return [(each, "1") for each, is_on in given if is_on]
    if name == "company":
        return write_company(read_company(request.args)[0])
    if name == "groups":
        return write_grouping(read_grouping(request.args)[0])
    return []


def _flag(name: str) -> list[tuple[str, str]]:
    return [(name, "1")] if request.args.get(name) == "1" else []
