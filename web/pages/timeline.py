"""Up to six phrases over time: a picture, a table, and both as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from flask import Response, render_template, request, stream_with_context, url_for

from search.model import Period
from web import results as around
from web.addresses import links
from web.addresses.params import write
from web.addresses.whole import whole
from web.export.formats import TABLES
from web.export.heads import state
from web.export.here import file_name
from web.export.model import Fact
from web.over_time.asked import MORE, Shown, Wanted, read_wanted
from web.over_time.axes import period_label, share_label
from web.over_time.counted import counted
from web.over_time.files import as_table
from web.over_time.picture import picture_of
from web.pages.again import remembered
from web.pages.blueprint import pages
from web.precedents.here import address_of
from web.precedents.here import here as rows_here
from web.precedents.strip import strip_of
from web.results import Link
from web.site import asked, context, results_address, site
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from web.addresses.params import Params

PERIODS = {Period.YEAR: phrase("Theo năm"), Period.MONTH: phrase("Theo tháng")}
SHOWN = {Shown.COUNT: phrase("Số bài"), Shown.SHARE: phrase("Phần của kho")}


class Here(NamedTuple):
    """What the address asks for, the search that it filters by, and what was counted."""

    wanted: Wanted
    params: Params
    found: dict[str, Any]

    def address(self, endpoint: str, params: Params | None = None, wanted: Wanted | None = None) -> str:
        """Where the same, or something else, is told."""
        more = (wanted or self.wanted).pairs()
        return links.address(url_for(endpoint), params or self.params, site().defaults, more)


def timeline_here() -> Here:
    """The phrases of the current address over time."""
    given, notes = asked()
    wanted, params, own = read_wanted(request.args, given)
    return Here(wanted, params, counted(site().reader, wanted, params, (*notes, *own), context()))


@pages.get("/theo-thoi-gian")
@remembered
def timeline() -> str:
    """Phrases over time, as a picture and a table."""
    here = timeline_here()
    wanted, params, lang = here.wanted, here.params, here.params.lang
    return render_template(
        "timeline.html",
        params=params,
        found=here.found,
        picture=picture_of(here.found, wanted.shown, lang),
        shown=wanted.shown.value,
        fields=list(zip(("q", *MORE), (*wanted.phrases, *[""] * 6), strict=False)),
        periods=_choices(here, "period", PERIODS),
        ways=_choices(here, "shown", SHOWN),
        kept=[
            *(pair for pair in wanted.pairs() if pair[0] not in MORE),
            *write(links.with_q(params, ""), site().defaults),
        ],
        chips=around.chips(params, lambda changed: here.address("pages.timeline", changed)),
        clear_href=here.address("pages.timeline", links.cleared(params)),
        strip=strip_of("timeline"),
        back_href=results_address()(params),
        svg_href=here.address("pages.timeline_picture"),
        csv_href=here.address("pages.timeline_table"),
        own_path=url_for("pages.timeline"),
        lines_href=_lines_of(here),
        period_label=lambda period: period_label(period, lang),
        share_label=lambda share: share_label(share, lang),
    )


def _choices(here: Here, name: str, titles: dict[Any, str]) -> list[Link]:
    return [
        Link(
            say(title, here.params.lang),
            here.address("pages.timeline", wanted=here.wanted._replace(**{name: value})),
            is_here=getattr(here.wanted, name) is value,
        )
        for value, title in titles.items()
    ]


def _lines_of(here: Here) -> Callable[[str, str], str]:
    """Where the lines of a phrase are told: those of one period, or of none that is known."""
    lines, facet = address_of("pages.lines"), here.wanted.period.value
    params = rows_here().params
    return lambda text, period: lines(links.among(links.with_q(params, text), facet, (period,)))


@pages.get("/theo-thoi-gian.svg")
def timeline_picture() -> Response:
    """The picture alone, with its own colours, title and key."""
    here = timeline_here()
    lang = here.params.lang
    drawn = render_template(
        "timeline.svg",
        picture=picture_of(here.found, here.wanted.shown, lang),
        filters=around.filters_in_words(here.params),
        address=whole(here.address("pages.timeline")),
        stats=site().reader.stats(),
    )
    return _file(drawn, "image/svg+xml", "svg")


@pages.get("/theo-thoi-gian.csv")
def timeline_table() -> Response:
    """The table as CSV."""
    here = timeline_here()
    table = as_table(here.found, list(_head(here)), here.params.lang)
    return _file(stream_with_context(table), TABLES["csv"].kind, "csv")


def _head(here: Here) -> Iterator[Fact]:
    """What was counted, under which filters, in which archive."""
    lang = here.params.lang
    yield Fact("what", say("Nội dung", lang), say("số bài có mỗi cụm từ, theo thời gian", lang))
    for text in here.wanted.phrases:
        yield Fact("q", say("Câu hỏi", lang), text)
    filters = "; ".join(f"{title}: {value}" for title, value in around.filters_in_words(here.params))
    yield Fact("filters", say("Đang lọc theo", lang), filters)
    address = whole(here.address("pages.timeline"))
    yield from state(site().reader.stats(), site().name, address, lang)


def _file(made: Any, kind: str, ending: str) -> Response:
    response = Response(made, content_type=kind)
    name = file_name("theo-thoi-gian", ending)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
