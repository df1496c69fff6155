"""What the whole text of an article tells of a person: his full name, his offices, who holds an office."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.meant.full_names import longer_names
from index.enrich.speakers.meant.holding import Person, holds, is_fuller
from index.enrich.speakers.meant.lines import line_start, run_start, words_of
from index.enrich.speakers.people.office_behind import office_behind, office_from
from index.enrich.speakers.people.persons import is_surely_one, person_at
from index.enrich.speakers.prose.clauses import opens_clause
from index.enrich.speakers.words.kinds import OFFICE_ONLY
from search.text import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.enrich.speakers.prose.page import Page
    from index.enrich.speakers.who import Who
    from search.model import Span

_NOT_NOW = ("phó", "nguyên", "cựu")
"""Words before an office that make it another."""
_FAR, _NEAR = 220, 120
"""Characters behind a name, and behind an office, in which the office or its holder may be told."""
_HOLDS = re.compile(
    r" (?:(?:đã|vừa|đang|hiện|nay|cũng|vốn|được|mới|sẽ|chính thức|tiếp tục) ){0,3}(?:(?:giữ|đảm nhiệm"
    r"|đảm nhận"
    r"|giữ nguyên) (?:chức danh|chức vụ|chức|cương vị|vị trí|trọng trách)|(?:bổ nhiệm|bầu|chỉ định|phân công"
    r"|điều động)(?: lại)?(?: làm| là| giữ chức(?: vụ)?| giữ cương vị)|là|làm) "
)
"""What stands between a name and the office that its holder is said to hold: `được bầu làm Bí thư X`."""
_ADDRESSED = ("ông", "bà", "anh", "chị", "cô", "em")
"""Forms of address by which a name is surely a person's."""
_LONGEST_SHORT = 1
"""Blanks in a name that may be a part of a longer one."""


class Mentions:
    """Looks up names and offices in the text of one article."""

    def __init__(self, text: str, page: Page) -> None:
        self._text = text
        self._low = page.low if page.text == text else lower(text)
        self._page = page
        self._fulls: dict[str, str] = {}
        self._holders: dict[str, frozenset[Person]] = {}

    def of(self, span: Span) -> str:
        """The words of a stretch as they are written."""
        return words_of(self._text, span)

    def before(self, at: int, length: int) -> str:
        """What stands before a place, in lower case."""
        return self._low[max(0, at - length) : at]

    def full(self, name: str) -> str:
        """The one full name of the article that ends like a short one, or the name itself."""
        if name not in self._fulls:
            found = (
                longer_names(self._text, self._page, name)
                if name.count(" ") <= _LONGEST_SHORT and "." not in name
                else set()
            )
            self._fulls[name] = found.pop() if len(found) == 1 else name
        return self._fulls[name]

    def offices(self, name: str) -> Iterator[str]:
        """The offices told of a name; only where none is, those that its holder is said to hold."""
        text = self._page.text
        at, ends = text.find(name), []
        while at >= 0:
            end = at + len(name)
            if not text[end : end + 1].isalnum():
                ends.append((at, end))
            at = text.find(name, end)
        beside = [office for where in ends for office in self._offices_at(*where)]
        yield from map(self.of, beside or (held for _, end in ends if (held := self._held(end))))

    def _held(self, end: int) -> Span | None:
        """The office that somebody is said to hold whose name ends at a place."""
        holds = _HOLDS.match(self._page.low, end)
        if holds is None:
            return None
        stop = self._text.find("\n", end)
        return office_from(self._page, holds.end(), stop if stop >= 0 else len(self._text))

    def _offices_at(self, at: int, end: int) -> Iterator[Span]:
        """The offices behind and before a name at a place."""
        stop = self._text.find("\n", end)
        if behind := office_behind(self._page, end, min(stop if stop >= 0 else len(self._text), end + _FAR)):
            yield behind
        one = person_at(self._page, line_start(self._text, at), run_start(self._text, at), end)
        if one is not None and one.office is not None and one.name is not None and one.name.start == at:
            yield one.office

    def holders(self, wanted: str) -> frozenset[Person]:
        """Who holds an office that is told so, or shorter or longer; with the office where it stands."""
        if wanted not in self._holders:
            self._holders[wanted] = frozenset(self._holders_of(wanted))
        return self._holders[wanted]

    def _holders_of(self, wanted: str) -> Iterator[Person]:
        """Who holds an office at any place where it is told."""
        head = OFFICE_ONLY.match(wanted)
        at = self._low.find(head[0]) if head else -1
        while head and at >= 0:
            end = at + len(head[0])
            one = self._holder(at, end)
            if one and (holds(one.office, wanted) or is_fuller(wanted, one, head[0])):
                yield one
            at = self._low.find(head[0], end)

    def _holder(self, begin: int, end: int) -> Person | None:
        """Who stands beside an office at a place; none where it is another's or nobody's."""
        if self.before(begin, 5).rstrip().endswith(_NOT_NOW):
            return None
        line = line_start(self._text, begin)
        return self._holder_behind(line, begin, end) or self._holder_before(line, begin, end)

    def _holder_behind(self, line: int, begin: int, end: int) -> Person | None:
        """Who is named behind an office: `Chủ tịch A Nguyễn Văn B`."""
        page = self._page
        for first, last in page.runs(end, end + _NEAR):
            if page.text.find("\n", end, first) >= 0:
                break
            one = person_at(page, line, first, last)
            if one is None or one.office is None or one.office.start > begin or one.office.end < end:
                continue
            if one.name is not None and is_surely_one(page, one, line, bare=True):
                return Person(self.of(one.name), self.of(one.office))
        return None

    def _holder_before(self, line: int, begin: int, end: int) -> Person | None:
        """Who is named before an office: `ông B, Chủ tịch A`."""
        page = self._page
        for first, last in reversed(page.runs(line, begin)):
            behind = office_behind(page, last, min(len(page.text), end + 60)) or self._held(last)
            if behind is None or behind.start > begin or behind.end < end:
                continue
            one = person_at(page, line, first, last)
            if one is None or one.name is None or self._is_of_clause_before(line, one):
                continue
            if is_surely_one(page, one, line, bare=False):
                return Person(self.of(one.name), self.of(behind))
        return None

    def _is_of_clause_before(self, line: int, one: Who) -> bool:
        """Whether a single word in a clause is not who holds the office behind it: `giám đốc Huawei, …`."""
        assert one.name is not None
        if one.titled or " " in self.of(one.name):
            return False
        return not opens_clause(self._page, line, one.start)

    def called_by(self, job: str) -> set[str]:
        """The names of the article that stand right behind a job: `nhà sản xuất Trinh Hoan`."""
        found, at = set(), self._low.find(f"{job} ")
        while at >= 0:
            first = at + len(job) + 1
            begin, end = next(iter(self._page.runs(first, first + _NEAR)), (-1, -1))
            one = person_at(self._page, line_start(self._text, at), begin, end) if begin == first else None
            if one is not None and one.name is not None and one.name.start == first:
                found.add(self.full(self.of(one.name)))
            at = self._low.find(f"{job} ", first)
        return found

    def is_addressed(self, name: str) -> bool:
        """Whether somebody is called by a name behind a form of address: `ông Warsh`."""
        at = self._low.find(f" {lower(name)}")
        while at >= 0:
            end = at + 1 + len(name)
            before = self._low[max(0, at - 5) : at].replace("\n", " ").rpartition(" ")[2]
            is_it = self._text[at + 1 : end] == name and not self._text[end : end + 1].isalnum()
            if is_it and before in _ADDRESSED:
                return True
            at = self._low.find(f" {lower(name)}", end)
        return False
