"""Merging: array by array the same as building at once."""

import random
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from making import document

from search.embedded.inverter import Inverter
from search.embedded.merge import merge
from search.embedded.segment import open_raw
from search.embedded.stored import StoredDocuments
from search.model import Evidence, Span, Statement

EVIDENCE = Evidence("", "made up")

WORDS = "đảng bộ chi kết nạp viên mới nông thôn xây dựng huyện xã tỉnh uỷ ban nhân dân 2021 28-CT/TW".split()


def documents(chance, count, start=0):
    """Random documents; now and then one that overflows a byte or two."""
    for number in range(start, start + count):
        body = chance.choices(WORDS, k=chance.randint(0, 60))
        if chance.random() < 0.05:
            body += ["lặp"] * chance.choice([255, 256, 300, 70_000])
        yield speaking(
            chance,
            f"a{number:05d}",
            when=chance.choice(["", "2020-01-02", "2021-03-04 10:00"]),
            place=chance.choice([None, ("p:1",), ("p:1", "d:2"), ("p:2", "d:3", "c:4")]),
            topics=chance.sample(["a/x", "a/y", "b/z"], chance.randint(0, 2)),
            group=chance.choice(["", "", "g1", "g2"]),
            title=" ".join(chance.choices(WORDS, k=4)),
            lead=" ".join(chance.choices(WORDS, k=8)),
            body=" ".join(body) + f" riêng{number}",
        )


def speaking(chance, id, **parts):
    """A document in which somebody says some stretches of it, mostly."""
    made = document(id, **parts)
    size = len(made.article.text)
    cuts = sorted(chance.sample(range(size), min(size, 2 * chance.randint(0, 4)) // 2 * 2))
    statements = tuple(
        Statement(
            chance.choice(["", "An", "Bình"]), chance.choice(["", "Bí thư"]), (Span(a, b - a),), EVIDENCE
        )
        for a, b in zip(cuts[::2], cuts[1::2], strict=True)
    )
    return replace(made, statements=statements)


def part(folder, name, docs):
    """One finished part of these documents."""
    inverter = Inverter(folder, name, 10**9)
    encoded = [msgspec.json.encode(doc) for doc in docs]
    for first in range(0, len(encoded), 7):
        inverter.add(encoded[first : first + 7])
    return inverter.finish()


def assert_same(one, other):
    """All arrays of two segments are equal, and so are their stored documents."""
    assert set(one.arrays.sizes()) == set(other.arrays.sizes())
    for name in one.arrays.sizes():
        assert one.arrays[name].dtype == other.arrays[name].dtype, name
        assert np.array_equal(one.arrays[name], other.arrays[name]), name
    assert one.arrays.info == other.arrays.info
    assert bytes(one.stored.data) == bytes(other.stored.data)


@pytest.mark.parametrize("seed", range(8))
def test_merged_is_built_at_once(tmp_path, seed):
    """Segments of any sizes merged, dead articles dropped, are what building the living at once gives."""
    chance = random.Random(seed)
    sizes = [chance.choice([1, 3, 30, 80]) for _ in range(chance.randint(1, 5))]
    living, segments, done = [], [], 0
    for number, size in enumerate(sizes):
        docs = list(documents(chance, size, done))
        done += size
        raw = open_raw(tmp_path, part(tmp_path, f"p{number}x", docs))
        alive = None
        if seed % 2:
            alive = np.array([chance.random() < 0.7 for _ in docs])
            docs = [doc for doc, lives in zip(docs, alive, strict=True) if lives]
        segments.append((raw, alive))
        living += docs
    count = merge(tmp_path, "merged", segments)
    assert count == len(living)
    if living:
        assert_same(open_raw(tmp_path, "merged"), open_raw(tmp_path, part(tmp_path, "once", living)))


def test_stored_documents_come_along(tmp_path):
    """A merged segment draws every living document."""
    docs = list(documents(random.Random(1), 20))
    raw = open_raw(tmp_path, part(tmp_path, "p", docs))
    alive = np.arange(20) % 3 > 0
    merge(tmp_path, "m", [(raw, alive)])
    stored = StoredDocuments(tmp_path / "MAIN_m.doc")
    assert [stored.document(n) for n in range(13)] == [
        doc for doc, lives in zip(docs, alive, strict=True) if lives
    ]
