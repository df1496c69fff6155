"""The form that writes a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, render_template, request
from msgspec import structs

from search.query import render
from search.query.lexer import MOST_APART
from search.query.values import FIRST_YEAR, LAST_YEAR
from web import results as around
from web.addresses import links
from web.addresses.params import write
from web.pages.blueprint import pages
from web.query.advanced import USUAL_APART, built, form_in, form_of
from web.site import asked, context, results_address, site

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@pages.get("/tim-nang-cao")
def advanced() -> ResponseReturnValue:
    """A field for each thing that can be asked; sent, it leads to the results of the query that it makes."""
    params, _ = asked()
    tables = context()
    if "build" in request.args:
        query = render(built(form_in(request.args), tables))
        return redirect(results_address()(structs.replace(params, q=query, page=1)), 303)
    unseen = structs.replace(links.cleared(params), q="", sort=site().defaults.sort)
    return render_template(
        "advanced.html",
        params=params,
        form=form_of(params.q, tables),
        taxonomy=tables.taxonomy,
        accents=around.ACCENTS,
        orders=around.SORTS,
        apart=(USUAL_APART, MOST_APART),
        bounds=(FIRST_YEAR, LAST_YEAR),
        boxes=around.boxes(params),
        unseen=write(unseen, site().defaults),
        back_href=results_address()(params) if params.q or params.is_narrowed else None,
    )
