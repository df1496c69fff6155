"""What is in the archive, since when, and what is missing: plain data for the page about it.

Every figure is counted when it is asked for; sources beyond the largest are only counted in their facet.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from search.model import UNKNOWN, Filter, Map, Query, Sort
from web.profiles.tallies import dated
from web.view import facet_json, stats_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.archive import Shows
    from search.engine import Reader
    from search.model import Facet
    from web.addresses.params import Params

Json = dict[str, Any]

COUNTED = ("source", "year", "month", "trust", "topic", "place")

MOST_SOURCES = 30
"""Sources of which the first and the last article are looked up."""

THIN = 0.2
"""A month with fewer articles than this share of the usual month (the median) is thin."""


@dataclass(frozen=True, slots=True)
class Years:
    """The months of each year from the first to the last with articles, and which are empty or thin."""

    rows: tuple[Json, ...]
    usual: float


def holdings(reader: Reader, shows: Shows, params: Params) -> Json:
    """The page about the archive, as plain data."""
    result = reader.search(Query(facets=COUNTED, opened=(), map=Map.NOW, size=0))
    facets: Mapping[str, Facet] = {facet.name: facet for facet in result.facets}
    counts = {name: {one.value: one.count for one in facet.values} for name, facet in facets.items()}
    years = calendar(counts.get("year", {}), counts.get("month", {}))
    return {
        "stats": stats_json(reader.stats()),
        "total": result.total,
        "sources": _sources(reader, shows, facets.get("source"), params),
        "sources_total": len(counts.get("source", {})),
        "calendar": list(years.rows),
        "usual_month": years.usual,
        "empty_years": [row["year"] for row in years.rows if not row["count"]],
        "trust": facet_json(facets["trust"], params.lang, Map.NOW)["values"] if "trust" in facets else [],
        "without": {
            name: counts.get(name, {}).get(UNKNOWN, 0) for name in ("year", "month", "place", "topic")
        },
        "generation": result.generation,
    }


def calendar(years: Mapping[str, int], months: Mapping[str, int]) -> Years:
    """Articles by month; `years` and `months` are counts of facet values, `unknown` among them is left out.

    A month is `empty` without articles and `thin` with few of them; those before the first month and after
    the last one that has any are `outside`. Articles of a year whose month is unknown are `undated` in it.
    """
    known = sorted(value for value in years if value != UNKNOWN)
    held = sorted(value for value in months if value != UNKNOWN and months[value])
    if not known:
        return Years((), 0)
    usual = median([months[value] for value in held]) if held else 0
    rows = []
    for year in range(int(known[0]), int(known[-1]) + 1):
        cells = [_month(f"{year}-{month:02}", months, held, usual) for month in range(1, 13)]
        count = years.get(str(year), 0)
        undated = count - sum(cell["count"] for cell in cells)
        rows.append({"year": year, "count": count, "undated": max(0, undated), "months": cells})
    return Years(tuple(rows), usual)


def _month(value: str, months: Mapping[str, int], held: list[str], usual: float) -> Json:
    count = months.get(value, 0)
    if not held or not held[0] <= value <= held[-1]:
        kind = "outside"
    elif not count:
        kind = "empty"
    else:
        kind = "thin" if count < THIN * usual else "usual"
    return {"value": value, "count": count, "kind": kind}


def _sources(reader: Reader, shows: Shows, facet: Facet | None, params: Params) -> list[Json]:
    """The largest sources with their first and last article whose day is known."""
    found = []
    for one in facet.values[:MOST_SOURCES] if facet else ():
        query = Query(filters=(Filter("source", (one.value,)),))
        first = dated(reader, query, Sort.OLDEST, params.lang)
        last = dated(reader, query, Sort.NEWEST, params.lang)
        found.append(
            {
                "value": one.value,
                "count": one.count,
                "first": first and first["published"],
                "last": last and last["published"],
                "show": shows(one.value, last["url"] if last else None).value,
            }
        )
    return found
