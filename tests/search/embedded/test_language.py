"""The language of an index: counted from postings, the same as counting the text itself."""

import random

import numpy as np
import pytest
from counted import Counted, words
from making import document

from search.embedded.language import phrases, reading
from search.embedded.language.model import IndexLanguage
from search.embedded.reader import EmbeddedReader
from search.embedded.segment import LANG
from search.embedded.snapshot import Snapshot
from search.embedded.writer import EmbeddedWriter
from search.generations import current
from search.suggest.restoring import restore

WORDS = "đảng đang viên viện mới mời chi bộ kết nạp huyện uỷ ban hoà hoa dang 2021 của và".split()


def sentences(seed, articles, least=0):
    """Random sentences, some of them for each article; the first words are the likeliest."""
    chance = random.Random(seed)
    weights = [1 / (rank + 1) for rank in range(len(WORDS))]
    return [
        [
            " ".join(chance.choices(WORDS, weights, k=chance.randint(1, 9)))
            for _ in range(chance.randint(1, 4))
        ]
        for _ in range(max(least, articles))
    ]


def snapshot(root, *commits, keep=True):
    """The index of some commits of articles, each a list of sentences."""
    number = 0
    for articles in commits:
        writer = EmbeddedWriter(root, fresh=False)
        for body in articles:
            writer.put(document(f"a{number:04d}", title=body[0], body=body[1:]))
            number += 1
        writer.commit()
    return Snapshot(root / current(root))


@pytest.mark.parametrize("seed", range(5))
def test_counts_are_those_of_the_text(tmp_path, seed):
    """Words, neighbours and chances over several segments are what the sentences themselves give."""
    commits = [sentences(seed, 40), sentences(seed + 100, 3), sentences(seed + 200, 1)]
    language = snapshot(tmp_path, *commits).language
    assert len(language.parts) == 3
    plain = Counted(*(sentence for articles in commits for body in articles for sentence in body))
    keys = sorted(plain.single)
    assert [language.count(key) for key in keys] == [plain.count(key) for key in keys]
    for fold in sorted(set(plain.folds.values())):
        assert language.spellings(fold) == plain.spellings(fold)
    assert np.allclose(language.alone([*keys, "xyz"]), plain.alone([*keys, "xyz"]))
    if all(len(articles) > 1 for articles in commits[:1]):
        pairs = [[language.together(a, b) for b in keys] for a in keys]
        assert pairs == [[plain.together(a, b) for b in keys] for a in keys]


def test_chances_follow_the_formula(tmp_path):
    """In one segment, chances are those of the formula counted by hand; they add up to one."""
    articles = sentences(7, 60)
    language = snapshot(tmp_path, articles).language
    plain = Counted(*(sentence for body in articles for sentence in body))
    keys = sorted(plain.single)
    found = language.after([*keys, "xyz"], keys)
    assert np.allclose(found, plain.after([*keys, "xyz"], keys))
    assert np.allclose(np.exp(found).sum(axis=1), 1)


def test_the_same_articles_give_the_same_bytes(tmp_path):
    """The file of a segment depends on its articles alone."""
    files = []
    for name in ("one", "other"):
        index = snapshot(tmp_path / name, sentences(3, 50))
        (path,) = (tmp_path / name / index.manifest.generation).glob(f"*{LANG}")
        files.append(path.read_bytes())
    assert files[0] == files[1]


def test_merged_segments_are_learned_anew(tmp_path):
    """After a merge the file is that of building all articles at once."""
    commits = [sentences(seed, 12) for seed in range(7)]
    merged = snapshot(tmp_path / "merged", *commits)
    assert len(merged.segments) < len(commits)
    language = merged.language
    plain = Counted(*(sentence for articles in commits for body in articles for sentence in body))
    keys = sorted(plain.single)
    assert [[language.together(a, b) for b in keys] for a in keys] == [
        [plain.together(a, b) for b in keys] for a in keys
    ]


def test_a_sample_stands_for_all(tmp_path, monkeypatch):
    """Of a large segment some articles are read; counts are multiplied by what these stand for."""
    monkeypatch.setattr(reading, "ALL", 50)
    language = snapshot(tmp_path, [["đảng viên mới", "chi bộ"]] * 200).language
    assert language.parts[0].scale == pytest.approx(200 / 75)
    assert language.together("đảng", "viên") == 200
    assert language.count("đảng") == 200


def test_endless_articles_are_read_in_part(tmp_path):
    """Positions beyond what is read are left out, and nothing wraps."""
    language = snapshot(tmp_path, [["đảng viên", " ".join(["kết nạp"] * 20_000)], ["kết luận"]]).language
    assert 4_000 < language.together("kết", "nạp") <= 4_096
    assert language.count("nạp") == 20_000


def found_phrases(index):
    """Phrases with their articles, by text."""
    part = index.segments[0].language
    return {
        " ".join(part.keys[number - 1] for number in row if number): int(articles)
        for row, articles in zip(part.phrases.tolist(), part.phrase_articles, strict=True)
    }


def test_phrases_are_shared_by_articles(tmp_path):
    """Two articles share them; repeated in one they are none; edges are no function words; no mere parts."""
    index = snapshot(
        tmp_path,
        [
            ["Ban Chấp hành Đảng bộ huyện họp", "lặp lại mãi, lặp lại mãi"],
            ["ông nói của Ban Chấp hành Đảng bộ huyện", "kết nạp"],
            ["về kết nạp đảng viên và", "đồng chí"],
            ["các đồng chí kết nạp đảng viên của", "chi bộ"],
            ["đảng viên trẻ", "quyết định"],
            ["chi. bộ", "quyết. định"],
        ],
    )
    assert found_phrases(index) == {
        "ban chấp hành đảng bộ": 2,
        "chấp hành đảng bộ huyện": 2,
        "ban chấp hành": 2,
        "đảng bộ huyện": 2,
        "kết nạp đảng viên": 2,
        "kết nạp": 3,
        "đảng viên": 3,
        "đồng chí": 2,
    }


@pytest.mark.parametrize("seed", range(4))
def test_phrases_are_counted_as_one_would(tmp_path, seed):
    """Every frequent run whose edges fit is counted exactly, and the longest ones are all there."""
    articles = sentences(seed, 80)
    index = snapshot(tmp_path, articles)
    runs = {}
    for number, body in enumerate(articles):
        for sentence in body:
            keys = [word.key for word in words(sentence)]
            for length in range(2, phrases.LONGEST + 1):
                for at in range(len(keys) - length + 1):
                    runs.setdefault(" ".join(keys[at : at + length]), set()).add(number)
    found = found_phrases(index)
    assert found
    assert all(articles == len(runs[text]) for text, articles in found.items())
    edges = phrases.NOT_FIRST & phrases.NOT_LAST
    assert not any(edges & {text.split()[0], text.split()[-1]} for text in found)


def test_the_reader_restores(tmp_path):
    """The reader answers from what it serves."""
    snapshot(tmp_path, [["đảng viên mới", "viện mắt"]] * 5)
    reader = EmbeddedReader(tmp_path)
    assert reader.restore(words("dang vien"), 1)[0].text == "đảng viên"
    assert reader.as_typed(words("ddarng vieen"))[0].surface == "đảng"
    assert reader.did_you_mean(words("đảng vieen"))[0].text == "đảng viên"


def test_an_empty_language_knows_nothing():
    """No segments: words stay."""
    assert restore(words("dang vien"), IndexLanguage([]), 2)[0].text == "dang vien"
