"""Removes the bytes of an article that was withdrawn: its records, its rows, and what is left of both.

The order in which it becomes durable, so that a crash leaves the old state or the new one:

1. a task names the raw files that will be made: until 3 they are waste;
2. the raw files are written anew without the records, under new numbers, and synced;
3. one transaction lets all rows point into them, removes those of the article, and turns the task round: from
   now on the old files are waste, and the index is to be made from nothing;
4. what is waste is removed, and the database is written anew, since deleted rows leave their bytes in it.

Whoever writes next finishes what the task says.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, delete, func, select, update

from index.store import rewriting, warc
from index.store.connected import Connected
from index.store.database import scrub
from index.store.failures import as_store_error
from index.store.tables import (
    articles,
    captures,
    cleanings,
    documents,
    remade,
    signatures,
    withdrawn,
)
from index.store.tasks import forget, recalled, remember
from index.store.withdrawing import among, visit_no_more
from search import files
from search.errors import InputError, StoreError
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from index.store.rewriting import Moved

_log = logging.getLogger(__name__)

_TASK = "erasing"
_INDEX = "erasing-index"


class _Waste(msgspec.Struct):
    """Raw files that are to be removed, and whether the database is to be written anew."""

    files: list[str]
    scrub: bool = False


class Erasing(Connected):
    """Erases articles; get it from `Store.erasing`. The raw files must be settled."""

    def __init__(self, engine: Engine, raw_dir: Path, *, write: bool) -> None:
        super().__init__(engine, write=write)
        self._raw_dir = raw_dir

    def erase(self, article_id: str) -> tuple[Path, ...]:
        """Remove all bytes of a withdrawn article from raw files and database; the index is another matter.

        Answers raw files that were set aside once and cannot be read to their end: nobody knows whether the
        article is in them. Erasing again is fine.

        Raises:
            InputError: it is not withdrawn.
            StoreError: the disk refuses, or a raw file is damaged; then all is as it was.
        """
        self._check_writer()
        with self._reading() as connection:
            if not among(connection, [article_id]):
                raise InputError(f"{article_id} is not withdrawn", vietnamese="Bài này không bị gỡ.")
            known = _records_beside(connection, article_id)
            taken = {row[0] for row in connection.execute(select(captures.c.warc_file).distinct())}
        with as_store_error(f"Cannot write to {self._raw_dir}"):
            doubtful = rewriting.clear_aside(self._raw_dir / warc.ASIDE, article_id)
            names = _fresh_names(self._raw_dir, taken, sorted(known))
            with self._writing() as connection:
                _note(connection, _Waste(list(names.values())))
            moved = {old: self._rewritten(old, new, article_id, known[old]) for old, new in names.items()}
            files.sync_folder(self._raw_dir)
        with self._writing() as connection:
            for old, records in moved.items():
                _point(connection, old, names[old], records)
            _forget(connection, article_id)
            _note(connection, _Waste(list(names), scrub=True))
            remember(connection, _INDEX)
        if not self.finish():
            raise StoreError(
                "the article is gone, but another program that reads the store keeps old parts of the "
                "database on the disk: run the command again when it has ended",
                vietnamese="Đã xóa bài, nhưng còn chương trình đang đọc kho; hãy chạy lại lệnh này sau.",
            )
        return doubtful

    def _rewritten(
        self, old: str, new: str, article_id: str, known: Mapping[int, tuple[int, str]]
    ) -> Sequence[Moved]:
        return rewriting.without(self._raw_dir / old, self._raw_dir / new, article_id, known)

    def finish(self) -> bool:
        """Remove what an erasure left; false where readers keep it from being whole. A writer calls it first.

        Raises:
            StoreError: the disk refuses.
        """
        with self._reading() as connection:
            told = recalled(connection, _TASK)
            if told is None:
                return True
            waste = msgspec.json.decode(told, type=_Waste)
            query = select(captures.c.warc_file).where(captures.c.warc_file.in_(waste.files)).distinct()
            used = {row[0] for row in connection.execute(query)}
        with as_store_error(f"Cannot write to {self._raw_dir}"):
            for name in set(waste.files) - used:
                files.remove(self._raw_dir / name)
            files.sync_folder(self._raw_dir)
        if waste.scrub:
            with as_store_error("Cannot write the database anew"):
                if not scrub(self._engine):
                    _log.warning("another program reads the store: old parts of its database stay for now")
                    return False
        with self._writing() as connection:
            forget(connection, _TASK)
        return True

    def is_in_index(self) -> bool:
        """Whether the index may still hold an article that was erased: it must be built from nothing."""
        with self._reading() as connection:
            return recalled(connection, _INDEX) is not None

    def left_index(self) -> None:
        """Note that the index was built from nothing, and no older one is there."""
        with self._writing() as connection:
            forget(connection, _INDEX)


def _records_beside(connection: Connection, article_id: str) -> dict[str, dict[int, tuple[int, str]]]:
    """The records of each raw file that holds the article: length and article by offset."""
    own = select(captures.c.warc_file).where(captures.c.article_id == article_id)
    columns = captures.c.warc_file, captures.c.warc_offset, captures.c.warc_length, captures.c.article_id
    found: dict[str, dict[int, tuple[int, str]]] = {}
    for file, offset, length, owner in connection.execute(select(*columns).where(columns[0].in_(own))):
        found.setdefault(file, {})[offset] = length, owner
    return found


def _fresh_names(folder: Path, taken: set[str], old: Sequence[str]) -> dict[str, str]:
    """A new name for each file; its number is that of no file that is there, or that the database knows."""
    names = {*taken, *(path.name for path in folder.glob(warc.PATTERN))}
    last = max(map(warc.number_of, names), default=0)
    return {name: warc.file_name(last + place) for place, name in enumerate(old, start=1)}


def _point(connection: Connection, old: str, new: str, moved: Sequence[Moved]) -> None:
    """Let the rows of a file point into the new one; what is no record of a row is passed over."""
    statement = (
        update(captures)
        .where(captures.c.warc_file == old, captures.c.warc_offset == bindparam("b_before"))
        .values(warc_file=new, warc_offset=bindparam("b_after"))
    )
    if moved:
        connection.execute(statement, [{"b_before": one.before, "b_after": one.after} for one in moved])


def _forget(connection: Connection, article_id: str) -> None:
    visit_no_more(connection, article_id)
    for table in (cleanings, documents, signatures, remade, captures):
        connection.execute(delete(table).where(table.c.article_id == article_id))
    connection.execute(delete(articles).where(articles.c.id == article_id))
    when = func.coalesce(withdrawn.c.erased, bindparam("b_now", type_=withdrawn.c.erased.type))
    changed = update(withdrawn).where(withdrawn.c.article_id == article_id).values(title="", erased=when)
    connection.execute(changed, {"b_now": datetime.now(VIETNAM)})


def _note(connection: Connection, waste: _Waste) -> None:
    remember(connection, _TASK, msgspec.json.encode(waste).decode())
