"""The test portal misbehaves as it says."""

from __future__ import annotations

import http.client
import socket
import time
import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import pytest
from pages import charsets
from pages.draw import DECLARED
from portals import faults
from portals.checking import raw, trouble
from portals.portal import TROUBLE
from portals.running import running_portal
from portals.visiting import get


def test_there_are_many_faults(portal):
    """The home page of the host of faults names an example of each way."""
    links = trouble(portal, "/").links()
    assert len(links) == len(set(links)) == len(faults.EXAMPLES)
    assert len(faults.FAULTS) >= 40


ENDLESS = (
    "/silent",
    "/endless",
    "/endless-headers",
    "/huge",
    "/slow-headers",
    "/slow-body",
    "/late",
    "/bomb",
)


@pytest.mark.parametrize("path", [path for path in faults.EXAMPLES if not path.startswith(ENDLESS)])
def test_each_fault_answers(portal, path):
    """Every example ends by itself, does as it is told, and leaves the portal alive."""
    name = path[1:].partition("?")[0]
    try:
        raw(portal, path)
    except ConnectionResetError:
        assert name in {"reset", "cut-off"}
    visit = [visit for visit in portal.log() if visit.target == path][-1]
    assert visit.fault == name


def test_ten_gigabytes_are_announced_and_sent(portal):
    """The length is that of ten gigabytes, and bytes come as long as they are read."""
    with socket.create_connection(("127.0.0.1", portal.port)) as connection:
        connection.sendall(b"GET /huge HTTP/1.1\r\nHost: trouble.example\r\n\r\n")
        stream = connection.makefile("rb")
        head = b"".join(iter(stream.readline, b"\r\n"))
        assert b"Content-Length: 10000000000" in head
        assert len(stream.read(50_000_000)) == 50_000_000


@pytest.mark.parametrize("path", ["/endless", "/endless-headers"])
def test_some_answers_never_end(portal, path):
    """Twenty million bytes, and no end of chunks or of headers."""
    with socket.create_connection(("127.0.0.1", portal.port)) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: trouble.example\r\n\r\n".encode())
        found = connection.makefile("rb").read(20_000_000)
    assert len(found) == 20_000_000
    assert (b"\r\n\r\n" in found) == (path == "/endless")
    assert b"\r\n0\r\n" not in found


@pytest.mark.parametrize(("coding", "bits"), [("gzip", 31), ("deflate", 15)])
def test_bombs_are_a_gigabyte(portal, coding, bits):
    """A megabyte on the wire, a thousand when unpacked, and well-formed to the last byte."""
    connection = http.client.HTTPConnection("127.0.0.1", portal.port)
    connection.request("GET", f"/bomb?coding={coding}", headers={"Host": TROUBLE})
    answer = connection.getresponse()
    assert answer.headers["Content-Encoding"] == coding
    packed = answer.read()
    connection.close()
    assert len(packed) < 3_000_000
    unpacker, size, data = zlib.decompressobj(bits), 0, packed
    while data and not unpacker.eof:
        size += len(unpacker.decompress(data, 1 << 24))
        data = unpacker.unconsumed_tail
    assert unpacker.eof
    assert size >= 990_000_000


@pytest.mark.parametrize("path", ["/broken-chunk", "/cut-chunk", "/truncated"])
def test_bodies_that_are_not_whole(portal, path):
    """A client that counts notices."""
    with pytest.raises((http.client.IncompleteRead, ValueError)):
        trouble(portal, path)


def test_redirects_that_lead_nowhere_good(portal):
    """Loops of one and of two, chains, private addresses, and files."""
    here = portal.url(TROUBLE, "")
    assert trouble(portal, "/loop?a=1").headers["location"] == f"{here}/loop?a=1"
    assert trouble(portal, "/loop-of-two").headers["location"] == f"{here}/loop-of-two?at=1"
    assert trouble(portal, "/loop-of-two?at=1").headers["location"] == f"{here}/loop-of-two?at=0"
    assert trouble(portal, "/chain?left=3").headers["location"] == "/chain?left=2"
    assert trouble(portal, "/chain?left=0").status == 200
    assert trouble(portal, "/widening?at=8").headers["location"] == f"{here}/widening?at=9"
    private = {
        trouble(portal, f"/to-private?which={at}").headers["location"] for at in range(len(faults.PRIVATE))
    }
    assert private == set(faults.PRIVATE)
    assert trouble(portal, "/to-scheme").headers["location"] == "file:///etc/passwd"
    letters = trouble(portal, "/to-letters").headers["location"]
    assert letters.encode("latin-1").decode() == "/page?tên=đảng viên"


def test_statuses_that_change(portal):
    """404 becomes 410, a storm passes, and who is busy says for how long."""
    assert [trouble(portal, "/fading?k=1").status for _ in range(4)] == [404, 404, 410, 410]
    assert [trouble(portal, "/storm?first=2&k=1").status for _ in range(4)] == [503, 503, 200, 200]
    first, second = (trouble(portal, "/busy?seconds=7&k=1") for _ in range(2))
    assert (first.status, first.headers["retry-after"], second.status) == (429, "7", 200)
    after = trouble(portal, "/busy?date=1&seconds=3000&k=1").headers["retry-after"]
    assert 2_000 < (parsedate_to_datetime(after) - datetime.now(UTC)).total_seconds() < 4_000
    assert [trouble(portal, f"/status?code={code}").status for code in (404, 410, 500, 418)] == [
        404,
        410,
        500,
        418,
    ]


@pytest.mark.parametrize("name", DECLARED)
def test_encodings_are_what_they_are(portal, name):
    """The bytes are of the true encoding, the header says what it should not."""
    true, said, _ = DECLARED[name]
    answer = trouble(portal, f"/charset?name={name}")
    assert answer.headers["content-type"] == (f"text/html; charset={said}" if said else "text/html")
    found = charsets.decode(answer.body, true)
    title = faults.article(name).truth.title
    assert true == "ascii" or charsets.representable(title, true) in charsets.clean(found)


def test_pages_that_are_none(portal):
    """Shells of scripts, pages to sign in and errors come with the status of a success."""
    for path, sign in (("/shell", "Loading..."), ("/login", "Đăng nhập"), ("/soft-404", "không tồn tại")):
        answer = trouble(portal, path)
        assert answer.status == 200
        assert sign in answer.body.decode()
    assert "content-type" not in trouble(portal, "/no-type").headers
    assert trouble(portal, "/secret").headers["www-authenticate"].startswith("Basic")
    assert trouble(portal, "/secret", Authorization="Basic Ymllbi10YXA6bWF0LWtoYXU=").status == 200


def test_faults_can_be_laid_on_any_address(portal):
    """After so many requests, for so many, on one address, on one query, or on all that begin alike."""
    host = "dotnetnuke-laid.example"
    url = portal.url(host, "/lien-he")
    portal.change(host, path="/lien-he", fault="status", times=2, after=1, code=503)
    assert [get(portal, url).status for _ in range(5)] == [200, 503, 503, 200, 200]
    portal.change(host, path="/robots.txt", fault="status", code=500)
    assert get(portal, portal.url(host, "/robots.txt")).status == 500
    portal.change(host, path="/robots.txt", fault="text", body="User-agent: *\nDisallow: /\n")
    assert get(portal, portal.url(host, "/robots.txt")).body == b"User-agent: *\nDisallow: /\n"
    portal.change(host, path="/robots.txt", fault=None)
    assert b"Sitemap" in get(portal, portal.url(host, "/robots.txt")).body
    portal.change(host, path="/tabid/*", fault="busy", first=1, seconds=1)
    answer = get(portal, portal.article(host, 7).url)
    assert (answer.status, answer.headers["retry-after"]) == (429, "1")
    assert [visit.fault for visit in portal.log() if visit.name == host][-1] == "busy"
    assert get(portal, portal.url("dotnetnuke.example", "/lien-he")).status == 200


def test_connections_can_be_cut():
    """All at once, as when a server is started anew."""
    with (
        running_portal(articles=4) as portal,
        socket.create_connection(("127.0.0.1", portal.port)) as connection,
    ):
        connection.sendall(b"GET /silent HTTP/1.1\r\nHost: trouble.example\r\n\r\n")
        while not portal.log():
            time.sleep(0.01)
        portal.cut()
        assert connection.recv(1) == b""


def test_one_portal_may_have_several_addresses():
    """The same hosts at the same port of each; the log says which one was connected to."""
    with running_portal(("127.0.0.1", "127.0.0.2"), articles=4) as portal:
        for address in ("127.0.0.1", "127.0.0.2"):
            connection = http.client.HTTPConnection(address, portal.port)
            connection.request("GET", "/robots.txt", headers={"Host": "nukeviet.example"})
            assert connection.getresponse().status == 200
            connection.close()
        assert [visit.server for visit in portal.log()] == ["127.0.0.1", "127.0.0.2"]
