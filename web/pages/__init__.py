"""The pages for people, one module a kind. Each draws what a pure function made; none changes anything."""

from __future__ import annotations

from web.pages import (
    advanced,
    article,
    captures,
    document,
    guide,
    home,
    machines,
    places,
    profiles,
    results,
    values,
)
from web.pages.blueprint import pages

__all__ = [
    "advanced",
    "article",
    "captures",
    "document",
    "guide",
    "home",
    "machines",
    "pages",
    "places",
    "profiles",
    "results",
    "values",
]
