"""What comes from the network, counted and timed byte by byte, whatever part of an answer it is."""

from __future__ import annotations

import io
import time
from typing import TYPE_CHECKING

from index.crawl.fetch.troubles import Trouble
from index.crawl.model import Outcome

if TYPE_CHECKING:
    import socket

MOST_HEAD = 256 * 1024
"""Bytes of a status line and headers, and of what may come with them in the same packets."""

BUFFER = 16 * 1024


class Meter:
    """Seconds and bytes that a request may still take; raises `Trouble` when either is used up."""

    def __init__(self, seconds: float, most: int) -> None:
        self._end = time.monotonic() + seconds
        self._most = most
        self._is_head = True
        self.read = 0

    def seconds_left(self) -> float:
        """More than nothing; raises `Trouble` if the time is over."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise Trouble("timeout", "The whole request took too long")
        return left

    def head_is_read(self) -> None:
        """From now on the body is read."""
        self._is_head = False

    def hurry(self, seconds: float) -> None:
        """Allow no more than these seconds for the rest."""
        self._end = min(self._end, time.monotonic() + seconds)

    def count(self, size: int) -> None:
        """Count bytes that came."""
        if self._is_head and self.read and not size:
            raise Trouble("truncated", "The headers end early")
        self.read += size
        if self._is_head and self.read > MOST_HEAD:
            raise Trouble("headers-too-large", f"More than {MOST_HEAD} bytes of headers")
        if self.read > self._most + MOST_HEAD:
            raise too_large(self._most)


def too_large(most: int) -> Trouble:
    """The page has more than `most` bytes."""
    return Trouble("too-large", f"More than {most} bytes", outcome=Outcome.REFUSED)


class Metered:
    """A connected socket as `http.client` reads from it, every read counted and within the time left."""

    def __init__(self, sock: socket.socket, meter: Meter) -> None:
        self._sock = sock
        self._meter = meter

    def makefile(self, mode: str) -> io.BufferedReader:
        """A stream of what the server sends; `mode` is always `rb`."""
        del mode
        return io.BufferedReader(_Raw(self._sock, self._meter), BUFFER)


class _Raw(io.RawIOBase):
    def __init__(self, sock: socket.socket, meter: Meter) -> None:
        super().__init__()
        self._sock = sock
        self._meter = meter
        self._stream = sock.makefile("rb", buffering=0)  # keeps the socket open until it is closed itself

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int | None:  # type: ignore[override]
        self._sock.settimeout(self._meter.seconds_left())
        size = self._stream.readinto(buffer)
        self._meter.count(size or 0)
        return size

    def close(self) -> None:
        self._stream.close()
        super().close()
