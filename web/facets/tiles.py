"""A map of today's provinces as tiles, coloured by how many articles each has: plain data for an SVG.

The layout is `web/facets/tiles.toml`. Numbers are those of a place facet on today's map: a tile promises what
its link finds. Colours are five classes with as many provinces each as can be, told by a legend.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from search import places
from search.model import Map
from web.addresses import links
from web.facets.trees import by_parent
from web.site import query_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from search.engine import Reader
    from search.model import FacetValue, Result
    from web.addresses.params import Params

TILES = Path(__file__).parent / "tiles.toml"

CLASSES = 5
"""Colours of provinces that have articles; one without any is left blank."""

STEP = 40
"""Side of a cell in the units of the drawing."""


class Cell(NamedTuple):
    """Where a province stands in the layout, and the few letters that fit on it."""

    unit: str
    short: str
    column: int
    row: int


class Island(NamedTuple):
    """Islands far off the coast, and the province that they are part of."""

    name: str
    unit: str
    column: int
    row: int


class Layout(NamedTuple):
    """The whole map."""

    columns: int
    rows: int
    cells: tuple[Cell, ...]
    islands: tuple[Island, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """A province: `x` and `y` of its cell, its class (0: no articles), and the link that filters by it."""

    unit: str
    short: str
    lines: tuple[str, ...]
    label: str
    islands: str
    x: int
    y: int
    shade: int
    count: int
    selected: bool
    href: str


class Offshore(NamedTuple):
    """Islands as they are drawn, in the colour of their province."""

    lines: tuple[str, ...]
    x: int
    y: int
    shade: int


class Range(NamedTuple):
    """A class of the legend, with the numbers that fall in it."""

    shade: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """What is drawn: tiles from north to south, islands, and the legend."""

    width: int
    height: int
    tiles: tuple[Tile, ...]
    islands: tuple[Offshore, ...]
    legend: tuple[Range, ...]


@cache
def layout() -> Layout:
    """The layout that is shipped."""
    data = tomllib.loads(TILES.read_text("utf-8"))
    return Layout(
        data["columns"],
        data["rows"],
        tuple(Cell(one["unit"], one["short"], *one["at"]) for one in data["tile"]),
        tuple(Island(one["name"], one["of"], *one["at"]) for one in data["island"]),
    )


def tile_map(
    reader: Reader, params: Params, address: Callable[[Params], str], known: Result | None = None
) -> TileMap:
    """The map beside a search; `known` is its result, which tells the numbers if it is of today's map.

    Else the engine is asked once more, for provinces alone.
    """
    today = links.on_map(params, Map.NOW)
    if known is None or params.map is not Map.NOW or not _has_provinces(known):
        asked = query_of(structs.replace(today, page=1), ("place",))
        asked = replace(asked, opened=(), fold=False, size=0)
        known = reader.search(asked)
    values = {one.value: one for facet in known.facets if facet.name == "place" for one in facet.values}
    return drawn(values, today, address, known.total if today.values("place") else 0)


def _has_provinces(known: Result) -> bool:
    """Whether a result has the facet of places, and no province of it was left out."""
    most = known.query.most
    return any(
        facet.name == "place" and (most is None or len(by_parent(facet, Map.NOW).get(None, ())) < most.top)
        for facet in known.facets
    )


def drawn(
    values: Mapping[str, FacetValue], params: Params, address: Callable[[Params], str], beside: int = 0
) -> TileMap:
    """Lay the numbers of a place facet on the map; `params` ask for today's map.

    A province that has no number has no articles: choosing it finds those `beside` it, chosen already.
    """
    plan = layout()
    counts = {cell.unit: _number(values.get(cell.unit), beside) for cell in plan.cells}
    ranges = classes(counts.values())
    shades = {unit: _shade(count, ranges) for unit, count in counts.items()}
    islands = {island.unit: island.name for island in plan.islands}
    return TileMap(
        width=plan.columns * STEP,
        height=plan.rows * STEP,
        tiles=tuple(
            Tile(
                unit=cell.unit,
                short=cell.short,
                lines=_lines(_name(cell.unit)),
                label=places.short_label(cell.unit),
                islands=islands.get(cell.unit, ""),
                x=cell.column * STEP,
                y=cell.row * STEP,
                shade=shades[cell.unit],
                count=counts[cell.unit],
                selected=cell.unit in params.values("place"),
                href=address(links.toggle(params, "place", cell.unit)),
            )
            for cell in plan.cells
        ),
        islands=tuple(
            Offshore(_lines(one.name), one.column * STEP, one.row * STEP, shades[one.unit])
            for one in plan.islands
        ),
        legend=ranges,
    )


def classes(counts: Iterable[int]) -> tuple[Range, ...]:
    """At most five ranges of numbers with about as many provinces each; equal numbers are in one range.

    Nought is in none.
    """
    some = sorted(count for count in counts if count)
    bounds: list[Range] = []
    for shade in range(1, CLASSES + 1):
        part = some[len(some) * (shade - 1) // CLASSES : len(some) * shade // CLASSES]
        part = [count for count in part if not bounds or count > bounds[-1].most]
        if part:
            bounds.append(Range(shade, part[0], part[-1]))
    return tuple(bounds)


def _shade(count: int, ranges: Sequence[Range]) -> int:
    return next((one.shade for one in ranges if one.least <= count <= one.most), 0)


def _number(value: FacetValue | None, beside: int) -> int:
    """The number of a province: what its link finds, or what it has where it is chosen."""
    if value is None:
        return beside
    return value.count if value.selected else value.total


def _name(unit_id: str) -> str:
    unit = places.unit(unit_id)
    return unit.name if unit else unit_id


def _lines(name: str) -> tuple[str, ...]:
    """A name on at most two lines: `Hồ Chí | Minh`."""
    *first, last = name.split()
    return (" ".join(first), last) if first else (last,)
