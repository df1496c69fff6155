"""An article with what was found out about it, and the stored page it was made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from search.model.article import Article, Span  # noqa: TC001 - decoders resolve these names

VIETNAM = timezone(timedelta(hours=7))
"""The only time zone of the archive: a portal's clock is read as +07:00."""


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
class Statement:
    """Words that the text gives to somebody: `said` are stretches of the article's text, in its order, apart.

    `speaker` is the name as it is written, without its form of address, `office` what he is said to be there;
    one of them may be empty. `evidence` is where both stand, and why the words are taken for his.
    """

    speaker: str
    office: str
    said: tuple[Span, ...]
    evidence: Evidence


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
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """One stored version of a page as it came in: what, when, how large, and its SHA-256.

    It was `fetched` from its portal, or read from a file, and then `added`; it lies in the raw file `warc`.
    """

    article_id: str
    version: int
    name: str
    media_type: str
    size: int
    sha256: str
    added: datetime
    url: str | None = None
    source: str = ""
    fetched: datetime | None = None
    warc: str = ""
