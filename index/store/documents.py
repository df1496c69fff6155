"""Documents as bytes: JSON, which a person can still read in twenty years."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import msgspec

from search.errors import StoreError
from search.model import Document, Skipped, SkipReason


class Made(NamedTuple):
    """What was made of a page, as columns of `documents`: the bytes of a document, or why there is none."""

    document: bytes | None = None
    skip_reason: str | None = None
    skip_detail: str | None = None
    alarm: str | None = None
    """Selectors of the portal's rules that matched nothing on the page, as `Article.reasons` names them."""


ALARM = "rules"
"""The entry of `Article.reasons` that holds them: `title: h1.x; date: span.y`."""


@cache
def _decoder() -> msgspec.json.Decoder[Document]:
    return msgspec.json.Decoder(Document)


def decode(article_id: str, data: bytes) -> Document:
    """The document from its bytes; raises `StoreError` if a program of another shape wrote them."""
    try:
        return _decoder().decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise StoreError(
            f"The stored document {article_id} cannot be read ({error}): restore the database from a copy",
            vietnamese=f"Không đọc được bài {article_id} đã lưu; hãy khôi phục cơ sở dữ liệu từ bản sao.",
        ) from error


def columns_of(result: Document | Skipped) -> Made:
    """What `prepare` gave, as columns."""
    if isinstance(result, Document):
        try:
            alarm = result.article.reasons.get(ALARM)
            return Made(msgspec.json.encode(result), alarm=plain(alarm) if alarm else None)
        except UnicodeEncodeError as error:
            result = Skipped(SkipReason.BAD_RECORD, f"text that is not Unicode: {error.reason}")
    return Made(None, result.reason.value, plain(result.detail))


def plain(text: str) -> str:
    r"""Text that any database takes: what UTF-8 cannot say, and NUL, is written out as `\udcff`, `\x00`."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")
