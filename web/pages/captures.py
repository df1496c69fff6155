"""Pages as they came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, abort, render_template

from web.pages.blueprint import pages
from web.site import asked, captures_of, site
from web.view import capture_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.model import Capture

SHOWN_BYTES = 1 << 20
"""How much of a capture is shown as text; the download has all of it."""


@pages.get("/bai/<article_id>/goc")
@pages.get("/bai/<article_id>/goc/<int:version>")
def capture(article_id: str, version: int | None = None) -> str:
    """A stored page as it came in, shown as text; the newest version unless one is asked for."""
    params, _ = asked()
    captures = captures_of(article_id)
    chosen = next((item for item in reversed(captures) if version in {None, item.version}), None)
    raw = site().archive.raw(article_id, chosen.version) if chosen else None
    if chosen is None or raw is None:
        abort(404)
    return render_template(
        "capture.html",
        params=params,
        article_id=article_id,
        chosen=capture_json(chosen),
        captures=newest_first(captures),
        text=raw[:SHOWN_BYTES].decode("utf-8", errors="replace").replace("\0", "\ufffd"),
        is_cut=len(raw) > SHOWN_BYTES,
    )


@pages.get("/bai/<article_id>/goc/<int:version>/tep")
def capture_file(article_id: str, version: int) -> Response:
    """The bytes of a stored page as a download; never opened as a page."""
    found = [item for item in captures_of(article_id) if item.version == version]
    raw = site().archive.raw(article_id, version) if found else None
    if raw is None:
        abort(404)
    response = Response(raw, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{article_id}-{version}.bin"'
    return response


def newest_first(captures: Sequence[Capture]) -> list[dict[str, object]]:
    """Captures as plain data, the newest first."""
    return [capture_json(item) for item in reversed(captures)]
