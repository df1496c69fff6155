"""A searching process of its own: `python -m tools.measure.engine.probe ENGINE FOLDER QUESTIONS`."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tools.measure.engine.peers import PEERS
from tools.measure.engine.shapes import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[3]


class Probed(msgspec.Struct, frozen=True):
    """Milliseconds to open and to answer the first question, and anonymous memory in MB after all of them."""

    opened: float
    first: float
    memory: float


def probe(name: str, folder: Path, questions: Sequence[Question], file: Path) -> Probed:
    """Ask in a fresh process."""
    file.write_bytes(msgspec.json.encode(questions))
    command = [sys.executable, "-m", "tools.measure.engine.probe", name, str(folder), str(file)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT)  # noqa: S603 - our own interpreter
    return msgspec.json.decode(done.stdout, type=Probed)


def _probe(name: str, folder: Path, questions: list[Question]) -> Probed:
    import_module(PEERS[name].module)
    started = time.perf_counter()
    searcher = PEERS[name].open(folder)
    opened = time.perf_counter()
    for number, question in enumerate(questions):
        searcher.search(question)
        if number == 0:
            answered = time.perf_counter()
    return Probed((opened - started) * 1000, (answered - opened) * 1000, _anonymous())


def _anonymous() -> float:
    """MB of memory that no file backs; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1000


if __name__ == "__main__":
    asked = msgspec.json.decode(Path(sys.argv[3]).read_bytes(), type=list[Question])
    sys.stdout.buffer.write(msgspec.json.encode(_probe(sys.argv[1], Path(sys.argv[2]), asked)))
