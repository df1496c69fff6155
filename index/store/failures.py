"""What SQLAlchemy and the operating system raise, said as a `StoreError` that a person understands."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from search.errors import REFUSALS, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = "the disk is full"

_KNOWN = (
    ("disk is full", _FULL, "đĩa đã đầy"),
    ("readonly database", "the database may not be written to", "không được phép ghi vào cơ sở dữ liệu"),
    (
        "unable to open database file",
        "the database cannot be opened: check that the folder may be written to",
        "không mở được cơ sở dữ liệu, hãy xem có quyền ghi vào thư mục không",
    ),
    (
        "not a database",
        "the file is not a database, or it is damaged",
        "tệp không phải cơ sở dữ liệu, hoặc bị hỏng",
    ),
    (
        "malformed",
        "the database is damaged: restore a copy",
        "cơ sở dữ liệu bị hỏng, hãy khôi phục từ bản sao",
    ),
    (
        "database is locked",
        "the database is busy with another program",
        "cơ sở dữ liệu đang bận với chương trình khác",
    ),
    ("disk I/O error", "the disk failed", "đĩa bị lỗi"),
)
"""What SQLite says, and the same in plain words."""

_NO_ROOM = "SQLITE_IOERR_SHMSIZE"
"""What SQLite calls it when its shared memory finds no room on the disk; it says "disk I/O error"."""

_VIETNAMESE = {
    **{os.strerror(number): vietnamese for number, vietnamese in REFUSALS.items()},
    os.strerror(errno.ENOENT): "thiếu tệp hoặc thư mục",
    **{plain: vietnamese for _, plain, vietnamese in _KNOWN},
}


@contextmanager
def as_store_error(doing: str) -> Iterator[None]:
    """Raise whatever the disk or the database raises as a `StoreError` that begins with `doing`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        english = reason(error)
        why = _VIETNAMESE.get(english.partition(" (")[0], "")
        said = f"Không đọc hoặc ghi được kho dữ liệu{': ' if why else ''}{why}."
        raise StoreError(f"{doing}: {english}", vietnamese=said) from error


def is_full(error: StoreError) -> bool:
    """Whether there was no room: nothing was committed then, not even what a power cut would bring back."""
    cause = error.__cause__
    is_known = isinstance(cause, SQLAlchemyError | OSError) and reason(cause).startswith(_FULL)
    return is_known and _sqlite_name(cause) != _NO_ROOM  # that comes too after what was written is whole


def reason(error: SQLAlchemyError | sqlite3.Error | OSError) -> str:
    """The cause in plain words, one line."""
    if isinstance(error, OSError):
        return _os_reason(error)
    if _sqlite_name(error) == _NO_ROOM:
        return _FULL
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    plain = next((plain for part, plain, _ in _KNOWN if part in said), None)
    return plain or " ".join(said.split())


def _sqlite_name(error: BaseException | None) -> str:
    """What SQLite calls an error; empty for one that is not its."""
    return str(getattr(error.orig, "sqlite_errorname", "")) if isinstance(error, DBAPIError) else ""


def _os_reason(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{_FULL}{where}"
    return f"{error.strerror or error}{where}"
