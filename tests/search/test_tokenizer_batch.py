"""Many texts cut at once: the same tokens as each cut alone, whatever stands between digits."""

from __future__ import annotations

import random

import pytest

from search.tokenizer import cut
from search.tokenizer_batch import bordered, cut_batch

SIGNS = "123 aĐ.,;-½²٣_ 1.2ồ"


@pytest.mark.parametrize("seed", range(8))
def test_texts_cut_together_are_cut_as_alone(seed):
    """Points and commas in numbers, before letters, at the ends of texts, in runs, and none."""
    chance = random.Random(seed)
    for _ in range(400):
        texts = [
            "".join(chance.choice(SIGNS) for _ in range(chance.randrange(26)))
            for _ in range(chance.randrange(1, 7))
        ]
        assert list(cut_batch(texts).tokens()) == list(map(cut, texts))


def test_what_belongs_to_a_token_is_marked():
    """The point of a number is a part of it, that behind a letter is none; a text may be empty."""
    texts = ["1.200 xã", "", "a1.2,b", "12,5km.3"]
    found = bordered(texts)
    assert "".join(sign if part else "|" for sign, part in zip(found.joined, found.word, strict=True)) == (
        "1.200|xã||a1|2|b|12,5km|3"
    )
    assert found.first.tolist() == [0, 2, 2, 5, 8]
