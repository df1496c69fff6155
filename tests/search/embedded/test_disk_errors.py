"""The disk is full or fails, at every step of a build: it is told, and the index is what it was."""

import errno
import gc
import itertools
import os
import random
import re
import shutil

import pytest
from disk import Failing
from trial import IS_PROOF, seed

from search import files, generations
from search.embedded import inverter, writer
from search.embedded.reader import EmbeddedReader
from search.embedded.verifying import verify_all
from search.embedded.writer import EmbeddedWriter
from search.errors import EngineError
from tools.measure.trials import bring, document, opened, shown, state, strays

ARTICLES = 10
TOLD = f"cannot write the index: ({os.strerror(errno.EIO)}|{os.strerror(errno.ENOSPC)})"
CURED = {**state(5, ARTICLES), "z": 1}


@pytest.fixture(autouse=True)
def _many_parts(monkeypatch):
    """Every batch is a part, and batches are small."""
    monkeypatch.setattr(inverter, "BYTES_AN_OCCURRENCE", 10**9)
    monkeypatch.setattr(writer, "BATCH", 4)
    monkeypatch.setattr(files.os, "fsync", lambda _: None)


def build(root, wanted, *, fresh=False):
    """Publish a state; abandon it where that fails."""
    making = EmbeddedWriter(root, fresh=fresh)
    try:
        bring(making, wanted)
        making.commit()
    except EngineError:
        making.abandon()
        raise


def before(number):
    """A state of several segments: the next commit merges."""
    return {**state(4, ARTICLES), **{f"c{each}": 1 for each in range(number)}}


WANTED = {**before(4), "a001": 9, "d": 1}
del WANTED["a002"]


@pytest.fixture
def live(tmp_path):
    """An index of several segments, with a generation before it."""
    root = tmp_path / "live"
    for number in range(4):
        build(root, before(number))
    return root


def steps(root, monkeypatch, fresh):
    """What a build does, step by step."""
    found = []
    disk = Failing(0)
    disk._step = lambda what, *_: found.append(what)
    with monkeypatch.context() as patch:
        disk.put_in(patch)
        build(root, WANTED, fresh=fresh)
    return found


def chosen(kinds, chance):
    """The numbers of the steps to fail at: in a proof all, else a quarter, of writes in a row few."""
    return [
        number
        for number, what in enumerate(kinds, start=1)
        if IS_PROOF or chance.random() < (0.03 if what == "write" else 0.25)
    ]


def leaves(root):
    """What an index consists of: its names, and what `CURRENT` says."""
    return sorted(str(path) for path in root.rglob("*")), (root / generations.CURRENT).read_bytes()


def attempt(root, disk, monkeypatch, fresh):
    """Build on a failing disk; the error, or None where it did not matter."""
    with monkeypatch.context() as patch:
        disk.put_in(patch)
        try:
            build(root, WANTED, fresh=fresh)
        except EngineError as error:
            return error
    return None


@pytest.mark.parametrize("fresh", [False, True])
def test_the_disk_may_fail_at_any_step(tmp_path, live, monkeypatch, fresh):
    """A failed build is told in a sentence and leaves what was there; the next one works."""
    shutil.copytree(live, tmp_path / "counted")
    kinds = steps(tmp_path / "counted", monkeypatch, fresh)
    failed = 0
    hows = itertools.cycle([(errno.EIO, False), (errno.ENOSPC, True), (errno.ENOSPC, False)])
    for number in chosen(kinds, random.Random(seed())):
        for code, stays in [next(hows) for _ in range(3 if IS_PROOF else 1)]:
            root = tmp_path / f"{number}-{code}-{stays}"
            shutil.copytree(live, root)
            disk = Failing(number, code, stays=stays)
            failed += check(root, disk, monkeypatch, fresh)
            shutil.rmtree(root)
        if number % 50 == 0:
            gc.collect()  # closes files
    assert failed > 10, "hardly a step that mattered"


def check(root, disk, monkeypatch, fresh):
    """Whether the build failed; then all must be as it was."""
    reader = EmbeddedReader(root)
    assert shown(reader) == before(3)
    was = leaves(root)
    error = attempt(root, disk, monkeypatch, fresh)
    if error is None:
        assert opened(root) == WANTED
    else:
        assert re.fullmatch(TOLD, str(error)), error
        check_unharmed(root, reader, was, disk)
    build(root, CURED)
    assert opened(root) == CURED
    assert list(strays(root)) == []
    return error is not None


def check_unharmed(root, reader, was, disk):
    """All is as it was; only what was published already and cannot be taken back stays, and is whole."""
    if disk.failed == "sync" and opened(root) == WANTED:
        assert disk.stays, "with room it is taken back"
        assert not next(verify_all(root)).damaged
        return
    assert opened(root) == shown(reader) == before(3)
    assert leaves(root) == was


def test_an_error_in_a_worker_is_told(tmp_path):
    """A worker that cannot write says so, and its part is not half there."""
    making = EmbeddedWriter(tmp_path, processes=2)
    for number in range(600):
        making.put(document(f"a{number}", 1))
    shutil.rmtree(making._folder)
    with pytest.raises(EngineError, match="cannot write the index: No such file"):
        making.commit()
    making.abandon()
    build(tmp_path, CURED)
    assert opened(tmp_path) == CURED


def test_a_worker_that_ends_is_told(tmp_path):
    """The system may kill a worker, for want of memory: it is told in a sentence, the next build works."""
    making = EmbeddedWriter(tmp_path, processes=2)
    for number in range(600):
        making.put(document(f"a{number}", 1))
    making._inverter._processes[1].kill()
    with pytest.raises(EngineError, match="a process that was building the index has ended"):
        making.commit()
    making.abandon()
    build(tmp_path, CURED)
    assert opened(tmp_path) == CURED
