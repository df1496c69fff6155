"""The stored versions of an article as far as its source lets them be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort

from web.articles.versions import Difference, Version, difference_of, version_of, versions_of
from web.showing.cutting import cut_document
from web.site import captures_of, site

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from search.archive import Kept
    from search.model import Capture, Document


def kept_of(article_id: str) -> Callable[[int], Kept | None]:
    """A function that gives what was made of a version, cut to what its source lets be shown."""

    def kept(version: int) -> Kept | None:
        found = site().archive.kept(article_id, version)
        if found is None:
            return None
        return found._replace(document=cut_document(found.document, site().show_of(found.document)))

    return kept


def versions_here(article_id: str) -> tuple[Version, ...]:
    """The versions of an article, oldest first; 404 for none, 403 where its source closes them."""
    return versions_of(captures_of(article_id), kept_of(article_id))


def difference_here(article_id: str, before: int, after: int) -> Difference:
    """Two versions side by side; 404 for one that is not there or gave no article, 403 for closed ones."""
    captures = {capture.version: capture for capture in captures_of(article_id)}
    if before not in captures or after not in captures:
        abort(404)
    ours, theirs = (version_of(captures[number], kept_of(article_id)) for number in (before, after))
    if ours.paragraphs is None or theirs.paragraphs is None:
        abort(404)
    return difference_of(ours, theirs)


def fetched_of(document: Document, captures: Sequence[Capture]) -> datetime | None:
    """When the version of a document was fetched; None where that is not known."""
    return next((one.fetched for one in captures if one.version == document.version), None)
