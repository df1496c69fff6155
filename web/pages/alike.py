"""Passages worded like a text that is pasted; nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import redirect, render_template, request, url_for
from msgspec import structs

from search.model import Span
from web import results as around
from web.addresses import links
from web.addresses.params import write
from web.alike.asked import LONGEST, Pasted, pasted_in
from web.alike.told import alike_json, filters_only
from web.pages.blueprint import pages
from web.pages.sending import allow
from web.passages.spans import MOST, NAME, written
from web.precedents.strip import strip_of
from web.results import Link
from web.site import asked, link, query_of, results_address, site
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from web.addresses.params import Params

MOST_BYTES = 300_000
"""Of a pasted text, as it is sent."""

MORE = 50
"""Passages that are told to whom those of a page are not enough, where a page may have so many."""

AROUND = 60
"""Characters of what was pasted that are shown on either side of what a passage shares with it."""

ORDERS = {False: phrase("Giống nhất trước"), True: phrase("Cũ nhất trước")}
"""By whether the oldest come first."""

Json = dict[str, Any]


@pages.route("/doan-giong", methods=["GET", "POST"])
def similar() -> ResponseReturnValue:
    """The passages worded like a pasted text; a short one moves into the address, a long one is sent."""
    allow(MOST_BYTES)
    params = filters_only(asked()[0])
    is_sent = request.method == "POST"
    pasted = pasted_in(request.form) if is_sent else pasted_in(request.args, asked()[0].q)
    if is_sent and pasted.text and pasted.fits_an_address:
        return redirect(_address(params, pasted), 303)
    found = _found(pasted)
    path = url_for("pages.similar")
    larger = structs.replace(params, size=min(MORE, site().defaults.max_size))
    return render_template(
        "alike.html",
        params=asked()[0],
        found=found,
        pasted=pasted,
        longest=LONGEST,
        marks=[run["pasted"] for one in found["passages"] for run in one["runs"]],
        pairs=[(one, _excerpt(found["text"], one), _beside(found["text"], one)) for one in found["passages"]],
        orders=[
            Link(
                say(title, params.lang),
                _address(params, pasted._replace(oldest=oldest)),
                is_here=oldest is pasted.oldest,
            )
            for oldest, title in ORDERS.items()
        ],
        more=larger.size if params.size == len(found["passages"]) < larger.size else 0,
        more_href=_address(larger, pasted),
        more_path=links.address(path, larger, site().defaults),
        in_address=pasted.fits_an_address,
        chips=around.chips(params, lambda changed: _address(changed, pasted)),
        clear_href=_address(links.cleared(params), pasted),
        strip=strip_of("similar"),
        back_href=results_address()(links.at_page(asked()[0], 1)),
        send_path=links.address(path, params, site().defaults),
        kept=write(params, site().defaults),
        is_lacking=is_sent and not pasted.text,
        resent="dan-chu" if is_sent else None,
    )


def similar_here() -> Json:
    """The passages that the current address, or the form sent with it, asks for."""
    allow(MOST_BYTES)
    return _found(pasted_in(request.form if request.method == "POST" else request.args))


def _found(pasted: Pasted) -> Json:
    given, notes = asked()
    params = filters_only(given)
    return alike_json(pasted, query_of(params, ()), params, notes)


def _address(params: Params, pasted: Pasted) -> str:
    """Where the same is told; a text that no address holds is left out."""
    kept = pasted if pasted.fits_an_address else pasted._replace(text="")
    return links.address(url_for("pages.similar"), params, site().defaults, kept.pairs())


def _stretch(one: Json, size: int, beside: int) -> Span:
    """From the first to the last of what was pasted that a passage shares, with something beside it."""
    begin = max(0, min(run["pasted"][0] for run in one["runs"]) - beside)
    end = min(size, max(sum(run["pasted"]) for run in one["runs"]) + beside)
    return Span(begin, end - begin)


def _excerpt(text: str, one: Json) -> Json | None:
    """The part of what was pasted that a passage shares, with its marks; None where nothing is told."""
    if not one["runs"]:
        return None
    span = _stretch(one, len(text), AROUND)
    begin = span.start if span.start == 0 else text.find(" ", span.start, span.end) + 1 or span.start
    end = span.end if span.end == len(text) else max(text.rfind(" ", begin, span.end), begin)
    marks = [[run["pasted"][0] - begin, run["pasted"][1]] for run in one["runs"]]
    return {"text": text[begin:end], "marks": marks, "is_begun": begin > 0, "goes_on": end < len(text)}


def _beside(text: str, one: Json) -> str | None:
    """Where both stand side by side, if an address can hold what was pasted of it."""
    if not one["runs"] or one["span"][1] > MOST:
        return None
    span = _stretch(one, len(text), 0)
    kept = Pasted(text[span.start : span.end])
    named = f"{link('pages.article', article_id=one['article']).partition('?')[0]}"
    code = f"{named}?{NAME}={written(Span(*one['span']))}"
    return link("pages.beside", a_text=kept.text, b=code) if kept.fits_an_address else None
