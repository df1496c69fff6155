"""What a copy of a store is made from, and whether a store is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from index.store import warc
from index.store.tables import captures
from search.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

_AT_ONCE = 1000


class RawFile(NamedTuple):
    """A raw file that the database knows, and where its last known record ends.

    Nothing is written any more to one that `is_finished`; all of its bytes belong to it.
    """

    name: str
    end: int
    is_finished: bool


def raw_files(connection: Connection) -> tuple[RawFile, ...]:
    """The raw files of a database, in order."""
    end = func.max(captures.c.warc_offset + captures.c.warc_length)
    query = select(captures.c.warc_file, end).group_by(captures.c.warc_file).order_by(captures.c.warc_file)
    rows = connection.execute(query).all()
    return tuple(RawFile(row[0], int(row[1]), at < len(rows)) for at, row in enumerate(rows, start=1))


def damaged_pages(connection: Connection, folder: Path) -> Iterator[str]:
    """Read every stored page; yield those that differ from their checksum, as `id version`."""
    names = ("article_id", "version", "warc_file", "warc_offset", "warc_length", "size", "sha256")
    query = select(*[captures.c[name] for name in names]).order_by(
        captures.c.warc_file, captures.c.warc_offset
    )
    for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
        try:
            warc.read(folder, warc.Place(*row[2:5]), row.size, row.sha256)
        except StoreError:
            yield f"{row.article_id} {row.version}"
