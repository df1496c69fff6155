"""Memory of a process that cleans many pages: `python -m tools.measure.cleaning.memory PAGES SEED`.

It takes the synthetic pages of all kinds again and again, each time with other words, and looks at itself
now and then. The pages themselves (about 20 MB) and what makes them are in its memory, too.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from index.clean.cleaner import clean
from tools.measure.cleaning.samples import fixtures, raw_page
from tools.measure.cleaning.timing import varied
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
SAMPLES = 50
"""How often the process looks at its memory."""
WARM = 0.2
"""The share of the pages after which memory may grow no more."""


def measure_memory(pages: int, seed: int) -> Iterator[Figure]:
    """The most that a fresh process takes, and how much more at the end than after a fifth of the pages."""
    command = [sys.executable, "-m", "tools.measure.cleaning.memory", str(pages), str(seed)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)  # noqa: S603 - our own interpreter
    sizes = msgspec.json.decode(done.stdout, type=list[float])
    yield Figure("pages cleaned for memory", pages, "pages")
    yield Figure("memory", round(max(sizes), 1), "MB")
    yield Figure("memory, growth", round(growth(sizes), 1), "MB")


def growth(sizes: list[float]) -> float:
    """How much the last third lies above the stretch after warming up, by their middle values."""
    warm = sizes[int(len(sizes) * WARM) :]
    third = max(1, len(warm) // 3)
    return _middle(warm[-third:]) - _middle(warm[:third])


def _middle(sizes: list[float]) -> float:
    return sorted(sizes)[len(sizes) // 2]


def _sizes(pages: int, seed: int) -> Iterator[float]:
    """Clean, and look every so many pages."""
    own = [raw_page(page) for page in fixtures().every_page(seed)]
    step = max(1, pages // SAMPLES)
    for number, page in enumerate(islice(cycle(own), pages), start=1):
        clean(replace(varied(page, number), url=f"{page.url}?n={number}"))
        if number % step == 0:
            yield resident()


def resident() -> float:
    """MB of memory of this process; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(list(_sizes(int(sys.argv[1]), int(sys.argv[2])))))
