"""Why a fact is believed, in the reader's language. The finders say it in English, in few fixed phrasings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from web.articles.reading import Reading

SHOWN = 6
"""Reasons shown for one fact; the API has all of them."""

VIETNAMESE = {
    # dates and years
    "date line": "dòng ngày đăng",
    "day in the address": "ngày trong địa chỉ trang",
    "month in the address": "tháng trong địa chỉ trang",
    "counted from the day on which the page was seen": "tính từ ngày trang được nạp",
    "the last such day before the page was seen": "ngày như vậy gần nhất trước khi trang được nạp",
    "issue of a bulletin": "số của bản tin",
    "names the year": "nêu tên năm",
    "a part of the year that has just passed": "nói về phần năm vừa qua",
    "a full date": "ngày tháng năm đầy đủ",
    "a beginning in the past": "mốc bắt đầu trong quá khứ",
    "a plan": "một kế hoạch",
    "a comparison": "một so sánh",
    "a term of office": "một nhiệm kỳ",
    # documents
    "number": "số văn bản",
    "number and date of issue": "số và ngày ban hành",
    "date of issue before the number": "ngày ban hành đứng trước số",
    # speakers
    "who stands before a verb of saying": "người đứng trước động từ nói",
    "who stands behind what is quoted": "người đứng sau lời được dẫn",
    "who stands before what is quoted": "người đứng trước lời được dẫn",
    "what is said according to somebody": "nêu “theo” người nói",
    "a verb of saying without its subject": "động từ nói nối tiếp câu trước",
    # topics
    "cites a document on this topic": "nhắc văn bản thuộc chủ đề này",
    "section of the portal": "chuyên mục của trang",
    "strong phrase": "cụm từ đặc trưng",
    "medium phrase": "cụm từ khá rõ",
    "weak phrase": "cụm từ gợi ý",
    "head phrase": "cụm từ trong tít hoặc sapô",
    # places
    "named with its kind": "gọi tên kèm cấp hành chính",
    "named in a list with its kind": "kể tên trong một danh sách kèm cấp hành chính",
    "named without its kind, beneath or beside surer evidence": "gọi tên không kèm cấp, cạnh chỗ chắc hơn",
    # blocks
    "title": "tiêu đề",
    "lead": "sapô",
    "body": "thân bài",
    "heading": "tiêu đề mục",
    "list": "danh sách",
    "table": "bảng",
    "quote": "lời trích",
    "caption": "chú thích ảnh",
    "byline": "dòng tác giả",
    "source": "dòng nguồn",
    "dateline": "dòng ngày",
    "section": "chuyên mục",
    "attachment": "tệp kèm",
}

_TIMES = re.compile(r"(?P<what>\w+ phrase), (?P<times>\d+)x")
_WORDS = re.compile(r"words of the text, score x (?P<factor>[\d.]+)")
_NAMED = re.compile(r"(?P<how>named .+), in the (?P<block>\w+): (?P<place>.+)")
_WITNESS = re.compile(r"date in (?P<origin>.+)")


def reason(why: str, lang: str) -> str:
    """A reason in a language; one that is phrased in an unknown way stays as it is."""
    if lang != "vi":
        return why
    if found := _TIMES.fullmatch(why):
        return f"{_vi(found['what'])}, {found['times']} lần"
    if found := _WORDS.fullmatch(why):
        return f"các từ trong bài, điểm nhân {found['factor'].replace('.', ',')}"
    if found := _NAMED.fullmatch(why):
        return f"ở {_vi(found['block'])}, {_vi(found['how'])}: hiểu là {found['place']}"
    if found := _WITNESS.fullmatch(why):
        return f"ngày ghi trong {found['origin']}"
    return _vi(why)


def _vi(text: str) -> str:
    return VIETNAMESE.get(text, text)


def placed_reasons(
    evidence: Iterable[dict[str, Any]], reading: Reading, lang: str
) -> list[tuple[str, str, str]]:
    """The first different reasons of an article's fact, each with the place of its words in the page."""
    found: dict[tuple[str, str], str] = {}
    for item in evidence:
        key = str(item["quote"]).strip(), reason(item["why"], lang)
        found[key] = found.get(key) or reading.anchor_of(item["span"])
    return [(*key, anchor) for key, anchor in found.items()][:SHOWN]
