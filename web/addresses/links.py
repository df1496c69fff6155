"""Where a click leads: pure functions from what is asked for to what would be asked for next.

Every change of the question goes back to its first page; only `at_page`, `explained` and `in_lang` do not.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus, urlencode

from msgspec import structs

from search import places
from search.facets import related
from search.model import UNKNOWN, Accents, Map, Trust
from web.addresses.params import Params, filters_of, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from search.model import Sort
    from web.addresses.params import Defaults


def address(path: str, params: Params, defaults: Defaults, more: Iterable[tuple[str, str]] = ()) -> str:
    """The address of a page that asks for this; `more` are parameters of that page alone."""
    pairs = [*more, *write(params, defaults)]
    return f"{path}?{'&'.join(_written(name, value) for name, value in pairs)}" if pairs else path


@lru_cache(1 << 12)  # a page has hundreds of addresses, most of them of the same parameters
def _written(name: str, value: str) -> str:
    return urlencode({name: value})


def safe_path(path: str) -> str:
    """A path as part of an address of ours: quoted, and never read as the name of another host."""
    return quote(f"/{path.lstrip('/')}")


def toggle(params: Params, facet: str, value: str) -> Params:
    """Choose a value beside those chosen already, or drop it if it is chosen.

    Values above or below it in the facet's tree are replaced: a district chosen inside a chosen province
    narrows, the province chosen over its district widens. `FacetValue.total` counts by the same rule.
    """
    if value in params.values(facet):
        return without(params, facet, value)
    return _with_values(params, facet, (*_beside(params, facet, value), value))


def _beside(params: Params, facet: str, value: str) -> tuple[str, ...]:
    """The chosen values that stay when another one is chosen."""
    return tuple(other for other in params.values(facet) if not related(facet, value, other))


_BLANK = "0blank0"
"""Stands for a value while an address is made: once a facet, since a page draws hundreds of values."""


def toggles(params: Params, facet: str, address: Callable[[Params], str]) -> Callable[[str], str]:
    """The address after `toggle`, by the value.

    Those that come beside the same values differ in the value alone, and are not made one by one.
    """
    chosen = params.values(facet)
    frames: dict[tuple[str, ...], list[str]] = {}

    def toggled(value: str) -> str:
        if value not in chosen:
            beside = _beside(params, facet, value) if chosen else ()
            if (frame := frames.get(beside)) is None:
                frame = address(_with_values(params, facet, (*beside, _BLANK))).split(_BLANK)
                frames[beside] = frame
            if len(frame) == 2:  # a query may hold anything
                return f"{frame[0]}{quoted(value)}{frame[1]}"
        return address(toggle(params, facet, value))

    return toggled


@lru_cache(1 << 14)  # the same values stand on every page
def quoted(value: str) -> str:
    """A value as it stands in the parameters of an address."""
    return quote_plus(value)


def without(params: Params, facet: str, *values: str) -> Params:
    """Drop chosen values."""
    return _with_values(params, facet, tuple(other for other in params.values(facet) if other not in values))


def without_facet(params: Params, facet: str) -> Params:
    """Drop all chosen values of a facet."""
    return _with_values(params, facet, ())


def among(params: Params, facet: str, values: tuple[str, ...]) -> Params:
    """Choose some values instead of those chosen already."""
    return _with_values(params, facet, values)


def without_guesses(params: Params) -> Params:
    """Leave out the articles whose year is only inferred."""
    return _with_values(params, "trust", tuple(trust.value for trust in Trust if trust is not Trust.INFERRED))


def cleared(params: Params) -> Params:
    """Drop all chosen values of all facets, the days, and what was said of accents; the query stays."""
    return structs.replace(params, filters=(), since="", until="", accent=Accents.AUTO, page=1)


def without_bound(params: Params, *names: str) -> Params:
    """Drop the first day (`from`) or the last one (`to`) of those asked for."""
    since = "" if "from" in names else params.since
    return structs.replace(params, since=since, until="" if "to" in names else params.until, page=1)


def with_q(params: Params, q: str) -> Params:
    """Ask something else under the same filters."""
    return structs.replace(params, q=q, page=1)


def at_page(params: Params, page: int) -> Params:
    """Another page of the same result."""
    return structs.replace(params, page=page)


def sorted_by(params: Params, sort: Sort) -> Params:
    """The same result in another order."""
    return structs.replace(params, sort=sort, page=1)


def explained(params: Params, *, explain: bool) -> Params:
    """The same page, with or without what each score is made of."""
    return structs.replace(params, explain=explain)


def accented(params: Params, accent: Accents) -> Params:
    """The same query with accents taken in another way."""
    return structs.replace(params, accent=accent, page=1)


def folded(params: Params, *, fold: bool) -> Params:
    """The same result with near-duplicates folded, or each shown."""
    return structs.replace(params, fold=fold, page=1)


def on_map(params: Params, chosen: Map) -> Params:
    """Count places by another map. Chosen places go along: to what they are today, or back where they can."""
    if chosen is params.map:
        return params
    moved = [place for old in params.values("place") for place in _moved(old, chosen)]
    return structs.replace(_with_values(params, "place", tuple(dict.fromkeys(moved))), map=chosen)


def _moved(place: str, chosen: Map) -> tuple[str, ...]:
    """A unit on the other map. Units made in July 2025 have no single place on the map before it."""
    if place == UNKNOWN:
        return (place,)
    if chosen is Map.NOW:
        return tuple(path[-1] for path in places.now(place)[0])
    return (place,) if places.regime(place) is places.Regime.OLD else ()


def in_lang(params: Params, lang: str) -> Params:
    """The same page in another language."""
    return structs.replace(params, lang=lang)


def fresh(params: Params, defaults: Defaults) -> Params:
    """A new start that only keeps the reader's language."""
    return Params(size=defaults.size, sort=defaults.sort, lang=params.lang)


def _with_values(params: Params, facet: str, values: tuple[str, ...]) -> Params:
    others = {chosen.facet: chosen.values for chosen in params.filters}
    if facet == "year":  # months are chosen inside years: other years are asked for whole
        others.pop("month", None)
    return structs.replace(params, filters=filters_of({**others, facet: values}), page=1)
