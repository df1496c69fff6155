"""Finds where a text names administrative units, and which units each name could mean.

Three kinds of mention, from strong to weak:

    typed    `huyện X`, `Huyện ủy X`, `TP. X`, `UBND tỉnh X`: the kind is said
    listed   `các xã X, Y và Z`: the kind is said once for all
    bare     `X`: only a name; words on either side must not make it a person's or a street's

Beside them stand cues: a kind without a name (`toàn huyện`, `Bí thư Tỉnh ủy`) tells the level that an article
speaks from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.gazetteer import (
    SURNAMES,
    UPPER,
    WORD,
    level_of,
    name_key,
    named,
    names_at,
    reads_as_person,
    small_names_at,
)
from search.places import Level
from search.text import comparable, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from index.enrich.gazetteer import Found
    from search.places import Unit


class Manner(StrEnum):
    """How a unit is named."""

    TYPED = "typed"
    LISTED = "listed"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names one of `units`, `at` is where the name itself begins; `kinds` are the kinds said.

    `office` is whether a party or state body stands before it, `court` whether a court, a prosecutor or a
    hospital does; `residence` whether it only says where a person lives or comes from; `marked` whether
    it is in brackets or before a colon; `past` whether it is told of as something that was; `former` whether
    it only says what office a person had, `appointed` which office a person is to have.
    """

    start: int
    at: int
    end: int
    key: str
    manner: Manner
    units: tuple[Unit, ...]
    kinds: tuple[str, ...] = ()
    office: bool = False
    court: bool = False
    residence: bool = False
    marked: bool = False
    past: bool = False
    former: bool = False
    appointed: bool = False


class Cue(NamedTuple):
    """A level that is spoken of without a name, and where."""

    start: int
    level: Level


class Names(NamedTuple):
    """What a stretch of text holds: mentions in order, none overlapping, and cues."""

    mentions: list[Mention]
    cues: list[Cue]


_KINDS = {
    "tỉnh": ("tỉnh",),
    "tỉnh uỷ": ("tỉnh",),
    "tỉnh đoàn": ("tỉnh",),
    "thành phố": ("thành phố",),
    "tp": ("thành phố",),
    "t.p": ("thành phố",),
    "thành uỷ": ("thành phố",),
    "thành đoàn": ("thành phố",),
    "thị xã": ("thị xã",),
    "tx": ("thị xã",),
    "t.x": ("thị xã",),
    "thị uỷ": ("thị xã",),
    "quận": ("quận",),
    "quận uỷ": ("quận",),
    "quận đoàn": ("quận",),
    "q": ("quận",),
    "huyện": ("huyện",),
    "huyện uỷ": ("huyện",),
    "huyện đoàn": ("huyện",),
    "h": ("huyện",),
    "thị trấn": ("thị trấn",),
    "tt": ("thị trấn",),
    "t.t": ("thị trấn",),
    "phường": ("phường",),
    "p": ("phường",),
    "xã": ("xã",),
    "x": ("xã",),
    "đặc khu": ("đặc khu",),
}
_MARKS = frozenset(".:")
_LETTERS = frozenset({"q", "h", "p", "x"})
"""Short forms of one letter count only with a full stop: `P. Hòa Khánh`, `Q.1`."""

LEVEL_OF_KIND = {
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
_OFFICES = tuple(
    f"{office}{of} "
    for office in (
        "đảng bộ|đảng uỷ|chi bộ|ubnd|hđnd|uỷ ban nhân dân|hội đồng nhân dân|ban thường vụ|ban chấp hành|bch|btv"
        "|mttq|mttq việt nam|mttq vn|mặt trận tổ quốc|mặt trận tổ quốc việt nam|mặt trận|mttq việt nam các cấp"
        "|uỷ ban kiểm tra|ubkt|ban tổ chức|ban tuyên giáo|ban dân vận|cấp uỷ|đảng uỷ ubnd|chính quyền|lãnh đạo"
        "|công an|ban chqs|bộ chqs|hội lhpn|hội phụ nữ|hội liên hiệp phụ nữ|hội nông dân|hội cựu chiến binh|hội ccb"
        "|đoàn thanh niên|liên đoàn lao động|đoàn đbqh|trung tâm y tế|phòng giáo dục|bí thư|chủ tịch|phó bí thư"
        "|ban chỉ huy quân sự|bộ chỉ huy quân sự|bộ đội biên phòng|bđbp|kho bạc|chi cục thuế|điện lực|vks"
    ).split("|")
    for of in ("", " của")
)
_COURT = re.compile(
    r"(?<!\w)(?:tand|toà án|vksnd|viện kiểm sát|viện ksnd|bệnh viện|bv|bvđk|sân bay|cảng hàng không|đại học|đh)"
    r"(?!\w)[^.,;:\n]{0,40}$"
)
_SOURCE = re.compile(
    r"(?<!\w)(?:(?:cổng (?:ttđt|thông tin điện tử|thông tin)|trang (?:ttđt|thông tin điện tử)|báo|đài(?: ptth| pt-th)?)"
    r"(?: của)?|(?:cơ quan|tiếng nói)(?: ngôn luận)? của[^.;]{0,50}) $"
)
_FORMER = re.compile(r"(?<!\w)(?:nguyên|cựu)(?!\w)[^.,;:()]{0,40}$")
_APPOINTED = re.compile(
    r"(?<!\w)(?:làm|giữ chức(?: vụ)?|giữ chức danh|nhận nhiệm vụ|giữ nhiệm vụ)(?!\w)[^.;:()]{0,45}$"
)
_PLURALS = tuple(
    f" {word} " for word in "các những nhiều hai ba bốn năm sáu bảy tám chín mười 2 3 4 5 6 7 8 9 10".split()
)
_PLAIN_KINDS = {folded(kind): kind for kind in _KINDS}


def _kind_pattern(kinds: Iterable[str]) -> re.Pattern[str]:
    """Finds kinds that end a word; that they begin one is left to the caller, which keeps the search fast."""
    longer = sorted((re.escape(kind) for kind in kinds if kind not in _LETTERS), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(longer)})(?![^\W_])|[{''.join(sorted(_LETTERS))}](?=\.)")


_KIND = _kind_pattern(_KINDS)
_PLAIN_KIND = _kind_pattern(_PLAIN_KINDS)
_MORE_KINDS = re.compile(r", | và |/")
_NEXT_LISTED = re.compile(r"(?: ?\([^()\n]{1,40}\))?(?:[,;]? và |[,;] ?)")
_NEXT_JOINED = re.compile(r" và ")
_WORD_AFTER = re.compile(rf" ({WORD})")
_RESIDENCE = re.compile(
    r"(?:quê(?: quán| gốc)?|sinh(?: năm \d+)?|trú|ngụ|hộ khẩu|thường trú)(?: ở| tại| tại:|:)?[^.;\n]{0,25}$"
)
_PAST_BEFORE = tuple("trước đây thuộc |trước đây là |trước đây |trước kia thuộc |nguyên là |vốn thuộc |cũ là ".split("|"))
_PAST_AFTER = re.compile(r"[ ,]*\(?(?:cũ|trước đây|trước kia|trước sáp nhập)(?!\w)")
_NO_CUE_BEFORE = tuple(
    f"{word} "
    for word in (
        "các|cấp|những|nhiều|mỗi|từng|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|số|và|liên|nhà|hợp tác|thị|hành chính"
        "|đô thị|vùng|lị|hay|hoặc|ngoài|khác|giữa|đường|quốc lộ|trực thuộc|thuộc|ngoại|nội"
    ).split("|")
)
_NO_CUE_AFTER = re.compile(r" ?[,/-]| (?:hội|viên|thành|lộ|lẻ|táo|giấc|khác|bạn|lị|lỵ|trực thuộc|và|cũ|mới|nào)(?!\w)")
_RUN = re.compile(rf"{WORD}(?:(?: | ?[-–] ?){WORD}){{0,40}}")
_PIECES = re.compile(r" ?[-–] ?")
_WORD_BEFORE = re.compile(r"([^\W_]+)[.:]? ?[\"“(]?$")
_OPENERS = frozenset(
    written
    for word in (
        "tại ở từ ngoài riêng đến về với như theo và trên do của cùng khi còn nhưng hiện sau trước nếu "
        "là trong qua vì để nay đêm sáng chiều tối trưa"
    ).split()
    for written in (word.capitalize(), word.upper())
)
"""Words that open a sentence with a capital and are no part of the name after them."""

_NOT_AFTER = frozenset(
    comparable(
        "đường phố cầu chợ sông núi hồ suối đèo trường cảng ga ấp thôn bản xóm tổ khu làng buôn đồi đảo "
        "chùa đền đình nhà ty hàng sạn ông bà anh chị em cháu cụ chí thầy cô bác sĩ tên hiệp hội quán "
        "rạp viện lộ cư mỏ đập trại bay báo tập đoàn clb số ngọc soạn dự án gòn dịch trận thpt thcs học "
        "hoạ nhạc xe tàu hãng phim đội"
    ).split()
)
"""Words after which a capitalised name is a street, a person, a school or a firm rather than a unit."""


class Reader:
    """Reads the blocks of one article; the text is brought into comparable form once for all of them."""

    def __init__(self, text: str, *, plain: bool = False) -> None:
        """`plain` for a text without accents: only typed mentions count then."""
        self.text, self.plain = text, plain
        self.small = folded(comparable(text)) if plain else comparable(text)
        head = text[:1000]
        self.lower = head == head.lower()

    def names(self, start: int, end: int, most: int) -> Names:
        """The mentions and cues in `text[start:end]`, at most `most` mentions of each manner."""
        typed: list[Mention] = []
        cues: list[Cue] = []
        for found in self._typed(start, end):
            if isinstance(found, Cue):
                cues.append(found)
            elif len(typed) < most:
                typed.append(found)
        if self.plain:
            return Names(typed, cues)
        ends = [mention.end for mention in typed]
        bare = islice(
            (mention for mention in self._bare(start, end) if not _overlaps(mention, typed, ends)), most
        )
        return Names(sorted([*typed, *bare], key=lambda mention: mention.start), cues)

    # ------------------------------------------------------------ with their kind

    def _typed(self, begin: int, end: int) -> Iterator[Mention | Cue]:
        small, done = self.small, begin
        pattern = _PLAIN_KIND if self.plain else _KIND
        for match in pattern.finditer(small, begin, end):
            start, stop = match.span()
            if start < done or (start and (small[start - 1].isalnum() or small[start - 1] == "_")):
                continue
            said = _PLAIN_KINDS[match[0]] if self.plain else match[0]
            at = self._name_starts(stop)
            mentions = list(self._named(said, start, at, end)) if at < end else []
            if mentions:
                yield from mentions
                done = mentions[-1].end
            elif said not in _LETTERS and (cue := self._cue(said, start)):
                yield cue

    def _name_starts(self, stop: int) -> int:
        """Where a name would begin after a kind."""
        text = self.text
        at = stop + (text[stop : stop + 1] in _MARKS)
        return at + (text[at : at + 1] == " ")

    def _named(self, said: str, start: int, at: int, end: int) -> Iterator[Mention]:
        """The mentions that begin with a kind: one, or all of a list."""
        text, small = self.text, self.small
        head = small[max(0, start - 64) : start]
        several = text[at - 2 : at - 1] == ":" or f" {head}".endswith(_PLURALS)
        kinds = _KINDS[said] + (self._kinds_before(start, head) if several else ())
        body = head.removesuffix("các ").removesuffix("những ")
        office = said.endswith(("uỷ", "đoàn")) or body.endswith(_OFFICES)
        court = _COURT.search(head) is not None
        residence = _elsewhere(head)
        following = _NEXT_LISTED if several or text[at : at + 1].isdigit() else _NEXT_JOINED
        first = start
        while found := self._fitting(at, kinds):
            if found.end > end:
                break
            yield Mention(
                first,
                at,
                found.end,
                found.key,
                Manner.LISTED if several else Manner.TYPED,
                found.units,
                kinds,
                office=office,
                court=court,
                residence=residence,
                marked=text[first - 1 : first] == "(" or text[found.end : found.end + 1] == ":",
                past=_PAST_AFTER.match(small, found.end) is not None or head.endswith(_PAST_BEFORE),
                former=_FORMER.search(head) is not None,
                appointed=office and _APPOINTED.search(head) is not None,
            )
            step = following.match(text, found.end)
            if step is None:
                break
            first = at = step.end()
            if not several and found.key.isdigit() != text[at : at + 1].isdigit():
                break

    @staticmethod
    def _kinds_before(start: int, head: str) -> tuple[str, ...]:
        """Further kinds of a list: `các xã, phường X, Y`."""
        kinds: list[str] = []
        words = [word for word in _MORE_KINDS.split(head)[-4:-1] if start]
        for word in words:
            kinds += [kind for said, known in _KINDS.items() if word.endswith(said) for kind in known]
        return tuple(kinds)

    def _fitting(self, at: int, kinds: tuple[str, ...]) -> Found | None:
        """The longest name at an offset that a unit of one of the kinds ever bore; else one of their level."""
        text = self.text
        first = text[at : at + 1]
        if first.isupper() or first.isdigit():
            found = list(names_at(text, at, plain=self.plain))
        elif self.lower and first.isalpha() and not self.plain:
            found = [name for name in small_names_at(text, at) if self._as_written(name, kinds)]
        else:
            return None
        for name in found:
            if _ever(name.units, kinds) and self._ends_well(name):
                return name
        levels = {LEVEL_OF_KIND[kind] for kind in kinds}
        for name in found[:1]:
            near = any(level_of(unit) in levels for unit in name.units)
            if near and first.isupper() and not name.key.isdigit() and self._ends_well(name):
                return name
        return None

    @staticmethod
    def _as_written(name: Found, kinds: tuple[str, ...]) -> bool:
        """Whether a name in small letters is surely one: some unit has just this kind and name."""
        return _ever(name.units, kinds)

    def _ends_well(self, name: Found) -> bool:
        """Whether a name ends here: a capitalised word after it is a person's surname, or all is in capitals."""
        text = self.text
        after = _WORD_AFTER.match(text, name.end)
        if after is None or (comparable(after[1]) in SURNAMES and name.key not in SURNAMES):
            return True
        return text[max(0, name.end - 2) : name.end].isupper() and after[1].isupper()

    def _cue(self, said: str, start: int) -> Cue | None:
        """The level of a kind that is named alone: `toàn huyện`, but not `các huyện` or `cấp huyện`."""
        level = LEVEL_OF_KIND[_KINDS[said][0]]
        if said.endswith(("uỷ", "đoàn")):
            return Cue(start, level)
        head = self.small[max(0, start - 12) : start]
        if head.endswith(_NO_CUE_BEFORE) or head[-2:-1].isdigit():
            return None
        return None if _NO_CUE_AFTER.match(self.small, start + len(said)) else Cue(start, level)

    # ------------------------------------------------------------ without it

    def _bare(self, begin: int, end: int) -> Iterator[Mention]:
        text = self.text
        for run in _RUN.finditer(text, begin, end):
            start, stop = run.span()
            first, _, rest = run[0].partition(" ")
            if rest and first in _OPENERS:
                start += len(first) + 1
            key, units = named(text[start:stop])
            if not units and "-" not in run[0] and "–" not in run[0]:
                continue
            if start == run.start() and not self._may_follow(start):
                continue
            if units:
                yield from self._bare_mention(start, stop, key, units)
            else:
                yield from self._bare_pieces(start, stop)

    def _may_follow(self, start: int) -> bool:
        before = _WORD_BEFORE.search(self.text, max(0, start - 20), start)
        return before is None or comparable(before[1]) not in _NOT_AFTER

    def _bare_pieces(self, start: int, end: int) -> Iterator[Mention]:
        """`X - Y`: names of places only if each piece is one; else it is likelier a list of authors."""
        text = self.text
        dashes = [match.span() for match in _PIECES.finditer(text, start, end)]
        edges = [start, *(edge for dash in dashes for edge in dash), end]
        pieces = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
        known = [named(text[a:b]) for a, b in pieces]
        if len(pieces) > 1 and all(units for _, units in known):
            for (a, b), (key, units) in zip(pieces, known, strict=True):
                yield from self._bare_mention(a, b, key, units)

    def _bare_mention(self, start: int, end: int, key: str, units: tuple[Unit, ...]) -> Iterator[Mention]:
        text = self.text
        if " " not in key:
            units = tuple(unit for unit in units if level_of(unit) is Level.PROVINCE)
        if units and not reads_as_person(key):
            head = self.small[max(0, start - 64) : start]
            closing = text[end : end + 1]
            yield Mention(
                start,
                start,
                end,
                key,
                Manner.BARE,
                units,
                office=head.endswith(_OFFICES),
                court=_COURT.search(head) is not None,
                residence=_elsewhere(head),
                marked=closing == ":" or (text[start - 1 : start] == "(" and closing == ")"),
                past=_PAST_AFTER.match(self.small, end) is not None or head.endswith(_PAST_BEFORE),
            )


def _elsewhere(head: str) -> bool:
    """Whether the words before a name say where a person lives or comes from, or who published it."""
    return _RESIDENCE.search(head) is not None or _SOURCE.search(head) is not None


def _ever(units: Sequence[Unit], kinds: Sequence[str]) -> bool:
    """Whether a unit ever was of one of the kinds."""
    return any(form.kind in kinds for unit in units for form in unit.forms)


def _overlaps(mention: Mention, typed: Sequence[Mention], ends: Sequence[int]) -> bool:
    """Whether a typed mention (they are in order) covers any of this one."""
    first = bisect_right(ends, mention.start)
    return first < len(typed) and typed[first].start < mention.end


_LINK = re.compile(r" ?[,(] ?| thuộc | của | [-–] |, thuộc | \(thuộc ")


def linked(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Indexes of neighbours with nothing but `,`, `(`, a dash or `thuộc` between them, or the kind of the second."""
    return [
        (index, index + 1)
        for index, (left, right) in enumerate(pairwise(mentions))
        if _LINK.fullmatch(text, left.end, right.start)
        or (right.kinds and right.start - left.end == 1 and text[left.end] == " ")
    ]


__all__ = ["LEVEL_OF_KIND", "Cue", "Manner", "Mention", "Names", "Reader", "UPPER", "linked", "name_key"]
