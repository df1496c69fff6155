"""What an engine answers: hits with their marks and reasons, facets, copies, suggestions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from search.model.tree import Zone

if TYPE_CHECKING:
    from datetime import datetime

    from search.model.article import Span
    from search.model.document import Location, Published
    from search.model.query import Note, Query


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with the stretches that matched. Text and ranges, never HTML."""

    text: str
    marks: tuple[Span, ...] = ()


class ReasonKind(StrEnum):
    """What gives a hit points, see `search.ranking`; `ALL`: every article that is not excluded scores 1."""

    WORD = "word"
    PHRASE = "phrase"
    NEAR = "near"
    TERM = "term"
    ALL = "all"
    PAIR = "pair"
    WINDOW = "window"
    TITLE = "title"
    FRESH = "fresh"


class Form(StrEnum):
    """What a spelling is beside the word as typed: the same, with more marks, without any, another one.

    Of words typed without marks, `OTHER` is every spelling but the likeliest, where that one is known.
    """

    EXACT = "exact"
    MARKS = "marks"
    BARE = "bare"
    OTHER = "other"


class Spelled(NamedTuple):
    """A spelling of a word in an article: its key, what it weighs, and how often it stands in each stream.

    Counts end at `search.ranking.MOST_TF`.
    """

    key: str
    form: Form
    weight: float
    in_text: int
    in_head: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of the score of a hit; the points of all parts add up to it.

    `text` is the part of the query as it was typed; where another reading of it counts, `typed` is what was
    typed and `weight` what the reading weighs. `in_text` counts its places, in a `zone` if it was asked for
    there, `in_head` those of a word in lead and title, where each counts twice. A window tells its words.
    """

    kind: ReasonKind
    text: str
    points: float
    typed: str = ""
    weight: float = 1.0
    zone: Zone = Zone.ANY
    idf: float = 0.0
    in_text: int = 0
    in_head: int = 0
    spellings: tuple[Spelled, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One article of a result, with what is needed to draw it."""

    id: str
    title: MarkedText
    snippets: tuple[MarkedText, ...]
    source: str
    url: str | None
    published: Published
    location: Location | None
    topics: tuple[str, ...]
    score: float
    copies: int = 0
    """How many more articles of its group match, where a query folds near-duplicates."""
    matches: int = 0
    """Places that are marked in all of its text, the title and those outside the snippets included."""
    reasons: tuple[Reason, ...] = ()
    """What its score is made of, where the query asks for that."""


class FacetValue(msgspec.Struct, frozen=True):  # a page has thousands: structs are made four times faster
    """A value, the number of articles that have it, and the number of results after choosing it.

    `total` takes in what is chosen already in this facet, except values above or below this one in the
    tree, which it replaces. Where nothing is chosen both numbers are the same. `below` are the values that
    stand right below it, told or not, where a query asks for the `most`.
    """

    value: str
    count: int
    selected: bool = False
    total: int = 0
    below: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a facet, counted with all filters but its own; selected values never vanish.

    `size` is how many there are, told or not, where a query asks for the `most` and not all are told.
    """

    name: str
    values: tuple[FacetValue, ...]
    size: int = 0


@dataclass(frozen=True, slots=True)
class WordCount:
    """How many articles (under the same filters) hold one part of the query: helps when nothing matches."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query; `took_ms` is the engine's own time in milliseconds.

    `total` is the exact number of articles, `groups` that of their different contents: near-duplicates
    count once. Pages run over groups where the query folds them, else over articles. `word_counts` are told
    where hits are asked for and nothing was found.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    groups: int = 0
    notes: tuple[Note, ...] = ()
    word_counts: tuple[WordCount, ...] = ()
    took_ms: float = 0.0
    generation: str = ""


class SuggestionKind(StrEnum):
    """What is suggested for the beginning of a query."""

    PHRASE = "phrase"
    TITLE = "title"
    DOCUMENT = "document"
    PLACE = "place"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How what is being typed may go on; `marks` are the stretches of `text` that were typed already.

    `value` is what choosing it means: a query for a phrase, an article's id for a title, the canonical number
    of a document, the id of a place or topic. `count` is about in how many articles it stands; 0: not known.
    """

    kind: SuggestionKind
    text: str
    marks: tuple[Span, ...]
    value: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Copy:
    """One of several near-duplicates, with what is needed to name it."""

    id: str
    title: str
    source: str
    url: str | None
    published: Published


@dataclass(frozen=True, slots=True)
class Copies:
    """The near-duplicates of an article, itself among them: how many, and the first of them.

    Those whose day is known come first, the oldest first, then the others as `Sort.OLDEST` has them.
    """

    total: int = 0
    articles: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Stats:
    """What an index holds: articles, its generation, when it was built, its size in bytes.

    `is_verified`: every byte of it was compared with its checksum since it was opened.
    """

    articles: int
    generation: str
    built: datetime
    bytes: int
    first_year: int | None
    last_year: int | None
    is_verified: bool = False
