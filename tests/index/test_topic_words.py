"""Words that were learned to tell topics: vectors, factors, and what they change."""

from __future__ import annotations

import numpy as np
import pytest
from making import article

from index.enrich import topic_words
from index.enrich.phrases import split
from index.enrich.topic_words import LEAST, MOST, TopicWords, Weighted, read_words, shipped_words, write_words
from index.enrich.topics import find_topics, weigh_topics
from search.errors import DataError
from search.topic_table import read_topics
from search.topics import Taxonomy, shipped
from web.texts.reasons import SHOWN


@pytest.fixture
def words(monkeypatch):
    """Two words and a pair, of which the second word counts in pairs alone."""
    monkeypatch.setattr(topic_words, "SHORT", 0.1)
    return TopicWords.of(
        ["", "lúa", "hoà", "lúa hoà"],
        ["a/mot", "a/hai"],
        np.array([0, 1, 0, 2], np.float32),
        np.array([[0, 0], [1, -1], [0, 0], [2, -4]], np.float32),
        np.array([0, 0.5], np.float32),
    )


def _said(words, *texts):
    return words.said([Weighted(split(text), weight) for text, weight in texts])


def test_a_vector_has_length_one(words):
    """Words and pairs count by their places and weights, in any spelling; pairs cross no mark and no part."""
    said = _said(words, ("lúa hòa, lúa. hoà", 2.0), ("hoà x", 1.0))
    assert said.ids.tolist() == [1, 2, 3]
    plain = np.array([np.log1p(4), 0, 2 * np.log1p(2)])
    assert said.vector == pytest.approx(plain / np.linalg.norm(plain))
    assert _said(words, ("lúa", 1.0), ("hoà", 1.0)).ids.tolist() == [1, 2]


def test_a_text_without_entries_has_the_bias_alone(words):
    """Nothing known is said: the vector is empty."""
    assert words.factors(_said(words, ("x y", 1.0))) == pytest.approx({"a/mot": 1, "a/hai": np.exp(0.25)})
    assert words.factors(_said(words)) == pytest.approx({"a/mot": 1, "a/hai": np.exp(0.25)})


def test_a_short_text_says_less(words, monkeypatch):
    """Below a length, vectors are not made longer."""
    monkeypatch.setattr(topic_words, "SHORT", 100.0)
    assert np.linalg.norm(_said(words, ("lúa hoà", 1.0)).vector) < 0.1


def test_factors_are_bounded(words):
    """Words alone neither make nor undo a topic."""
    factors = words.factors(_said(words, ("lúa hoà", 1.0)))
    assert factors["a/mot"] == pytest.approx(np.exp((1 + 4) / 5**0.5 / 2), abs=1e-3)
    far = TopicWords.of(words.entries, words.topics, words.idf, 100 * words.weights, words.bias)
    assert far.factors(_said(far, ("lúa hoà", 1.0))) == pytest.approx({"a/mot": MOST, "a/hai": LEAST})


def test_telling_words_are_those_that_move_most(words):
    """In the direction of the sum: for a topic, or against it."""
    said = _said(words, ("lúa hoà", 1.0))
    assert words.telling(said, "a/mot", 5) == ["lúa hoà", "lúa"]
    assert words.telling(said, "a/hai", 1) == ["lúa hoà"]


def test_weights_are_written_and_read(words, tmp_path):
    """A file holds what it was given, weights to one part in 127 of the largest."""
    path = tmp_path / "words.npz"
    write_words(words, path)
    read = read_words(path)
    assert (read.entries, read.topics) == (words.entries, words.topics)
    assert read.weights == pytest.approx(words.weights, abs=4 / 127)
    assert read.idf == pytest.approx(words.idf)
    assert read.bias == pytest.approx(words.bias)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no weights"])
def test_a_damaged_file_is_told(tmp_path, content):
    """A file that is no table of weights is an error of data, in both languages."""
    path = tmp_path / "words.npz"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_words(path)
    assert str(path) in caught.value.vietnamese
    with pytest.raises(DataError):
        read_words(tmp_path / "none.npz")


def test_the_shipped_weights_fit_the_shipped_table():
    """They know its topics, hold words of Vietnamese and no names of places."""
    words = shipped_words()
    assert set(words.topics) == {signs.topic for signs in shipped().signs}
    assert len(words.entries) == len(words.idf) == len(words.weights) > 5000
    assert {"khởi tố", "nông thôn"} <= set(words.entries)
    assert not {"nguyễn", "đà nẵng", "đồng nai"} & set(words.entries)


def test_words_change_scores_and_make_no_topic():
    """With them some score is another; without any phrase nothing is given."""
    page = article(title="Khởi tố cán bộ địa chính xã", body="Công an bắt tạm giam bị can để điều tra.")
    alone = Taxonomy(shipped().topics, shipped().signs, shipped().masks, "0", learned=False)
    with_words, without = weigh_topics(page), weigh_topics(page, (), alone)
    assert {one.id for one in with_words.findings} == {one.id for one in without.findings}
    assert {one.score for one in with_words.findings} != {one.score for one in without.findings}
    assert with_words.least == without.least
    assert find_topics(article(title="Trời hôm nay", body="Nắng đẹp, gió nhẹ, mây trắng bay.")) == ()


def test_words_are_among_the_reasons_that_a_page_shows():
    """However many phrases speak for a topic."""
    page = article(
        title="Kết nạp đảng viên mới",
        lead="Phát triển đảng viên; công tác kết nạp; chỉ tiêu kết nạp; phát triển đảng.",
        body="Lễ kết nạp; quần chúng ưu tú.",
    )
    first = find_topics(page)[0]
    assert len(first.evidence) == SHOWN
    assert first.evidence[-1].why.startswith("words of the text")


def test_a_text_without_accents_is_read_by_phrases_alone():
    """Words without their marks are others."""
    page = article(title="Le ket nap dang vien moi", body="Chi bo to chuc le ket nap dang vien.")
    for finding in weigh_topics(page).findings:
        assert not any(each.why.startswith("words") for each in finding.evidence)


def test_a_table_may_do_without(tmp_path):
    """`learned = false` turns the words off; topics of other ids know none."""
    head = "learned = false\n"
    table = """
[[topic]]
id = "a"
name = "A"
name_en = "A"
  [[topic.sub]]
  id = "mot"
  name = "Một"
  name_en = "One"
  strong = ["việc a"]
"""
    assert read_topics(head + table, "own.toml").learned is False
    topics, signs, masks, learned = read_topics(table, "own.toml")
    assert learned is True
    own = Taxonomy({each.id: each for each in topics}, signs, masks, "0", learned)
    (finding,) = find_topics(article(title="Việc A", body="."), (), own)
    assert [each.quote for each in finding.evidence] == ["Việc A"]
