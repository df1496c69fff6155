"""Writers that are killed at any moment: what was committed is there, and the next build goes on."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

from trial import IS_PROOF, seed

from search.embedded.writer import EmbeddedWriter
from tools.measure import crash_child
from tools.measure.crash import HOME, LINGERING, kill_writers, start
from tools.measure.trials import bring, document, opened, state, strays

TRIALS = 2000 if IS_PROOF else 20

CUT_OFF = """
import os, signal, sys
from pathlib import Path
from search.embedded import writer
from tools.measure.trials import document, state
writer.BATCH = 4
making = writer.EmbeddedWriter(Path(sys.argv[1]), fresh=sys.argv[2] == "fresh", memory_mb=0)
for number, (article_id, version) in enumerate(state(2).items()):
    if number == 22:
        os.kill(os.getpid(), signal.SIGKILL)
    making.put(document(article_id, version))
"""


def cut_off(root, how):
    """A build that is killed when five parts are finished and two articles wait for the sixth."""
    done = subprocess.run(
        [sys.executable, "-c", CUT_OFF, str(root), how],
        env={**os.environ, "PYTHONPATH": str(HOME)},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL


def test_a_kill_at_any_moment_loses_nothing(tmp_path):
    """The index opens, the last commit that was reported is there, and the next one leaves nothing over."""
    found = kill_writers(tmp_path / "index", TRIALS, seed())
    assert found.notes == []


def test_a_build_that_was_killed_goes_on(tmp_path):
    """What was in finished parts is not put again."""
    cut_off(tmp_path, "fresh")
    making = EmbeddedWriter(tmp_path)
    assert making.held() == dict(list(state(2).items())[:20])
    assert bring(making, state(2)) == len(state(2)) - 20
    making.commit()
    assert opened(tmp_path) == state(2)
    assert list(strays(tmp_path)) == []


def test_a_change_that_was_killed_goes_on(tmp_path):
    """An article that a finished part replaces is not there twice, whatever is committed next."""
    making = EmbeddedWriter(tmp_path)
    bring(making, state(1))
    making.commit()
    cut_off(tmp_path, "change")
    making = EmbeddedWriter(tmp_path, fresh=False)
    held = {**state(1), **dict(list(state(2).items())[:20])}
    assert making.held() == held
    making.commit()
    assert opened(tmp_path) == held
    assert list(strays(tmp_path)) == []


def test_groups_of_a_build_that_goes_on(tmp_path):
    """The groups of what is held are those of living articles, of the base and of finished parts."""
    making = EmbeddedWriter(tmp_path)
    some = [replace(document(f"{at}", 1), group="g" * (at % 2)) for at in range(6)]
    for each in some:
        making.put(each)
    making.commit()
    making = EmbeddedWriter(tmp_path, fresh=False)
    assert making.groups() == {"1": "g", "3": "g", "5": "g"}
    making.delete("1")
    making.put(replace(some[3], group="h"))
    making.put(replace(some[0], group="h"))
    making._finish_parts()
    making.pause()
    making = EmbeddedWriter(tmp_path, fresh=False)
    assert making.groups() == {
        "0": "h",
        "1": "g",
        "3": "h",
        "5": "g",
    }  # what only was deleted is not in a part
    making.abandon()


def test_workers_end_with_the_writer(tmp_path):
    """Nobody tells workers that their parent was killed; they notice at once."""
    with start(tmp_path, crash_child.EVERY) as child:
        for line in child.stdout:
            if line.startswith("workers"):
                break
        time.sleep(0.3)
        child.kill()
        killed = time.monotonic()
        child.stdout.read()  # ends when nobody has it open
    assert time.monotonic() - killed < LINGERING
