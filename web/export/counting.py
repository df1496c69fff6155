"""Exports of what is counted of a query's lines, as the pages of precedents tell it; see `making`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search.model import GroupOrder, Map
from web.addresses.company import MEASURES, SIDES, UNITS
from web.addresses.lines import GROUPS, RANKS
from web.addresses.params import to_query
from web.export.batches import in_batches
from web.export.counted_rows import COMPANY, GROUPED, WORDINGS, beside_cells, group_cells, wording_cells
from web.export.heads import question
from web.export.making import table_of
from web.export.model import Fact
from web.precedents.groups import group_label
from web.precedents.phrases import found_beside
from web.showing.cutting import FEW
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.model import Alike, Collocates, Query, Variant
    from web.addresses.company import Company
    from web.addresses.lines import Grouping
    from web.export.making import Asked, Holding

ALL = 1 << 31
"""Rows, where there is no limit: more than there are."""

MAPS = {Map.THEN: phrase("lúc viết bài"), Map.NOW: phrase("hiện nay")}


def every_wording(holding: Holding, asked: Asked, alike: Alike) -> Iterator[bytes]:
    """A file of all wordings of a search, in their order; raises as `every_article` does."""
    params, lang, precedents = asked.params, asked.params.lang, holding.reader.precedents()
    query = _query(holding, asked)
    counted = precedents.variants(query, alike, 0, 0)
    same = [(alike.numbers, phrase("mọi con số")), (alike.names, phrase("mọi tên riêng"))]
    head = [
        Fact("what", say("Nội dung", lang), say("mọi cách viết, mỗi cách một dòng", lang)),
        *question(params, (*query.notes, *counted.notes), holding.context),
        Fact("alike", say("Coi như nhau", lang), "; ".join(say(what, lang) for is_on, what in same if is_on)),
        Fact("order", say("Thứ tự", lang), say(RANKS[GroupOrder.LINES], lang)),
        Fact("wordings", say("Số cách viết", lang), counted.kinds),
        *_totals(counted.total, counted.articles, lang),
    ]
    rows = (
        [wording_cells(each, params, holding.page) for each in some]
        for some in _kept(holding, precedents.every_variant(query, alike))
    )
    return table_of(holding, asked, head, WORDINGS, rows)


def _kept(holding: Holding, found: Iterable[Variant]) -> Iterator[list[Variant]]:
    """The same, some at a time; what a withdrawn article was the first to have is told where it is short."""
    for some in in_batches(found):
        gone = holding.archive.withdrawn_among([each.first_article for each in some])
        yield [_without_article(each) if each.first_article in gone else each for each in some]


def _without_article(each: Variant) -> Variant:
    wording = each.wording if len(each.wording.split()) <= FEW else ""
    return replace(each, wording=wording, text=wording, first_article="")


def every_beside(holding: Holding, asked: Asked, company: Company) -> Iterator[bytes]:
    """A file of all that stands beside a search, the foremost first; raises as `every_article` does."""
    params, lang = asked.params, asked.params.lang
    query = _query(holding, asked)
    found = _beside(holding, query, company, ALL if asked.most is None else asked.most + 1)
    head = [
        Fact("what", say("Nội dung", lang), say("mọi chữ đi kèm, mỗi chữ một dòng", lang)),
        *question(params, (*query.notes, *found.notes), holding.context),
        Fact("looked", say("Xét", lang), _looked(company, lang)),
        Fact("order", say("Thứ tự", lang), f"{say('xếp theo', lang)} {say(MEASURES[company.measure], lang)}"),
        Fact("kinds", say("Số chữ khác nhau", lang), found.kinds),
        *_totals(found.total, found.articles, lang),
    ]
    rows = (
        [beside_cells(each, found_beside(params.q, each.text, company, holding.context))]
        for each in found.collocates
    )
    return table_of(holding, asked, head, COMPANY, rows)


def _beside(holding: Holding, query: Query, company: Company, most: int) -> Collocates:
    precedents, measure = holding.reader.precedents(), company.measure
    if company.run:
        is_before = company.side == SIDES[0]
        return precedents.runs_beside(query, measure, before=is_before, syllables=company.run, most=most)
    left, right = company.left, company.right
    return precedents.collocates(query, company.unit, measure, left=left, right=right, most=most)


def _looked(company: Company, lang: str) -> str:
    """Where something stands, to be in the table."""
    if company.run:
        side = say("ngay trước" if company.side == SIDES[0] else "ngay sau", lang)
        return f"{say('cụm {n} âm tiết', lang, n=company.run)} {side}"
    left, right = f"{say('trái', lang)} {company.left}", f"{say('phải', lang)} {company.right}"
    return f"{say(UNITS[company.unit], lang)}, {left}, {right}"


def every_group(holding: Holding, asked: Asked, grouping: Grouping) -> Iterator[bytes]:
    """A file of all groups of a search's lines, in an order; raises as `every_article` does."""
    params, lang = asked.params, asked.params.lang
    query = _query(holding, asked)
    found = holding.reader.precedents().groups(query, grouping.by, grouping.order, 0, ALL)
    head = [
        Fact("what", say("Nội dung", lang), say("mọi nhóm, mỗi nhóm một dòng", lang)),
        *question(params, (*query.notes, *found.notes), holding.context),
        Fact("by", say("Nhóm theo", lang), say(GROUPS[grouping.by], lang)),
        Fact("map", say("Bản đồ", lang), say(MAPS[params.map], lang)),
        Fact("order", say("Thứ tự", lang), say(RANKS[grouping.order], lang)),
        Fact("groups", say("Số nhóm", lang), found.kinds),
        *_totals(found.total, found.articles, lang),
    ]
    rows = ([group_cells(each, group_label(grouping.by, each.value, params))] for each in found.groups)
    return table_of(holding, asked, head, GROUPED, rows)


def _query(holding: Holding, asked: Asked) -> Query:
    return to_query(asked.params, (), asked.notes, holding.context)


def _totals(lines: int, articles: int, lang: str) -> list[Fact]:
    return [Fact("lines", say("Số dòng", lang), lines), Fact("articles", say("Số bài", lang), articles)]
