r"""A reference in BibTeX, which BibLaTeX reads too.

Braces are counted by BibTeX even behind a backslash, so in a value they are commands (`\textbraceleft`); the
title stands in two braces, so that no style changes its capitals. In addresses, which BibLaTeX takes as they
are, they are percent-encoded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from web.cite.work import Work

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "%&#$_"},
}
_ALL_SIGNS = tuple(_SIGNS)
_SIGN = re.compile(r"[\\{}~^%&#$_]")
_BRACE = re.compile(r"[{}]")
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_IS_SIGN_IN_ADDRESS = re.compile(r"[{}\\]")


def bibtex(work: Work, quote: str = "", key: str = "", note: str = "") -> str:
    """One entry of a newspaper article, its key made of the permanent id; `quote` is the passage cited.

    A `key` tells apart several passages of an article; `note` is what a reader wrote beside one.
    """
    year, month, day = work.known
    date = "-".join(f"{part:02}" for part in (year, month, day) if part is not None)
    fields = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in work.authors),
        "title": f"{{{escaped(work.title)}}}",
        "journal": escaped(work.outlet),
        "date": date,
        "year": str(year) if year is not None else escaped(work.guessed),
        "month": str(month) if month is not None else "",
        "url": _address(work.address or work.permalink),
        "urldate": work.seen.isoformat(),
        "language": "vietnamese",
        "note": escaped(f"“{quote}”. {work.kept}" if quote else work.kept),
        "annote": escaped(note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@article{{tratin-{key or work.id},", *lines, "}", ""))


def _address(address: str) -> str:
    return address.translate(_IN_ADDRESS) if _IS_SIGN_IN_ADDRESS.search(address) else address


def in_comment(text: str) -> str:
    """A text in which no brace ends a comment; all else stays, so that addresses can be copied."""
    return _BRACE.sub(_written, text)


def escaped(text: str) -> str:
    """A text that LaTeX prints as it is; each sign is looked for, since a pattern looks at every letter."""
    return _SIGN.sub(_written, text) if any(sign in text for sign in _ALL_SIGNS) else text


def _written(found: re.Match[str]) -> str:
    return _SIGNS[found[0]]
