"""The English twins of the Vietnamese texts that stand in templates and code.

A twin of two forms is for one and for many, chosen by the value `n`.
"""

from __future__ import annotations

from web.texts.english.articles import ARTICLES
from web.texts.english.asking import ASKING
from web.texts.english.embedding import EMBEDDING
from web.texts.english.frame import FRAME
from web.texts.english.precedents import PRECEDENTS
from web.texts.english.precedents_time import PRECEDENTS_TIME
from web.texts.english.profiles import PROFILES
from web.texts.english.programs import PROGRAMS
from web.texts.english.results import RESULTS
from web.texts.english.taking import TAKING

Twin = str | tuple[str, str]

ENGLISH: dict[str, Twin] = {
    **FRAME,
    **RESULTS,
    **ASKING,
    **ARTICLES,
    **EMBEDDING,
    **PROFILES,
    **PRECEDENTS_TIME,
    **PROGRAMS,
    **TAKING,
    **PRECEDENTS,
}
