"""Somebody by name and office, and whether his office is told in short."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.enrich.speakers.prose.names import is_foreign, is_full
from search.text import lower


class Person(NamedTuple):
    """Somebody by his full name and the fullest word for his office; one may be empty."""

    name: str
    office: str


NOBODY = Person("", "")
"""Who is not sure."""
_PARTS = re.compile(r",|kiêm| - ")
"""What parts several offices of one person: `Phó Chủ tịch HĐND kiêm Trưởng ban Pháp chế`."""


def holds(office: str, wanted: str) -> bool:
    """Whether an office, or one of several, is told in short: the same first word, and no other words."""
    low, wanted = lower(office).replace("thành phố", "tp"), wanted.replace("thành phố", "tp")
    if low == wanted or low.startswith(f"{wanted} "):
        return True
    words = wanted.split()
    for part in _PARTS.split(low):
        rest = iter(part.split())
        if words and part.split()[:1] == words[:1] and all(word in rest for word in words):
            return True
    return False


def is_fuller(wanted: str, one: Person, head: str) -> bool:
    """Whether an office is told more fully than beside a name; a country is no part of a Vietnamese's."""
    here = lower(one.office)
    if len(here) <= len(head) or not holds(wanted, here):
        return False
    return not (is_full(one.name) and any(map(is_foreign, wanted.removeprefix(here).split(" ", 1))))
