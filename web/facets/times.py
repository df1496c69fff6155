"""What the results page draws of time: years and months as pictures, and the fields of the days asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from web.addresses import links
from web.addresses.params import write
from web.addresses.period import typed_label
from web.facets.histogram import month_histogram, year_histogram
from web.facets.views import facet_view
from web.site import query_of, site

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.model import Facet
    from web.addresses.params import Params
    from web.facets.histogram import Histogram
    from web.facets.views import FacetView, Ways

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


def views(
    params: Params, facets: Sequence[Facet], address: Address, ways: Ways
) -> list[FacetView | Histogram]:
    """Facets ready to draw: as pictures years and months that hold anything, or whose days can be mended."""
    return [_view(params, facet, address, ways) for facet in years_counted_whole(params, facets)]


def _view(params: Params, facet: Facet, address: Address, ways: Ways) -> FacetView | Histogram:
    if facet.name == "year" and (facet.values or params.since or params.until):
        return year_histogram(facet, params, address, _held())
    if facet.name == "month" and facet.values:
        return month_histogram(facet, params, address)
    return facet_view(facet, params, address, ways)


def _held() -> tuple[int, int] | None:
    """The first and the last year of the archive."""
    stats = site().reader.stats()
    if stats.first_year is None or stats.last_year is None:
        return None
    return stats.first_year, stats.last_year
