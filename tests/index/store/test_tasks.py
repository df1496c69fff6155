"""What has to be known after a restart: a value a name, durable with what else its transaction writes."""

from __future__ import annotations

from contextlib import suppress

import pytest

from index.store import open_store
from index.store.connected import Connected
from index.store.tasks import forget, recalled, remember


@pytest.fixture
def database(settings):
    """The database of an empty store."""
    with open_store(settings, write=True) as store:
        yield Connected(store._engine, write=True)


def told(database, *names):
    """What is noted under names."""
    with database._reading() as connection:
        return [recalled(connection, name) for name in names]


def test_a_name_has_the_value_that_was_noted_last(database):
    """Others keep theirs; an empty value is one, and none is none."""
    with database._writing() as connection:
        remember(connection, "một", "cũ")
        remember(connection, "hai")
    with database._writing() as connection:
        remember(connection, "một", "mới")
    assert told(database, "một", "hai", "ba") == ["mới", "", None]


def test_what_is_forgotten_is_no_more(database):
    """Of a name alone, and also where nothing was noted."""
    with database._writing() as connection:
        remember(connection, "một", "1")
        remember(connection, "hai", "2")
    with database._writing() as connection:
        forget(connection, "một")
        forget(connection, "ba")
    assert told(database, "một", "hai") == [None, "2"]


def test_what_is_not_committed_is_not_noted(database):
    """A note belongs to the transaction in which it is written."""
    with suppress(RuntimeError), database._writing() as connection:
        remember(connection, "một", "1")
        raise RuntimeError
    assert told(database, "một") == [None]


def test_it_is_there_after_the_store_was_closed(settings):
    """As after a restart."""
    with open_store(settings, write=True) as store:
        store.staging.begin("các bài")
        store.signatures.begin()
    with open_store(settings, write=True) as store:
        assert (store.staging.begun(), store.signatures.begun()) == ("các bài", True)
        store.staging.end()
        assert (store.staging.begun(), store.signatures.begun()) == (None, True)
