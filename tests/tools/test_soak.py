"""An hour of mixed questions: nothing fails, and no process grows."""

import time
from pathlib import Path

import pytest
from served import SEEDS, Visitors, memory, run, serving
from trial import IS_PROOF

MINUTES = 60 if IS_PROOF else 0.2
GROWTH = 40_000
"""KB that a process may grow after the first tenth of the time."""

START = 8
"""Seconds in which all processes have opened the index and answered something."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


def test_an_hour_changes_nothing(tmp_path):
    """Every question is answered, by the same processes, which hold no more than in the beginning."""
    home = tmp_path / "home"
    run(home, "init")
    run(home, "add", *SEEDS)
    run(home, "build")
    with serving(home) as site, Visitors(site.url) as visitors:
        children = site.children()
        time.sleep(max(6 * MINUTES, START))
        before = memory(children)
        time.sleep(54 * MINUTES)
        after = memory(children)
        assert site.children() == children
    print(f"{len(visitors.times)} answers, growth {[after[pid] - before[pid] for pid in children]} KB")
    assert visitors.failed == []
    assert all(after[pid] - before[pid] < GROWTH for pid in children)
