"""All lines or articles of a search as files, and the page that offers them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Response, abort, render_template, request, stream_with_context

from web import results as around
from web.addresses.lines import read_lines
from web.export.formats import FORMATS, LIBRARIES, TABLES
from web.export.here import asked_here, export_address, file_name, holding_here
from web.export.making import every_article, every_line
from web.limits.costs import SEARCH, cost_of_export
from web.limits.limiting import charge
from web.pages.blueprint import pages
from web.query.described import read_as
from web.site import asked, context, query_of, results_address, site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@pages.get("/xuat")
def exporting() -> str:
    """What can be taken along of a search: all its articles, all its lines, in which formats."""
    params, _ = asked()
    lines, _ = read_lines(request.args)
    return render_template(
        "exporting.html",
        params=params,
        read_as=read_as(params.q, params.lang, context())[0],
        total=site().reader.search(replace(query_of(params, ()), size=0)).total,
        filters=around.filters_in_words(params),
        tables=TABLES,
        libraries=LIBRARIES,
        most=site().settings.number("export_rows"),
        articles_href=lambda ending: export_address("pages.export_articles", ending),
        lines_href=lambda ending: export_address("pages.export_lines", ending, lines),
        back_href=results_address()(params),
    )


@pages.get("/xuat/bai.<ending>")
def export_articles(ending: str) -> Response:
    """All articles of the search of the address, as a file."""
    return articles_file(ending)


def articles_file(ending: str) -> Response:
    """The same, for pages and API."""
    _charge()
    return download("bai", ending, every_article(holding_here(), asked_here(known(ending))))


@pages.get("/xuat/dong.<ending>")
def export_lines(ending: str) -> Response:
    """All lines of the search of the address, as a file."""
    return lines_file(ending)


def lines_file(ending: str) -> Response:
    """The same, for pages and API."""
    lines, notes = read_lines(request.args)
    _charge()
    made = every_line(holding_here(), asked_here(known(ending), notes), lines)
    return download("dong", ending, made)


def _charge() -> None:
    """Have the client pay for as many rows as the file may have."""
    most = site().settings.number("export_rows")
    found = site().reader.search(replace(query_of(asked()[0], ()), fold=False, size=0)).total
    charge(cost_of_export(min(found, most) if most else found), SEARCH)


def known(ending: str, formats: Mapping[str, object] = FORMATS) -> str:
    """The ending of a format; 404 for another."""
    if ending not in formats:
        abort(404)
    return ending


def download(what: str, ending: str, made: Iterator[bytes]) -> Response:
    """A file that is sent while it is made."""
    response = Response(stream_with_context(made), content_type=FORMATS[ending].kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(what, ending)}"'
    return response
