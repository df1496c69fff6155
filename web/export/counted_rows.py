"""Rows of what is counted of a query's lines: its wordings, what stands beside it, its groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.bylines import one_line
from web.export.model import Column
from web.precedents.groups import per_thousand
from web.texts.labels import value_label
from web.texts.words import phrase

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from search.model import Collocate, Group, Span, Variant
    from web.addresses.params import Params
    from web.export.model import Cell

_NUMBER = Column("number", phrase("Số"), 7)
_COUNTS = (Column("lines", phrase("Số dòng"), 9), Column("articles", phrase("Số bài"), 9))
_DAYS = (Column("first", phrase("Ngày đầu"), 12), Column("last", phrase("Ngày cuối"), 12))

WORDINGS = (
    _NUMBER,
    Column("text", phrase("Cách viết"), 50),
    *_COUNTS,
    Column("undated", phrase("Số bài không rõ ngày"), 9),
    *_DAYS,
    Column("places", phrase("Nhiều nhất ở"), 50),
    Column("wording", phrase("Các chữ, không kể hoa thường và dấu câu"), 50),
    Column("article", phrase("Mã của bài đầu tiên"), 18),
    Column("page", phrase("Trang trong kho"), 40),
)

COMPANY = (
    _NUMBER,
    Column("text", phrase("Chữ đi kèm"), 28),
    *_COUNTS,
    Column("total", phrase("Trong cả kho"), 12),
    Column("log_likelihood", phrase("log-likelihood"), 12),
    Column("log_dice", phrase("logDice"), 9),
    Column("q", phrase("Câu hỏi tìm ra"), 40),
)

GROUPED = (
    _NUMBER,
    Column("label", phrase("Nhóm"), 40),
    *_COUNTS,
    Column("archive", phrase("Số bài của nhóm trong kho"), 12),
    Column("per_thousand", phrase("Trên 1.000 bài của nhóm"), 12),
    *_DAYS,
    Column("value", phrase("Mã nhóm"), 28),
)


def wording_cells(each: Variant, params: Params, page: Callable[[str, Span | None], str]) -> tuple[Cell, ...]:
    """The cells of a wording, without its number; `page` gives the address of an article here."""
    places = (
        f"{value_label('place', unit, params.lang, params.map)} ({articles})"
        for unit, articles in each.places
    )
    return (
        one_line(each.text),
        each.lines,
        each.articles,
        each.undated,
        _iso(each.first),
        _iso(each.last),
        "; ".join(places),
        each.wording,
        each.first_article,
        page(each.first_article, None) if each.first_article else "",
    )


def beside_cells(each: Collocate, found_by: str) -> tuple[Cell, ...]:
    """The cells of what stands beside, without its number; `found_by` is the query that finds both."""
    return (
        each.text,
        each.lines,
        each.articles,
        each.total,
        each.log_likelihood,
        each.log_dice,
        found_by,
    )


def group_cells(each: Group, label: str) -> tuple[Cell, ...]:
    """The cells of a group, without its number."""
    return (
        one_line(label),
        each.lines,
        each.articles,
        each.archive,
        per_thousand(each),
        _iso(each.first),
        _iso(each.last),
        each.value,
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
