"""Bits that flip and files that are cut: found by verify, and readers go on from what is whole."""

import gc
import time
from random import Random

import pytest
from trial import IS_PROOF, seed

from search import generations
from search.embedded import inverter, reader, writer
from search.embedded.container import Arrays
from search.embedded.reader import EmbeddedReader
from search.embedded.segment import FOREVER, LIVE
from search.embedded.verifying import verify_all
from search.embedded.writer import EmbeddedWriter
from search.errors import DamagedIndex
from tools.measure.crash import damage_files, published_files, three_generations
from tools.measure.trials import Mixed, bring, document, opened, shown, state

FLIPS = 10_000 if IS_PROOF else 150
ARRAYS = 500 if IS_PROOF else 5


@pytest.fixture
def large(monkeypatch):
    """Generations are compared while they serve."""
    monkeypatch.setattr(reader, "CHECKED_AT_ONCE", 0)


def test_damage_is_found_and_search_goes_on(tmp_path):
    """Whatever file is damaged, verify says so, and a new reader answers from a generation that is whole."""
    assert damage_files(tmp_path, FLIPS, seed()).notes == []


def arrays_of(root):
    """Where the arrays of the published generation are: file, first byte, number of bytes."""
    return arrays_in(path for path in published_files(root) if path.suffix in (*FOREVER, LIVE))


def arrays_in(paths):
    """Where the arrays of some files are."""
    for path in paths:
        arrays = Arrays(path)
        for name, entry in arrays._directory.arrays.items():
            if entry.count:
                yield path, entry.offset, arrays[name].nbytes


def flip(path, at, bits):
    """Change bits of a byte."""
    content = bytearray(path.read_bytes())
    content[at] ^= bits
    path.write_bytes(content)


def wait_until_replaced(asked, published):
    """Search until another generation answers; no search may fail."""
    until = time.monotonic() + 10
    while asked.stats().generation == published:
        assert time.monotonic() < until, "the damage was not found"
        try:
            shown(asked)
        except Mixed:  # the damage itself, not noticed yet
            continue


@pytest.mark.usefixtures("large")
def test_a_large_generation_is_compared_while_it_serves(tmp_path, caplog):
    """Damage to any array is found within moments, and the generation before takes over; the log says so."""
    states = three_generations(tmp_path)
    published = generations.current(tmp_path)
    places = list(arrays_of(tmp_path))
    chance = Random(seed())
    for _ in range(ARRAYS):
        path, first, size = chance.choice(places)
        at, bits = first + chance.randrange(size), 1 << chance.randrange(8)
        flip(path, at, bits)
        caplog.clear()
        asked = EmbeddedReader(tmp_path)
        wait_until_replaced(asked, published)
        assert shown(asked) in states[:2]
        assert "serves instead" in caplog.text
        gc.collect()  # closes files
        flip(path, at, bits)


@pytest.mark.usefixtures("large")
def test_what_no_answer_needs_may_be_damaged(tmp_path):
    """Zeros between arrays and Whoosh's table are not compared while it serves: answers are right."""
    three_generations(tmp_path)
    folder = tmp_path / generations.current(tmp_path)
    flip(folder / "_MAIN_1.toc", 40, 1)
    segment = next(path for path in published_files(tmp_path) if path.suffix == ".seg")
    flip(segment, 20, 1)
    asked = EmbeddedReader(tmp_path)
    for _ in range(20):
        assert shown(asked) == state(3)
        time.sleep(0.01)
    assert asked.stats().generation == folder.name
    damaged = next(verify_all(tmp_path)).damaged
    assert sorted(damaged) == sorted(("_MAIN_1.toc", segment.name))


@pytest.mark.usefixtures("large")
def test_without_another_generation_the_damaged_one_serves_on(tmp_path, caplog):
    """One flipped bit does not stop a site that has nothing else to show; the log says what to do."""
    build(tmp_path, state(1))
    path, first, _ = next(place for place in arrays_of(tmp_path) if place[0].suffix == ".doc")
    flip(path, first + 200, 1)
    asked = EmbeddedReader(tmp_path)
    asked.stats()
    until = time.monotonic() + 10
    while "tratin build --full" not in caplog.text:
        assert time.monotonic() < until
        time.sleep(0.01)
    assert asked.stats().articles == len(state(1))


def build(root, wanted, **how):
    """Publish a state."""
    making = EmbeddedWriter(root, **how)
    bring(making, wanted)
    making.commit()


def test_a_damaged_generation_is_not_built_upon(tmp_path):
    """The next build begins from nothing, and all is well again."""
    three_generations(tmp_path)
    segment = next(path for path in published_files(tmp_path) if path.suffix == ".seg")
    flip(segment, segment.stat().st_size // 2, 1)
    build(tmp_path, state(4), fresh=False)
    assert opened(tmp_path) == state(4)
    assert next(verify_all(tmp_path)).damaged == ()


def test_damage_is_not_merged(tmp_path, monkeypatch):
    """A large segment is compared before it is merged: new checksums must not hide old damage."""
    monkeypatch.setattr("search.embedded.writer.CHECKED_AT_ONCE", 0)
    build(tmp_path, state(1))
    path, first, _ = next(place for place in arrays_of(tmp_path) if place[0].suffix == ".doc")
    flip(path, first + 200, 1)
    making = EmbeddedWriter(tmp_path, fresh=False)
    for each in list(state(1))[:30]:
        making.put(document(each, 9))
    with pytest.raises(DamagedIndex, match="tratin build --full"):
        making.commit()
    making.abandon()


def test_a_damaged_part_is_made_again(tmp_path, monkeypatch, caplog):
    """A build goes on from those of its finished parts that are whole."""
    monkeypatch.setattr(inverter, "BYTES_AN_OCCURRENCE", 10**9)  # every batch is a part
    monkeypatch.setattr(writer, "BATCH", 4)
    paused = EmbeddedWriter(tmp_path)
    bring(paused, state(1))
    paused.pause()
    before = EmbeddedWriter(tmp_path, fresh=False)
    before.pause()
    path, first, size = max(arrays_in(tmp_path.rglob("*.seg")), key=lambda place: place[2])
    flip(path, first + size // 2, 1)
    making = EmbeddedWriter(tmp_path, fresh=False)
    assert len(making.held()) == len(before.held()) - 4 > 0
    assert path.name in caplog.text
    bring(making, state(1))
    making.commit()
    assert opened(tmp_path) == state(1)
    assert next(verify_all(tmp_path)).damaged == ()


def test_a_missing_generation_is_told(tmp_path):
    """`CURRENT` may name a generation that is gone."""
    build(tmp_path, state(1))
    build(tmp_path, state(2))
    folder = tmp_path / generations.current(tmp_path)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    assert next(verify_all(tmp_path)).damaged
    assert opened(tmp_path) == state(1)
