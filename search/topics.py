"""The topics of local party news: two levels, with Vietnamese and English names.

The table that is shipped is `search/data/topics.toml`; a file of the home folder takes its place (see
`taxonomy_of`). Articles carry the ids of the lower level, `to-chuc/can-bo`; the part before the stroke is the
id of the upper one. docs/topics.md describes the table for those who edit it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from search.edited import own, own_path, read_bytes
from search.tables import DATA
from search.topic_table import read_topics

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from search.settings import Settings
    from search.topic_table import Signs, Topic

NAME = "topics.toml"
"""The table, in `search/data` and in a home folder that has its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Taxonomy:
    """One table of topics: `topics` by id in the order of the file, each parent before its children.

    `learned` says whether words that were learned for the shipped topics count too, by id.
    """

    topics: Mapping[str, Topic]
    signs: tuple[Signs, ...]
    masks: tuple[str, ...]
    fingerprint: str
    learned: bool = True

    def topic(self, topic_id: str) -> Topic | None:
        """The topic with this id, or None."""
        return self.topics.get(topic_id)

    def children(self, topic_id: str) -> tuple[Topic, ...]:
        """The topics below a topic, in the order of the table."""
        return tuple(each for each in self.topics.values() if each.parent == topic_id)

    def label(self, topic_id: str, lang: str = "vi") -> str:
        """The name of a topic in `vi` or `en`; an id that is not in the table stands for itself."""
        found = self.topic(topic_id)
        if found is None:
            return topic_id
        return found.name_en if lang == "en" else found.name


@cache
def shipped() -> Taxonomy:
    """The table that the product ships. Raises `DataError` if it is malformed."""
    return _read(DATA / NAME)


def taxonomy_of(settings: Settings) -> Taxonomy:
    """The table of a home folder: the file that is set, its `topics.toml`, or the shipped one.

    Raises:
        SettingsError: the file cannot be read or is malformed; the message tells everything that is wrong.
    """
    path = own_path(settings, "topics_file", NAME)
    return taxonomy_in(path) if path else shipped()


def taxonomy_in(path: Path) -> Taxonomy:
    """The table in a file of a person. Raises `SettingsError` as `taxonomy_of` does."""
    return own(path, _read)


def _read(path: Path) -> Taxonomy:
    content = read_bytes(path)
    topics, signs, masks, learned = read_topics(content.decode("utf-8-sig"), str(path))
    return Taxonomy({each.id: each for each in topics}, signs, masks, fingerprint_of(content), learned)


def fingerprint_of(content: bytes) -> str:
    """Names the content of a table: documents that were made from another one are stale."""
    return hashlib.sha256(content).hexdigest()[:12]
