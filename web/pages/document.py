"""A document that articles cite."""

from __future__ import annotations

from functools import partial
from urllib.parse import unquote

from flask import abort, render_template, url_for
from msgspec import structs

from search.model import Sort
from web import results as around
from web.addresses import links
from web.facets.ways import page_of
from web.pages.blueprint import pages
from web.profiles.document import about_document
from web.site import asked, results_address, site


@pages.get("/van-ban/<path:key>")
def document(key: str) -> str:
    """An official document: what it is, who cites it and since when, and the sentences that do."""
    params, _ = asked()
    found = about_document(site().reader, key, params)
    if found is None:
        abort(404)
    key = found["key"]
    path = links.safe_path(unquote(url_for("pages.document", key=key)))
    here = partial(links.address, path, defaults=site().defaults)
    only = links.toggle(links.fresh(params, site().defaults), "ref", key)
    on_map = structs.replace(only, map=params.map)
    address = results_address()
    return render_template(
        "document.html",
        params=params,
        found=found,
        sorts=around.sorts(structs.replace(params, sort=Sort(found["sort"])), here, by_score=False),
        paging=around.page_links(params, found["pages"], here),
        all_href=address(only),
        narrowed=lambda facet, value: address(links.toggle(on_map, facet, value)),
        largest=max((year["count"] for year in found["years"]), default=1),
        page_of=page_of(),
        page_title=found["label"],
    )
