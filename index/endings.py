"""Which files are read as what: by the end of a name, and of pages of programs by how they begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.pages import CAPTURE, HTML, RECORD

if TYPE_CHECKING:
    from pathlib import Path

LINES = ".jsonl"
MEDIA_TYPES = {".txt": CAPTURE, ".html": HTML, ".htm": HTML, ".xhtml": HTML, LINES: RECORD}
ARCHIVES = (".warc", ".warc.gz")
"""What is read, by the end of its name in lower case."""

PROGRAMS = (".aspx", ".asp", ".php", ".jsp", ".shtml", "")
"""What is read where it begins like HTML: pages saved under the name of the program that made them."""

_COMPANIONS = frozenset(
    ".css .js .mjs .map .png .gif .jpg .jpeg .jfif .webp .svg .bmp .ico .cur .woff .woff2 .ttf .otf .eot "
    ".mp3 .mp4 .webm .swf .ini .db".split()
)
_LIKE_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,200}>|(?><!--.{0,2000}?-->))*+<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEAD = 4096


def ending(name: str) -> str:
    """The end of a name in lower case, with its dot, without what a saved address has behind its `?`."""
    stem = name.lower().partition("?")[0]
    return next((one for one in ARCHIVES if stem.endswith(one)), "") or _suffix(stem)


def media_type_of(path: Path) -> str | None:
    """What a file is read as; None for what is not read as a page or as lines.

    Raises:
        OSError: the beginning of the file decides, and cannot be read.
    """
    end = ending(path.name)
    if end in PROGRAMS and path.is_file():
        with path.open("rb") as file:
            head = file.read(_HEAD).replace(b"\0", b"").lstrip(b"\xff\xfe")  # of UTF-16 too
        return HTML if _LIKE_HTML.match(head) else None
    return MEDIA_TYPES.get(end)


def is_companion(name: str) -> bool:
    """Whether this lies beside the pages that a browser saved, and nobody means it to be read."""
    return ending(name) in _COMPANIONS


def told() -> str:
    """The endings that are read, in words."""
    return ", ".join((*MEDIA_TYPES, *ARCHIVES))


def _suffix(stem: str) -> str:
    return f".{stem.rpartition('.')[2]}" if "." in stem.strip(".") else ""
