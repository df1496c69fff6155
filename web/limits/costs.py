"""What a question costs, in points: about a thousandth of a second of work each, on a machine as of 2026.

ASVS 5.0.0, 15.1.3: these are the costly functions of the site. A route that is not named costs as much as a
search.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FREE, LIGHT, ARTICLE, SEARCH, HEAVY, EXPORT = 0, 1, 2, 5, 10, 50

UNKNOWN = LIGHT
"""Of an address that is none."""

RESULTS_A_POINT = 10
"""Results on a page, beyond the first ten, that cost a point more."""

ROWS_A_POINT = 50
"""Articles of an export that cost a point more, once it is known how many there are: six formats of the same
ten thousand are granted at once, and of a hundred thousand one."""

MOST_RUNS = 1000
"""Runs of an export: each is looked up in a millisecond or two, and some phrases have twenty thousand."""

RUNS = MOST_RUNS // 2
"""Points of an export of runs, beside those of company: both formats of a page are granted at once."""

COSTS: Mapping[str, int] = {
    "healthz": FREE,
    "readyz": FREE,
    "robots": FREE,
    "static": FREE,
    "following": FREE,
    "pinned": FREE,
    "suggest": LIGHT,
    "embed": LIGHT,
    "embed_parts": LIGHT,
    "framed": LIGHT,
    "short": LIGHT,
    "guide": LIGHT,
    "advanced": LIGHT,
    "capture": ARTICLE,
    "captures": ARTICLE,
    "capture_file": ARTICLE,
    "article": ARTICLE,
    "citation": ARTICLE,
    "citation_ris": ARTICLE,
    "citation_bib": ARTICLE,
    "citation_csl": ARTICLE,
    "clipping": ARTICLE,
    "exporting": SEARCH,
    "passages": ARTICLE,
    "home": SEARCH,
    "results": SEARCH,
    "search": SEARCH,
    "printed": SEARCH,
    "values": SEARCH,
    "versions": SEARCH,
    "places": HEAVY,
    "difference": HEAVY,
    "document": HEAVY,
    "place": HEAVY,
    "topic": HEAVY,
    "source": HEAVY,
    "about": HEAVY,
    "beside": HEAVY,
    "notebook": 4 * HEAVY,
    "sent_notebook": 10 * HEAVY,
    "notebook_file": 4 * HEAVY,
    "similar": 3 * HEAVY,
    "timeline": 3 * HEAVY,
    "timeline_picture": 3 * HEAVY,
    "timeline_table": 3 * HEAVY,
    "lines": 2 * HEAVY,
    "variants": 3 * HEAVY,
    "company": 3 * HEAVY,
    "groups": 2 * HEAVY,
    "first_use": 2 * HEAVY,
    "export_clippings": 4 * HEAVY,
    "export_notebook": 4 * HEAVY,
    "export_articles": SEARCH,
    "export_lines": SEARCH,
    "export_variants": 3 * HEAVY,
    "export_company": 3 * HEAVY + EXPORT,
    "export_groups": 2 * HEAVY + EXPORT,
}
"""By the name of a route, which a page shares with its twin."""


def cost_of_export(rows: int) -> int:
    """The points of an export of so many articles, of their lines, or of wordings, beside those of asking."""
    return EXPORT + rows // ROWS_A_POINT


def cost_of(endpoint: str | None, size: int) -> int:
    """The points of a request to an endpoint (`pages.results`) that shows so many results."""
    if endpoint is None:
        return UNKNOWN
    cost = COSTS.get(endpoint.rpartition(".")[2], SEARCH)
    return cost + max(0, size - 10) // RESULTS_A_POINT if cost >= SEARCH else cost
