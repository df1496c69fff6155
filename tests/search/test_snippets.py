"""Marks and passages."""

import random

import pytest

from search.snippets import WINDOW, Accepted, mark, passages
from search.tokenizer import tokenize


def words(*keys):
    """Accept each of these keys as a word of its own."""
    return Accepted(words=tuple(frozenset({key}) for key in keys))


def marked(found):
    """The marked stretches."""
    return [found.text[span.start : span.end] for span in found.marks]


def test_whole_words_in_their_own_spelling():
    """A mark covers whole words as they are written."""
    assert marked(mark("Hòa HOÀ hoàn hoà", words("hoà"))) == ["Hòa HOÀ", "hoà"]


def test_neighbours_become_one_mark():
    """Words with only blanks between become one mark; punctuation keeps them apart."""
    assert marked(mark("kết nạp, đảng viên", words("kết", "nạp", "đảng", "viên"))) == ["kết nạp", "đảng viên"]


def test_phrases_mark_whole_runs_only():
    """Of a phrase only complete runs are marked, across punctuation within a sentence."""
    phrase = Accepted(phrases=((frozenset({"28"}), frozenset({"ct"}), frozenset({"tw"})),))
    assert marked(mark("28 học viên; Chỉ thị 28-CT/TW; CT", phrase)) == ["28-CT/TW"]
    assert marked(mark("28. CT/TW", phrase)) == []


def test_the_passage_with_most_words_wins():
    """The passage that holds most of the words comes first."""
    blocks = ["kết quả. " * 10, "Chi bộ kết nạp đảng viên.", "nạp tiền " * 5]
    found = passages(blocks, words("kết", "nạp", "đảng"))
    assert found[0].text == "Chi bộ kết nạp đảng viên."
    assert len(found) == 2


def test_without_a_match_the_beginning_is_shown():
    """Browsing shows how the article begins."""
    text = " ".join(f"từ{number}" for number in range(100))
    (found,) = passages([text], Accepted())
    assert found.text.startswith("từ0 từ1 ")
    assert found.text.endswith("\u00a0…")
    assert passages([], Accepted()) == ()


@pytest.mark.parametrize("seed", range(30))
def test_random_passages_are_true(seed):
    """Every passage is a stretch of its block, short enough, and its marks are accepted words."""
    chance = random.Random(seed)
    vocabulary = ["kết", "nạp", "đảng", "viên.", "Hà", "(xã)", "28-CT/TW"]
    blocks = [" ".join(chance.choices(vocabulary, k=chance.randint(1, 200))) for _ in range(4)]
    keys = {"nạp", "viên"}
    for found in passages(blocks, words(*keys)):
        body = found.text.removeprefix("…\u00a0").removesuffix("\u00a0…")
        assert any(body in block for block in blocks)
        assert len(tokenize(body)) <= WINDOW
        assert found.marks
        for text in marked(found):
            assert {token.key for token in tokenize(text)} <= keys
