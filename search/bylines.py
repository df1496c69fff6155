"""Who wrote an article: the names in its bylines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.model import BlockKind

if TYPE_CHECKING:
    from search.model import Article

_ROLE = re.compile(
    r"^(?:(?:tin|bài|ảnh|video|clip|đồ họa|thực hiện|tác giả|người viết|nguồn)\b[\s,;&/và-]*)+:\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[;,\n&/|]\s*|\s+[-–—]\s+|\s+và\s+")
_EDGES = " .,:;-–—*()[]"


def authors_of(article: Article) -> tuple[str, ...]:
    """The names in the bylines of an article, in order, each once."""
    names = (name for block in article.blocks_of(BlockKind.BYLINE) for name in names_in(article.of(block)))
    return tuple(dict.fromkeys(names))


def names_in(byline: str) -> tuple[str, ...]:
    """The names of a byline, each once, without what they did: `Tin, ảnh: Lê A - Trần B` names two."""
    names = (one_line(name).strip(_EDGES) for name in _BETWEEN.split(_ROLE.sub("", byline.strip())))
    return tuple(dict.fromkeys(name for name in names if name))


def one_line(text: str) -> str:
    """A text without line ends and control characters, so that it cannot end the field that it stands in."""
    if text.isprintable() and "  " not in text:  # mostly; no other blank is printable
        return text.strip(" ")
    line = " ".join(text.split())
    if line.isprintable():  # looking at each character takes a hundred times as long
        return line
    return " ".join("".join(char if char.isprintable() else " " for char in line).split())
