"""Commands that tests run are copies of a process, and yet processes of their own."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path

import pytest
from commands import environment, ran
from copied import AFRESH, finished

ASKED = (["--help"], ["--json", "config"], ["config", "nosuch"], ["search", "x"], ["--home"])


@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_a_copy_says_what_a_fresh_process_says(tmp_path, arguments):
    """The same output, remarks and exit code, from another folder and with settings of its own."""
    env = {**environment(), "TRATIN_MAX_PAGE_SIZE": "7", "NO_COLOR": "1"}
    fresh = subprocess.run([*AFRESH, *arguments], capture_output=True, check=False, env=env, cwd=tmp_path)
    copied = finished(*arguments, env=env, cwd=tmp_path, text=False)
    assert (copied.stdout, copied.stderr, copied.returncode) == (fresh.stdout, fresh.stderr, fresh.returncode)


def test_nothing_of_a_copy_is_left(tmp_path):
    """What one was asked, and its settings, the next does not know; this process stays as it is."""
    before = dict(os.environ), Path.cwd()
    assert ran(tmp_path, "config", env={"TRATIN_NOSUCH": "1"}).returncode == 2
    assert ran(tmp_path, "config").returncode == 0
    assert (dict(os.environ), Path.cwd()) == before


def test_several_at_once(tmp_path):
    """Each caller gets what its own command wrote."""
    told = {}

    def ask(name):
        told[name] = ran(tmp_path / name, "init").stdout

    callers = [threading.Thread(target=ask, args=(f"home-{number}",)) for number in range(4)]
    for each in callers:
        each.start()
    for each in callers:
        each.join()
    assert all(name in told[name] and (tmp_path / name).is_dir() for name in told)
    assert len(told) == 4


def test_who_takes_too_long_is_killed(tmp_path):
    """As a command that waits for its input would be."""
    ran(tmp_path, "init")
    with pytest.raises(subprocess.TimeoutExpired):
        ran(tmp_path, "serve", "--port", 0, timeout=0.5)
    assert ran(tmp_path, "config").returncode == 0
