"""Reads a table of topics, and tells everything that is wrong with it, in both languages."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from search import edited
from search.edited import Problem, refused, tables, unknown_keys
from search.model import UNKNOWN
from search.text import canonical, comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TIERS = ("strong", "medium", "weak", "head")
"""The lists of phrases of a topic; `head` are those that count in title and lead only."""

LISTS = (*TIERS, "sections", "docs")
_SUB = frozenset({"id", "name", "name_en", "weight", *LISTS})
_TOP = frozenset({"id", "name", "name_en", "sections", "sub"})
_WHOLE = frozenset({"learned", "masks", "topic"})
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD = re.compile(r"[^\W_]+|#")
_WEIGHED = re.compile(r"(?P<text>[^*]*\S) \*(?P<weight>\d+(?:\.\d+)?)")
"""A phrase with a weight of its own: `dự án *0.8`."""
_LEAST_WEIGHT, _MOST_WEIGHT = 0.1, 5.0


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic under its id; `parent` is None on the upper level."""

    id: str
    name: str
    name_en: str
    parent: str | None = None


class WeighedPhrase(NamedTuple):
    """A phrase, the list in which it stands, and what its strength there is multiplied by."""

    text: str
    tier: str
    weight: float


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a topic of the lower level, as written in the table.

    `sections` are names under which portals file the topic itself, `parent_sections` its parent.
    `documents` are canonical numbers, some with a year: `35-CT/TW 2019`. `weight` multiplies all that speaks
    for the topic.
    """

    topic: str
    strong: tuple[str, ...]
    medium: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    parent_sections: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    weight: float = 1.0

    def phrases(self) -> Iterator[WeighedPhrase]:
        """Each phrase with the name of its list and its weight in it."""
        for tier in TIERS:
            for written in getattr(self, tier):
                text, weight = _parted(written)
                yield WeighedPhrase(text, tier, weight)


class Table(NamedTuple):
    """What a file holds."""

    topics: tuple[Topic, ...]
    signs: tuple[Signs, ...]
    masks: tuple[str, ...]
    learned: bool


def read_topics(text: str, name: str) -> Table:
    """The content of a table; `name` is that of the file, for messages.

    Raises:
        DataError: it is no TOML or has problems; the message tells up to 20 of them.
    """
    if problems := problems_in(text):
        raise refused(problems, name, "bảng chủ đề", "the table of topics")
    data = tomllib.loads(text)
    topics, found = [], []
    for parent in data["topic"]:
        topics.append(Topic(parent["id"], parent["name"], parent["name_en"]))
        for sub in parent["sub"]:
            topic_id = f"{parent['id']}/{sub['id']}"
            topics.append(Topic(topic_id, sub["name"], sub["name_en"], parent["id"]))
            found.append(_signs(topic_id, sub, parent))
    return Table(tuple(topics), tuple(found), tuple(data.get("masks", ())), data.get("learned", True))


def _signs(topic_id: str, sub: Mapping[str, Any], parent: Mapping[str, Any]) -> Signs:
    return Signs(
        topic_id,
        **{tier: tuple(sub.get(tier, ())) for tier in TIERS},
        sections=tuple(sub.get("sections", ())),
        parent_sections=tuple(parent.get("sections", ())),
        documents=tuple(sub.get("docs", ())),
        weight=float(sub.get("weight", 1.0)),
    )


def _parted(written: str) -> tuple[str, float]:
    """A phrase as written in a list, and its weight: 1 where none is written."""
    found = _WEIGHED.fullmatch(written)
    return (found["text"], float(found["weight"])) if found else (written, 1.0)


# ---------------------------------------------------------------- what can be wrong


def problems_in(text: str) -> list[Problem]:
    """Everything that is wrong with the text of a table."""
    return edited.problems_in(text, problems_of)


def problems_of(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Everything that is wrong with a table that was read as TOML."""
    yield from unknown_keys("", data, _WHOLE)
    yield from _bad_list("masks", data.get("masks", []))
    if not isinstance(data.get("learned", True), bool):
        yield Problem("learned", "phải là true hoặc false", "it must be true or false")
    parents = tables(data.get("topic"))
    if not parents:
        yield Problem("topic", "bảng không có chủ đề nào ([[topic]])", "the table has no topic ([[topic]])")
        return
    seen: Counter[str] = Counter()
    for place, parent in enumerate(parents, 1):
        where = str(parent.get("id") or f"topic {place}")
        yield from _problems_of_parent(where, parent, seen)
    for topic_id, count in seen.items():
        if count > 1:
            yield Problem(topic_id, f"mã xuất hiện {count} lần", f"the id is given {count} times")
    yield from _doubles(data.get("masks", []), parents)


def _problems_of_parent(where: str, parent: Mapping[str, Any], seen: Counter[str]) -> Iterator[Problem]:
    seen[where] += 1
    if parent.get("id") == UNKNOWN:
        yield Problem(
            where,
            f"mã {UNKNOWN!r} đã dùng cho bài chưa rõ chủ đề",
            f"the id {UNKNOWN!r} means articles without a topic",
        )
    yield from unknown_keys(where, parent, _TOP)
    yield from _bad_names(where, parent)
    yield from _bad_list(f"{where}: sections", parent.get("sections", []))
    subs = tables(parent.get("sub"))
    if not subs:
        yield Problem(where, "thiếu chủ đề con ([[topic.sub]])", "it has no lower topic ([[topic.sub]])")
        return
    for place, sub in enumerate(subs, 1):
        topic_id = f"{where}/{sub.get('id') or f'sub {place}'}"
        seen[topic_id] += 1
        yield from unknown_keys(topic_id, sub, _SUB)
        yield from _bad_names(topic_id, sub)
        for name in LISTS:
            yield from _bad_list(f"{topic_id}: {name}", sub.get(name, []), words=name != "docs")
        for tier in TIERS:
            yield from _bad_weights(f"{topic_id}: {tier}", _texts(sub.get(tier)))
        if not _is_weight(sub.get("weight", 1.0)):
            yield _not_a_weight(topic_id, f"weight = {sub['weight']!r}")
        if not any(sub.get(tier) for tier in TIERS):
            yield Problem(topic_id, "không có cụm từ nào", "it has no phrase")


def _bad_names(where: str, table: Mapping[str, Any]) -> Iterator[Problem]:
    for key in ("id", "name", "name_en"):
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            yield Problem(where, f"thiếu {key!r}, hoặc không phải chữ", f"{key!r} is missing or no text")
        elif key == "id" and not _ID.fullmatch(value):
            yield Problem(
                where,
                f"mã {value!r} chỉ được có chữ thường không dấu, số và gạch nối",
                f"the id {value!r} may hold only a to z, digits and hyphens",
            )


def _bad_list(where: str, value: object, *, words: bool = True) -> Iterator[Problem]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        yield Problem(where, "phải là danh sách các chuỗi", "it must be a list of texts")
        return
    for each in value:
        if each != canonical(each).strip() or (words and not _words(each)):
            yield Problem(
                where,
                f"{each!r} trống, thừa dấu cách hoặc không phải Unicode dựng sẵn (NFC)",
                f"{each!r} is empty, has blanks too many, or is not composed Unicode (NFC)",
            )
        elif words and _words(each)[0] == "#":
            yield Problem(
                where, f"{each!r}: # không được đứng đầu cụm từ", f"{each!r}: # cannot begin a phrase"
            )


def _bad_weights(where: str, phrases: Sequence[str]) -> Iterator[Problem]:
    for each in phrases:
        if "*" in each and not (_WEIGHED.fullmatch(each) and _is_weight(_parted(each)[1])):
            yield _not_a_weight(where, repr(each))


def _is_weight(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return _LEAST_WEIGHT <= value <= _MOST_WEIGHT


def _not_a_weight(where: str, written: str) -> Problem:
    span = f"{_LEAST_WEIGHT} … {_MOST_WEIGHT}"
    return Problem(
        where,
        f"{written}: trọng số phải là số từ {span}; của một cụm từ viết là 'cụm từ *0.8'",
        f"{written}: a weight must be a number within {span}; that of a phrase is written 'phrase *0.8'",
    )


def _doubles(masks: object, parents: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Phrases that stand in two topics, or twice in one but for `head` and one other list."""
    owners: dict[tuple[str, ...], list[str]] = {}
    for phrase in _texts(masks):
        owners.setdefault(_words(phrase), []).append("masks")
    for parent in parents:
        for sub in tables(parent.get("sub")):
            topic_id = f"{parent.get('id')}/{sub.get('id')}"
            for tier in TIERS:
                for phrase, _ in map(_parted, _texts(sub.get(tier))):
                    owners.setdefault(_words(phrase), []).append(f"{topic_id}: {tier}")
    for words, places in owners.items():
        if len(places) > 1 and not _may_share(places):
            phrase, where = " ".join(words), ", ".join(places)
            yield Problem(
                places[0],
                f"cụm từ “{phrase}” có ở nhiều chỗ ({where}); chỉ để ở một",
                f"the phrase “{phrase}” stands in several places ({where}); leave it in one",
            )


def _may_share(places: Sequence[str]) -> bool:
    topics, tiers = zip(*(place.rpartition(": ")[::2] for place in places), strict=True)
    return len(places) == 2 and topics[0] == topics[1] and tiers.count("head") == 1


def _texts(value: object) -> list[str]:
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(comparable(phrase)))
