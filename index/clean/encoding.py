"""Bytes and pasted letters to canonical text, with what was done told as a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.decoding import decode, repair
from search.model import Skipped, SkipReason
from search.text import canonical

if TYPE_CHECKING:
    from search.decoding import Decoded, Repaired

UNREADABLE = 0.01
"""Share of replacement characters above which a text is in an encoding that nobody knows."""


def read_bytes(payload: bytes, declared: str | None = None) -> tuple[str, dict[str, str]] | Skipped:
    """The canonical text of some bytes and, unless they are plain UTF-8, the reason `encoding`.

    A doubtful encoding is flagged and read as it was declared; one that cannot be read is skipped.
    """
    decoded = decode(payload, declared)
    if decoded.text.count("\ufffd") > UNREADABLE * len(decoded.text):
        return Skipped(SkipReason.NOT_UTF8, f"in no known encoding; {decoded.note or decoded.encoding}")
    return decoded.text, _reason(decoded)


def decode_page(payload: bytes, declared: str | None = None) -> tuple[str, dict[str, str]] | Skipped:
    """The markup of a page, decoded, and the reason `encoding` unless it is plain UTF-8.

    Markup that is UTF-8 is left as it is: only the text in it is made canonical, once it has been found.
    """
    if not payload.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return payload.removeprefix(b"\xef\xbb\xbf").decode(), {}
        except UnicodeDecodeError:
            pass
    return read_bytes(payload, declared)


def read_pasted(text: str) -> tuple[str, dict[str, str]]:
    """The canonical form of a decoded text, letters pasted from old fonts repaired."""
    repaired = repair(text)
    return canonical(repaired.text), _reason(repaired)


def _reason(read: Decoded | Repaired) -> dict[str, str]:
    if read.certain and read.encoding in ("", "utf-8"):
        return {}
    doubt = "" if read.certain else "doubtful: "
    return {"encoding": f"{doubt}{read.encoding or 'utf-8'}{'; ' + read.note if read.note else ''}"}
