"""What is known of a page before it is read: the rules of its portal, and what repeats on its host."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import xxhash

if TYPE_CHECKING:
    from collections.abc import Mapping

SELECTED = tuple("title lead date byline source section body caption related attachment".split())
"""The fields that a portal's rules can point to with CSS selectors; `remove` takes elements away."""

RULED = "the portal's rule"
"""The reason of a field, and the origin of a witness, that a portal's rules point to."""

MONTH_FIRST = f"date line, the month first by {RULED}"
"""The origin of a day that is read from the date line as its portal means it."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one portal that cleaning uses.

    `selectors` maps a field of `SELECTED` to CSS selectors of which the first that matches counts; `remove`
    lists selectors of elements that are never the article's. `day_first` is false where a portal writes the
    month first. `place` is the id of the unit whose portal it is, `sections` what its sections mean: the
    comparable name of one to the id of a topic; both are told on as witnesses.
    """

    portal: str
    selectors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    day_first: bool = True
    place: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What `clean` is told beside the page: the portal's rules, and keys of the blocks that repeat."""

    rules: Rules | None = None
    repeated: frozenset[int] = frozenset()


NOTHING = Known()


def block_key(text: str) -> int:
    """The key of a block's text, the same for any blanks, letter case and numbers in it: 63 bits.

    Counters and pagers differ from page to page by their numbers alone.
    """
    plain = "".join("0" if sign.isdecimal() else sign for sign in " ".join(text.lower().split()))
    return xxhash.xxh3_64_intdigest(plain.encode("utf-8", "replace")) >> 1
