"""Processes that help are copies of one that has loaded what they need, and end with whoever asked."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="helpers are new processes there")

TOLD = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from search.helpers import context_of, end_with_parent

def told(_):
    import os, sys
    return os.getpid(), os.getppid(), [name in sys.modules for name in ("search.places", "index.pages")]

if __name__ == "__main__":
    with ProcessPoolExecutor(1, context_of("search.places"), initializer=end_with_parent) as pool:
        own, above, loaded = pool.submit(told, 0).result()
        print(own, above, os.getpid(), *loaded, flush=True)
        time.sleep(60 if "stay" in sys.argv else 0)
"""


@pytest.fixture
def script(tmp_path):
    """A program with one helper, which tells of itself."""
    path = tmp_path / "told.py"
    path.write_text(TOLD, encoding="utf-8")
    return [sys.executable, str(path)]


def test_a_helper_has_loaded_what_was_named(script):
    """That and nothing else, before it begins; it is no child of the one that asked."""
    said = subprocess.run(script, check=True, capture_output=True, text=True, timeout=60).stdout.split()
    own, above, asking, *loaded = said
    assert len({own, above, asking}) == 3
    assert loaded == ["True", "False"]


def lives(pid):
    """Whether a process is there, and no mere entry of one that ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


def test_helpers_end_with_the_one_that_was_killed(script):
    """Neither the helper nor the process of which it is a copy stays behind."""
    with subprocess.Popen([*script, "stay"], stdout=subprocess.PIPE, text=True) as asking:
        own, above = asking.stdout.readline().split()[:2]
        assert lives(own)
        assert lives(above)
        asking.kill()
    end = time.monotonic() + 20
    while (lives(own) or lives(above)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not lives(own)
    assert not lives(above)
