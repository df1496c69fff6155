"""Tells how something was worded before, slowly and plainly: what any engine must tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING
from zlib import crc32

from oracle.alike import worded_alike
from oracle.company import collocates, runs_beside
from oracle.stretches import Text, stretches

from search import facets, places
from search.alphabet import alphabetical
from search.bylines import authors_of
from search.facets import column, moment
from search.model import (
    NAME,
    NUMBER,
    UNKNOWN,
    Collocates,
    Concordance,
    Everything,
    FirstUse,
    Group,
    GroupBy,
    GroupOrder,
    Groups,
    Line,
    LineOrder,
    Period,
    Query,
    Series,
    Span,
    Timeline,
    Trust,
    Variant,
    Variants,
)
from search.text import comparable
from search.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from oracle.index import Index
    from oracle.stretches import Placed, Stretch

    from search.marking import Accepted
    from search.model import Alike, Document, Lines, Map, Measure, Note, Similar, Unit

BESIDE = 300
"""Letters of a block that are told on each side of an occurrence, at most."""

NEIGHBOURS, OWN = 5, 8
"""Words that orders look at: those beside an occurrence, and its own."""


@dataclass(frozen=True)
class Found:
    """What a query finds: numbers of articles in its order, what is marked in them, how it was read."""

    numbers: list[int]
    accepted: Callable[[int], Accepted]
    notes: tuple[Note, ...]


@dataclass(frozen=True, eq=False)
class Occurrence:
    """One place of a query: the article, its text, the stretch, and which of how many it is there."""

    document: Document
    text: Text
    stretch: Stretch
    number: int
    of: int

    @property
    def tokens(self) -> list[Placed]:
        """Its own tokens."""
        return self.text.within(self.stretch)

    @property
    def day(self) -> date | None:
        """When its article was published, where that is exactly known."""
        return self.document.published.day


class OraclePrecedents:
    """See `search.engine.Precedents`; `find` answers a query."""

    def __init__(self, index: Index, find: Callable[[Query], Found]) -> None:
        self._index = index
        self._find = find
        self._texts = tuple(Text(document.article) for document in index.documents)
        self._known: dict[Query, tuple[Found, list[Occurrence]]] = {}

    def lines(self, query: Query, wanted: Lines) -> Concordance:
        """A page of a concordance."""
        found, every = self._asked(query)
        kept = _ordered(_kept(every, wanted, query.map), wanted, query.map)
        return Concordance(
            query=query,
            total=len(kept),
            articles=_articles(kept),
            silent=0 if wanted.wording or wanted.by else len(found.numbers) - _articles(every),
            lines=tuple(map(line_of, kept[wanted.begin :][: wanted.size])),
            notes=found.notes,
            generation=self._index.folder.name,
        )

    def every_line(self, query: Query, wanted: Lines) -> Iterator[Line]:
        """All lines from the one wanted first on."""
        _, every = self._asked(query)
        kept = _ordered(_kept(every, wanted, query.map), wanted, query.map)
        yield from map(line_of, kept[wanted.begin :])

    def every_document(self, query: Query) -> Iterator[Document]:
        """All articles that a query finds, in its order."""
        for number in self._find(query).numbers:
            yield self._index.documents[number]

    def variants(self, query: Query, alike: Alike, begin: int, size: int) -> Variants:
        """A page of the wordings of a query."""
        found, every = self._asked(query)
        variants = list(self.every_variant(query, alike))
        page = tuple(variants[begin:][:size])
        return Variants(query, len(every), _articles(every), len(variants), page, found.notes)

    def every_variant(self, query: Query, alike: Alike) -> Iterator[Variant]:
        """All wordings of a query."""
        _, every = self._asked(query)
        kinds: dict[str, list[Occurrence]] = defaultdict(list)
        for one in every:
            kinds[wording(one, alike)].append(one)
        variants = [_variant(name, some, query.map) for name, some in kinds.items()]
        variants.sort(key=lambda one: (-one.lines, one.first is None, one.first or date.min, one.wording))
        yield from variants

    def collocates(
        self, query: Query, unit: Unit, measure: Measure, *, left: int, right: int, most: int
    ) -> Collocates:
        """What stands beside a query."""
        found, every = self._asked(query)
        told = collocates(self._texts, every, unit, measure, left, right)
        return Collocates(
            query, measure, len(every), _articles(every), len(told), tuple(told[:most]), found.notes
        )

    def runs_beside(
        self, query: Query, measure: Measure, *, before: bool, syllables: int, most: int
    ) -> Collocates:
        """Runs of syllables right before or behind a query."""
        found, every = self._asked(query)
        told = runs_beside(self._texts, every, measure, -1 if before else 1, syllables)
        return Collocates(
            query, measure, len(every), _articles(every), len(told), tuple(told[:most]), found.notes
        )

    def similar(self, text: str, query: Query, most: int, *, oldest: bool = False) -> Similar:
        """Passages worded like a text: only what pages need."""
        documents = [self._index.documents[number] for number in self._find(query).numbers]
        return worded_alike(documents, text, most, oldest=oldest)

    def timeline(self, queries: Sequence[Query], period: Period) -> Timeline:
        """Some queries over time, and all articles under the filters of the first one."""
        archive = Query(
            Everything(), queries[0].filters, queries[0].since, queries[0].until, map=queries[0].map
        )
        found = [self._find(query) for query in (archive, *queries)]
        dated = [
            [(self._index.values[at][period.value][0], self._index.documents[at]) for at in each.numbers]
            for each in found
        ]
        periods = _periods({name for each in dated for name, _ in each} - {UNKNOWN}, period)
        whole, *series = (
            _series(query, each, periods, one.notes)
            for query, each, one in zip((archive, *queries), dated, found, strict=True)
        )
        return Timeline(period, periods, tuple(series), whole)

    def first_use(self, query: Query, most: int) -> FirstUse:
        """The first lines of a query, and those that may be earlier."""
        found, every = self._asked(query)
        firsts = [one for one in every if one.number == 1]
        dated = sorted((one for one in firsts if one.day), key=lambda one: (one.day, one.document.id))
        open_ = [one for one in firsts if not one.day and _may_be_before(one, dated)]
        open_.sort(key=lambda one: (_first_day(one) or date.max, one.document.id))
        provinces = [_units(one.document, places.Level.PROVINCE, query.map) for one in dated[:1]]
        place = min((unit for each in provinces for unit in each), default="")
        archive = Query(Everything(), query.filters, query.since, query.until, map=query.map)
        whole = [self._index.documents[number] for number in self._find(archive).numbers]
        there = [one for one in whole if place in _units(one, places.Level.PROVINCE, query.map)]
        return FirstUse(
            query=query,
            first=tuple(map(line_of, dated[:most])),
            earlier=tuple(map(line_of, open_[:most])),
            archive=_earliest(whole),
            archive_place=_earliest(there),
            place=place,
            undated=sum(self._index.documents[at].published.day is None for at in found.numbers),
            notes=found.notes,
        )

    def groups(self, query: Query, by: GroupBy, order: GroupOrder, begin: int, size: int) -> Groups:
        """A page of the groups of a query's lines."""
        found, every = self._asked(query)
        archive = self._in_archive(query, by)
        values: dict[str, list[Occurrence]] = defaultdict(list)
        written: dict[str, Counter[str]] = defaultdict(Counter)
        for one in every:
            names = group_values(one, by, query.map)
            for value in {group_key(name, by) for name in names}:
                values[value].append(one)
            for name in names:
                written[group_key(name, by)][name] += 1
        groups = [
            Group(_usual(written[key]), len(some), _articles(some), archive[key], *_ends(some))
            for key, some in values.items()
        ]
        groups.sort(key=lambda one: (*_place_by(one, order), -one.lines, one.value == UNKNOWN, one.value))
        page = tuple(groups[begin:][:size])
        return Groups(query, by, len(every), _articles(every), len(groups), page, found.notes)

    def _in_archive(self, query: Query, by: GroupBy) -> Counter[str]:
        """How many articles under the filters are in each group; nobody says something in all of them."""
        everything = Query(Everything(), query.filters, query.since, query.until, map=query.map)
        counts = Counter[str]()
        for number in self._find(everything).numbers:
            names = _document_values(self._texts[number], self._index.documents[number], by, query.map)
            counts.update({group_key(name, by) for name in names})
        return counts

    def _asked(self, query: Query) -> tuple[Found, list[Occurrence]]:
        """What a query finds, and all its occurrences, article by article."""
        if query not in self._known:
            self._known[query] = self._stood(query)
        return self._known[query]

    def _stood(self, query: Query) -> tuple[Found, list[Occurrence]]:
        found = self._find(query)
        every = []
        for number in found.numbers:
            text = self._texts[number]
            stood = stretches(
                text, found.accepted(number), lambda zone, number=number: self._index.zone(number, zone)
            )
            document = self._index.documents[number]
            every += [Occurrence(document, text, one, at, len(stood)) for at, one in enumerate(stood, 1)]
        return found, every


def line_of(one: Occurrence) -> Line:
    """An occurrence as a line of a concordance."""
    document, article = one.document, one.document.article
    first, last = one.tokens[0], one.tokens[-1]
    end = last.end if last.block is first.block else first.block.end  # what goes on elsewhere is cut
    said = [
        statement
        for statement in document.statements
        if any(span.start <= first.start < span.end for span in statement.said)
    ]
    return Line(
        article=document.id,
        title=article.title,
        source=article.source,
        url=article.url,
        published=document.published,
        location=document.location,
        kind=first.block.kind,
        before=_before(one, first),
        match=article.text[first.start : end],
        after=_after(one, end, first.block.end),
        span=Span(first.start, end - first.start),
        number=one.number,
        of=one.of,
        version=document.version,
        added=document.added,
        authors=authors_of(article),
        statement=said[0] if said else None,
    )


def _before(one: Occurrence, first: Placed) -> str:
    """What stands before it in its block; where that is long, without the rest of a word that is cut."""
    text = one.document.article.text[first.block.start : first.start]
    is_cut = re.search(r"[^\W_]\Z", text[:-BESIDE])
    return re.sub(r"\A[^\W_]+", "", text[-BESIDE:]) if is_cut else text[-BESIDE:]


def _after(one: Occurrence, begin: int, end: int) -> str:
    text = one.document.article.text[begin:end]
    is_cut = re.match(r"[^\W_]", text[BESIDE:])
    return re.sub(r"[^\W_]+\Z", "", text[:BESIDE]) if is_cut else text[:BESIDE]


def wording(one: Occurrence, alike: Alike) -> str:
    """The keys of an occurrence; numbers, and runs of names, stand for each other where that is asked for."""
    tokens = one.tokens
    capital = [one.text.surface(token)[0].isupper() for token in tokens]
    follows = [at > 0 and token.position == tokens[at - 1].position + 1 for at, token in enumerate(tokens)]
    continued = [capital[at] and follows[at] and capital[at - 1] for at in range(len(tokens))]
    begun = [
        capital[at] and not continued[at] and any(continued[at + 1 : at + 2]) for at in range(len(tokens))
    ]
    words = []
    for at, token in enumerate(tokens):
        if alike.names and begun[at]:
            words.append(NAME)
        elif alike.numbers and token.kind is Kind.NUMBER:
            words.append(NUMBER)
        elif not (alike.names and continued[at]):
            words.append(token.key)
    return " ".join(words)


def _kept(every: list[Occurrence], wanted: Lines, map_: Map) -> list[Occurrence]:
    """Those of one wording, or of one group, where that is asked for."""
    return [
        one
        for one in every
        if (not wanted.wording or wording(one, wanted.alike) == wanted.wording)
        and (wanted.by is None or is_in_group(one, wanted.by, wanted.group, map_))
    ]


def _ordered(some: list[Occurrence], wanted: Lines, map_: Map) -> list[Occurrence]:
    def newest(one: Occurrence) -> tuple[object, ...]:
        at = moment(one.document)
        return at is None, -(at or 0), one.document.id, one.stretch

    def oldest(one: Occurrence) -> tuple[object, ...]:
        at = moment(one.document)
        return at is None, at or 0, one.document.id, one.stretch

    def own(one: Occurrence) -> object:
        match wanted.order:
            case LineOrder.LEFT:
                return _rank(one.text.beside(one.stretch[0], -1, NEIGHBOURS))
            case LineOrder.RIGHT:
                return _rank(one.text.beside(one.stretch[1], 1, NEIGHBOURS))
            case LineOrder.MATCH:
                return _rank(map(one.text.at.get, _first_places(one.stretch)))
            case LineOrder.PLACE:
                return _place(one.document, map_)
            case LineOrder.SAMPLE:
                return _by_chance(one, wanted.seed)
        return ()

    if wanted.order is LineOrder.OLDEST:
        return sorted(some, key=oldest)
    return sorted(some, key=lambda one: (own(one), newest(one)))


def _by_chance(one: Occurrence, seed: int) -> int:
    """SplitMix64 of what the article is called and where in it the occurrence begins."""
    bits = (1 << 64) - 1
    mixed = ((crc32(one.document.id.encode()) << 32 | one.stretch[0]) + seed * 0x9E3779B97F4A7C15) & bits
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & bits
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & bits
    return mixed ^ mixed >> 31


def _rank(tokens: Iterable[Placed | None]) -> list[object]:
    """Words in alphabetical order, an empty place before any; the shorter of two that begin alike first."""
    ranks = [(alphabetical(token.key), token.key) if token else () for token in tokens]
    while ranks and not ranks[-1]:
        ranks.pop()
    return ranks


def _first_places(stretch: Stretch) -> range:
    return range(stretch[0], min(stretch[1] + 1, stretch[0] + OWN))


def _place(document: Document, map_: Map) -> tuple[bool, object]:
    """The names of its units from the province down, path by path; then their ids."""
    units = list(dict.fromkeys(unit for path in _paths(document, map_) for unit in path))
    return not units, ([alphabetical(_name(unit)) for unit in units], units)


def _name(unit_id: str) -> str:
    unit = places.unit(unit_id)
    return unit.name if unit else unit_id


def _paths(document: Document, map_: Map) -> tuple[tuple[str, ...], ...]:
    return tuple(path for path in facets.paths(document)[column("place", map_)] if path)


def _units(document: Document, level: places.Level, map_: Map) -> list[str]:
    """The units of a level that an article is about; each once."""
    units = [unit for path in _paths(document, map_) for unit in path if places.level(unit) is level]
    return list(dict.fromkeys(units))


def group_values(one: Occurrence, by: GroupBy, map_: Map) -> list[str]:
    """The groups that an occurrence is in."""
    match by:
        case GroupBy.PROVINCE | GroupBy.DISTRICT:
            return _units(one.document, places.Level(by.value), map_) or [UNKNOWN]
        case GroupBy.SOURCE:
            return [one.document.article.source]
        case GroupBy.YEAR:
            return [facets.values(one.document)["year"][0]]
        case GroupBy.BYLINE:
            return list(facets.values(one.document)["byline"])
        case GroupBy.SPEAKER | GroupBy.OFFICE:
            statement = line_of(one).statement
            return [(statement and getattr(statement, by.value)) or UNKNOWN]


def _document_values(text: Text, document: Document, by: GroupBy, map_: Map) -> list[str]:
    """The groups that an article is in: those of each of its words, or nobody's, where words are said."""
    whole = Occurrence(document, text, (0, 0), 1, 1)
    if by not in (GroupBy.SPEAKER, GroupBy.OFFICE):
        return group_values(whole, by, map_)
    said = [
        getattr(statement, by.value)
        for statement in document.statements
        for token in text.at.values()
        if any(span.start <= token.start < span.end for span in statement.said)
    ]
    return [UNKNOWN, *filter(None, said)]


def _place_by(one: Group, order: GroupOrder) -> tuple[object, ...]:
    """By share as fractions, those of groups with fewer than twenty articles last; by lines all alike."""
    return () if order is GroupOrder.LINES else (one.archive < 20, -Fraction(one.articles, one.archive))


def group_key(name: str, by: GroupBy) -> str:
    """Names of people and offices are one in capitals or not, with tones in either place."""
    return comparable(name) if by in (GroupBy.BYLINE, GroupBy.SPEAKER, GroupBy.OFFICE) else name


def is_in_group(one: Occurrence, by: GroupBy, group: str, map_: Map) -> bool:
    """Whether an occurrence is in a group, however its name is written."""
    return group_key(group, by) in {group_key(name, by) for name in group_values(one, by, map_)}


def _usual(written: Counter[str]) -> str:
    """The most frequent writing, of equals the first in order."""
    return min(written, key=lambda name: (-written[name], name))


def _variant(name: str, some: list[Occurrence], map_: Map) -> Variant:
    days = [one.day for one in some if one.day]
    first = min(some, key=lambda one: (one.day is None, one.day or date.min, one.document.id, one.number))
    by_place = Counter(
        unit
        for document in {one.document.id: one.document for one in some}.values()
        for unit in _units(document, places.Level.PROVINCE, map_)
    )
    return Variant(
        wording=name,
        text=line_of(first).match,
        lines=len(some),
        articles=_articles(some),
        undated=_articles([one for one in some if not one.day]),
        first=min(days, default=None),
        last=max(days, default=None),
        first_article=first.document.id,
        places=tuple(sorted(by_place.items(), key=lambda one: (-one[1], one[0]))[:3]),
    )


def _articles(some: Iterable[Occurrence]) -> int:
    return len({one.document.id for one in some})


def _ends(some: Iterable[Occurrence]) -> tuple[date | None, date | None]:
    days = [one.day for one in some if one.day]
    return min(days, default=None), max(days, default=None)


def _first_day(one: Occurrence) -> date | None:
    days = one.document.published.days
    return days[0] if days else None


def _may_be_before(one: Occurrence, dated: Sequence[Occurrence]) -> bool:
    first = _first_day(one)
    return first is None or not dated or first < dated[0].day


def _earliest(some: Iterable[Document]) -> date | None:
    return min((one.published.day for one in some if one.published.day), default=None)


def _periods(known: set[str], period: Period) -> tuple[str, ...]:
    """Every year, or every month, from the first to the last."""
    if not known:
        return ()
    if period is Period.YEAR:
        return tuple(str(year) for year in range(int(min(known)), int(max(known)) + 1))
    years = range(int(min(known)[:4]), int(max(known)[:4]) + 1)
    every = [f"{year}-{month:02d}" for year in years for month in range(1, 13)]
    return tuple(name for name in every if min(known) <= name <= max(known))


def _series(
    query: Query, dated: list[tuple[str, Document]], periods: Sequence[str], notes: tuple[Note, ...]
) -> Series:
    every = Counter(name for name, _ in dated)
    inferred = Counter(name for name, document in dated if document.published.trust is Trust.INFERRED)
    return Series(
        query,
        len(dated),
        tuple(every[name] for name in periods),
        tuple(inferred[name] for name in periods),
        every[UNKNOWN],
        notes,
    )
