"""A server of pre-rendered pages, as fast as one process can be: what a crawler's speed is measured against.

    python -m tools.measure.crawl.origin 5000

prints its port, and ends when its input does. It answers from a table of whole responses, keeps connections,
and knows no more of HTTP than that needs.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tools.measure.crawl.pages import article_path, list_path, make_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ROOT = Path(__file__).parents[3]
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Origin:
    """A server that runs: its port on 127.0.0.1, how many articles it has, and its process."""

    port: int
    articles: int
    pid: int

    def article_urls(self) -> list[str]:
        """The addresses of all articles."""
        return [f"http://127.0.0.1:{self.port}{article_path(number)}" for number in range(self.articles)]

    def first_list(self) -> str:
        """The address of the first list page; each leads to the next."""
        return f"http://127.0.0.1:{self.port}{list_path(0)}"


def responses(count: int, seed: int) -> dict[bytes, bytes]:
    """Whole answers by the target of a request."""
    found = {
        path.encode(): _response("200 OK", "text/html; charset=utf-8", markup.encode(), _TOLD)
        for path, markup in make_pages(count, seed)
    }
    found[b"/robots.txt"] = _response("200 OK", "text/plain", b"User-agent: *\nAllow: /\n")
    return found


def _response(status: str, content_type: str, body: bytes, told: str = "") -> bytes:
    kind, size = f"Content-Type: {content_type}\r\n", f"Content-Length: {len(body)}\r\n"
    return f"HTTP/1.1 {status}\r\n{kind}{size}{told}\r\n".encode() + body


_TOLD = (
    "Server: nginx\r\nDate: Sat, 02 May 2026 02:15:00 GMT\r\nLast-Modified: Fri, 01 May 2026 08:00:00 GMT\r\n"
    'Connection: keep-alive\r\nETag: "69f45a00-2710"\r\n'
)
"""What nginx tells of a file, in as many bytes; no page of this server ever changes."""

_UNCHANGED = f"HTTP/1.1 304 Not Modified\r\n{_TOLD}\r\n".encode()
_MISSING = _response("404 Not Found", "text/plain", b"Not found")


class _Connection(asyncio.Protocol):
    """One connection: each head of a request is answered as it comes."""

    def __init__(self, table: Mapping[bytes, bytes]) -> None:
        self._table = table
        self._read = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer what is complete; the rest is kept."""
        self._read += data
        while (end := self._read.find(_END)) >= 0:
            head, self._read = self._read[:end], self._read[end + len(_END) :]
            target = head.split(b" ", 2)[1] if head.count(b" ") > 1 else b""
            assert self._transport is not None
            asked = head.lower()
            is_known = b"\nif-none-match:" in asked and target in self._table
            self._transport.write(_UNCHANGED if is_known else self._table.get(target, _MISSING))
            if b"\nconnection: close" in asked:
                self._transport.close()


async def _serve(table: Mapping[bytes, bytes], port: int) -> None:
    """Serve until the input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(table), "127.0.0.1", port, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


@contextmanager
def running_origin(articles: int, seed: int = 1) -> Iterator[Origin]:
    """Run the server in a process of its own."""
    command = [sys.executable, "-m", __name__, str(articles), "--seed", str(seed)]
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_ROOT
    ) as process:
        assert process.stdout is not None
        try:
            yield Origin(int(process.stdout.readline()), articles, process.pid)
        finally:
            process.terminate()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("articles", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=0)
    chosen = parser.parse_args()
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(responses(chosen.articles, chosen.seed), chosen.port))


if __name__ == "__main__":
    main()
