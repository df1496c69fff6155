"""What the whole text of an article tells of a person: his full name, his offices, who holds an office."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.gazetteer import SURNAMES as COMMON_SURNAMES
from index.enrich.speakers.clauses import opens_clause
from index.enrich.speakers.names import SYLLABLE, is_foreign, is_full, is_unit
from index.enrich.speakers.offices import office_behind
from index.enrich.speakers.persons import is_surely_one, person_at
from index.enrich.speakers.words.kinds import OFFICE_ONLY
from index.enrich.speakers.words.proper import SURNAMES
from search.text import comparable, lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.enrich.speakers.page import Page
    from index.enrich.speakers.persons import Who
    from search.model import Span

_NOT_NOW = ("phó", "nguyên", "cựu")
"""Words before an office that make it another."""
_REACH, _FAR, _NEAR = 250, 220, 120
"""Characters before a name in which its clause begins, and behind it and an office for what is told there."""
_BEHIND_SURNAME = re.compile(rf"(?: {SYLLABLE}){{1,2}}(?![ ]?\w*{SYLLABLE})")
_SHORTENED = tuple(f" {word}" for word in ("TP", "Tp", "TX", "TT", "P", "Q", "TS", "GS", "Th"))
"""Words that are cut short by a full stop within a sentence."""
_LETTERS = re.compile(r" \((?:[A-ZĐ][A-ZĐ&]{2,7}|[A-Z][A-Z]*[a-z]*[A-Z]+[a-z]*|[A-Z][a-z]{3,7}[ae]?)\)")
"""What a body is called for short."""
_LONGEST_SHORT = 1
"""Blanks in a name that may be a part of a longer one."""


class Person(NamedTuple):
    """Somebody by his full name and the fullest word for his office; one may be empty."""

    name: str
    office: str


class Mentions:
    """Looks up names and offices in the text of one article."""

    def __init__(self, text: str, page: Page) -> None:
        self._text = text
        self._low = lower(text)
        self._page = page
        self._fulls: dict[str, str] = {}
        self._holders: dict[str, frozenset[Person]] = {}

    def of(self, span: Span) -> str:
        """The words of a stretch as they are written."""
        return " ".join(self._text[span.start : span.end].split())

    def before(self, at: int, length: int) -> str:
        """What stands before a place, in lower case."""
        return self._low[max(0, at - length) : at]

    def full(self, name: str) -> str:
        """The one full name of the article that ends like a short one, or the name itself."""
        if name not in self._fulls:
            found = self._longer(name) if name.count(" ") <= _LONGEST_SHORT and "." not in name else set()
            self._fulls[name] = found.pop() if len(found) == 1 else name
        return self._fulls[name]

    def _longer(self, name: str) -> set[str]:
        """The names that end like a short one, without those that another of them ends like."""
        found = set(self._ending_like(name))
        if len(found) > 1 and (likely := set(filter(_may_begin_name, found))):
            found = likely
        if not found and " " not in name and comparable(name) not in COMMON_SURNAMES:
            found = self._called_by_surname(name)
        if len(found) > 1:
            return {one for one in found if not any(other.endswith(f" {one}") for other in found)}
        return found

    def _ending_like(self, name: str) -> Iterator[str]:
        at = self._text.find(f" {name}")
        while at >= 0:
            begin, end = self._run(at + 1), at + 1 + len(name)
            at = self._text.find(f" {name}", end)
            if begin + len(name) == end or self._text[end : end + 1].isalnum() or self._goes_on(end):
                continue
            if self._text[begin - 1 : begin] + self._text[end : end + 1] in ("\n\n", "\n"):
                continue  # a line of its own is the writer's
            one = person_at(self._page, self._line(begin), begin, end)
            if one is not None and one.name is not None and one.name.length > len(name):
                longer = self.of(one.name)
                if not one.titled and is_unit(longer):
                    continue
                if one.titled or one.office is not None or _may_begin_name(longer):
                    yield longer

    def _called_by_surname(self, name: str) -> set[str]:
        """Full names that begin with a surname that foreigners are called by: `ông Tập`."""
        text, found = self._page.text, set()
        at = text.find(f"{name} ")
        while at >= 0:
            rest = _BEHIND_SURNAME.match(text, at + len(name))
            if rest and not text[at - 1 : at].isalnum():
                found.add(self._text[at : rest.end()])
            at = text.find(f"{name} ", at + 1)
        return {one for one in found if is_full(one) or not is_unit(one)} if len(found) == 1 else set()

    def _run(self, begin: int) -> int:
        """Where the run of capitalised words begins that goes on at a place."""
        text = self._text
        while begin > 1 and text[begin - 1] == " ":
            earlier = max(text.rfind(" ", 0, begin - 1), text.rfind("\n", 0, begin - 1)) + 1
            if not text[earlier].isupper() or not text[earlier : begin - 1].replace("-", "").isalpha():
                break
            begin = earlier
        return begin

    def _goes_on(self, end: int) -> bool:
        """Whether a capitalised word follows: the name is longer than that."""
        return self._text[end : end + 1] == " " and self._text[end + 1 : end + 2].isupper()

    def _line(self, at: int) -> int:
        """Where the sentence or line around a place begins, roughly."""
        line, stop = self._text.rfind("\n", 0, at), self._text.rfind(". ", 0, at)
        while stop >= 0 and self._text.endswith(_SHORTENED, 0, stop):
            stop = self._text.rfind(". ", 0, stop)
        return max(line + 1, stop + 2 if stop >= 0 else 0, at - _REACH)

    def offices(self, name: str) -> Iterator[str]:
        """The offices told of a name."""
        text = self._page.text
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not text[end : end + 1].isalnum():
                yield from map(self.of, self._offices_at(at, end))
            at = text.find(name, end)

    def _offices_at(self, at: int, end: int) -> Iterator[Span]:
        stop = self._text.find("\n", end)
        if behind := office_behind(self._page, end, min(stop if stop >= 0 else len(self._text), end + _FAR)):
            yield behind
        one = person_at(self._page, self._line(at), self._run(at), end)
        if one is not None and one.office is not None and one.name is not None and one.name.start == at:
            yield one.office

    def holders(self, wanted: str) -> frozenset[Person]:
        """Who holds an office that is told so, or shorter or longer; with the office where it stands."""
        if wanted not in self._holders:
            self._holders[wanted] = frozenset(self._holders_of(wanted))
        return self._holders[wanted]

    def _holders_of(self, wanted: str) -> Iterator[Person]:
        head = OFFICE_ONLY.match(wanted)
        at = self._low.find(head[0]) if head else -1
        while head and at >= 0:
            end = at + len(head[0])
            one = self._holder(at, end)
            if one and (holds(one.office, wanted) or _is_fuller(wanted, one, head[0])):
                yield one
            at = self._low.find(head[0], end)

    def _holder(self, begin: int, end: int) -> Person | None:
        """Who stands beside an office at a place; none where it is another's or nobody's."""
        if self.before(begin, 5).rstrip().endswith(_NOT_NOW):
            return None
        line = self._line(begin)
        return self._holder_behind(line, begin, end) or self._holder_before(line, begin, end)

    def _holder_behind(self, line: int, begin: int, end: int) -> Person | None:
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
        page = self._page
        for first, last in reversed(page.runs(line, begin)):
            behind = office_behind(page, last, min(len(page.text), end + 60))
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

    def with_letters(self, body: str) -> str:
        """A body with the letters it is called by, where another sentence tells them in brackets."""
        at = self._text.find(f"{body} (")
        letters = _LETTERS.match(self._text, at + len(body)) if at >= 0 else None
        return body + letters[0] if letters else body

    def body_of_kind(self, kind: str, before: int) -> str:
        """The body of before whose kind is told alone: `UBND quận X` for `quận`; empty if there is none."""
        kind = rf"[{kind[0].upper()}{kind[0].lower()}]{re.escape(kind[1:])}"
        fuller = re.compile(rf"(?:UBND |Ủy ban nhân dân )?{kind}(?: {SYLLABLE})+")
        told = [found[0] for found in fuller.finditer(self._text, 0, before)]
        later = {found[0] for found in fuller.finditer(self._text, before)} if not told else set()
        return told[-1] if told else later.pop() if len(later) == 1 else ""


def _may_begin_name(name: str) -> bool:
    """Whether a name begins with a surname, or as a foreign one may."""
    first = name.partition(" ")[0]
    return first.isascii() or comparable(first) in SURNAMES


def holds(office: str, wanted: str) -> bool:
    """Whether an office, or one of several, is told in short: the same first word, and no other words."""
    low, wanted = lower(office).replace("thành phố", "tp"), wanted.replace("thành phố", "tp")
    if low == wanted or low.startswith(f"{wanted} "):
        return True
    words = wanted.split()
    for part in _PARTS.split(low):
        rest = iter(part.split())
        if words and part.split()[:1] == words[:1] and all(word in rest for word in words):
            return True
    return False


_PARTS = re.compile(r",|kiêm| - ")


def _is_fuller(wanted: str, one: Person, head: str) -> bool:
    """Whether an office is told more fully than beside a name; a country is no part of a Vietnamese's."""
    here = lower(one.office)
    if len(here) <= len(head) or not holds(wanted, here):
        return False
    return not (is_full(one.name) and any(map(is_foreign, wanted.removeprefix(here).split(" ", 1))))
