"""Trials of durability: writers that are killed at random moments, files whose bits flip or that are cut."""

from __future__ import annotations

import gc
import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Timer
from typing import TYPE_CHECKING, NamedTuple

from search import generations
from search.embedded.verifying import verify_all
from search.embedded.writer import EmbeddedWriter
from search.errors import EngineError, NoIndex
from tools.measure.crash_child import ARTICLES, has_workers
from tools.measure.figures import Figure
from tools.measure.trials import Mixed, bring, digest, opened, state, strays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.measure.trials import State

HOME = Path(__file__).parents[2]
LINGERING = 5.0
"""Seconds after which a worker whose parent was killed must be gone."""

OPEN_AT_ONCE = 50
"""So many readers are opened before those that nobody uses are closed: each has some files open."""

STUCK = 120.0
"""Seconds after which a child that says nothing is a failure."""


@dataclass
class Kills:
    """What was found after writers were killed; `notes` say it at length."""

    trials: int = 0
    unopenable: int = 0
    lost: int = 0
    damaged: int = 0
    orphans: int = 0
    lingering: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """Whether nothing was found."""
        return not self.notes

    def note(self, what: str, text: str) -> None:
        """Count and tell a failure."""
        setattr(self, what, getattr(self, what) + 1)
        self.notes.append(f"trial {self.trials}: {what}: {text}")


class Killed(NamedTuple):
    """What a child had reported when it was killed, and how long its workers stayed."""

    reported: dict[int, str]
    seconds: float
    ended_itself: bool


def kill_writers(root: Path, trials: int, seed: int) -> Kills:
    """Kill as many writers of one index, each at a random moment of some commits."""
    chance, found, last = Random(seed), Kills(), 0  # noqa: S311 - trials
    root.mkdir(exist_ok=True)
    for _ in range(trials):
        found.trials += 1
        killed = _killed(root, last + 1, chance)
        last = max([last, *killed.reported])
        if any(said != digest(state(number, ARTICLES)) for number, said in killed.reported.items()):
            found.note("lost", "the child reported another state")
        if killed.ended_itself:
            found.note("unopenable", "the child ended by itself")
        if killed.seconds > LINGERING:
            found.note("lingering", f"{killed.seconds:.1f} s")
        last = _checked(root, last, found)
        last = _gone_on(root, last + 1, found)
    return found


def _checked(root: Path, last: int, found: Kills) -> int:
    """The number of the state that is there: the last one reported, or the one that was being committed."""
    try:
        shown = opened(root)
    except NoIndex:
        shown = {}
    except Mixed as mixed:
        found.note("lost", str(mixed))
        return last
    except EngineError as error:
        found.note("unopenable", str(error))
        return last
    numbers = [number for number in (last, last + 1) if shown == state(number, ARTICLES)]
    if not numbers:
        found.note("lost", f"state {last} was committed; now there is {sorted(shown.items())}")
    if shown and (damaged := [each for each in verify_all(root) if each.damaged]):
        found.note("damaged", str(damaged))
    return numbers[0] if numbers else last


def _gone_on(root: Path, number: int, found: Kills) -> int:
    """Commit another state over what the killed writer left."""
    try:
        _commit(root, state(number, ARTICLES), fresh=has_workers(number))
        if opened(root) != state(number, ARTICLES):
            found.note("lost", f"the next build did not make state {number}")
        if left := list(strays(root)):
            found.note("orphans", ", ".join(left))
    except (EngineError, Mixed) as error:
        found.note("unopenable", f"the next build: {error}")
    return number


def _commit(root: Path, wanted: State, *, fresh: bool) -> None:
    making = EmbeddedWriter(root, fresh=fresh)
    try:
        bring(making, wanted)
        making.commit()
    except EngineError:
        making.abandon()
        raise


# ---------------------------------------------------------------- killing


def _killed(root: Path, first: int, chance: Random) -> Killed:
    """Let a child build from a state on, and kill it at some moment: all of it, or only the writer itself."""
    child = start(root, first)
    watchdog = Timer(STUCK, _kill, (child,))
    watchdog.start()
    with child:
        assert child.stdout is not None
        said = _heard(child.stdout, chance)
        time.sleep(_until_killed(said, chance))
        started = time.monotonic()
        ended_itself = child.poll() is not None
        child.kill() if chance.random() < 0.3 else _kill(child)
        said += child.stdout  # to the end: all who hold the other side are gone
        seconds = time.monotonic() - started
        _kill(child)
    watchdog.cancel()
    done = [line.split() for line in said if line.startswith("done") and line.endswith("\n")]
    return Killed({int(number): told for _, number, _, told in done}, seconds, ended_itself)


def _heard(lines: Iterator[str], chance: Random) -> list[str]:
    """What a child says until some of its commits have begun; now and then one of its workers is killed."""
    said: list[str] = []
    commits = chance.randrange(7)
    if not commits:
        return said
    for line in lines:
        said.append(line)
        commits -= line.startswith("begin")
        if line.startswith("workers") and chance.random() < 0.3:
            time.sleep(chance.uniform(0, 0.5))
            with suppress(ProcessLookupError):
                os.kill(int(chance.choice(line.split()[1:])), signal.SIGKILL)
        if not commits:
            break
    return said


def _until_killed(said: list[str], chance: Random) -> float:
    """Seconds to wait: somewhere in the commit that has begun, or in the start of the child."""
    if not said:
        return chance.uniform(0, 0.6)
    return chance.uniform(0, 0.8 if has_workers(int(said[-1].split()[1])) else 0.04)


def start(root: Path, first: int) -> subprocess.Popen[str]:
    """A child that commits from a state on, in a process group of its own."""
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "tools.measure.crash_child", str(root), str(first)],
        env={**os.environ, "PYTHONPATH": str(HOME)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def _kill(child: subprocess.Popen[str]) -> None:
    """Kill a child with its workers."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


# ---------------------------------------------------------------- damage


@dataclass
class Flips:
    """What was found after bits were flipped and files cut."""

    trials: int = 0
    missed: int = 0
    stuck: int = 0
    notes: list[str] = field(default_factory=list)

    def note(self, what: str, text: str) -> None:
        """Count and tell a failure."""
        setattr(self, what, getattr(self, what) + 1)
        self.notes.append(f"trial {self.trials}: {what}: {text}")


def three_generations(root: Path) -> list[State]:
    """Make two generations from nothing and one on the second, which shares files with it; their states."""
    root.mkdir(exist_ok=True)
    states = [state(number) for number in (1, 2, 3)]
    for number, wanted in enumerate(states):
        _commit(root, wanted, fresh=number < 2)
    return states


def damage_files(root: Path, trials: int, seed: int) -> Flips:
    """Damage a file of the published generation, or `CURRENT`, so many times, and put it right again."""
    chance, found = Random(seed), Flips()  # noqa: S311 - trials
    states = three_generations(root)
    with _silent_readers():
        for _ in range(trials):
            found.trials += 1
            path = chance.choice(published_files(root))
            content = path.read_bytes()
            path.write_bytes(spoilt(content, chance))
            _check_damage(root, path.name, states, found)
            path.write_bytes(content)
            if not found.trials % OPEN_AT_ONCE:
                gc.collect()
    return found


@contextmanager
def _silent_readers() -> Iterator[None]:
    """They log what they find damaged, each time; who keeps that keeps what was open when it was found."""
    log = logging.getLogger("search.embedded.reader")
    log.disabled = True
    try:
        yield
    finally:
        log.disabled = False


def _check_damage(root: Path, name: str, states: list[State], found: Flips) -> None:
    """A damaged file must be found, and a new reader must answer from a generation that is whole."""
    if not any(each.damaged for each in verify_all(root)):
        found.note("missed", name)
    try:
        shown = opened(root)
    except Exception as error:  # noqa: BLE001 - whatever it is, search did not go on
        found.note("stuck", f"{name}: {error!r}")
        return
    if shown not in states:
        found.note("stuck", f"{name}: {sorted(shown.items())}")


def published_files(root: Path) -> list[Path]:
    """All files that the published generation needs."""
    folder = root / generations.current(root)
    return [root / generations.CURRENT, *sorted(folder.iterdir())]


def spoilt(content: bytes, chance: Random) -> bytes:
    """The content with a bit or some bytes of it changed, or cut."""
    how = chance.choice(("bit", "bytes", "cut"))
    if how == "cut":
        return content[: chance.randrange(len(content))]
    made, at = bytearray(content), chance.randrange(len(content))
    if how == "bit":
        made[at] ^= 1 << chance.randrange(7)
    else:
        for each in range(at, min(at + 8, len(content))):
            made[each] ^= chance.randint(1, 255)
    return bytes(made)


# ---------------------------------------------------------------- figures


def measure_crashes(trials: int, seed: int) -> tuple[list[Figure], list[str]]:
    """The figures of so many kills and as many damaged files, and what went wrong at length."""
    with TemporaryDirectory(prefix="tratin-crash-") as scratch:
        kills = kill_writers(Path(scratch) / "killed", trials, seed)
        flips = damage_files(Path(scratch) / "damaged", trials, seed)
    figures = [
        Figure("kills", kills.trials, "trials"),
        Figure("unopenable", kills.unopenable, "trials"),
        Figure("committed lost", kills.lost, "trials"),
        Figure("damaged after a kill", kills.damaged, "trials"),
        Figure("orphans after the sweep", kills.orphans, "trials"),
        Figure("workers that stayed", kills.lingering, "trials"),
        Figure("flips and cuts", flips.trials, "trials"),
        Figure("flips not found by verify", flips.missed, "trials"),
        Figure("flips after which search did not go on", flips.stuck, "trials"),
    ]
    return figures, kills.notes + flips.notes
