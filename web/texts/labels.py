"""Names of facet values, topics and sources for people, in the language of the page."""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from flask import has_app_context

from search import places, terms_of_office
from search.facets import place_path
from search.model import UNKNOWN, Map, Trust
from search.topics import shipped
from web.site import site
from web.texts.dates import year_label
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from search.topics import Taxonomy

_TRUST = {
    Trust.STATED: phrase("Bài ghi rõ ngày"),
    Trust.URL: phrase("Theo địa chỉ trang"),
    Trust.FEED: phrase("Theo nguồn cấp tin"),
    Trust.INFERRED: phrase("Ước đoán"),
    Trust.UNKNOWN: phrase("Không rõ"),
}

_UNKNOWN = phrase("Không rõ")

_FACETS = {
    "place": phrase("Địa phương"),
    "year": phrase("Năm"),
    "month": phrase("Tháng"),
    "term": phrase("Nhiệm kỳ"),
    "topic": phrase("Chủ đề"),
    "trust": phrase("Ngày đăng"),
    "source": phrase("Nguồn"),
    "ref": phrase("Văn bản được nhắc"),
    "about": phrase("Viết về năm"),
}


def facet_title(facet: str, lang: str) -> str:
    """The heading of a facet."""
    return say(_FACETS[facet], lang) if facet in _FACETS else facet


def value_label(facet: str, value: str, lang: str, map_: Map = Map.THEN, *, short: bool = False) -> str:
    """The name of a facet value; `short` where its parent stands right above it."""
    if facet == "trust":
        return say(_TRUST[Trust(value)], lang) if value in tuple(Trust) else value
    if value == UNKNOWN:
        return say(_UNKNOWN, lang)
    if facet == "place":
        return place_label(value, lang, map_, short=short)
    if facet == "ref":
        return ref_label(value, lang, short=short)
    return _LABELS[facet](value, lang) if facet in _LABELS else value


class Namer(NamedTuple):
    """The names of a facet's values, the short ones where the parent stands right above, each made once."""

    label: Callable[[str], str]
    short: Callable[[str], str]


def namer(facet: str, lang: str, map_: Map) -> Namer:
    """The names of a facet's values; those of topics are as the site's table says, and kept for a page."""
    return _kept_namer(facet, lang, map_) if facet != "topic" else _topic_namer(lang)


def _topic_namer(lang: str) -> Namer:
    label, unknown = _taxonomy().label, say(_UNKNOWN, lang)

    def named(value: str) -> str:
        return unknown if value == UNKNOWN else label(value, lang)

    return Namer(named, named)


def _namer(facet: str, lang: str, map_: Map) -> Namer:
    label = partial(value_label, facet, lang=lang, map_=map_)
    return Namer(lru_cache(1 << 14)(label), lru_cache(1 << 14)(partial(label, short=True)))


_kept_namer = cache(_namer)


@lru_cache(1 << 15)  # names of the table, which never change while a process lives
def place_label(unit_id: str, lang: str, map_: Map, *, short: bool = False) -> str:
    """A unit as a value of the place facet on a map.

    On the map of an article's time those that are gone, name and all, end in `(cũ)`: `tỉnh Bình Thuận (cũ)`.
    A province of today's map says there since when it is meant: one of its name may stand beside it.
    """
    if map_ is Map.NOW:
        path = place_path(unit_id, map_)
        return places.short_label(unit_id, today=True) if short else places.path_label(path)
    own, stroke, above = (places.short_label(unit_id) if short else places.label(unit_id)).partition(", ")
    return f"{own}{_mark_then(unit_id, lang)}{stroke}{above}"


_SURE, _FAIRLY_SURE = 0.8, 0.6


def confidence_label(confidence: float, lang: str) -> str:
    """How sure a place is, in words; the articles of unsure ones have no place at all."""
    if confidence >= _SURE:
        return say("chắc chắn", lang)
    if confidence >= _FAIRLY_SURE:
        return say("khá chắc", lang)
    return say("có lẽ", lang)


def _mark_then(unit_id: str, lang: str) -> str:
    if places.regime(unit_id) is places.Regime.OLD:
        return "" if places.lives_on(unit_id) else places.OLD_MARK
    is_new_province = places.level(unit_id) is places.Level.PROVINCE
    return f" ({say('từ 7/2025', lang)})" if is_new_province else ""


def _month_label(value: str, _: str) -> str:
    """`11/2021`; what is no month stays as it was typed."""
    year, _, month = value.partition("-")
    return f"{int(month)}/{year}" if month.isascii() and month.isdecimal() else value


def term_label(value: str, lang: str) -> str:
    """`Nhiệm kỳ 2020–2025 (Đại hội XIII)`."""
    term = terms_of_office.term(value)
    if term is None:
        return value
    text = phrase("Nhiệm kỳ {years} (Đại hội {congress})")
    return say(text, lang, years=f"{term.first}–{term.last}", congress=term.congress)


def topic_label(topic_id: str, lang: str) -> str:
    """The name of a topic in the table of the site; in the one that is shipped where no site is running."""
    return _taxonomy().label(topic_id, lang)


def _taxonomy() -> Taxonomy:
    return site().taxonomy if has_app_context() else shipped()


_LABELS: Mapping[str, Callable[[str, str], str]] = {
    "month": _month_label,
    "term": term_label,
    "topic": topic_label,
}


def ref_label(key: str, lang: str, *, short: bool = False) -> str:
    """A document for people: `18-NQ/TW (khóa XIII)`; `short` only what comes after the number."""
    number, *parts = key.split(".")
    said = [_ref_part(part, lang) for part in (parts[-1:] if short else parts)]
    if short and said:
        return said[0]
    return f"{number} ({', '.join(said)})" if said else number


def _ref_part(part: str, lang: str) -> str:
    if places.level(part):
        return places.label(part)
    return year_label(int(part), lang) if part.isdecimal() else say("khóa {term}", lang, term=part)
