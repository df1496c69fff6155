"""The time of a request begins when it was read, whatever keeps it from being answered."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tools.arriving import escaped
from tools.serving import server_over
from web.watching.requests import CAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SLOW = 0.3
"""Seconds of an answer."""


def test_what_waits_for_a_thread_has_come_before() -> None:
    """Of two at a server of one thread the second one waits for the first."""
    waited: list[float] = []

    def app(environ: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
        waited.append(time.perf_counter() - float(environ[CAME]))
        time.sleep(SLOW)
        start_response("200 OK", [("Content-Length", "0")])
        return [b""]

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = server_over(app, listener, 1)
        threading.Thread(target=server.run, daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda _: urllib.request.urlopen(url, timeout=20).read(), range(2)))
        server.close()
    first, second = waited
    assert 0 <= first < second
    assert SLOW / 2 < second < 20


@contextmanager
def answering(app: Callable[..., Iterable[bytes]]) -> Iterator[int]:
    """The port of a server that has an application answer."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = server_over(app, listener, 1)
        threading.Thread(target=server.run, daemon=True).start()
        yield listener.getsockname()[1]
        server.close()


def answer_to(port: int, raw: bytes) -> bytes:
    """All that comes back for some bytes until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as wire:
        wire.sendall(raw)
        return b"".join(iter(lambda: wire.recv(65536), b""))


def telling(environ: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
    """An application that tells the path and the query that it was asked for."""
    body = json.dumps([environ["PATH_INFO"], environ["QUERY_STRING"]]).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


@pytest.mark.parametrize("path", ["/api/v1/search", "/chủ-đề/đảng"])
def test_letters_in_an_address_are_taken_as_they_are(path: str) -> None:
    """What a client did not escape is asked as if it had."""
    raw = f"GET {path}?q=đảng+viên HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
    with answering(telling) as port:
        head, _, body = answer_to(port, raw).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    path_info, query = json.loads(body)
    assert path_info.encode("latin-1").decode() == path
    assert query == "q=%C4%91%E1%BA%A3ng+vi%C3%AAn"


@pytest.mark.parametrize(
    "head",
    [
        "GET /a HTTP/1.1\r\nX: đ\r\n",
        "GET http://đ/a HTTP/1.1\r\n",
        "ĐGET /a HTTP/1.1\r\n",
        "GET /a HTTP/1.đ\r\n",
        "GET  /đ HTTP/1.1\r\n",
        "GET\t/đ HTTP/1.1\r\n",
    ],
)
def test_nothing_but_path_and_query_is_escaped(head: str) -> None:
    """Header fields, hosts, methods and versions are judged as they came."""
    assert escaped(head.encode()) == head.encode()


def test_the_end_of_a_line_is_none_of_the_address() -> None:
    """A line break, bare or not, stays where it was: what comes behind is no part of the address."""
    assert escaped("GET /đ\nX: đ\r\n".encode()) == "GET /%C4%91\nX: đ\r\n".encode()


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET /api/v1/search HTTP/1.1\r\nBad header\r\n\r\n", 400),
        (b"GET /tin/api/v1/search HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (b"GET /api/v1/search?q=".ljust(262_144, b"a"), 431),
    ],
)
def test_what_the_server_refuses_under_api_is_a_problem(raw: bytes, status: int) -> None:
    """Requests that are none, and those that are too long, are answered as the site answers errors."""
    with answering(telling) as port:
        head, _, body = answer_to(port, raw).partition(b"\r\n\r\n")
    assert b"Content-Type: application/problem+json\r\n" in head
    problem = json.loads(body)
    assert problem["status"] == status
    assert problem["type"] == "about:blank"
    assert problem["title"]
    assert problem["detail"].partition(" · ")[0].endswith(".")


def test_what_the_server_refuses_elsewhere_is_text() -> None:
    """A query that names the API is no address of it."""
    with answering(telling) as port:
        answer = answer_to(port, b"GET /tim?q=/api/ HTTP/1.1\r\nBad header\r\n\r\n")
    assert answer.startswith(b"HTTP/1.0 400 ")
    assert b"text/plain" in answer


def bodiless(status: str) -> Callable[..., Iterable[bytes]]:
    """An application whose answers have a status and no body."""

    def app(_: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
        start_response(status, [("ETag", '"a"')])
        return []

    return app


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
def test_an_answer_without_a_body_keeps_its_connection(status: str) -> None:
    """The next question comes over the same connection; it ends where the client asks for it."""
    asked = b"GET / HTTP/1.1\r\nHost: a\r\n"
    with answering(bodiless(status)) as port, socket.create_connection(("127.0.0.1", port), 20) as wire:
        for _ in range(2):
            wire.sendall(asked + b"\r\n")
            head = wire.recv(65536)
            assert head.startswith(f"HTTP/1.1 {status}\r\n".encode())
            assert b"connection" not in head.lower()
        wire.sendall(asked + b"Connection: close\r\n\r\n")
        assert b"Connection: close\r\n" in wire.recv(65536)
        assert wire.recv(65536) == b""


def test_an_old_client_without_a_length_is_hung_up_on() -> None:
    """HTTP/1.0 tells the end of an answer by the end of the connection."""
    with answering(bodiless("304 Not Modified")) as port:
        assert answer_to(port, b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 304 ")


def test_a_body_without_a_length_ends_its_connection() -> None:
    """As before: only answers without a body are let off."""

    def app(_: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
        start_response("200 OK", [])
        return iter([b"a", b"b"])

    with answering(app) as port:
        assert b"Connection: close\r\n" in answer_to(port, b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")


@pytest.mark.parametrize(
    "head",
    [
        b"POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST /a HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n",
    ],
)
def test_nothing_is_read_behind_a_request_of_two_ends(head: bytes) -> None:
    """What follows may be part of it to a proxy in front: the connection ends with the first answer."""
    smuggled = b"0\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    with answering(telling) as port:
        answered = answer_to(port, head + smuggled)
    assert answered.count(b"HTTP/1.") == 1
    assert b'"/a"' in answered
