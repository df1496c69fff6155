"""Who somebody is that a sentence names in short: by his last name, his office or a pronoun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.mentions import Mentions, Person, holds
from index.enrich.speakers.subjects import main_subject
from index.enrich.speakers.words.kinds import JOB, MANY, OFFICE, OFFICE_ONLY
from search.text import lower

if TYPE_CHECKING:
    from index.enrich.speakers.persons import Who
    from index.enrich.speakers.reading import Prose
    from search.model import Span

NOBODY = Person("", "")

_FEMALE = frozenset("bà chị cô".split())
_MALE = frozenset("ông anh".split())
_BACK = 3
"""Sentences before a pronoun in which the one it stands for is looked for."""
_NEAR, _FARTHER = 2, 5
"""Sentences within which a name and an office told without it are the same person's: `người đứng đầu …`."""
_HEADS = re.compile("(?i:người đứng đầu|nhà lãnh đạo|quan chức|vị )")
"""What an office begins with that only says again who is meant."""
_PROFESSION = re.compile(rf"(?i:{JOB})")
"""What somebody is by profession: no word for the office that is told of him."""
_OF_ALL = re.compile("(?i:người đứng đầu|nhà lãnh đạo)")
_VAGUE_HEAD = re.compile("(?i:lãnh đạo) ")
_BARE_HEAD = re.compile(
    r"(?i:(?:phó )?(?:bí thư|chủ tịch|bộ trưởng|giám đốc|tổng giám đốc|tổng thống|thủ tướng|thứ trưởng"
    r"|đại biểu"
    r"|hiệu trưởng|ngoại trưởng|cục trưởng|đại sứ|phát ngôn viên|người phát ngôn|viện trưởng|đạo diễn"
    r"|nam diễn viên|nữ diễn viên|ca sĩ|nam ca sĩ|nữ ca sĩ|luật sư|bác sĩ|nghệ sĩ|hlv|trưởng ban|trưởng phòng"
    r"|chủ nhiệm|thống đốc|thị trưởng))"
)
"""Offices told by one word: of him who was told last."""
_TOO_GENERAL = re.compile(
    r"(?i:(?:một )?(?:lãnh đạo|đại diện|người đại diện|cán bộ|chuyên viên|thành viên)(?!\w).*)"
)
"""Offices that many hold: no name is looked for."""
_SINGLE = re.compile(rf"(?i:(?!{MANY}(?!\w)){OFFICE_ONLY.pattern}.*)")
"""Offices that one man holds."""
_THAT_ONE = re.compile(rf"(?:vị )?{OFFICE.pattern} (?:này|trên|nói trên)")
"""`Vị lãnh đạo này`: who was told last."""
_NEW = re.compile("(?:tân|đương kim|nữ|vị) ")
_VI = re.compile("(?i:vị) ")
_BARE_UNIT = re.compile("(?i:tỉnh|huyện|thành phố|tp|quận|xã|phường|thị xã|thị trấn)")
_THIS = re.compile(
    "(?i:cơ quan|đơn vị|hãng|công ty|tập đoàn|tổ chức|sở|bộ|nhà máy|ngân hàng|tòa|ủy ban)"
    " (?:này|trên|nói trên)"
)
"""A body told before."""
_FIRM_KIND = re.compile("(?i:(?:tổng )?công ty|tập đoàn|hãng(?: hàng không)?|doanh nghiệp|ngân hàng)")
"""A firm told by its kind alone is the one of before."""
_SOMEBODY = "một "


class Linker:
    """Finds who is meant, in the text of one article."""

    def __init__(self, text: str, prose: Prose) -> None:
        self._text = text
        self._prose = prose
        self._mentions = Mentions(text, prose.page)
        self._body = NOBODY
        self._last: tuple[int, Person, str] | None = None
        self._known: dict[str, Person] = {}
        self._offices: dict[str, list[str]] = {}
        self.same: dict[Person, Person] = {}
        """Somebody told by his office alone whose name a later sentence tells."""

    def person(self, who: Who, sentence: int) -> Person:
        """Who is meant; `NOBODY` where it is not sure."""
        if who.name is not None:
            return self._by_name(who, who.name, sentence)
        if who.office is not None:
            return self._by_office(who, who.office, sentence)
        return self._meant(who, sentence)

    def _by_name(self, who: Who, span: Span, sentence: int) -> Person:
        name = self._mentions.of(span)
        is_known = name in self._known
        found = self._named(name, who.office)
        if not (who.sure or is_known or found.office or found.name != name):
            return NOBODY
        found = found if found.office else self._told_before(found, sentence)
        self._last = sentence, found, _gender(self._text, who)
        return found

    def _by_office(self, who: Who, span: Span, sentence: int) -> Person:
        office = self._mentions.of(span)
        if who.body:
            self._body = self._that_body(Person("", office), span)
            return self._body
        if self._mentions.before(span.start, len(_SOMEBODY)) == _SOMEBODY:
            found = Person("", office)
        else:
            found = self._holding(office)
            found = found if found.name else self._of_last(found, sentence)
        self._last = sentence, found, ""
        return found

    def _named(self, name: str, office: Span | None) -> Person:
        """The person with a name: his full one, and the longest of the offices told of him."""
        full = self._mentions.full(name)
        here = self._mentions.of(office) if office else ""
        if full not in self._known:
            self._offices[full] = list(self._mentions.offices(full))
            self._known[full] = Person(full, max(self._offices[full], key=len, default=""))
        known = self._known[full]
        is_job = _PROFESSION.fullmatch(here) is not None and _PROFESSION.fullmatch(known.office) is None
        is_job = is_job and bool(known.office)
        if here and not is_job and not holds(known.office, lower(here)):
            fuller = [one for one in self._offices[full] if holds(one, lower(here))]
            known = self._known[full] = known._replace(office=max([here, *fuller], key=len))
        return known

    def _holding(self, office: str) -> Person:
        """The one person of the article who holds an office that is told without a name."""
        if _TOO_GENERAL.fullmatch(office) and not _THAT_ONE.fullmatch(lower(office)):
            return Person("", office)
        wanted = lower(office)
        last = self._last[1] if self._last else NOBODY
        if last != NOBODY and _THAT_ONE.fullmatch(wanted):
            head = _VI.sub("", office.rpartition(" này")[0])
            return last if last.office or not head else last._replace(office=head)
        if holds(last.office, wanted):
            return last
        if _PROFESSION.fullmatch(wanted):
            return self._of_profession(office, wanted)
        fits = self._mentions.holders(_NEW.sub("", wanted))
        found = {one.name for one in fits if holds(one.office, wanted)} or {one.name for one in fits}
        if len(found) != 1:
            return Person("", office)
        one = self._named(found.pop(), None)
        if not holds(one.office, wanted) and holds(wanted, lower(one.office)):
            one = self._known[one.name] = one._replace(office=office)
        return one

    def _of_profession(self, office: str, wanted: str) -> Person:
        """The one person named before of whom a job is told that stands alone: `chuyên gia`."""
        found = [one for one in self._known.values() if lower(one.office).startswith(wanted)]
        return found[0] if len(found) == 1 else Person("", office)

    def _that_body(self, found: Person, span: Span) -> Person:
        """A body told in short is the one of before: `cơ quan này`, or `quận` behind `UBND quận X`."""
        if _THIS.fullmatch(found.office):
            return self._body
        if _FIRM_KIND.fullmatch(found.office) and _FIRM_KIND.match(self._body.office):
            return self._body
        if _BARE_UNIT.fullmatch(found.office):
            told = self._mentions.body_of_kind(found.office, span.start)
            return found._replace(office=told or found.office)
        return found._replace(office=self._mentions.with_letters(found.office))

    def _of_last(self, found: Person, sentence: int) -> Person:
        """An office without a name behind somebody named: his, where it says no more than who he is."""
        bare = found._replace(office=_VI.sub("", found.office))
        near = _FARTHER if _OF_ALL.match(found.office) else _NEAR
        if self._last is None or sentence - self._last[0] > near:
            return bare
        last = self._last[1]
        if not last.name:
            return last if _HEADS.match(found.office) and _SINGLE.fullmatch(last.office) else bare
        if not _says_again(last, found.office):
            return bare
        one = self._known[last.name] = last._replace(office=last.office or bare.office)
        return one

    def _told_before(self, found: Person, sentence: int) -> Person:
        """A short name behind one told by his office alone: it is his."""
        last = self._last
        if last is None or last[1].name or " " in found.name or sentence - last[0] > _NEAR:
            return found
        if not _SINGLE.fullmatch(last[1].office):
            return found
        one = self.same[last[1]] = self._known[found.name] = found._replace(office=last[1].office)
        return one

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
                found = self._named(self._mentions.of(one.name), one.office)
                self._last = at, found, _gender(self._text, one)
                return self._agreeing(who.pronoun)
        return NOBODY

    def _agreeing(self, pronoun: str) -> Person:
        assert self._last is not None
        gender = _sex(pronoun)
        return NOBODY if gender and self._last[2] and gender != self._last[2] else self._last[1]


def _says_again(last: Person, office: str) -> bool:
    """Whether an office without a name says again who was told last."""
    if _VAGUE_HEAD.match(office):
        return bool(last.office) and last.office.split()[-2:] == office.split()[-2:]
    if _HEADS.match(office):
        return True
    is_short = " " not in last.name and _SINGLE.fullmatch(office) is not None
    return not last.office and (is_short or _BARE_HEAD.fullmatch(office) is not None)


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
