"""The connection that the parts of a store share: reading, writing, and their errors in plain words."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.store.database import WRITES, where
from index.store.failures import as_store_error
from search.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine


class Connected:
    """Something over a database. Reading is safe from several threads, writing from one."""

    def __init__(self, engine: Engine, *, write: bool) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**WRITES)
        self._write = write

    def _check_writer(self) -> None:
        if not self._write:
            raise StoreError("This store was opened for reading only", vietnamese="Kho này chỉ mở để đọc.")

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with (
            as_store_error(f"Cannot read the database {where(self._engine)}"),
            self._engine.connect() as connection,
        ):
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction: all of it is on the disk when the block ends, or nothing."""
        self._check_writer()
        with (
            as_store_error(f"Cannot write to the database {where(self._engine)}"),
            self._writer.begin() as connection,
        ):
            yield connection
