"""A text of an article cut where matches, and the words that facts were read from, begin and end.

Matches and such words may overlap: each match is one run, and holds stretches. All of a page is cut by one
`Cutter`, which numbers the matches and the places of evidence in the order in which they are drawn.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby, pairwise
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.model import Span


PASSAGE = "doan"
"""The passage that an address asks for, among facts."""

PLACE = "cho-nay"
"""Where it stands in the page."""


class Stretch(NamedTuple):
    """Some words; `facts` names the facts that were read from them, `anchor` their place in the page."""

    text: str
    facts: tuple[str, ...] = ()
    anchor: str = ""


class Run(NamedTuple):
    """Stretches of one match, counted from 1 over the page, or of none (0); the first run has its anchor."""

    stretches: tuple[Stretch, ...]
    match: int = 0
    anchor: str = ""

    @property
    def text(self) -> str:
        """All of its words."""
        return "".join(stretch.text for stretch in self.stretches)


Line = tuple[Run, ...]


class Proof(NamedTuple):
    """The words of a text that a fact was read from, by the name of the fact."""

    span: Span
    fact: str


class _Match(NamedTuple):
    start: int
    end: int
    number: int


class Cutter:
    """Cuts the texts of one page, in the order in which they are drawn; offsets are those of the article."""

    def __init__(self, proofs: Iterable[Proof] = ()) -> None:
        self._proofs = sorted(proofs)
        self._begun = 0
        self.matches = 0
        self.anchors: dict[tuple[int, int], str] = {}
        """The places of evidence that was drawn, by its span."""

    def whole(self, text: str, start: int, marks: Sequence[Span]) -> Line:
        """A text that stands at an offset, with the marks in it."""
        return self._cut(text, start, self._numbered(start, marks))

    def lines(self, text: str, start: int, marks: Sequence[Span]) -> tuple[Line, ...]:
        """The lines of a text that are not blank; a match that goes on in the next line stays one."""
        matches, lines, begin = self._numbered(start, marks), list[Line](), start
        for line in text.split("\n"):
            if line.strip():
                lines.append(self._cut(line, begin, matches))
            begin += len(line) + 1
        return tuple(lines)

    def _numbered(self, start: int, marks: Sequence[Span]) -> list[_Match]:
        first = self.matches + 1
        self.matches += len(marks)
        return [
            _Match(start + mark.start, start + mark.end, number)
            for number, mark in enumerate(sorted(marks), first)
        ]

    def _cut(self, text: str, start: int, matches: Sequence[_Match]) -> Line:
        end = start + len(text)
        first = bisect_right(matches, start, key=attrgetter("end"))
        found = matches[first : bisect_left(matches, end, key=attrgetter("start"))]
        proofs = [one for one in self._proofs if one.span.start < end and one.span.end > start]
        pieces = self._pieces(text, start, found, proofs)
        return tuple(
            Run(
                tuple(stretch for _, stretch in some),
                number,
                f"khop-{number}" if number and self._begins(number) else "",
            )
            for number, some in groupby(pieces, key=itemgetter(0))
        )

    def _begins(self, number: int) -> bool:
        """Whether this is the first run of a match."""
        is_first, self._begun = number > self._begun, max(number, self._begun)
        return is_first

    def _pieces(
        self, text: str, start: int, matches: Sequence[_Match], proofs: Sequence[Proof]
    ) -> Iterator[tuple[int, Stretch]]:
        """The smallest stretches, each with the number of its match."""
        end, waiting = start + len(text), list(matches)
        ends = {place for one in matches for place in one[:2]}
        ends |= {place for one in proofs for place in (one.span.start, one.span.end)}
        for begin, stop in pairwise(sorted({start, end} | {one for one in ends if start < one < end})):
            while waiting and waiting[0].end <= begin:
                waiting.pop(0)
            number = waiting[0].number if waiting and waiting[0].start <= begin else 0
            held = [one for one in proofs if one.span.start <= begin and one.span.end >= stop]
            facts = tuple(dict.fromkeys(one.fact for one in held))
            yield number, Stretch(text[begin - start : stop - start], facts, self._anchor(held))

    def _anchor(self, held: Iterable[Proof]) -> str:
        """The anchor of a stretch with which evidence begins; empty for one that goes on."""
        fresh = {one.span: one.fact for one in held if one.span not in self.anchors}
        if not fresh:
            return ""
        is_passage = PASSAGE in fresh.values()
        anchor = PLACE if is_passage else f"cu-{len(set(self.anchors.values())) + 1}"
        self.anchors.update(dict.fromkeys(fresh, anchor))
        return anchor
