"""Years and months as bars, one for each, the empty ones too: what is drawn beside results.

A bar leads where the value of its facet leads, and tells the same number (`web.facets.views`). An article
is in one year and one month at most, so articles of several bars are counted by adding.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from search.model import UNKNOWN, FacetValue
from web.addresses import links
from web.addresses.params import MAX_VALUES
from web.addresses.period import first_day, last_day
from web.facets.views import facet_view
from web.texts.labels import value_label
from web.texts.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from search.model import Facet
    from web.addresses.params import Params
    from web.facets.views import Choice

    Address = Callable[[Params], str]

MOST_BARS = MAX_VALUES
"""As many as an address can choose; of more years only the last are drawn."""

MOST_MONTHS = 36
"""Bars of months that can be told apart beside the results: three years."""

MOST_TICKS = 6
"""Years that can be written below the bars on the narrowest screen."""

LEAST = 3
"""Height in per cent of the bar of any article."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or month: its height in per cent of the highest, and what is written below it, if anything.

    `count` are its own articles, `told` its name with the number of results after the click.
    """

    value: str
    label: str
    told: str
    count: int
    height: int
    selected: bool
    href: str
    tick: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """A picture with the list of its values below, the newest first; without bars it is a list only.

    `rest` is where nothing of the facet is chosen; a script adds values to it. `whole` leads from chosen
    months back to their years. `unknown` are the articles that no bar holds.
    """

    name: str
    title: str
    bars: tuple[Bar, ...]
    most: int
    shown: tuple[Choice, ...]
    more: tuple[Choice, ...]
    unknown: Choice | None
    rest: str
    whole: tuple[str, str] | None = None


def year_histogram(facet: Facet, params: Params, address: Address, held: tuple[int, int] | None) -> Histogram:
    """The years of a result over all years that the archive holds; `held` are the first and the last."""
    years = [int(value.value) for value in facet.values if value.value != UNKNOWN and value.count]
    return _drawn(facet, params, address, _year_ticks(_span([*years, *_within(held, params)])))


def month_histogram(facet: Facet, params: Params, address: Address) -> Histogram:
    """The months of the years that are chosen, or of those that chosen months lie in."""
    inside = params.values("year") or tuple(value[:4] for value in params.values("month"))
    years = sorted({year for year in inside if year.isdecimal()})
    drawn = _drawn(facet, params, address, _month_ticks(years))
    alone = len(years) == 1
    title = say("Các tháng năm {year}", params.lang, year=years[0]) if alone else drawn.title
    if not params.values("month"):
        return replace(drawn, title=title)
    back = say("cả năm {year}", params.lang, year=years[0]) if alone else say("mọi tháng", params.lang)
    return replace(drawn, title=title, whole=(back, drawn.rest))


def _within(held: tuple[int, int] | None, params: Params) -> Iterable[int]:
    """The first and last year of the archive, no further than the days asked for."""
    if held is None:
        return ()
    first, last = first_day(params.since), last_day(params.until)
    begin = max(held[0], first.year) if first else held[0]
    end = min(held[1], last.year) if last else held[1]
    return (begin, end) if begin <= end else ()


def _span(years: Sequence[int]) -> range:
    """All years from the first to the last; of too many the last ones."""
    if not years:
        return range(0)
    return range(max(min(years), max(years) - MOST_BARS + 1), max(years) + 1)


def _year_ticks(span: range) -> dict[str, str]:
    """Years, and what stands below each: the first and the last, and round ones that stand clear of both."""
    step = next((step for step in (1, 2, 5) if len(span) <= MOST_TICKS * step), 10)
    ends, clear = {*span[:1], *span[-1:]}, len(span) / MOST_TICKS

    def is_told(year: int) -> bool:
        return year in ends or (year % step == 0 and min(abs(year - end) for end in ends) >= clear)

    return {str(year): str(year) * is_told(year) for year in span}


def _month_ticks(years: Sequence[str]) -> dict[str, str]:
    """Months with their numbers below, those of several years with the year below its first; none of many."""
    if 12 * len(years) > MOST_MONTHS:
        return {}
    if len(years) == 1:
        return {f"{years[0]}-{month:02}": str(month) for month in range(1, 13)}
    return {f"{year}-{month:02}": year * (month == 1) for year in years for month in range(1, 13)}


def _drawn(facet: Facet, params: Params, address: Address, ticks: Mapping[str, str]) -> Histogram:
    """A facet with a bar for each of some values, if there are several."""
    view = facet_view(facet, params, address)
    known = {choice.value: choice.href for choice in (*view.shown, *view.more)}

    toggled = links.toggles(params, facet.name, address)

    def href(value: str) -> str:
        return known.get(value) or toggled(value)

    bars = _bars(facet, params.lang, ticks, href) if len(ticks) > 1 else ()
    return Histogram(
        name=facet.name,
        title=view.title,
        bars=bars,
        most=max((bar.count for bar in bars), default=0),
        shown=tuple(choice for choice in view.shown if choice.value != UNKNOWN),
        more=tuple(choice for choice in view.more if choice.value != UNKNOWN),
        unknown=next((choice for choice in (*view.shown, *view.more) if choice.value == UNKNOWN), None),
        rest=address(links.without_facet(params, facet.name)),
    )


def _bars(facet: Facet, lang: str, ticks: Mapping[str, str], href: Callable[[str], str]) -> tuple[Bar, ...]:
    known = {value.value: value for value in facet.values}
    chosen = [value.count for value in facet.values if value.selected]
    values = [known.get(value) or FacetValue(value, 0, total=sum(chosen)) for value in ticks]
    most = max(value.count for value in values)
    return tuple(
        Bar(
            value=value.value,
            label=value_label(facet.name, value.value, lang),
            told=_told(facet.name, value, lang, is_first=not chosen),
            count=value.count,
            height=max(round(100 * value.count / most), LEAST) if value.count else 0,
            selected=value.selected,
            href=href(value.value),
            tick=ticks[value.value],
        )
        for value in values
    )


def _told(facet: str, value: FacetValue, lang: str, *, is_first: bool) -> str:
    """`2021: 214 bài`, with what a click does where something is chosen."""
    shown = value.count if value.selected else value.total
    name = say("{name}: {n} bài", lang, name=value_label(facet, value.value, lang), n=shown)
    if value.selected:
        return f"{say('Bỏ chọn', lang)} {name}"
    return name if is_first else f"{say('Thêm', lang)} {name}"
