"""Whether a text is long enough, and Vietnamese; Vietnamese typed without marks is Vietnamese."""

from __future__ import annotations

import re

from search.text import folded, marked_share

SHORTEST = 20
"""Syllables of prose below which a page is no article."""

_ENOUGH = 20  # words: below this, nothing is said about the language
_READ = 120  # words that are looked at: enough to tell, and quick
_MARKED = 0.05  # share of marked letters: 0.2 in Vietnamese, up to 0.02 in English about Vietnam
_SYLLABLES = (
    0.6  # share of words that could be Vietnamese syllables; about 0.35 in English, over 0.9 in Vietnamese
)

_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?"
    r"(?:ieu|yeu|uoi|uou|uya|uye|uyu|oai|oao|oay|oeo|uay|ia|ie|iu|ye|ai|ao|au|ay|eo|eu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|[aeiouy])"
    r"(?:ng|nh|ch|[cmnpt])?"
)


def is_syllable(word: str) -> bool:
    """Whether a word could be one Vietnamese syllable, with marks or without."""
    return _SYLLABLE.fullmatch(folded(word)) is not None


def is_vietnamese(text: str) -> bool:
    """Whether the text is Vietnamese, with marks or without; a text too short to tell is taken for it."""
    words = _WORD.findall(text[: _READ * 12])[:_READ]
    if len(words) < _ENOUGH:
        return sum(map(len, words)) < 10 * _ENOUGH
    if marked_share(" ".join(words)) >= _MARKED:
        return True
    fits = sum(map(is_syllable, words))
    return fits / len(words) >= _SYLLABLES
