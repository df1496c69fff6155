"""What a query accepts in the text of an article, by the spellings of a snapshot; and what it marks there."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from search.embedded.markless import is_markless, plain
from search.marking import Accepted, Close, Named, Run, mark_each
from search.model import And, Best, Canonical, Cites, MarkedText, Near, Or, Phrase, Prefix, Some, Word
from search.pairs import known_pairs
from search.query.runs import runs_of
from search.snippets import all_passages
from search.terms import TermKind
from search.zones import is_searched, texts_of, zone_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from search.embedded.plan import Spelling
    from search.lone import Ties
    from search.marking import Keys
    from search.model import Document, Node

    KeysOf = Callable[[Word | Prefix, Spelling], Keys]

Wanted = Word | Prefix | Phrase | Near | Canonical | Cites
"""What can be marked."""

LEAST = 0.1
"""What the most frequent word is worth in a passage."""

IN_PLACE = 1.2
"""What a word of a phrase is worth beside a loose one."""

TERM = 6.0
"""What a canonical term is worth: as much as a word that one article in 400 holds."""


def accepted_of(node: Node, spelling: Spelling, *, markless: bool = False) -> Accepted:
    """What is to be marked: all that is wanted, in any reading; words that no article holds are left out.

    A word is worth as much as it is rare. `markless`: in an article that is written without marks.
    """
    keys_of = _plain_keys if markless else _keys
    words: dict[Keys, float] = {}
    runs: dict[Run, float] = {}
    close: dict[Close, float] = {}
    terms: dict[Named, float] = {}
    for one in wanted(node):
        match one:
            case Canonical(kind, value):
                terms[Named(kind, value)] = TERM
            case Cites(number):
                terms[Named(TermKind.DOCUMENT.value, number)] = TERM
            case Word() | Prefix():
                if keys := keys_of(one, spelling):
                    words[keys] = _rarity([one], spelling)
            case Phrase(some, gaps, zone):
                if several := _all_keys(some, spelling, keys_of):
                    runs[Run(several, gaps, zone)] = IN_PLACE * _rarity(some, spelling)
            case Near(some):
                if several := _all_keys(some, spelling, keys_of):
                    close[_close(one, several)] = IN_PLACE * _rarity(some, spelling)
    worth = (*words.values(), *runs.values(), *close.values(), *terms.values())
    weights = tuple(round(max(value, LEAST), 2) for value in worth)
    ties = _ties(node, {keys: part for part, keys in enumerate(words)}, spelling, keys_of)
    return Accepted(tuple(words), tuple(runs), tuple(close), tuple(terms), weights, ties)


def _ties(node: Node, parts: Mapping[Keys, int], spelling: Spelling, keys_of: KeysOf) -> Ties:
    """Which loose words are neighbouring syllables of one word or name, in their likeliest spelling."""
    pairs = [pair for run in runs_of(node) for pair in pairwise(run) if _is_one_word(*pair, spelling)]
    keyed = [(keys_of(one, spelling), keys_of(other, spelling)) for one, other in pairs]
    return frozenset((parts[one], parts[other]) for one, other in keyed if one in parts and other in parts)


def _is_one_word(one: Word, other: Word, spelling: Spelling) -> bool:
    tiers = spelling.tiers(one), spelling.tiers(other)
    if not all(tiers):
        return False
    (_, first), (_, second) = (each[0] for each in tiers)
    return any(known_pairs().knows(left, right) for left in first for right in second)


def _close(near: Near, keys: tuple[Keys, ...]) -> Close:
    """Words near each other; without an order, one that is given twice must stand there twice."""
    if near.ordered:
        return Close(keys, near.within, ordered=True, zone=near.zone)
    times = Counter(word.key for word in near.words)
    by_key = {word.key: each for word, each in zip(near.words, keys, strict=True)}
    several = tuple(by_key[key] for key in times)
    return Close(several, near.within, times=tuple(times.values()), zone=near.zone)


def _all_keys(words: Sequence[Word | Prefix], spelling: Spelling, keys_of: KeysOf) -> tuple[Keys, ...]:
    """The spellings of each word; nothing where one has none."""
    found = tuple(keys_of(word, spelling) for word in words)
    return found if all(found) else ()


def _keys(word: Word | Prefix, spelling: Spelling) -> Keys:
    return frozenset(key for key in spelling.keys(word) if not is_markless(key))


def _plain_keys(word: Word | Prefix, spelling: Spelling) -> Keys:
    return frozenset(map(plain, spelling.keys(word)))


def _rarity(words: Sequence[Word | Prefix], spelling: Spelling) -> float:
    return sum(spelling.word(word).rarity for word in words)


def wanted(node: Node) -> Iterator[Wanted]:
    """The parts of a tree that can be marked, in all readings; exclusions and facts mark nothing."""
    match node:
        case Word() | Prefix() | Phrase() | Near() | Canonical() | Cites():
            yield node
        case Best(readings):
            for _, reading in readings:
                yield from wanted(reading)
        case And(parts) | Or(parts) | Some(parts):
            for part in parts:
                yield from wanted(part)
        case _:
            return


def mark_blocks(document: Document, accepted: Accepted) -> tuple[MarkedText, ...]:
    """The document's blocks in order, each with what matches in it; what is not searched has no marks."""
    article = document.article
    if not accepted:
        return tuple(MarkedText(article.of(block)) for block in article.blocks)
    marked = mark_each(
        [(article.of(block), zone_of(block.kind)) for block in article.blocks if is_searched(block.kind)],
        accepted,
    )
    return tuple(
        next(marked) if is_searched(block.kind) else MarkedText(article.of(block)) for block in article.blocks
    )


def passages_of(document: Document, accepted: Accepted) -> tuple[MarkedText, ...]:
    """All passages of a document that match, in the order of its text; its title is none of them."""
    return all_passages(document.article.title, texts_of(document.article), accepted)
