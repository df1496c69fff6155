"""What a query is read with beside its own words: the tables of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from search.synonyms import NONE, synonyms_of
from search.topics import shipped, taxonomy_of

if TYPE_CHECKING:
    from search.settings import Settings
    from search.synonyms import Synonyms
    from search.topics import Taxonomy


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """The topics of a site, and its synonyms."""

    taxonomy: Taxonomy = field(default_factory=shipped)
    synonyms: Synonyms = NONE


@cache
def usual() -> Context:
    """What is shipped."""
    return Context()


def context_of(settings: Settings) -> Context:
    """The tables of a home folder. Raises `SettingsError` where one of them cannot be used."""
    return Context(taxonomy_of(settings), synonyms_of(settings))
