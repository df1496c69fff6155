"""The pages for people, one module a kind. Each draws what a pure function made; none changes anything."""

from __future__ import annotations

from web.pages import (
    advanced,
    article,
    captures,
    citation,
    document,
    embed,
    exporting,
    guide,
    home,
    machines,
    places,
    profiles,
    results,
    short,
    values,
    versions,
)
from web.pages.blueprint import pages

__all__ = [
    "advanced",
    "article",
    "captures",
    "citation",
    "document",
    "embed",
    "exporting",
    "guide",
    "home",
    "machines",
    "pages",
    "places",
    "profiles",
    "results",
    "short",
    "values",
    "versions",
]
