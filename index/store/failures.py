"""What SQLAlchemy and the operating system raise, said as a `StoreError` that a person understands."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from search.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

_KNOWN = (
    ("disk is full", "the disk is full"),
    ("readonly database", "the database may not be written to"),
    (
        "unable to open database file",
        "the database cannot be opened: check that the folder may be written to",
    ),
    ("not a database", "the file is not a database, or it is damaged"),
    ("malformed", "the database is damaged: restore a copy"),
    ("database is locked", "the database is busy with another program"),
)


@contextmanager
def as_store_error(doing: str) -> Iterator[None]:
    """Raise whatever the disk or the database raises as a `StoreError` that begins with `doing`."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(f"{doing}: {reason(error)}") from error


def is_full(error: StoreError) -> bool:
    """Whether there was no room: nothing was committed then, not even what a power cut would bring back."""
    cause = error.__cause__
    return isinstance(cause, SQLAlchemyError | OSError) and reason(cause).startswith("the disk is full")


def reason(error: SQLAlchemyError | OSError) -> str:
    """The cause in plain words, one line."""
    if isinstance(error, OSError):
        return _os_reason(error)
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    plain = next((plain for part, plain in _KNOWN if part in said), None)
    return plain or " ".join(said.split())


def _os_reason(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"the disk is full{where}"
    return f"{error.strerror or error}{where}"
