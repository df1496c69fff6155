"""What is filled into the slots of templates: facts of the story, names, dates and numbers."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from search.errors import DataError
from tools.synth import names
from tools.synth.scenes import province_names
from tools.synth.templates import SLOT, templates

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from tools.synth.scenes import Commune
    from tools.synth.story import Story
    from tools.synth.templates import Variants

    Slot = Callable[[Story], str]

_DOCUMENTS = (
    ("Nghị quyết", "NQ"),
    ("Chỉ thị", "CT"),
    ("Kế hoạch", "KH"),
    ("Quyết định", "QĐ"),
    ("Hướng dẫn", "HD"),
    ("Kết luận", "KL"),
    ("Thông báo", "TB"),
)


def fill(template: str, story: Story) -> str:
    """A variant of a template with its slots filled."""
    slots = _slots()

    def value(match: re.Match[str]) -> str:
        return slots[match[0]](story)

    return SLOT.sub(value, template)


@cache
def _slots() -> Mapping[str, Slot]:
    """By letter."""
    known = templates()
    lists = {name: _from_list(name, variants) for name, variants in known.common.words.items()}
    table = {**SLOTS, **lists}
    unknown = known.letters.keys() - table.keys()
    if unknown:
        raise DataError(f"templates name slots that are not there: {', '.join(sorted(unknown))}")
    return {letter: table[name] for name, letter in known.letters.items()}


def _from_list(name: str, variants: Variants) -> Slot:
    """A word of a list, with its own slots filled; of some lists an article uses a few words only."""
    words = [text for group in variants for text in group]
    if any(SLOT.search(text) for text in words):
        return lambda story: fill(names.one_of(words, story.chance), story)
    if name in _KEPT:
        return lambda story: story.keep(name, lambda: names.one_of(words, story.chance))
    return lambda story: names.one_of(words, story.chance)


_KEPT = frozenset({"dantoc", "cay", "con", "benh", "mon"})
"""Lists of which an article uses few words: a place has its peoples, crops and animals."""


# ---------------------------------------------------------------- places


def _place(story: Story) -> str:
    """The place of the article; the first time, mostly, with all that lies above it."""
    if story.introduced:
        return story.scene.name
    story.introduced = True
    return story.scene.full if story.chance() < 0.8 else story.scene.name


def _commune(story: Story) -> Commune:
    found = story.scene.communes
    return found[int(story.chance() * len(found))]


def _other_commune(story: Story) -> str:
    found = story.scene.others
    return found[int(story.chance() * len(found))]


def _other_province(story: Story) -> str:
    return names.one_of(province_names(story.regime), story.chance)


# ---------------------------------------------------------------- dates


def _earlier(story: Story, most: int) -> date:
    """A day up to so many days ago, recent ones most often."""
    return story.day - timedelta(days=int(story.chance() ** 3 * most))


def _full_day(story: Story) -> str:
    day = _earlier(story, 200)
    return f"{day.day}/{day.month}/{day.year}" if story.chance() < 0.5 else f"{day:%d/%m/%Y}"


def _day_and_month(story: Story) -> str:
    day = _earlier(story, 30)
    return f"{day.day}/{day.month}"


def _two_days(story: Story) -> str:
    last = _earlier(story, 10)
    first = last - timedelta(days=1)
    return f"{first.day}/{first.month} và {last.day}/{last.month}"


def _year(story: Story) -> str:
    return str(story.day.year - int(story.chance() ** 3 * 4))


def _term(story: Story) -> str:
    first = story.day.year - story.day.year % 5
    return f"nhiệm kỳ {first} - {first + 5}"


def _years_before(story: Story, least: int, most: int) -> str:
    return str(story.day.year - least - int(story.chance() * (most - least)))


# ---------------------------------------------------------------- numbers


def _whole(digits: int) -> Slot:
    """A number of so many digits, smaller ones more often."""
    return lambda story: str(int(10 ** (digits - 1 + story.chance())))


def _grouped(digits: int) -> Slot:
    """The same written as 12.345."""
    return lambda story: f"{int(10 ** (digits - 1 + story.chance())):,}".replace(",", ".")


def _decimal(least: int, most: int) -> Slot:
    return lambda story: f"{least + int(story.chance() * (most - least))},{int(story.chance() * 10)}"


def _part(story: Story) -> str:
    """Some out of more: `18 trên 21`."""
    whole = 10 + int(story.chance() * 20)
    return f"{int(whole * (0.7 + 0.3 * story.chance()))} trên {whole}"


class _Paper(NamedTuple):
    """An official document: what it is called with its number, and who issued it."""

    name: str
    issuer: str


def _paper(story: Story) -> _Paper:
    """A document of the centre, of the province, of the place's own committee, or of its government."""
    chance, scene = story.chance, story.scene
    number = int(10 ** (chance() * 2.3))
    level = int(chance() * 5)
    if level == 0:
        return _Paper(f"Kế hoạch số {number * 7}/KH-UBND", f"UBND {scene.name}")
    kind, letters = names.one_of(_DOCUMENTS, chance)
    issuer, code = (
        ("Ban Chấp hành Trung ương", "TW"),
        (scene.province_committee, "TU"),
        (scene.committee, scene.code),
    )[min(level - 1, 2)]
    return _Paper(f"{kind} số {number:02}-{letters}/{code}", issuer)


def _whole_paper(story: Story) -> str:
    paper = _paper(story)
    return f"{paper.name} ngày {_full_day(story)} của {paper.issuer}"


SLOTS: dict[str, Slot] = {
    "X": _place,
    "C": lambda story: _commune(story).label,
    "C2": _other_commune,
    "c": lambda story: _commune(story).name,
    "T": lambda story: story.scene.province,
    "t": lambda story: story.scene.province_name,
    "T2": _other_province,
    "CU": lambda story: story.scene.committee,
    "TU": lambda story: story.scene.province_committee,
    "P": lambda story: story.someone(),
    "O": lambda story: names.addressed(story.someone(), story.chance),
    "ho": lambda story: names.one_of(names.SURNAMES, story.chance),
    "th": lambda story: story.keep("th", lambda: names.hamlet(story.hamlets, story.chance)),
    "cty": lambda story: story.keep("cty", lambda: names.company(story.chance)),
    "tenrieng": lambda story: names.landmark(story.chance),
    "giong": lambda story: names.variety(story.chance),
    "ma": lambda story: names.code(story.chance),
    "vb": lambda story: _paper(story).name,
    "vbday": _whole_paper,
    "ngay": _full_day,
    "homnay": lambda story: f"{story.day.day}/{story.day.month}",
    "dm": _day_and_month,
    "haingay": _two_days,
    "nam": _year,
    "nam1": lambda story: str(story.day.year - 1),
    "nam2": lambda story: str(story.day.year + 1),
    "nk": _term,
    "namsinh": lambda story: _years_before(story, 30, 58),
    "namxua": lambda story: _years_before(story, 8, 40),
    "tuoi": lambda story: str(20 + int(story.chance() * 65)),
    "i1": lambda story: str(2 + int(story.chance() * 8)),
    "i2": _whole(2),
    "i3": _whole(3),
    "k4": _grouped(4),
    "k5": _grouped(5),
    "phan": _part,
    "f1": _decimal(1, 10),
    "f2": _decimal(10, 100),
}
"""By name. Beside these every list of `[words]` in `common.toml` is a slot."""
