"""The load: a process of its own that asks over kept connections, reads all that comes, and judges it later.

It reads a plan and writes what came of it, both as JSON.

Open loop: visitors come at moments drawn beforehand, as independent ones do (a Poisson process), whether the
site keeps up or not, and an answer takes from that moment on, so that waiting in line counts. Closed loop:
each connection asks again when it has its answer. A protocol of a few lines and no library, so that it takes
little of the cores that the site needs; what is compressed is unpacked and checked when all is over.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import msgspec

from tools.measure.web.judging import is_right
from tools.measure.web.server import own_environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ENCODINGS = "gzip, deflate, br, zstd"
"""What Chromium and Firefox accept, over TLS at least."""

COMMAND = (sys.executable, "-c", "from tools.measure.web.load import main; main()")

VISITORS = 64
"""Connections of an open loop, as a proxy keeps them; where none is free one waits, and that counts."""


class Plan(msgspec.Struct, frozen=True):
    """What to ask for; the first `warm` answers do not count. Without a `rate` the loop is closed."""

    port: int
    asked: list[tuple[str, int | None]]
    warm: int
    seconds: float
    seed: int
    rate: float | None = None
    connections: int = VISITORS


class Ran(msgspec.Struct, frozen=True):
    """What came of it: milliseconds of each answer, how long it all took, and what the load itself cost."""

    warm: int
    times: list[float]
    seconds: float
    errors: int
    wrong: list[str]
    answer_bytes: float
    processor_seconds: float


def loaded(plan: Plan) -> Ran:
    """Carry out a plan in a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own command
        COMMAND,
        input=msgspec.json.encode(plan),
        stdout=subprocess.PIPE,
        env=own_environment(),
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Ran)


class _Connection(asyncio.Protocol):
    """One kept connection: one question at a time."""

    def __init__(self) -> None:
        self._answer: asyncio.Future[bytes] | None = None
        self._came = bytearray()
        self._end = -1

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what to write to."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def ask(self, request: bytes) -> asyncio.Future[bytes]:
        """Send a question; the whole answer, head and body, as it comes over the line.

        Raises:
            ConnectionResetError: the site has closed the connection, on which no answer would ever come.
        """
        if self._transport.is_closing():
            raise ConnectionResetError
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        """Wait for as many bytes as the head promises."""
        self._came += data
        if self._end < 0 and (head := self._came.find(b"\r\n\r\n")) >= 0:
            self._end = head + 4 + _length(bytes(self._came[:head]))
        if 0 <= self._end <= len(self._came) and self._answer and not self._answer.done():
            self._answer.set_result(bytes(self._came))
            self._came.clear()
            self._end = -1

    def close(self) -> None:
        """Hang up."""
        self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """An answer under way will not come."""
        if self._answer and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError())


def _length(head: bytes) -> int:
    _, found, rest = head.lower().partition(b"\r\ncontent-length:")
    return int(rest.partition(b"\r\n")[0]) if found else 0


class _Load:
    """A plan under way."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.answers: list[tuple[float, int, bytes]] = []
        self.errors = 0
        self.begun, self.used = time.perf_counter(), time.process_time()
        self._free: list[_Connection] = []
        self._turns = asyncio.Semaphore(plan.connections)
        self._chance = random.Random(plan.seed)  # noqa: S311 - moments of a test
        self._requests = [
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: {ENCODINGS}\r\n\r\n".encode()
            for path, _ in plan.asked
        ]

    async def run(self) -> None:
        """Warm up, then ask in the way that is planned."""
        self._free = [await self._connected() for _ in range(self.plan.connections)]
        self._free.reverse()
        await self._closed(range(self.plan.warm), 1e9)
        self.answers.clear()
        self.errors = 0
        self.begun, self.used = time.perf_counter(), time.process_time()
        rest = range(self.plan.warm, len(self._requests))
        if self.plan.rate:
            await self._open(rest, self.plan.rate)
        else:
            await self._closed(rest, self.plan.seconds)
        for connection in self._free:
            connection.close()

    async def _closed(self, numbers: Sequence[int], seconds: float) -> None:
        left, end = iter(numbers), time.perf_counter() + seconds
        await asyncio.gather(*(self._visit(left, end) for _ in range(self.plan.connections)))

    async def _visit(self, left: Iterator[int], end: float) -> None:
        for number in left:
            await self._ask(number, time.perf_counter())
            if time.perf_counter() > end:
                return

    async def _open(self, numbers: Sequence[int], rate: float) -> None:
        at = 0.0
        under_way = []
        for number in numbers:
            at += self._chance.expovariate(rate)
            if at > self.plan.seconds:
                break
            await asyncio.sleep(max(0.0, self.begun + at - time.perf_counter()))
            under_way.append(asyncio.create_task(self._ask(number, self.begun + at)))
        await asyncio.gather(*under_way)

    async def _ask(self, number: int, since: float) -> None:
        async with self._turns:
            try:
                connection = self._taken() or await self._connected()
                raw = await connection.ask(self._requests[number])
            except OSError:
                self.errors += 1
                return
            self.answers.append(((time.perf_counter() - since) * 1000, number, raw))
            self._free.append(connection)

    def _taken(self) -> _Connection | None:
        """Any of the free connections, whichever process of the site holds it; None after one was lost."""
        if not self._free:
            return None
        at = self._chance.randrange(len(self._free))
        self._free[at], self._free[-1] = self._free[-1], self._free[at]
        return self._free.pop()

    async def _connected(self) -> _Connection:
        _, connection = await asyncio.get_running_loop().create_connection(
            _Connection, "127.0.0.1", self.plan.port
        )
        return connection


def _carried_out(plan: Plan) -> Ran:
    load = _Load(plan)
    asyncio.run(load.run())
    seconds, used = time.perf_counter() - load.begun, time.process_time() - load.used
    paths = [(plan.asked[number], raw) for _, number, raw in load.answers]
    return Ran(
        warm=plan.warm,
        times=[took for took, _, _ in load.answers],
        seconds=seconds,
        errors=load.errors,
        wrong=[path for (path, total), raw in paths if not is_right(path, total, raw)],
        answer_bytes=sum(len(raw) for _, raw in paths) / max(1, len(paths)),
        processor_seconds=used,
    )


def main() -> None:
    """Read a plan, carry it out, write what came of it."""
    wanted = msgspec.json.decode(sys.stdin.buffer.read(), type=Plan)
    sys.stdout.buffer.write(msgspec.json.encode(_carried_out(wanted)))
