from __future__ import annotations

import pytest

from search.errors import DataError
from search.text import canonical, comparable
from search.topics import all_masks, all_signs, all_topics, children, label, read_table, topic


def test_the_table_has_two_levels():
    """Every lower topic is `parent/child` and its parent exists; upper topics have children."""
    for each in all_topics():
        assert each.name
        assert each.name_en
        if each.parent is None:
            assert "/" not in each.id
            assert children(each.id)
        else:
            assert each.id.startswith(each.parent + "/")
            assert topic(each.parent).parent is None
    assert len([each for each in all_topics() if each.parent is None]) == 11


def test_parents_come_before_their_children():
    """The order of the table is the order of a tree."""
    seen = set()
    for each in all_topics():
        assert each.parent is None or each.parent in seen
        seen.add(each.id)


def test_labels_speak_both_languages():
    """A topic has a Vietnamese and an English name; an unknown id stands for itself."""
    assert label("to-chuc/phat-trien-dang-vien") == "Phát triển đảng viên"
    assert label("to-chuc/phat-trien-dang-vien", "en") == "Admitting new members"
    assert label("to-chuc") == "Tổ chức xây dựng Đảng"
    assert label("no/such") == "no/such"
    assert topic("no/such") is None


def test_no_phrase_belongs_to_two_topics():
    """Each phrase, and each mask, is written once and in canonical text."""
    phrases = [phrase for signs in all_signs() for phrase in (*signs.strong, *signs.weak)]
    phrases += all_masks()
    compared = [comparable(phrase) for phrase in phrases]
    assert len(set(compared)) == len(compared)
    assert all(canonical(phrase) == phrase.strip() for phrase in phrases)


def test_every_topic_has_strong_phrases():
    """Without a strong phrase a topic could hardly be found."""
    assert {signs.topic for signs in all_signs() if signs.strong} == {
        each.id for each in all_topics() if each.parent
    }


@pytest.mark.parametrize(
    "text",
    [
        "[[topic]",
        "masks = []",
        'masks = []\n[[topic]]\nid = "a"',
        'masks = 3\n[[topic]]\nid = "a"\nname = "A"\nname_en = "A"\nsub = []',
        "masks = []\n" + '[[topic]]\nid = "a"\nname = "A"\nname_en = "A"\nsub = []\n' * 2,
    ],
)
def test_a_malformed_table_is_a_data_error(text):
    """Broken TOML, missing fields and double ids are told as such."""
    with pytest.raises(DataError, match="table of topics"):
        read_table(text)
