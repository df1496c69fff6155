"""Phrases that would give topics to articles that have none: found in the articles, to be judged by a person.

Worth proposing is what stands at the head of many articles without a topic and seldom elsewhere. What it
may be about is told by the topics of other articles that hold it, and by what half speaks for one in those
without.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from math import log, log1p
from typing import TYPE_CHECKING

from index.enrich.phrases import words_of
from index.enrich.topics import STRENGTHS, THRESHOLD, find_topics, least_score, parts_of, weigh_topics
from search.segment import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from search.model import Article, Document
    from search.topics import Taxonomy

    Documents = Callable[[], Iterable[Document]]
    """All articles, from the beginning each time."""

SHORTEST, LONGEST = 2, 5
"""Syllables of a phrase that is proposed."""
LOOKED_AT = 250
"""Words of the running text in which phrases are looked for, beside title and lead."""
LEAST = 3
"""Least articles without a topic that must hold it."""
SCARCE = 4.0
"""How many times more frequent it must be among them than elsewhere."""
CANDIDATES = 2000
"""Phrases that are looked at closely."""
MOST_COUNTED = 2_000_000
"""Phrases counted at a time; beyond, those seen once are forgotten, so that memory stays bounded."""
EXAMPLES = 3
_PART_OF = 0.7
"""A phrase is left out if a better one holds it, or lies in it, and has this share of its articles."""

_EMPTY = frozenset(
    """và của là các những một đã được cho với trong tại có này đó khi để không về từ theo đến ra vào cũng như
    ở do bị sẽ đang còn thì mà nên vì bằng trên dưới sau trước giữa ngoài cùng nhiều hơn rất lại mới chỉ đều
    nếu hay hoặc nhưng tuy qua lên xuống ngày tháng năm ông bà anh chị em ai gì nào đây kia việc sự cái con
    người số lần thứ khoảng gần hiện nay vừa sáng chiều tối phải cần biết nói tỉnh huyện xã phường quận
    """.split()
)
"""Words with which no phrase of a topic begins or ends."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase and the topic that it may belong to.

    `undecided` articles without a topic hold it; it would move `moves` of them if it were strong for `topic`.
    `decided` ones that have topics hold it too. `share` says how clearly the topic is told, 0 to 1.
    """

    phrase: str
    topic: str
    share: float
    undecided: int
    decided: int
    moves: int
    examples: tuple[str, ...]


@dataclass(slots=True)
class _Seen:
    """What is found out about a phrase: articles by kind, and what they say of its topic."""

    undecided: int
    decided: int
    votes: dict[str, float]
    moves: int = 0
    whole: int = 0
    """Of the undecided articles, those in which the phrase does not begin or end within a word."""
    examples: list[str] = field(default_factory=list)


def suggest(documents: Documents, taxonomy: Taxonomy, limit: int) -> list[Suggestion]:
    """The phrases that would move the most articles without a topic, the best first."""
    total, undecided, held = _count(documents(), taxonomy)
    known = {" ".join(words_of(phrase)) for signs in taxonomy.signs for phrase, *_ in signs.phrases()}
    known.update(" ".join(words_of(mask)) for mask in taxonomy.masks)
    frequent = [phrase for phrase, times in held.most_common() if times >= LEAST and phrase not in known]
    seen = _look_elsewhere({phrase: held[phrase] for phrase in frequent}, documents(), taxonomy)
    scarce = _scarce(seen, undecided, total - undecided)
    best = dict(sorted(scarce.items(), key=lambda item: (-item[1], item[0]))[:CANDIDATES])
    closely = {phrase: seen[phrase] for phrase in best}
    _ask_undecided(closely, documents(), taxonomy)
    _count_moves(closely, documents(), taxonomy)
    ranked = sorted(closely.items(), key=lambda item: (-item[1].moves, -best[item[0]], item[0]))
    sound = [(phrase, one) for phrase, one in ranked if one.moves and 2 * one.whole > one.undecided]
    return _without_parts([_suggestion(phrase, one) for phrase, one in sound])[:limit]


def _count(documents: Iterable[Document], taxonomy: Taxonomy) -> tuple[int, int, Counter[str]]:
    """How many articles there are, how many without a topic, and how many of these hold each phrase."""
    total = undecided = 0
    held: Counter[str] = Counter()
    for document in documents:
        total += 1
        if _is_decided(document, taxonomy):
            continue
        undecided += 1
        held.update(_weights(document.article).keys())
        if len(held) > MOST_COUNTED:
            held = Counter({phrase: times for phrase, times in held.items() if times > 1})
    return total, undecided, held


def _look_elsewhere(
    held: Mapping[str, int], documents: Iterable[Document], taxonomy: Taxonomy
) -> dict[str, _Seen]:
    """The same phrases in articles that have topics, which they vote for."""
    seen = {phrase: _Seen(times, 0, defaultdict(float)) for phrase, times in held.items()}
    for document in documents:
        findings = find_topics(document.article, document.citations, taxonomy)
        if not findings:
            continue
        for phrase in seen.keys() & _weights(document.article).keys():
            seen[phrase].decided += 1
            seen[phrase].votes[findings[0].id] += 1
    return seen


def _scarce(seen: Mapping[str, _Seen], undecided: int, decided: int) -> dict[str, float]:
    """How much each phrase says for being undecided, those left out that are frequent elsewhere."""
    found = {}
    for phrase, one in seen.items():
        ratio = (one.undecided / undecided) / ((one.decided + 0.5) / (decided + 1))
        if ratio >= SCARCE or not decided:
            found[phrase] = one.undecided * log(max(ratio, SCARCE))
    return found


def _ask_undecided(seen: Mapping[str, _Seen], documents: Iterable[Document], taxonomy: Taxonomy) -> None:
    """Let what half speaks for a topic vote, by how near it comes."""
    for document in _undecided(documents, taxonomy):
        findings = weigh_topics(document.article, document.citations, taxonomy).findings[:EXAMPLES]
        for phrase in seen.keys() & _weights(document.article).keys():
            for finding in findings:
                seen[phrase].votes[finding.id] += finding.score / THRESHOLD


def _count_moves(seen: Mapping[str, _Seen], documents: Iterable[Document], taxonomy: Taxonomy) -> None:
    """Count the articles that would get the likeliest topic if a phrase were strong for it.

    Only here are texts parted into words (`cộng_sản`), for that takes time.
    """
    for document in _undecided(documents, taxonomy):
        weights = _weights(document.article)
        weighed = weigh_topics(document.article, document.citations, taxonomy)
        scores = defaultdict(float, {finding.id: finding.score for finding in weighed.findings})
        here = seen.keys() & weights.keys()
        whole = _of_whole_words(document.article) if here else frozenset()
        for phrase in here:
            one = seen[phrase]
            one.whole += phrase in whole
            topic, _ = _likeliest(one.votes)
            score = scores[topic] + STRENGTHS["strong"] * log1p(weights[phrase])
            if topic and score >= max(weighed.least, least_score(score)):
                one.moves += 1
                one.examples += [document.article.title][: EXAMPLES - len(one.examples)]


def _undecided(documents: Iterable[Document], taxonomy: Taxonomy) -> Iterator[Document]:
    return (document for document in documents if not _is_decided(document, taxonomy))


def _is_decided(document: Document, taxonomy: Taxonomy) -> bool:
    return bool(find_topics(document.article, document.citations, taxonomy))


def _likeliest(votes: Mapping[str, float]) -> tuple[str, float]:
    """The topic with most votes and its share of them; no topic where nobody votes."""
    if not votes:
        return "", 0.0
    topic = max(votes, key=lambda each: (votes[each], each))
    return topic, votes[topic] / sum(votes.values())


def _suggestion(phrase: str, one: _Seen) -> Suggestion:
    topic, share = _likeliest(one.votes)
    return Suggestion(
        phrase, topic, round(share, 2), one.undecided, one.decided, one.moves, tuple(one.examples)
    )


def _without_parts(ranked: Iterable[Suggestion]) -> list[Suggestion]:
    """One of several phrases that lie within each other and stand in much the same articles: the best."""
    kept: list[Suggestion] = []
    for one in ranked:
        if not any(_overlap(one.phrase, other.phrase) and _alike(one, other) for other in kept):
            kept.append(one)
    return kept


def _overlap(one: str, other: str) -> bool:
    short, long = sorted((f" {one} ", f" {other} "), key=len)
    return short in long


def _alike(one: Suggestion, other: Suggestion) -> bool:
    few, many = sorted((one.undecided, other.undecided))
    return few >= _PART_OF * many


# ---------------------------------------------------------------- the phrases of an article


def _weights(article: Article) -> dict[str, float]:
    """The possible phrases of an article with what their places weigh: no marks in them, no empty ends."""
    weights: dict[str, float] = defaultdict(float)
    for part in parts_of(article):
        words = part.words if part.is_head else part.words[:LOOKED_AT]
        may_end = [word not in _EMPTY for word in words]
        is_word = [word.isalpha() for word in words]
        for first, word in enumerate(words):
            if not (is_word[first] and may_end[first]):
                continue
            phrase = word
            for last in range(first + 1, min(first + LONGEST, len(words))):
                if not is_word[last]:
                    break
                phrase += f" {words[last]}"
                if may_end[last]:
                    weights[phrase] += part.weight
    return weights


def _of_whole_words(article: Article) -> frozenset[str]:
    """The stretches of an article that begin and end with a word, compounds taken as one."""
    found: set[str] = set()
    for part in parts_of(article):
        words = [word.replace("_", " ") for word in plain.words(part.low)]
        for first in range(len(words)):
            for end in range(first + 1, min(first + LONGEST, len(words)) + 1):
                found.add(" ".join(words[first:end]))
    return frozenset(found)
