"""Weights of words are learned from labelled articles: on made-up ones."""

from __future__ import annotations

import numpy as np
import pytest

from index.enrich.topic_words import Weighted
from search.topics import shipped
from tools.topics import learn
from tools.topics.examples import Example

FARMING, HEALTH = "kinh-te/nong-nghiep", "van-hoa-xa-hoi/y-te"
SCORES = {FARMING: 5.0, HEALTH: 5.0}


@pytest.fixture(scope="module")
def taught():
    """Articles for both topics of which phrases say the same: the one word tells them apart."""
    return [
        Example([Weighted([word, "chung"], 5.0)], SCORES, ((topic,),))
        for word, topic in (("lúa", FARMING), ("thuốc", HEALTH)) * 10
    ]


@pytest.fixture(scope="module")
def space():
    """Three words, and two directions of which the second means nothing."""
    words = learn._vocabulary({"lúa": 2.0, "thuốc": 2.0, "chung": 0.5})
    return learn.Space(words, np.eye(len(words.entries))[:, :2])


def test_a_word_raises_its_topic_and_lowers_the_other(space, taught):
    """What only articles of one topic hold speaks for it; what all hold says little."""
    words = learn.learn(space, taught)
    said = words.said(taught[0].parts)
    factors = words.factors(said)
    assert factors[FARMING] > 1 > factors[HEALTH]
    assert words.telling(said, FARMING, 1) == ["lúa"]


def test_topics_are_those_of_the_shipped_table(space):
    """Weights are named by the table that they belong to."""
    assert space.words.topics == tuple(signs.topic for signs in shipped().signs)


def test_answers_are_better_with_words(space, taught):
    """By phrases alone both topics are given to all."""
    figures = learn.check(space, taught)
    assert figures["phrases alone, sub"] == pytest.approx(2 / 3, abs=1e-3)
    assert figures["with words, sub"] > 0.9


def test_without_the_private_data_it_is_told(monkeypatch, capsys):
    """The texts are private: nothing is learned without them, and nothing is written."""
    monkeypatch.delenv("TRATIN_PRIVATE_DATA", raising=False)
    assert learn.main() == 2
    assert "TRATIN_PRIVATE_DATA" in capsys.readouterr().err
