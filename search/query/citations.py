"""Official documents in a query: which one is meant, by its number, and by date, term or issuer beside it.

    28-CT/TW, 28 ct tw               a number in any writing
    chỉ thị 28                       a number of a kind: of whatever issuer
    28-CT/TW ngày 21/1/2019          that of the term in which this day lies, for party numbers begin anew
    28-CT/TW khóa XII                the same by its name
    07-CT/TU của Tỉnh ủy Thái Bình   that of this province
    Nghị quyết Trung ương 4 khóa XII a resolution by the name of its plenum

What is told beside the number belongs to it, and is not looked for as words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from search import placenames
from search.docnames import SIGNS_OF, find_named, forms_of
from search.docnumbers import find_numbers, padded
from search.model import NAMED, Best, Cites, Or
from search.moments import days_in_lower
from search.terms_of_office import congress_of
from search.text import folded, has_marks, lower, new_style

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from search.model import Node


class Document(NamedTuple):
    """A document that is named at `text[start:end]`; `is_sure` where it has a sign or a name of its own."""

    start: int
    end: int
    text: str
    cited: tuple[Cites, ...]
    is_sure: bool

    @property
    def node(self) -> Node:
        """What asks for it."""
        return self.cited[0] if len(self.cited) == 1 else Or(self.cited)


class _Beside(NamedTuple):
    """What stands beside a number: up to where, and what it tells."""

    end: int
    day: date | None = None
    term: str = ""
    places: tuple[str, ...] = ()


DIGIT = re.compile(r"\d")
"""What every day has in it, and every document but a resolution that is named by its plenum."""

REMEMBERED = 1 << 10
"""Texts whose documents are remembered: a query asks for those of the same words several times."""

_CENTRAL = re.compile(r"/(?:TW|\w*TW)\Z")
_KIND = "|".join(sorted(SIGNS_OF, key=len, reverse=True))
_CUE = "số "
_BLANKS = re.compile(r"(?<![\w/.,-])\d{1,4}[a-e]? ?[-/]? ?[^\W\d_]{2,4}(?: ?[-/] ?| )[^\W\d_]\S*")
_BARE = re.compile(rf"(?<!\w)(?P<kind>{_KIND})(?: số:?)? (?P<number>\d{{1,4}})(?![\w/%]|[.,]\d| ?[-–/])")
_LINK = r"(?:,? ?(?:(?:do|của|được) )?)"
_DAY = re.compile(rf"{_LINK}(?P<open>\()?(?:(?:ban hành|ký|ra) )?(?:ngày )?(?=\d)")
_TERM = re.compile(rf"{_LINK}(?P<open>\()?khoá (?P<term>[ivx]+)(?!\w)(?(open)\))")
_CENTRE = re.compile(
    rf"{_LINK}(?:bộ chính trị|ban bí thư|ban chấp hành trung ương(?: đảng)?|trung ương(?: đảng)?"
    r"|thủ tướng(?: chính phủ)?|chính phủ|quốc hội)(?!\w)"
)
_COMMITTEES = {"tỉnh uỷ": "tỉnh", "thành uỷ": "thành phố", "huyện uỷ": "huyện", "quận uỷ": "quận"}
_BODY = re.compile(
    rf"{_LINK}(?:ban thường vụ |thường trực |chủ tịch )?(?:(?P<committee>{'|'.join(_COMMITTEES)})"
    r"|(?:ubnd|hđnd|uỷ ban nhân dân|hội đồng nhân dân) (?P<unit>tỉnh|thành phố|huyện|quận|thị xã))"
    r"(?: tỉnh| thành phố)? (?P<name>[^\W_][^\s(),;]*(?: [^\W_][^\s(),;]*){0,4})"
)
_PIECES = 4
"""Things told beside a number that are read."""


@lru_cache(REMEMBERED)
def documents_in(text: str) -> tuple[Document, ...]:
    """The documents of a canonical query, in order, none overlapping; those with a sign come first."""
    said = marked(text)
    low = new_style(lower(said))
    readers = (_signed, _loose, _named, _bare) if DIGIT.search(text) else (_named,)
    found = sorted((one for reader in readers for one in reader(said, low)), key=_rank)
    taken: list[Document] = []
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in taken):
            taken.append(one._replace(text=text[one.start : one.end]))
    return tuple(sorted(taken))


def citation_of(text: str) -> Document | None:
    """The first document of a text, or of what may be its number: `28`, `28-ct/tw`."""
    return next(iter(documents_in(text)), None)


def _rank(document: Document) -> tuple[bool, int, int]:
    return not document.is_sure, document.start - document.end, document.start


_SAID = (
    *(
        *SIGNS_OF,
        "số",
        "ngày",
        "tháng",
        "năm",
        "khoá",
        "của",
        "do",
        "ban thường vụ",
        "thường trực",
        "chủ tịch",
    ),
    *("bộ chính trị", "ban bí thư", "ban chấp hành", "trung ương", "thủ tướng", "chính phủ", "quốc hội"),
    *("tỉnh uỷ", "thành uỷ", "huyện uỷ", "quận uỷ", "uỷ ban nhân dân", "hội đồng nhân dân", "tỉnh", "huyện"),
    *("thành phố", "quận", "thị xã", "hội nghị", "lần thứ"),
)
"""What is said round a number."""
_BY_FOLD = {folded(said): said for said in _SAID}
_FOLDS = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_BY_FOLD, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def marked(text: str) -> str:
    """A text without marks with those of the words that are said round numbers: `chi thi 28`; length kept."""
    if has_marks(text) or not any(map(str.isdigit, text)):
        return text
    return _FOLDS.sub(lambda found: _BY_FOLD[found[0].lower()], text)


def capitals(text: str) -> str:
    """Capitals, length kept: in a query `28-ct/tw` is a document number without more ado."""
    upper = text.upper()
    if len(upper) == len(text):  # none becomes shorter
        return upper
    return "".join(upper if len(upper := char.upper()) == 1 else char for char in text)


def _signed(text: str, low: str) -> Iterator[Document]:
    for number in find_numbers(capitals(text)):
        start = number.at if number.numbers[1:] else number.start
        yield _document(text, low, start, number.end, (number.numbers[-1],), is_sure=True)


def _loose(text: str, low: str) -> Iterator[Document]:
    """A sign with blanks for strokes, `28 CT TW`: in a query it is one without more ado."""
    for match in _BLANKS.finditer(low):
        said = f"{_CUE}{capitals(match[0])}"
        found = next(find_numbers(said), None)
        if found is not None and found.at == len(_CUE) and found.end > len(_CUE):
            start = match.start()
            yield _document(text, low, start, start + found.end - len(_CUE), found.numbers, is_sure=True)


def _named(text: str, low: str) -> Iterator[Document]:
    for named in find_named(text):
        yield _document(text, low, named.start, named.end, named.numbers, is_sure=True)


def _bare(text: str, low: str) -> Iterator[Document]:
    """A kind and a number without a sign: `chỉ thị 28` is `28-CT/*`."""
    for match in _BARE.finditer(low):
        number = padded(match["number"])
        forms = forms_of(match["kind"])
        dated = (f"/*{form}" for form in forms if form.startswith("/"))
        patterns = tuple(f"{number}{form}*" for form in (*forms, *dated))
        yield _document(text, low, match.start(), match.end(), patterns, is_sure=False)


def _document(
    text: str, low: str, start: int, end: int, numbers: tuple[str, ...], *, is_sure: bool
) -> Document:
    told = _Beside(end)
    for _ in range(_PIECES):
        more = _beside(low, told)
        if more is None:
            break
        told = more
    cited = tuple(_cites(number, told) for number in numbers)
    return Document(start, told.end, text[start : told.end], cited, is_sure)


def _beside(low: str, told: _Beside) -> _Beside | None:
    """One more thing that stands right behind what was read."""
    if told.day is None and (link := _DAY.match(low, told.end)):
        moment = next(days_in_lower(low, link.end(), min(len(low), link.end() + 40)), None)
        end = moment.span.end if moment is not None and moment.span.start == link.end() else 0
        if moment is not None and end and (not link["open"] or low.startswith(")", end)):
            return told._replace(end=end + bool(link["open"]), day=moment.day)
    if not told.term and (said := _TERM.match(low, told.end)):
        return told._replace(end=said.end(), term=said["term"].upper())
    if centre := _CENTRE.match(low, told.end):
        return told._replace(end=centre.end())
    if not told.places and (body := _BODY.match(low, told.end)):
        kind = body["unit"] or _COMMITTEES[body["committee"]]
        words = body["name"].split(" ")
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            units = tuple(one.unit.id for one in placenames.find(f"{kind} {name}") if one.whole)
            if units:
                return told._replace(end=body.start("name") + len(name), places=units)
    return None


def _cites(number: str, told: _Beside) -> Cites:
    """A number with what tells it from others of its kind, as the keys of citations have it."""
    if number.startswith(NAMED):
        return Cites(number)
    if _CENTRAL.search(number):
        return Cites(number, term=congress_of(told.day) if told.day else told.term)
    year = str(told.day.year) if told.day and f"/{told.day.year}/" not in number else ""
    return Cites(number, told.term if "*" in number else "", told.places, "" if "*" in number else year)


def with_typed(document: Document, typed: Node) -> Node:
    """What asks for a document, or for its words where it is not sure to be one."""
    return document.node if document.is_sure else Best(((1.0, typed), (1.0, document.node)))
