"""Who wrote an article: closing names, labels (`Tác giả: X`) and sources (`Theo X`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.clean.language import is_syllable
from index.clean.wording import choice
from search.model import BlockKind
from search.text import comparable, folded

if TYPE_CHECKING:
    from index.clean.lines import Line
    from search.model import Article

_LABEL = re.compile(
    r"\(?"
    + choice(r"""
        tac gia|nguoi viet|nguoi dang|dang boi|nguoi gui|phong vien|nhom (?:pv|phong vien|tac gia)|pv|ctv
        cong tac vien
        bien soan|bien tap|thuc hien|noi dung|bai viet|tin bai|tin anh|bai anh|by|author
        (?:tin|bai|anh)(?:(?: ?[,&/+-] ?| va )(?:tin|bai|anh|video|clip|do hoa)){0,3}
    """)
    + r" ?: ?(?=\S)"
)
_GENRE = re.compile(r"\(?(?:ky su|but ky|phong su|ghi chep|tuy but|tan van|bai(?: va anh)?) cua (?=\S)")
_PHOTO_LABEL = re.compile(r"\(?anh ?:")
_SOURCE = re.compile(r"\(?(?:nguon(?: tin| bai| tham khao)?|source) ?: ?(?=\S)|\(?theo ?: ?(?=\S)")
_ACCORDING = re.compile(r"\(?theo (?=\S)")
_LABELS = (_LABEL, _GENRE, _PHOTO_LABEL, _ACCORDING)
_OUTLET = re.compile(
    r"\b(?:bao|dai|tap chi|ttxvn|trang|cong|website|vov|vtv|ban tin)\b|\w\.(?:vn|com|org|net)\b"
)
_JOINTS = re.compile(r"\s+[-–—]\s+|\s*[,;&/+]\s*|\s+(?:và|VÀ)\s+|[-–](?=[A-ZĐ])")
_PARENTHESIS = re.compile(r"^([^()]+?)\s*\(([^()]+)\)$")
_INITIALS = re.compile(r"(?:[A-ZĐ][a-zđ]{0,2}\.){1,2}[A-ZĐÂÊÔƠƯĂ]\w*\.?")  # Q.Hải, P.V
_GROUP = re.compile(r"(?:nhom (?:pv|phong vien|tac gia|ctv)|pv|phong vien|ctv)(?: [a-z]+){0,4}")
_CLOSED = " .*/()[]–-:"
_NAME_LIMIT = 5  # syllables: longer names of people are rarer than headlines in capitals
_ORGANISATION_LIMIT = 14
_LABELLED_LIMIT = 16

_ORGANISATIONS = re.compile(
    choice(r"""
        ban|phòng|văn phòng|trung tâm|đảng bộ|đảng uỷ|(?:huyện|thành|thị|tỉnh|quận|bí thư) (?:uỷ|đoàn)|uỷ ban
        ubnd|hđnd
        ubmttq|mttq|mặt trận|chi bộ|chi đoàn|đoàn|hội|liên đoàn|lđlđ|công an|ban chỉ huy|quân sự|bộ đội|đồn
        trường|sở
        báo|đài|cổng|phường|xã|thị trấn|huyện|quận|thành phố|thị xã|tỉnh|bch|btc|btg|bbt|tt|vp|vhtt|khối
        toà án|viện
        chi cục|cục|kho bạc|ngân hàng|bảo hiểm|bhxh|tổ|thôn|khu|nhóm
    """)
    + r"\b"
)
"""How names of organisations and places begin: common nouns, as `search.text.comparable` writes them."""
_ALSO_SURNAMES = frozenset({"đoàn", "trường"})

_NEWSROOM = frozenset(
    {"bbt", "btv", "pv", "ctv", "ban bien tap", "nhom pv", "nhom phong vien", "phong vien", "tong hop"}
)


_ROLES = frozenset(
    {"tong hop", "t/h", "t / h", "th", "thuc hien", "luoc ghi", "luoc dich", "ghi", "dich", "bien soan"}
)

_NO_PEN_NAME = frozenset("anh bai gui het len moi nguon sau theo tin top truoc ve viet xem xong".split())
"""Single words that close a page and name nobody."""

_NO_NAME = re.compile(r"\(?theo |[ivx]{1,4}[.)] ")


def is_signature(line: Line) -> bool:
    """Whether the line is names of people, each with or without their office, and nothing else."""
    return line.is_whole and not _NO_NAME.match(line.fold) and is_names(line.head)


def is_pen_name(line: Line) -> bool:
    """Whether the line is one capitalised syllable: whoever signs that way does so on the last line."""
    bare = line.head.strip(_CLOSED)
    return (
        line.is_whole
        and len(bare) > 1
        and bare[0].isupper()
        and bare[1:].islower()
        and is_syllable(bare)
        and folded(bare) not in _NO_PEN_NAME
    )


def is_names(text: str) -> bool:
    """`Văn Thi - Ban Tổ chức Huyện ủy`: a person first, then persons or organisations. Never a sentence."""
    outer = _PARENTHESIS.match(text.strip())
    if outer is None:
        parts = _parts(text)
    elif folded(outer[2].strip()) in _ROLES or _is_organisation(outer[2].strip()):
        parts = _parts(outer[1])
    else:
        parts = [*_parts(outer[1]), *_parts(outer[2].removeprefix("Theo "))]
    if not parts:
        return False
    first = folded(parts[0])
    if first in _NEWSROOM or _GROUP.fullmatch(first):
        return all(map(_is_organisation, parts[1:]))
    alone = len(parts) == 1
    return _is_person(parts[0], alone=alone) and all(
        _is_person(part, alone=False) or _is_organisation(part) for part in parts[1:]
    )


def _parts(text: str) -> list[str]:
    return [bare for part in _JOINTS.split(text.strip(_CLOSED)) if (bare := part.strip(_CLOSED))]


def is_office(line: Line) -> bool:
    """Whether the line names an organisation or a place, as the second line of a signature does."""
    return (
        line.words <= _ORGANISATION_LIMIT
        and not line.is_sentence
        and _is_organisation(line.text.strip(_CLOSED))
    )


def is_labelled(line: Line) -> bool:
    """`Tác giả: X`, `Tin, ảnh: X`: a short line whose label says that names follow."""
    label = _LABEL.match(line.fold) or _GENRE.match(line.fold)
    if not label or not line.is_whole or line.words > _LABELLED_LIMIT:
        return False
    rest = line.head[label.end() :].strip()
    return is_names(rest) or (
        line.fold.startswith(("tac gia", "nguoi viet", "nguoi dang")) and not line.has_full_stop
    )


def is_photo_credit(line: Line) -> bool:
    """`Ảnh: X` with a name: at the end of an article it credits the photographer."""
    label = _PHOTO_LABEL.match(line.fold)
    return label is not None and line.is_whole and is_names(line.head[label.end() :])


def is_source(line: Line) -> bool:
    """`Nguồn: X`, `Theo X`: where the text was taken from. `Theo` must be followed by an outlet, or names."""
    if line.words > 12 or not line.is_whole:
        return False
    if _SOURCE.match(line.fold):
        return True
    according = _ACCORDING.match(line.fold)
    if not according or line.words > 8 or line.fold.endswith((",", ":")):
        return False
    rest = line.head[according.end() :].strip(_CLOSED)
    return is_names(rest) or (
        _OUTLET.search(folded(rest)) is not None and rest[:1].isupper() and "," not in rest
    )


def byline(article: Article) -> str:
    """Who wrote the article, worded for people: `Đoàn Thu (Phường Bình Ngọc)`; empty if it does not say.

    Names that stand twice, below the title and at the end, are named once.
    """
    named: dict[str, str] = {}
    for block in article.blocks_of(BlockKind.BYLINE):
        for part in re.split(r" [-–] ", _worded(article.of(block))):
            named.setdefault(re.sub(r"\W", "", folded(part)), part)
    return " - ".join(named.values())


def _worded(text: str) -> str:
    lines = [_unlabelled(line) for line in text.split("\n") if line.strip()]
    if len(lines) == 2 and _is_organisation(lines[1]):
        return f"{lines[0]} ({lines[1]})"
    return " - ".join(lines)


def _unlabelled(line: str) -> str:
    line = " ".join(line.split())
    fold = folded(line)
    label = next(filter(None, (label.match(fold) for label in _LABELS)), None)
    if label:
        line = line[label.end() :]
    line = line.strip(" .*/[]–-:")
    return (
        line[1:-1].strip()
        if line.startswith("(") and line.endswith(")")
        else line.removesuffix(")")
        if "(" not in line
        else line
    )


def _is_person(part: str, *, alone: bool) -> bool:
    tokens = part.split()
    if not tokens or len(tokens) > _NAME_LIMIT or _is_organisation(part):
        return False
    if len(tokens) == 1:
        if _INITIALS.fullmatch(part):
            return True
        bare = part.replace(".", "")
        return (
            bare.isalpha() and part[0].isupper() and (not alone or (bare.isupper() and 2 <= len(bare) <= 4))
        )
    return all(_is_name_token(token) for token in tokens)


def _is_name_token(token: str) -> bool:
    bare = token.replace(".", "")
    return bare.isalpha() and bare[0].isupper() and (bare[1:].islower() or bare.isupper())


def _is_organisation(part: str) -> bool:
    tokens = part.split()
    if not part[:1].isupper() or len(tokens) > _ORGANISATION_LIMIT:
        return False
    match = _ORGANISATIONS.match(comparable(part))
    if match is None:
        return False
    return match[0] not in _ALSO_SURNAMES or not all(map(_is_name_token, tokens))
