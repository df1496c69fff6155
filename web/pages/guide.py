"""How to search."""

from __future__ import annotations

from flask import render_template

from web import links
from web.cheatsheet import cheat_sheet
from web.described import told
from web.pages.blueprint import pages
from web.site import asked, context, results_address, site


@pages.get("/huong-dan")
def guide() -> str:
    """How to search: examples that can be tried, and how each is read."""
    params = links.fresh(asked()[0], site().defaults)
    address = results_address()
    return render_template(
        "guide.html",
        params=params,
        groups=cheat_sheet(),
        told=lambda query: told(query, params.lang, context()),
        href=lambda query: address(links.with_q(params, query)),
    )
