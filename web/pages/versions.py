"""What changed in an article after it was published."""

from __future__ import annotations

from flask import render_template

from search.differences import extent
from web.articles.keeping import difference_here, versions_here
from web.articles.versions import difference_json, measured, version_json
from web.pages.blueprint import pages
from web.site import asked


@pages.get("/bai/<article_id>/phien-ban")
def versions(article_id: str) -> str:
    """The stored versions of an article, the newest first, each with how much changed."""
    found = versions_here(article_id)
    return render_template(
        "versions.html",
        params=asked()[0],
        article_id=article_id,
        versions=[version_json(one) for one in reversed(measured(found))],
    )


@pages.get("/bai/<article_id>/phien-ban/<int:before>..<int:after>")
def difference(article_id: str, before: int, after: int) -> str:
    """Two versions side by side."""
    found = difference_here(article_id, before, after)
    return render_template(
        "difference.html",
        params=asked()[0],
        article_id=article_id,
        found=difference_json(found),
        changed=extent(found.rows).paragraphs,
    )
