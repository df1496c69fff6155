"""The names of all administrative units, to be looked up in running text.

A name is compared in the form of `search.text.comparable`, so that both placements of tone marks are one
name; blanks around a dash and the shape of an apostrophe do not count either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from search import places
from search.text import VIETNAMESE_LETTERS, comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from search.places import Level, Unit

UPPER = "".join(sorted({letter.upper() for letter in VIETNAMESE_LETTERS} | set("FJWZ")))
WORD = rf"[{UPPER}][^\W\d_]*(?:['’][^\W\d_]+)*"
"""A word that begins with a capital letter, as every word of a name does."""

_JOIN = r"(?: ?[-–] ?| )"
_LONGEST_NAME = 6
_PART = rf"(?:{WORD}|\d{{1,2}}(?![\d/.,%]*\d|%|/))"
_RUN = re.compile(rf"{_PART}(?:{_JOIN}{_PART}){{0,{_LONGEST_NAME - 1}}}")
_WORD = re.compile(_PART)
_DASH = re.compile(r" ?[-–] ?")

SURNAMES = frozenset(
    comparable(
        "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trương mai "
        "đào đoàn lâm trịnh hà tô vương lương cao tạ châu thái tăng phùng quách chu lưu triệu "
        "nông lò lường quàng vàng vừ giàng sùng cầm tòng bế hứa kiều la mạc nghiêm tống tôn y"
    ).split()
)
"""First words of persons' names; a place name may be followed by one: `Bí thư Huyện ủy X Nguyễn Văn Y`."""


class Found(NamedTuple):
    """A name found in a text: where it ends, its key, and the units that bear it."""

    end: int
    key: str
    units: tuple[Unit, ...]


def name_key(name: str) -> str:
    """The form in which two spellings of a place name are equal."""
    return _DASH.sub("-", comparable(name).replace("’", "'")).removeprefix("0")


@cache
def bearers() -> Mapping[str, tuple[Unit, ...]]:
    """All units by the key of their name or of a further name."""
    by_key: dict[str, list[Unit]] = defaultdict(list)
    for unit in places.units():
        for name in (unit.name, *unit.aliases):
            by_key[name_key(name)].append(unit)
    return {key: tuple(units) for key, units in by_key.items()}


def level_of(unit: Unit) -> Level:
    """The level of a unit of the table."""
    level = places.level(unit.id)
    assert level is not None
    return level


def reads_as_person(key: str) -> bool:
    """Whether a name has the shape of a person's: a surname and at least two more words."""
    words = key.split()
    return len(words) > 2 and words[0] in SURNAMES


def names_at(text: str, start: int) -> Iterator[Found]:
    """Names of units that begin at an offset, the longest first."""
    known = bearers()
    run = _RUN.match(text, start)
    if run is None:
        return
    for end in sorted((word.end() for word in _WORD.finditer(text, start, run.end())), reverse=True):
        key = name_key(text[start:end])
        if units := known.get(key):
            yield Found(end, key, units)
