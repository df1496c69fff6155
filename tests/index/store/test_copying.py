"""A copy of the database is of one moment, whoever writes meanwhile."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

from index.store import open_store


def test_a_copy_beside_a_writer_is_whole(settings, make_page, prepare, stamp, tmp_path):
    """Every copy passes SQLite's checks, is one file, and holds all that was reported before it began."""
    stop, reported = threading.Event(), [0]

    def write():
        with open_store(settings, write=True) as store:
            while not stop.is_set():
                pages = [make_page(f"{reported[0]} {at}", b"x" * 2000) for at in range(20)]
                store.add(pages, prepare, stamp)
                reported[0] += 20

    with open_store(settings, write=True):
        pass
    writer = threading.Thread(target=write)
    writer.start()
    try:
        with open_store(settings, write=False) as store:
            for number in range(15):
                least = reported[0]
                store.copy_database(tmp_path / f"{number}.db")
                with closing(sqlite3.connect(tmp_path / f"{number}.db")) as copy:
                    assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                    assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
                    assert copy.execute("SELECT count(*) FROM captures").fetchone()[0] >= least
    finally:
        stop.set()
        writer.join()
    assert {path.suffix for path in tmp_path.glob("*.db*")} == {".db"}


def test_raw_files_are_told_with_their_end(settings, make_page, prepare, stamp, monkeypatch):
    """All but the last are finished."""
    from index.store import warc

    monkeypatch.setitem(warc.append.__kwdefaults__, "full", 1)
    with open_store(settings, write=True) as store:
        assert store.raw_files() == ()
        for name in "abc":
            store.add([make_page(name, b"x")], prepare, stamp)
        found = store.raw_files()
        assert [one.is_finished for one in found] == [True, True, False]
        for one in found:
            assert (settings.raw_dir / one.name).stat().st_size == one.end
        assert store.damaged_pages() == ()
        store.check_database()
