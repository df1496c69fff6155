"""What a query is read with beside its own words: the tables of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.topics import shipped

if TYPE_CHECKING:
    from search.topics import Taxonomy


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """The topics of a site."""

    taxonomy: Taxonomy = field(default_factory=shipped)


def usual() -> Context:
    """What is shipped."""
    return Context()
