from __future__ import annotations

import pytest

from search.errors import DataError, SettingsError
from search.settings import load_settings
from search.text import canonical
from search.topic_table import problems_of, read_topics
from search.topics import DATA, NAME, shipped, taxonomy_in, taxonomy_of

TABLE = """
masks = ["trưởng ban a"]
[[topic]]
id = "a"
name = "Chủ đề A"
name_en = "Topic A"
  [[topic.sub]]
  id = "mot"
  name = "Một"
  name_en = "One"
  strong = ["cụm từ một"]
"""

FILLED = {"id": "a", "name": "A", "name_en": "A"}


def _own(tmp_path, text, **environ):
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    return load_settings(tmp_path, environ)


def test_the_table_has_two_levels():
    """Every lower topic is `parent/child` and stands behind its parent; upper topics have children."""
    seen = set()
    for each in shipped().topics.values():
        assert each.name
        assert each.name_en
        if each.parent is None:
            assert "/" not in each.id
            assert shipped().children(each.id)
        else:
            assert each.id.startswith(each.parent + "/")
            assert each.parent in seen
        seen.add(each.id)
    assert len([each for each in shipped().topics.values() if each.parent is None]) == 11


def test_the_ids_are_those_that_articles_and_links_refer_to():
    """No id of the first version is gone."""
    for topic_id in ("to-chuc/phat-trien-dang-vien", "kiem-tra/ky-luat", "thi-dua-guong/guong-dang-vien"):
        assert shipped().topic(topic_id)
    assert len(shipped().signs) == 52


def test_labels_speak_both_languages():
    """A topic has a Vietnamese and an English name; an unknown id stands for itself."""
    label = shipped().label
    assert label("to-chuc/phat-trien-dang-vien") == "Phát triển đảng viên"
    assert label("to-chuc/phat-trien-dang-vien", "en") == "Admitting new members"
    assert label("to-chuc") == "Tổ chức xây dựng Đảng"
    assert label("no/such") == "no/such"
    assert shipped().topic("no/such") is None


def test_every_topic_has_strong_phrases():
    """Without a strong phrase a topic could hardly be found; all are in canonical text."""
    for signs in shipped().signs:
        assert signs.strong
        assert all(canonical(phrase) == phrase for phrase, *_ in signs.phrases())


def test_the_shipped_file_passes_its_own_check():
    """What is shipped has no problem that an own table would be refused for."""
    topics, signs, masks, _ = read_topics((DATA / NAME).read_text(encoding="utf-8"), NAME)
    assert (len(topics), len(signs), masks) == (63, 52, shipped().masks)


@pytest.mark.parametrize(
    "text",
    [
        "[[topic]",
        "masks = []",
        'masks = []\n[[topic]]\nid = "a"',
        'masks = 3\n[[topic]]\nid = "a"\nname = "A"\nname_en = "A"\nsub = []',
        TABLE + TABLE.replace('masks = ["trưởng ban a"]', ""),
    ],
)
def test_a_malformed_table_is_told_in_both_languages(text):
    """Broken TOML, missing fields and double ids are told as such."""
    with pytest.raises(DataError, match="table of topics") as caught:
        read_topics(text, "own.toml")
    assert "own.toml: bảng chủ đề" in caught.value.vietnamese


@pytest.mark.parametrize(
    ("sub", "where", "says"),
    [
        ({"stong": ["x y"]}, "a/a", "there is no key 'stong'; the keys are docs, head"),
        ({"name": " "}, "a/a", "'name' is missing"),
        ({"id": "Có dấu"}, "a/Có dấu", "may hold only a to z"),
        ({"strong": "một"}, "a/a: strong", "must be a list"),
        ({"strong": ["", "x"]}, "a/a: strong", "is empty"),
        ({"strong": ["một "]}, "a/a: strong", "blanks too many"),
        ({"weak": ["ho\u0300a giải"]}, "a/a: weak", "composed"),
        ({"weak": ["# năm tuổi"]}, "a/a: weak", "cannot begin"),
        ({"strong": []}, "a/a", "no phrase"),
        ({"weak": ["một *0.0"]}, "a/a: weak", "weight must be"),
        ({"weak": ["một *nhiều"]}, "a/a: weak", "weight must be"),
        ({"weak": ["một*2"]}, "a/a: weak", "weight must be"),
        ({"weight": "2"}, "a/a", "weight must be"),
        ({"weight": True}, "a/a", "weight must be"),
        ({"weight": 9}, "a/a", "weight must be"),
        ({"strong": ["hòa giải *0.5"], "weak": ["hoà giải *2"]}, "a/a: strong", "several places"),
        ({"strong": ["hòa giải"], "weak": ["Hoà-giải"]}, "a/a: strong", "several places"),
        ({"head": ["kỷ luật", "kỷ luật"]}, "a/a: head", "several places"),
        ({"strong": ["trưởng ban a"]}, "masks", "several places"),
    ],
)
def test_each_mistake_is_told_with_its_place(sub, where, says):
    """What an editor can get wrong is named, where it stands, and how it should be."""
    data = {"masks": ["trưởng ban a"], "topic": [{**FILLED, "sub": [{**FILLED, "strong": ["x y"]} | sub]}]}
    problems = list(problems_of(data))
    assert [(one.where, says in one.english) for one in problems if says in one.english] == [(where, True)]
    assert all(one.vietnamese and one.vietnamese != one.english for one in problems)


def test_weights_are_read_with_their_phrases():
    """What stands behind the star is the weight; the phrase is what stands before it."""
    lists = '["cụm từ một *0.8", "từ hai"]\n  head = ["từ hai *1.5"]\n  weight = 2'
    text = TABLE.replace('["cụm từ một"]', lists)
    (signs,) = read_topics(text, "own.toml")[1]
    assert signs.weight == 2
    assert [tuple(each) for each in signs.phrases()] == [
        ("cụm từ một", "strong", 0.8),
        ("từ hai", "strong", 1.0),
        ("từ hai", "head", 1.5),
    ]


def test_a_phrase_in_two_topics_names_both():
    """The message says in which lists the phrase stands."""
    subs = [{**FILLED, "strong": ["x y"]}, {**FILLED, "id": "b", "head": ["x y"]}]
    (problem,) = problems_of({"topic": [{**FILLED, "sub": subs}]})
    assert "a/a: strong, a/b: head" in problem.english


def test_a_phrase_may_count_more_in_the_head():
    """One topic may have a phrase in `head` and in one other list."""
    sub = {**FILLED, "head": ["kỷ luật"], "weak": ["kỷ luật"]}
    assert list(problems_of({"topic": [{**FILLED, "sub": [sub]}]})) == []


def test_a_home_folder_may_have_its_own_table(tmp_path):
    """`topics.toml` of the home folder is used where it is there; its content gives the fingerprint."""
    assert taxonomy_of(load_settings(tmp_path, {})) is shipped()
    own = taxonomy_of(_own(tmp_path, TABLE))
    assert list(own.topics) == ["a", "a/mot"]
    assert own.fingerprint != shipped().fingerprint
    assert own.fingerprint == taxonomy_of(load_settings(tmp_path, {})).fingerprint
    assert taxonomy_of(_own(tmp_path, TABLE + "# sửa\n")).fingerprint != own.fingerprint


def test_the_shipped_table_copied_changes_nothing(tmp_path):
    """A copy has the fingerprint of what is shipped, so that nothing is made anew for it."""
    settings = _own(tmp_path, (DATA / NAME).read_text(encoding="utf-8"))
    assert taxonomy_of(settings).fingerprint == shipped().fingerprint


def test_the_setting_names_another_file(tmp_path):
    """`topics_file` is a path from the home folder; a file that was named must be there."""
    (tmp_path / "chu-de.toml").write_text(TABLE, encoding="utf-8")
    named = load_settings(tmp_path, {"TRATIN_TOPICS_FILE": "chu-de.toml"})
    assert list(taxonomy_of(named).topics) == ["a", "a/mot"]
    with pytest.raises(SettingsError, match=r"gone\.toml"):
        taxonomy_of(load_settings(tmp_path, {"TRATIN_TOPICS_FILE": "gone.toml"}))


def test_a_wrong_own_table_is_a_wrong_setting(tmp_path):
    """The error names the file and tells every mistake in one go."""
    path = tmp_path / "own.toml"
    path.write_text(TABLE + 'weak = [""]\nmedum = []\n', encoding="utf-8")
    with pytest.raises(SettingsError, match=r"own\.toml") as caught:
        taxonomy_in(path)
    assert "medum" in str(caught.value)
    assert "a/mot: weak" in str(caught.value)
    assert "không có khóa 'medum'" in caught.value.vietnamese
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match=r"own\.toml"):
        taxonomy_in(path)
