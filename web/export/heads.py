"""The head of an export: what was asked, how it was read, how much there is, and the state of the archive."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from search.model import VIETNAM
from web import results as around
from web.export.model import Fact, Words
from web.query.described import read_as
from web.query.notes import note_json
from web.texts.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from search.model import Note, Stats
    from search.query import Context
    from web.addresses.params import Params


def question(params: Params, notes: Iterable[Note], context: Context) -> Iterator[Fact]:
    """What was asked, what it was read as, and what it was filtered by."""
    lang = params.lang
    yield Fact("q", say("Câu hỏi", lang), params.q)
    yield Fact("read_as", say("Đọc là", lang), read_as(params.q, lang, context)[0])
    filters = "; ".join(f"{title}: {value}" for title, value in around.filters_in_words(params))
    yield Fact("filters", say("Đang lọc theo", lang), filters)
    told = " ".join(note_json(note, lang)["text"] for note in dict.fromkeys(notes))
    yield Fact("notes", say("Lưu ý", lang), told)


def state(stats: Stats, name: str, address: str, lang: str) -> Iterator[Fact]:
    """What the archive was when it was asked, and when that was."""
    now = datetime.now(VIETNAM).replace(microsecond=0)
    yield Fact("site", say("Kho", lang), name)
    yield Fact("archive_articles", say("Số bài trong kho", lang), stats.articles)
    yield Fact("generation", say("Đời chỉ mục", lang), stats.generation)
    yield Fact("built", say("Chỉ mục lập lúc", lang), stats.built.astimezone(VIETNAM).isoformat())
    yield Fact("exported", say("Xuất lúc", lang), now.isoformat())
    yield Fact("address", say("Địa chỉ", lang), address)
    yield Fact("rights", say("Bản quyền", lang), say("thuộc về các báo và trang gốc", lang))


def words(lang: str) -> Words:
    """What an export says around its rows."""
    return Words(
        head=say("Về tệp này", lang),
        rows=say("Dữ liệu", lang),
        end=say("Hết", lang),
        whole=say("Hết: {rows} dòng, đủ cả.", lang, rows="{rows}"),
        limited=say(
            "BỊ CẮT: tệp chỉ có {rows} dòng đầu, vì đã tới giới hạn số dòng; còn nữa.", lang, rows="{rows}"
        ),
        failed=say(
            "BỊ CẮT: tệp chỉ có {rows} dòng đầu, vì kho gặp lỗi giữa chừng; xin xuất lại.",
            lang,
            rows="{rows}",
        ),
    )
