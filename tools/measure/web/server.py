"""A site that is measured: `tratin serve` as a process of its own, and what its processes cost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from search.errors import TratinError
from tools.measure.web.home import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.settings import Settings

ROOT = Path(__file__).parents[3]
COMMAND = (sys.executable, "-c", "from tools.main import main; main()")


def own_environment() -> dict[str, str]:
    """The environment for a process of ours: this code, and none of the settings of whoever measures."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRATIN_")}
    return {**kept, "PYTHONPATH": str(ROOT)}


class Site(NamedTuple):
    """A running site: its address, and the process that keeps the others."""

    url: str
    pid: int

    @property
    def port(self) -> int:
        """Where it answers."""
        return int(self.url.rstrip("/").rpartition(":")[2])

    def processor_seconds(self) -> float:
        """What all of its processes have used so far; not a number where the system does not tell."""
        try:
            return sum(_used(pid) for pid in (self.pid, *_children(self.pid)))
        except OSError:
            return float("nan")


@contextmanager
def serving(settings: Settings) -> Iterator[Site]:
    """The site over a home, once all of its processes answer; it ends with the block."""
    command = [*COMMAND, "--home", str(settings.home), "--json", "serve"]
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env={**own_environment(), **QUIET}, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            told = process.stdout.readline()
            if not told:
                raise TratinError("the site did not start", vietnamese="Không mở được trang để đo.")
            site = Site(json.loads(told)["url"], process.pid)
            _rest(site)
            yield site
        finally:
            process.terminate()


_LOOK, _IDLE = 0.5, 0.05
"""Seconds between looks at a site that starts; so few of the processor between two, and it is at rest."""


def _rest(site: Site) -> None:
    """Wait until all processes have opened the index: the first one has told that it answers."""
    used, now = -1.0, 0.0
    while now - used > _IDLE:
        time.sleep(_LOOK)
        used, now = now, site.processor_seconds()


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(pid) for pid in found.split()]


def _used(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
