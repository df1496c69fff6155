"""Who somebody is that a sentence names in short: by his last name, his office or a pronoun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.meant.again import (
    HEADS,
    OF_ALL,
    PROFESSION,
    TEACHERS,
    THAT_ONE,
    TOO_GENERAL,
    is_profession,
    says_again,
)
from index.enrich.speakers.meant.around import named_before
from index.enrich.speakers.meant.holding import NOBODY, Person, holds
from index.enrich.speakers.meant.last_body import Bodies
from index.enrich.speakers.meant.mentions import Mentions
from index.enrich.speakers.people.first_names import bare_subject
from index.enrich.speakers.people.named import main_subject
from index.enrich.speakers.words.called import FIRST
from index.enrich.speakers.words.kinds import OFFICE_ONLY, SINGLE
from search.text import lower

if TYPE_CHECKING:
    from index.enrich.speakers.prose.reading import Prose
    from index.enrich.speakers.who import Who
    from search.model import Span

_FEMALE = frozenset("bà chị cô nàng nữ".split())
"""Forms of address for women."""
_MALE = frozenset("ông anh thầy cậu chàng nam".split())
"""Forms of address for men."""
_NEAR, _FARTHER = 2, 5
"""Sentences within which a name and an office told without it are the same person's: `người đứng đầu …`."""
_BACK = 3
"""Sentences before a pronoun in which the one it stands for is looked for."""
_SEX = re.compile("(?:nữ|nam) ")
"""What a job begins with for men or women, but is no part of it: `nữ ca sĩ`."""
_NEW = re.compile("(?:tân|đương kim|nữ|vị) ")
"""What an office begins with for its holder, but is no part of it: `tân chủ tịch`."""
_VI = re.compile(r"(?i:\Avị) ")
"""`Vị` before an office: `vị giám đốc`."""
_OF_HIM = (" của ông", " của bà", " của anh", " của chị", " của cô", " của ông ấy", " của bà ấy")
"""Who speaks for somebody is another than he: `người phát ngôn của ông`."""
_TURNS = re.compile("Trong khi đó|Trái lại|Ngược lại|Ở chiều ngược lại|Về phía|Đáp lại|Còn |Trước đó")
"""What a sentence begins with about another than who spoke before."""
_RANKS = frozenset(
    f"{size} {rank}" for size in ("đại", "thượng", "trung", "thiếu") for rank in ("tướng", "tá", "úy")
)
"""Ranks that stand for who has them."""
_SOMEBODY = "một "
"""Before an office: it is that of one who was not told before."""


class Linker:
    """Finds who is meant, in the text of one article."""

    def __init__(self, text: str, prose: Prose) -> None:
        self._text = text
        self._prose = prose
        self._mentions = Mentions(text, prose.page)
        self._bodies = Bodies(text, prose.page)
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
        """Who a name is, in short or in full."""
        name = self._mentions.of(span)
        is_known = name in self._known
        found = self._named(name, who.office)
        if not (who.sure or is_known or found.office or self._is_somebody(name, found.name)):
            return NOBODY
        found = found if found.office else self._told_before(found, sentence)
        self._last = sentence, found, _gender(self._text, who)
        return found

    def _is_somebody(self, name: str, full: str) -> bool:
        """Whether a name that the words around tell nothing of is a person's: firms are told in short too."""
        if full != name and not name.isascii():
            return True
        first = full.partition(" ")[0]
        return (full != name and first in FIRST) or self._mentions.is_addressed(name)

    def _by_office(self, who: Who, span: Span, sentence: int) -> Person:
        """Who an office, or a body, without a name is."""
        office = self._mentions.of(span)
        if (
            lower(office) in TEACHERS
            and (meant := self._before(who._replace(pronoun=lower(office)), sentence, _BACK)) != NOBODY
        ):
            return meant
        if who.body:
            return self._bodies.meant(Person("", office), span)
        if self._mentions.before(span.start, len(_SOMEBODY)) == _SOMEBODY or office.endswith(_OF_HIM):
            found = Person("", office)
        else:
            found = self._holding(office)
            if THAT_ONE.fullmatch(lower(office)) and not found.name:
                meant = self._before(who, sentence, _BACK)
                found = meant if meant != NOBODY else found
            if not found.name and not self._is_another(span, sentence):
                found = self._of_last(found, sentence)
            if not found.name and is_profession(office):
                found = self._around(found, sentence)
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
        is_job = PROFESSION.fullmatch(here) is not None and PROFESSION.fullmatch(known.office) is None
        is_job = is_job and bool(known.office)
        if here and not is_job and not holds(known.office, lower(here)):
            fuller = [one for one in self._offices[full] if holds(one, lower(here))]
            known = self._known[full] = known._replace(office=max([here, *fuller], key=len))
        return known

    def _holding(self, office: str) -> Person:
        """The one person of the article who holds an office that is told without a name."""
        if TOO_GENERAL.fullmatch(office) and not THAT_ONE.fullmatch(lower(office)):
            return Person("", office)
        wanted = lower(office)
        last = self._last[1] if self._last else NOBODY
        if THAT_ONE.fullmatch(wanted):
            return _that_one(last, office)
        if holds(last.office, wanted):
            return last
        if PROFESSION.fullmatch(wanted):
            return self._of_profession(office, wanted)
        fits = self._mentions.holders(_NEW.sub("", wanted))
        found = {one.name for one in fits if holds(one.office, wanted)} or {one.name for one in fits}
        if not found and last.name and _is_begun(last.office, wanted):
            found = {last.name}
        if len(found) != 1:
            return Person("", office)
        one = self._named(found.pop(), None)
        if not holds(one.office, wanted) and holds(wanted, lower(one.office)):
            one = self._known[one.name] = one._replace(office=office)
        return one

    def _of_profession(self, office: str, wanted: str) -> Person:
        """The one person named before of whom a job is told that stands alone: `chuyên gia`."""
        job = _SEX.sub("", wanted)
        found = [one for one in self._known.values() if lower(one.office).startswith((wanted, job))]
        if not found and len(names := self._mentions.called_by(job)) == 1:
            return self._named(names.pop(), None)
        return found[0] if len(found) == 1 else Person("", office)

    def _is_another(self, span: Span, sentence: int) -> bool:
        """Whether a sentence turns from who spoke before to another: `Trong khi đó, Tổng thống Mỹ …`."""
        start = self._prose.sentences[sentence].start
        return _TURNS.match(self._text, start, span.start) is not None

    def _of_last(self, found: Person, sentence: int) -> Person:
        """An office without a name behind somebody named: his, where it says no more than who he is."""
        bare = found._replace(office=_VI.sub("", found.office))
        near = _FARTHER if OF_ALL.match(found.office) else _NEAR
        if self._last is None or not 0 < sentence - self._last[0] <= near:
            return bare
        last = self._last[1]
        if not last.name:
            return last if HEADS.match(found.office) and SINGLE.fullmatch(last.office) else bare
        if not says_again(last, found.office):
            return bare
        one = self._known[last.name] = last._replace(office=last.office or bare.office)
        return one

    def _around(self, found: Person, sentence: int) -> Person:
        """Somebody told by a job alone: the one person whom the sentences before name."""
        sex = _sex(lower(found.office))
        told = {
            self._named(self._mentions.of(one.name), one.office)
            for one in named_before(self._prose, sentence)
            if one.name is not None and (not sex or _gender(self._text, one) in ("", sex))
        }
        if len(told) != 1:
            return found
        one = told.pop()
        self._known[one.name] = one._replace(office=one.office or found.office)
        return self._known[one.name]

    def _told_before(self, found: Person, sentence: int) -> Person:
        """A short name behind one told by his office alone: it is his."""
        last = self._last
        if last is None or last[1].name or " " in found.name or not 0 < sentence - last[0] <= _NEAR:
            return found
        if not (SINGLE.fullmatch(last[1].office) or lower(last[1].office).startswith("đại biểu ")):
            return found
        one = self.same[last[1]] = self._known[found.name] = found._replace(office=last[1].office)
        return one

    def _meant(self, who: Who, sentence: int) -> Person:
        """The person that a pronoun, or a verb without subject, stands for."""
        if self._last is not None and self._last[0] == sentence:
            return self._agreeing(who.pronoun)
        found = self._before(who, sentence, _BACK if who.pronoun else 1)
        if found == NOBODY and _sex(who.pronoun):
            found = self._bare(who, sentence)
        if found == NOBODY and self._last is None and who.pronoun:
            found = self._named_later(who.pronoun, sentence)
        if found != NOBODY and self._last is not None:
            self._last = sentence, found, self._last[2]
        return found

    def _bare(self, who: Who, sentence: int) -> Person:
        """Whose name alone opens one of the sentences before a pronoun, or its own."""
        for at in range(sentence, max(-1, sentence - _BACK), -1):
            part = self._prose.sentences[at]
            one = bare_subject(self._prose.page, part.start, who.start if at == sentence else part.end)
            if one is not None and one.name is not None:
                found = self._named(self._mentions.of(one.name), None)
                self._last = at, found, _sex(who.pronoun)
                return found
        return NOBODY

    def _named_later(self, pronoun: str, sentence: int) -> Person:
        """Whom the first pronoun of an article stands for: who does something in the sentences behind it."""
        if pronoun in _RANKS:
            names = self._mentions.called_by(pronoun)
            return self._named(names.pop(), None) if len(names) == 1 else NOBODY
        for part in self._prose.sentences[sentence + 1 : sentence + 1 + _NEAR]:
            one = main_subject(self._prose.page, part.start, part.end)
            if one is None or one.name is None:
                continue
            opens = one.titled and one.start == part.start
            if not opens or _gender(self._text, one) != (_sex(pronoun) or "?"):
                break
            found = self._named(self._mentions.of(one.name), one.office)
            self._last = sentence, found, _sex(pronoun)
            return found
        return NOBODY

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
        """Who was told last, unless a pronoun contradicts."""
        assert self._last is not None
        gender = _sex(pronoun)
        return NOBODY if gender and self._last[2] and gender != self._last[2] else self._last[1]


def _is_begun(office: str, wanted: str) -> bool:
    """Whether an office is told by its first words alone that is told in full elsewhere: `Bí thư Hải`."""
    return OFFICE_ONLY.fullmatch(lower(office)) is not None and wanted.startswith(f"{lower(office)} ")


def _that_one(last: Person, office: str) -> Person:
    """Who `vị lãnh đạo này` is: who was told last, with that office if none was told of him."""
    head = _VI.sub("", office.rpartition(" này")[0])
    if last == NOBODY:
        return Person("", head or office)
    return last if last.office or not head else last._replace(office=head)


def _gender(text: str, who: Who) -> str:
    """What a form of address or a middle name tells of who it is: `f`, `m`, or nothing."""
    assert who.name is not None
    before = lower(text[max(0, who.name.start - 12) : who.name.start]).split()
    if before and (sex := _sex(before[-1])):
        return sex
    return "f" if " Thị " in text[who.name.start : who.name.end] else ""


def _sex(word: str) -> str:
    """What a form of address or a pronoun tells of who it is: `f`, `m`, or nothing."""
    first = word.split(" ", maxsplit=1)[0]
    return "f" if first in _FEMALE else "m" if first in _MALE else ""
