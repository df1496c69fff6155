"""All values of a facet."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from urllib.parse import unquote

from flask import abort, render_template, request, url_for

from web import results as around
from web.addresses import links
from web.addresses.params import write
from web.facets.values import ORDERS, asked_of, values_json
from web.facets.ways import page_of
from web.pages.blueprint import pages
from web.site import asked, results_address, site
from web.texts.words import say


@pages.get("/gia-tri/<facet>")
def values(facet: str) -> str:
    """All values of a facet beside the search of the address, with a box that finds some of them."""
    params, _ = asked()
    own = asked_of(request.args)
    found = values_json(site().reader, facet, params, own, results_address())
    if found is None:
        abort(404)
    path = links.safe_path(unquote(url_for("pages.values", facet=facet)))
    here = partial(links.address, path, defaults=site().defaults)
    first = links.at_page(params, 1)
    return render_template(
        "values.html",
        params=params,
        found=found,
        page_of=page_of(),
        orders=[
            around.Link(
                say(title, params.lang),
                here(first, more=replace(own, order=order).pairs()),
                is_here=order == own.order,
            )
            for order, title in ORDERS.items()
        ],
        paging=around.page_links(params, found["pages"], partial(here, more=own.pairs())),
        path=path,
        own=own,
        kept=write(first, site().defaults),
        back_href=results_address()(first),
    )
