"""Any two passages side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request

from search.differences import extent
from web.export.here import places_here
from web.pages.blueprint import pages
from web.pages.sending import allow
from web.passages.beside import LONGEST, Side, beside_json, rows_of, side_of
from web.passages.naming import LONGEST as LONGEST_NAME
from web.site import asked, link

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.datastructures import MultiDict

MOST_BYTES = 500_000
"""Of two pasted texts, as they are sent."""


@pages.route("/so-sanh", methods=["GET", "POST"])
def beside() -> ResponseReturnValue:
    """Two passages, named or pasted, with the words that differ; what is pasted is kept nowhere."""
    allow(MOST_BYTES)
    given = request.form if request.method == "POST" else request.args
    versions = [given.get(name, "").strip() for name in ("article", "before", "after")]
    if versions[0].isalnum() and all(number.isascii() and number.isdecimal() for number in versions[1:]):
        before, after = (int(number[:6]) for number in versions[1:])
        return redirect(link("pages.difference", article_id=versions[0], before=before, after=after), 303)
    one, other = sides_in(given)
    rows = rows_of(one, other) if not (one.is_empty or other.is_empty) else ()
    is_sent = request.method == "POST"
    return render_template(
        "beside.html",
        params=asked()[0],
        sides=(one, other),
        found=beside_json(one, other, rows),
        changed=extent(rows).paragraphs,
        given={name: given.get(name, "")[:LONGEST] for name in ("a", "b", "a_text", "b_text")},
        article_href=lambda article_id: link("pages.article", article_id=article_id),
        own_path=link("pages.beside"),
        longest=LONGEST,
        is_lacking=is_sent and any(side.is_empty and side.state is None for side in (one, other)),
        resent="hai-doan" if is_sent else None,
    )


def sides_in(given: MultiDict[str, str]) -> tuple[Side, Side]:
    """The two sides that are named (`a`, `b`) or pasted (`a_text`, `b_text`)."""
    places = places_here()
    one, other = (
        side_of(places, given.get(name, "")[:LONGEST_NAME], given.get(f"{name}_text", "")) for name in "ab"
    )
    return one, other


def beside_here() -> dict[str, Any]:
    """The two sides of the current address as plain data."""
    one, other = sides_in(request.args)
    rows = rows_of(one, other) if not (one.is_empty or other.is_empty) else ()
    return beside_json(one, other, rows)
