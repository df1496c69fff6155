"""How something was worded before: every place of a query, its variants, its company, and who said it.

An *occurrence* is a stretch of an article's searched text that a query marks there: a match of a phrase, of
words near each other or of a canonical term; loose words that follow each other directly are one, and what
overlaps is one. All counts here are of occurrences (`lines`) or of articles, over all that is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

    from search.model.article import BlockKind, Span
    from search.model.document import Location, Published, Statement
    from search.model.query import Note, Query


class LineOrder(StrEnum):
    """Orders of the lines of a concordance; ties: newer article first, then its id, then its text's order.

    `LEFT` and `RIGHT` go by the words beside the occurrence, nearest first, in Vietnamese alphabetical order,
    the end of a sentence before any word; `MATCH` by its own words; `PLACE` by the path of units. `SAMPLE` is
    a random order, the same for a seed however the archive grows, whose first lines stand for all.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    LEFT = "left"
    RIGHT = "right"
    MATCH = "match"
    PLACE = "place"
    SAMPLE = "sample"


class Alike(NamedTuple):
    """What counts as the same wording: any number as any other, any run of names as any other."""

    numbers: bool = False
    names: bool = False


NUMBER, NAME = "‹số›", "‹tên›"
"""What stands in a wording for any number and for a run of names, where they count as the same."""


class Lines(NamedTuple):
    """Which lines are wanted: an order, and `size` from the line numbered `begin`; with a wording, only its.

    A wording is that of a variant, under the same `alike`; `by` and `group` keep the lines of one group. The
    `seed` tells random orders apart.
    """

    order: LineOrder = LineOrder.NEWEST
    begin: int = 0
    size: int = 50
    wording: str = ""
    alike: Alike = Alike()
    by: GroupBy | None = None
    group: str = ""
    seed: int = 1


class Line(NamedTuple):
    """An occurrence with what stands beside it in its block, as it is written there.

    `span` is its stretch of the article's text, `before` and `after` the text up to the ends of the block or
    some hundred letters; what goes on in another block ends with its own here. `number` counts all
    occurrences of its article from 1 to `of`, whichever of them are asked for. The `version` of the article,
    when that was `added`, and its `authors` are there so that a line can be cited without its article.
    """

    article: str
    title: str
    source: str
    url: str | None
    published: Published
    location: Location | None
    kind: BlockKind
    before: str
    match: str
    after: str
    span: Span
    number: int
    of: int
    version: int
    added: datetime
    authors: tuple[str, ...] = ()
    statement: Statement | None = None


@dataclass(frozen=True, slots=True)
class Concordance:
    """A page of the lines of a query: `total` of them in so many `articles`; `silent` ones have no line.

    An article is silent that matches by a fact alone, or whose only match is what was excluded elsewhere.
    Where lines of one wording or group are asked for, silent ones are not counted.
    """

    query: Query
    total: int
    articles: int
    silent: int
    lines: tuple[Line, ...]
    notes: tuple[Note, ...] = ()
    took_ms: float = 0.0
    generation: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording: its keys (`wording`), as it stands in its first dated article, and where it was used.

    `first` and `last` are days, or None where none is known; `undated` articles of it have none. `places`
    are the most frequent provinces with their articles.
    """

    wording: str
    text: str
    lines: int
    articles: int
    undated: int
    first: date | None = None
    last: date | None = None
    first_article: str = ""
    places: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Variants:
    """A page of the wordings of a query, the most frequent first; `kinds` of them make up `total` lines."""

    query: Query
    total: int
    articles: int
    kinds: int
    variants: tuple[Variant, ...]
    notes: tuple[Note, ...] = ()
    took_ms: float = 0.0


class Unit(StrEnum):
    """What stands beside an occurrence is counted by syllables, or by known pairs of them."""

    SYLLABLE = "syllable"
    COMPOUND = "compound"


class Measure(StrEnum):
    """What collocates are ranked by: how often, log-likelihood (Dunning 1993), logDice (Rychlý 2008)."""

    COUNT = "count"
    LOG_LIKELIHOOD = "log-likelihood"
    LOG_DICE = "log-dice"


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word, or a run of words, that stands beside an occurrence `lines` times, in so many `articles`.

    `total` is how often it stands in the archive; both measures are 0 where it stands there no more often
    than chance has it, and are told to three decimals. Log-likelihood compares the places beside the
    occurrences (syllables, neighbouring ones for a pair, runs) with all syllables of the archive.
    """

    text: str
    wording: str
    lines: int
    articles: int
    total: int
    log_likelihood: float
    log_dice: float


@dataclass(frozen=True, slots=True)
class Collocates:
    """What stands beside the `total` occurrences of a query: the foremost of `kinds` things, by a measure."""

    query: Query
    measure: Measure
    total: int
    articles: int
    kinds: int
    collocates: tuple[Collocate, ...]
    notes: tuple[Note, ...] = ()
    took_ms: float = 0.0


class Period(StrEnum):
    """What a point of a timeline is."""

    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Series:
    """How many articles of each period have a phrase; `estimated` of these have a date that is inferred.

    `undated` have no period. All of `articles` are in one of these.
    """

    query: Query
    articles: int
    counts: tuple[int, ...]
    estimated: tuple[int, ...]
    undated: int
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Phrases over time: `periods` in order without gaps (`2021`, `2021-11`), and the archive's own size."""

    period: Period
    periods: tuple[str, ...]
    series: tuple[Series, ...]
    archive: Series


@dataclass(frozen=True, slots=True)
class FirstUse:
    """The first lines of a query: of the earliest articles whose day is known, and of those maybe earlier.

    `archive` is the first day that the archive holds under the same filters, `archive_place` that in the
    place of the first line; `earlier` are lines of articles whose day is not known, published before perhaps.
    """

    query: Query
    first: tuple[Line, ...]
    earlier: tuple[Line, ...]
    archive: date | None = None
    archive_place: date | None = None
    place: str = ""
    undated: int = 0
    notes: tuple[Note, ...] = ()


class GroupBy(StrEnum):
    """What occurrences are grouped by; bylines, speakers and offices are read from the text."""

    PROVINCE = "province"
    DISTRICT = "district"
    SOURCE = "source"
    YEAR = "year"
    BYLINE = "byline"
    SPEAKER = "speaker"
    OFFICE = "office"


class GroupOrder(StrEnum):
    """Orders of groups: by lines, or by the share of their articles in those of the group in the archive.

    Ties: more lines first, then `unknown` last, then by value. By share those with few articles come last.
    """

    LINES = "lines"
    SHARE = "share"


FEW_ARTICLES = 20
"""Articles of a group in the archive below which chance makes its share."""


@dataclass(frozen=True, slots=True)
class Group:
    """The occurrences of one value; `unknown` is one: nothing was found there.

    Names of people and offices are one value in any letters, and told as they are mostly written. `archive`
    are all articles of the group under the same filters: of a speaker or an office those in which it says
    something, where nobody is known all.
    """

    value: str
    lines: int
    articles: int
    archive: int
    first: date | None = None
    last: date | None = None

    @property
    def share(self) -> float:
        """How much of the group's articles in the archive have an occurrence, from 0 to 1."""
        return self.articles / self.archive

    @property
    def is_few(self) -> bool:
        """Whether its articles are too few for the share to mean something."""
        return self.archive < FEW_ARTICLES


@dataclass(frozen=True, slots=True)
class Groups:
    """A page of groups in an order; an article with lines in several groups counts in each."""

    query: Query
    by: GroupBy
    total: int
    articles: int
    kinds: int
    groups: tuple[Group, ...]
    notes: tuple[Note, ...] = ()


class Run(NamedTuple):
    """A stretch that two texts share, `pasted` in the one that was asked about, `found` in the other."""

    pasted: Span
    found: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of an article that is worded like a pasted text; `share` of the text is in its runs.

    `text` is a stretch of one or more sentences at `span` of the article; `runs` are given in `text` and in
    what was pasted. `quotes` is the document that is cited right beside it, if one is: then the words may be
    its own.
    """

    article: str
    title: str
    source: str
    url: str | None
    published: Published
    location: Location | None
    text: str
    span: Span
    share: float
    runs: tuple[Run, ...]
    quotes: str = ""
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Similar:
    """Passages worded like a text, the likest first or the oldest; `read` is the part of it that was read."""

    text: str
    read: Span
    passages: tuple[Passage, ...] = field(default=())
    took_ms: float = 0.0
    notes: tuple[Note, ...] = ()
