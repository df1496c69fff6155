"""Passages."""

import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import snippets
from search.marking import Accepted, Match, Run, mark
from search.model import Zone
from search.snippets import CLOSE, WINDOW, _windows, all_passages, shown
from search.tokenizer import tokenize


def words(*keys):
    """Accept each of these keys as a word of its own."""
    return Accepted(words=tuple(frozenset({key}) for key in keys))


def passages(texts, accepted, limit=2):
    """The best passages of texts of no zone."""
    return snippets.passages([(text, Zone.ANY) for text in texts], accepted, limit)


def marked(found):
    """The marked stretches."""
    return [found.text[span.start : span.end] for span in found.marks]


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


@pytest.mark.parametrize("seed", range(30))
def test_all_passages_hold_every_mark_once(seed):
    """Each mark of a text is whole in one passage, in order, and no stretch is shown twice."""
    chance = random.Random(seed)
    vocabulary = ["kết", "nạp", "đảng", "viên.", "Hà", "(xã)", "28-CT/TW", "a\n"] + ["và"] * chance.choice(
        [0, 90]
    )
    text = " ".join(chance.choices(vocabulary, k=chance.randint(1, 900)))
    accepted = words("nạp", "viên")
    found = all_passages("", [(text, Zone.ANY)], accepted)
    assert [stretch for passage in found for stretch in marked(passage)] == marked(mark(text, accepted))
    at = 0
    for passage in found:
        body = passage.text.removeprefix("…\u00a0").removesuffix("\u00a0…")
        at = text.index(body, at) + len(body)


def test_rare_words_and_phrases_count_more():
    """Without weights a phrase beats its words apart; with weights a rare word beats two frequent ones."""
    blocks = ["Kết quả: chi bộ nạp tiền.", "Chi bộ kết nạp."]
    phrase = Accepted(words("bộ").words, (Run(words("kết", "nạp").words),))
    assert passages(blocks, phrase, 1)[0].text == "Chi bộ kết nạp."
    rare = Accepted(words("kết", "quả", "nạp").words, weights=(0.2, 0.2, 3.0))
    assert passages(["Kết quả.", "Chi bộ thu nạp."], rare, 1)[0].text == "Chi bộ thu nạp."


def test_words_in_a_row_count_more():
    """The query as it was typed beats its words further apart, however often one of them comes."""
    blocks = ["Đại hội bàn kỹ: đảng bộ đông, đại hội đủ.", "Đại hội đảng bộ."]
    congress = words("đại", "hội", "đảng", "bộ")
    assert passages(blocks, congress, 1)[0].text == blocks[1]
    assert [each.text for each in passages([*blocks, "Bàn việc đại hội đảng bộ."], congress)] == [
        blocks[1],
        blocks[0],
    ]


@given(st.lists(st.tuples(st.sampled_from((1, 1, 2, 90)), st.integers(0, 3)), min_size=1, max_size=12))
def test_the_worth_of_a_stretch(drawn):
    """What is added up while the stretch moves on is what each stretch is worth, counted anew."""
    worth = (100, 30, 70, 500)
    matches, at = [], 0
    for blanks, part in drawn:
        matches.append(Match(at + blanks, at + blanks + 3, part))
        at += blanks + 3

    def counted(first):
        last = next(
            (end for end in range(first, len(matches)) if matches[end].end > matches[first].start + CLOSE),
            len(matches),
        )
        inside = matches[first:last]
        often = Counter(match.part for match in inside)
        rows = {
            other.part
            for one, other in pairwise(inside)
            if (other.part, other.start) == (one.part + 1, one.end + 1)
        }
        again = sum(worth[part] * min(count - 1, 3) for part, count in often.items())
        return sum(worth[part] * 10 for part in often) + again + sum(worth[part] * 5 for part in rows)

    best = max(map(counted, range(len(matches))))
    assert max(window.worth for window in _windows(matches, worth)) == best


def test_the_next_passage_shows_something_new():
    """What one passage shows already counts less for the next."""
    blocks = ["Kết nạp ở xã.", "Lại kết nạp ở huyện.", "Đảng viên trẻ."]
    found = passages(blocks, words("kết", "nạp", "đảng"))
    assert [passage.text for passage in found] == ["Kết nạp ở xã.", "Đảng viên trẻ."]


def test_two_passages_of_one_text_stand_far_apart():
    """A long text may give two passages; they do not overlap."""
    filling = "Cả thôn cùng nhau làm đường. "
    text = f"Chi bộ kết nạp. {filling * 60}Huyện kết nạp. {filling * 3}Tỉnh kết nạp."
    assert len(passages([text], words("kết", "nạp"))) == 2
    assert len(passages([f"Chi bộ kết nạp. {filling * 20}Huyện kết nạp."], words("kết", "nạp"))) == 1


def test_a_passage_begins_with_its_sentence():
    """Where the sentence begins near, the passage does; a short end of a text takes in what is before it."""
    filling = "Cả thôn cùng nhau làm đường. "
    (found,) = passages([f"{filling * 9}Hôm qua chi bộ đã kết nạp đảng viên. {filling * 9}"], words("nạp"))
    assert found.text.startswith("…\u00a0Hôm qua chi bộ đã kết nạp đảng viên. Cả")
    (last,) = passages([f"{filling * 9}Hôm qua đã kết nạp."], words("nạp"))
    assert last.text == f"…\u00a0{filling * 5}Hôm qua đã kết nạp."


def test_what_a_hit_shows():
    """The title is marked, and all places are counted: in the title and in texts that no passage shows."""
    texts = [("Kết nạp.", Zone.LEAD), *[("Kết nạp, rồi kết nạp.", Zone.ANY)] * 3]
    found = shown("Kết nạp", texts, words("kết", "nạp"))
    assert marked(found.title) == ["Kết nạp"]
    assert len(found.passages) == 2
    assert found.matches == 1 + 1 + 3 * 2
