"""The pages for people, one module a kind. Each draws what a pure function made; none changes anything."""

from __future__ import annotations

from web.pages import (
    advanced,
    article,
    beside,
    captures,
    citation,
    clipping,
    document,
    embed,
    exporting,
    guide,
    home,
    machines,
    notebook,
    places,
    precedents,
    profiles,
    results,
    short,
    timeline,
    values,
    versions,
)
from web.pages.blueprint import pages

__all__ = [
    "advanced",
    "article",
    "beside",
    "captures",
    "citation",
    "clipping",
    "document",
    "embed",
    "exporting",
    "guide",
    "home",
    "machines",
    "notebook",
    "pages",
    "places",
    "precedents",
    "profiles",
    "results",
    "short",
    "timeline",
    "values",
    "versions",
]
