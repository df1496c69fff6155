"""What an article is about: weighted phrases that can be shown, and what its words were learned to tell.

    score of a topic  =  weight of the topic  x  factor of the words (see `topic_words`)
                         x  sum over its phrases of  strength of the phrase x log(1 + weight of its places)

A place in the title weighs more than one in the lead, and that more than one in the running text, where
places count by their density: what is said twice in a short text is its subject, in a long one it is passing.
The longest phrase counts at each place, so names of bodies (masks) hide the phrases within them. The portal's
section only supports what the text itself says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from index.enrich.emphasis import BODY, LEAD, TITLE, own_text
from index.enrich.phrases import COMMA, LINE, NUMBER, Phrases, span_of, split, words_of
from index.enrich.topic_words import Weighted, shipped_words
from search.abbreviations import clear_writings
from search.keys import key_of
from search.model import BlockKind, Evidence, Span, TopicFinding
from search.text import VIETNAMESE_LETTERS, folded
from search.topics import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from index.enrich.emphasis import OwnText
    from index.enrich.topic_words import Said
    from search.model import Article, Block, Citation
    from search.topics import Taxonomy

STRENGTHS = {"strong": 3.0, "medium": 1.6, "weak": 0.7, "head": 2.0}
"""Strength of a phrase by the list in which it stands, before its own weight."""
IN_TITLE, IN_LEAD = 8.0, 2.0
"""What a place in the title or lead weighs."""
NORMAL = 150
"""Words of running text in which one place weighs 1; in a text twice as long, half as much."""
READ = 3000
"""Characters of title, lead and running text each that are read: by then the subject is told."""
CITED = 2.5
"""Strength of a cited document that is about a topic."""
SECTION, PARENT_SECTION = 2.0, 0.7
"""What the portal's section adds: weak evidence, since portals file anything under "Chính trị"."""
THRESHOLD = 4.0
"""Least score: less is said in passing."""
SHARE = 0.5
"""Least share of the best topic's score."""
MOST = 2
"""Most topics of one article."""
SHOWN = 5
"""Most phrases shown as evidence for a topic: with the words, as many reasons as a page shows."""
TELLING = 5
"""Most words shown that were learned to tell."""

_MARKED = re.compile(f"[{''.join(x for x in VIETNAMESE_LETTERS if len(x) == 1 and not x.isascii())}]")


@dataclass(frozen=True, slots=True, eq=False)
class _Phrase:
    """A phrase of a list of a topic."""

    topic: str
    tier: str
    strength: float


class _Entry(NamedTuple):
    """What a phrase says in title and lead, and in running text; nothing for a mask."""

    head: _Phrase | None = None
    body: _Phrase | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of an article with one weight: its blocks, and what they say one behind the other."""

    blocks: Sequence[Block]
    low: str
    words: list[str]
    weight: float
    is_head: bool


_Place = tuple[Part, int, int]
"""Where a phrase stands: the part, its first word, and the one after its last."""


class _Reason(NamedTuple):
    """What a phrase with all its places, or something outside the prose, adds to the score of a topic."""

    score: float
    phrase: _Phrase | None
    places: Sequence[_Place]
    evidence: Evidence | None = None


_Reasons = dict[str, list[_Reason]]
"""Everything that speaks for each topic."""


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """A taxonomy made ready: its phrases, and what sections and documents say."""

    phrases: Phrases[_Entry]
    sections: dict[tuple[str, ...], tuple[tuple[str, float], ...]]
    documents: dict[str, tuple[tuple[str, float], ...]]


def find_topics(
    article: Article,
    cited: Sequence[Citation] = (),
    taxonomy: Taxonomy | None = None,
    own: OwnText | None = None,
) -> tuple[TopicFinding, ...]:
    """The topics of an article, the primary one first; none where the evidence is weak."""
    return _Weighing.of(article, cited, taxonomy or shipped(), own).given()


class Weighed(NamedTuple):
    """Every topic that any phrase speaks for, the best first, and the score from which one is given."""

    findings: tuple[TopicFinding, ...]
    least: float


def weigh_topics(
    article: Article, cited: Sequence[Citation] = (), taxonomy: Taxonomy | None = None
) -> Weighed:
    """What speaks for which topics, enough or not; for people who edit the table."""
    return _Weighing.of(article, cited, taxonomy or shipped()).all()


def phrase_scores(article: Article, cited: Sequence[Citation], taxonomy: Taxonomy) -> dict[str, float]:
    """What the phrases of the table make of each topic, before words are asked."""
    return _sums(_reasons(article, parts_of(article), cited, taxonomy))


def least_score(best: float) -> float:
    """What a topic must score in an article whose best one scores `best` by its phrases."""
    return max(THRESHOLD, SHARE * best)


def chosen(scores: Mapping[str, float], best: float) -> list[tuple[str, float]]:
    """The topics that are given, the primary one first; `best` is the best score by phrases alone."""
    least = least_score(best)
    return _ranked({topic: score for topic, score in scores.items() if score >= least})[:MOST]


def _ranked(scores: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _sums(reasons: _Reasons) -> dict[str, float]:
    return {topic: sum([reason.score for reason in found]) for topic, found in reasons.items()}


@dataclass(frozen=True, slots=True, eq=False)
class _Weighing:
    """An article with what speaks for its topics; `said` is None where words are not asked.

    `best` is the best score of phrases, `scores` are what words made of all.
    """

    article: Article
    reasons: _Reasons
    best: float
    scores: dict[str, float]
    factors: Mapping[str, float]
    said: Said | None

    @classmethod
    def of(
        cls, article: Article, cited: Sequence[Citation], taxonomy: Taxonomy, own: OwnText | None = None
    ) -> _Weighing:
        parts = parts_of(article, own)
        reasons = _reasons(article, parts, cited, taxonomy)
        scores = _sums(reasons)
        best = max(scores.values(), default=0.0)
        if not (taxonomy.learned and scores) or _is_bare(parts):
            return cls(article, reasons, best, scores, {}, None)
        said = shipped_words().said([Weighted(part.words, part.weight) for part in parts])
        factors = shipped_words().factors(said)
        changed = {topic: score * factors.get(topic, 1.0) for topic, score in scores.items()}
        return cls(article, reasons, best, changed, factors, said)

    def given(self) -> tuple[TopicFinding, ...]:
        return tuple(self._finding(topic, score) for topic, score in chosen(self.scores, self.best))

    def all(self) -> Weighed:
        findings = tuple(self._finding(topic, score) for topic, score in _ranked(self.scores))
        return Weighed(findings, least_score(self.best))

    def _finding(self, topic: str, score: float) -> TopicFinding:
        best = sorted(self.reasons[topic], key=lambda reason: -reason.score)[:SHOWN]
        evidence = [_evidence(self.article, reason) for reason in best]
        if self.said is not None and topic in self.factors:
            words = shipped_words().telling(self.said, topic, TELLING)
            why = f"words of the text, score x {self.factors[topic]:.2f}"
            evidence.append(Evidence(", ".join(words), why))
        return TopicFinding(topic, round(score, 2), tuple(evidence))


def _evidence(article: Article, reason: _Reason) -> Evidence:
    """The words of a reason, those of a phrase at its first place: title before lead before running text."""
    if reason.phrase is None:
        assert reason.evidence is not None
        return reason.evidence
    part, first, end = reason.places[0]
    start, length = span_of(part.low, part.words, first, end)
    for block in part.blocks:
        if start < block.end - block.start:
            break
        start -= block.end - block.start + len(LINE)
    span = Span(block.start + start, length)
    why = f"{reason.phrase.tier} phrase, {len(reason.places)}x"
    return Evidence(article.text[span.start : span.end], why, span)


# ---------------------------------------------------------------- what speaks for topics


def _reasons(
    article: Article, parts: Sequence[Part], cited: Sequence[Citation], taxonomy: Taxonomy
) -> _Reasons:
    table = _table(taxonomy, _is_bare(parts))
    reasons = _from_phrases(parts, table)
    for topic, strength, evidence in _from_documents(cited, table):
        reasons.setdefault(topic, []).append(_Reason(strength, None, (), evidence))
    for topic, strength, evidence in _from_sections(article, table):
        if topic in reasons:
            reasons[topic].append(_Reason(strength, None, (), evidence))
    return reasons


def _is_bare(parts: Iterable[Part]) -> bool:
    """Whether a text is written without any mark of Vietnamese."""
    return not any(_MARKED.search(part.low) for part in parts)


def parts_of(article: Article, own: OwnText | None = None) -> list[Part]:
    """Title, lead and running text."""
    own = own or own_text(article)
    blocks: dict[float, list[Block]] = {}
    for block, weight in own.blocks:
        blocks.setdefault(weight, []).append(block)
    parts = []
    for weight in (TITLE, LEAD, BODY):
        if found := blocks.get(weight):
            low = LINE.join(map(own.of, found))[:READ]
            words = split(low)
            counts = {TITLE: IN_TITLE, LEAD: IN_LEAD}.get(weight, NORMAL / max(NORMAL, len(words)))
            parts.append(Part(found, low, words, counts, weight != BODY))
    return parts


def _from_phrases(parts: Iterable[Part], table: _Table) -> _Reasons:
    found: defaultdict[_Phrase, list[_Place]] = defaultdict(list)
    for part in parts:
        said = 0 if part.is_head else 1  # the field of an entry; by name it would take longer
        for entry, first, end in table.phrases.matches(part.words):
            phrase = entry[said]
            if phrase is not None:
                found[phrase].append((part, first, end))
    reasons: _Reasons = {}
    for phrase, places in found.items():
        weight = sum([part.weight for part, _, _ in places])
        reason = _Reason(phrase.strength * log1p(weight), phrase, places)
        reasons.setdefault(phrase.topic, []).append(reason)
    return reasons


def _from_documents(cited: Sequence[Citation], table: _Table) -> Iterator[tuple[str, float, Evidence]]:
    for citation in cited:
        names = [citation.number]
        if citation.issued:
            names.append(f"{citation.number} {citation.issued.year}")
        about = dict(each for name in names for each in table.documents.get(name, ()))
        for topic, strength in about.items():
            first = citation.evidence[0]
            yield topic, strength, Evidence(first.quote, "cites a document on this topic", first.span)


def _from_sections(article: Article, table: _Table) -> Iterator[tuple[str, float, Evidence]]:
    """What the portal filed the article under, and what its file says that means."""
    for witness in article.witnesses:
        if witness.field == "topic":
            yield witness.value, SECTION, Evidence(witness.origin, "section of the portal")
    for name, span in _sections(article):
        for topic, strength in table.sections.get(tuple(words_of(name)), ()):
            yield topic, strength, Evidence(name, "section of the portal", span)


def _sections(article: Article) -> Iterator[tuple[str, Span | None]]:
    for block in article.blocks_of(BlockKind.SECTION):
        yield article.of(block), Span(block.start, block.end - block.start)
    for witness in article.witnesses:
        if witness.field == "section":
            yield witness.value, None


# ---------------------------------------------------------------- the table made ready


@lru_cache(maxsize=8)
def _table(taxonomy: Taxonomy, bare: bool) -> _Table:
    """The table for texts with marks, or for `bare` ones without, where phrases of one word tell nothing."""
    phrases: Phrases[_Entry] = Phrases()
    masks = [written for mask in taxonomy.masks for written in _written(mask, bare)]
    for mask in masks:
        phrases.add(mask, _Entry())
    tails = _tails(masks)
    for text, entry in _entries(taxonomy).items():
        if bare and " " not in text:
            continue
        for phrase in _written(text, bare):
            phrases.add(phrase, entry)
            for longer in _into_masks(phrase, tails):
                phrases.add(longer, entry)
    sections: dict[tuple[str, ...], dict[str, float]] = {}
    documents: dict[str, dict[str, float]] = {}
    for signs in taxonomy.signs:
        for names, strength in ((signs.parent_sections, PARENT_SECTION), (signs.sections, SECTION)):
            for name in names:
                sections.setdefault(tuple(words_of(name)), {})[signs.topic] = strength * signs.weight
        for number in signs.documents:
            documents.setdefault(number, {})[signs.topic] = CITED * signs.weight
    return _Table(
        phrases,
        {name: tuple(topics.items()) for name, topics in sections.items()},
        {number: tuple(topics.items()) for number, topics in documents.items()},
    )


def _entries(taxonomy: Taxonomy) -> dict[str, _Entry]:
    """What each phrase says: of one in `head` and elsewhere, `head` counts in title and lead."""
    entries: dict[str, _Entry] = {}
    for signs in taxonomy.signs:
        for text, tier, weight in signs.phrases():
            phrase = _Phrase(signs.topic, tier, STRENGTHS[tier] * weight * signs.weight)
            before = entries.get(text, _Entry())
            if tier == "head":
                entries[text] = before._replace(head=phrase)
            else:
                entries[text] = _Entry(before.head or phrase, phrase)
    return entries


def _written(text: str, bare: bool) -> list[tuple[str, ...]]:
    """The writings of a phrase, with abbreviations and without; without marks for bare texts."""
    keys = [word if word in (COMMA, NUMBER) else key_of(word) for word in words_of(text)]
    written = clear_writings(keys)
    return [tuple(map(folded, words)) for words in written] if bare else list(written)


def _tails(masks: Iterable[tuple[str, ...]]) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """The beginnings of masks, each with what may follow."""
    tails: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for mask in masks:
        for length in range(1, len(mask)):
            tails.setdefault(mask[:length], []).append(mask[length:])
    return tails


def _into_masks(
    phrase: tuple[str, ...], tails: dict[tuple[str, ...], list[tuple[str, ...]]]
) -> Iterator[tuple[str, ...]]:
    """A phrase that runs into a mask takes all of it: `làm bộ trưởng` also means `làm bộ trưởng y tế`."""
    for first in range(1, len(phrase)):
        for tail in tails.get(phrase[first:], ()):
            yield (*phrase, *tail)
