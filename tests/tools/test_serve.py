"""`tratin serve` in several processes: who answers, and that all end together, however they end."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
TRATIN = [sys.executable, "-c", "from tools.main import main; main()"]

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


def run(home, *arguments):
    """Run a command of `tratin` to its end."""
    command = [*TRATIN, "--home", str(home), *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env=environment()
    )
    assert done.returncode == 0, done.stderr
    return done


def environment():
    """The environment without the settings of whoever runs the tests; without the operators' page."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TRATIN_")}
    return {**kept, "TRATIN_ADMIN_BIND": ""}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A home with an index of four articles, not to be written to."""
    home = tmp_path_factory.mktemp("serve") / "home"
    run(home, "init")
    run(home, "add", *SEEDS[:4])
    run(home, "build")
    return home


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


def test_each_process_answers_alone(built):
    """While one process is held up, the other one answers, whichever it is."""
    with serving(built) as site:
        assert site.alone() == [4, 4]
        assert site.alone() == [4, 4]


def test_nothing_open_crosses_the_fork(built):
    """The process that starts the others has no thread and no file of the home that they could share."""
    with serving(built) as site:
        assert site.alone() == [4, 4]
        parent = Path(f"/proc/{site.process.pid}")
        assert len(list((parent / "task").iterdir())) == 1
        assert not [file for file in open_files(parent) if str(built) in file]


def test_questions_at_once_reach_several_processes(built):
    """Connections that come together are shared out, and every one is answered."""
    with serving(built, "--processes", "3") as site, ThreadPoolExecutor(12) as pool:
        children = site.children(3)
        opened = []

        def shared_out():
            opened.extend(pool.map(lambda _: ask_and_stay(site), range(12)))
            return sum(site.connections(pid) > 0 for pid in children) > 1

        try:
            until(shared_out)
        finally:
            for one in opened:
                one.close()


def ask_and_stay(site):
    """Ask, hear the answer, and keep the connection open."""
    one = socket.create_connection(("127.0.0.1", site.port), timeout=10)
    one.sendall(b"GET /api/v1/search HTTP/1.1\r\nHost: here\r\n\r\n")
    assert one.recv(100).startswith(b"HTTP/1.1 200")
    return one


def test_one_that_dies_is_replaced(built):
    """A process that is killed is told, another takes its place, and the site answers all the while."""
    with serving(built) as site:
        before = site.children()
        killed = min(before)
        os.kill(killed, signal.SIGKILL)
        until(lambda: killed not in children_of(site.process.pid))
        assert site.total() == 4
        (new,) = until(lambda: children_of(site.process.pid) - before)
        with stopped(max(before)):
            assert site.total() == 4
        assert new in site.children()
        site.process.send_signal(signal.SIGINT)
        told = site.process.stderr.read()
    assert str(killed) in told
    assert "signal 9" in told


def test_one_that_cannot_start_is_tried_a_few_times_a_second(built, tmp_path):
    """Where no process can be started any more the others serve on, and tries are few."""
    home = shutil.copytree(built, tmp_path / "home")
    with serving(home) as site:
        before = site.children()
        assert site.alone() == [4, 4]  # both have opened the store
        (home / "tratin.db").rename(tmp_path / "away.db")
        os.kill(min(before), signal.SIGKILL)
        time.sleep(2)
        assert site.total() == 4
        (tmp_path / "away.db").rename(home / "tratin.db")
        site.children()
        site.process.send_signal(signal.SIGINT)
        told = site.process.stderr.read()
    assert 2 <= told.count("another takes its place") <= 12
    assert "tratin init" in told


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("whole_group", [True, False])
def test_ctrl_c_ends_all(built, processes, whole_group):
    """Ctrl-C reaches all processes, or the first one alone: all end at once and without a word."""
    with serving(built, "--processes", processes) as site:
        serving_now = site.children(2) if processes > 1 else set()
        assert site.total() == 4
        end = os.killpg if whole_group else os.kill
        end(site.process.pid, signal.SIGINT)
        assert site.process.wait(timeout=5) in (0, 130)
        assert not any(state(pid)[0] for pid in serving_now)
        assert site.process.stderr.read() == ""


@pytest.mark.parametrize("processes", [1, 2])
def test_sigterm_ends_all(built, processes):
    """SIGTERM ends all, and the one that got it ends by it, as service managers expect."""
    with serving(built, "--processes", processes) as site:
        serving_now = site.children(2) if processes > 1 else set()
        site.process.terminate()
        assert site.process.wait(timeout=5) == -signal.SIGTERM
        assert not any(state(pid)[0] for pid in serving_now)
        assert site.process.stderr.read() == ""


def test_one_that_is_held_up_ends_too(built):
    """A process that cannot end by itself is killed after two seconds."""
    with serving(built) as site:
        held = min(site.children())
        os.kill(held, signal.SIGSTOP)
        site.process.terminate()
        assert site.process.wait(timeout=10) == -signal.SIGTERM
        assert not state(held)[0]


def test_nobody_outlives_a_killed_parent(built):
    """After `kill -9` of the first process the others end by themselves, and the port is free again."""
    with serving(built) as site:
        serving_now = site.children()
        assert site.total() == 4
        site.process.kill()
        until(lambda: not any(state(pid)[0] for pid in serving_now))
        until(lambda: free(site.port))


def test_an_answer_under_way_is_sent(built):
    """A question that was asked when the site is told to end is answered still, or its connection closed."""
    with serving(built) as site, ThreadPoolExecutor(4) as pool:
        site.children()

        def ask(_):
            try:
                while True:
                    assert site.total() == 4  # never a part of an answer
            except OSError:
                return True

        asking = [pool.submit(ask, number) for number in range(4)]
        time.sleep(0.5)
        site.process.terminate()
        assert all(one.result(timeout=10) for one in asking)


def test_a_new_generation_is_noticed_by_all(built, tmp_path):
    """Every process answers from a new generation within a second of its being published."""
    home = shutil.copytree(built, tmp_path / "home")
    with serving(home) as site:
        assert site.alone() == [4, 4]
        run(home, "add", *SEEDS)
        run(home, "build")
        time.sleep(1)
        assert site.alone() == [5, 5]


def test_a_taken_port(built):
    """A port that is taken is told once, with the way out, and nobody is started."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        command = [*TRATIN, "--home", str(built), "serve", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=60, env=environment()
        )
    assert done.returncode == 2
    assert done.stderr.count("--port") == 2  # once in each language
    assert "đang có chương trình khác dùng" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("processes", [0, 65, "two"])
def test_numbers_that_cannot_be(built, processes):
    """As many processes as there cannot be are a mistake in use."""
    command = [*TRATIN, "--home", str(built), "serve", "--port", "0", "--processes", str(processes)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment())
    assert done.returncode == 2
    assert "--processes" in done.stderr
