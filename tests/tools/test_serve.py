"""`tratin serve` in several processes: who answers, and that all end together, however they end."""

import os
import shutil
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from served import (
    SEEDS,
    TRATIN,
    children_of,
    environment,
    free,
    open_files,
    run,
    serving,
    sockets_of,
    state,
    stopped,
    until,
)

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A home with an index of four articles, not to be written to."""
    home = tmp_path_factory.mktemp("serve") / "home"
    run(home, "init")
    run(home, "add", *SEEDS[:4])
    run(home, "build")
    return home


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
            until(shared_out, 60)  # those that start after the first take what comes once they are ready
        finally:
            for one in opened:
                one.close()


def ask_and_stay(site):
    """Ask, hear the answer, and keep the connection open."""
    one = socket.create_connection(("127.0.0.1", site.port), timeout=60)
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
    """After `kill -9` of the first process the others end by themselves; no port is taken, no file left."""
    with serving(built) as site:
        serving_now = site.children()
        assert site.total() == 4
        folders = {path.parent for path in sockets_of(site.process.pid)}
        assert [folder.stat().st_mode & 0o777 for folder in folders] == [0o700]
        site.process.kill()
        until(lambda: not any(state(pid)[0] for pid in serving_now))
        until(lambda: free(site.port))
        assert not any(folder.exists() for folder in folders)


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
