"""Erasing: no byte of the article stays, all others can be read, whenever the power goes."""

from __future__ import annotations

import gzip
import random
import shutil
import sqlite3
from contextlib import closing, suppress

import pytest
from remains import remains
from warcio.archiveiterator import ArchiveIterator

from index.pages import article_id
from index.store import erasing, open_store, rewriting, warc
from search import files
from search.errors import InputError, StoreError
from search.settings import load_settings

FIRST = {"request": b"GET / HTTP/1.1\r\n\r\n", "response": b"HTTP/1.1 200 OK\r\n\r\n", "metadata": b""}
SECRET = "câu này phải biến mất"


@pytest.fixture
def filled(settings, make_page, prepare, stamp, monkeypatch):
    """A store with forty pages in several raw files; the article `x` has a version in two of them."""
    monkeypatch.setitem(warc.append.__kwdefaults__, "full", 4000)
    with open_store(settings, write=True) as store:
        for number in range(40):
            page = make_page(str(number), random.Random(number).randbytes(300))
            mine = [make_page("x", f"{SECRET} {number}".encode())] if number in (3, 31) else []
            store.add([page, *mine], prepare, stamp)
    return settings


def is_whole(settings, count=40):
    """Every other page is there byte for byte, and any WARC program reads every file."""
    with open_store(settings, write=False) as store:
        for number in range(count):
            assert store.raw(article_id(str(number)), 1) == random.Random(number).randbytes(300)
    for name in rows_of(settings):
        with (settings.raw_dir / name).open("rb") as file:
            assert [record.rec_type for record in ArchiveIterator(file, check_digests="raise")]
    with closing(sqlite3.connect(settings.home / "tratin.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def erase(settings):
    """Withdraw and erase `x`."""
    with open_store(settings, write=True) as store:
        store.withdrawals.put(article_id("x"), SECRET, "theo yêu cầu")
        return store.erasing.erase(article_id("x"))


def test_no_byte_stays_and_all_others_do(filled, make_page, prepare, stamp):
    """Neither raw files nor database hold its words; the tombstone keeps it out; pages can be added."""
    assert len(list(filled.raw_dir.glob(warc.PATTERN))) > 2
    assert {how for _, how in remains(filled.home, [SECRET])} >= {"raw", "gzip"}
    assert erase(filled) == ()
    assert remains(filled.home, [SECRET]) == set()
    is_whole(filled)
    with open_store(filled, write=True) as store:
        told = store.withdrawals.of(article_id("x"))
        assert (told.title, told.reason) == ("", "theo yêu cầu")
        assert told.erased >= told.withdrawn
        assert store.withdrawals.held(article_id("x")) is None
        with pytest.raises(InputError):
            store.withdrawals.undo(article_id("x"))
        pages = [make_page("x", b"lai"), make_page("40", random.Random(40).randbytes(300))]
        assert [one.version for one in store.add(pages, prepare, stamp)] == [0, 1]
    is_whole(filled, 41)


def test_only_what_is_withdrawn_can_be_erased(filled):
    """Without a tombstone a recrawl would bring it back."""
    with open_store(filled, write=True) as store, pytest.raises(InputError):
        store.erasing.erase(article_id("x"))
    is_whole(filled)


def test_erasing_twice_is_fine(filled):
    """The second time finds nothing to do, and keeps the first day."""
    erase(filled)
    with open_store(filled, write=True) as store:
        first = store.withdrawals.of(article_id("x"))
        store.erasing.erase(article_id("x"))
        assert store.withdrawals.of(article_id("x")) == first
    is_whole(filled)


def test_the_last_page_of_a_store(settings, make_page, prepare, stamp):
    """No raw file is left, and the next page begins one."""
    with open_store(settings, write=True) as store:
        store.add([make_page("x", SECRET.encode())], prepare, stamp)
    erase(settings)
    assert list(settings.raw_dir.glob(warc.PATTERN)) == []
    with open_store(settings, write=True) as store:
        store.add([make_page("0", random.Random(0).randbytes(300))], prepare, stamp)
    is_whole(settings, 1)


class Cut(BaseException):
    """The power goes."""


def cutting(monkeypatch, moment):
    """Let the power go before one of the steps of an erasure; True once it did."""
    steps, cut = iter(range(1000)), []

    def before(module, name):
        real = getattr(module, name)

        def step(*args, **more):
            if not cut and next(steps) == moment:
                cut.append(name)
                raise Cut
            return real(*args, **more)

        monkeypatch.setattr(module, name, step)

    for name in ("remove", "sync_folder"):
        before(files, name)
    before(files.NewFile, "write_at")
    before(files.NewFile, "sync")
    for name in ("scrub", "remember", "_point", "_forget"):
        before(erasing, name)
    return cut


def test_power_may_go_at_every_step(filled, tmp_path, monkeypatch):
    """After any step the next writer finds the old state or the new one, and finishes what was begun."""
    with open_store(filled, write=True) as store:
        store.withdrawals.put(article_id("x"), SECRET, "vì")
    cuts = []
    for moment in range(1000):
        settings = load_settings(tmp_path / f"trial {moment}", {})
        shutil.copytree(filled.home, settings.home)
        with monkeypatch.context() as patched:
            cut = cutting(patched, moment)
            with suppress(Cut), open_store(settings, write=True) as store:
                store.erasing.erase(article_id("x"))
        if not cut:
            break
        cuts += cut
        is_whole(settings)
        with open_store(settings, write=True) as store:
            assert {path.name for path in settings.raw_dir.glob(warc.PATTERN)} == rows_of(settings)
            is_gone = store.withdrawals.held(article_id("x")) is None
        assert is_gone == (remains(settings.home, [SECRET]) == set())
        erase(settings)
        assert remains(settings.home, [SECRET]) == set()
        is_whole(settings)
    assert {"remove", "sync_folder", "write_at", "sync", "scrub", "remember", "_point", "_forget"} == set(
        cuts
    )


def rows_of(settings):
    """The raw files that the database knows."""
    with closing(sqlite3.connect(settings.home / "tratin.db")) as database:
        return {row[0] for row in database.execute("SELECT DISTINCT warc_file FROM captures")}


def record_of(kind, name):
    """A record of another program about a page; the one of its answer is named by the others."""
    body = FIRST[kind] + name.encode()
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{name}-{kind}>",
        "WARC-Date: 2026-03-05T02:30:15Z",
        "WARC-Target-URI: https://x.example/",
        *([] if kind == "response" else [f"WARC-Concurrent-To: <urn:uuid:{name}-response>"]),
        f"Content-Length: {len(body)}",
    ]
    return gzip.compress("\r\n".join([*lines, "", ""]).encode() + body + b"\r\n\r\n")


def test_requests_and_metadata_go_with_their_page(tmp_path):
    """Records of other programs that name a record which goes, or are named by it, go too; others stay."""
    path, target = tmp_path / "tratin-00001.warc.gz", tmp_path / "tratin-00002.warc.gz"
    places = {}
    with path.open("wb") as out:
        warc.write_head(out, path.name)
        for name in ("mot", "hai"):
            for kind in ("request", "response", "metadata"):
                begin = out.tell()
                out.write(record_of(kind, name))
                if kind == "response":
                    places[begin] = out.tell() - begin, name
    moved = rewriting.without(path, target, "mot", places)
    with target.open("rb") as file:
        kinds = [one.rec_type for one in ArchiveIterator(file)]
    assert kinds == ["warcinfo", "request", "response", "metadata"]
    assert {how for _, how in remains(tmp_path, ["mot"])} == {"gzip"}
    path.unlink()
    assert remains(tmp_path, ["mot"]) == set()
    assert remains(tmp_path, ["hai"])
    assert len(moved) == 3


def test_a_damaged_file_is_left_alone(filled):
    """Where records that no row knows cannot be read, nothing changes, and the file is named."""
    (first, *_) = sorted(filled.raw_dir.glob(warc.PATTERN))
    whole = first.read_bytes()
    first.write_bytes(b"\x1f\x8b\x08" + bytes(20) + whole[23:])
    with pytest.raises(StoreError, match="damaged at byte 0"):
        erase(filled)
    first.write_bytes(whole)
    is_whole(filled)


def test_raw_files_that_were_set_aside_are_searched_too(filled):
    """Its records there go; a file that cannot be read to its end is told."""
    (first, *_) = sorted(filled.raw_dir.glob(warc.PATTERN))
    aside = filled.raw_dir / warc.ASIDE
    aside.mkdir()
    (aside / "tratin-00009-now.warc.gz").write_bytes(first.read_bytes())
    (aside / "tratin-00009-torn.warc.gz").write_bytes(first.read_bytes()[:-9])
    doubtful = erase(filled)
    assert [path.name for path in doubtful] == ["tratin-00009-torn.warc.gz"]
    assert remains(filled.home, [SECRET]) == set()
    is_whole(filled)
