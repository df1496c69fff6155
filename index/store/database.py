"""Opens the database and brings its schema up to date. The only module that knows there is an SQLite."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, inspect, make_url, text

from index.store.failures import as_store_error
from index.store.tables import SCHEMA
from search.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BUSY_MS = 30_000
"""How long to wait for a lock inside SQLite. Readers and the writer only meet while the log is reset."""

WRITES = {"tratin_writes": True}
"""The execution options of a transaction that will write."""

MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(url: str, *, write: bool, create: bool = False) -> Engine:
    """Connect, check the schema, and (for writing) upgrade it; make the database only with `create`.

    Raises:
        StoreError: there is no database, it is damaged, or its schema is not the one of this program.
    """
    engine = _engine(url, write=write)
    try:
        with as_store_error(f"Cannot open the database {where(engine)}"):
            _settle_schema(engine, write=write, create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def where(engine: Engine) -> str:
    """The database in words, without a password."""
    return engine.url.database or engine.url.render_as_string()


def _engine(url: str, *, write: bool) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", partial(_set_up_sqlite, write))
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(write: bool, connection: Any, _record: object) -> None:
    # The driver commits behind our back before CREATE TABLE; None leaves BEGIN and COMMIT to us.
    connection.isolation_level = None
    modes = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON") if write else ("query_only=ON",)
    for pragma in (f"busy_timeout={BUSY_MS}", *modes):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """What will write waits for its turn now: once it has read, SQLite refuses instead of waiting."""
    writes = connection.get_execution_options().get("tratin_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def is_missing(url: str) -> bool:
    """Whether there is no database file. Ask before connecting: SQLite makes what it does not find."""
    database = make_url(url)
    return database.get_backend_name() == "sqlite" and not Path(database.database or "").is_file()


def no_store(place: object) -> StoreError:
    """The error that says how to make a store."""
    return StoreError(
        f"There is no store at {place} yet: `tratin init` makes one",
        vietnamese="Chưa có kho ở đây; hãy chạy `tratin init`.",
    )


def _settle_schema(engine: Engine, *, write: bool, create: bool) -> None:
    with engine.begin() as connection:
        found = schema_of(connection)
        if found == SCHEMA:
            return
        if found is not None and found > SCHEMA:
            raise StoreError(
                f"The store at {where(engine)} was written by a newer Tra Tin (schema {found}, "
                f"this program knows up to {SCHEMA}): update the program",
                vietnamese="Kho do bản mới hơn của Tra Tin ghi; hãy cập nhật chương trình.",
            )
        if found is None and not create:
            raise no_store(where(engine))
        if not write:
            raise StoreError(
                f"The store at {where(engine)} has the older schema {found}, this program needs {SCHEMA}: "
                "run `tratin init`, which brings it up to date and keeps everything",
                vietnamese="Kho có cấu trúc cũ; hãy chạy `tratin init` để nâng cấp, dữ liệu được giữ nguyên.",
            )
        _upgrade(connection)


def scrub(engine: Engine) -> bool:
    """Write the database anew, so that nothing of what was deleted stays in its files.

    False where a reader keeps an older state of it, which lies in the log then.
    """
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")  # it cannot be done within the transaction that was just begun
        connection.exec_driver_sql("VACUUM")
        busy: int = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
    return not busy


def copy_into(connection: Connection, target: Path) -> None:
    """Copy the database as it is at this moment into a new file, which is on the disk when this returns.

    Whoever writes meanwhile is not held up, and does not let it begin anew.

    Raises:
        StoreError: it is no SQLite database, or cannot be copied.
    """
    if connection.dialect.name != "sqlite":
        raise StoreError(
            "only a database in a file can be copied: use the tools of the database",
            vietnamese="Chỉ chép được cơ sở dữ liệu nằm trong tệp; hãy dùng công cụ riêng của nó.",
        )
    connection.exec_driver_sql("SELECT count(*) FROM alembic_version")  # holds this moment
    source: Any = connection.connection.driver_connection
    with as_store_error(f"Cannot copy the database to {target}"):
        with closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, that nobody who reads adds others to
        with target.open("rb") as file:
            os.fsync(file.fileno())


def adopt(url: str) -> None:
    """Let a copy be a database in which one may write while others read. Raises `StoreError`."""
    place = make_url(url)
    if place.get_backend_name() != "sqlite":
        return
    with (
        as_store_error(f"Cannot open the database {place.database}"),
        closing(sqlite3.connect(place.database or "")) as copy,
    ):
        copy.execute("PRAGMA journal_mode=WAL")


def check(connection: Connection) -> None:
    """Read the database whole. Raises `StoreError` where it is damaged."""
    if connection.dialect.name != "sqlite":
        return
    found = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if found != ["ok"] or lost:
        what = "; ".join(found) if found != ["ok"] else f"{len(lost)} rows belong to nothing"
        raise StoreError(
            f"The database is damaged: {what}. Restore it from a copy",
            vietnamese="Cơ sở dữ liệu bị hỏng; hãy khôi phục từ bản sao.",
        )


def schema_of(connection: Connection) -> str | None:
    """The number of the last migration that ran, or None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a quarter of a second that only an old schema pays
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")
