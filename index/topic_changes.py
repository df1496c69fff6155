"""What another table of topics would change over the stored articles, topic by topic."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.enrich.topics import find_topics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.model import Document
    from search.topics import Taxonomy

EXAMPLES = 3
"""Titles kept of each kind of change."""


@dataclass(slots=True)
class TopicChange:
    """How many articles have a topic before and after, how many get and lose it, and some of these."""

    topic: str
    before: int = 0
    after: int = 0
    gained: int = 0
    lost: int = 0
    gains: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)

    def count(self, title: str, *, before: bool, after: bool) -> None:
        """Take in an article."""
        self.before += before
        self.after += after
        if after and not before:
            self.gained += 1
            self.gains += [title][: EXAMPLES - len(self.gains)]
        if before and not after:
            self.lost += 1
            self.losses += [title][: EXAMPLES - len(self.losses)]


@dataclass(slots=True)
class TopicChanges:
    """The changes by topic, in the order of the tables; `changed` articles get others or in another order."""

    topics: dict[str, TopicChange]
    articles: int = 0
    changed: int = 0
    undecided_before: int = 0
    undecided_after: int = 0


def compare_topics(documents: Iterable[Document], old: Taxonomy, new: Taxonomy) -> TopicChanges:
    """Find the topics of articles by both tables."""
    ids = dict.fromkeys(each.topic for taxonomy in (old, new) for each in taxonomy.signs)
    changes = TopicChanges({topic: TopicChange(topic) for topic in ids})
    for document in documents:
        before, after = (
            [finding.id for finding in find_topics(document.article, document.citations, taxonomy)]
            for taxonomy in (old, new)
        )
        changes.articles += 1
        changes.changed += before != after
        changes.undecided_before += not before
        changes.undecided_after += not after
        for topic in {*before, *after}:
            changes.topics[topic].count(document.article.title, before=topic in before, after=topic in after)
    return changes
