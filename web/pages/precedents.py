"""How something was worded before: its lines, its wordings, its company, who and where, its first use."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from flask import render_template, request, url_for
from msgspec import structs

from search.model import FEW_ARTICLES, Alike, LineOrder
from web import results as around
from web.addresses import links
from web.addresses.company import FARTHEST, MEASURES, RUNS, UNITS, Company, read_company, write_company
from web.addresses.lines import (
    GROUPS,
    ORDERS,
    RANKS,
    SEEDS,
    read_alike,
    read_grouping,
    read_lines,
    write_grouping,
    write_lines,
)
from web.addresses.params import write
from web.pages.again import remembered
from web.pages.blueprint import pages
from web.precedents.company import company_json
from web.precedents.first_use import first_use_json
from web.precedents.groups import groups_json
from web.precedents.here import address_of, here, own_pairs
from web.precedents.lines import lines_json
from web.precedents.phrases import as_phrase
from web.precedents.shown import shown
from web.precedents.strip import TITLES, strip_of
from web.precedents.wordings import wordings_json
from web.query.described import told
from web.query.meant import only_counted
from web.query.notes import shown_notes
from web.results import Link
from web.site import asked, context, query_of, results_address, site
from web.texts.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from web.addresses.params import Params

Json = dict[str, Any]


TABLES_TAKEN = frozenset({"variants", "company", "groups"})
"""The pages whose tables may be taken along."""


@pages.get("/ngu-canh")
@remembered
def lines() -> str:
    """Every occurrence of a query on a line, aligned, with what stands beside it."""
    wanted, _ = read_lines(request.args)
    found = lines_json()
    is_grouped = request.args.get("grouped") == "1"
    narrowed = [("grouped", "1")] if is_grouped else []

    def ordered(order: LineOrder) -> Callable[[Params], str]:
        return address_of("pages.lines", [*write_lines(wanted._replace(order=order)), *narrowed])

    first = links.at_page(here().params, 1)
    all_lines = wanted._replace(wording="", by=None, group="", alike=Alike())
    return _drawn(
        "lines",
        found,
        rows=found["total"],
        orders=[
            Link(say(title, first.lang), ordered(order)(first), is_here=order is wanted.order)
            for order, title in ORDERS.items()
        ],
        another_href=address_of(
            "pages.lines", [*write_lines(wanted._replace(seed=wanted.seed % SEEDS[-1] + 1)), *narrowed]
        )(first),
        runs=[(run[0], run) for run in _runs(found["lines"], is_grouped=is_grouped)],
        is_grouped=is_grouped,
        grouped_href=address_of(
            "pages.lines", [*write_lines(wanted), *([] if is_grouped else [("grouped", "1")])]
        )(first),
        all_href=address_of("pages.lines", [*write_lines(all_lines), *narrowed])(first),
        begin=here().begin,
    )


def _runs(told: list[Json], *, is_grouped: bool) -> list[list[Json]]:
    """The lines of an article that follow each other, together; or each line by itself."""
    found = list(map(shown, told))
    if not is_grouped:
        return [[line] for line in found]
    return [list(run) for _, run in groupby(found, lambda line: line["article"])]


@pages.get("/cach-viet")
@remembered
def variants() -> str:
    """How the words that a query matches were written, how often, when and where."""
    found = wordings_json()
    alike, first = read_alike(request.args), links.at_page(here().params, 1)

    def switched(changed: Alike) -> str:
        given = (("numbers", changed.numbers), ("names", changed.names))
        return address_of("pages.variants", [(name, "1") for name, is_on in given if is_on])(first)

    return _drawn(
        "variants",
        found,
        rows=found["kinds"],
        switches=[
            Link(
                say("coi mọi con số như nhau", first.lang),
                switched(alike._replace(numbers=not alike.numbers)),
                is_here=alike.numbers,
            ),
            Link(
                say("coi mọi tên riêng như nhau", first.lang),
                switched(alike._replace(names=not alike.names)),
                is_here=alike.names,
            ),
        ],
    )


@pages.get("/di-kem")
@remembered
def company() -> str:
    """What stands beside a query: words within some syllables, or runs of them."""
    found = company_json()
    wanted, first = read_company(request.args)[0], links.at_page(asked()[0], 1)
    sized = links.at_page(here().params, 1)
    return _drawn(
        "company",
        found,
        rows=0,
        company=wanted,
        measures=[
            Link(
                say(title, first.lang),
                address_of("pages.company", write_company(wanted._replace(measure=each)))(sized),
                is_here=each is wanted.measure,
            )
            for each, title in MEASURES.items()
        ],
        units=UNITS,
        lengths=RUNS,
        numbers=[(number, number) for number in range(FARTHEST + 1)],
        kept_here=[*write(first, site().defaults), *write_company(Company(measure=wanted.measure))],
        path=url_for("pages.company"),
    )


@pages.get("/ai-o-dau")
@remembered
def groups() -> str:
    """Who used a query's words, and where."""
    found = groups_json()
    grouping, _ = read_grouping(request.args)
    first = links.at_page(here().params, 1)

    def shown_as(**changed: Any) -> str:
        return address_of("pages.groups", write_grouping(grouping._replace(**changed)))(first)

    return _drawn(
        "groups",
        found,
        rows=found["kinds"],
        tabs=[
            Link(say(title, first.lang), shown_as(by=each), is_here=each is grouping.by)
            for each, title in GROUPS.items()
        ],
        ranks=[
            Link(say(title, first.lang), shown_as(order=each), is_here=each is grouping.order)
            for each, title in RANKS.items()
        ],
        few=FEW_ARTICLES,
    )


@pages.get("/lan-dau")
@remembered
def first_use() -> str:
    """The first lines of a query, and how far that can be trusted."""
    found = first_use_json()
    drawn = {name: list(map(shown, found[name])) for name in ("first", "earlier")}
    return _drawn("first_use", {**found, **drawn}, rows=0)


def _drawn(name: str, found: Json, *, rows: int, **more: Any) -> str:
    """A page about the search of the address; `rows` are those of all its pages, where it has some."""
    asked_here = here()
    params = asked_here.params
    address = address_of(f"pages.{name}", own_pairs(name))
    words = as_phrase(params.q, context())
    phrase_of = links.with_q(params, words or "")
    return render_template(
        f"precedents_{name}.html",
        params=asked()[0],
        found=found,
        title=say(TITLES[name], params.lang),
        strip=strip_of(name),
        back_href=results_address()(links.at_page(asked()[0], 1)),
        read_as=told(params.q, params.lang, context()),
        notes=shown_notes(found["notes"], params, address),
        chips=around.chips(params, address),
        clear_href=address(links.cleared(params)),
        words=words,
        words_count=site().reader.search(query_of(only_counted(phrase_of), ())).total if words else 0,
        words_href=address_of(f"pages.{name}", _whole(own_pairs(name)))(phrase_of),
        files=_files(name),
        paging=around.page_links(params, asked_here.pages(rows), address),
        own_pairs=own_pairs(name),
        kept=[*own_pairs(name), *write(links.with_q(asked()[0], ""), site().defaults)],
        own_path=url_for(f"pages.{name}"),
        **more,
    )


def _files(name: str) -> list[tuple[str, str]]:
    """The formats in which a table may be taken along, and where."""
    if name not in TABLES_TAKEN:
        return []
    params = structs.replace(links.at_page(asked()[0], 1), size=site().defaults.size)
    return [
        (
            ending.upper(),
            links.address(
                url_for(f"pages.export_{name}", ending=ending), params, site().defaults, own_pairs(name)
            ),
        )
        for ending in ("csv", "xlsx")
    ]


def _whole(own: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without the wording or group of lines that was chosen: another query has others."""
    is_group = any(name == "group" for name, _ in own)
    dropped = {"wording", "group", *(("by",) if is_group else ())}
    return [(name, value) for name, value in own if name not in dropped]
