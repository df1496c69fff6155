"""A covered text, and what is looked for in it over and over: runs of capitals, and signs between clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from index.enrich.speakers.prose.names import NAME, is_full
from index.enrich.speakers.words.kinds import OFFICE_ONLY, STOP
from search.text import lower

if TYPE_CHECKING:
    from index.enrich.speakers.who import Who

COVER = "¤"
"""Stands for each character of a quotation."""

_SIGNS = re.compile('[,;:()"”]'), re.compile(STOP), re.compile(f"{COVER}(?!{COVER})")
"""What parts clauses, each looked for by itself: that is faster than one pattern."""
_DASHES = re.compile("[–—]")
"""Dashes, which part what stands between blanks."""
_HYPHEN = re.compile(" - ")
"""A hyphen between blanks parts as a dash does."""
_OFFICE_WORDS = frozenset("Bí Chủ Phó Giám Trưởng Hiệu Chánh Tổng Cục Viện Vụ Đội Bộ Thứ".split())
"""First words of offices that are written big."""
_GOES_ON = frozenset((" thư", " tịc", " đốc", " chủ", " bí ", " giá", " trư", " nhi", " văn"))
"""What an office goes on with behind such a word, in so many letters."""
_LETTERS = 4
"""The letters."""
_CLOSED = re.compile(r"\([^()]*\)")
"""A bracket that is closed."""


class Page:
    """A text, covered, and the same in lower case; what was looked up once is kept."""

    __slots__ = ("_runs", "_signs", "clause_starts", "low", "persons", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = lower(text)
        self.persons: dict[tuple[int, int, int], Who | None] = {}
        """The person at a run, by where his clause may begin and where the run begins and ends."""
        self.clause_starts: dict[tuple[int, int], int] = {}
        """Where the last clause of a stretch begins, by where that begins and ends."""
        self._runs: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._signs: tuple[_Signs, _Signs] | None = None

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """The runs of capitalised words between two places, in order: where each begins and ends."""
        runs = self._runs_around(start, end)
        first = bisect_right(runs, (start, -1))
        found = runs[first : bisect_right(runs, (end, -1), lo=first)]
        if found and found[-1][1] > end:
            found.pop()
        if first and start < runs[first - 1][1] <= end and self.text[start].isupper():
            found.insert(0, (start, runs[first - 1][1]))
        return found

    def _runs_around(self, start: int, end: int) -> list[tuple[int, int]]:
        """The runs of the lines in which a stretch lies: no run goes over the end of a line."""
        text, stop = self.text, self.text.find("\n", end)
        lines = text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text)
        if lines not in self._runs:
            runs = [found.span() for found in NAME.finditer(text, *lines)]
            self._runs[lines] = [
                self._before_office(*run) if text[run[1] : run[1] + _LETTERS] in _GOES_ON else run
                for run in runs
            ]
        return self._runs[lines]

    def _before_office(self, begin: int, end: int) -> tuple[int, int]:
        """A run without the first word of an office that follows a name: `Trần Quốc Đồng Bí thư xã X`."""
        last = self.text.rfind(" ", begin, end)
        if last < 0 or self.text[last + 1 : end] not in _OFFICE_WORDS:
            return begin, end
        if self.text[begin : self.text.find(" ", begin)] in _OFFICE_WORDS:
            return begin, end
        office = OFFICE_ONLY.match(self.low, last + 1) if is_full(self.text[begin:last]) else None
        return (begin, last) if office is not None and office.end() > end else (begin, end)

    def clause(self, start: int, stop: int) -> int:
        """Where the last clause between two places begins: behind a sign or a quotation."""
        clauses, _ = self._signs or self._read_signs()
        return self._begun(clauses.behind_last(start, stop), stop)

    def segment(self, start: int, stop: int) -> int:
        """Where what stands between two signs begins that ends at `stop`; dashes are signs between blanks."""
        _, segments = self._signs or self._read_signs()
        return self._begun(segments.behind_last(start, stop - 1), stop - 1)

    def _read_signs(self) -> tuple[_Signs, _Signs]:
        """The signs of the text that part clauses, and those that part segments."""
        text = self.text
        brackets = [bracket.span() for bracket in _CLOSED.finditer(text)] if ")" in text else []
        signs = [found.span() for kind in _SIGNS for found in kind.finditer(text)]
        if " - " in text:
            signs.extend(found.span() for found in _HYPHEN.finditer(text))
        if "–" not in text and "—" not in text:
            both = _Signs(signs, brackets)
            self._signs = both, both
            return self._signs
        dashes = [found.span() for found in _DASHES.finditer(text)]
        between = [
            (begin - 1, end + 1)
            for begin, end in dashes
            if text[begin - 1 : begin] == " " == text[end : end + 1]
        ]
        self._signs = _Signs(signs + dashes, brackets), _Signs(signs + between, brackets)
        return self._signs

    def _begun(self, last: int, stop: int) -> int:
        """The first place behind blanks and dashes."""
        while last < stop and self.text[last] in " \n-–":
            last += 1
        return last

    def bare(self, start: int, end: int, signs: str = " ") -> int:
        """The end of a stretch without the signs that it ends with."""
        text = self.text
        while end > start and text[end - 1] in signs:
            end -= 1
        return max(start, end)


class _Signs:
    """Where the signs of some kind stand in a text; those within brackets part only what is within them."""

    def __init__(self, spans: list[tuple[int, int]], brackets: list[tuple[int, int]]) -> None:
        spans.sort()
        self._ends = [end for _, end in spans]
        self._begins = [begin for begin, _ in spans]
        self._brackets = brackets
        self._opened = [begin for begin, _ in self._brackets]

    def behind_last(self, start: int, stop: int) -> int:
        """The place behind the last sign between two places; `start` where there is none."""
        at = bisect_right(self._ends, stop) - 1
        while at >= 0 and self._begins[at] >= start:
            bracket = self._bracket(self._begins[at])
            if bracket is None or bracket[1] > stop + 1:
                return self._ends[at]
            if bracket[0] < start:
                return bracket[1]
            at = bisect_right(self._ends, bracket[0]) - 1
        return start

    def _bracket(self, at: int) -> tuple[int, int] | None:
        """The closed bracket in which a place lies."""
        near = bisect_right(self._opened, at) - 1
        return self._brackets[near] if near >= 0 and at < self._brackets[near][1] else None
