"""Power fails at every step of some builds: whatever is left, a reader answers from what was committed."""

import gc
import hashlib
import random
import shutil

import pytest
from disk import HOWS, Disk, Names, Recorder, Write, lay
from trial import IS_PROOF, seed

from search import files, generations
from search.embedded import inverter, writer
from search.embedded.writer import EmbeddedWriter
from search.errors import EngineError
from tools.measure.trials import Mixed, bring, opened, state, strays

ARTICLES = 10

SHARE = 1 / 6
"""Of the disks that may be left, those that are looked at when it is no proof."""


@pytest.fixture(autouse=True)
def _many_parts(monkeypatch):
    """Every batch is a part, and batches are small."""
    monkeypatch.setattr(inverter, "BYTES_AN_OCCURRENCE", 10**9)
    monkeypatch.setattr(writer, "BATCH", 4)


class Recorded:
    """What was done to a disk, and which state each commit was to publish."""

    def __init__(self, root, monkeypatch):
        self.root = root
        root.mkdir()
        disk = Recorder(root)
        self.log = disk.log
        self.commits = []
        """Of each commit: its state, and the steps that were done when it began and had returned."""
        with monkeypatch.context() as patch:
            disk.put_in(patch)
            self._scenario()

    def _commit(self, wanted, **how):
        making = EmbeddedWriter(self.root, **how)
        bring(making, wanted)
        began = len(self.log)
        making.commit()
        self.commits.append((wanted, began, len(self.log)))

    def _scenario(self):
        """Builds from nothing, small commits until they merge, one paused and gone on with, one abandoned."""
        self._commit(state(1, ARTICLES))
        self._commit({**state(1, ARTICLES), "a004": 9, "b": 1}, fresh=False)
        for number in range(4):
            added = {f"c{each}": each for each in range(number + 1)}
            self._commit({**state(1, ARTICLES), **added}, fresh=False)
        paused = EmbeddedWriter(self.root, fresh=False)
        bring(paused, state(2, ARTICLES + 4))
        paused.pause()
        self._commit({**state(2, ARTICLES + 4), "a001": 7}, fresh=False)
        abandoned = EmbeddedWriter(self.root)
        bring(abandoned, state(3, ARTICLES))
        abandoned.abandon()
        self._commit(state(4, ARTICLES))
        self._commit(state(5, ARTICLES), fresh=False)

    def expected(self, done):
        """The states that may be shown when this many steps were done; None is: no index yet."""
        before = [wanted for wanted, _, returned in self.commits if returned <= done] or [None]
        now = [
            wanted
            for wanted, began, returned in self.commits
            if began < done < returned and self._is_published(began, done)
        ]
        return [before[-1], *now]

    def next_after(self, done):
        """The state that was being built when this many steps were done."""
        return next((wanted for wanted, _, returned in self.commits if done < returned), self.commits[-1][0])

    def _is_published(self, began, done):
        steps = [step for step in self.log[began:done] if isinstance(step, Names)]
        return any(step.changes.get(generations.CURRENT) for step in steps)


def disks(log, chance):
    """After every step, disks that may be left: each once, with the number of steps.

    When it is no proof, one in six.

    Of writes to one file in a row the last stands for all: it may be torn to what each of the others leaves.
    """
    disk, seen = Disk(), set()
    for done, step in enumerate(log, start=1):
        disk.step(step)
        if isinstance(step, Write) and isinstance(log[done], Write) and not IS_PROOF:
            continue
        for names, data in HOWS if IS_PROOF else chance.sample(HOWS, 2):
            content = disk.after_power_failed(chance, names, data)
            key = hashlib.sha256(repr(content).encode()).digest()
            if key not in seen and (IS_PROOF or chance.random() < SHARE):
                seen.add(key)
                yield done, (names, data), content


def loss(root, expected):
    """What is wrong with what a reader answers; empty where nothing is."""
    try:
        found = opened(root)
    except EngineError as error:
        return "" if None in expected else f"{type(error).__name__}: {error}"
    except Mixed as error:
        return f"mixed: {error}"
    return "" if found in expected else f"another state: {found}"


def goes_on(root, wanted, chance):
    """What is wrong after the next build; empty where nothing is."""
    try:
        making = EmbeddedWriter(root, fresh=chance.random() < 0.3)
        bring(making, wanted)
        making.commit()
        found = opened(root)
    except (EngineError, Mixed) as error:
        return f"the next build: {type(error).__name__}: {error}"
    if found != wanted:
        return f"the next build made {found}"
    return f"left over: {left}" if (left := list(strays(root))) else ""


def losses(recorded, chance, folder):
    """All that is wrong, each with the steps done and the disk that was left."""
    for number, (done, how, content) in enumerate(disks(recorded.log, chance)):
        lay(content, folder)
        wanted = chance.choice((state(8, ARTICLES), recorded.next_after(done)))
        wrong = loss(folder, recorded.expected(done)) or goes_on(folder, wanted, chance)
        shutil.rmtree(folder)
        if number % 50 == 0:
            gc.collect()  # closes files
        if wrong:
            yield f"step {done} of {len(recorded.log)}, {how}: {wrong}"


def test_power_may_fail_at_any_step(tmp_path, monkeypatch):
    """A reader shows what was committed, never less and never a mixture; the next build leaves no stray."""
    chance = random.Random(seed())
    recorded = Recorded(tmp_path / "live", monkeypatch)
    monkeypatch.setattr(files.os, "fsync", lambda _: None)
    found = list(losses(recorded, chance, tmp_path / "left"))
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("lie", ["sync_folder", "NewFile.sync"])
def test_the_trial_finds_what_is_not_durable(tmp_path, monkeypatch, lie):
    """Without the syncs of folders, or of files, it is told what was lost."""
    with monkeypatch.context() as patch:
        patch.setattr(f"search.files.{lie}", lambda _: None)
        recorded = Recorded(tmp_path / "live", monkeypatch)
    assert next(losses(recorded, random.Random(seed()), tmp_path / "left"), "")
