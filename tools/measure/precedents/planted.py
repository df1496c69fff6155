"""Passages of articles, worded otherwise: is their article still found among the first?

    words      one to four words replaced, left out or put in
    clauses    what stands between commas in another order
    accents    without any marks
    numbers    every number another one
    all        words, numbers and marks together

An article with the same passage word for word is as right as the one that it was taken from; where the
numbers were changed, so is one whose passage differs in its numbers alone: nothing can tell them apart.
"""

from __future__ import annotations

import gzip
import random
import re
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from search.model import Query
from search.text import canonical, folded
from search.tokenizer import TOKEN, tokenize
from search.tokens import Kind
from tools.measure.figures import Figure
from tools.measure.ranking.judged import Passage, index
from tools.synth import make_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from random import Random

    from search.engine import Precedents

EACH = 120
"""Planted passages of each kind."""

SHORTEST, LONGEST = 20, 60
"""Syllables of a passage: some sentences of one line."""

AMONG, ARTICLES = 3, 100_000
"""The article must be among so many; articles of a file that are read."""

OWN = 3_000
"""Made-up articles where no file is given."""

PARTY = "party_subset.jsonl.gz"

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZĐÀ-Ỹ\d“\"])")
_CLAUSE = re.compile(r"[,;]\s+")
_NUMBER = re.compile(r"\d+")


class Source(msgspec.Struct, frozen=True):
    """An article that passages are taken from."""

    id: str
    title: str | None
    text: str


class Planted(NamedTuple):
    """A passage of an article, and how it is worded now."""

    kind: str
    source: str
    original: str
    text: str


def quality_figures(private: Path | None, items: Path | None, seed: int) -> list[Figure]:
    """How many planted passages are found, amid the articles of a file or of our own making."""
    party = _read(private / PARTY) if private else []
    with TemporaryDirectory(prefix="tratin-similar-") as scratch:
        others = list(_others(items, seed))
        articles = [*party, *others]
        passages = (Passage(each.id, each.title or "", each.text, "") for each in articles)
        reader = index(Path(scratch), passages, processes=2)
        planted = list(plant(party or others, EACH, seed))
        figures = list(judge(reader.precedents(), planted))
    return [Figure("similar: articles", len(articles), "articles"), *figures]


def _read(path: Path) -> list[Source]:
    with gzip.open(path, "rb") as file:
        return [msgspec.json.decode(line, type=Source) for line in file]


def _others(items: Path | None, seed: int) -> Iterator[Source]:
    if items is None:
        for record in make_articles(OWN, seed):
            yield Source(record["id"], record["title"], record["text"])
        return
    with items.open("rb") as file:
        for line in islice(file, ARTICLES):
            yield msgspec.json.decode(line, type=Source)


def judge(precedents: Precedents, planted: Sequence[Planted]) -> Iterator[Figure]:
    """The share of planted passages whose source is among the first, of each kind and of all."""
    found: dict[str, list[bool]] = {}
    for each in planted:
        found.setdefault(each.kind, []).append(is_found(precedents, each))
    for kind, rights in found.items():
        share = round(sum(rights) / len(rights), 4)
        yield Figure(f"similar: {kind}, among the first {AMONG}", share, f"share of {len(rights)} passages")
    rights = [right for each in found.values() for right in each]
    share = round(sum(rights) / max(1, len(rights)), 4)
    yield Figure(f"similar: among the first {AMONG}", share, f"share of {len(rights)} passages")


def is_found(precedents: Precedents, planted: Planted) -> bool:
    """Whether the article of a passage, or one that has it word for word, is among the first."""
    passages = precedents.similar(planted.text, Query(), AMONG).passages
    numbers = planted.kind in _CHANGE_NUMBERS
    original = _keys(planted.original, numbers=numbers)
    return any(
        each.article == planted.source or original in _keys(each.text, numbers=numbers) for each in passages
    )


def _keys(text: str, *, numbers: bool) -> str:
    """The words of a text; any number for any other, if they say nothing."""
    tokens = tokenize(canonical(text))
    keys = ("#" if numbers and token.kind is Kind.NUMBER else token.key for token in tokens)
    return f" {' '.join(keys)} "


# ---------------------------------------------------------------- planting


def plant(sources: Sequence[Source], each: int, seed: int) -> Iterator[Planted]:
    """So many passages of each kind, from articles drawn at random."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible sample
    for kind, change in _KINDS.items():
        made = 0
        while made < each:
            source = chance.choice(sources)
            original = _passage(source.text, chance)
            text = change(original, chance, sources) if original else ""
            if text and text != original:
                made += 1
                yield Planted(kind, source.id, original, text)


def _passage(text: str, chance: Random) -> str:
    """Some sentences of one line, or nothing where they are too long or too short."""
    sentences = _SENTENCE.split(canonical(chance.choice(text.split("\n"))).strip())
    first = chance.randrange(len(sentences))
    taken = ""
    for sentence in sentences[first:]:
        longer = f"{taken} {sentence}".strip()
        if len(tokenize(longer)) > LONGEST:
            break
        taken = longer
        if len(tokenize(taken)) >= SHORTEST and chance.random() < 0.5:
            break
    return taken if len(tokenize(taken)) >= SHORTEST else ""


def _words(text: str, chance: Random, sources: Sequence[Source]) -> str:
    """One to four words replaced, left out or put in."""
    for _ in range(chance.randint(1, 4)):
        places = list(TOKEN.finditer(text))
        place = chance.choice(places)
        other = chance.choice(chance.choice(sources).text.split() or ["và"])
        new = chance.choice([other, "", f"{place[0]} {other}"])
        text = text[: place.start()] + new + text[place.end() :]
    return text


def _clauses(text: str, chance: Random, _: Sequence[Source]) -> str:
    """What stands between commas in another order; nothing where there are none."""
    clauses = _CLAUSE.split(text)
    if len(clauses) < 2:
        return ""
    moved = clauses[:]
    while moved == clauses and len(set(clauses)) > 1:
        chance.shuffle(moved)
    return ", ".join(moved)


def _accents(text: str, _: Random, __: Sequence[Source]) -> str:
    return folded(text)


def _numbers(text: str, chance: Random, _: Sequence[Source]) -> str:
    """Every number another one of as many digits."""

    def other(match: re.Match[str]) -> str:
        return "".join(chance.choice("123456789".replace(digit, "")) for digit in match[0])

    return _NUMBER.sub(other, text)


def _all(text: str, chance: Random, sources: Sequence[Source]) -> str:
    return folded(_numbers(_words(text, chance, sources), chance, sources))


_KINDS: dict[str, Callable[[str, Random, Sequence[Source]], str]] = {
    "words": _words,
    "clauses": _clauses,
    "accents": _accents,
    "numbers": _numbers,
    "all": _all,
}

_CHANGE_NUMBERS = frozenset({"numbers", "all"})
