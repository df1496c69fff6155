"""Articles about places, and units of the map that they may be about."""

from collections import Counter, defaultdict
from datetime import date
from functools import cache

from search import places
from search.model import Article, Block, BlockKind, Published
from search.places import Level
from search.text import canonical, comparable

OLD_DAY = Published(day=date(2022, 5, 4))
NEW_DAY = Published(day=date(2026, 9, 2))
K = BlockKind


def article(*parts: tuple[BlockKind, str]) -> Article:
    """An article made of labelled texts, one block each."""
    text, blocks = "", []
    for kind, part in parts:
        text += "\n" * bool(text)
        blocks.append(Block(kind, len(text), len(text) + len(part)))
        text += part
    return Article(text, tuple(blocks), "test")


def body(*paragraphs: str, title: str = "Kết nạp đảng viên mới") -> Article:
    """An article with a title that names no place."""
    return article((K.TITLE, title), *((K.BODY, canonical(paragraph)) for paragraph in paragraphs))


def then(located) -> str:
    """The lowest unit of a location, or an empty string."""
    return located.then[-1] if located else ""


def found(kind: str, name: str, parent: str = "", lasts: str = "2025-07-01") -> str:
    """The id of the one unit with this kind and name."""
    (only,) = [
        unit.id
        for unit in places.units()
        if (unit.kind, unit.name, unit.valid_to) == (kind, name, lasts) and parent in ("", unit.parent)
    ]
    return only


@cache
def old(level: Level, kind: str):
    """Units of the old map with a name in words, of one level and kind, which they always had."""
    return [
        unit
        for unit in places.units()
        if unit.valid_to == "2025-07-01"
        and all(len(places.unit(one).forms) == 1 for one in places.path(unit.id))
        and not unit.valid_from
        and unit.kind == kind
        and places.level(unit.id) is level
        and not unit.name.isdigit()
        and all(word[0].isupper() for word in unit.name.replace("-", " ").split())
    ]


@cache
def bearers():
    """How many units of the old map ever had a name."""
    return Counter(
        name
        for unit in places.units()
        if unit.id[0].islower()
        for name in {comparable(each) for each in (*(form.name for form in unit.forms), *unit.aliases)}
    )


def unique(units):
    """Only those whose name no other unit of the old map ever had."""
    return [unit for unit in units if bearers()[comparable(unit.name)] == 1]


def communes_of(district):
    """The rural communes of a district."""
    return communes().get(district.id, [])


@cache
def communes():
    """The rural communes of every district."""
    found: dict[str, list] = defaultdict(list)
    for unit in old(Level.COMMUNE, "xã"):
        found[unit.parent].append(unit)
    return found


def old_communes():
    """Communes of the old map that kept their kind and name."""
    return [unit for unit in old(Level.COMMUNE, "xã") if len(places.successors(unit.id)) == 1]
