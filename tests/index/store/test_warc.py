from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import replace
from urllib.parse import unquote

import pytest
from warcio.archiveiterator import ArchiveIterator

from index.pages import article_id
from index.store import open_store, warc
from search.errors import StoreError
from search.model import Witness


def records(folder):
    """All records as (type, headers, payload), read to the end by warcio with digests checked."""
    found = []
    for path in sorted(folder.glob(warc.PATTERN)):
        with path.open("rb") as file:
            found += [
                (record.rec_type, record.rec_headers, record.content_stream().read())
                for record in ArchiveIterator(file, check_digests="raise")
            ]
    return found


def test_other_programs_can_read_the_raw_pages(settings, make_page, prepare, stamp):
    """Each page is a WARC resource record with its address or a name, its time, and SHA-256 digests."""
    pages = [make_page("a/ă", b"x\0\r\n\r\ny", "https://x.example/bài?a=1"), make_page("b", b"")]
    with open_store(settings, write=True) as store:
        store.add(pages, prepare, stamp)
    (info, *_), first, second = records(settings.raw_dir)
    assert info == "warcinfo"
    kind, headers, payload = first
    assert (kind, payload) == ("resource", pages[0].payload)
    assert headers.get_header("WARC-Target-URI") == "https://x.example/b%C3%A0i?a=1"
    assert headers.get_header("WARC-Date") == "2026-03-05T02:30:15.250000Z"
    digest = f"sha256:{hashlib.sha256(payload).hexdigest()}"
    assert headers.get_header("WARC-Payload-Digest") == digest
    assert headers.get_header("Content-Type") == "text/plain"
    assert unquote(headers.get_header("Tratin-Identity")) == "a/ă"
    assert second[1].get_header("WARC-Target-URI") == f"urn:tratin:{article_id('b')}"
    assert second[2] == b""


def test_a_record_tells_what_came_with_its_page(settings, make_page, prepare, stamp):
    """The server's headers and outside witnesses lie in the record too; absent ones do not."""
    page = replace(
        make_page("a", b"x"), headers={"etag": "ă\r\n"}, witnesses=(Witness("title", "T", "feed"),)
    )
    with open_store(settings, write=True) as store:
        store.add([page, make_page("b", b"")], prepare, stamp)
    _, (_, headers, payload), (_, none, _) = records(settings.raw_dir)
    assert payload == b"x"
    assert json.loads(unquote(headers.get_header("Tratin-Headers"))) == {"etag": "ă\r\n"}
    assert json.loads(unquote(headers.get_header("Tratin-Witnesses"))) == [["title", "T", "feed"]]
    assert none.get_header("Tratin-Headers") is None


def test_a_line_end_in_an_address_forges_no_header(settings, make_page, prepare, stamp):
    """Addresses come from outside."""
    with open_store(settings, write=True) as store:
        store.add([make_page("a\r\nWARC-Type: x", b"y", "http://x\r\nWARC-Type: revisit")], prepare, stamp)
    _, (kind, headers, payload) = records(settings.raw_dir)
    assert (kind, payload) == ("resource", b"y")
    assert [name for name, _ in headers.headers].count("WARC-Type") == 1


@pytest.mark.parametrize("where", [0.05, 0.3, 0.5, 0.7, 0.95])
def test_a_damaged_byte_is_never_returned(settings, make_page, prepare, stamp, where):
    """A flipped bit in a record is a StoreError that names file and place."""
    with open_store(settings, write=True) as store:
        (added,) = store.add([make_page("a", bytes(range(256)))], prepare, stamp)
    (path,) = settings.raw_dir.glob(warc.PATTERN)
    with sqlite3.connect(settings.home / "tratin.db") as database:
        offset, length = database.execute("SELECT warc_offset, warc_length FROM captures").fetchone()
    database.close()
    data = bytearray(path.read_bytes())
    data[offset + int(length * where)] ^= 0x10
    path.write_bytes(data)
    with (
        open_store(settings, write=False) as store,
        pytest.raises(StoreError, match=rf"byte {offset} of .* is damaged"),
    ):
        store.raw(added.article_id, 1)


def test_a_record_replaced_by_another_is_noticed(settings, make_page, prepare, stamp):
    """A well-formed record with other bytes is damage too."""
    with open_store(settings, write=True) as store:
        (added,) = store.add([make_page("a", b"x" * 50)], prepare, stamp)
    (path,) = settings.raw_dir.glob(warc.PATTERN)
    path.unlink()
    page = make_page("a", b"y" * 50)
    warc.append(settings.raw_dir, [(page, added.article_id)])
    with open_store(settings, write=False) as store, pytest.raises(StoreError, match="damaged"):
        store.raw(added.article_id, 1)


def test_a_missing_file_is_named(settings, make_page, prepare, stamp):
    """A reader says which file is missing; a writer refuses to go on without it."""
    with open_store(settings, write=True) as store:
        (added,) = store.add([make_page("a", b"x")], prepare, stamp)
    next(settings.raw_dir.glob(warc.PATTERN)).unlink()
    with open_store(settings, write=False) as store, pytest.raises(StoreError, match=r"Cannot read .*00001"):
        store.raw(added.article_id, 1)
    with pytest.raises(StoreError, match="Raw pages are missing"), open_store(settings, write=True):
        pass


def test_an_unfinished_tail_is_cut_before_writing(settings, make_page, prepare, stamp):
    """Half a record behind the last known one goes; the known ones stay, and the file reads to its end."""
    with open_store(settings, write=True) as store:
        store.add([make_page("a", b"x")], prepare, stamp)
    (path,) = settings.raw_dir.glob(warc.PATTERN)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2 + 7])
    with open_store(settings, write=True) as store:
        assert path.read_bytes() == whole
        store.add([make_page("b", b"y")], prepare, stamp)
        assert store.raw(article_id("a"), 1) == b"x"
    assert [payload for kind, _, payload in records(settings.raw_dir) if kind == "resource"] == [b"x", b"y"]


def test_a_tail_too_long_for_a_crash_is_kept_aside(settings, make_page, prepare, stamp, monkeypatch):
    """It may be what a newer database knew, so nothing of it is lost."""
    monkeypatch.setattr(warc, "MOST_TAIL", 10)
    with open_store(settings, write=True) as store:
        store.add([make_page("a", b"x")], prepare, stamp)
    (path,) = settings.raw_dir.glob(warc.PATTERN)
    whole = path.read_bytes()
    path.write_bytes(whole + b"something longer")
    with open_store(settings, write=True):
        (aside,) = (settings.raw_dir / warc.ASIDE).iterdir()
        assert aside.read_bytes() == b"something longer"
        assert path.read_bytes() == whole


def test_raw_files_unknown_to_the_database_are_moved_not_deleted(settings, make_page, prepare, stamp, caplog):
    """Somebody who removes the database is told so and still has every raw page."""
    with open_store(settings, write=True) as store:
        store.add([make_page("a", b"x")], prepare, stamp)
    (path,) = settings.raw_dir.glob(warc.PATTERN)
    whole = path.read_bytes()
    for file in settings.home.glob("tratin.db*"):
        file.unlink()
    with (
        pytest.raises(StoreError, match=r"database of the store .* is lost"),
        open_store(settings, write=True, create=False),
    ):
        pass
    assert path.read_bytes() == whole
    assert not caplog.records
    with open_store(settings, write=True) as store:
        store.add([make_page("b", b"y")], prepare, stamp)
        assert store.raw(article_id("b"), 1) == b"y"
    (warning,) = caplog.records
    assert str(settings.raw_dir / warc.ASIDE) in warning.getMessage()
    (aside,) = (settings.raw_dir / warc.ASIDE).iterdir()
    assert aside.read_bytes() == whole


def test_full_files_are_followed_by_the_next_number(settings, make_page, prepare, stamp, monkeypatch):
    """No file grows without end, and pages of all files are found."""
    monkeypatch.setitem(warc.append.__kwdefaults__, "full", 1)
    with open_store(settings, write=True) as store:
        for name in "abc":
            store.add([make_page(name, name.encode())], prepare, stamp)
        assert [store.raw(article_id(name), 1) for name in "abc"] == [b"a", b"b", b"c"]
    names = [path.name for path in sorted(settings.raw_dir.iterdir())]
    assert names == [f"tratin-0000{number}.warc.gz" for number in (1, 2, 3)]
    assert len(records(settings.raw_dir)) == 6
