"""Answers queries slowly and plainly: what any engine must answer."""

from __future__ import annotations

import time
from calendar import monthrange
from dataclasses import replace
from datetime import date
from functools import cache, partial
from itertools import pairwise, product
from typing import TYPE_CHECKING

from oracle.evaluate import Evaluation
from oracle.facets import count_facet
from oracle.index import Index
from oracle.pairs import known
from oracle.precedents import Found, OraclePrecedents
from oracle.published import current

from search.embedded.markless import SIGN
from search.embedded.terms import any_marks, is_unknown
from search.facets import column, moment
from search.marking import Accepted, Close, Named, Run, mark_each
from search.model import (
    Accents,
    And,
    Best,
    Canonical,
    Cites,
    Copies,
    Copy,
    Hit,
    MarkedText,
    Near,
    Note,
    Or,
    Phrase,
    Prefix,
    Reason,
    ReasonKind,
    Result,
    Some,
    Sort,
    Word,
    WordCount,
)
from search.query.parser import typed_words
from search.query.runs import runs_of
from search.query.sentences import attempts, is_sentence
from search.ranking import DIGITS, FRESH, HALF_LIFE, RESCORED
from search.snippets import all_passages, shown
from search.suggest.meanings import meanings
from search.zones import ORDER, texts_of, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oracle.evaluate import Scores

    from search.embedded.terms import Tiers
    from search.marking import Keys
    from search.model import Document, Node, Query, Stats
    from search.suggest.model import Language


class OracleReader:
    """See `search.engine.Reader`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._opened: Index | None = None
        self._last: _Search | None = None
        self.language: Language | None = None
        """How likely words are by another engine; None: counted here."""

    def _index(self) -> Index:
        """The published generation."""
        folder = current(self._root)
        index = self._opened
        if index is None or index.folder != folder:
            index = self._opened = Index(folder)
        if self.language is not None:
            index.language = self.language
        return index

    def search(self, query: Query) -> Result:
        """Answer a query."""
        return self._searched(self._index(), query).result(query)

    def _searched(self, index: Index, query: Query) -> _Search:
        """What pages of an answer share, folded or not: kept until something else is asked."""
        alike = replace(query, page=1, size=0, fold=False)
        last = self._last
        if last is None or not last.is_of(index, alike):
            last = self._last = _Search(index, alike)
        return last

    def get(self, article_id: str) -> Document | None:
        """The document with this id, or None."""
        return next((document for document in self._index().documents if document.id == article_id), None)

    def copies(self, article_id: str, most: int) -> Copies:
        """The near-duplicates of an article, itself included, and the first of them."""
        group = next((each.group for each in self._index().documents if each.id == article_id), "")
        found = [each for each in self._index().documents if group and each.group == group]
        found.sort(
            key=lambda each: (
                each.published.day is None,
                moment(each) is None,
                moment(each) or 0,
                each.id,
            )
        )
        copies = [
            Copy(each.id, each.article.title, each.article.source, each.article.url, each.published)
            for each in found
        ]
        return Copies(len(copies), tuple(copies[:most]))

    def mark(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """The document's blocks in order, each with what the query matched in it."""
        wanted = self._wanted(document, query)
        texts = [(document.article.of(block), block.kind) for block in document.article.blocks]
        searched = frozenset().union(*ORDER)
        marked = mark_each([(text, zone_of(kind)) for text, kind in texts if kind in searched], wanted)
        return tuple(next(marked) if kind in searched else MarkedText(text) for text, kind in texts)

    def passages(self, document: Document, query: Query) -> tuple[MarkedText, ...]:
        """All passages of the document that the query matches, in the order of its text."""
        title = document.article.title
        return all_passages(title, texts_of(document.article), self._wanted(document, query))

    def _wanted(self, document: Document, query: Query) -> Accepted:
        """What a query accepts in a document."""
        index = self._index()
        number = next((at for at, each in enumerate(index.documents) if each.id == document.id), -1)
        return accepted(query.match, match(index, query)[0], number)

    def stats(self) -> Stats:
        """What the index holds."""
        return self._index().stats()

    def precedents(self) -> OraclePrecedents:
        """What tells how something was worded before, of the generation that serves now."""
        index = self._index()
        return OraclePrecedents(index, lambda query: _Search(index, query).found())

    def held(self) -> OracleReader:
        """A reader of the generation that serves now."""
        return _Held(self._index())


class _Held(OracleReader):
    """Answers from one index."""

    def __init__(self, index: Index) -> None:
        self._only = index
        self._last = None

    def _index(self) -> Index:
        return self._only


class _Search:
    """One query over one index."""

    def __init__(self, index: Index, query: Query) -> None:
        self.index = index
        self.query = query
        self.language = index.language
        self.evaluation, self.scores, self.notes = match(index, query)
        self.accepted = cache(partial(accepted, query.match, self.evaluation))
        self.added: dict[int, list[tuple[str, float]]] = {}
        self.drawn: dict[int, Hit] = {}
        self.order = self._ordered()

    def is_of(self, index: Index, query: Query) -> bool:
        """Whether it is this query over this index, with words as likely as they are there now."""
        return self.index is index and self.language is index.language and self.query == query

    def result(self, query: Query) -> Result:
        """All of the answer to what asks for a page of it."""
        started = time.perf_counter()
        order = self.order
        shown = self._best_of_each(order)
        paged = shown if query.fold else order
        return Result(
            query=query,
            total=len(order),
            groups=len(shown),
            hits=tuple(
                replace(self._hit(number), copies=self._copies(number) if query.fold else 0)
                for number in paged[(query.page - 1) * query.size :][: query.size]
            ),
            facets=tuple(
                count_facet(self.index, name, query, self._kept(set(self.scores), but=name))
                for name in query.facets
            ),
            notes=(*query.notes, *self.notes),
            word_counts=tuple(self._word_counts()) if query.size and not order else (),
            took_ms=(time.perf_counter() - started) * 1000,
            generation=self.index.folder.name,
        )

    def found(self) -> Found:
        """What it finds, whatever page is asked for."""
        return Found(self.order, self.accepted, (*self.query.notes, *self.notes))

    def _ordered(self) -> list[int]:
        """The documents under all filters in order: the best ones as the second phase scores them."""
        if self.query.sort is Sort.FRESH:
            self.scores = {number: score * self._factor(number) for number, score in self.scores.items()}
        order = sorted(self._kept(set(self.scores)), key=self._rank)
        if self.query.sort not in (Sort.RELEVANCE, Sort.FRESH):
            return order
        first, rest = order[:RESCORED], order[RESCORED:]
        for number, more in self.evaluation.rescored(first, runs_of(self.evaluation.node)).items():
            self.scores[number] += sum(points for _, points in more) * self._factor(number)
            self.added[number] = more
        return [*sorted(first, key=self._rank), *rest]

    def _factor(self, number: int) -> float:
        """What the order multiplies scores by."""
        moments = [moment(document) for document in self.index.documents]
        own = moments[number]
        if self.query.sort is not Sort.FRESH or own is None:
            return 1.0
        newest = max(each for each in moments if each is not None)
        return 1 + FRESH * 0.5 ** ((newest - own) / (24 * 60) / HALF_LIFE)

    def _kept(self, numbers: set[int], but: str = "") -> set[int]:
        """Those of some documents that pass the days and all filters but one."""
        return {number for number in numbers if self._passes(number, but)}

    def _passes(self, number: int, but: str) -> bool:
        query = self.query
        return is_between(self.index.documents[number], query.since, query.until) and all(
            not set(one.values).isdisjoint(self.index.values[number][column(one.facet, query.map)])
            for one in query.filters
            if one.facet != but
        )

    def _rank(self, number: int) -> tuple[float, bool, int, str]:
        """What documents are sorted by: as asked, then newer first, then by id; unknown dates are last."""
        document = self.index.documents[number]
        at = moment(document)
        score = round(self.scores[number], DIGITS) if self.query.sort in (Sort.RELEVANCE, Sort.FRESH) else 0.0
        when = (at or 0) if self.query.sort is Sort.OLDEST else -(at or 0)
        return -score, at is None, when, document.id

    def _content(self, number: int) -> tuple[str, int]:
        """Equal for near-duplicates."""
        group = self.index.documents[number].group
        return (group, 0) if group else ("", number)

    def _best_of_each(self, order: list[int]) -> list[int]:
        """The first article of every content, in this order."""
        best: dict[tuple[str, int], int] = {}
        for number in order:
            best.setdefault(self._content(number), number)
        return list(best.values())

    def _copies(self, number: int) -> int:
        """How many near-duplicates of an article were found beside it."""
        return sum(self._content(other) == self._content(number) for other in self.order) - 1

    def _hit(self, number: int) -> Hit:
        """An article as it is shown: drawn once, for whatever page it is on."""
        if number not in self.drawn:
            self.drawn[number] = self._draw(number)
        return self.drawn[number]

    def _draw(self, number: int) -> Hit:
        document = self.index.documents[number]
        article = document.article
        found = shown(article.title, texts_of(article), self.accepted(number))
        return Hit(
            id=document.id,
            title=found.title,
            snippets=found.passages,
            source=article.source,
            url=article.url,
            published=document.published,
            location=document.location,
            topics=tuple(topic.id for topic in document.topics),
            score=self.scores[number],
            matches=found.matches,
            reasons=self._reasons(number) if self.query.explain else (),
        )

    def _reasons(self, number: int) -> tuple[Reason, ...]:
        """What the score is made of: kinds and points only."""
        parts = self.evaluation.points(number, self.evaluation.node)
        parts = [each for each in (*parts, *self.added.get(number, ())) if each[1]]
        if more := (self._factor(number) - 1) * sum(points for _, points in parts):
            parts.append(("fresh", more))
        return tuple(Reason(ReasonKind(kind), "", points) for kind, points in parts)

    def _word_counts(self) -> Iterator[WordCount]:
        """How many articles under the same filters hold each part of a query that found nothing."""
        for asked in _counted(self.query.match):
            found = len(self._kept(set(self.evaluation.scores(asked))))
            yield from (WordCount(_written(part), found) for part in _typed(asked))


def match(index: Index, query: Query) -> tuple[Evaluation, Scores, tuple[Note, ...]]:
    """Evaluate; where nothing has all that was asked for, what has most of it. Words left out are told."""
    evaluation, scores, notes = _by_attempts(index, query)
    cut = tuple(f"{surface}*" for surface in evaluation.cut())
    return evaluation, scores, (*notes, *([Note("prefix-limited", cut)] if cut else ()))


def _by_attempts(index: Index, query: Query) -> tuple[Evaluation, Scores, tuple[Note, ...]]:
    first, *others = attempts(query.match)
    words = words_of(query.match)
    known = [isinstance(word, Word) and index.vocabulary.frequency(word.key) for word in words]
    is_spelt = bool(known) and all(known)
    keep = is_spelt or is_sentence(query.match)
    found = _by_accents(index, replace(query, match=first), keep=keep)
    found[0].node = first
    if found[1]:
        return found
    for node in others:
        evaluation, scores, notes = _by_accents(index, replace(query, match=node))
        if scores:
            evaluation.node = node
            return evaluation, scores, (*notes, Note("some-words"))
    return found


def _by_accents(
    index: Index, query: Query, *, keep: bool = False
) -> tuple[Evaluation, Scores, tuple[Note, ...]]:
    """Evaluate; where typed accents leave nothing, once more without them. Other readings are told."""
    node = query.match
    if query.accents is not Accents.AUTO:
        fixed = Evaluation(index, query, query.accents)
        return fixed, fixed.scores(node), ()
    words = words_of(node)
    accented = any_marks(typed_words(node))
    read = meanings(runs_of(node), index.language, accented=accented)
    accents = Accents.AUTO if accented else Accents.LOOSE
    strict = Evaluation(index, query, accents, read.words)
    scores = strict.scores(node)
    if scores:
        known = index.vocabulary
        unknown = [word for word in words if isinstance(word, Word) and is_unknown(word, known)]
        restored = tuple(Note("restored", told) for told in read.told)
        return strict, scores, (*restored, *(_accents_ignored(unknown) if accented else ()))
    if keep or not accented:
        return strict, scores, ()
    loose = Evaluation(index, query, Accents.LOOSE)
    scores = loose.scores(node)
    return (loose, scores, _accents_ignored(words)) if scores else (strict, scores, ())


def _accents_ignored(words: list[Word | Prefix]) -> tuple[Note, ...]:
    return (Note("accents-ignored", tuple(dict.fromkeys(word.surface for word in words))),) if words else ()


def is_between(document: Document, since: date | None, until: date | None) -> bool:
    """Whether a document was surely published on these days or between."""
    if since is None and until is None:
        return True
    published = document.published
    if published.day is not None:
        first = last = published.day
    elif published.year is not None and published.month is not None:
        days = monthrange(published.year, published.month)[1]
        first, last = date(published.year, published.month, 1), date(published.year, published.month, days)
    elif published.year is not None:
        first, last = date(published.year, 1, 1), date(published.year, 12, 31)
    else:
        return False
    return (since is None or since <= first) and (until is None or last <= until)


def words_of(node: Node) -> list[Word | Prefix]:
    """The words of a tree as they were typed, in order; exclusions and other readings left out."""
    return [
        word for part in _typed(node) for word in ([part] if isinstance(part, Word | Prefix) else part.words)
    ]


def _counted(node: Node) -> Iterator[Node]:
    """The parts that are counted: as they were typed, a day in any writing."""
    match node:
        case Best((_, (_, Canonical()))):
            yield node
        case Best(readings):
            for _, reading in readings[:1]:
                yield from _counted(reading)
        case And(parts) | Or(parts) | Some(parts):
            for part in parts:
                yield from _counted(part)
        case Word() | Prefix() | Phrase() | Near():
            yield node


def _typed(node: Node) -> Iterator[Word | Prefix | Phrase | Near]:
    """The parts of a query as they were typed, without other readings of them."""
    match node:
        case Word() | Prefix() | Phrase() | Near():
            yield node
        case Best(readings):
            for _, reading in readings[:1]:
                yield from _typed(reading)
        case And(parts) | Or(parts) | Some(parts):
            for part in parts:
                yield from _typed(part)


def _written(part: Word | Prefix | Phrase | Near) -> str:
    """A part of a query as a person would write it."""
    match part:
        case Word():
            return part.surface
        case Prefix():
            return f"{part.surface}*"
    quoted = f'"{" ".join(word.surface for word in part.words)}"'
    return f"{quoted}~{part.within}" if isinstance(part, Near) else quoted


def accepted(node: Node, evaluation: Evaluation, number: int) -> Accepted:
    """What is to be marked in a document, part by part; a part is left out of which some word is nowhere."""
    known_keys = partial(_known_keys, evaluation, number)
    found: dict[str, dict[Keys | Run | Close | Named, float]] = {
        kind: {} for kind in ("word", "run", "close", "term")
    }
    for part in _wanted(node):
        words = [part] if isinstance(part, Word | Prefix) else getattr(part, "words", ())
        keys = tuple(known_keys(word) for word in words)
        rarity = sum(max(evaluation.rarity(word), 0.0) for word in words)
        if not all(keys):
            continue
        match part:
            case Word() | Prefix():
                found["word"][keys[0]] = rarity
            case Phrase():
                found["run"][Run(keys, part.gaps, part.zone)] = 1.2 * rarity
            case Near(ordered=True):
                found["close"][Close(keys, part.within, ordered=True, zone=part.zone)] = 1.2 * rarity
            case Near():
                typed = [word.key for word in words]
                each = dict(zip(typed, keys, strict=True))
                times = tuple(map(typed.count, each))
                found["close"][Close(tuple(each.values()), part.within, times=times, zone=part.zone)] = (
                    1.2 * rarity
                )
            case Canonical(kind, value):
                found["term"][Named(kind, value)] = 6.0
            case Cites(number):
                found["term"][Named("document", number)] = 6.0
    weights = tuple(round(max(worth, 0.1), 2) for parts in found.values() for worth in parts.values())
    words = list(found["word"])
    ties = frozenset(
        (words.index(known_keys(one)), words.index(known_keys(other)))
        for run in runs_of(node)
        for one, other in pairwise(run)
        if {known_keys(one), known_keys(other)} <= set(words)
        if _are_of_one_word(evaluation.tiers(one), evaluation.tiers(other))
    )
    return Accepted(*map(tuple, found.values()), weights, ties)


def _known_keys(evaluation: Evaluation, number: int, word: Word | Prefix) -> Keys:
    """The keys of a word in a document; those of texts without marks where it is one."""
    keys = evaluation.keys(word)
    if number in evaluation.index.markless:
        keys = frozenset(key.removesuffix(SIGN) for key in keys)
    return keys & evaluation.index.vocabulary.keys


def _are_of_one_word(one: Tiers, other: Tiers) -> bool:
    """Whether the likeliest spellings of two words stand side by side in a word or name of the tables."""
    if not one or not other:
        return False
    return not known().isdisjoint(product(one[0][1], other[0][1]))


def _wanted(node: Node) -> Iterator[Word | Prefix | Phrase | Near | Canonical | Cites]:
    """The parts of a tree that are wanted, in all readings."""
    match node:
        case Best(readings):
            for _, reading in readings:
                yield from _wanted(reading)
        case And(parts) | Or(parts) | Some(parts):
            for part in parts:
                yield from _wanted(part)
        case Canonical() | Cites():
            yield node
        case _:
            yield from _typed(node)
