"""Pages that were fetched: request, response and metadata in WARC, as every tool expects them."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from urllib.parse import unquote

import pytest
from warcio.archiveiterator import ArchiveIterator

from index.pages import Exchange, article_id
from index.store import open_store, warc
from search.errors import StoreError
from search.model import Witness

URL = "https://mau.example/tin/bài 1?id=7#đầu"
BODY = "<html><body>Kết nạp đảng viên\r\n\r\nở xã</body></html>".encode()
EXCHANGE = Exchange(
    status="HTTP/1.1 200 Tốt".encode().decode("latin-1"),
    response=(
        ("Content-Type", "text/html; charset=utf-8"),
        ("Set-Cookie", "a=1"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
        ("Set-Cookie", "b=2"),
        ("X-Note", "tin t\xe1\xbb\xa9c"),
        ("Content-Length", "31"),
    ),
    request=(("User-Agent", "TraTin (+https://a.example)"), ("Authorization", "Basic bWF0"), ("Cookie", "k")),
    address="192.0.2.7",
    redirects=("http://mau.example/", "https://mau.example/bài"),
    tls="legacy",
    seconds=0.8124,
)
HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "set-cookie": "a=1, b=2",
    "content-encoding": "gzip",
    "transfer-encoding": "chunked",
    "x-note": "tin t\xe1\xbb\xa9c",
    "content-length": "31",
}


@pytest.fixture
def fetched(make_page):
    """Makes a page that was fetched."""

    def make(identity="url:a", payload=BODY, **changes):
        page = make_page(identity, payload, URL)
        made = replace(page, media_type="text/html", headers=HEADERS, exchange=EXCHANGE)
        return replace(made, witnesses=(Witness("title", "Tin", "feed"),), **changes)

    return make


def records(folder):
    """Every record as warcio gives it, its body read: (type, WARC headers, HTTP headers, body)."""
    found = []
    for path in sorted(folder.glob(warc.PATTERN)):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                body = record.content_stream().read()
                found.append((record.rec_type, record.rec_headers, record.http_headers, body))
    return found


def one(folder, kind):
    """The only record of a type."""
    (found,) = [record for record in records(folder) if record[0] == kind]
    return found


@pytest.fixture
def stored(settings, fetched, prepare, stamp):
    """The raw folder of a store that holds one fetched page."""
    with open_store(settings, write=True) as store:
        store.add([fetched()], prepare, stamp)
    return settings.raw_dir


def test_a_fetched_page_is_three_records_of_which_the_response_is_last(stored):
    """They name the response, and share address and time."""
    _, *group = records(stored)
    assert [kind for kind, *_ in group] == ["metadata", "request", "response"]
    response = group[2][1].get_header("WARC-Record-ID")
    for kind, headers, *_ in group:
        assert (
            headers.get_header("WARC-Target-URI")
            == "https://mau.example/tin/b%C3%A0i%201?id=7#%C4%91%E1%BA%A7u"
        )
        assert headers.get_header("WARC-Date") == "2026-03-05T02:30:15.250000Z"
        assert headers.get_header("WARC-Concurrent-To") == (None if kind == "response" else response)


def test_the_response_is_what_the_server_sent_around_a_plain_body(stored):
    """Headers keep their order and words; those of the transfer are renamed, so that tools read the body."""
    _, headers, http, body = one(stored, "response")
    assert (http.protocol, http.statusline) == ("HTTP/1.1", "200 Tốt")
    assert http.headers == [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Set-Cookie", "a=1"),
        ("X-Crawler-Content-Encoding", "gzip"),
        ("X-Crawler-Transfer-Encoding", "chunked"),
        ("Set-Cookie", "b=2"),
        ("X-Note", "tin tức"),
        ("X-Crawler-Content-Length", "31"),
        ("Content-Length", str(len(BODY))),
    ]
    assert body == BODY
    assert headers.get_header("Content-Type") == "application/http; msgtype=response"
    assert headers.get_header("WARC-Payload-Digest") == f"sha256:{hashlib.sha256(BODY).hexdigest()}"
    assert headers.get_header("WARC-IP-Address") == "192.0.2.7"


def test_the_request_holds_no_password(stored):
    """What was asked is kept, but what proves who asked is not."""
    _, headers, http, body = one(stored, "request")
    assert (http.protocol, http.statusline) == ("GET", "/tin/b%C3%A0i%201?id=7 HTTP/1.1")
    assert http.headers == [("Host", "mau.example"), ("User-Agent", "TraTin (+https://a.example)")]
    assert body == b""
    assert headers.get_header("Content-Type") == "application/http; msgtype=request"


def test_the_metadata_tells_what_a_database_knows_and_how_it_was_fetched(stored):
    """All of a row beside the bytes; redirects, time and the rung of TLS as fields."""
    _, headers, _, body = one(stored, "metadata")
    told = {name: unquote(value) for name, value in headers.headers if name.startswith("Tratin-")}
    assert json.loads(told.pop("Tratin-Witnesses")) == [["title", "Tin", "feed"]]
    assert told == {
        "Tratin-Article": article_id("url:a"),
        "Tratin-Identity": "url:a",
        "Tratin-Source": "báo thử",
        "Tratin-Name": "url:a.txt",
        "Tratin-Url": URL,
        "Tratin-Type": "text/html",
    }
    assert body.decode().splitlines() == [
        "fetchTimeMs: 812",
        "redirectedFrom: http://mau.example/",
        "redirectedFrom: https://mau.example/b%C3%A0i",
        "tls: legacy",
    ]


def test_headers_that_the_response_does_not_tell_are_told_beside_it(settings, fetched, prepare, stamp):
    """What the database holds of headers can be had from the records in every case."""
    with open_store(settings, write=True) as store:
        store.add([fetched(headers={"etag": "100%25 ă"})], prepare, stamp)
    headers = one(settings.raw_dir, "metadata")[1]
    assert json.loads(unquote(headers.get_header("Tratin-Headers"))) == {"etag": "100%25 ă"}


def test_the_tool_of_the_format_finds_no_fault(stored):
    """`warcio check` passes."""
    (path,) = stored.glob(warc.PATTERN)
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "digest pass" in done.stdout
    assert "fail" not in done.stdout


def test_it_reads_back_as_it_came(settings, fetched, prepare, stamp):
    """Address, headers, witnesses and bytes are those of the page; how it was fetched stays in the file."""
    page = fetched()
    with open_store(settings, write=True) as store:
        (added,) = store.add([page], prepare, stamp)
        assert store.page(added.article_id, 1) == replace(page, exchange=None)


@pytest.mark.parametrize("payload", [b"", b"\r\n\r\n", b"\n\nx\r\n\r\n", bytes(range(256)) * 300])
def test_any_bytes_are_a_body(settings, fetched, prepare, stamp, payload):
    """Blank lines at its beginning do not move where the body begins."""
    with open_store(settings, write=True) as store:
        (added,) = store.add([fetched(payload=payload)], prepare, stamp)
        assert store.raw(added.article_id, 1) == payload
    assert one(settings.raw_dir, "response")[3] == payload


def test_what_a_server_sends_forges_no_header_and_no_record(settings, fetched, prepare, stamp):
    """Line ends in values, names that are none and a status line that is none leave the records whole."""
    odd = Exchange(
        status="HTTP/1.1 200 OK\r\nX: 1\r\n\r\n",
        response=(("A", "b\r\nC: d\r\n\r\n"), ("bad name", "x"), ("E\r\nF", "x"), ("Đ", "x"), ("G", "ă")),
        request=(("A", "b\r\nB: c"),),
        address="x\r\nWARC-Type: revisit",
        tls="a\r\nb",
    )
    with open_store(settings, write=True) as store:
        (added,) = store.add([fetched(exchange=odd)], prepare, stamp)
        assert store.raw(added.article_id, 1) == BODY
    _, headers, http, body = one(settings.raw_dir, "response")
    assert (http.statusline, body) == ("200 OK X: 1", BODY)
    assert [name for name, _ in http.headers] == ["A", "G", "Content-Length"]
    assert headers.get_header("WARC-Type") == "response"
    assert one(settings.raw_dir, "metadata")[3] == b"tls: a%0D%0Ab\r\n"


def test_a_fetch_of_which_little_is_known_is_a_response_alone(settings, fetched, prepare, stamp):
    """A page of another archive brings no request; none is made up."""
    little = Exchange("no answer at all", ())
    with open_store(settings, write=True) as store:
        store.add([fetched(exchange=little)], prepare, stamp)
    assert [kind for kind, *_ in records(settings.raw_dir)] == ["warcinfo", "metadata", "response"]
    assert one(settings.raw_dir, "response")[2].statusline == "200 OK"
    assert one(settings.raw_dir, "metadata")[3] == b""


def test_a_page_without_an_address_is_a_resource(settings, fetched, prepare, stamp):
    """There is no request without an address."""
    with open_store(settings, write=True) as store:
        store.add([fetched(url=None)], prepare, stamp)
    assert one(settings.raw_dir, "resource")[3] == BODY


def place(settings):
    """Where the database says that the only page lies."""
    with closing(sqlite3.connect(settings.home / "tratin.db")) as database:
        return database.execute("SELECT warc_offset, warc_length FROM captures").fetchone()


def test_the_place_of_a_page_is_its_response(settings, stored):
    """Whoever reads there finds the response, and nothing after it."""
    offset, length = place(settings)
    (path,) = stored.glob(warc.PATTERN)
    data = path.read_bytes()
    assert len(data) == offset + length
    (record,) = ArchiveIterator(io.BytesIO(data[offset:]))
    assert record.rec_type == "response"


@pytest.mark.parametrize("share", [0.01, 0.4, 0.7, 0.99])
def test_a_group_cut_short_goes_as_a_whole(settings, stored, fetched, prepare, stamp, share):
    """Wherever a writer died in the records of a page, the next one begins behind the page before."""
    (path,) = stored.glob(warc.PATTERN)
    before = path.read_bytes()
    warc.append(stored, [(fetched("url:b", b"hai"), article_id("url:b"))])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(before) + int((len(whole) - len(before)) * share)])
    with open_store(settings, write=True) as store:
        assert path.read_bytes() == before
        store.add([fetched("url:b", b"hai")], prepare, stamp)
        assert store.raw(article_id("url:b"), 1) == b"hai"
    assert [kind for kind, *_ in records(stored)] == ["warcinfo", *("metadata", "request", "response") * 2]


@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_a_damaged_byte_of_a_response_is_never_returned(settings, stored, where):
    """A flipped bit is an error that names the place."""
    offset, length = place(settings)
    (path,) = stored.glob(warc.PATTERN)
    data = bytearray(path.read_bytes())
    data[offset + int(length * where)] ^= 0x10
    path.write_bytes(data)
    with open_store(settings, write=False) as store, pytest.raises(StoreError, match=f"byte {offset} of"):
        store.raw(article_id("url:a"), 1)
