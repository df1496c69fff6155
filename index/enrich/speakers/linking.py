"""Who somebody is that a sentence names in short: by his last name, his office or a pronoun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.speakers.names import NAME
from index.enrich.speakers.people import is_surely_one, main_subject, office_behind, person_at
from search.text import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.enrich.speakers.people import Who
    from index.enrich.speakers.reading import Prose
    from search.model import Span

_FEMALE = frozenset("bà chị cô".split())
_MALE = frozenset("ông anh".split())
_BACK = 3
"""Sentences before a pronoun in which the one it stands for is looked for."""
_HEADS = re.compile(r"(?i:người đứng đầu|vị )")
_TOO_GENERAL = re.compile(
    r"(?i:(?:một )?(?:lãnh đạo|đại diện|người đại diện|cán bộ|chuyên viên|thành viên)(?!\w).*)"
)
"""Offices that many hold: no name is looked for."""


class Person(NamedTuple):
    """Somebody by his full name and the fullest word for his office; one may be empty."""

    name: str
    office: str


NOBODY = Person("", "")


class Linker:
    """Finds who is meant, in the text of one article."""

    def __init__(self, text: str, prose: Prose) -> None:
        self._text = text
        self._low = lower(text)
        self._prose = prose
        self._last: tuple[int, Person, str] | None = None
        self._known: dict[str, Person] = {}
        self._fulls: dict[str, str] = {}
        self._holders: dict[str, frozenset[str]] = {}

    def person(self, who: Who, sentence: int) -> Person:
        """Who is meant; `NOBODY` where it is not sure."""
        if who.name is not None:
            found = self._named(self._of(who.name), who.office)
            self._last = sentence, found, _gender(self._text, who)
        elif who.office is not None:
            found = self._by_office(self._of(who.office), body=who.body)
            if not found.name and self._last and sentence - self._last[0] == 1 and _HEADS.match(found.office):
                found = self._last[1]._replace(office=self._last[1].office or found.office)
            if not who.body:
                self._last = sentence, found, ""
        else:
            found = self._meant(who, sentence)
        return found

    def _of(self, span: Span) -> str:
        return " ".join(self._text[span.start : span.end].split())

    def _named(self, name: str, office: Span | None) -> Person:
        """The person with a name: his full one, and the longest of the offices told of him."""
        full = self._fulls.get(name) or self._fulls.setdefault(name, self._full(name))
        here = self._of(office) if office else ""
        if full not in self._known:
            self._known[full] = Person(full, self._office_of(full))
        known = self._known[full]
        if here and (len(here) > len(known.office) or not _holds(known.office, lower(here))):
            known = self._known[full] = known._replace(office=here)
        return known

    def _full(self, name: str) -> str:
        """The one full name of the article that ends like a short one."""
        if name.count(" ") > 1 or "." in name:
            return name
        found = set()
        at = self._text.find(f" {name}")
        while at >= 0:
            begin, end = self._run(at + 1), at + 1 + len(name)
            at = self._text.find(f" {name}", end)
            if begin + len(name) == end or self._text[end : end + 1].isalnum() or self._goes_on(end):
                continue
            one = person_at(self._prose.page, self._line(begin), begin, end)
            if one is not None and one.name is not None and one.name.length > len(name):
                found.add(self._of(one.name))
        if len(found) > 1:
            found = {
                one for one in found if not any(other != one and other.endswith(f" {one}") for other in found)
            }
        return found.pop() if len(found) == 1 else name

    def _run(self, begin: int) -> int:
        """Where the run of capitalised words begins that goes on at a place."""
        text = self._text
        while begin > 1 and text[begin - 1] == " ":
            earlier = max(text.rfind(" ", 0, begin - 1), text.rfind("\n", 0, begin - 1)) + 1
            if not text[earlier].isupper() or not text[earlier : begin - 1].isalpha():
                break
            begin = earlier
        return begin

    def _goes_on(self, end: int) -> bool:
        """Whether a capitalised word follows: the name is longer than that."""
        return self._text[end : end + 1] == " " and self._text[end + 1 : end + 2].isupper()

    def _line(self, at: int) -> int:
        """Where the sentence or line around a place begins, roughly."""
        line, stop = self._text.rfind("\n", 0, at), self._text.rfind(". ", 0, at)
        return max(line + 1, stop + 2 if stop >= 0 else 0, at - 250)

    def _office_of(self, name: str) -> str:
        """The longest office told of a name."""
        best, at = "", self._text.find(name)
        while at >= 0:
            end = at + len(name)
            stop = self._text.find("\n", end)
            limit = min(stop if stop >= 0 else len(self._text), end + 220)
            if not self._text[end : end + 1].isalnum():
                behind = office_behind(self._prose.page, end, limit)
                one = person_at(self._prose.page, self._line(at), self._run(at), end)
                is_his = one is not None and one.name is not None and one.name.start == at
                for office in (behind, one.office if one and is_his else None):
                    if office is not None and office.length > len(best):
                        best = self._of(office)
            at = self._text.find(name, end)
        return best

    def _by_office(self, office: str, *, body: bool) -> Person:
        """The one person of the article who holds an office that is told without a name."""
        if body or _TOO_GENERAL.fullmatch(office):
            return Person("", office)
        wanted = lower(office)
        if (last := self._last) and last[1].name and _holds(last[1].office, wanted):
            return last[1]
        if wanted not in self._holders:
            self._holders[wanted] = frozenset(self._holders_of(wanted))
        found = self._holders[wanted]
        return self._named(next(iter(found)), None) if len(found) == 1 else Person("", office)

    def _holders_of(self, wanted: str) -> Iterator[str]:
        """The names that stand beside an office."""
        at = self._low.find(wanted)
        while at >= 0:
            if name := self._holder(at, at + len(wanted)):
                yield name
            at = self._low.find(wanted, at + len(wanted))

    def _holder(self, begin: int, end: int) -> str:
        """The name beside an office at a place; empty where it is another's or nobody's."""
        page, text = self._prose.page, self._prose.page.text
        if self._low[max(0, begin - 5) : begin].rstrip().endswith(("phó", "nguyên", "cựu")):
            return ""
        line = self._line(begin)
        run = NAME.match(text, end + 1, end + 90) or NAME.search(text, end, end + 90)
        if run and "\n" not in text[end : run.start()]:
            one = person_at(page, line, run.start(), run.end())
            if (
                one
                and one.name
                and one.office
                and one.office.start <= begin
                and one.office.end >= end
                and is_surely_one(page, one, line, bare=True)
            ):
                return self._of(one.name)
        for run in reversed(list(NAME.finditer(text, line, begin))):
            behind = office_behind(page, run.end(), min(len(text), end + 60))
            one = person_at(page, line, run.start(), run.end())
            if (
                behind
                and one
                and one.name
                and is_surely_one(page, one, line, bare=False)
                and behind.start <= begin
                and behind.end >= end
            ):
                return self._of(one.name)
        return ""

    def _meant(self, who: Who, sentence: int) -> Person:
        """The person that a pronoun, or a verb without subject, stands for."""
        if self._last is not None and self._last[0] == sentence:
            return self._agreeing(who.pronoun)
        if not who.pronoun:
            return self._before(who, sentence, 1)
        return self._before(who, sentence, _BACK)

    def _before(self, who: Who, sentence: int, most: int) -> Person:
        """The last person who spoke or did something in the sentences before."""
        for at in range(sentence - 1, max(-1, sentence - 1 - most), -1):
            if self._last is not None and self._last[0] == at:
                return self._agreeing(who.pronoun)
            part = self._prose.sentences[at]
            one = main_subject(self._prose.page, part.start, part.end)
            if one is not None and one.name is not None:
                found = self._named(self._of(one.name), one.office)
                self._last = at, found, _gender(self._text, one)
                return self._agreeing(who.pronoun)
        return NOBODY

    def _agreeing(self, pronoun: str) -> Person:
        assert self._last is not None
        gender = _sex(pronoun)
        return NOBODY if gender and self._last[2] and gender != self._last[2] else self._last[1]


def _holds(office: str, wanted: str) -> bool:
    """Whether an office, or one of several, is told in short: the same first word, and no other words."""
    words = wanted.split()
    for part in re.split(r",|kiêm| - ", lower(office)):
        rest = iter(part.split())
        if words and part.split()[:1] == words[:1] and all(word in rest for word in words):
            return True
    return False


def _gender(text: str, who: Who) -> str:
    """What a form of address or a middle name tells of who it is: `f`, `m`, or nothing."""
    assert who.name is not None
    before = lower(text[max(0, who.name.start - 12) : who.name.start]).split()
    if before and (sex := _sex(before[-1])):
        return sex
    return "f" if " Thị " in text[who.name.start : who.name.end] else ""


def _sex(word: str) -> str:
    first = word.split(" ", maxsplit=1)[0]
    return "f" if first in _FEMALE else "m" if first in _MALE else ""
