from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from index.pages import article_id
from index.store import database, open_store
from index.store.tables import SCHEMA, metadata
from search.errors import StoreError


def sql(settings, statement):
    """Run one statement past the store."""
    with closing(sqlite3.connect(settings.home / "tratin.db")) as connection, connection:
        return connection.execute(statement).fetchall()


def test_writing_makes_a_store_where_there_is_none(settings):
    """An empty or missing home becomes a store with the newest schema, durable and many-reader modes set."""
    with open_store(settings, write=True) as store:
        assert set(store.counts().values()) == {0}
        with store._engine.connect() as connection:
            values = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            }
        assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    assert sql(settings, "SELECT version_num FROM alembic_version") == [(SCHEMA,)]


def test_an_empty_file_becomes_a_store(settings):
    """A process that died before its first table leaves an empty file, which is no obstacle."""
    settings.home.mkdir()
    (settings.home / "tratin.db").touch()
    with open_store(settings, write=True) as store:
        assert store.counts()["articles"] == 0


def test_reading_makes_nothing(settings):
    """A reader of a missing store says how to make one and leaves no trace."""
    with pytest.raises(StoreError, match="`tratin init` makes one"), open_store(settings, write=False):
        pass
    assert not settings.home.exists()
    settings.home.mkdir()
    (settings.home / "tratin.db").touch()
    with pytest.raises(StoreError, match="`tratin init` makes one"), open_store(settings, write=False):
        pass


def test_a_writer_may_be_told_to_make_nothing(settings):
    """Where a store is expected, a missing or empty database is an error, and the home stays as it was."""
    with (
        pytest.raises(StoreError, match="`tratin init` makes one"),
        open_store(settings, write=True, create=False),
    ):
        pass
    assert not settings.home.exists()
    settings.home.mkdir()
    (settings.home / "tratin.db").touch()
    with (
        pytest.raises(StoreError, match="`tratin init` makes one"),
        open_store(settings, write=True, create=False),
    ):
        pass
    with open_store(settings, write=True):
        pass
    with open_store(settings, write=True, create=False) as store:
        assert store.counts()["articles"] == 0


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_schema_is_refused(settings, write):
    """An old program does not touch what it does not understand."""
    with open_store(settings, write=True):
        pass
    sql(settings, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match=r"newer Tra Tin.*9999"), open_store(settings, write=write):
        pass


def test_a_reader_of_an_older_schema_says_what_to_run(settings, monkeypatch):
    """Only writers upgrade."""
    with open_store(settings, write=True):
        pass
    monkeypatch.setattr(database, "SCHEMA", "0006")
    with (
        pytest.raises(StoreError, match=r"older schema 0005.*`tratin init`"),
        open_store(settings, write=False),
    ):
        pass


@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_no_database_is_said_plainly(settings, write):
    """Not a traceback of a library."""
    settings.home.mkdir()
    (settings.home / "tratin.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="not a database"), open_store(settings, write=write):
        pass


def test_a_home_that_is_a_file_is_said_plainly(settings):
    """Not a traceback either."""
    settings.home.write_text("x")
    with pytest.raises(StoreError, match="Cannot write to the store"), open_store(settings, write=True):
        pass


def test_migrations_lead_to_the_tables_of_the_program(settings):
    """The last migration has the number that the program asks for, and nothing is missing or left over."""
    config = Config()
    config.set_main_option("script_location", str(database.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA
    with open_store(settings, write=True) as store, store._engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def make_older(settings, schema):
    """Put the database of a store back to an earlier schema, as that program would have left it."""
    newer = settings.home / "newer.db"
    (settings.home / "tratin.db").rename(newer)
    engine = create_engine(settings.store_url)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(database.MIGRATIONS))
        command.upgrade(config, schema)
    engine.dispose()
    with closing(sqlite3.connect(settings.home / "tratin.db")) as connection:
        connection.execute("ATTACH DATABASE ? AS newer", [str(newer)])
        for table in ("articles", "captures", "documents"):
            names = [row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")]
            columns = ", ".join(names)
            connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM newer.{table}")
        connection.commit()


@pytest.mark.parametrize("schema", ["0001", "0002", "0003", "0004"])
def test_an_older_store_is_brought_up_to_date(settings, make_page, prepare, stamp, schema):
    """A store of an earlier schema keeps every page and document, and takes what newer ones hold."""
    with open_store(settings, write=True) as store:
        store.add([make_page(name, name.encode()) for name in "abc"], prepare, stamp)
        before = list(store.documents())
    make_older(settings, schema)
    assert sql(settings, "SELECT version_num FROM alembic_version") == [(schema,)]
    with pytest.raises(StoreError, match=f"older schema {schema}"), open_store(settings, write=False):
        pass
    told = replace(make_page("d", b"d", "https://x.example/d"), headers={"etag": "ă"})
    with open_store(settings, write=True, create=False) as store:
        assert list(store.documents()) == before
        assert [store.raw(document.id, 1).decode() for document in before] == [
            document.article.text for document in before
        ]
        assert store.page(before[0].id, 1).headers == {}
        store.add([told], prepare, stamp)
        assert store.page(article_id("d"), 1) == told
        assert store.stale(stamp) == 0
        assert store.hosts.all() == ()
        assert list(store.staging.waiting()) == []
        assert len(store.signatures.lacking("signer")) == 4


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(settings, monkeypatch):
    """Tables are made in one transaction."""
    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError), open_store(settings, write=True):
            pass
    assert sql(settings, "SELECT name FROM sqlite_master") == []
    with open_store(settings, write=True) as store:
        assert store.counts()["articles"] == 0


def test_the_tables_are_portable():
    """PostgreSQL takes every table as it is."""
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
