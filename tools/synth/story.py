"""What one article tells of: its day, its theme, its place and its people."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from search.places import Regime
from tools.synth.names import KINDS, one_of, person
from tools.synth.scenes import scene
from tools.synth.templates import templates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tools.synth.scenes import Scene
    from tools.synth.templates import Theme, Variants

FIRST, LAST = date(2005, 1, 3), date(2025, 12, 31)
TWO_LEVELS = date(2025, 7, 1)
"""From this day on there are no districts."""

GROWTH = 1.16
"""Articles of a year by those of the year before."""

_TRIES = 4


@dataclass(slots=True)
class Story:
    """The facts of an article. `chance` is the stream of random numbers of its block."""

    chance: Callable[[], float]
    day: date
    theme: Theme
    aside: Theme
    """What the article touches besides its theme."""
    scene: Scene
    regime: Regime
    cast: list[str] = field(default_factory=list)
    kept: dict[str, list[str]] = field(default_factory=dict)
    hamlets: Sequence[str] = ()
    """What hamlets are called here."""
    introduced: bool = False
    """Whether the text has named the place with all that lies above it."""

    used: set[int] = field(default_factory=set)
    """Templates that stand in the article already."""

    def pick(self, variants: Variants) -> str:
        """A variant of a template, rather of one that is new to the article."""
        chance, used = self.chance, self.used
        for _ in range(_TRIES):
            group = variants[int(chance() * len(variants))]
            if id(group) not in used:
                break
        used.add(id(group))
        return group[int(chance() * len(group))]

    def keep(self, kind: str, new: Callable[[], str]) -> str:
        """A name of this kind: half the time one that the article has used before."""
        known = self.kept.setdefault(kind, [])
        if known and self.chance() < 0.5:
            return known[int(self.chance() * len(known))]
        known.append(new())
        return known[-1]

    def someone(self) -> str:
        """A person of the article: at least two, at most nine, most of them named several times."""
        cast, chance = self.cast, self.chance
        if len(cast) < 2 or (len(cast) < 9 and chance() < 0.35):
            cast.append(person(chance))
            return cast[-1]
        return cast[int(chance() * len(cast))]


def new_story(chance: Callable[[], float]) -> Story:
    """The facts of the next article."""
    day = _day(chance())
    regime = Regime.OLD if day < TWO_LEVELS else Regime.NEW
    theme, aside = _theme(day.year, chance()), _theme(day.year, chance())
    hamlets = one_of(KINDS, chance)
    return Story(chance, day, theme, aside, scene(regime, chance), regime, hamlets=hamlets)


def _day(chance: float) -> date:
    days = _days()
    return FIRST + timedelta(days=bisect(days, chance * days[-1]))


@cache
def _days() -> tuple[float, ...]:
    """Weights up to each day: growing by year, less at week-ends, least around the lunar New Year."""
    days = [FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1)]
    return tuple(accumulate(_weight(day) for day in days))


def _weight(day: date) -> float:
    weight: float = GROWTH ** (day.year - FIRST.year)
    if day.weekday() > 4:  # Saturday and Sunday
        weight *= 0.45
    return weight * 0.6 if (1, 25) < (day.month, day.day) < (2, 8) else weight


def _theme(year: int, chance: float) -> Theme:
    upto = _themes(year)
    return templates().themes[bisect(upto, chance * upto[-1])]


@cache
def _themes(year: int) -> tuple[float, ...]:
    return tuple(accumulate(theme.weight(year) for theme in templates().themes))
