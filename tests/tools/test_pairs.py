"""What pairs add to ranking: the formula of the product over any vocabulary of pairs."""

import numpy as np
import pytest
from making import document

from search import generations
from search.embedded.evaluate import Evaluation
from search.embedded.plan import AnyPlan, Spelling
from search.embedded.snapshot import Snapshot
from search.embedded.writer import EmbeddedWriter
from search.model import Accents, Word
from search.text import folded
from tools.measure.pairs import VOCABULARIES, Passage, Question, Ranked, figures, read_tokens, reciprocal
from tools.synth import make_articles

TEXTS = {
    "a": "đảng bộ họp, viên chức dự. đảng viên",
    "b": "viên đá của đảng",
    "c": "đảng mới. viên chức mới họp",
}


@pytest.fixture
def tokens():
    """Three passages."""
    return read_tokens([Passage(name, "bài", text) for name, text in TEXTS.items()])


def test_vocabularies(tokens):
    """None, known ones, joined ones and all neighbours; no pair goes over a border."""
    found = {
        name: {(tokens.types[at].key, tokens.types[at + 1].key) for at in np.flatnonzero(pairs)}
        for name, pairs in tokens.pairs.items()
    }
    assert tuple(found) == VOCABULARIES
    assert found["none"] == set()
    assert ("đảng", "viên") in found["dictionary"]
    assert ("viên", "chức") in found["segmenter"]
    assert found["dictionary"] | found["segmenter"] < found["all"]
    assert ("mới", "viên") not in found["all"]
    assert ("bài", "đảng") not in found["all"]


def test_a_pair_lifts(tokens):
    """Words side by side rank above the same words apart, with marks or without."""
    assert Ranked(tokens, folded=False).best("đảng viên", "dictionary")[0] == "a"
    assert Ranked(tokens, folded=True).best("dang vien", "dictionary")[0] == "a"
    assert Ranked(tokens, folded=False).best("không có", "all") == []


def test_scores_as_the_engine(tmp_path):
    """Words without marks and the known pairs among them score what they score in the index."""
    made = [Passage(each["id"], each["title"], each["text"]) for each in make_articles(60, 3)]
    writer = EmbeddedWriter(tmp_path)
    for passage in made:
        writer.put(document(passage.id, title=passage.title, body=passage.text.split("\n")))
    writer.commit()
    snapshot = Snapshot(tmp_path / generations.current(tmp_path))
    ranked, spelling = Ranked(read_tokens(made), folded=True), Spelling(snapshot, Accents.LOOSE)
    for passage in made[:10]:
        folds = [folded(word) for word in passage.title.split()[:2]]
        words = [Word(fold, fold, fold) for fold in folds]
        pair = spelling.pair(*words)
        plans = [spelling.word(word) for word in words] + ([pair] if pair else [])
        plan = AnyPlan(tuple((1.0, each) for each in plans), best=False)
        docs, scores = Evaluation(snapshot.views[0], 0).all(plan)
        ids = snapshot.segments[0].values.ids
        wanted = {ids[doc].decode(): score for doc, score in zip(docs.tolist(), scores.tolist(), strict=True)}
        found = ranked.scores(" ".join(folds), "dictionary")
        assert {each.id: score for each, score in zip(made, found.tolist(), strict=True) if score} == (
            pytest.approx(wanted, abs=1e-5)
        )


def test_reciprocal():
    """One over the rank of the first right passage."""
    assert reciprocal(["x", "y", "z"], frozenset("zy")) == 0.5
    assert reciprocal(["x"], frozenset("q")) == 0


def test_figures(tokens):
    """Every vocabulary with both writings, and how many pairs it makes."""
    passages = [Passage(name, "bài", text) for name, text in TEXTS.items()]
    found = {
        each.name: each.value for each in figures("T", passages, [Question("đảng viên", frozenset("a"))])
    }
    assert found["T: with marks, dictionary"] == found["T: without marks, all"] == 1
    assert found["T: pairs, dictionary"] < found["T: pairs, all"]
