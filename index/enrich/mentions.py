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
from enum import StrEnum
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.gazetteer import (
    SURNAMES,
    level_of,
    named,
    names_at,
    reads_as_person,
    small_names_at,
)
from index.enrich.wording import (
    APPOINTED,
    APPOINTED_WORDS,
    COURT,
    COURT_WORDS,
    FORMER,
    FORMER_WORDS,
    KIND,
    KINDS,
    LETTERS,
    LEVEL_OF_KIND,
    MARKS,
    MORE_KINDS,
    NEXT_JOINED,
    NEXT_LISTED,
    NO_CUE_AFTER,
    NO_CUE_BEFORE,
    NOT_AFTER,
    OFFICES,
    OPENERS,
    OPENING,
    PAST_AFTER,
    PAST_BEFORE,
    PIECES,
    PLAIN_KIND,
    PLAIN_KINDS,
    PLURALS,
    RESIDENCE,
    RESIDENCE_WORDS,
    RUN,
    SOURCE,
    SOURCE_WORDS,
    TELLING,
    WORD_AFTER,
)
from search.places import Level
from search.text import comparable, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.enrich.gazetteer import Found
    from search.places import Unit


class Manner(StrEnum):
    """How a unit is named."""

    TYPED = "typed"
    LISTED = "listed"
    BARE = "bare"


class Mention(NamedTuple):
    """`text[start:end]` names one of `units`; `at` is where the name itself begins, `kinds` what was said.

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
        pattern = PLAIN_KIND if self.plain else KIND
        for match in pattern.finditer(small, begin, end):
            start, stop = match.span()
            if start < done or (start and (small[start - 1].isalnum() or small[start - 1] == "_")):
                continue
            said = PLAIN_KINDS[match[0]] if self.plain else match[0]
            at = self._name_starts(stop)
            mentions = list(self._named(said, start, at, end)) if at < end and self._may_begin(at) else []
            if mentions:
                yield from mentions
                done = mentions[-1].end
            elif said not in LETTERS and (cue := self._cue(said, start)):
                yield cue

    def _name_starts(self, stop: int) -> int:
        """Where a name would begin after a kind."""
        text = self.text
        at = stop + (text[stop : stop + 1] in MARKS)
        return at + (text[at : at + 1] == " ")

    def _may_begin(self, at: int) -> bool:
        """Whether a name could begin here, by its first letter."""
        first = self.text[at]
        return first.isupper() or first.isdigit() or (self.lower and first.isalpha())

    def _named(self, said: str, start: int, at: int, end: int) -> Iterator[Mention]:
        """The mentions that begin with a kind: one, or all of a list."""
        text, small = self.text, self.small
        head = small[max(0, start - 64) : start]
        several = text[at - 2 : at - 1] == ":" or f" {head}".endswith(PLURALS)
        kinds = KINDS[said] + (self._kinds_before(start, head) if several else ())
        body = head.removesuffix("các ").removesuffix("những ")
        office = said.endswith(("uỷ", "đoàn")) or body.endswith(OFFICES)
        role = _role(head)
        following = NEXT_LISTED if several or text[at : at + 1].isdigit() else NEXT_JOINED
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
                court=role.court,
                residence=role.elsewhere,
                marked=text[first - 1 : first] == "(" or text[found.end : found.end + 1] == ":",
                past=PAST_AFTER.match(small, found.end) is not None or head.endswith(PAST_BEFORE),
                former=role.former,
                appointed=office and role.appointed,
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
        words = [word for word in MORE_KINDS.split(head)[-4:-1] if start]
        for word in words:
            kinds += [kind for said, known in KINDS.items() if word.endswith(said) for kind in known]
        return tuple(kinds)

    def _fitting(self, at: int, kinds: tuple[str, ...]) -> Found | None:
        """The longest name at an offset that a unit of one of the kinds bore; else one of their level."""
        text = self.text
        first = text[at : at + 1]
        if first.isupper() or first.isdigit():
            found = list(names_at(text, at, plain=self.plain))
        elif self.lower and first.isalpha() and not self.plain:
            found = [name for name in small_names_at(text, at) if _ever(name.units, kinds)]
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

    def _ends_well(self, name: Found) -> bool:
        """Whether a name ends here: a capitalised word after it is a surname, or all is in capitals."""
        text = self.text
        after = WORD_AFTER.match(text, name.end)
        if after is None or (comparable(after[1]) in SURNAMES and name.key not in SURNAMES):
            return True
        return text[max(0, name.end - 2) : name.end].isupper() and after[1].isupper()

    def _cue(self, said: str, start: int) -> Cue | None:
        """The level of a kind that is named alone: `toàn huyện`, but not `các huyện` or `cấp huyện`."""
        level = LEVEL_OF_KIND[KINDS[said][0]]
        if said.endswith(("uỷ", "đoàn")):
            return Cue(start, level)
        head = self.small[max(0, start - 12) : start]
        if head.endswith(NO_CUE_BEFORE) or head[-2:-1].isdigit():
            return None
        return None if NO_CUE_AFTER.match(self.small, start + len(said)) else Cue(start, level)

    # ------------------------------------------------------------ without it

    def _bare(self, begin: int, end: int) -> Iterator[Mention]:
        for run in RUN.finditer(self.text, begin, end):
            read = _read_run(run[0])
            if read is None:
                continue
            start = run.start() + read.skipped
            if not (read.skipped or self._may_follow(start)):
                continue
            if read.units:
                yield from self._bare_mention(start, run.end(), read.key, read.units)
            else:
                yield from self._bare_pieces(start, run.end())

    def _may_follow(self, start: int) -> bool:
        """Whether the word before a name leaves it a place's: not `đường`, `trường`, `ông`."""
        before = self.text[max(0, start - 20) : start]
        if before[-1:] in OPENING:
            before = before[:-1]
        words = before.removesuffix(" ").rstrip(".:").split()
        return not words or _may_precede(words[-1])

    def _bare_pieces(self, start: int, end: int) -> Iterator[Mention]:
        """`X - Y`: names of places only if each piece is one; else it is likelier a list of authors."""
        text = self.text
        dashes = [match.span() for match in PIECES.finditer(text, start, end)]
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
            role = _role(head)
            closing = text[end : end + 1]
            yield Mention(
                start,
                start,
                end,
                key,
                Manner.BARE,
                units,
                office=head.endswith(OFFICES),
                court=role.court,
                residence=role.elsewhere,
                marked=closing == ":" or (text[start - 1 : start] == "(" and closing == ")"),
                past=PAST_AFTER.match(self.small, end) is not None or head.endswith(PAST_BEFORE),
            )


class _Run(NamedTuple):
    """What a run of capitalised words may name: all of it, or what stands behind an opener, as `Tại X`."""

    skipped: int
    key: str
    units: tuple[Unit, ...]


@lru_cache(maxsize=1 << 16)
def _read_run(written: str) -> _Run | None:
    """What a run may name; without units it may name several that dashes part, None if it names nothing."""
    key, units = named(written)
    if units:
        return _Run(0, key, units)
    first, _, rest = written.partition(" ")
    skipped = len(first) + 1 if rest and first in OPENERS else 0
    if skipped:
        key, units = named(rest)
    is_none = not units and "-" not in written and "–" not in written
    return None if is_none else _Run(skipped, key, units)


class _Role(NamedTuple):
    """What the words before a name make of it; `elsewhere`: where a person is from, or who published it."""

    court: bool = False
    elsewhere: bool = False
    former: bool = False
    appointed: bool = False


_NO_ROLE = _Role()


def _role(head: str) -> _Role:
    """What the words before a name make of it."""
    if not TELLING.search(head):
        return _NO_ROLE
    return _Role(
        court=_tells(COURT, COURT_WORDS, head),
        elsewhere=_tells(RESIDENCE, RESIDENCE_WORDS, head) or _tells(SOURCE, SOURCE_WORDS, head),
        former=_tells(FORMER, FORMER_WORDS, head),
        appointed=_tells(APPOINTED, APPOINTED_WORDS, head),
    )


def _tells(pattern: re.Pattern[str], words: Sequence[str], head: str) -> bool:
    """Whether a pattern finds something before a name; one of its words must be there."""
    for word in words:
        if word in head:
            return pattern.search(head) is not None
    return False


def _ever(units: Sequence[Unit], kinds: Sequence[str]) -> bool:
    """Whether a unit ever was of one of the kinds."""
    return any(form.kind in kinds for unit in units for form in unit.forms)


@lru_cache(maxsize=1 << 14)
def _may_precede(word: str) -> bool:
    """Whether a word may stand before the name of a unit; of one with marks in it the last part counts."""
    parts = re.findall(r"[^\W_]+", word)
    return not parts or not word[-1].isalnum() or comparable(parts[-1]) not in NOT_AFTER


def _overlaps(mention: Mention, typed: Sequence[Mention], ends: Sequence[int]) -> bool:
    """Whether a typed mention (they are in order) covers any of this one."""
    first = bisect_right(ends, mention.start)
    return first < len(typed) and typed[first].start < mention.end


_LINK = re.compile(r" ?[,(] ?| thuộc | của | [-–] |, thuộc | \(thuộc ")


def linked(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Indexes of neighbours with nothing but `,`, `(`, a dash or `thuộc` between them, or only a kind."""
    return [
        (index, index + 1)
        for index, (left, right) in enumerate(pairwise(mentions))
        if _LINK.fullmatch(text, left.end, right.start)
        or (right.kinds and right.start - left.end == 1 and text[left.end] == " ")
    ]
