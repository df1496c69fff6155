"""What archives may cost, and that nothing in them stops the reading."""

from __future__ import annotations

import gzip
import random
import tracemalloc

import pytest
from warcs import answer, joined, page, record

from index.imports import FileSkip, read_files
from index.pages import RawPage

LIMIT = 1 << 20


def peak(path):
    """The most memory taken while all pages of a file are read, in bytes, and how many there are."""
    tracemalloc.start()
    try:
        count = sum(isinstance(one, RawPage) for one in read_files([path], "a", LIMIT))
        return tracemalloc.get_traced_memory()[1], count
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("packed", [True, False])
def test_memory_does_not_grow_with_the_file(tmp_path, packed):
    """Ten times as many pages take little more."""
    peaks = []
    for number in (40, 400):
        path = tmp_path / f"{number}.warc"
        words = random.Random(1).randbytes(10_000).hex()
        pages = [page(words, f"https://mau.example/{each}") for each in range(number)]
        path.write_bytes(joined(pages, packed=packed).data)
        memory, count = peak(path)
        assert count == number
        peaks.append(memory)
    assert peaks[1] < peaks[0] + 400_000


def test_one_member_for_all_takes_no_memory_either(tmp_path):
    """A file of 40 MB in one gzip member."""
    path = tmp_path / "a.warc.gz"
    with gzip.open(path, "wb", compresslevel=1) as out:
        for number in range(40):
            out.write(
                record("response", answer(b"<html>" + b"a" * 1_000_000), f"https://mau.example/{number}")
            )
    memory, count = peak(path)
    assert count == 40
    assert memory < 12_000_000


@pytest.mark.parametrize("packed", [True, False])
def test_no_damage_stops_the_reading(tmp_path, packed):
    """Whatever bytes change, go or come: all pages are read or told, and none is made up."""
    rng = random.Random(7)
    words = [rng.randbytes(600).hex() for _ in range(8)]
    whole = joined(
        [page(word, f"https://mau.example/{at}") for at, word in enumerate(words)], packed=packed
    ).data
    path = tmp_path / "a.warc"
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(rng.randrange(1, 4)):
            at, size = rng.randrange(len(data)), rng.randrange(1, 40)
            data[at : at + rng.choice((0, size))] = rng.randbytes(rng.choice((0, size)))
        path.write_bytes(data)
        found = list(read_files([path], "a", LIMIT))
        assert all(isinstance(one, RawPage | FileSkip) for one in found)
        pages = [one for one in found if isinstance(one, RawPage)]
        assert len(pages) >= 8 - 2 * 3
        assert len({one.name for one in pages}) == len(pages)
        if packed:
            texts = {f"<html><body>{word}</body></html>".encode() for word in words}
            assert {one.payload for one in pages} <= texts
