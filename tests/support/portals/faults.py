"""Ways in which servers misbehave: functions that take a connection and answer as no server should.

Each is an address of the host `trouble.example` (`/slow-body?seconds=3`), and can be laid on any address
of any host while the portal runs. `turn` counts from 1 the requests of the address, or since the fault was
laid.
"""

from __future__ import annotations

import gzip
import struct
import time
import zlib
from base64 import b64encode
from email.utils import formatdate
from functools import cache

import brotli
from pages.contents import KINDS
from pages.draw import DECLARED
from pages.layouts.registry import LAYOUTS
from pages.others import other_page
from pages.stories import stories
from pages.traps import Trap, Traps

FAULTS = {}
"""All of them by their names."""

PRIVATE = (
    "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/",
    "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "http://2130706433/", "http://localhost/",
)  # fmt: skip
"""Addresses that no public page may lead to."""

SCHEMES = (
    "file:///etc/passwd",
    "ftp://ftp.example/a",
    "gopher://old.example/",
    "javascript:alert(1)",
    "data:,",
)
"""Addresses that are none of the web."""

HUGE = 10_000_000_000
BOMB = 1_000_000_000
_MEGABYTE = 1 << 20


def fault(function):
    """Registers a fault under its name."""
    FAULTS[function.__name__.strip("_").replace("_", "-")] = function
    return function


@cache
def article(charset="utf-8", number=6):
    """A page of an article, with its truth, in one of the ways in which encodings are declared."""
    return LAYOUTS["wordpress"](stories()[number], Traps(charset=charset))


def page(wire, status=200, body=None, headers=(), content_type="text/html; charset=utf-8"):
    """An answer as it should be."""
    body = article().payload if body is None else body
    head = [("Content-Type", content_type)] if content_type else []
    wire.start(status, [*head, ("Content-Length", len(body)), *headers], body)


def other(wire, name, status=200):
    """A page that is no article, as `pages.others` draws it."""
    page(wire, status, other_page(name, "divs", Traps(frozenset({Trap.CLOCK}), seed=3)).payload)


def redirected(wire, location, status=302):
    """An answer that leads elsewhere; the location is bytes of UTF-8 where it has letters beyond ASCII."""
    page(wire, status, b"", [("Location", location.encode().decode("latin-1"))])


# --- Time ---


@fault
def slow_headers(wire, turn, seconds=5, **_):
    """A line of the head, and a pause, and so on; `seconds` in all."""
    wire.visit.status = 200
    body = article().payload
    lines = ["HTTP/1.1 200 OK", "Content-Type: text/html; charset=utf-8", f"Content-Length: {len(body)}", ""]
    for line in lines:
        wire.raw(f"{line}\r\n".encode())
        time.sleep(float(seconds) / len(lines))
    wire.send(body)


@fault
def slow_body(wire, turn, seconds=5, **_):
    """The body in a hundred pieces; `seconds` in all."""
    body = article().payload
    wire.start(200, [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", len(body))])
    step = -(-len(body) // 100)
    for at in range(0, len(body), step):
        time.sleep(float(seconds) / 100)
        wire.send(body[at : at + step])


@fault
def late(wire, turn, seconds=5, **_):
    """Nothing for a while, then a page."""
    time.sleep(float(seconds))
    page(wire)


@fault
def silent(wire, turn, seconds=600, **_):
    """Nothing at all."""
    time.sleep(float(seconds))
    wire.hang_up()


# --- Bytes that are not as announced ---


@fault
def broken_chunk(wire, turn, **_):
    """A chunk whose length is no number."""
    wire.start(200, [("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked")])
    wire.send(b"400\r\n" + article().payload[:1024] + b"\r\nxyz\r\nrest")
    wire.hang_up()


@fault
def cut_chunk(wire, turn, **_):
    """A chunk that ends before its length."""
    wire.start(200, [("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked")])
    wire.send(b"4000\r\n" + article().payload[:1024])
    wire.hang_up()


@fault
def truncated(wire, turn, **_):
    """Half of the body that was announced."""
    body = article().payload
    wire.start(200, [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", len(body))])
    wire.send(body[: len(body) // 2])
    wire.hang_up()


@fault
def huge(wire, turn, **_):
    """Ten gigabytes announced, and sent for as long as somebody reads."""
    wire.start(200, [("Content-Type", "text/html"), ("Content-Length", HUGE)])
    _flood(wire, HUGE // _MEGABYTE)


@fault
def endless(wire, turn, **_):
    """Chunks without end."""
    wire.start(200, [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")])
    piece = b"<p>" + b"a" * 65_000
    while True:
        wire.send(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")


def _flood(wire, megabytes):
    piece = b"a" * _MEGABYTE
    for _ in range(megabytes):
        wire.send(piece)
    wire.hang_up()


@cache
def _bomb(coding):
    """A gigabyte of one letter in about a megabyte, or less: one packed piece, again and again."""
    piece, times = b"a" * _MEGABYTE, BOMB // _MEGABYTE
    if coding == "br":
        brotli_squeezer = brotli.Compressor(quality=1)
        pieces = [brotli_squeezer.process(piece) for _ in range(times)]
        return b"".join([*pieces, brotli_squeezer.finish()])
    squeezer = zlib.compressobj(9, wbits=-15)
    packed = squeezer.compress(piece) + squeezer.flush(zlib.Z_FULL_FLUSH)
    check, sum_of = (1, zlib.adler32) if coding == "deflate" else (0, zlib.crc32)
    for _ in range(times):
        check = sum_of(piece, check)
    raw = packed * times + squeezer.flush()
    if coding == "deflate":
        return b"\x78\xda" + raw + struct.pack(">I", check)
    return b"\x1f\x8b\x08" + bytes(6) + b"\xff" + raw + struct.pack("<II", check, times * _MEGABYTE)


@fault
def bomb(wire, turn, coding="gzip", **_):
    """A gigabyte in a megabyte; `coding` is gzip, deflate or br."""
    page(wire, body=_bomb(coding), headers=[("Content-Encoding", coding)])


@fault
def bomb_in_bomb(wire, turn, **_):
    """Packed twice: a few kilobytes."""
    page(wire, body=gzip.compress(_bomb("gzip"), mtime=0), headers=[("Content-Encoding", "gzip, gzip")])


@fault
def bad_gzip(wire, turn, **_):
    """Packed bytes that break off."""
    body = gzip.compress(article().payload, mtime=0)
    page(wire, body=body[: len(body) // 2], headers=[("Content-Encoding", "gzip")])


@fault
def not_gzip(wire, turn, **_):
    """Said to be packed, and is not."""
    page(wire, headers=[("Content-Encoding", "gzip")])


@fault
def raw_deflate(wire, turn, **_):
    """What many servers call deflate: without the head of zlib."""
    squeezer = zlib.compressobj(wbits=-15)
    body = squeezer.compress(article().payload) + squeezer.flush()
    page(wire, body=body, headers=[("Content-Encoding", "deflate")])


@fault
def no_length(wire, turn, **_):
    """A page that ends where the connection does."""
    wire.start(200, [("Content-Type", "text/html; charset=utf-8")], article().payload)
    wire.hang_up()


@fault
def two_lengths(wire, turn, **_):
    """Two lengths that contradict each other."""
    body = article().payload
    lengths = [("Content-Length", len(body)), ("Content-Length", 17)]
    wire.start(200, [("Content-Type", "text/html"), *lengths], body)
    wire.hang_up()


@fault
def empty(wire, turn, **_):
    """A success without a body."""
    page(wire, body=b"")


@fault
def reset(wire, turn, **_):
    """The connection breaks off before any answer."""
    wire.reset()


@fault
def cut_off(wire, turn, **_):
    """The connection breaks off within the body."""
    body = article().payload
    wire.start(200, [("Content-Type", "text/html"), ("Content-Length", len(body))], body[:2000])
    wire.reset()


@fault
def garbage(wire, turn, **_):
    """No HTTP at all."""
    wire.raw(b"\x00\x01\x02 SSH-2.0-OpenSSH\r\n\r\n")
    wire.hang_up()


@fault
def long_header(wire, turn, **_):
    """A header line of ten megabytes."""
    wire.raw(b"HTTP/1.1 200 OK\r\nX-Long: ", b"a" * (10 * _MEGABYTE), b"\r\nContent-Length: 0\r\n\r\n")


@fault
def many_headers(wire, turn, **_):
    """Ten thousand header lines."""
    page(wire, headers=[(f"X-{number}", "a") for number in range(10_000)])


@fault
def endless_headers(wire, turn, **_):
    """Header lines without end."""
    wire.raw(b"HTTP/1.1 200 OK\r\n")
    while True:
        wire.raw(b"X-More: " + b"a" * 1_000 + b"\r\n")


# --- Redirects ---


@fault
def loop(wire, turn, **_):
    """An address that leads to itself."""
    redirected(wire, wire.base + wire.path)


@fault
def loop_of_two(wire, turn, at=0, **_):
    """Two addresses that lead to each other."""
    redirected(wire, f"{wire.base}/loop-of-two?at={1 - int(at)}")


@fault
def chain(wire, turn, left=30, **_):
    """A redirect after another, `left` of them, then a page."""
    if int(left):
        redirected(wire, f"/chain?left={int(left) - 1}", 301)
    else:
        page(wire)


@fault
def widening(wire, turn, at=1, **_):
    """Redirects to ever new addresses."""
    redirected(wire, f"{wire.base}/widening?at={int(at) + 1}")


@fault
def to_private(wire, turn, which=0, **_):
    """A redirect to one of `PRIVATE`."""
    redirected(wire, PRIVATE[int(which)])


@fault
def to_scheme(wire, turn, which=0, **_):
    """A redirect to one of `SCHEMES`; the first is a file."""
    redirected(wire, SCHEMES[int(which)])


@fault
def to(wire, turn, url="/", status=302, **_):
    """A redirect to any address."""
    redirected(wire, url, int(status))


@fault
def to_letters(wire, turn, **_):
    """A redirect to a path in Vietnamese, as bytes of UTF-8."""
    redirected(wire, "/page?tên=đảng viên")


@fault
def nowhere(wire, turn, **_):
    """A redirect without a location."""
    page(wire, 302, b"")


# --- Status ---


@fault
def status(wire, turn, code=500, **_):
    """Any status, with the words of an error."""
    name = {404: "not-found", 410: "gone", 403: "forbidden", 401: "login"}.get(int(code), "crash")
    other(wire, name, int(code))


@fault
def fading(wire, turn, first=2, **_):
    """404 at first, then 410."""
    other(wire, "not-found" if turn <= int(first) else "gone", 404 if turn <= int(first) else 410)


@fault
def busy(wire, turn, first=1, seconds=1, date="", code=429, **_):
    """429 with Retry-After for the first requests, then a page; with `date` it is a moment, else seconds."""
    if turn > int(first):
        page(wire)
        return
    after = formatdate(time.time() + float(seconds), usegmt=True) if date else f"{float(seconds):g}"
    page(wire, int(code), b"busy", [("Retry-After", after)])


@fault
def storm(wire, turn, first=3, **_):
    """503 for the first requests, then a page."""
    if turn > int(first):
        page(wire)
    else:
        other(wire, "crash", 503)


# --- What is said of a page, and what it is ---


@fault
def charset(wire, turn, name="utf-8", **_):
    """An article in one of `pages.draw.DECLARED`: windows-1258, TCVN3, UTF-16, declared, not, or wrongly."""
    made = article(name)
    page(wire, body=made.payload, content_type=made.headers["Content-Type"])


@fault
def no_type(wire, turn, **_):
    """A page without a content type."""
    page(wire, content_type="")


@fault
def wrong_type(wire, turn, says="application/octet-stream", **_):
    """A page that is said to be something else."""
    page(wire, content_type=says)


@fault
def not_html(wire, turn, **_):
    """A picture that is said to be a page."""
    page(wire, body=b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)


@fault
def other_page_of(wire, turn, name="login", code=200, **_):
    """A page of `pages.contents.KINDS` under any status: `loading`, `login`, `gone` and others."""
    other(wire, name if name in KINDS else "not-found", int(code))


@fault
def shell(wire, turn, **_):
    """`Loading…` where a script would put the text."""
    other(wire, "loading")


@fault
def login(wire, turn, **_):
    """A page to sign in, with the status of a success."""
    other(wire, "login")


@fault
def soft_404(wire, turn, **_):
    """The words of an error with the status of a success."""
    other(wire, "gone")


@fault
def secret(wire, turn, user="bien-tap", password="mat-khau", **_):
    """401 unless name and password are right."""
    wanted = "Basic " + b64encode(f"{user}:{password}".encode()).decode()
    if wire.visit.authorization == wanted:
        page(wire)
    else:
        page(wire, 401, b"", [("WWW-Authenticate", 'Basic realm="noi bo"')])


@fault
def text(wire, turn, body="", type="text/plain; charset=utf-8", **_):
    """Any text, such as another robots.txt."""
    page(wire, body=body.encode(), content_type=type)


@fault
def page_(wire, turn, **_):
    """An article as it should be."""
    page(wire)


EXAMPLES = (
    *(f"/{name}" for name in FAULTS if name not in {"to", "text", "charset", "secret"}),
    *(f"/charset?name={name}" for name in DECLARED),
    *(f"/to-private?which={which}" for which in range(1, len(PRIVATE))),
    *(f"/to-scheme?which={which}" for which in range(1, len(SCHEMES))),
    *(f"/status?code={code}" for code in (400, 401, 403, 404, 410, 418, 451, 502, 503)),
    *(f"/other-page-of?name={name}" for name in KINDS),
    "/busy?date=1", "/bomb?coding=deflate", "/bomb?coding=br", "/wrong-type?says=image/jpeg", "/secret",
)  # fmt: skip
"""Addresses of `trouble.example`; its home page names them all."""
