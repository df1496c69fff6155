"""Places of a typed name."""

from __future__ import annotations

from flask import render_template, request
from msgspec import structs

from web.addresses.params import write
from web.facets.placenames import asked_name, found_json
from web.pages.blueprint import pages
from web.site import asked, results_address, site


@pages.get("/dia-phuong")
def places() -> str:
    """Places of a typed name as links to their articles, under all that was asked for but the place."""
    name, params = asked_name(request.args, asked()[0])
    found = found_json(site().reader, name, params, results_address())
    return render_template(
        "places.html",
        params=params,
        found=found,
        kept=write(structs.replace(params, page=1), site().defaults),
        back_href=results_address()(params) if params.q or params.is_narrowed else None,
    )
