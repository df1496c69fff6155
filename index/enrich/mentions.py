"""Finds where a text names administrative units, and which units each name could mean.

Three kinds of mention, from strong to weak:

    typed    `huyện X`, `Huyện ủy X`, `TP. X`, `UBND tỉnh X`: the kind is said
    listed   `các xã X, Y và Z`: the kind is said once for all
    bare     `X`: only a name; words on either side must not make it a person's or a street's
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from index.enrich.gazetteer import (
    SURNAMES,
    UPPER,
    WORD,
    bearers,
    level_of,
    name_key,
    names_at,
    reads_as_person,
)
from search.places import Level
from search.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.enrich.gazetteer import Found
    from search.places import Unit


class Manner(StrEnum):
    """How a unit is named."""

    TYPED = "typed"
    LISTED = "listed"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names one of `units`; `loose` if none of them has the kind that was said.

    `office` is whether a party or state body stands before it; `residence` whether it only says where a
    person lives or comes from; `marked` whether it is in brackets or before a colon.
    """

    start: int
    end: int
    key: str
    manner: Manner
    units: tuple[Unit, ...]
    loose: bool = False
    office: bool = False
    residence: bool = False
    marked: bool = False


_KINDS = {
    "tỉnh": ("tỉnh",),
    "tỉnh uỷ": ("tỉnh",),
    "thành phố": ("thành phố",),
    "tp": ("thành phố",),
    "t.p": ("thành phố",),
    "thành uỷ": ("thành phố",),
    "thị xã": ("thị xã",),
    "tx": ("thị xã",),
    "t.x": ("thị xã",),
    "thị uỷ": ("thị xã",),
    "quận": ("quận",),
    "quận uỷ": ("quận",),
    "huyện": ("huyện",),
    "huyện uỷ": ("huyện",),
    "thị trấn": ("thị trấn",),
    "tt": ("thị trấn",),
    "t.t": ("thị trấn",),
    "phường": ("phường",),
    "xã": ("xã",),
    "đặc khu": ("đặc khu",),
}
_LEVEL_OF_KIND = {
    "tỉnh": Level.PROVINCE,
    "thành phố": Level.DISTRICT,
    "thị xã": Level.DISTRICT,
    "quận": Level.DISTRICT,
    "huyện": Level.DISTRICT,
    "thị trấn": Level.COMMUNE,
    "phường": Level.COMMUNE,
    "xã": Level.COMMUNE,
    "đặc khu": Level.COMMUNE,
}
_OFFICES = (
    "đảng bộ|đảng uỷ|chi bộ|ubnd|hđnd|uỷ ban nhân dân|hội đồng nhân dân|ban thường vụ|ban chấp hành|bch|btv"
    "|uỷ ban mttq(?: việt nam| vn)?|mttq(?: việt nam| vn)?|mặt trận tổ quốc(?: việt nam)?"
    "|uỷ ban kiểm tra|ubkt|ban tổ chức|ban tuyên giáo|ban dân vận"
    "|công an|ban chqs|bộ chqs|hội lhpn|hội nông dân"
)
_KIND = "|".join(sorted((re.escape(kind) for kind in _KINDS), key=len, reverse=True))
_TRIGGER = re.compile(
    rf"(?<![^\W_])(?P<office>(?:{_OFFICES}) (?:của )?)?"
    rf"(?:(?P<plural>các|những|nhiều|hai|ba|bốn|năm|sáu|bảy|\d{{1,2}}) )?"
    rf"(?P<kinds>(?:{_KIND})(?:(?:, ?| và |/)(?:{_KIND})){{0,4}})"
    rf"(?:(?P<colon>:)|\.)? ?(?=[{comparable(UPPER)}\d])"
)
_SAID = re.compile(_KIND)
_SEVERAL = re.compile(r", ?| và |/")
_NEXT_LISTED = re.compile(r"(?: ?\([^()\n]{1,40}\))?(?:[,;]? và |[,;] ?)")
_NEXT_JOINED = re.compile(r" và ")
_WORD_AFTER = re.compile(rf" ({WORD})")
_RESIDENCE = re.compile(
    r"(?:quê(?: quán| gốc)?|sinh(?: năm \d+)?|trú|ngụ|hộ khẩu)(?: ở| tại| tại:|:)?[^.;\n]{0,25}$"
)
_RUN = re.compile(rf"{WORD}(?:(?: | ?[-–] ?){WORD}){{0,40}}")
_PIECES = re.compile(r" ?[-–] ?")
_WORD_BEFORE = re.compile(r"([^\W_]+)[.:]? ?[\"“(]?$")
_OPENERS = frozenset(
    comparable(
        "tại ở từ ngoài riêng đến về với như theo và trên do của cùng khi còn nhưng hiện sau trước nếu "
        "là trong qua vì để"
    ).split()
)
"""Words that open a sentence with a capital and are no part of the name after them."""

_NOT_AFTER = frozenset(
    comparable(
        "đường phố cầu chợ sông núi hồ suối đèo trường cảng ga ấp thôn bản xóm tổ khu làng buôn đồi đảo "
        "chùa đền đình nhà ty hàng sạn ông bà anh chị em cháu cụ chí thầy cô bác sĩ tên hiệp hội quán "
        "rạp viện lộ cư mỏ đập trại bay báo tập đoàn clb số ngọc soạn dự án"
    ).split()
)
"""Words after which a capitalised name is a street, a person, a school or a firm rather than a unit."""


def find_mentions(text: str, most: int) -> list[Mention]:
    """The mentions in one block of text, in order, none overlapping; at most `most` of each manner."""
    typed = list(islice(_typed(text), most))
    ends = [mention.end for mention in typed]
    free = (mention for mention in _bare(text) if not _overlaps(mention, typed, ends))
    bare = [] if _shouts(text) else list(islice(free, most))
    return sorted([*typed, *bare], key=lambda mention: mention.start)


def _overlaps(mention: Mention, typed: Sequence[Mention], ends: Sequence[int]) -> bool:
    """Whether a typed mention (they are in order) covers any of this one."""
    first = bisect_right(ends, mention.start)
    return first < len(typed) and typed[first].start < mention.end


def _shouts(text: str) -> bool:
    """Whether a block is set in capitals throughout, so that capitals say nothing."""
    return text == text.upper()


def _typed(text: str) -> Iterator[Mention]:
    small = comparable(text)
    done = 0
    for trigger in _TRIGGER.finditer(small):
        if trigger.end() < done:
            continue
        several = bool(trigger["plural"] or trigger["colon"] or "," in trigger["kinds"])
        *_, last = _SAID.finditer(trigger["kinds"])
        kinds = _kinds(trigger["kinds"] if several else last[0])
        at, start = trigger.end(), trigger.start("kinds") + (0 if several else last.start())
        if trigger["office"] and start == trigger.start("kinds"):
            start = trigger.start("office")
        manner = Manner.LISTED if several else Manner.TYPED
        following = _NEXT_LISTED if several else _NEXT_JOINED
        while found := _fitting(text, at, kinds):
            name, units, loose = found
            yield Mention(
                start,
                name.end,
                name.key,
                manner,
                units,
                loose=loose,
                office=bool(trigger["office"]) or trigger["kinds"].endswith("uỷ"),
                residence=_RESIDENCE.search(small, max(0, start - 60), start) is not None,
                marked=text[start - 1 : start] == "(" or text[name.end : name.end + 1] == ":",
            )
            done = name.end
            step = following.match(text, name.end)
            if step is None:
                break
            start = at = step.end()


def _kinds(said: str) -> tuple[str, ...]:
    return tuple(kind for word in _SEVERAL.split(said) for kind in _KINDS[word])


def _fitting(text: str, at: int, kinds: tuple[str, ...]) -> tuple[Found, tuple[Unit, ...], bool] | None:
    """The longest name at an offset that a unit of one of the kinds bears; else one of the same level."""
    found = list(names_at(text, at))
    for name in found:
        exact = tuple(unit for unit in name.units if unit.kind in kinds)
        if exact and _ends_well(text, name):
            return name, exact, False
    levels = {_LEVEL_OF_KIND[kind] for kind in kinds}
    for name in found[:1]:
        near = tuple(unit for unit in name.units if level_of(unit) in levels)
        if near and not name.key.isdigit() and _ends_well(text, name):
            return name, near, True
    return None


def _ends_well(text: str, name: Found) -> bool:
    """Whether a name ends here: a capitalised word after it is a person's surname, or all is in capitals."""
    after = _WORD_AFTER.match(text, name.end)
    if after is None or (comparable(after[1]) in SURNAMES and name.key not in SURNAMES):
        return True
    return text[max(0, name.end - 2) : name.end].isupper() and after[1].isupper()


def _bare(text: str) -> Iterator[Mention]:
    known = bearers()
    for run in _RUN.finditer(text):
        start, end = run.span()
        first, _, rest = run[0].partition(" ")
        if rest and comparable(first) in _OPENERS:
            start += len(first) + 1
        if start == run.start() and not _may_follow(text, start):
            continue
        whole = name_key(text[start:end])
        if whole in known:
            yield from _bare_mention(text, start, end, known[whole])
        else:
            yield from _bare_pieces(text, start, end)


def _may_follow(text: str, start: int) -> bool:
    before = _WORD_BEFORE.search(text, max(0, start - 20), start)
    return before is None or comparable(before[1]) not in _NOT_AFTER


def _bare_pieces(text: str, start: int, end: int) -> Iterator[Mention]:
    """`X - Y`: names of places only if each piece is one; else it is likelier a list of authors."""
    known = bearers()
    dashes = [match.span() for match in _PIECES.finditer(text, start, end)]
    edges = [start, *(edge for dash in dashes for edge in dash), end]
    pieces = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    if len(pieces) > 1 and all(name_key(text[a:b]) in known for a, b in pieces):
        for a, b in pieces:
            yield from _bare_mention(text, a, b, known[name_key(text[a:b])])


def _bare_mention(text: str, start: int, end: int, units: tuple[Unit, ...]) -> Iterator[Mention]:
    key = name_key(text[start:end])
    if " " not in key:
        units = tuple(unit for unit in units if level_of(unit) is Level.PROVINCE)
    if units and not reads_as_person(key):
        marked = text[end : end + 1] == ":" or (text[start - 1 : start] == "(" and text[end : end + 1] == ")")
        yield Mention(start, end, key, Manner.BARE, units, marked=marked)


_LINK = re.compile(r" ?[,(] ?| thuộc | của | [-–] |, thuộc | \(thuộc ")


def linked(text: str, mentions: list[Mention]) -> list[tuple[int, int]]:
    """Indexes of neighbouring mentions with nothing but `,`, `(`, a dash or `thuộc` between them."""
    return [
        (index, index + 1)
        for index, (left, right) in enumerate(pairwise(mentions))
        if _LINK.fullmatch(text, left.end, right.start)
    ]
