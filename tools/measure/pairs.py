"""What pairs of syllables add to ranking: questions of law against the passages that answer them.

Passages are ranked by the formula of `search.ranking`, over arrays of our own, so that any vocabulary of
pairs can be tried without an index: MRR@10 of the Or of all words of a question and of the pairs in it.
A word counts as it is written; the product also lets other marks count, less.
"""

from __future__ import annotations

import gzip
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import msgspec
import numpy as np

from search.analysis_batch import compound_ranges
from search.model import BlockKind
from search.pairs import known_pairs
from search.ranking import DIGITS, HEAD_WEIGHT, K1, LENGTHS, PAIR, idf, length_codes, normal, saturation
from search.text import canonical
from search.tokenizer import cut
from search.tokenizer_batch import cut_batch
from search.tokens import TYPES
from search.zones import HEAD_TIMES
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.tokens import Type

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Mask = NDArray[np.bool_]

Row = TypeVar("Row")

SETS = {"soict24_legal": "SoICT", "alqac23": "ALQAC"}
"""Files of the private data by their beginning, and what they are called here."""

VOCABULARIES = ("none", "dictionary", "segmenter", "all")
"""No pairs; those that the product knows; those that the segmenter joins in the passage; all neighbours."""

TOP = 10


class Passage(msgspec.Struct, frozen=True):
    """A text that may answer."""

    id: str
    title: str
    text: str


class Question(msgspec.Struct, frozen=True):
    """A question, and the passages that answer it."""

    query: str
    rel: frozenset[str]


class Tokens(NamedTuple):
    """All tokens of all passages: what each is, whose, and how often it counts in the head.

    `pairs` says by vocabulary of each token whether it makes a pair with the next one.
    """

    types: list[Type]
    docs: Ints
    heads: Ints
    pairs: dict[str, Mask]
    ids: list[str]


class Bonus(NamedTuple):
    """The passages that hold a pair, and what it adds."""

    docs: Ints
    scores: Floats


class Ranked:
    """Passages ready to be ranked by keys, or by keys without marks, with the pairs of each vocabulary."""

    def __init__(self, tokens: Tokens, *, folded: bool) -> None:
        self._folded = folded
        words = [self._name(each) for each in tokens.types]
        self._numbers = {word: number for number, word in enumerate(sorted(set(words)))}
        terms = np.fromiter(map(self._numbers.__getitem__, words), np.int64, len(words))
        shape = len(tokens.ids), len(self._numbers)
        text = _table(tokens.docs, terms, np.ones(len(terms), np.int64), shape)
        head = _table(tokens.docs, terms, tokens.heads, shape)
        rarity = np.array([idf(shape[0], int(held)) for held in (text > 0).sum(axis=0)], np.float32)
        self._scores = rarity * (_saturated(text) + np.float32(HEAD_WEIGHT) * _saturated(head))
        self._bonuses = {name: _bonuses(tokens.docs, terms, at, shape) for name, at in tokens.pairs.items()}
        self._ids = np.array(tokens.ids)

    def best(self, question: str, vocabulary: str) -> list[str]:
        """The ids of the passages that rank highest."""
        scores = self.scores(question, vocabulary)
        order = np.lexsort((self._ids, -scores.round(DIGITS)))[:TOP]
        found: list[str] = self._ids[order[scores[order] > 0]].tolist()
        return found

    def scores(self, question: str, vocabulary: str) -> Floats:
        """The scores of all passages."""
        words = [self._numbers.get(self._name(each), -1) for each in cut(canonical(question)).types]
        scores: Floats = self._scores[:, [word for word in dict.fromkeys(words) if word >= 0]].sum(axis=1)
        for pair in dict.fromkeys(pairwise(words)):
            bonus = self._bonuses[vocabulary].get(pair)
            if bonus is not None:
                scores[bonus.docs] += bonus.scores
        return scores

    def _name(self, each: Type) -> str:
        return each.fold if self._folded else each.key


def measure_pairs(private: Path) -> Iterator[Figure]:
    """MRR@10 by set, by questions with and without marks, and by vocabulary."""
    for name, title in SETS.items():
        passages = _read(private / f"{name}_corpus.jsonl.gz", Passage)
        questions = _read(private / f"{name}_queries.jsonl.gz", Question)
        yield from figures(title, passages, questions)


def figures(title: str, passages: Sequence[Passage], questions: Sequence[Question]) -> Iterator[Figure]:
    """The figures of one set."""
    tokens = read_tokens(passages)
    for vocabulary in VOCABULARIES[1:]:
        count = int(tokens.pairs[vocabulary].sum())
        yield Figure(f"{title}: pairs, {vocabulary}", round(count / len(passages), 1), "pairs/passage")
    for folded, writing in ((False, "with marks"), (True, "without marks")):
        ranked = Ranked(tokens, folded=folded)
        for vocabulary in VOCABULARIES:
            found = (reciprocal(ranked.best(each.query, vocabulary), each.rel) for each in questions)
            mean = round(sum(found) / len(questions), 4)
            yield Figure(f"{title}: {writing}, {vocabulary}", mean, "MRR@10")


def read_tokens(passages: Sequence[Passage]) -> Tokens:
    """Cut passages, title first, each line a block of its own as in the index."""
    parts = [
        (doc, times, canonical(text))
        for doc, passage in enumerate(passages)
        for times, text in [(HEAD_TIMES[BlockKind.TITLE], passage.title), *_lines(passage.text)]
    ]
    texts = [text for _, _, text in parts]
    cut_ = cut_batch(texts)
    owners = np.repeat(np.arange(len(parts)), np.diff(cut_.first))
    types = [TYPES[surface] for surface in cut_.surfaces()]
    beside = np.append((np.diff(cut_.positions) == 1) & (np.diff(owners) == 0), [False])
    joined = np.zeros(len(types) + 1, np.int64)
    first, last = compound_ranges(cut_, texts)
    np.add.at(joined, first, 1)
    np.add.at(joined, last - 1, -1)
    known = known_pairs()
    syllables = np.array([known.numbers.get(each.key, 0) for each in types], np.int64)
    vocabularies = {
        "none": np.zeros(len(types), bool),
        "dictionary": beside & known.among(syllables, np.roll(syllables, -1)),
        "segmenter": beside & (np.cumsum(joined)[:-1] > 0),
        "all": beside,
    }
    docs, times = (np.array([part[at] for part in parts], np.int64)[owners] for at in (0, 1))
    return Tokens(types, docs, times, vocabularies, [passage.id for passage in passages])


def reciprocal(found: Sequence[str], right: frozenset[str]) -> float:
    """1 / the rank of the first right passage; 0 if there is none."""
    return next((1 / rank for rank, each in enumerate(found, 1) if each in right), 0.0)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((0, line) for line in text.split("\n"))


def _read(path: Path, row: type[Row]) -> list[Row]:
    with gzip.open(path, "rb") as file:
        return [msgspec.json.decode(line, type=row) for line in file]


def _table(docs: Ints, terms: Ints, counts: Ints, shape: tuple[int, int]) -> Floats:
    """How often each term stands in each passage."""
    flat = np.bincount(docs * shape[1] + terms, counts, shape[0] * shape[1])
    return flat.reshape(shape).astype(np.float32)


def _saturated(table: Floats) -> Floats:
    """The term-frequency part of the formula over one stream."""
    lengths = table.sum(axis=1)
    average = float(lengths.sum() / max(1, np.count_nonzero(lengths)))
    return saturation(table, normal(LENGTHS[length_codes(lengths)], average)[:, None])


def _bonuses(docs: Ints, terms: Ints, pairs: Mask, shape: tuple[int, int]) -> Mapping[tuple[int, int], Bonus]:
    """What each pair adds to the passages that hold it."""
    at = np.flatnonzero(pairs)
    codes = (terms[at] * shape[1] + terms[at + 1]) * shape[0] + docs[at]
    held, counts = np.unique(codes, return_counts=True)
    codes, docs = np.divmod(held, shape[0])
    names, first = np.unique(codes, return_index=True)
    bounds = np.append(first, len(codes)).tolist()
    found = {}
    for code, (start, end) in zip(names.tolist(), pairwise(bounds), strict=True):
        tf = counts[start:end].astype(np.float32)
        rarity = np.float32(PAIR * idf(shape[0], end - start))
        found[divmod(code, shape[1])] = Bonus(docs[start:end], rarity * (tf / (tf + np.float32(K1))))
    return found
