from __future__ import annotations

import itertools
import random

import pytest

from search import differences as differing
from search.alignment import EFFORT, Effort, aligned
from search.differences import Change, differences, extent, word_differences

WORDS = (
    "chi bộ kết nạp đảng viên mới trong năm qua tại thôn xã huyện 12 1.250 , . (và) của\u0301 👍🏽 \t".split(
        " "
    )
)


def paragraphs(chance, count, words=12):
    """Some paragraphs of random words; few different words, so that much repeats."""
    return [
        " ".join(chance.choice(WORDS) for _ in range(chance.randrange(words)))
        for _ in range(chance.randrange(count))
    ]


def edited(chance, texts):
    """The same paragraphs after some edits: words and paragraphs that came, went or moved."""
    made = []
    for text in texts:
        words = text.split(" ")
        for _ in range(chance.randrange(4)):
            at = chance.randrange(len(words) + 1)
            words[at : at + chance.randrange(3)] = [chance.choice(WORDS) for _ in range(chance.randrange(3))]
        made += [" ".join(words)] * chance.choice((0, 1, 1, 1, 1, 2))
    if made and chance.random() < 0.3:
        made.insert(chance.randrange(len(made)), made.pop())
    return made


def sides(rows, before, after):
    """Both lists of paragraphs, read off the rows."""

    def side(place, gone):
        told = [(getattr(row, place), "".join(one.text for one in row.side(gone))) for row in rows]
        return [
            text
            for at, text in sorted((pair for pair in told if pair[0] is not None), key=lambda pair: pair[0])
        ]

    return side("before", Change.DELETED), side("after", Change.INSERTED)


def test_both_sides_can_be_read_off(fresh_seed):
    """Of any two lists of paragraphs, edited or unrelated, and their order is kept on both sides."""
    chance = random.Random(fresh_seed)
    for _ in range(300):
        before = paragraphs(chance, 12)
        after = edited(chance, before) if chance.random() < 0.7 else paragraphs(chance, 12)
        rows = differences(before, after)
        assert sides(rows, before, after) == (before, after)
        for place in ("before", "after"):
            told = [getattr(row, place) for row in rows if getattr(row, place) is not None]
            assert told == sorted(told)
        assert all(piece.text for row in rows for piece in row.pieces)
        assert (before == after) == (not any(row.is_changed for row in rows))


def test_words_of_any_two_texts(fresh_seed):
    """Pieces give both texts back; no two neighbours are of one kind."""
    chance = random.Random(fresh_seed)
    for _ in range(300):
        before, after = (" ".join(paragraphs(chance, 3)) for _ in range(2))
        pieces = word_differences(before, after)
        assert "".join(one.text for one in pieces if one.change is not Change.INSERTED) == before
        assert "".join(one.text for one in pieces if one.change is not Change.DELETED) == after
        kinds = [one.change for one in pieces]
        assert all(one is not other for one, other in itertools.pairwise(kinds))


def test_what_was_reworded_stands_side_by_side():
    """A changed number is the only change of its paragraph; a new paragraph has nothing beside it."""
    before = ["Chi bộ kết nạp 8 đảng viên mới.", "Hội nghị bế mạc trong ngày."]
    after = ["Chi bộ kết nạp 9 đảng viên mới.", "Bí thư phát biểu chỉ đạo.", "Hội nghị bế mạc trong ngày."]
    first, second, third = differences(before, after)
    assert [(one.change.value, one.text) for one in first.pieces] == [
        ("same", "Chi bộ kết nạp "),
        ("deleted", "8"),
        ("inserted", "9"),
        ("same", " đảng viên mới."),
    ]
    assert (second.before, second.after) == (None, 1)
    assert not third.is_changed
    assert extent((first, second, third)) == (2, 1 + 6, 1)


def test_words_that_follow_each_other_are_one_change():
    """A blank between two changed words is changed with them, so that a name reads as a name."""
    pieces = word_differences("đồng chí Lê Văn Ba dự", "đồng chí Trần Thị Hoa dự")
    assert [(one.change.value, one.text) for one in pieces][1:3] == [
        ("deleted", "Lê Văn Ba"),
        ("inserted", "Trần Thị Hoa"),
    ]


def brute(before, after):
    """The length of a longest common subsequence, by the textbook."""
    row = [0] * (len(after) + 1)
    for one in before:
        last = 0
        for j, other in enumerate(after):
            last, row[j + 1] = row[j + 1], last + 1 if one == other else max(row[j + 1], row[j])
    return row[-1]


def test_without_anchors_the_longest_common_part_is_found(fresh_seed):
    """Where every word repeats, nothing is matched but by the shortest edit script: it is the longest."""
    chance = random.Random(fresh_seed)
    for _ in range(200):
        before, after = (
            [chance.choice("ab") for _ in range(chance.randrange(2, 30))] + ["x"] for _ in range(2)
        )
        before, after = ["a", "b"] * 2 + before, after + ["b", "a"] * 2  # no item occurs once
        before, after = before + before, after + after
        assert len(aligned(before, after)) == brute(before, after)


def large(kind):
    """Two texts of 100 KB that have nothing, or nearly everything, in common in an awkward way."""
    chance = random.Random(7)
    return {
        "unrelated": (
            [" ".join(f"a{chance.randrange(9999)}" for _ in range(60)) for _ in range(250)],
            [" ".join(f"b{chance.randrange(9999)}" for _ in range(60)) for _ in range(250)],
        ),
        "one line": (["a b " * 25_000], ["b a a " * 17_000]),
        "short lines": (
            [chance.choice("abc") for _ in range(50_000)],
            [chance.choice("abc") for _ in range(50_000)],
        ),
        "no blanks": (["á" * 100_000], ["á" * 50_000 + "à" + "á" * 50_000]),
        "signs": (["-." * 50_000], [".-." * 33_000]),
        "one word": (
            ["kết nạp " * 12_000],
            [" ".join(chance.choice(("kết", "nạp")) for _ in range(24_000))],
        ),
        "shuffled": (
            [f"đoạn {at} của bài" for at in range(5000)],
            [f"đoạn {at * 7919 % 5000} của bài" for at in range(5000)],
        ),
    }[kind]


@pytest.mark.parametrize(
    "kind", ["unrelated", "one line", "short lines", "no blanks", "signs", "one word", "shuffled"]
)
def test_large_texts_are_compared_within_the_bound(kind):
    """Never more comparisons than allowed, whatever the two are; both sides can still be read off."""
    before, after = large(kind)
    effort = Effort()
    aligned(before, after, effort)
    aligned(list("".join(before)), list("".join(after)), effort)
    assert 0 <= effort.left < EFFORT
    assert sides(differences(before, after), before, after) == (before, after)


def test_without_effort_nothing_is_matched_wrongly():
    """What is left when the bound is reached is only what begins and ends alike."""
    assert aligned("abcxde", "abcyzde", Effort(0)) == [(0, 0), (1, 1), (2, 2), (4, 5), (5, 6)]


def rewritten(gaps, size=30, words=60):
    """An article of many parts between headings that stay, and the same with every part written anew."""
    chance = random.Random(3)

    def part():
        return [" ".join(f"từ{chance.randrange(900)}" for _ in range(words)) for _ in range(size)]

    return tuple([text for gap in range(gaps) for text in (*part(), f"Phần {gap}")] for _ in range(2))


def test_the_parts_of_a_pair_share_one_bound(monkeypatch):
    """However many parts were rewritten, no more paragraphs are compared than the effort pays for."""
    looked_up = []

    def counted(one, other):
        looked_up.append(min(len(one), len(other)))
        return likeness(one, other)

    likeness = differing._likeness
    monkeypatch.setattr(differing, "_likeness", counted)
    effort = Effort(40_000)
    before, after = rewritten(40)
    rows = differences(before, after, effort)
    assert sides(rows, before, after) == (before, after)
    assert sum(looked_up) <= 40_000 * differing.LIKENESS
    assert len(looked_up) < 40 * 30 * 30 / 5
    assert 0 <= effort.left < 40_000


def test_what_was_reworded_late_is_found_too():
    """An article of usual size is far from the bound: its last part stands side by side as its first does."""
    before, after = rewritten(6)
    before[-2], after[-2] = "chi bộ thôn kết nạp đảng viên", "chi bộ xã kết nạp đảng viên mới"
    (row,) = [row for row in differences(before, after) if row.before == len(before) - 2]
    assert row.after == len(after) - 2
