"""Worker processes that invert documents. Batches are dealt in turn: the same documents, the same parts."""

from __future__ import annotations

from contextlib import suppress
from itertools import cycle
from typing import TYPE_CHECKING

from search import generations
from search.embedded.inverter import Inverter
from search.errors import EngineError
from search.helpers import context_of, end_with_parent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess
    from pathlib import Path

FINISH = None
"""Sent instead of a batch: finish the part and say so."""


class Workers:
    """Some processes with an inverter each; parts that are finished are told by `finished`."""

    def __init__(self, folder: Path, prefix: str, count: int, memory: int) -> None:
        context = context_of("search.embedded.workers")
        self._processes: list[BaseProcess] = []
        self._pipes: list[Connection] = []
        self._parts: list[str] = []
        for number in range(count):
            ours, theirs = context.Pipe()
            process = context.Process(
                target=_work, args=(theirs, folder, f"{prefix}{number}", memory // count), daemon=True
            )
            process.start()
            theirs.close()
            self._processes.append(process)
            self._pipes.append(ours)
        self._turn = cycle(self._pipes)

    def add(self, encoded: Sequence[bytes]) -> list[str]:
        """Hand a batch to the next worker; the names of the parts that were finished meanwhile."""
        pipe = next(self._turn)
        self._told(pipe.send, list(encoded))
        return [name for each in self._pipes for name in self._heard(each)]

    def finish(self) -> list[str]:
        """Have every worker finish its part, and wait for it; the names of the parts."""
        for pipe in self._pipes:
            self._told(pipe.send, FINISH)
        names = []
        for pipe in self._pipes:
            while (said := self._told(pipe.recv)) is not FINISH:
                names.append(_checked(said))
        return names

    def stop(self) -> None:
        """End the processes; what they had not finished is lost."""
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.join(timeout=5)
            if process.is_alive():
                process.terminate()
                process.join()

    def _heard(self, pipe: Connection) -> Iterator[str]:
        while self._told(pipe.poll):
            yield _checked(self._told(pipe.recv))

    @staticmethod
    def _told(call: object, *values: object) -> object:
        try:
            return call(*values)  # type: ignore[operator]
        except (OSError, EOFError) as error:
            raise EngineError(
                "a process that was building the index has ended; run `tratin build` again",
                vietnamese="Một tiến trình lập chỉ mục đã dừng; hãy chạy lại `tratin build`.",
            ) from error


def _cannot_index(error: Exception) -> EngineError:
    return EngineError(
        f"an article cannot be indexed: {error!r}",
        vietnamese="Có bài không lập chỉ mục được: lỗi của chương trình, xin báo lại.",
    )


def _checked(said: object) -> str:
    if isinstance(said, Exception):
        raise said
    assert isinstance(said, str)
    return said


def _work(pipe: Connection, folder: Path, prefix: str, memory: int) -> None:
    """A worker: batches in, names of finished parts out. It ends when the other side closes."""
    end_with_parent()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        inverter = Inverter(folder, prefix, memory)
        while True:
            batch = pipe.recv()
            try:
                name = inverter.finish() if batch is FINISH else inverter.add(batch)
            except OSError as error:
                pipe.send(generations.cannot_write(error))
                return
            except Exception as error:  # noqa: BLE001 - told where a person sees it
                pipe.send(_cannot_index(error))
                return
            if name is not None:
                pipe.send(name)
            if batch is FINISH:
                pipe.send(FINISH)
