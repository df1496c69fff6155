"""Articles that were withdrawn: every address about one says so, instead of that there is no such page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from werkzeug.exceptions import Gone

from web.site import site

if TYPE_CHECKING:
    from search.archive import Withdrawn


class ArticleWithdrawn(Gone):
    """The article of the address was taken out of the archive."""

    def __init__(self, withdrawn: Withdrawn) -> None:
        super().__init__()
        self.withdrawn = withdrawn


def refuse_withdrawn() -> None:
    """Before every answer: end with 410 where the address is about an article that was withdrawn."""
    article_id = (request.view_args or {}).get("article_id")
    found = site().archive.withdrawn(article_id) if article_id else None
    if found is not None:
        raise ArticleWithdrawn(found)
