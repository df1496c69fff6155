"""Names of persons in runs of capitalised words: where they begin, and what else such a run may be."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from index.enrich.gazetteer import SURNAMES as COMMON_SURNAMES
from index.enrich.gazetteer import UPPER
from index.enrich.speakers.words.proper import FOREIGN, PRESS, SURNAMES
from index.enrich.speakers.words.titles import JOB_WORD, TITLE_WORD
from index.enrich.wording import OPENERS
from search import places
from search.text import comparable

_REST = r"[^\W\d_]*(?:['’][^\W\d_]+)*(?:-{1,3}[a-z]{2,4}(?![^\W_]))?"
"""The rest of a capitalised syllable: `O’Neil`, `Jae-in`."""
SYLLABLE = rf"(?:[HKY][’'] (?=[{UPPER}]))?[{UPPER}]{_REST}"
"""A capitalised syllable or word."""
_INITIALS = r"\.[ ]?(?:[A-ZĐ]\.[ ]?){0,3}[A-ZĐ]?(?!\w)(?:(?<=[A-ZĐ])\.(?=[,)]| [a-zà-ỹđ(]))?"
"""What follows the first letter of initials: `N.V.A`, `M. L.`."""
_CUT_SHORT = rf"(?:(?:(?<= [{UPPER}])|(?<= (?:Tr|Th|Ng|Nh|Ph|Kh|Ch)))\.(?=,| \(| [^\W\d_{UPPER}]))?"
"""The full stop behind a name that is cut short: `Lê Xuân T.`, `Trần Văn Ng.`."""
_PARTICLE = (
    r" (?=[vdbiae])(?<=[a-z] )(?:(?:van|von|de|del|der|dos|bin|bint|ibn|van der|von der|de la) (?=[A-Z][a-z])"
    r"|(?:al|el)-+)"
)
"""A small word within the name of a foreigner: `bin Salman`, `al-Abadi`."""
_LAST_INITIALS = r" [A-ZĐ]\.(?: ?[A-ZĐ]\.){0,3} ?[A-ZĐ](?!\w)\.?"
"""Initials behind a form of address or a surname: `Bà M.T.H.`."""
NO_OPENING = r"(?!(?:Khi|Trong|Theo|Những|Các|Trước|Với|Đến|Để|Một|Tại) [a-zà-ỹđ])"
"""The first words of sentences end no name where a line end was lost: `Phan Thị Hợp Khi nước rút`."""
NAME = re.compile(
    rf"[{UPPER}](?<![\w/-].)(?:(?<=[A-ZĐ]){_INITIALS}(?:[ ]?{SYLLABLE}){{0,3}}"
    rf"|(?:(?<=[HKY])[’'] (?=[{UPPER}])[{UPPER}])?{_REST}(?:(?:[ -]|-{{2,3}}"
    rf"|{_PARTICLE}){NO_OPENING}{SYLLABLE}(?!\. ?[A-ZĐ]\.)(?!\.[A-ZĐ])){{0,8}}"
    rf"(?:{_LAST_INITIALS}|{_CUT_SHORT}))(?![\w/])"
)
"""A run of capitalised words; the last name may be cut short: `Lê Xuân T.`."""
_INITIALS_BEFORE = re.compile("(?:[A-ZĐ]\\.)+[A-ZĐ]?\\.? (?=(?:Ông|Bà|Chị) )")
"""Whose picture it is, before who is on it: `Ảnh: A.N Ông Tuấn nói`."""
_DEGREE_TIED = re.compile("(?:(?:PGS|GS|TS|ThS|Ths|BS|KTS|LS)\\.)+(?=[A-ZĐ][a-zà-ỹ])")
"""Degrees that are written without a blank: `TS.Patel`."""
_BEFORE_NAME = (" ông ", " bà ", " anh ", " chị ")
"""Behind these a small word is a surname: `ông Từ Lương`."""
_ARTISTS = frozenset("NTK MC VĐV".split())
"""Jobs behind which a name is a person's, whatever place it is of."""
_NO_NAMES = frozenset("Em Con Cháu Bé Nó Họ Người Mẹ Bố Cha Chúng Mình Tôi Ta Đảng".split())
"""Words for persons that are no names."""
_PRESS_KINDS = ("Báo", "Đài", "Tờ", "Kênh", "Hãng")
"""Kinds of papers that stand for one told before: `Báo cũng phản ánh`."""
_PRESS_ENDS = tuple(
    f" {end}"
    for end in (
        "Thời Báo|Thời báo|Nhật Báo|Nhật báo|Times|Post|Journal|News|Daily|Herald|Tribune|Telegraph|Gazette"
        "|Review|Today|Weekly|Magazine|Press"
    ).split("|")
)
"""What names of papers end with."""
_WORD = re.compile("[^ ]+")
"""A word of a run."""
_LETTERS = 3
"""A single word of so many capitals is short for a body."""
_LONGEST, _USUAL = 5, 4
"""Syllables of a name behind a form of address, and of one that is told by its surname."""


@cache
def _unit_names() -> frozenset[str]:
    """The names of units, countries and the like, comparable."""
    return FOREIGN | {comparable(form.name) for unit in places.units() for form in unit.forms}


@lru_cache(maxsize=1 << 14)
def keys_of(name: str) -> tuple[str, ...]:
    """The syllables of a name, comparable."""
    return tuple(comparable(name).split())


@lru_cache(maxsize=1 << 14)
def is_unit(name: str) -> bool:
    """Whether a name is that of a unit or a country."""
    return comparable(name) in _unit_names()


@cache
def _provinces() -> frozenset[str]:
    """The names of provinces, of today and before, comparable."""
    return frozenset(
        comparable(form.name) for unit in places.units() if not unit.parent for form in unit.forms
    )


@lru_cache(maxsize=1 << 14)
def is_province(name: str) -> bool:
    """Whether a name is that of a province or a city of that rank, of today or before."""
    return comparable(name) in _provinces()


@lru_cache(maxsize=1 << 14)
def is_press(name: str) -> bool:
    """Whether a name is that of a newspaper, an agency or a site."""
    return (
        comparable(name.removeprefix("Như ")) in PRESS
        or name in _PRESS_KINDS
        or name.endswith(_PRESS_ENDS)
        or name.startswith(("Tờ ", "Báo ", "Trang ", "Kênh ", "Đài ", "Hãng ", "Nhóm "))
    )


@lru_cache(maxsize=1 << 14)
def is_foreign(name: str) -> bool:
    """Whether a name is that of a country or the like."""
    return comparable(name) in FOREIGN


@lru_cache(maxsize=1 << 14)
def is_full(name: str) -> bool:
    """Whether a name looks like a Vietnamese one: a surname and one to three syllables behind it."""
    keys = keys_of(name)
    return 2 <= len(keys) <= _USUAL and keys[0] in SURNAMES


def without_titles(text: str, begin: int, end: int) -> tuple[int, bool]:
    """Where a run begins without what is capitalised before a name; whether that was a form of address."""
    titled = False
    if inner := _INITIALS_BEFORE.match(text, begin, end):
        begin = inner.end()
    if degree := _DEGREE_TIED.match(text, begin, end):
        begin, titled = degree.end(), True
    is_surname = text.endswith(_BEFORE_NAME, 0, begin)
    while (space := text.find(" ", begin, end)) > 0:
        word = text[begin:space]
        if (word not in OPENERS or is_surname) and not _is_title(word):
            break
        is_job = JOB_WORD.fullmatch(word.lower()) is not None and word not in _ARTISTS
        titled = titled or (word not in OPENERS and not is_job)
        begin = space + 1
    return begin, titled


@lru_cache(maxsize=1 << 12)
def _is_title(word: str) -> bool:
    """Whether a capitalised word is a form of address, a degree or a job: `TS`, `HLV`."""
    low = word.lower()
    return TITLE_WORD.fullmatch(low) is not None or JOB_WORD.fullmatch(low) is not None


def name_start(text: str, begin: int, end: int, *, titled: bool, behind_kind: bool) -> int:
    """Where the name begins in a run: offices and places may stand before it; -1: nowhere."""
    at = _start_in(text[begin:end], titled=titled, behind_kind=behind_kind)
    return begin + at if at >= 0 else -1


@lru_cache(maxsize=1 << 14)
def _start_in(run: str, *, titled: bool, behind_kind: bool) -> int:
    """Where a name begins in a run; -1: nowhere."""
    words = [(m.start(), m[0]) for m in _WORD.finditer(run)]
    keys = keys_of(run)
    is_short = len(words) == 1 and run.isupper() and len(run) >= _LETTERS and "." not in run
    if is_short or run in _NO_NAMES:
        return -1
    if titled and len(words) <= _USUAL + (keys[0] in SURNAMES):
        return 0
    capitals = [len(word) > 1 and word.isupper() for _, word in words]
    if any(capitals) and not (all(capitals) and keys[0] in SURNAMES and len(keys) > 1):
        after = len(capitals) - capitals[::-1].index(True)
        if len(words) - after < 2:
            return -1
        rest = _start_in(run[words[after][0] :], titled=False, behind_kind=False)
        return words[after][0] + rest if rest >= 0 else -1
    if len(words) == 1 and words[0][1].isupper() and not titled:
        return -1
    return _behind_places(words, keys, behind_kind=behind_kind)


def _behind_places(words: list[tuple[int, str]], keys: tuple[str, ...], *, behind_kind: bool) -> int:
    """Where a name begins behind those of units and countries; -1: nowhere."""
    if len(keys) > _USUAL - 1 and " ".join(keys[:2]) in FOREIGN and " ".join(keys) not in _unit_names():
        return words[2][0]
    whole = 2 <= len(keys) <= _USUAL and keys[0] in SURNAMES
    fitting = [at for at in range(len(keys)) if keys[at] in SURNAMES and 2 <= len(keys) - at <= _USUAL]
    if len(fitting) > 1 and _is_title(words[fitting[0]][1]):
        fitting = fitting[1:]
    split = [at for at in fitting if at and _ends_with_unit(keys[:at])]
    if (
        fitting
        and not whole
        and (usual := [at for at in fitting if len(keys) - at > 2 and keys[at] in COMMON_SURNAMES])
    ):
        fitting = usual
    if split and (behind_kind or not whole):
        provinces = [at for at in split if " ".join(keys[:at]) in _provinces()]
        return words[(provinces or split)[0]][0]
    if behind_kind and " ".join(keys) in _unit_names():
        return -1
    if not whole and (foreign := [at for at in range(1, len(keys) - 1) if " ".join(keys[:at]) in FOREIGN]):
        return words[foreign[-1]][0]
    if fitting and not whole:
        return words[fitting[0]][0]
    return 0 if whole or len(words) <= _LONGEST else -1


def _ends_with_unit(keys: tuple[str, ...]) -> bool:
    """Whether syllables end with the name of a unit."""
    return any(" ".join(keys[at:]) in _unit_names() for at in range(len(keys)))
