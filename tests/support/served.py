"""A running `tratin serve` as a process of its own, and what its processes do."""

import json
import os
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

import commands
from commands import TRATIN, ran

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
MUCH = "1000000000"
"""Points a minute: a trial may ask faster than a person."""

VISITORS = 4
PATHS = ("tim?q=ket+nap", "tim", "api/v1/search?q=bi+thu", "api/v1/suggest?q=ch", "chu-de/to-chuc", "readyz")
"""What visitors of a trial ask for, in turns."""


def run(home, *arguments):
    """Run a command of `tratin` to its end."""
    done = ran(home, *arguments)
    assert done.returncode == 0, done.stderr
    return done


def environment():
    """That of commands, and a limit that no trial meets."""
    return {**commands.environment(), "TRATIN_LIMIT_PER_MINUTE": MUCH}


class Site:
    """A running `tratin serve`."""

    def __init__(self, process):
        self.process = process
        self.url = json.loads(process.stdout.readline())["url"]

    def total(self):
        """How many articles a search for all of them finds, over a connection of its own."""
        with urllib.request.urlopen(f"{self.url}api/v1/search", timeout=10) as answer:
            return json.load(answer)["total"]

    def children(self, count=2):
        """The processes that serve, once there are so many."""
        return until(lambda: len(found := children_of(self.process.pid)) == count and found)

    def alone(self):
        """What each process finds while the other one is held up."""
        found = []
        for held in sorted(self.children()):
            with stopped(held):
                found.append(self.total())
        return found

    def connections(self, pid):
        """Connections that a process holds."""
        here = {line.split()[9] for line in tcp() if int(line.split()[1].split(":")[1], 16) == self.port}
        return len({f"socket:[{inode}]" for inode in here} & open_files(Path(f"/proc/{pid}")))

    @property
    def port(self):
        """Where it answers."""
        return int(self.url.rstrip("/").rpartition(":")[2])


def tcp():
    """Lines of the system's table of established connections."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return [line for line in lines if line.split()[3] == "01"]


def open_files(process):
    """What a process has open."""
    return {str(file.readlink()) for file in (process / "fd").iterdir() if file.is_symlink()}


def sockets_of(pid):
    """The names of the Unix sockets that a process has open."""
    files = open_files(Path(f"/proc/{pid}"))
    rows = [line.split() for line in Path("/proc/net/unix").read_text("utf-8").splitlines()[1:]]
    return {Path(row[7]) for row in rows if len(row) > 7 and f"socket:[{row[6]}]" in files}


def children_of(parent):
    """Processes that a process started and that did not end."""
    numbers = (int(folder.name) for folder in Path("/proc").glob("[0-9]*"))
    return {pid for pid in numbers if state(pid)[1] == parent}


def state(pid):
    """A letter and the parent of a process; nothing for one that has ended."""
    try:
        letter, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[:2]
    except OSError:
        return "", 0
    return ("", 0) if letter in "ZX" else (letter, int(parent))


def free(port):
    """Whether a port can be served on: a process is told dead a moment before it lets go of its port."""
    try:
        with socket.create_server(("127.0.0.1", port)):
            return True
    except OSError:
        return False


def until(wanted, seconds=10.0):
    """What `wanted` gives, once it gives anything."""
    patience = time.monotonic() + seconds
    while not (got := wanted()):
        assert time.monotonic() < patience, "it did not come about"
        time.sleep(0.02)
    return got


@contextmanager
def serving(home, *arguments):
    """Serve a home while the block runs."""
    command = [*TRATIN, "--home", str(home), "--json", "serve", "--port", "0", *map(str, arguments)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env=environment(), start_new_session=True, **pipes) as process:
        try:
            yield Site(process)
        finally:
            process.kill()


@contextmanager
def stopped(pid):
    """Stop a process while the block runs."""
    os.kill(pid, signal.SIGSTOP)
    try:
        until(lambda: state(pid)[0] == "T")
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


class Visitors:
    """Some who ask again as soon as they are answered."""

    def __init__(self, url):
        self.url, self.times, self.failed, self._over = url, [], [], threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(VISITORS)]

    def __enter__(self):
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for each in self._threads:
            each.join()

    def _ask(self, number):
        while not self._over.is_set():
            number += 1
            begun = time.monotonic()
            try:
                with urllib.request.urlopen(self.url + PATHS[number % len(PATHS)], timeout=30) as answer:
                    answer.read()
            except OSError as error:
                self.failed.append(repr(error))
            self.times.append(time.monotonic() - begun)

    def slowest(self):
        """The 95th percentile of the seconds since the last call."""
        times, self.times = self.times, []
        return quantiles(times, n=20)[-1]


def memory(pids):
    """KB that each process holds."""
    status = {pid: Path(f"/proc/{pid}/status").read_text() for pid in pids}
    return {pid: int(text.split("VmRSS:")[1].split()[0]) for pid, text in status.items()}
