"""Known items: an article is asked for by its title and six syllables of its body, with marks and without.

Any of its near-duplicates is right. A question whose words all stand in articles of other groups too asks for
nothing in particular: it is dropped, and counted.
"""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

from search.model import And, Query, Word
from search.query import parse
from search.query.loose import words_in
from search.text import folded
from search.tokenizer import TOKEN
from tools.measure.figures import Figure
from tools.measure.ranking.judged import Passage, index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from search.embedded.reader import EmbeddedReader

RUN = 6
"""Syllables of the body."""

QUESTIONS = 500

ARTICLES = 100_000


class Item(msgspec.Struct, frozen=True):
    """A record of the synthetic articles; `dup_of` names the article that it repeats."""

    id: str
    title: str
    text: str
    dup_of: str | None = None


def known_figures(data: Path, articles: int, seed: int) -> Iterator[Figure]:
    """First hits of questions for known articles among the first ones of a JSON Lines file."""
    chance = random.Random(seed)  # noqa: S311 - a reproducible sample
    groups: dict[str, str] = {}
    chosen: list[Item] = []
    with TemporaryDirectory(prefix="tratin-known-") as scratch:
        reader = index(Path(scratch), _passages(data, articles, groups, chosen, chance), processes=2)
        questions, dropped = _questions(reader, chosen, groups, chance)
        yield Figure("known items: articles", len(groups), "articles")
        yield Figure("known items: dropped, words fit several", dropped, "questions")
        for name, writing in (("with marks", str), ("without marks", folded)):
            hits = [_is_hit(reader, writing(text), group, groups) for text, group in questions]
            yield Figure(f"known items: {name}, hit@1", round(fmean(hits), 4), f"of {len(hits)} questions")


def _passages(
    data: Path, articles: int, groups: dict[str, str], chosen: list[Item], chance: random.Random
) -> Iterator[Passage]:
    """The articles; their groups are noted, and some of them chosen, evenly spread."""
    wanted = frozenset(chance.sample(range(articles), min(articles, 2 * QUESTIONS)))
    with data.open("rb") as file:
        for number, line in enumerate(islice(file, articles)):
            item = msgspec.json.decode(line, type=Item)
            groups[item.id] = groups.get(item.dup_of or "", item.dup_of or item.id)
            if number in wanted:
                chosen.append(item)
            yield Passage(item.id, item.title, item.text, groups[item.id] if item.dup_of else "")


def _questions(
    reader: EmbeddedReader, chosen: Sequence[Item], groups: Mapping[str, str], chance: random.Random
) -> tuple[list[tuple[str, str]], int]:
    """Questions with the group that is right, and how many were dropped."""
    found: list[tuple[str, str]] = []
    dropped = 0
    for item in chosen:
        text = f"{item.title} {_run(item.text, chance)}"
        words: tuple[Word, ...] = tuple(dict.fromkeys(words_in(text)))
        strict = And((And(words),))  # words that are no parts of the whole are never given up
        hits = reader.search(Query(match=strict, size=100)).hits
        if {groups[hit.id] for hit in hits} == {groups[item.id]}:
            found.append((text, groups[item.id]))
        else:
            dropped += 1
        if len(found) == QUESTIONS:
            break
    return found, dropped


def _run(text: str, chance: random.Random) -> str:
    tokens = list(TOKEN.finditer(text))
    first = chance.randrange(max(1, len(tokens) - RUN))
    last = min(len(tokens), first + RUN) - 1
    return text[tokens[first].start() : tokens[last].end()].replace('"', " ")


def _is_hit(reader: EmbeddedReader, text: str, group: str, groups: Mapping[str, str]) -> float:
    match, _ = parse(text)
    hits = reader.search(Query(match=match, size=1)).hits
    return float(bool(hits) and groups[hits[0].id] == group)
