"""One writer at a time. The operating system's lock decides; a small file beside it says who holds it."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from index.store.failures import as_store_error
from search.errors import StoreLocked

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCK_NAME = "writer.lock"
HOLDER_NAME = "writer.json"
COMMAND_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes: process number, command, and since when (ISO, local time of the machine)."""

    pid: int
    command: str
    since: str

    def __str__(self) -> str:
        """`process 123 (tratin add) since 10:32`, with the day if it was another."""
        since = datetime.fromisoformat(self.since)
        form = "%H:%M" if since.date() == datetime.now().astimezone().date() else "%Y-%m-%d %H:%M"
        return f"process {self.pid} ({self.command}) since {since:{form}}"


@contextmanager
def writer_lock(home: Path, wait: float = 0) -> Iterator[None]:
    """Hold the writer's lock of a home folder. A dead process holds nothing, whatever its file says.

    `wait` is how many seconds another one is given to end.

    Raises:
        StoreLocked: another process holds it.
        StoreError: the folder cannot be written to.
    """
    lock = FileLock(home / LOCK_NAME, timeout=wait)
    with as_store_error(f"Cannot write to the store in {home}"):
        try:
            lock.acquire()
        except Timeout as error:
            raise StoreLocked(
                f"The store in {home} is being written by {_who(home / HOLDER_NAME)}; "
                "try again when that has ended"
            ) from error
    try:
        with as_store_error(f"Cannot write to the store in {home}"):
            _sign(home / HOLDER_NAME)
        yield
    finally:
        with suppress(OSError):
            (home / HOLDER_NAME).unlink()
        lock.release()


def _sign(path: Path) -> None:
    holder = Holder(os.getpid(), _command(), datetime.now().astimezone().isoformat(timespec="seconds"))
    path.write_text(json.dumps(asdict(holder)), encoding="utf-8")


def _command() -> str:
    words = [Path(sys.argv[0]).name, *sys.argv[1:]] if sys.argv else ["python"]
    line = " ".join(words)
    return line if len(line) <= COMMAND_LENGTH else f"{line[:COMMAND_LENGTH]}…"


def _who(path: Path) -> str:
    """The holder in words; the file may be missing or half written at this moment."""
    try:
        return str(Holder(**json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError):
        return "another process"
