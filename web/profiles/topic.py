"""What the archive says of one topic: its articles by year and place, its subtopics, what speaks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from web.profiles.tallies import scope_json, scope_query

if TYPE_CHECKING:
    from search.engine import Reader
    from search.topic_table import Signs
    from search.topics import Taxonomy
    from web.addresses.params import Params

Json = dict[str, Any]

COUNTED = ("year", "place", "source", "topic")

MOST_PHRASES = 24
"""Phrases of one strength that are told."""


def about_topic(reader: Reader, taxonomy: Taxonomy, topic_id: str, params: Params) -> Json | None:
    """The page of a topic, as plain data; None for one that neither the table nor any article has."""
    topic = taxonomy.topic(topic_id)
    parent = topic_id.rpartition("/")[0]
    opened = tuple(each for each in (parent, topic_id) if each)
    query = replace(scope_query("topic", topic_id, params.map, COUNTED), opened=opened)
    result = reader.search(query)
    if topic is None and not result.total:
        return None
    counts = {
        one.value: one.count for facet in result.facets if facet.name == "topic" for one in facet.values
    }
    below = [each.id for each in taxonomy.children(topic_id)]
    beside = [each.id for each in taxonomy.children(parent) if each.id != topic_id] if parent else []
    described = scope_json(reader, query, result, params)
    del described["topics"]

    def counted(each: str) -> Json:
        return {"value": each, "label": taxonomy.label(each, params.lang), "count": counts.get(each, 0)}

    return {
        "id": topic_id,
        "label": taxonomy.label(topic_id, params.lang),
        "parent": counted(parent) if parent else None,
        **described,
        "below": [counted(each) for each in below],
        "beside": [counted(each) for each in beside],
        "signs": [
            signs_json(signs, taxonomy, params.lang) for signs in taxonomy.signs if signs.topic == topic_id
        ],
        "learned": taxonomy.learned,
    }


def signs_json(signs: Signs, taxonomy: Taxonomy, lang: str) -> Json:
    """What speaks for a topic of the lower level, as the table has it; of phrases the first ones."""
    return {
        "topic": signs.topic,
        "label": taxonomy.label(signs.topic, lang),
        "strong": _told(signs.strong),
        "medium": _told(signs.medium),
        "weak": _told(signs.weak),
        "head": _told(signs.head),
        "phrases": sum(1 for _ in signs.phrases()),
        "sections": list(signs.sections),
        "documents": list(signs.documents),
    }


def _told(phrases: tuple[str, ...]) -> list[str]:
    """Phrases without the weights that some have: `dự án *0.8`."""
    return [written.partition(" *")[0] for written in phrases[:MOST_PHRASES]]
