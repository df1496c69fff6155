"""What the results page draws of time: years and months as pictures, and the fields of the days asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from web import links
from web.histogram import month_histogram, year_histogram
from web.params import write
from web.period import typed_label
from web.site import query_of, site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from search.model import Facet
    from web.histogram import Histogram
    from web.params import Params

    Address = Callable[[Params], str]


@dataclass(frozen=True, slots=True)
class Dates:
    """What stands in the fields of the first and the last day, and what their form keeps of the search."""

    since: str
    until: str
    kept: tuple[tuple[str, str], ...]


def dates_of(params: Params) -> Dates:
    """The fields of the days asked for."""
    rest = links.without_bound(params, "from", "to")
    return Dates(typed_label(params.since), typed_label(params.until), tuple(write(rest, site().defaults)))


def years_counted_whole(params: Params, facets: Sequence[Facet]) -> tuple[Facet, ...]:
    """Facets in which years count what one gets by choosing them: that drops the months chosen.

    One more search where months are chosen; none else.
    """
    if not params.values("month"):
        return tuple(facets)
    whole = query_of(links.without_facet(params, "month"), ("year",))
    years = site().reader.search(replace(whole, size=1, page=1)).facets
    return tuple(next((one for one in years if one.name == facet.name), facet) for facet in facets)


def times(params: Params, facets: Sequence[Facet], address: Address) -> Mapping[str, Histogram]:
    """The pictures by their facets: years or months that hold anything, or days to be mended."""
    found = {facet.name: facet for facet in facets}
    drawn = {}
    if "year" in found and (found["year"].values or params.since or params.until):
        drawn["year"] = year_histogram(found["year"], params, address, _held())
    if "month" in found and found["month"].values:
        drawn["month"] = month_histogram(found["month"], params, address)
    return drawn


def _held() -> tuple[int, int] | None:
    """The first and the last year of the archive."""
    stats = site().reader.stats()
    if stats.first_year is None or stats.last_year is None:
        return None
    return stats.first_year, stats.last_year
