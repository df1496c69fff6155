from __future__ import annotations

import gzip
import os
import random
import zlib

import brotli
import pytest
from loopback import answer

from index.crawl.model import Outcome

LIMIT = 200_000
"""Bytes that the fetchers of these tests take, on the wire and unpacked."""

TEXT = "Nghị quyết số 12-NQ/ĐU. ".encode() * 2000


def drip(server, first, piece, seconds=0.02):
    """A server that never comes to an end."""

    def send(sock):
        sock.sendall(first)
        while server.sleep(seconds):
            sock.sendall(piece)
        return False

    return send


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"<"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", b"<"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n<\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;", b"x"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", b""),
    ],
    ids="status headers value body length chunks trailers size interim silence stall".split(),
)
def test_a_server_that_drips_is_left_after_the_whole_time(server, get, make_fetcher, first, piece):
    """Every byte comes soon after the one before, and still the request ends."""
    server.pages["/a"] = drip(server, first, piece)
    fetched = get(server, "/a", fetcher=make_fetcher(seconds=0.4))
    assert fetched.outcome is Outcome.FAILED
    assert fetched.reason in {"timeout", "bad-answer"}  # http.client takes no more than 100 headers
    assert fetched.payload == b""


def test_the_whole_time_holds_for_redirects_together(server, get, make_fetcher):
    """Each hop may take what the others left."""

    def slowly(location):
        def send(_):
            server.sleep(0.3)
            return answer(b"", "302 Found", Location=location)

        return send

    server.pages = {f"/{number}": slowly(f"/{number + 1}") for number in range(5)}
    fetched = get(server, "/0", fetcher=make_fetcher(seconds=0.8))
    assert fetched.reason == "timeout"
    assert len(server.asked) <= 3


def test_a_page_that_is_slow_to_end_an_error_is_still_an_error(server, get):
    """The body of an error is not waited for."""
    server.pages["/a"] = drip(server, b"HTTP/1.1 404 Not Found\r\nContent-Length: 30000\r\n\r\n", b"<")
    assert get(server, "/a").outcome is Outcome.GONE


def endless(server, first, piece):
    """A server that sends as fast as it can."""

    def send(sock):
        sock.sendall(first)
        while server.sleep(0):
            sock.sendall(piece)
        return False

    return send


@pytest.mark.parametrize(
    ("first", "piece", "reasons"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536, {"too-large"}),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n", b"x" * 65536, {"too-large"}),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"4\r\nabcd\r\n" * 999, {"too-large"}),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\n", b"x" * 65536, {"too-large"}),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n", b"x" * 65536, {"too-large"}),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"A: b\r\n" * 999, {"too-large"}),
        (b"HTTP/1.1 200 OK\r\n", b"A: " + b"x" * 60_000 + b"\r\n", {"headers-too-large"}),
        (b"HTTP/1.1 200 OK\r\nA: ", b"x" * 65536, {"headers-too-large", "bad-answer"}),
        (b"HTTP/1.1 200 OK\r\n", b"A: b\r\n" * 10, {"bad-answer"}),
        (b"", b"x" * 65536, {"bad-answer"}),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99, {"headers-too-large"}),
    ],
    ids="body length chunks chunk negative trailers headers header many status interim".split(),
)
def test_a_server_that_never_ends_is_left_at_the_limit(server, get, first, piece, reasons):
    """A little more than the limit is read, whatever part of the answer has no end."""
    server.pages["/a"] = endless(server, first, piece)
    fetched = get(server, "/a")
    assert fetched.reason in reasons
    assert fetched.outcome is (Outcome.REFUSED if fetched.reason == "too-large" else Outcome.FAILED)
    assert fetched.payload == b""
    assert fetched.wire_bytes <= LIMIT + 400_000


def test_a_page_of_just_the_limit_is_taken(server, get):
    """One byte more is not, whether it was announced or not."""
    page = os.urandom(LIMIT)
    server.pages = {
        "/a": answer(page),
        "/b": answer(page + b"x"),
        "/c": answer(page + b"x", Content_Length="", Connection="close"),
    }
    assert get(server, "/a").payload == page
    for path in ("/b", "/c"):
        fetched = get(server, path)
        assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, "too-large")


def raw_deflate(data):
    """Deflate without the header that RFC 9110 asks for."""
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(data) + engine.flush()


CODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZIP": gzip.compress,
    "deflate": zlib.compress,
    "deflate ": raw_deflate,
    "br": brotli.compress,
    "identity": bytes,
    "utf-8": bytes,
    "gzip, gzip": lambda data: gzip.compress(gzip.compress(data)),
    "gzip, br": lambda data: brotli.compress(gzip.compress(data)),
    "deflate, identity, gzip": lambda data: gzip.compress(zlib.compress(data)),
}


@pytest.mark.parametrize("coding", CODERS)
def test_every_coding_is_undone(server, get, coding):
    """As servers name and nest them, whole and in small chunks."""
    coded = CODERS[coding](TEXT)
    pieces = [coded[start : start + 97] for start in range(0, len(coded), 97)]
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"
    server.pages = {
        "/a": answer(coded, Content_Encoding=coding),
        "/b": answer(chunks, Content_Encoding=coding, Content_Length="", Transfer_Encoding="chunked"),
    }
    for path in server.pages:
        fetched = get(server, path)
        assert (fetched.reason, fetched.payload) == ("", TEXT)
    assert server.asked[0].headers["accept-encoding"] == "gzip, deflate, br"
    assert server.connections == 1


def test_members_of_gzip_are_one_page_and_rubbish_behind_them_is_none(server, get):
    """Some servers send several, some fill up with zeros; an empty page has nothing to unpack."""
    server.pages = {
        "/a": answer(
            gzip.compress(b"a" * 70_000) + gzip.compress(b"b") + b"\0" * 50, Content_Encoding="gzip"
        ),
        "/b": answer(b"", Content_Encoding="gzip"),
        "/c": answer(b"", Content_Encoding="br"),
    }
    assert get(server, "/a").payload == b"a" * 70_000 + b"b"
    assert get(server, "/b").payload == get(server, "/c").payload == b""


ZEROS = b"\0" * 100_000_000

BOMBS = {
    "gzip": lambda: gzip.compress(ZEROS),
    "deflate": lambda: zlib.compress(ZEROS),
    "br": lambda: brotli.compress(ZEROS, quality=5),
    "gzip, gzip": lambda: gzip.compress(gzip.compress(ZEROS)),
    "br, br": lambda: brotli.compress(brotli.compress(ZEROS, quality=5)),
    "gzip, br": lambda: brotli.compress(gzip.compress(b"") * 5_000_000, quality=5),
}


@pytest.mark.parametrize("coding", BOMBS)
def test_a_bomb_is_refused_before_it_is_unpacked(server, get, coding, monkeypatch):
    """At the limit of any stage: no piece is ever larger than a fraction of what the bomb holds."""
    pieces = []
    monkeypatch.setattr("index.crawl.fetch.decoding._bounded", _watched(pieces))
    server.pages["/a"] = answer(BOMBS[coding](), Content_Encoding=coding)
    fetched = get(server, "/a")
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, "too-large-decoded")
    assert fetched.payload == b""
    assert sum(pieces) <= 3 * (LIMIT + max(pieces))
    assert max(pieces) <= 200_000


def _watched(pieces):
    from index.crawl.fetch.decoding import _bounded

    def bounded(given, most):
        def watch():
            for piece in given:
                pieces.append(len(piece))
                yield piece

        return _bounded(watch(), most)

    return bounded


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "compress", "gzip, gzip, gzip, gzip"])
def test_a_body_that_is_not_in_its_coding_is_a_failure(server, get, coding):
    """Neither is one in a coding that nobody asked for."""
    server.pages["/a"] = answer(b"<html>plain</html>", Content_Encoding=coding)
    fetched = get(server, "/a")
    assert (fetched.outcome, fetched.payload) == (Outcome.FAILED, b"")
    assert fetched.reason in {"bad-encoding", "truncated"}


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip"])
def test_a_compressed_body_that_ends_early_is_truncated(server, get, coding):
    """Though its length is right."""
    server.pages["/a"] = answer(
        CODERS[coding](random.Random(1).randbytes(5000))[:-20], Content_Encoding=coding
    )
    fetched = get(server, "/a")
    assert (fetched.outcome, fetched.reason, fetched.payload) == (Outcome.FAILED, "truncated", b"")


def hangs_up(data):
    """Sends something and closes the connection."""

    def send(sock):
        sock.sendall(data)
        return False

    return send


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (answer(b"abc", Content_Length="10"), "truncated"),
        (answer(b"5\r\nabc", Content_Length="", Transfer_Encoding="chunked"), "truncated"),
        (answer(b"3\r\nabc\r\n", Content_Length="", Transfer_Encoding="chunked"), "truncated"),
        (answer(b"zz\r\nabc\r\n0\r\n\r\n", Content_Length="", Transfer_Encoding="chunked"), "truncated"),
        (b"", "connection-lost"),
        (b"HTTP/1.1 200 OK\r\nConte", "truncated"),
        (b"garbage\r\n\r\n", "bad-answer"),
        (b"\0\xff\xfe\r\n\r\n", "bad-answer"),
        (b"HTTP/1.1 xyz OK\r\n\r\n", "bad-answer"),
        (b"HTTP/1.1 20000 OK\r\n\r\n", "bad-answer"),
        (b"<html>hello</html>\r\n", "bad-answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\nab", "bad-answer"),
    ],
)
def test_an_answer_that_breaks_off_or_is_none_is_a_failure(server, get, data, reason):
    """A page is whole or it is not taken."""
    server.pages["/a"] = hangs_up(data)
    fetched = get(server, "/a")
    assert (fetched.outcome, fetched.reason, fetched.payload) == (Outcome.FAILED, reason, b"")


def test_a_length_that_is_too_short_confuses_no_later_page(server, get):
    """What comes after the announced end belongs to nothing."""
    forged = answer(b"forged")
    server.pages = {"/a": answer(b"whole" + forged, Content_Length="5"), "/b": answer(b"next")}
    for _ in range(3):
        assert get(server, "/a").payload == b"whole"
        assert get(server, "/b").payload == b"next"


def test_an_interim_answer_confuses_no_later_page(server, get):
    """Hints that nobody asked for end the connection."""
    server.pages = {"/a": b"HTTP/1.1 103 Early Hints\r\n\r\n" + answer(b"late"), "/b": answer(b"next")}
    assert get(server, "/a").reason == "http-103"
    assert get(server, "/b").payload == b"next"
    assert server.connections == 2


def test_an_old_server_without_lengths_is_read_to_its_end(server, get):
    """HTTP/1.0 ends a page by closing the connection."""
    server.pages["/a"] = hangs_up(b"HTTP/1.0 200 OK\r\n\r\n<p>page</p>")
    assert get(server, "/a").payload == b"<p>page</p>"


def test_no_bytes_of_a_server_break_the_fetcher(server, get, fresh_seed):
    """Answers with bytes changed and left out, of another seed in each run, become something counted."""
    chance = random.Random(fresh_seed)
    whole = answer(gzip.compress(TEXT), Content_Encoding="gzip", Location="/a", Retry_After="5")
    chunked = answer(b"5\r\nabcde\r\n0\r\nX: y\r\n\r\n", Content_Length="", Transfer_Encoding="chunked")
    for _ in range(150):
        data = bytearray(chance.choice([whole, chunked]))
        for _ in range(chance.randrange(1, 6)):
            at = chance.randrange(min(len(data), 200))
            data[at : at + chance.randrange(3)] = chance.choice(
                [b"", b"\0", b"\r\n", b"9", b"\xff", b":", b"3"]
            )
        server.pages["/a"] = hangs_up(bytes(data))
        fetched = get(server, "/a")
        assert len(fetched.reason) <= 40
        assert (fetched.reason == "") == (fetched.outcome in {Outcome.OK, Outcome.UNCHANGED})
