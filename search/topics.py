"""The topics of local party news: two levels, with Vietnamese and English names.

The table is `search/data/topics.toml`. Articles carry the ids of the lower level, `to-chuc/can-bo`;
the part before the stroke is the id of the upper one.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from search.errors import DataError


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic under its id; `parent` is None on the upper level."""

    id: str
    name: str
    name_en: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a topic of the lower level, as written in the table.

    `sections` are names under which portals file the topic itself, `parent_sections` its parent.
    `documents` are canonical numbers, some with a year: `35-CT/TW 2019`.
    """

    topic: str
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    sections: tuple[str, ...] = ()
    parent_sections: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    topics: dict[str, Topic]
    signs: tuple[Signs, ...]
    masks: tuple[str, ...]


def all_topics() -> tuple[Topic, ...]:
    """Every topic in the order of the table, each parent before its children."""
    return tuple(_table().topics.values())


def topic(topic_id: str) -> Topic | None:
    """The topic with this id, or None."""
    return _table().topics.get(topic_id)


def children(topic_id: str) -> tuple[Topic, ...]:
    """The topics below a topic, in the order of the table."""
    return tuple(each for each in all_topics() if each.parent == topic_id)


def label(topic_id: str, lang: str = "vi") -> str:
    """The name of a topic in `vi` or `en`; an id that is not in the table stands for itself."""
    found = topic(topic_id)
    if found is None:
        return topic_id
    return found.name_en if lang == "en" else found.name


def all_signs() -> tuple[Signs, ...]:
    """What speaks for each topic of the lower level."""
    return _table().signs


def all_masks() -> tuple[str, ...]:
    """Names of bodies and posts that hold a topic's phrase but say nothing of the subject."""
    return _table().masks


def read_table(text: str) -> tuple[tuple[Topic, ...], tuple[Signs, ...], tuple[str, ...]]:
    """Read a table of topics: the topics, their signs, and the masks.

    Raises:
        DataError: it is no TOML, lacks a field, or gives one id twice.
    """
    try:
        data = tomllib.loads(text)
        topics, found = [], []
        for parent in data["topic"]:
            topics.append(Topic(parent["id"], parent["name"], parent["name_en"]))
            for sub in parent["sub"]:
                topic_id = f"{parent['id']}/{sub['id']}"
                topics.append(Topic(topic_id, sub["name"], sub["name_en"], parent["id"]))
                found.append(_signs(topic_id, sub, parent))
        masks = tuple(data["masks"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise DataError(f"the table of topics is malformed: {error!r}") from error
    if len({each.id for each in topics}) < len(topics):
        raise DataError("the table of topics gives an id twice")
    return tuple(topics), tuple(found), masks


def _signs(topic_id: str, sub: dict[str, Any], parent: dict[str, Any]) -> Signs:
    return Signs(
        topic_id,
        strong=tuple(sub["strong"]),
        weak=tuple(sub["weak"]),
        sections=tuple(sub.get("sections", ())),
        parent_sections=tuple(parent.get("sections", ())),
        documents=tuple(sub.get("docs", ())),
    )


@lru_cache(maxsize=1)
def _table() -> _Table:
    path = resources.files("search").joinpath("data", "topics.toml")
    topics, found, masked = read_table(path.read_text(encoding="utf-8"))
    return _Table({each.id: each for each in topics}, found, masked)
