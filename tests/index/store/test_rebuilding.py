"""Our own raw files, added to an empty store, give the same articles."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from warcio.archiveiterator import ArchiveIterator

from index.imports import FileSkip, read_files
from index.pages import Exchange, article_id
from index.store import open_store, warc
from search.errors import StoreError
from search.model import Witness
from search.settings import load_settings

LIMIT = 1 << 20
ROWS = (
    "SELECT article_id, version, captures.name, media_type, url, fetched, size, sha256, headers, witnesses,"
    " identity, source FROM captures JOIN articles ON articles.id = article_id ORDER BY 1, 2"
)
EXCHANGE = Exchange(
    "HTTP/1.1 200 OK",
    (
        ("Content-Type", "text/html"),
        ("Content-Encoding", "br"),
        ("Content-Length", "9"),
        ("X", "a"),
        ("X", "b"),
    ),
    (("Host", "mau.example"), ("User-Agent", "x")),
    "2001:db8::1",
    ("http://mau.example/ă%20b",),
    "any",
    1.25,
)
HEADERS = {"content-type": "text/html", "content-encoding": "br", "content-length": "9", "x": "a, b"}


@pytest.fixture
def pages(make_page):
    """One page of every sort: files, a record, fetched ones, several versions, odd names."""
    url = "https://mau.example/bài%20một?a=1#b"
    fetched = replace(
        make_page("url:https://mau.example/bài%20một", b"<html>\r\n\r\nm\xe1\xbb\x99t", url),
        media_type="text/html",
        headers=HEADERS,
        witnesses=(Witness("title", "Một\r\n100%25", "feed"),),
        exchange=EXCHANGE,
    )
    return [
        make_page("file:báo thử:a/100%25 ă.txt", b"x\0\r\n\r\ny"),
        make_page("file:báo thử:a/100%25 ă.txt", b"hai"),
        replace(
            make_page("url:https://x.example", b'{"text": "x"}', "https://x.example"),
            media_type="application/json",
        ),
        fetched,
        replace(fetched, payload=b"sau", fetched=fetched.fetched - timedelta(days=3)),
        replace(fetched, identity="url:b", headers={"etag": "ă"}, url="https://mau.example/b", payload=b""),
        replace(fetched, identity="url:c", source="", url=None),
    ]


def rows(settings):
    """What the database knows of all pages, beside their places."""
    with closing(sqlite3.connect(settings.home / "tratin.db")) as database:
        return database.execute(ROWS).fetchall()


def add(settings, given, prepare, stamp):
    """Add pages to a store one by one, as versions of one batch would be."""
    with open_store(settings, write=True) as store:
        for page in given:
            store.add([page], prepare, stamp)


def raw_pages(settings, source="khác"):
    """All that is read from the raw files of a store."""
    return list(read_files(sorted(settings.raw_dir.glob(warc.PATTERN)), source, LIMIT))


def test_the_raw_files_of_a_store_make_the_same_store(settings, tmp_path, pages, prepare, stamp, monkeypatch):
    """Ids, versions, bytes, names, addresses, times, headers and witnesses are the same."""
    monkeypatch.setitem(warc.append.__kwdefaults__, "full", 2000)
    add(settings, pages, prepare, stamp)
    other = load_settings(tmp_path / "khác", {})
    found = raw_pages(settings)
    assert not [one for one in found if isinstance(one, FileSkip)]
    add(other, found, prepare, stamp)
    assert rows(other) == rows(settings)
    assert len(rows(other)) == len(pages)
    with open_store(settings, write=False) as first, open_store(other, write=False) as second:
        for page_id, version, *_ in rows(settings):
            assert second.page(page_id, version) == first.page(page_id, version)


def test_how_pages_were_fetched_is_copied_too(settings, tmp_path, pages, prepare, stamp):
    """The records of the second store hold the same blocks as those of the first."""
    add(settings, pages, prepare, stamp)
    other = load_settings(tmp_path / "khác", {})
    add(other, raw_pages(settings), prepare, stamp)
    blocks = []
    for one in (settings, other):
        (path,) = one.raw_dir.glob(warc.PATTERN)
        with path.open("rb") as file:
            blocks.append(
                [
                    (record.rec_type, record.rec_headers.get_header("WARC-Block-Digest"))
                    for record in ArchiveIterator(file)
                    if record.rec_type != "warcinfo"
                ]
            )
    assert blocks[0] == blocks[1]
    assert len([kind for kind, _ in blocks[0] if kind == "request"]) == 3


def test_a_page_read_from_our_own_file_is_the_page_that_was_added(settings, pages, prepare, stamp):
    """With its exchange; only a page without an address loses it, for it was no answer of a server."""
    add(settings, pages, prepare, stamp)
    assert raw_pages(settings) == [*pages[:-1], replace(pages[-1], exchange=None)]


def test_adding_a_store_to_itself_comes_to_an_end(settings, make_page, prepare, stamp):
    """The file grows while it is read, for the versions of a file run through their history again."""
    add(settings, [make_page("a", b"m"), make_page("a", b"h")], prepare, stamp)
    (path,) = settings.raw_dir.glob(warc.PATTERN)
    with open_store(settings, write=True) as store:
        for page in read_files([path], "x", LIMIT):
            store.add([page], prepare, stamp)
        assert len(store.captures(article_id("a"))) == 4


def test_an_identity_that_does_not_fit_its_id_is_not_believed(settings, tmp_path, make_page, prepare, stamp):
    """Whoever writes another identity into a record does not change that article."""
    add(
        settings,
        [replace(make_page("url:a", b"<html>", "https://mau.example/a"), media_type="text/html")],
        prepare,
        stamp,
    )
    (path,) = settings.raw_dir.glob(warc.PATTERN)
    forged = tmp_path / "giả.warc"
    forged.write_bytes(gzip.decompress(path.read_bytes()).replace(b"Identity: url:a", b"Identity: url:b"))
    (page,) = read_files([forged], "khác", LIMIT)
    assert (page.identity, page.source) == ("url:https://mau.example/a", "khác")


def test_a_lost_database_is_made_anew(settings, pages, prepare, stamp):
    """The raw files are put aside by an empty store, and added from there."""
    add(settings, pages, prepare, stamp)
    before = rows(settings)
    for file in settings.home.glob("tratin.db*"):
        file.unlink()
    with pytest.raises(StoreError), open_store(settings, write=False):
        pass
    with open_store(settings, write=True):
        pass
    kept = sorted((settings.raw_dir / warc.ASIDE).iterdir())
    add(settings, list(read_files(kept, "khác", LIMIT)), prepare, stamp)
    assert rows(settings) == before
