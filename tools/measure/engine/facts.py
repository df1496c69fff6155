"""Facet values of an article for trials: its own where it has them, else made up from its id, Zipf-like."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN = "unknown"
PROVINCES = 63
DISTRICTS = 12
TOPICS = 12
SUBTOPICS = 10


def places(article: Mapping[str, object], chance: random.Random) -> tuple[str, str, str]:
    """Province, district and commune as paths. Where there are no districts, communes stand second."""
    names = [str(article[name]) for name in ("province", "district", "commune") if article.get(name)]
    if not names:
        names = [f"p{_zipf(chance, PROVINCES)}", f"d{_zipf(chance, DISTRICTS)}"]
    paths = ["/".join(names[: depth + 1]).replace(" ", "_") for depth in range(len(names))]
    province, district, commune = (paths + [UNKNOWN] * 3)[:3]
    return province, district, commune


def months(article: Mapping[str, object]) -> tuple[str, str]:
    """Year and month: `2021`, `2021-11`."""
    date = str(article.get("date") or "")
    return (date[:4], date[:7]) if date else (UNKNOWN, UNKNOWN)


def topics(article: Mapping[str, object], chance: random.Random) -> list[str]:
    """One to three topics of two levels, the upper ones included: `kinh_tế`, `kinh_tế/3`, `t4`, `t4/1`."""
    first = str(article.get("category") or f"t{_zipf(chance, TOPICS)}").replace(" ", "_")
    parents = [first, *(f"t{_zipf(chance, TOPICS)}" for _ in range(_zipf(chance, 3)))]
    paths = (path for parent in parents for path in (parent, f"{parent}/{_zipf(chance, SUBTOPICS)}"))
    return list(dict.fromkeys(paths))


def chance_of(article: Mapping[str, object]) -> random.Random:
    """The same chances for the same article in every run."""
    return random.Random(str(article.get("id")))  # noqa: S311 - test data


def _zipf(chance: random.Random, count: int) -> int:
    """A number below `count`; `k` comes about once in `k + 1` times as often as 0."""
    return min(count - 1, int(math.exp(chance.random() * math.log(count + 1))) - 1)
