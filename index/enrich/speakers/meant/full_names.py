"""The full names of an article that a short one may stand for: `ông Hùng`, `ông Tập`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.gazetteer import SURNAMES as COMMON_SURNAMES
from index.enrich.speakers.meant.lines import line_start, run_start, words_of
from index.enrich.speakers.people.persons import person_at
from index.enrich.speakers.prose.names import NO_OPENING, SYLLABLE, is_full, is_press, is_unit, without_titles
from index.enrich.speakers.prose.page import COVER
from index.enrich.speakers.words.proper import SURNAMES
from search.text import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.enrich.speakers.prose.page import Page

_BEHIND_SURNAME = re.compile(
    rf"(?: {NO_OPENING}{SYLLABLE}){{1,2}}(?!(?! (?:Khi|Theo|Trong) )[ ]?\w*{SYLLABLE})"
)
"""The one or two syllables that end a name behind its surname: `Tập Cận Bình`."""


_CREDITS = ("Ảnh: ", "Ảnh:", "Video: ", "Video:", "Nguồn: ", "Nguồn:")
"""What stands before whose a picture is."""


def _may_begin_name(name: str) -> bool:
    """Whether a name begins with a surname, or as a foreign one may."""
    first = name.partition(" ")[0]
    return first.isascii() or comparable(first) in SURNAMES


def longer_names(text: str, page: Page, name: str) -> set[str]:
    """The names that end like a short one, without those that another of them ends like."""
    found = set(_ending_like(text, page, name))
    if len(found) > 1 and (likely := set(filter(_may_begin_name, found))):
        found = likely
    if not found and " " not in name and comparable(name) not in COMMON_SURNAMES:
        found = _called_by_surname(text, page, name)
    if len(found) > 1:
        return {one for one in found if not any(other.endswith(f" {one}") for other in found)}
    return found


def _ending_like(text: str, page: Page, name: str) -> Iterator[str]:
    """The longer names of the text that end like a short one."""
    at = text.find(f" {name}")
    while at >= 0:
        begin, end = run_start(text, at + 1), at + 1 + len(name)
        at = text.find(f" {name}", end)
        if page.text[begin] == COVER:
            begin, _ = without_titles(text, begin, end)
        if begin + len(name) == end or text[end : end + 1].isalnum() or _goes_on(text, end):
            continue
        if text.endswith(_CREDITS, 0, begin) and is_press(text[begin:end].partition(" ")[0]):
            continue  # whose picture it is does not begin a name
        if text[begin - 1 : begin] + text[end : end + 1] in ("\n\n", "\n"):
            continue  # a line of its own is the writer's
        one = person_at(page, line_start(text, begin), begin, end)
        if one is not None and one.name is not None and one.name.length > len(name):
            longer = words_of(text, one.name)
            if not one.titled and is_unit(longer):
                continue
            if one.titled or one.office is not None or _may_begin_name(longer):
                yield longer


def _called_by_surname(text: str, page: Page, name: str) -> set[str]:
    """Full names that begin with a surname that foreigners are called by: `ông Tập`."""
    covered, found = page.text, set()
    at = covered.find(f"{name} ")
    while at >= 0:
        rest = _BEHIND_SURNAME.match(covered, at + len(name))
        if rest and not covered[at - 1 : at].isalnum():
            found.add(text[at : rest.end()])
        at = covered.find(f"{name} ", at + 1)
    return {one for one in found if is_full(one) or not is_unit(one)} if len(found) == 1 else set()


def _goes_on(text: str, end: int) -> bool:
    """Whether a capitalised word follows: the name is longer than that."""
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
