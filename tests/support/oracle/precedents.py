"""Tells how something was worded before, slowly and plainly: what any engine must tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from oracle.alike import worded_alike
from oracle.company import collocates, runs_beside
from oracle.groups import document_values, group_key, group_values, place_by, units_of, usual
from oracle.lines import Occurrence, articles_of, line_of, wording
from oracle.ordering import wanted_lines
from oracle.stretches import Text, stretches

from search import places
from search.model import (
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
    Period,
    Query,
    Series,
    Timeline,
    Trust,
    Variant,
    Variants,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from oracle.index import Index

    from search.marking import Accepted
    from search.model import Alike, Document, Lines, Map, Measure, Note, Similar, Unit


@dataclass(frozen=True)
class Found:
    """What a query finds: numbers of articles in its order, what is marked in them, how it was read."""

    numbers: list[int]
    accepted: Callable[[int], Accepted]
    notes: tuple[Note, ...]


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
        lines = wanted_lines(every, wanted, query.map)
        return Concordance(
            query=query,
            total=len(lines),
            articles=articles_of(lines),
            silent=0 if wanted.wording or wanted.by else len(found.numbers) - articles_of(every),
            lines=tuple(map(line_of, lines[wanted.begin :][: wanted.size])),
            notes=found.notes,
            generation=self._index.folder.name,
        )

    def every_line(self, query: Query, wanted: Lines) -> Iterator[Line]:
        """All lines from the one wanted first on."""
        _, every = self._asked(query)
        lines = wanted_lines(every, wanted, query.map)
        yield from map(line_of, lines[wanted.begin :])

    def every_document(self, query: Query) -> Iterator[Document]:
        """All articles that a query finds, in its order."""
        for number in self._find(query).numbers:
            yield self._index.documents[number]

    def variants(self, query: Query, alike: Alike, begin: int, size: int) -> Variants:
        """A page of the wordings of a query."""
        found, every = self._asked(query)
        variants = list(self.every_variant(query, alike))
        page = tuple(variants[begin:][:size])
        return Variants(query, len(every), articles_of(every), len(variants), page, found.notes)

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
            query, measure, len(every), articles_of(every), len(told), tuple(told[:most]), found.notes
        )

    def runs_beside(
        self, query: Query, measure: Measure, *, before: bool, syllables: int, most: int
    ) -> Collocates:
        """Runs of syllables right before or behind a query."""
        found, every = self._asked(query)
        told = runs_beside(self._texts, every, measure, -1 if before else 1, syllables)
        return Collocates(
            query, measure, len(every), articles_of(every), len(told), tuple(told[:most]), found.notes
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
        provinces = [units_of(one.document, places.Level.PROVINCE, query.map) for one in dated[:1]]
        place = min((unit for each in provinces for unit in each), default="")
        archive = Query(Everything(), query.filters, query.since, query.until, map=query.map)
        whole = [self._index.documents[number] for number in self._find(archive).numbers]
        there = [one for one in whole if place in units_of(one, places.Level.PROVINCE, query.map)]
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
            Group(usual(written[key]), len(some), articles_of(some), archive[key], *_ends(some))
            for key, some in values.items()
        ]
        groups.sort(key=lambda one: (*place_by(one, order), -one.lines, one.value == UNKNOWN, one.value))
        page = tuple(groups[begin:][:size])
        return Groups(query, by, len(every), articles_of(every), len(groups), page, found.notes)

    def _in_archive(self, query: Query, by: GroupBy) -> Counter[str]:
        """How many articles under the filters are in each group; nobody says something in all of them."""
        everything = Query(Everything(), query.filters, query.since, query.until, map=query.map)
        counts = Counter[str]()
        for number in self._find(everything).numbers:
            names = document_values(self._texts[number], self._index.documents[number], by, query.map)
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


def _variant(name: str, some: list[Occurrence], map_: Map) -> Variant:
    days = [one.day for one in some if one.day]
    first = min(some, key=lambda one: (one.day is None, one.day or date.min, one.document.id, one.number))
    by_place = Counter(
        unit
        for document in {one.document.id: one.document for one in some}.values()
        for unit in units_of(document, places.Level.PROVINCE, map_)
    )
    return Variant(
        wording=name,
        text=line_of(first).match,
        lines=len(some),
        articles=articles_of(some),
        undated=articles_of([one for one in some if not one.day]),
        first=min(days, default=None),
        last=max(days, default=None),
        first_article=first.document.id,
        places=tuple(sorted(by_place.items(), key=lambda one: (-one[1], one[0]))[:3]),
    )


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
