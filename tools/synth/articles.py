"""Articles from stories. An article depends on the seed and its number alone, not on how many are made."""

from __future__ import annotations

import math
import random
import re
import unicodedata
from itertools import chain, islice
from typing import TYPE_CHECKING, TypedDict

from search.places import short_label
from search.text import folded, new_style
from tools.synth.names import one_of
from tools.synth.prose import headline, paragraphs
from tools.synth.story import new_story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tools.synth.story import Story

BLOCK = 500
"""Articles of one stream of random numbers; a re-publication is of the same block."""

AGAIN = 0.03
"""Share of articles that are an earlier one, published again with small edits."""

MEDIAN, SPREAD = 6.43, 0.50
"""Logarithms: half of the articles are longer than e**6.43 words between blanks, two thirds within e**0.5."""

_NO_LETTERS = re.compile(r"[^a-z0-9]+")


class Record(TypedDict):
    """An article as `tratin add` takes it, and its labels: what is true of it by the way it was made.

    `place` is the id of the unit in `search.places`, named in `province`, `district`, `commune` as far as
    it is that low; `topic` is an id of `search.topics`; `dup_of` the id of what it is a copy of.
    """

    id: str
    title: str
    date: str | None
    url: str
    source: str
    category: str | None
    text: str
    author: str | None
    topic: str
    place: str
    province: str
    district: str | None
    commune: str | None
    dup_of: str | None
    synthetic: bool


def make_articles(count: int, seed: int) -> Iterator[Record]:
    """The first `count` articles of a seed."""
    blocks = range(-(-count // BLOCK))
    return islice(chain.from_iterable(make_block(seed, block) for block in blocks), count)


def make_block(seed: int, block: int) -> list[Record]:
    """The articles of one block, the same whatever else is made."""
    chance = random.Random(f"{seed}/{block}").random  # noqa: S311 - nothing is kept secret with it
    made: list[Record] = []
    for number in range(block * BLOCK, (block + 1) * BLOCK):
        if made and chance() < AGAIN:
            made.append(_published_again(one_of(made, chance), seed, number, chance))
        else:
            made.append(_article(seed, number, chance))
    return made


def _article(seed: int, number: int, chance: Callable[[], float]) -> Record:
    story = new_story(chance)
    title = headline(story)
    text = "\n".join(paragraphs(story, _length(chance)))
    title, text = _as_crawled(title, text, chance)
    source = _source(story)
    return {
        "id": f"s{seed}-{number:07}",
        "title": title,
        "date": _moment(story),
        "url": f"https://{source}.example/{story.day:%Y/%m}/{_slug(title)[:70]}-{seed}-{number}.html",
        "source": source,
        "category": one_of(story.theme.categories, chance) if chance() < 0.8 else None,
        "text": text,
        "author": one_of(story.cast, chance) if story.cast and chance() < 0.6 else None,
        "topic": story.theme.topic,
        **_place(story),
        "dup_of": None,
        "synthetic": True,
    }


def _length(chance: Callable[[], float]) -> float:
    """Words between blanks, by a log-normal distribution (Box and Muller)."""
    normal = math.sqrt(-2 * math.log(1 - chance())) * math.cos(2 * math.pi * chance())
    return math.exp(MEDIAN + SPREAD * normal)


def _moment(story: Story) -> str | None:
    """When it was published, mostly in working hours; one in fifty does not say."""
    chance = story.chance
    hour, minute = 5 + int(8.5 * (chance() + chance())), int(chance() * 60)
    return None if chance() < 0.02 else f"{story.day.isoformat()}T{hour:02}:{minute:02}:00+07:00"


class _Place(TypedDict):
    place: str
    province: str
    district: str | None
    commune: str | None


def _place(story: Story) -> _Place:
    path = story.scene.path
    labels = {unit_id[0].lower(): short_label(unit_id) for unit_id in path}
    return {
        "place": path[-1],
        "province": labels["p"],
        "district": labels.get("d"),
        "commune": labels.get("c"),
    }


def _source(story: Story) -> str:
    """A paper or portal of the place."""
    province, place = _slug(story.scene.province_name), _slug(story.scene.name)
    papers = (f"bao{province.replace('-', '')}", f"{province}-gov", f"dang-{place}", f"tinhuy-{province}")
    return papers[int(story.chance() ** 1.5 * len(papers))]


def _slug(text: str) -> str:
    return _NO_LETTERS.sub("-", folded(text)).strip("-")


def _as_crawled(title: str, text: str, chance: Callable[[], float]) -> tuple[str, str]:
    """Some articles have two words stuck together, decomposed letters, or tone marks at their new place."""
    if chance() < 0.12 and (blank := text.find(" ", int(chance() * len(text)))) > 0:
        text = text[:blank] + text[blank + 1 :]
    writing = chance()
    if writing < 0.014:
        return title, unicodedata.normalize("NFD", text)
    return (new_style(title), new_style(text)) if writing < 0.034 else (title, text)


def _published_again(first: Record, seed: int, number: int, chance: Callable[[], float]) -> Record:
    """A copy at another address, mostly without one of its paragraphs, sometimes naming where it is from."""
    parts = first["text"].split("\n")
    if len(parts) > 3:
        del parts[1 + int(chance() * (len(parts) - 2))]
    if chance() < 0.4:
        parts.append(f"Theo {first['source']}")
    source = f"tonghop-{int(chance() * 9)}"
    return {
        **first,
        "id": f"s{seed}-{number:07}",
        "url": f"https://{source}.example/{_slug(first['title'])[:60]}-{seed}-{number}.html",
        "source": source,
        "text": "\n".join(parts),
        "dup_of": first["dup_of"] or first["id"],
    }
