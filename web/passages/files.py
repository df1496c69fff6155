"""A notebook as a file that its owner keeps: JSON, with the words, the citation and the SHA-256 of the page.

Years later it can be opened again, here or anywhere: it says what it holds. Nothing of it is stored here.
"""

from __future__ import annotations

from typing import Any

import msgspec

from search.errors import InputError
from search.model import Span
from web.passages.codes import Clip, sign_of
from web.passages.naming import MOST_CLIPS
from web.passages.spans import MOST

KIND, VERSION = "tratin-clippings", 1

MOST_NOTE = 2000
"""Characters of a note."""


class Saved(msgspec.Struct, frozen=True):
    """A passage as it was when it was saved: where, its words, its citation, and the page read."""

    article: str
    start: int
    length: int
    text: str = ""
    note: str = ""
    citation: str = ""
    title: str = ""
    source: str = ""
    url: str | None = None
    date: str | None = None
    page: str = ""
    version: int | None = None
    sha256: str | None = None

    @property
    def clip(self) -> Clip:
        """The passage with its words."""
        return Clip(self.article, Span(self.start, self.length), sign_of(self.text))


class Notebook(msgspec.Struct, frozen=True):
    """What a file holds."""

    kind: str
    version: int
    saved: str
    site: str
    clippings: list[Saved]
    address: str = ""


def written(notebook: Notebook) -> bytes:
    """A notebook as a file that people can read, too."""
    return msgspec.json.format(msgspec.json.encode(notebook), indent=1) + b"\n"


def opened(data: bytes) -> Notebook:
    """The notebook of a file, of too many passages the first ones. Raises `InputError`."""
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=Notebook)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"the file is no notebook: {error}", vietnamese="Tệp không phải sổ tay.") from error
    if found.kind != KIND or found.version > VERSION:
        raise InputError(
            f"the file is {found.kind!r} of version {found.version}",
            vietnamese="Tệp không phải sổ tay, hoặc là của phiên bản mới hơn.",
        )
    return msgspec.structs.replace(
        found, clippings=[one for one in found.clippings if _is_sound(one)][:MOST_CLIPS]
    )


def _is_sound(saved: Saved) -> bool:
    """Whether a passage can be one."""
    return (
        saved.start >= 0
        and 0 < saved.length <= MOST
        and max(len(saved.text), len(saved.citation)) <= 2 * MOST
    )


def as_json(notebook: Notebook) -> dict[str, Any]:
    """A notebook as plain data."""
    return dict(msgspec.to_builtins(notebook))
