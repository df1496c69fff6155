"""Short names without a form of address: `Hùng nói`, `Park Min Hee cho biết`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.prose.clauses import behind_opening, clause_start
from index.enrich.speakers.prose.names import NAME, is_foreign, is_full, is_press, is_unit
from index.enrich.speakers.who import Who
from index.enrich.speakers.words.called import CALLED, CALLED_FIRST, FIRST, KOREAN
from index.enrich.speakers.words.kinds import BODY, FIRM, OFFICE
from index.enrich.speakers.words.sayings import HUMAN, NO_SUBJECT, PERSONAL
from index.enrich.wording import OPENERS
from search.model import Span

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

_KOREAN_WORDS, _TWO = 3, 2
"""Words of a name of a Korean, and of two given names that call somebody."""
_MOST_BLANKS = 3
"""Blanks in a name without a form of address."""
_HIMSELF = re.compile(r"(?: rằng)?(?: \w+){0,16}? (?:ông|bà|anh|cô|chị|em|cậu|mình)(?! \w*[A-ZĐ])(?!\w)")
"""Behind a verb, somebody who is taken up by a pronoun: `Goulard khẳng định bà từ chức`."""
_HIMSELF_NEAR = re.compile(r"(?: rằng)?(?: \w+)? (?:ông|bà|anh|cô|chị|mình)(?! \w*[A-ZĐ])(?!\w)")
"""The same right behind the verb: who has a name of several words may be a firm."""
_ACCUSED = ("khai", "khai nhận", "khai rằng", "thú nhận")
"""Verbs of those who are accused."""
_FEELS = re.compile(
    "nói|kể|kể lại|tâm sự|chia sẻ|bộc bạch|nhớ lại|than thở|thổ lộ|giãi bày|tiết lộ|hé lộ|bày tỏ|trần tình"
    "|phân trần|thừa nhận"
)
"""Verbs that are seldom told of a firm: a name that ends with a given name is a person's before them."""
_DOES = re.compile(r" [a-zà-ỹđ]")
"""What a subject does, or more told of it, behind its name."""
_GIVEN = CALLED | {"Anh", "Bình", "Nam", "Hòa", "Việt"}
"""Given names, also those that are words of other names."""
_QUOTES = re.compile(r"(?: \w+){0,2}\s*:")
"""Behind a verb, what is quoted."""
_THEN_HE = re.compile(r"[^.!?…\n]*[.!?…]+[”\"]? (?:Ông|Bà|Anh|Cô|Chị|Cậu) [a-zà-ỹđ]")
"""Behind a verb, a sentence that begins with a pronoun for one person."""
_OF_FIRMS_TOO = ("cho biết", "cho hay", "khẳng định", "nhấn mạnh", "phủ nhận", "nhận định", "hy vọng")
"""Verbs that are told of firms as often as of persons."""
_OF_FIRMS = re.compile(
    r"\A[A-Z]{2}|(?:^| )(?:Oil|Health|Bank|Group|News|Daily|Post|Times|Media|Capital|Research|Hospital"
    r"|Airlines|Motors?|Energy|Pay|Tech|Labs?|Corp|Holdings?|Securities|Insurance|Korea|Vietnam|Asia|Club|FC"
    r"|United|City|University)(?: |$)"
)
"""Words in the names of firms, papers and clubs."""
_SIDE = "phía "
"""Before the name of a firm or a state: `phía Vinalines`."""
_INITIAL = re.compile(r"(?<!\w)[A-ZĐ]\. ?\Z")
"""An initial before a name: it is not the whole one."""
_FAR = 4
"""Characters before a name in which one stands."""
_NO_NAMES = frozenset(
    (
        "Họ Người Bác Bạn Chỉ Chẳng Cũng Từng Giới Đừng Phía Khi Luật Thực Mỗi Tôi Em Con Chúng Vốn Nhóm Bé "
        "Hắn Thầy Chúng Y Thị Vua Đối Tên "
        "Cháu Cậu Nàng Dòng Nhờ Ngược Thật Có Ai Hay Phải Chưa Đáng Cần Lời Việc Câu Bị Ta Xin"
    ).split()
)
"""Words that begin a sentence and no name."""
_EASILY = ("nói", "thừa nhận")
"""Verbs that are told of clubs and firms too."""


def first_name(page: Page, start: int, end: int, verb: int) -> Who | None:
    """A short name without a form of address that is the whole clause: `Hùng nói`; initials."""
    stop = page.bare(start, end, " ,–-")
    begin = clause_start(page, start, stop)
    run = NAME.fullmatch(page.text, begin, stop)
    if run is None or run[0].count(" ") > _MOST_BLANKS:
        return None
    who = Who(Span(begin, stop - begin), None, begin)
    if "." in run[0]:
        return who if verb >= end and run[0].count(" ") <= 1 else None
    if run[0].isupper() or _is_no_first_name(page, begin, stop, verb):
        return None
    if (
        _is_quoted_by_name(page, run[0], verb)
        or (verb >= end and is_called(run[0]))
        or _is_surely_called(page, run[0], verb)
        or _is_taken_up(page, begin, run[0], verb)
        or (" " not in run[0] and run[0] not in _NO_NAMES and _quotes_human(page, run[0], verb))
    ):
        return who
    if run[0].count(" ") > 1:
        return None
    human = HUMAN.match(page.text, verb)
    is_likely = begin > start if " " not in run[0] else (human is not None and human[0] not in _EASILY)
    return who._replace(sure=human is not None and is_likely)


def _is_surely_called(page: Page, name: str, verb: int) -> bool:
    """Whether a verb of persons follows a name that is surely one, or one that a pronoun takes up."""
    told = PERSONAL.match(page.text, verb)
    if told is None or is_called(name) or name in FIRST:
        return told is not None
    if told[0] in _ACCUSED or (_FEELS.fullmatch(told[0]) and name.rpartition(" ")[2] in CALLED):
        return name.partition(" ")[0] not in _NO_NAMES
    himself = _HIMSELF if " " not in name else _HIMSELF_NEAR
    return name.isascii() and himself.match(page.text, told.end()) is not None


def _is_taken_up(page: Page, begin: int, name: str, verb: int) -> bool:
    """Whether a name before a verb of persons is a foreigner's, or is taken up by a pronoun behind it."""
    told = PERSONAL.match(page.text, verb)
    first = name.partition(" ")[0]
    if told is None or first in _NO_NAMES or _OF_FIRMS.search(name) or FIRM.match(name) or FIRM.match(first):
        return False
    if _INITIAL.search(page.text, max(0, begin - _FAR), begin):
        return False
    if name.isascii() and told[0] not in _OF_FIRMS_TOO:
        return True
    if any(pronoun.match(page.text, told.end()) for pronoun in (_HIMSELF, _THEN_HE)):
        return not name.isascii() or " " not in name
    return False


def _is_quoted_by_name(page: Page, name: str, verb: int) -> bool:
    """Whether a name of some words, no firm's, stands before what is quoted: `Việt Anh cho biết: “…”`."""
    told = PERSONAL.match(page.text, verb)
    if told is None or " " not in name or _OF_FIRMS.search(name) or FIRM.match(name):
        return False
    return name.rpartition(" ")[2] in _GIVEN and _QUOTES.match(page.text, told.end()) is not None


def _quotes_human(page: Page, name: str, verb: int) -> bool:
    """Whether a word that is a unit's name too is told to say what is quoted: `Hòa nói: “…”`."""
    told = HUMAN.match(page.text, verb)
    return told is not None and not is_foreign(name) and _QUOTES.match(page.text, told.end()) is not None


def is_called(name: str) -> bool:
    """Whether a name without a form of address is surely that of a person, by the names it is made of."""
    words = name.split(" ")
    if len(words) == 1:
        return name in CALLED
    if len(words) == _TWO and all(word in CALLED for word in words):
        return True
    is_korean = len(words) == _KOREAN_WORDS and words[0] in KOREAN
    return is_korean or words[0] in FIRST or words[0] in CALLED_FIRST


def _is_no_first_name(page: Page, begin: int, stop: int, verb: int) -> bool:
    """Whether a capitalised word is a unit, a paper, a small word, or begins an office or a body."""
    name = page.text[begin:stop]
    if page.low.endswith(_SIDE, 0, begin):
        return True
    if is_press(name):
        return True
    if (is_unit(name) or name in OPENERS or name.lower() in NO_SUBJECT) and not (
        is_called(name) or _quotes_human(page, name, verb)
    ):
        return True
    return any(kind.match(page.low, begin, stop) for kind in (OFFICE, BODY))


def bare_subject(page: Page, start: int, end: int) -> Who | None:
    """Whose name alone opens a sentence and does something in it; a pronoun must tell that he is a person."""
    begin = behind_opening(page, start, end)
    run = NAME.match(page.text, begin, end)
    if run is None or _DOES.match(page.text, run.end(), end) is None:
        return None
    name, first = run[0], run[0].partition(" ")[0]
    if name.isupper() or name.count(" ") > _MOST_BLANKS or first in _NO_NAMES or first in OPENERS:
        return None
    if FIRM.match(name) or FIRM.match(first) or _OF_FIRMS.search(name):
        return None
    if _is_no_first_name(page, begin, run.end(), begin) or not (is_full(name) or _is_two(name)):
        return None
    return Who(Span(begin, run.end() - begin), None, begin)


def _is_two(name: str) -> bool:
    """Whether a name has two or three words of which the last may be a given name, or is a foreigner's."""
    return " " in name and (name.isascii() or name.rpartition(" ")[2] in _GIVEN)
