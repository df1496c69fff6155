"""What an address or a form asks for of passages worded alike: a text, and which come first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from search.text import canonical

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

LONGEST = 20_000
"""Characters of a pasted text that are read: some pages."""

LONGEST_IN_ADDRESS = 1_500
"""Characters that an address holds, whatever they are: each may be nine there, and servers take 16 kB."""


class Pasted(NamedTuple):
    """A text, whether more was pasted than is read, and whether the oldest passages come first."""

    text: str
    is_cut: bool = False
    oldest: bool = False

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters that `pasted_in` turns into the same."""
        return [("text", self.text)] * bool(self.text) + [("first", "oldest")] * self.oldest

    @property
    def fits_an_address(self) -> bool:
        """Whether an address can hold the text."""
        return not self.is_cut and len(self.text) <= LONGEST_IN_ADDRESS


def pasted_in(given: MultiDict[str, str], instead: str = "") -> Pasted:
    """What is asked for; `instead` of a text where none was sent. Never raises."""
    typed = given.get("text", instead)
    return Pasted(
        canonical(typed[:LONGEST]).strip(), len(typed) > LONGEST, given.get("first", "").strip() == "oldest"
    )
