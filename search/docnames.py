"""Documents that are named without a sign, where the words leave no doubt which sign is meant.

Nghị quyết Trung ương 4 khóa XII       NQTW 4 khóa XII    (the plenum's resolution, see `resolutions`)
Nghị quyết 39 của Bộ Chính trị         39-NQ/TW           (type and issuer give the form)
Nghị định 98/2018 của Chính phủ        98/2018/NĐ-CP      (decrees are the government's, by year)
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from search.docnumbers import DocNumber
from search.errors import DataError
from search.model import NAMED
from search.text import lower, new_style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DATA = Path(__file__).with_name("data")


class Resolution(NamedTuple):
    """A resolution of a plenum under its number; `is_main` if the short name of the plenum's means it."""

    name: str
    number: str
    issued: date
    term: str
    about: str
    is_main: bool


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_WORDS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_PLENUM = "|".join((r"\d\d?", *_WORDS, "bốn"))
_KHOA = r"\(? ?(?:khoá|k\.?) ?"
_TERM = r"(?:[ivx]+|1[0-5]|[5-9])(?!\w)"
_PLENUMS = re.compile(
    rf"n(?<!\wn)(?:ghị quyết|q)(?: hội nghị)? ?(?:(?:lần thứ (?P<before>{_PLENUM}),? )?(?:của )?"
    rf"(?:ban chấp hành )?(?:trung ương|t\.?[wư]\.?(?!\w)|tw(?=\d))(?: đảng)?,? ?)"
    rf"(?:\(?(?:lần thứ )?(?P<after>(?:{_PLENUM})(?:(?: ?, ?| và )(?:{_PLENUM})(?!\w))*)\)?)?,? ?"
    rf"{_KHOA}(?P<terms>{_TERM}(?:\)?(?: ?, ?| và | ?& ?)(?:{_KHOA})?{_TERM})*)\)?"
)
_NUMERAL = re.compile(rf"(?<!\w)(?:{_PLENUM})(?!\w)")
_TERMS = re.compile(rf"(?<!\w){_TERM}")

_ISSUERS = {
    "bộ chính trị": ("TW", "centre"),
    "ban bí thư": ("TW", "centre"),
    "ban chấp hành trung ương": ("TW", "centre"),
    "trung ương đảng": ("TW", "centre"),
    "ban tổ chức trung ương": ("BTCTW", "organ"),
    "uỷ ban kiểm tra trung ương": ("UBKTTW", "organ"),
    "ban tuyên giáo trung ương": ("BTGTW", "organ"),
    "văn phòng trung ương": ("VPTW", "organ"),
    "tỉnh uỷ": ("TU", "committee"),
    "thành uỷ": ("TU", "committee"),
    "huyện uỷ": ("HU", "committee"),
    "quận uỷ": ("QU", "committee"),
    "thủ tướng": ("TTg", "premier"),
    "chính phủ": ("CP", "government"),
    "văn phòng chính phủ": ("VPCP", "office"),
    "ubnd": ("UBND", "administration"),
    "uỷ ban nhân dân": ("UBND", "administration"),
    "hđnd": ("HĐND", "council"),
    "hội đồng nhân dân": ("HĐND", "council"),
}
_MINISTRIES = {
    "bộ kế hoạch và đầu tư": "BKHĐT",
    "bộ kế hoạch đầu tư": "BKHĐT",
    "bộ nội vụ": "BNV",
    "bộ tài chính": "BTC",
    "bộ công an": "BCA",
    "bộ quốc phòng": "BQP",
    "bộ y tế": "BYT",
    "bộ xây dựng": "BXD",
    "bộ tư pháp": "BTP",
    "bộ công thương": "BCT",
    "bộ giao thông vận tải": "BGTVT",
    "bộ giáo dục và đào tạo": "BGDĐT",
    "bộ tài nguyên và môi trường": "BTNMT",
    "bộ thông tin và truyền thông": "BTTTT",
    "bộ khoa học và công nghệ": "BKHCN",
}
_ISSUERS |= {name: (sign, "ministry") for name, sign in _MINISTRIES.items()}
_SIGNS = {
    "nghị quyết": ("NQ", "centre committee government council"),
    "chỉ thị": ("CT", "centre committee premier administration"),
    "kết luận": ("KL", "centre committee"),
    "quy định": ("QĐ", "centre committee"),
    "quyết định": ("QĐ", "centre organ committee premier administration"),
    "thông báo": ("TB", "centre organ committee office administration"),
    "hướng dẫn": ("HD", "organ"),
    "kế hoạch": ("KH", "organ committee administration"),
    "công điện": ("CĐ", "premier"),
    "chương trình": ("CTr", "committee"),
    "đề án": ("ĐA", "committee"),
    "công văn": ("CV", "centre organ committee office ministry administration"),
    "văn bản": ("CV", "office ministry"),
}
"""Types of documents, their signs, and the groups of issuers whose documents of this type have it."""

SIGNS_OF: Mapping[str, tuple[str, ...]] = {kind: (sign,) for kind, (sign, _) in _SIGNS.items()} | {
    "quy định": ("QĐ", "QĐi"),
    "nghị định": ("NĐ",),
    "thông tư": ("TT",),
    "thông tri": ("TT",),
    "báo cáo": ("BC",),
}
"""Types of documents by name, and their signs."""

_OF_STATE, _OF_PARTY = ("nghị định", "thông tư"), ("thông tri",)
"""Types that only the state has, or only the party."""

_HINT = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(_SIGNS)}|nghị định)(?: số:?)? \d"
    r"|n(?:ghị quyết|q)(?: hội nghị| lần thứ| của| ban chấp hành| trung ương| ?t\.?[wư]))"
)
"""Something like this stands in every text that names a document; most texts have none."""
_NUMBERED = re.compile(
    r"\d(?<= \d)(?:" + "|".join(rf"(?<={word} \d)" for word in (*_SIGNS, "nghị định", "số", "số:")) + ")"
)
"""A number with the words of `_HINT` before it: digits are few, and quickly found."""
_LETTERS = ("office", "ministry", "administration")
"""Groups whose letters have a number and the sign of the office, no type."""
_ISSUER = "|".join(sorted(_ISSUERS, key=len, reverse=True))
_TYPES = "|".join(_SIGNS)
_DAY = r"\d\d?[/.-]\d\d?[/.-](?:19|20)\d\d"
_BARE = re.compile(
    rf"(?<!\w)(?P<type>{_TYPES})(?: số:?)? (?P<list>(?:\d{{1,4}}(?:, ?| và (?:số )?)){{0,3}})"
    r"(?P<number>\d{1,4})(?![\w/%-]|[.,]\d| ?[-–/])"
    r"(?! (?:năm|tháng|ngày(?! \d)|tổ chức|đảng viên|trường hợp|người|hộ|doanh nghiệp"
    r"|cán bộ|vụ|xã|huyện|đồng chí)(?!\w))"
)
_OWNED = re.compile(
    rf",? ?\(?(?:(?:ra |ban hành |ký )?(?:ngày )?{_DAY}\)?,? ?|\(?khoá [ivx]+\)?,? ?)?\(?"
    rf"(?:do|của|quy định của) (?:ban thường vụ |thường trực )?(?P<issuer>{_ISSUER})(?!\w)"
)
_ISSUED = re.compile(
    rf"(?<!\w)(?<!văn phòng )(?P<issuer>{_ISSUER})(?!\w)(?P<between>[^.;:()\n]{{0,60}}?(?<!\w)"
    r"(?:ký|ban hành|có|ra|phê duyệt)(?!\w)[^.;:()\n\d]{0,24})\Z"
)
_OFFICE = re.compile(
    r"(?<!\w)(?:văn phòng chính phủ|vpcp)(?!\w)[^.;\n\d]{0,40} văn bản số (?P<number>\d{1,4})"
    r" thông báo kết luận"
)
"""The office of the government tells the premier's conclusions in notices."""
_NEAR = 120
"""How far before a number its issuer is looked for, in code points."""

_DECREE = re.compile(
    r"nghị định(?<!\wnghị định)(?: số:?)? (?P<number>\d{1,3})"
    r"(?:/(?P<year>(?:19|20)\d\d)(?![\w/-])|(?![\w/%-]|[.,]\d))"
)
_DATED = re.compile(
    r",? (?:của chính phủ,? )?\(?(?:(?:ban hành |ký |ra )?(?:ngày )?\d\d?[/.-]\d\d?[/.-]|năm )"
    r"(?P<year>(?:19|20)\d\d)(?!\d)"
)
_DATED_BEFORE = re.compile(
    r"\d\d?[/.-]\d\d?[/.-](?P<year>(?:19|20)\d\d)(?!\d)[^.;\n\d]{0,60}"
    r"(?<!\w)(?:ban hành|ký|ra)(?!\w)[^.;\n\d]{0,20}\Z"
)


def forms_of(kind: str) -> tuple[str, ...]:
    """What parts number and issuer of a type of documents: `-CT/` of the party, `/CT-` of the state."""
    party = () if kind in _OF_STATE else tuple(f"-{sign}/" for sign in SIGNS_OF[kind])
    return party if kind in _OF_PARTY else (*party, *(f"/{sign}-" for sign in SIGNS_OF[kind]))


@cache
def resolutions() -> Mapping[str, tuple[Resolution, ...]]:
    """The resolutions of plenums by the short name: `NQTW 4 khóa XII`; the one that is meant comes first."""
    try:
        lines = (DATA / "resolutions.tsv").read_text("utf-8").splitlines()[1:]
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot read the table of resolutions: {error}") from error
    found: dict[str, list[Resolution]] = {}
    for number, line in enumerate(lines, 2):
        fields = line.split("\t")
        if len(fields) != 6:
            raise DataError(f"resolutions.tsv, line {number}: {len(fields)} columns instead of 6")
        plenum, term, written, issued, about, main = fields
        name = _name(plenum, term)
        one = Resolution(name, written, date.fromisoformat(issued), term, about, main == "yes")
        found.setdefault(name, []).append(one)
    return {name: tuple(sorted(some, key=lambda one: not one.is_main)) for name, some in found.items()}


def find_named(text: str) -> Iterator[DocNumber]:
    """The documents of a canonical text that are named without their sign."""
    return named_in_lower(lower(text))


def named_in_lower(low: str) -> Iterator[DocNumber]:
    """`find_named` for whom the text in lower case is at hand."""
    if not ("nghị quyết" in low or "nq" in low or _NUMBERED.search(low)) or not _HINT.search(low):
        return
    small = new_style(low)
    if "trung ương" in small or "t.ư" in small or "tw" in small or "tư" in small:
        for match in _PLENUMS.finditer(small):
            if names := _plenums(match):
                yield DocNumber(match.start(), match.start(), match.end(), names, "party")
    for match in _BARE.finditer(small):
        if read := _bare(match, small):
            numbers, kind = read
            yield DocNumber(match.start(), match.start("list"), match.end("number"), numbers, kind)
    for match in _OFFICE.finditer(small) if "thông báo kết luận" in small else ():
        number = f"{int(match['number']):02d}/TB-VPCP"
        yield DocNumber(match.start("number"), match.start("number"), match.end("number"), (number,), "state")
    for match in _DECREE.finditer(small):
        if year := match["year"] or _year_beside(match, small):
            number, end = (
                f"{int(match['number']):02d}/{year}/NĐ-CP",
                match.end("year" if match["year"] else "number"),
            )
            yield DocNumber(match.start(), match.start("number"), end, (number,), "state")


def _year_beside(match: re.Match[str], small: str) -> str:
    """The year of a decree from the date beside it."""
    after = _DATED.match(small, match.end())
    before = after or _DATED_BEFORE.search(small, max(0, match.start() - _NEAR), match.start())
    return before["year"] if before else ""


def _plenums(match: re.Match[str]) -> tuple[str, ...]:
    written = match["before"] or match["after"]
    if not written:
        return ()
    plenums = [_figure(numeral) for numeral in _NUMERAL.findall(written)]
    terms = [_roman(term) for term in _TERMS.findall(match["terms"])]
    return tuple(_name(plenum, term) for plenum in plenums for term in terms if term)


def _figure(numeral: str) -> str:
    if numeral == "bốn":
        return "4"
    return str(int(numeral)) if numeral.isdecimal() else str(_WORDS.index(numeral) + 1)


def _roman(term: str) -> str:
    if term.isdecimal():
        return _ROMAN[int(term) - 1]
    return term.upper() if term.upper() in _ROMAN else ""


def _name(plenum: str, term: str) -> str:
    return f"{NAMED}{plenum} khóa {term}"


def _bare(match: re.Match[str], small: str) -> tuple[tuple[str, ...], str] | None:
    """The numbers of documents whose issuer stands behind it, or before it with a verb of issuing."""
    owned = _OWNED.match(small, match.end())
    found = owned or _ISSUED.search(small, max(0, match.start() - _NEAR), match.start())
    if found is None or small.startswith(" thông báo kết luận", match.end()):
        return None
    issuer, group = _ISSUERS[found["issuer"]]
    sign, groups = _SIGNS[match["type"]]
    if group not in groups.split():
        return None
    if sign == "CV" and group in _LETTERS:
        number = f"{int(match['number']):02d}"
        return (f"{number}/{issuer}",), "letter"
    numbers = [f"{int(number):02d}" for number in (*re.findall(r"\d+", match["list"]), match["number"])]
    if group in ("centre", "organ", "committee"):
        return tuple(f"{number}-{sign}/{issuer}" for number in numbers), "party"
    return tuple(f"{number}/{sign}-{issuer}" for number in numbers), "state"
