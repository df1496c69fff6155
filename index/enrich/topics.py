"""What an article is about: weighted phrases, each of which can be shown.

Words of the article are compared with the phrases of `search.topics`, longest phrase first, never across
a comma that is not in the phrase. A topic's score is the sum over its phrases of strength x log(1 + places),
where every place counts by its block. Names of bodies are matched first and count for nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from math import log1p
from typing import TYPE_CHECKING

from index.enrich.emphasis import own_blocks
from search.model import BlockKind, Evidence, Span, TopicFinding
from search.text import comparable
from search.topics import all_masks, all_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from search.model import Article, Citation

STRONG, WEAK = 3.0, 1.0
CITED = 2.0
"""Strength of a cited document that is about a topic."""
SECTION, PARENT_SECTION = 2.0, 0.7
"""Strength of the portal's section: weak evidence, since portals file anything under "Chính trị"."""
THRESHOLD = 2.6
"""Least score: a strong phrase in the lead or twice in the body (2.7, 3.3), but not once in passing (2.1)."""
SHARE = 0.4
"""Least share of the best topic's score."""
MOST = 3
"""Most topics of one article."""
SHOWN = 8
"""Most phrases shown as evidence for a topic."""

_TOKEN = re.compile(r"[^\W_]+|[,.;:!?…\n\"“”()]")
"""Words, and the marks that no phrase crosses; hyphens are passed over."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase with its topic; a mask has none."""

    text: str
    topic: str | None = None
    strength: float = 0.0


@dataclass(slots=True)
class _Node:
    """A step in the tree of phrases: the words that may follow, and the phrase that ends here."""

    after: dict[str, _Node] = field(default_factory=dict)
    phrase: _Phrase | None = None


@dataclass(frozen=True, slots=True)
class _Sign:
    """One thing that speaks for a topic: its share of the score, and the evidence."""

    topic: str
    score: float
    evidence: Evidence


def find_topics(article: Article, cited: Sequence[Citation] = ()) -> tuple[TopicFinding, ...]:
    """The topics of an article, the primary one first; none where the evidence is weak."""
    signs = [*_from_phrases(article), *_from_documents(cited)]
    scores: dict[str, float] = {}
    for sign in signs:
        scores[sign.topic] = scores.get(sign.topic, 0.0) + sign.score
    # A section only supports what the text itself says.
    signs += (more := list(_from_sections(article, scores)))
    for sign in more:
        scores[sign.topic] += sign.score
    least = max(THRESHOLD, SHARE * max(scores.values(), default=0.0))
    ranked = sorted(
        (each for each in scores if scores[each] >= least), key=lambda each: (-scores[each], each)
    )
    return tuple(
        TopicFinding(topic, round(scores[topic], 2), _best(sign for sign in signs if sign.topic == topic))
        for topic in ranked[:MOST]
    )


def _best(signs: Iterable[_Sign]) -> tuple[Evidence, ...]:
    ranked = sorted(signs, key=lambda sign: -sign.score)
    return tuple(sign.evidence for sign in ranked[:SHOWN])


def _from_phrases(article: Article) -> Iterator[_Sign]:
    found: dict[_Phrase, list[tuple[float, Span]]] = {}
    for block, weight in own_blocks(article):
        for phrase, span in _phrases(article.of(block), block.start):
            found.setdefault(phrase, []).append((weight, span))
    for phrase, places in found.items():
        assert phrase.topic is not None
        _, span = max(places, key=lambda place: place[0])
        score = phrase.strength * log1p(sum(weight for weight, _ in places))
        why = f"{'strong' if phrase.strength == STRONG else 'weak'} phrase, {len(places)}x"
        yield _Sign(phrase.topic, score, Evidence(article.text[span.start : span.end], why, span))


def _phrases(text: str, offset: int) -> Iterator[tuple[_Phrase, Span]]:
    """The phrases of a text from left to right, the longest at each place, none overlapping."""
    low = comparable(text)
    found = list(_matches(_TOKEN.findall(low)))
    if not found:
        return
    places = [match.span() for match in _TOKEN.finditer(low)]
    for phrase, first, last in found:
        start = places[first][0]
        yield phrase, Span(offset + start, places[last][1] - start)


def _matches(words: Sequence[str]) -> Iterator[tuple[_Phrase, int, int]]:
    """Phrases in a list of words, each with the index of its first and its last word."""
    first = _tree().after
    free = 0
    for at, word in enumerate(words):
        if at < free or word not in first:
            continue
        longest = None
        node: _Node | None = first[word]
        ahead = at
        while node is not None:
            if node.phrase:
                longest, free = node.phrase, ahead + 1
            ahead += 1
            node = node.after.get(words[ahead]) if ahead < len(words) else None
        if longest is not None and longest.topic:
            yield longest, at, free - 1


@lru_cache(maxsize=1)
def _tree() -> _Node:
    root = _Node()
    phrases = [_Phrase(mask) for mask in all_masks()]
    for signs in all_signs():
        phrases += [_Phrase(phrase, signs.topic, STRONG) for phrase in signs.strong]
        phrases += [_Phrase(phrase, signs.topic, WEAK) for phrase in signs.weak]
    for phrase in phrases:
        words = _words(phrase.text)
        for written in {words, tuple(word for word in words if word != ",")}:
            node = root
            for word in written:
                node = node.after.setdefault(word, _Node())
            node.phrase = phrase
    return root


def _from_documents(cited: Sequence[Citation]) -> Iterator[_Sign]:
    for citation in cited:
        names = {citation.number}
        if citation.issued:
            names.add(f"{citation.number} {citation.issued.year}")
        for signs in all_signs():
            if names.intersection(signs.documents):
                first = citation.evidence[0]
                evidence = Evidence(first.quote, "cites a document on this topic", first.span)
                yield _Sign(signs.topic, CITED, evidence)


def _from_sections(article: Article, supported: Iterable[str]) -> Iterator[_Sign]:
    """What the portal filed the article under, for topics that the text supports."""
    wanted = set(supported)
    for name, span in _sections(article):
        words = _words(name)
        for signs in all_signs():
            if signs.topic not in wanted:
                continue
            strength = max(
                SECTION * any(_words(section) == words for section in signs.sections),
                PARENT_SECTION * any(_words(section) == words for section in signs.parent_sections),
            )
            if strength:
                yield _Sign(signs.topic, strength, Evidence(name, "section of the portal", span))


def _sections(article: Article) -> Iterator[tuple[str, Span | None]]:
    for block in article.blocks_of(BlockKind.SECTION):
        yield article.of(block), Span(block.start, block.end - block.start)
    for witness in article.witnesses:
        if witness.field == "section":
            yield witness.value, None


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(comparable(text)))
