"""From a query to what matches: all that was typed is asked for, then most of it; with accents or without."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from search.embedded.begun import beginnings
from search.embedded.matched import Matched
from search.embedded.plan import Spelling
from search.embedded.planning import Planner
from search.embedded.remembering import weight_of
from search.embedded.rescoring import rescorer
from search.embedded.selection import Evaluated, evaluate, select
from search.embedded.terms import any_marks, is_unknown
from search.model import Accents, Note, Prefix, Word
from search.query.parser import typed_words, words_of
from search.query.runs import runs_of
from search.query.sentences import attempts, is_sentence
from search.suggest.meanings import meanings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from search.embedded.clock import Clock
    from search.embedded.facets import FacetCounter
    from search.embedded.snapshot import Snapshot
    from search.model import Node, Query
    from search.suggest.meanings import Meanings, Meant


NOTHING_MEANT: Mapping[Word, Meant] = {}
"""No word is known to stand for another."""


class Asked(NamedTuple):
    """What answers a query: a snapshot and its facets, and the time that its costly parts may take."""

    snapshot: Snapshot
    counter: FacetCounter
    clock: Clock


def match(asked: Asked, query: Query) -> Matched:
    """Evaluate; where nothing has all that was asked for, what has most of it. That is told."""
    first, *others = attempts(query.match)
    keep = is_sentence(query.match) or _is_spelt(asked.snapshot, query.match)
    matched = _by_accents(asked, replace(query, match=first), keep=keep)
    for node in others:
        if matched.matches:
            break
        found = _by_accents(asked, replace(query, match=node))
        if found.matches:
            matched = replace(found, notes=(*found.notes, Note("some-words")))
    return _noting(replace(matched, query=query), _cut(matched.spelling))


def _is_spelt(snapshot: Snapshot, node: Node) -> bool:
    """Whether all words are in the index as typed: then a word is missing, not an accent wrong."""
    words = words_of(node)
    known = (isinstance(word, Word) and snapshot.vocabulary.frequency(word.key) for word in words)
    return bool(words) and all(known)


def _by_accents(asked: Asked, query: Query, *, keep: bool = False) -> Matched:
    """Evaluate; where typed accents leave nothing, once more without them, unless they are to be kept."""
    if query.accents is not Accents.AUTO:
        return _matched(asked, query, query.accents)
    accented = any_marks(typed_words(query.match))
    meant = asked.snapshot.memory.remembered(
        ("meant", query.match),
        lambda: meanings(runs_of(query.match), asked.snapshot.language, accented=accented),
        lambda _: 0,
    )
    accents = Accents.AUTO if accented else Accents.LOOSE
    matched = _matched(asked, query, accents, meant.words)
    if matched.matches:
        return _noting(matched, [*_restored(meant), *_ignored(matched)])
    if keep or not accented:
        return matched
    without = _matched(asked, query, Accents.LOOSE)
    return _noting(without, _accents_ignored(words_of(query.match))) if without.matches else matched


def _restored(meant: Meanings) -> list[Note]:
    return [Note("restored", told) for told in meant.told]


def _ignored(matched: Matched) -> list[Note]:
    """The words that the index has only with other marks than were typed."""
    if matched.spelling.loose:
        return []
    words = (word for word in words_of(matched.query.match) if isinstance(word, Word))
    return _accents_ignored(word for word in words if is_unknown(word, matched.snapshot.vocabulary))


def _accents_ignored(words: Iterable[Word | Prefix]) -> list[Note]:
    surfaces = tuple(dict.fromkeys(word.surface for word in words))
    return [Note("accents-ignored", surfaces)] if surfaces else []


def _cut(spelling: Spelling) -> list[Note]:
    """The beginnings of words that more words begin with than were looked for."""
    cut = tuple(f"{each.typed.surface}*" for each in spelling.begun.values() if each.is_cut)
    return [Note("prefix-limited", cut)] if cut else []


def _matched(
    asked: Asked, query: Query, accents: Accents, meant: Mapping[Word, Meant] = NOTHING_MEANT
) -> Matched:
    snapshot, counter, clock = asked
    spelling, parts = snapshot.memory.remembered(
        (query.match, query.map, accents, bool(meant)),  # what words mean follows from the tree
        lambda: _evaluated(asked, query, accents, meant),
        lambda made: None if clock.ran_out else sum(map(_weight, made[1])),
    )
    selections = tuple(select(part, query) for part in parts)
    return Matched(
        snapshot,
        counter,
        query,
        spelling,
        selections,
        rescorer=rescorer(spelling, runs_of(query.match)),
        clock=clock,
        node=query.match,
    )


def _evaluated(
    asked: Asked, query: Query, accents: Accents, meant: Mapping[Word, Meant]
) -> tuple[Spelling, tuple[Evaluated, ...]]:
    """What matches, whatever the filters are."""
    snapshot = asked.snapshot
    begun = beginnings(query.match, snapshot.vocabulary, accents)
    spelling = Spelling(snapshot, accents, meant, begun)
    plan = Planner(snapshot, spelling, query.map, asked.clock).plan(query.match)
    return spelling, tuple(evaluate(view, number, plan) for number, view in enumerate(snapshot.views))


def _weight(part: Evaluated) -> int:
    return len(part.docs) + weight_of(part.plan)


def _noting(matched: Matched, notes: Sequence[Note]) -> Matched:
    return replace(matched, notes=(*matched.notes, *notes)) if notes else matched
