"""The fields that a query can name, with all their names: `tiêu đề:`, `tieude:`, `title:`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from search.text import folded


class Title(NamedTuple):
    """A field as it is shown, in Vietnamese and English, and its further names."""

    vi: str
    en: str
    others: tuple[str, ...] = ()


TITLES = {
    "title": Title("tiêu đề", "title", ("tít", "tựa", "headline")),
    "lead": Title("sapô", "lead", ("tóm tắt", "sapo", "summary")),
    "author": Title("tác giả", "author", ("người viết", "by")),
    "source": Title("nguồn", "source", ("báo", "cổng")),
    "year": Title("năm", "year"),
    "month": Title("tháng", "month"),
    "day": Title("ngày", "date", ("day",)),
    "term": Title("nhiệm kỳ", "term", ("khóa",)),
    "place": Title("nơi", "place", ("địa phương", "ở", "tại", "location")),
    "topic": Title("chủ đề", "topic", ("đề tài",)),
    "ref": Title("văn bản", "document", ("doc", "ref")),
}
"""Fields by the name that the program has for them."""

CHUNK_FIELDS = ("year", "month", "day", "term", "source")
"""Fields whose value ends at the first blank, unless it is quoted."""

BARE_FIELDS = ("year", "month", "term")
"""Fields whose values are written without quotes."""

TEXT_FIELDS = ("title", "lead", "author")
"""Fields that are a part of the text; the others are facts about an article."""


def is_text(name: str) -> bool:
    """Whether a field is a part of the text."""
    return name in TEXT_FIELDS


@cache
def _names() -> dict[str, str]:
    """Fields by all their names, as `_plain` has them."""
    found: dict[str, str] = {}
    for field, title in TITLES.items():
        for name in (title.vi, title.en, *title.others):
            found[_plain(name)] = field
    return found


def _plain(name: str) -> str:
    """A name without accents, blanks and strokes, in lower case."""
    return re.sub(r"[\s_-]+", "", folded(name))


def field_of(name: str) -> str | None:
    """The field of a name in any writing: `Tiêu đề`, `tieu-de`, `tieude`, `title`; None if there is none."""
    return _names().get(_plain(name))
