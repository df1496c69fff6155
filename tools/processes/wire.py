"""A request carried to another process, and its answer back, over a Unix socket. Both sides are one program.

A frame is its length in four bytes and so many bytes. A request is one frame, the texts of its WSGI
environment; an answer is one with its status and headers, one for each part of its body, and an empty one.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Mapping

_LENGTH = struct.Struct(">I")
_encoded = msgspec.msgpack.Encoder().encode

Headers = list[tuple[str, str]]


class Head(NamedTuple):
    """How an answer begins."""

    status: str
    headers: Headers


_environ_in = msgspec.msgpack.Decoder(dict[str, str]).decode
_head_in = msgspec.msgpack.Decoder(Head).decode


class HungUpError(OSError):
    """The other process is gone, or has had enough."""


def send_request(wire: socket.socket, environ: Mapping[str, object]) -> None:
    """Send what a request says; what is no text stays here. Raises `OSError`."""
    _send(wire, _encoded({name: value for name, value in environ.items() if isinstance(value, str)}))


def receive_request(wire: socket.socket) -> dict[str, str] | None:
    """What a request says; None where no more will come."""
    try:
        return _environ_in(_receive(wire))
    except HungUpError:
        return None


def send_head(wire: socket.socket, head: Head) -> None:
    """Send how an answer begins. Raises `OSError`."""
    _send(wire, _encoded(head))


def send_part(wire: socket.socket, part: bytes) -> None:
    """Send a part of the body of an answer; an empty one ends it. Raises `OSError`."""
    _send(wire, part)


def receive_head(wire: socket.socket) -> Head:
    """How the answer begins. Raises `OSError`."""
    return _head_in(_receive(wire))


def receive_parts(wire: socket.socket) -> Iterator[bytes]:
    """The body of the answer. Raises `OSError`."""
    while part := _receive(wire):
        yield part


def _send(wire: socket.socket, frame: bytes) -> None:
    wire.sendall(_LENGTH.pack(len(frame)) + frame)


def _receive(wire: socket.socket) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(wire, _LENGTH.size))
    return _exactly(wire, length) if length else b""


def _exactly(wire: socket.socket, length: int) -> bytes:
    """So many bytes. Raises `HungUpError`."""
    found = bytearray(length)
    view, done = memoryview(found), 0
    while done < length:
        count = wire.recv_into(view[done:])
        if not count:
            raise HungUpError
        done += count
    return bytes(found)
