"""The vocabulary of Tra Tin: read this first.

A page goes through stages, and every stage has its own type; no stage changes what it was given:

    RawPage  -clean->  Article (or Skipped)  -enrich->  Document  -build->  generation
    what a person typed  -parse->  Query  -search->  Result

`RawPage` lives in `index`, since nobody else needs it. All types here are frozen.
Offsets are code points into `Article.text`, the canonical text (see `search.text`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import NamedTuple

import msgspec

VIETNAM = timezone(timedelta(hours=7))
"""The only time zone of the archive: a portal's clock is read as +07:00."""


class Span(NamedTuple):
    """A stretch of a text: `[start, length]`, in code points, as it crosses the API."""

    start: int
    length: int

    @property
    def end(self) -> int:
        """The offset just after the stretch."""
        return self.start + self.length


# ---------------------------------------------------------------- cleaned


class BlockKind(StrEnum):
    """What a block of a page is for its reader."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    HEADING = "heading"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    CAPTION = "caption"
    BYLINE = "byline"
    SOURCE = "source"
    DATELINE = "dateline"
    SECTION = "section"
    ATTACHMENT = "attachment"
    RELATED = "related"
    PAGER = "pager"
    CHROME = "chrome"


KIND_NAMES = {
    BlockKind.TITLE: "tít",
    BlockKind.LEAD: "sapô",
    BlockKind.BODY: "nội dung",
    BlockKind.HEADING: "tít phụ",
    BlockKind.LIST: "danh sách",
    BlockKind.TABLE: "bảng",
    BlockKind.QUOTE: "trích dẫn",
    BlockKind.CAPTION: "chú thích",
    BlockKind.BYLINE: "tác giả",
    BlockKind.SOURCE: "nguồn",
    BlockKind.DATELINE: "ngày giờ",
    BlockKind.SECTION: "chuyên mục",
    BlockKind.ATTACHMENT: "đính kèm",
    BlockKind.RELATED: "tin khác",
    BlockKind.PAGER: "phân trang",
    BlockKind.CHROME: "ngoài bài",
}
"""What Vietnamese newsrooms call each kind of block."""

PROSE = frozenset(
    {BlockKind.LEAD, BlockKind.BODY, BlockKind.HEADING, BlockKind.LIST, BlockKind.TABLE, BlockKind.QUOTE}
)
"""The blocks that are the article's own running text."""


@dataclass(frozen=True, slots=True)
class Block:
    """One labelled block of a page: `text[start:end]` is a `kind`."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Witness:
    """What something outside the page's text says of a field: metadata, a feed, a record's own field."""

    field: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned page: its canonical text, all of it, as labelled blocks in order, none overlapping.

    Nothing is thrown away: menus and pagers stay in `text` as `chrome` and `pager` blocks.
    `reasons` says per field, in plain English, how the cleaner decided.
    """

    text: str
    blocks: tuple[Block, ...]
    source: str
    url: str | None = None
    witnesses: tuple[Witness, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)

    def of(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]

    def blocks_of(self, *kinds: BlockKind) -> tuple[Block, ...]:
        """The blocks of these kinds, in the order of the page."""
        return tuple(block for block in self.blocks if block.kind in kinds)

    def first(self, kind: BlockKind) -> str:
        """The text of the first block of a kind, or an empty string."""
        return next((self.of(block) for block in self.blocks if block.kind is kind), "")

    @property
    def title(self) -> str:
        """The article's own headline."""
        return self.first(BlockKind.TITLE)


class SkipReason(StrEnum):
    """Why a page gave no article. These are outcomes to count, not errors."""

    EMPTY = "empty"
    TOO_SHORT = "too-short"
    TOO_LARGE = "too-large"
    NOT_UTF8 = "not-utf8"
    NOT_TEXT = "not-text"
    NOT_VIETNAMESE = "not-vietnamese"
    NO_TEXT_FIELD = "no-text-field"
    BAD_RECORD = "bad-record"
    UNKNOWN_TYPE = "unknown-type"
    UNREADABLE = "unreadable"
    LIST_PAGE = "list-page"
    HOME_PAGE = "home-page"
    ERROR_PAGE = "error-page"
    LOGIN = "login"
    SCRIPT_SHELL = "script-shell"
    PRINT_VIEW = "print-view"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A page that gave no article, and why; `detail` is for people."""

    reason: SkipReason
    detail: str = ""


# ---------------------------------------------------------------- enriched


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact is believed: the words it was read from and where they stand (None: outside the text)."""

    quote: str
    why: str
    span: Span | None = None


class Trust(StrEnum):
    """How the date of an article is known: its page states it, only its address or a feed does, or none."""

    STATED = "stated"
    URL = "url"
    FEED = "feed"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as far as can be known.

    `day` and `clock` (Vietnamese time) only where something states them or counts from the day on which the
    page was seen; `month` where that alone is known. `year` is the likeliest year if its `confidence` is at
    least 0.5, else None; it lies within `first_year..last_year`.
    """

    trust: Trust = Trust.UNKNOWN
    day: date | None = None
    clock: time | None = None
    year: int | None = None
    first_year: int | None = None
    last_year: int | None = None
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    month: int | None = None

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day between which it was published; None where not even a year is likely."""
        if self.day is not None:
            return self.day, self.day
        if self.year is None:
            return None
        if self.month is None:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return date(self.year, self.month, 1), following - timedelta(days=1)

    @property
    def iso(self) -> str | None:
        """`2021-11-09T11:11:00+07:00`, `2021-11-09`, or None where no day is stated."""
        if self.day is None:
            return None
        if self.clock is None:
            return self.day.isoformat()
        return datetime.combine(self.day, self.clock, VIETNAM).isoformat()


PlacePath = tuple[str, ...]
"""Ids of units (see `search.places`) from the province down: `("p:19", "d:172")`."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where an article happened: on the map of its time, and what that place is today.

    `now` has several paths where a unit was split; `partial` then says that only a part of it lies in each.
    A district of before July 2025 has no successor of its own: its path today is `(province, old district)`.
    """

    then: PlacePath
    now: tuple[PlacePath, ...]
    confidence: float
    partial: bool = False
    mentioned: tuple[PlacePath, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicFinding:
    """A topic of an article; `id` is `parent/child` in `search.topics`, `score` has no unit."""

    id: str
    score: float
    evidence: tuple[Evidence, ...] = ()


NAMED = "NQTW "
"""With this begins the canonical name of a resolution that is known by its plenum: `NQTW 4 khóa XII`."""


@dataclass(frozen=True, slots=True)
class Citation:
    """An official document that an article cites, under its canonical number (`28-CT/TW`).

    Numbers come again: `term` is the one of the Central Committee that issued it (`XIII`), `place` the unit
    whose body did, from the province down; both are empty where they are not known.
    """

    number: str
    kind: str
    issued: date | None = None
    evidence: tuple[Evidence, ...] = ()
    term: str = ""
    place: PlacePath = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Names for the document, each says more than the one before: `07-CT/TU`, `07-CT/TU.p:60`, ..."""
        year = str(self.issued.year) if self.issued and not self.term else ""
        if f"/{year}/" in self.number or self.number.startswith(NAMED):
            year = ""
        names = [self.number]
        for part in (self.term, *self.place[-1:], year):
            if part:
                names.append(f"{names[-1]}.{part}")
        return tuple(names)

    @property
    def key(self) -> str:
        """All that is known of which document it is: `18-NQ/TW.XIII`, `07-CT/TU.p:60.2021`."""
        return self.keys[-1]


@dataclass(frozen=True, slots=True)
class Document:
    """An article with what was found out about it; what the engine indexes.

    `id` is permanent: it comes from the identity of the page and survives every rebuild.
    """

    id: str
    version: int
    article: Article
    added: datetime
    published: Published = Published()
    about_years: tuple[int, ...] = ()
    location: Location | None = None
    topics: tuple[TopicFinding, ...] = ()
    citations: tuple[Citation, ...] = ()
    group: str = ""
    """Names the near-duplicates that it belongs to; empty for an article that has none."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One stored version of a page as it came in: what, when, how large, and its SHA-256."""

    article_id: str
    version: int
    name: str
    media_type: str
    size: int
    sha256: str
    added: datetime
    url: str | None = None


# ---------------------------------------------------------------- asked


@dataclass(frozen=True, slots=True)
class Word:
    """A syllable or number to find. `key` and `fold` as in `search.analysis`; `surface` as it was typed."""

    surface: str
    key: str
    fold: str


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


class Accents(StrEnum):
    """What typed accents mean.

    `AUTO`: an accent is a constraint, a missing one a question; where nothing matches accents are ignored.
    `EXACT`: words are spelt as typed, the bare ones too. `LOOSE`: accents mean nothing.
    """

    AUTO = "auto"
    EXACT = "exact"
    LOOSE = "loose"


class Sort(StrEnum):
    """Orders of a result; ties always go newer first, then by id.

    `FRESH` is relevance, more for what is newer: see `search.ranking`.
    """

    RELEVANCE = "relevance"
    FRESH = "fresh"
    NEWEST = "newest"
    OLDEST = "oldest"

    @property
    def by_score(self) -> bool:
        """Whether scores decide, not dates."""
        return self in (Sort.RELEVANCE, Sort.FRESH)


class Map(StrEnum):
    """Which map of Vietnam counts places: the one of the article's time, or today's."""

    THEN = "then"
    NOW = "now"


FACETS = ("place", "year", "term", "topic", "trust", "source", "ref")
"""The names of the facets of a page; each is also the name of its filter."""

COUNTED = (*FACETS, "month", "about")
"""All that can be counted and filtered: months are `2021-11`, `about` the years that an article is about."""

UNKNOWN = "unknown"
"""The facet value of articles for which nothing is known; people can pick it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Articles with any of these values in a facet."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """How a query was read, as a code with its words; the pages say it in the reader's language.

    `instead` is the query that is not read so, where there is one.
    """

    code: str
    words: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question to an engine: what to match, what to filter and count, and which page of it.

    `since` and `until` keep articles that were surely published on these days or between. With `opened`, a
    facet that is a tree is counted at its top and below the values named; without, at every level. `fold`
    shows one hit for each group of near-duplicates, the best one. A `size` of 0 asks only how many there are.
    With `explain` each hit tells its reasons.
    """

    match: Node = Everything()
    filters: tuple[Filter, ...] = ()
    since: date | None = None
    until: date | None = None
    facets: tuple[str, ...] = ()
    opened: tuple[str, ...] | None = None
    fold: bool = False
    map: Map = Map.THEN
    sort: Sort = Sort.RELEVANCE
    accents: Accents = Accents.AUTO
    page: int = 1
    size: int = 10
    text: str = ""
    notes: tuple[Note, ...] = ()
    explain: bool = False

    def values(self, facet: str) -> tuple[str, ...]:
        """The selected values of a facet."""
        return next((f.values for f in self.filters if f.facet == facet), ())


# ---------------------------------------------------------------- answered


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
    tree, which it replaces. Where nothing is chosen both numbers are the same.
    """

    value: str
    count: int
    selected: bool = False
    total: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a facet, counted with all filters but its own; selected values never vanish."""

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class WordCount:
    """How many articles (under the same filters) hold one part of the query: helps when nothing matches."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query; `took_ms` is the engine's own time in milliseconds.

    `total` is the exact number of articles, `groups` that of their different contents: near-duplicates
    count once. Pages run over groups where the query folds them, else over articles.
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
    """What an index holds: articles, its generation, when it was built, its size in bytes."""

    articles: int
    generation: str
    built: datetime
    bytes: int
    first_year: int | None
    last_year: int | None
