from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from index.store import open_store
from index.store.lock import HOLDER_NAME
from search.errors import StoreError, StoreLocked

ROOT = Path(__file__).parents[3]

HOLD = """
import sys
from pathlib import Path
from index.store import open_store
from search.settings import load_settings
with open_store(load_settings(Path(sys.argv[1]), {}), write=True):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(settings):
    """Another process that holds the writer's lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(settings.home)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_writer_is_told_who_writes(settings, holder):
    """The message gives process, command and time; readers are not kept out."""
    says = rf"written by process {holder.pid} \(.*\) since \d\d:\d\d"
    with pytest.raises(StoreLocked, match=says), open_store(settings, write=True):
        pass
    with open_store(settings, write=False) as store:
        assert store.counts()["articles"] == 0


def test_a_killed_writer_holds_nothing(settings, holder):
    """What it left behind does not count: the lock of the operating system does."""
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert json.loads((settings.home / HOLDER_NAME).read_text())["pid"] == holder.pid
    with open_store(settings, write=True):
        assert json.loads((settings.home / HOLDER_NAME).read_text())["pid"] == os.getpid()
    assert not (settings.home / HOLDER_NAME).exists()


@pytest.mark.parametrize(
    "content", [None, "", "{", "[]", '{"pid": 1}', '{"pid":1,"command":"x","since":"?"}']
)
def test_an_unreadable_note_about_the_writer_does_no_harm(settings, content):
    """The lock is refused all the same, without a name."""
    with open_store(settings, write=True):
        path = settings.home / HOLDER_NAME
        path.unlink() if content is None else path.write_text(content)
        with (
            pytest.raises(StoreLocked, match="written by another process"),
            open_store(settings, write=True),
        ):
            pass


def test_the_lock_is_free_after_an_error(settings):
    """An exception inside the block closes the store."""
    with pytest.raises(ZeroDivisionError), open_store(settings, write=True):
        1 / 0  # noqa: B018 - any error
    with open_store(settings, write=True):
        pass


def test_a_folder_that_may_not_be_written_is_said_plainly(settings, monkeypatch):
    """A refused lock file is a StoreError with the reason."""

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied", "writer.lock")

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    with pytest.raises(StoreError, match="Permission denied"), open_store(settings, write=True):
        pass
