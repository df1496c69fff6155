"""Short links, and results on paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask import redirect, render_template
from msgspec import structs

from search.model import VIETNAM
from web import results as around
from web.addresses.short import params_in
from web.pages.blueprint import pages
from web.pages.results import answer
from web.query.described import told
from web.query.notes import has_words
from web.site import asked, context, results_address, short_address, site
from web.texts.dates import day_label

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@pages.get("/t/<code>")
def short(code: str) -> ResponseReturnValue:
    """The results of the search that a code holds, in the language of this address."""
    params = params_in(code, site().defaults.max_size)
    return redirect(results_address()(structs.replace(params, lang=asked()[0].lang)), 302)


@pages.get("/tim/in")
def printed() -> str:
    """A page of results as it is to be printed: what was asked for in words, when and where, and the hits."""
    params, _, _, found = answer()
    address = results_address()
    return render_template(
        "printed.html",
        params=params,
        found=found,
        has_words=has_words(params.q, found["notes"]),
        read_as=told(params.q, params.lang, context()),
        filters=around.filters_in_words(params),
        order=around.SORTS[params.sort],
        today=day_label(datetime.now(VIETNAM).date(), params.lang),
        back_href=address(params),
        short_href=short_address(params),
        first=1 + (params.page - 1) * params.size,
    )
