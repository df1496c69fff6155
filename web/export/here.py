"""Exports of the current site: what they are made from, and their addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import request, url_for

from search.text import folded
from web.addresses import links
from web.addresses.lines import write_lines
from web.addresses.whole import whole
from web.export.making import Asked, Holding
from web.passages.finding import Places
from web.passages.spans import NAME, written
from web.site import BLANK, asked, context, link, results_address, site

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.model import Lines, Note, Span

_WORD = re.compile("[a-z0-9]+")


def holding_here() -> Holding:
    """The reader and archive of this site, as far as they may be shown, and its addresses of articles."""
    return Holding(site().reader, site().archive, context(), site().name, _addresses())


def _addresses() -> Callable[[str, Span | None], str]:
    """The whole address of an article or passage; made once, since an export has many."""
    before, _, after = whole(link("pages.article", article_id=BLANK)).partition(BLANK)
    mark = "&" if "?" in after else "?"

    def address(article_id: str, span: Span | None) -> str:
        named = f"{before}{article_id}{after}"
        return f"{named}{mark}{NAME}={written(span)}" if span else named

    return address


def asked_here(ending: str, notes: Sequence[Note] = ()) -> Asked:
    """The search of the current address as an export; at most as many rows as the settings allow."""
    params, own = asked()
    most = site().settings.number("export_rows")
    return Asked(params, (*own, *notes), ending, most or None, whole(results_address()(params)))


def places_here() -> Places:
    """Where passages are looked for on this site."""
    return Places(site().reader, site().archive, site().shows)


def export_address(endpoint: str, ending: str, lines: Lines | None = None) -> str:
    """Where the search of the current address is exported in a format."""
    more = write_lines(lines) if lines else ()
    return links.address(url_for(endpoint, ending=ending), asked()[0], site().defaults, more)


def file_name(what: str, ending: str) -> str:
    """What a download is called: `tratin-dong-ket-nap.csv`."""
    words = "-".join(_WORD.findall(folded(request.args.get("q", "")[:80])))[:40].strip("-")
    return f"tratin-{what}{f'-{words}' if words else ''}.{ending}"
