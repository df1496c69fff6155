"""Numbering words of a batch: what a dictionary would give."""

import random

import numpy as np
import pytest

from search.embedded.hashing import LONGEST, Numbering


def numbered(numbering, words, encoding="utf-32-le"):
    """The numbers of some words that stand in one text."""
    encoded = [word.encode(encoding, "surrogatepass") for word in words]
    dtype = np.uint8 if encoding == "utf-8" else np.uint32
    parts = [np.frombuffer(each, dtype) for each in encoded]
    text = np.concatenate([part for each in parts for part in (each, np.array([32], dtype))])
    ends = np.cumsum([len(part) + 1 for part in parts]) - 1
    starts = ends - np.array([len(part) for part in parts])
    return numbering.numbers(text, starts, ends).tolist()


@pytest.fixture
def both():
    """A numbering, and the dictionary that it learns from."""
    known = {}
    return Numbering(lambda word: known.setdefault(word, len(known))), known


def test_as_a_dictionary_would(both):
    """Any words, met in any order and often, long and odd ones too, have the number that was learned."""
    numbering, known = both
    chance = random.Random(4)
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ0123456789漢😀\ud800"
    every = [
        "".join(chance.choices(letters, k=chance.choice([1, 2, 5, 9, LONGEST, 60]))) for _ in range(20_000)
    ]
    for encoding in ("utf-32-le", "utf-8", "utf-32-le", "utf-8"):
        words = chance.choices(every, k=20_000)
        assert numbered(numbering, words, encoding) == [known[word] for word in words]
    assert len(set(known.values())) == len(known)


def test_words_that_share_a_place(both, monkeypatch):
    """Words whose hashes fall on one place of the table are told apart."""
    monkeypatch.setattr(Numbering, "_slots", lambda self, hashes: np.zeros(len(hashes), np.int64))
    numbering, known = both
    words = [f"từ{number}" for number in range(300)]
    assert numbered(numbering, words) == [known[word] for word in words]
    assert numbered(numbering, words[::-1]) == [known[word] for word in words[::-1]]


def test_nothing(both):
    """No words have no numbers."""
    numbering, _ = both
    empty = np.zeros(0, np.int64)
    assert numbering.numbers(np.zeros(0, np.uint32), empty, empty).tolist() == []


def test_words_without_wide_characters():
    """A word has one number, whether its neighbours are wide or not."""
    numbering = Numbering(len)
    words = ["đảng", "a", "nghiêng", "0123456789" * 3]
    assert numbered(numbering, words) == numbered(numbering, [*words, "😀"])[:-1]
