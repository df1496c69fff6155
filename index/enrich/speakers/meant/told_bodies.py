"""Bodies of an article that are told in short elsewhere: by letters in brackets, by their kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.speakers.meant.lines import line_start
from index.enrich.speakers.people.offices import holds_break
from index.enrich.speakers.prose.names import SYLLABLE
from index.enrich.speakers.words.kinds import ACRONYM, BODY

if TYPE_CHECKING:
    from index.enrich.speakers.prose.page import Page

_LETTERS = re.compile(r" \((?:[A-ZĐ][A-ZĐ&]{2,7}|[A-Z][A-Z]*[a-z]*[A-Z]+[a-z]*|[A-Z][a-z]{3,7}[ae]?)\)")
"""What a body is called for short."""
_LONGEST_BODY = 120
"""Characters of the name of a body before its letters."""
_KINDS = "(?:[Nn]gân hàng|[Cc]ông ty|[Tt]ập đoàn|[Hh]ãng|[Tt]ổ chức|[Hh]iệp hội|[Qq]uỹ|[Vv]iện)"
"""Kinds of bodies before their letters: `Hiệp hội VLA`."""


def with_letters(text: str, page: Page, body: str) -> str:
    """A body with the letters it is called by, where another sentence tells them in brackets."""
    at = text.find(f"{body} (")
    letters = _LETTERS.match(text, at + len(body)) if at >= 0 else None
    if letters:
        return body + letters[0]
    return (_before_letters(text, page, body) or body) if ACRONYM.match(body) else body


def _before_letters(text: str, page: Page, letters: str) -> str:
    """The body that is told in full before its letters in brackets, with them; empty if there is none."""
    at = text.find(f" ({letters})")
    line = max(line_start(text, at), at - _LONGEST_BODY) if at >= 0 else 0
    for found in BODY.finditer(page.low, line, max(at, 0)):
        if not holds_break(page.text, found.start(), at):
            return text[found.start() : at + len(letters) + 3]
    kind = re.compile(rf"({_KINDS}) {re.escape(letters)}(?!\w)").search(text)
    return kind[0] if kind else ""


def body_of_kind(text: str, kind: str, before: int) -> str:
    """The body of before whose kind is told alone: `UBND quận X` for `quận`; empty if there is none."""
    kind = rf"[{kind[0].upper()}{kind[0].lower()}]{re.escape(kind[1:])}"
    fuller = re.compile(rf"(?:UBND |Ủy ban nhân dân )?{kind}(?: {SYLLABLE})+")
    told = [found[0] for found in fuller.finditer(text, 0, before)]
    later = {found[0] for found in fuller.finditer(text, before)} if not told else set()
    return told[-1] if told else later.pop() if len(later) == 1 else ""
