"""Syllables that stand alone where the word that they are a part of stands whole elsewhere."""

from __future__ import annotations

import pytest
from matching import marked

from search.marking import Accepted, Run, mark, mark_each, matcher_of
from search.model import Zone
from search.snippets import all_passages, shown

CONGRESS = ("đại", "hội", "đảng", "bộ")
TIES = frozenset({(0, 1), (2, 3)})


def accepted(*keys: str, ties=TIES, runs=()) -> Accepted:
    """Loose words, some of which are syllables of one word."""
    return Accepted(tuple(frozenset({key}) for key in keys), runs, ties=ties)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cán bộ dự Đại hội Đảng bộ: đại biểu, đảng viên", ["Đại hội Đảng bộ"]),
        ("Đại hội Đảng bàn về đảng bộ và cán bộ", ["Đại hội Đảng", "đảng bộ"]),
        ("Cán bộ, đảng viên đi dự đại hội", ["bộ", "đảng", "đại hội"]),  # no `đảng bộ`: found by these alone
        ("Bộ đảng đảng bộ; bộ đảng", ["đảng bộ"]),
        ("Đại hội đại biểu Đảng bộ", ["Đại hội", "Đảng bộ"]),
        ("đảng, bộ", ["đảng", "bộ"]),
        ("đảng\nbộ", ["đảng", "bộ"]),
    ],
)
def test_what_is_marked(text, wanted):
    """Syllables of a word that the article has whole are marked only where they are that word."""
    assert marked(mark(text, accepted(*CONGRESS))) == wanted


def test_words_of_one_syllable_are_marked_everywhere():
    """A syllable that is a word of its own is tied to nothing."""
    text = "Rừng Quảng Nam: giữ rừng ở quảng trường phía nam"
    assert marked(mark(text, accepted("rừng", "quảng", "nam", ties=frozenset({(1, 2)})))) == [
        "Rừng Quảng Nam",
        "rừng",
    ]


def test_a_syllable_of_a_phrase_stays():
    """What a quoted phrase marks stays, and loose words inside it."""
    both = accepted(*CONGRESS, runs=(Run((frozenset({"cán"}), frozenset({"bộ"}))),))
    assert marked(mark("Cán bộ của đảng bộ, bộ luật", both)) == ["Cán bộ", "đảng bộ"]


def test_an_article_is_looked_at_as_a_whole():
    """A word that the title has whole hides its syllables in the text, on the page and in the hit alike."""
    title, text = "Đại hội Đảng bộ", "Cán bộ đi dự."
    looked_for = accepted(*CONGRESS)
    of_title, of_text = mark_each([(title, Zone.TITLE), (text, Zone.ANY)], looked_for)
    assert (marked(of_title), marked(of_text)) == (["Đại hội Đảng bộ"], [])
    hit = shown(title, [(text, Zone.ANY)], looked_for)
    assert (marked(hit.title), hit.matches) == (["Đại hội Đảng bộ"], 1)
    assert all_passages(title, [(text, Zone.ANY)], looked_for) == ()
    assert marked(all_passages("Họp", [(text, Zone.ANY)], looked_for)[0]) == ["bộ"]


def test_without_ties_nothing_goes():
    """Words that form none together are all marked."""
    assert len(matcher_of(accepted(*CONGRESS, ties=frozenset())).find("đại hội, cán bộ, đảng bộ")) == 5
