"""Queries within sentences, which put them into quotation marks."""

from __future__ import annotations

import re

_PHRASE = re.compile(r'\s*["“”„«]([^"“”„«»]*[^\s"“”„«»][^"“”„«»]*)["“”«»]?\s*')
"""A query that is one phrase and nothing else, in the quotes of `search.query`; the last may be missing."""


def is_phrase(q: str) -> bool:
    """Whether a query is one phrase of several words, which finds less than its words do."""
    found = _PHRASE.fullmatch(q)
    return found is not None and " " in found[1].strip()


def bare(q: str) -> str:
    """A query without its own quotes where it is one phrase, so that a sentence shows one pair."""
    found = _PHRASE.fullmatch(q)
    return found[1].strip() if found else q
