"""Learn the weights of `search/data/topic-words.npz` from labelled articles: `python -m tools.topics.learn`.

Needs the private texts (TRATIN_PRIVATE_DATA). The vocabulary are words and pairs that many articles hold,
names left out. Its vectors are extended by their place in the 200 main directions of 26,000 unlabelled texts
(latent semantic analysis: Deerwester et al. 1990), so that rare words share what is learned of their likes;
both are linear, and one matrix of weights is what remains. The loss is logistic, of

    2 log(score / least score) + bias + x · (weights of the topic + weights of its upper topic)

over the topics that a phrase speaks for, with squared penalties. Articles of the halves that are kept apart
are seen in no step. With `--check`, prints micro-F1 of five-fold cross-validation instead.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import optimize, sparse
from scipy.sparse.linalg import svds

from index.enrich.phrases import words_of
from index.enrich.topic_words import NAME, TopicWords, write_words
from index.enrich.topics import chosen, least_score
from search.tables import DATA
from search.topics import shipped
from tools.measure.enrich.topics import Judged, f1, sub, top
from tools.measure.private import private_data
from tools.topics.examples import corpus, examples, parts_for_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from index.enrich.topic_words import Weighted
    from search.model import Article
    from tools.topics.examples import Example

    Matrix = NDArray[np.float64]

LEAST_WORD, LEAST_PAIR = 40, 200
"""Articles that must hold a word, or a pair, for it to be an entry."""
MOST_SHARE = 0.3
"""Largest share of articles: what more of them hold tells nothing."""
CAPITALS = 0.85
"""Share of places with a capital within a sentence from which a word is a name."""
DIRECTIONS = 200
ENTRY_SCALE, DIRECTION_SCALE = 1.5, 2.5
"""What coordinates of entries and of directions are multiplied by: the less, the more they are held at 0."""
TILT = 0.9
"""Added to every bias: F1 is best where topics of somewhat less than even odds are given."""
PENALTY, BIAS_PENALTY = 0.25, 0.3
STEPS = 60
FOLDS = 5

_INNER_WORD = re.compile(r"[^\W_],? (?=([^\W\d_]+))")
"""A word behind another one of the same sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The entries with an idf, and the directions as a matrix (entries, directions)."""

    words: TopicWords
    directions: Matrix

    def vectors(self, examples: Sequence[Sequence[Weighted]]) -> sparse.csr_matrix:
        """The vectors of texts: (texts, entries)."""
        return _rows([self.words.said(parts) for parts in examples], len(self.words.entries))


# ---------------------------------------------------------------- entries and directions


def space_of(articles: Sequence[Article]) -> Space:
    """The vocabulary of some articles, without weights, and its directions."""
    texts = [parts_for_words(article) for article in articles]
    held: Counter[str] = Counter()
    for parts in texts:
        held.update({entry for part in parts for entry in _entries(part.words)})
    names = _names(articles)
    most = MOST_SHARE * len(articles)
    kept = {
        entry: float(np.log(len(articles) / count))
        for entry, count in held.items()
        if (LEAST_PAIR if " " in entry else LEAST_WORD) <= count < most
        and not any(word in names for word in entry.split())
    }
    words = _vocabulary(kept)
    vectors = _rows([words.said(parts) for parts in texts], len(words.entries))
    _, _, directions = svds(vectors, DIRECTIONS, rng=0)
    return Space(words, directions.T)


def _entries(words: Sequence[str]) -> Iterator[str]:
    letters = [word if word.isalpha() else "" for word in words]
    yield from filter(None, letters)
    yield from (f"{first} {second}" for first, second in pairwise(letters) if first and second)


def _names(articles: Iterable[Article]) -> set[str]:
    """Words that are mostly written with a capital within a sentence, but those of the table's phrases."""
    capital: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for article in articles:
        for word in _INNER_WORD.findall(article.text):
            places[word.lower()] += 1
            capital[word.lower()] += word[0].isupper()
    known = {word for signs in shipped().signs for one in signs.phrases() for word in words_of(one.text)}
    return {word for word, count in places.items() if capital[word] > CAPITALS * count} - known


def _vocabulary(kept: Mapping[str, float]) -> TopicWords:
    """Entries with an idf and no weights; words that stand in pairs alone get an idf of 0."""
    single = {word: 0.0 for entry in kept for word in entry.split()}
    idf = single | dict(kept)
    entries = ["", *sorted(idf)]
    topics = [signs.topic for signs in shipped().signs]
    return TopicWords.of(
        entries,
        topics,
        np.array([idf.get(entry, 0.0) for entry in entries], np.float32),
        np.zeros((len(entries), len(topics)), np.float32),
        np.zeros(len(topics), np.float32),
    )


def _rows(said: Sequence[Any], width: int) -> sparse.csr_matrix:
    ends = np.cumsum([0, *(len(one.ids) for one in said)])
    values = np.concatenate([one.vector for one in said]).astype(np.float64)
    return sparse.csr_matrix((values, np.concatenate([one.ids for one in said]), ends), (len(said), width))


# ---------------------------------------------------------------- weights


def learn(space: Space, taught: Sequence[Example]) -> TopicWords:
    """Weights from examples."""
    topics = space.words.topics
    vectors = space.vectors([each.parts for each in taught])
    placed = sparse.csr_matrix(vectors @ space.directions)
    features = sparse.hstack([ENTRY_SCALE * vectors, DIRECTION_SCALE * placed]).tocsr()
    scores = np.array([[each.scores.get(topic, 0.0) for topic in topics] for each in taught])
    given = np.array(
        [[np.mean([topic in one for one in each.labels]) for topic in topics] for each in taught]
    )
    offset = np.zeros_like(scores)
    for row, line in zip(scores, offset, strict=True):
        least = least_score(row.max())
        line[:] = 2 * np.log(np.maximum(row, 1e-3) / least)
    weights, bias = _fit(features, offset, given, scores > 0, _parents(topics))
    width = len(space.words.entries)
    folded = ENTRY_SCALE * weights[:width] + DIRECTION_SCALE * (space.directions @ weights[width:])
    return replace(space.words, weights=folded.astype(np.float32), bias=(bias + TILT).astype(np.float32))


def _parents(topics: Sequence[str]) -> Matrix:
    """Which topic has which upper topic: (topics, upper topics)."""
    uppers = list(dict.fromkeys(topic.partition("/")[0] for topic in topics))
    return np.array([[float(topic.partition("/")[0] == upper) for upper in uppers] for topic in topics])


def _fit(
    features: sparse.csr_matrix, offset: Matrix, given: Matrix, counted: NDArray[np.bool_], parents: Matrix
) -> tuple[Matrix, Matrix]:
    """Least penalised logistic loss. Returns weights (features, topics) and bias (topics,)."""
    width, (topics, uppers) = features.shape[1], parents.shape
    turned = features.T.tocsr()

    def parted(flat: Matrix) -> tuple[Matrix, Matrix, Matrix]:
        own, above = flat[: width * topics], flat[width * topics : width * (topics + uppers)]
        return own.reshape(width, topics), above.reshape(width, uppers), flat[width * (topics + uppers) :]

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        own, above, bias = parted(flat)
        log_odds = offset + features @ (own + above @ parents.T) + bias
        value = (counted * (np.logaddexp(0, log_odds) - given * log_odds)).sum()
        wrong = counted * (1 / (1 + np.exp(-log_odds)) - given)
        slope = turned @ wrong
        value += PENALTY / 2 * ((own**2).sum() + (above**2).sum()) + BIAS_PENALTY / 2 * (bias**2).sum()
        slopes = (
            slope + PENALTY * own,
            slope @ parents + PENALTY * above,
            wrong.sum(0) + BIAS_PENALTY * bias,
        )
        return value, np.concatenate([one.ravel() for one in slopes])

    start = np.zeros(width * (topics + uppers) + topics)
    found = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    own, above, bias = parted(found.x)
    return own + above @ parents.T, bias


# ---------------------------------------------------------------- how right they are


def answers(words: TopicWords, asked: Sequence[Example]) -> list[Judged]:
    """What is answered with some weights."""
    found = []
    for each in asked:
        factors = words.factors(words.said(each.parts))
        scores = {topic: score * factors[topic] for topic, score in each.scores.items()}
        found.append(_judged(scores, each))
    return found


def _judged(scores: Mapping[str, float], each: Example) -> Judged:
    given = chosen(scores, max(each.scores.values(), default=0.0))
    return Judged(tuple(topic for topic, _ in given), each.labels)


def check(space: Space, taught: Sequence[Example]) -> dict[str, float]:
    """Micro-F1 of cross-validation, with the weights and without."""
    order = np.random.default_rng(0).permutation(len(taught))
    judged: list[Judged] = []
    for fold in range(FOLDS):
        asked = set(order[fold::FOLDS].tolist())
        words = learn(space, [each for number, each in enumerate(taught) if number not in asked])
        judged += answers(words, [taught[number] for number in sorted(asked)])
    without = [_judged(each.scores, each) for each in taught]
    parts: dict[str, Callable[[tuple[str, ...]], frozenset[str]]] = {"top": top, "sub": sub}
    return {
        f"{name}, {level}": round(f1(found, part, 0), 4)
        for name, found in (("with words", judged), ("phrases alone", without))
        for level, part in parts.items()
    }


def main() -> int:
    """Write the weights, or check them."""
    private = private_data()
    if private is None:
        print("the texts are private data: set TRATIN_PRIVATE_DATA", file=sys.stderr)
        return 2
    space, taught = space_of(corpus(private)), examples(private)
    print(f"{len(taught)} articles, {len(space.words.entries)} entries")
    if "--check" in sys.argv[1:]:
        print(json.dumps(check(space, taught), indent=1))
    else:
        write_words(learn(space, taught), DATA / NAME)
    return 0


if __name__ == "__main__":
    sys.exit(main())
