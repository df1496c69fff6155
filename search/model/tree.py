"""What a query asks for, as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Word:
    """A syllable or number to find. `key` and `fold` as in `search.analysis`; `surface` as it was typed.

    A `bare` one is an abbreviation like a syllable (`TU`): its key alone is meant, whatever accents mean.
    """

    surface: str
    key: str
    fold: str
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """A syllable of which only the beginning was typed: `kế*`. Fields as in `Word`."""

    surface: str
    key: str
    fold: str


class Gap(NamedTuple):
    """How many syllables may stand between two neighbouring words of a phrase."""

    least: int = 0
    most: int = 0


class Zone(StrEnum):
    """A part of the text of an article in which a phrase can be asked for; `ANY` is all of it."""

    ANY = ""
    TITLE = "title"
    LEAD = "lead"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand in this order, side by side unless `gaps` (one fewer than words) allow more.

    In a zone; a phrase of one word is that word there.
    """

    words: tuple[Word | Prefix, ...]
    gaps: tuple[Gap, ...] = ()
    zone: Zone = Zone.ANY


@dataclass(frozen=True, slots=True)
class Near:
    """Words whose first and last stand at most `within` syllables apart; the end of a sentence is ten."""

    words: tuple[Word | Prefix, ...]
    within: int
    ordered: bool = False
    zone: Zone = Zone.ANY


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical term (see `search.terms`), found in whatever writing: `document`, `28-CT/TW`."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Cites:
    """An official document: articles that name it, and none that is known to mean another of its number.

    One that is cited without its sign is found too, and scores nothing for it (`NQTW 4 khóa XII`). A `*` in
    the number stands for any part of it (`28-CT/*`). `term`, `places`, `year` are parts of keys (see
    `Citation.keys`); an article that tells another one is left out, one that tells none is not. `places` are
    the units of one name, of whatever time.
    """

    number: str
    term: str = ""
    places: tuple[str, ...] = ()
    year: str = ""


@dataclass(frozen=True, slots=True)
class Has:
    """Articles with any of these values in a facet; a source is named by any part of its name.

    It selects, and adds nothing to a score.
    """

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """Articles surely published on these days or between; None leaves an end open. Adds no score."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Best:
    """Several readings of the same words, each with a weight: one must match, and the best one counts."""

    readings: tuple[tuple[float, Node], ...]


@dataclass(frozen=True, slots=True)
class And:
    """All parts must match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part must match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Most of a sentence: the parts that match must make up `share` of the rarity of all, and one must match.

    Rarity is the sum of the idf of parts; those that no article holds have none. Scores are summed.
    """

    parts: tuple[Node, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """Every article matches: browsing without a query."""


Node = (
    Word
    | Prefix
    | Phrase
    | Near
    | Canonical
    | Cites
    | Has
    | Between
    | Best
    | And
    | Or
    | Some
    | Not
    | Everything
)
"""What to match, as a tree."""
