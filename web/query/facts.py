"""What fields of a query ask for, by the names that people have for it: places, topics, terms, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search import places
from web.texts.labels import ref_label, term_label, topic_label
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMED = 3
"""Values that are named; of more the rest is counted."""

_FACTS = {
    "place": phrase("ở {names}"),
    "topic": phrase("chủ đề {names}"),
    "term": phrase("{names}"),
    "source": phrase("nguồn có “{names}”"),
}


def fact_label(facet: str, values: Sequence[str], lang: str) -> str:
    """Any of some values of a facet: `ở tỉnh Thái Nguyên`, `chủ đề “Cán bộ” hoặc “Kiểm tra”`."""
    names = list(dict.fromkeys(_name(facet, value, lang) for value in values))
    named = say(" hoặc ", lang).join(names[:NAMED])
    left = len(names) - NAMED
    if left > 0:
        named = say("{names} và {n} nơi khác cùng tên", lang, names=named, n=left)
    return say(_FACTS[facet], lang, names=named)


def _name(facet: str, value: str, lang: str) -> str:
    """One value; no name holds a comma of its own, since commas part what must all be there."""
    if facet == "place":
        name, _, above = places.path_label(places.path(value)).partition(", ")
        return f"{name} ({above})" if above else name
    if facet == "topic":
        return f"“{topic_label(value, lang)}”"
    label = term_label(value, lang) if facet == "term" else value
    return label[:1].lower() + label[1:] if facet == "term" else label


def document_label(key: str, lang: str) -> str:
    """A document by its key: `văn bản 28-CT/TW (khóa XII)`; `…` stands for any part of a number."""
    return say("văn bản {name}", lang, name=ref_label(key, lang).replace("*", "…"))
