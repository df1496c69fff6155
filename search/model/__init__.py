"""The vocabulary of Tra Tin: read this first.

A page goes through stages, and every stage has its own type; no stage changes what it was given:

    RawPage  -clean->  Article (or Skipped)  -enrich->  Document  -build->  generation
    what a person typed  -parse->  Query  -search->  Result

`RawPage` lives in `index`, since nobody else needs it. All types here are frozen.
Offsets are code points into `Article.text`, the canonical text (see `search.text`).

    article    the cleaned page            query    the question to an engine, `tree` what it matches
    document   what was found out of it    result   the answer
"""

from __future__ import annotations

from search.model.article import (
    KIND_NAMES,
    PROSE,
    Article,
    Block,
    BlockKind,
    Skipped,
    SkipReason,
    Span,
    Witness,
)
from search.model.document import (
    NAMED,
    VIETNAM,
    Capture,
    Citation,
    Document,
    Evidence,
    Location,
    PlacePath,
    Published,
    TopicFinding,
    Trust,
)
from search.model.query import COUNTED, FACETS, UNKNOWN, Accents, Filter, Map, Most, Note, Query, Sort
from search.model.result import (
    Copies,
    Copy,
    Facet,
    FacetValue,
    Form,
    Hit,
    MarkedText,
    Reason,
    ReasonKind,
    Result,
    Spelled,
    Stats,
    Suggestion,
    SuggestionKind,
    WordCount,
)
from search.model.tree import (
    And,
    Best,
    Between,
    Canonical,
    Cites,
    Everything,
    Gap,
    Has,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Some,
    Word,
    Zone,
)

__all__ = [
    "COUNTED",
    "FACETS",
    "KIND_NAMES",
    "NAMED",
    "PROSE",
    "UNKNOWN",
    "VIETNAM",
    "Accents",
    "And",
    "Article",
    "Best",
    "Between",
    "Block",
    "BlockKind",
    "Canonical",
    "Capture",
    "Citation",
    "Cites",
    "Copies",
    "Copy",
    "Document",
    "Everything",
    "Evidence",
    "Facet",
    "FacetValue",
    "Filter",
    "Form",
    "Gap",
    "Has",
    "Hit",
    "Location",
    "Map",
    "MarkedText",
    "Most",
    "Near",
    "Node",
    "Not",
    "Note",
    "Or",
    "Phrase",
    "PlacePath",
    "Prefix",
    "Published",
    "Query",
    "Reason",
    "ReasonKind",
    "Result",
    "SkipReason",
    "Skipped",
    "Some",
    "Sort",
    "Span",
    "Spelled",
    "Stats",
    "Suggestion",
    "SuggestionKind",
    "TopicFinding",
    "Trust",
    "Witness",
    "Word",
    "WordCount",
    "Zone",
]
