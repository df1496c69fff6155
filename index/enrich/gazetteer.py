"""The names of all administrative units, to be looked up in running text.

A name is compared in the form of `search.text.comparable`, so that both placements of tone marks are one
name; blanks around a dash and the shape of an apostrophe do not count either. Of a text without accents
the names are compared without them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from search import places
from search.text import VIETNAMESE_LETTERS, comparable, folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from search.places import Level, Unit

UPPER = "".join(sorted({letter.upper() for letter in VIETNAMESE_LETTERS} | set("FJWZ")))
WORD = rf"[{UPPER}][^\W\d_]*(?:['’] ?[^\W\d_]+)*"
"""A word that begins with a capital letter, as every word of a name does."""

_JOIN = r"(?: ?[-–] ?| )"
_LONGEST_NAME = 6
_PART = rf"(?:{WORD}|\d{{1,2}}(?![\d/.,%]*\d|%|/))"
_RUN = re.compile(rf"{_PART}(?:{_JOIN}{_PART}){{0,{_LONGEST_NAME - 1}}}")
_SMALL_RUN = re.compile(r"[^\W\d_]+(?:['’ -][^\W\d_]+){0,3}")
_WORD = re.compile(_PART)
_SMALL_WORD = re.compile(r"[^\W\d_]+")
_DASH = re.compile(r" ?[-–] ?")
_QUOTE = re.compile(r"['’] ?")

SURNAMES = frozenset(
    comparable(
        "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trương mai "
        "đào đoàn lâm trịnh hà tô vương lương cao tạ châu thái tăng phùng quách chu lưu triệu "
        "nông lò lường quàng vàng vừ giàng sùng cầm tòng bế hứa kiều la mạc nghiêm tống tôn y"
    ).split()
)
"""First words of persons' names; a place name may be followed by one: `Bí thư Huyện ủy X Nguyễn Văn Y`."""


class Found(NamedTuple):
    """A name found in a text: where it ends, its key, and the units that bear it or bore it."""

    end: int
    key: str
    units: tuple[Unit, ...]


@lru_cache(maxsize=1 << 17)
def name_key(name: str) -> str:
    """The form in which two spellings of a place name are equal."""
    return _DASH.sub("-", _QUOTE.sub("'", comparable(name))).removeprefix("0")


@cache
def bearers() -> Mapping[str, tuple[Unit, ...]]:
    """All units by the key of any name that they ever bore, and of further names."""
    by_key: dict[str, dict[str, Unit]] = defaultdict(dict)
    for unit in places.units():
        for name in (*(form.name for form in unit.forms), *unit.aliases):
            by_key[name_key(name)][unit.id] = unit
    return {key: tuple(units.values()) for key, units in by_key.items()}


@cache
def plain_bearers() -> Mapping[str, tuple[Unit, ...]]:
    """The same by keys without accents."""
    by_key: dict[str, dict[str, Unit]] = defaultdict(dict)
    for key, units in bearers().items():
        by_key[folded(key)].update((unit.id, unit) for unit in units)
    return {key: tuple(units.values()) for key, units in by_key.items()}


@lru_cache(maxsize=1 << 17)
def named(name: str, *, plain: bool = False) -> tuple[str, tuple[Unit, ...]]:
    """The key of a name as written, and the units that bear it; `plain` for texts without accents."""
    key = name_key(name)
    return (key, plain_bearers().get(folded(key), ())) if plain else (key, bearers().get(key, ()))


def level_of(unit: Unit) -> Level:
    """The level of a unit of the table."""
    level = places.level(unit.id)
    assert level is not None
    return level


def reads_as_person(key: str) -> bool:
    """Whether a name has the shape of a person's: a surname and at least two more words."""
    words = key.split()
    return len(words) > 2 and words[0] in SURNAMES


def names_at(text: str, start: int, *, plain: bool = False) -> Iterator[Found]:
    """Names of units that begin at an offset, the longest first."""
    run = _RUN.match(text, start)
    if run is None:
        return
    end = run.end()
    ends = (
        [end]
        if " " not in run[0] and "-" not in run[0]
        else [w.end() for w in _WORD.finditer(text, start, end)]
    )
    for stop in reversed(ends):
        key, units = named(text[start:stop], plain=plain)
        if units:
            yield Found(stop, key, units)


def small_names_at(text: str, start: int) -> Iterator[Found]:
    """The same in a text without capitals, names of two words and more, the longest first."""
    run = _SMALL_RUN.match(text, start)
    if run is None:
        return
    for stop in reversed([word.end() for word in _SMALL_WORD.finditer(text, start, run.end())][1:]):
        key, units = named(text[start:stop])
        if units:
            yield Found(stop, key, units)
