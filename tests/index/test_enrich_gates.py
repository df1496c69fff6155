"""What is looked for before a rule is asked, or kept behind it, never changes what the rule says."""

from __future__ import annotations

import json
import random
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from index.enrich import wording
from index.enrich.phrases import LINE, split
from index.enrich.speakers.prose import reading
from index.enrich.speakers.prose.clauses import clause_start
from index.enrich.speakers.prose.names import NAME
from index.enrich.speakers.prose.page import Page
from index.enrich.topic_words import Weighted, shipped_words
from search.text import canonical, comparable

CASES = Path(__file__).parents[1] / "cases" / "enrich"
TEXTS = [
    canonical(json.loads(line)["text"])
    for name in ("speakers-short", "short-dev", "refs", "dates")
    for line in (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()
]
HEADS = [comparable(text)[at : at + 64] for text in TEXTS for at in range(0, len(text), 3)]


@pytest.mark.parametrize("name", ["COURT", "RESIDENCE", "SOURCE", "FORMER", "APPOINTED"])
def test_what_stands_before_a_name_holds_a_word_of_its_pattern(name):
    """Where a pattern finds something before the name of a unit, one of its words is there."""
    pattern, words = getattr(wording, name), getattr(wording, f"{name}_WORDS")
    found = [head for head in (*HEADS, *_written(name)) if pattern.search(head)]
    assert found
    assert [head for head in found if not any(word in head for word in words)] == []


def _written(name):
    """Heads of every word of a pattern."""
    told = {
        "COURT": "tand|toà án|vksnd|viện kiểm sát|viện ksnd|bệnh viện|bv|bvđk|sân bay|cảng hàng không|đh",
        "RESIDENCE": "quê|quê quán|sinh năm 1990|trú tại|ngụ ở|hộ khẩu|thường trú",
        "SOURCE": "cổng ttđt của|trang thông tin điện tử|báo|đài pt-th|cơ quan của|tiếng nói ngôn luận của a",
        "FORMER": "nguyên|cựu",
        "APPOINTED": "làm|giữ chức vụ|giữ chức danh|nhận nhiệm vụ|giữ nhiệm vụ",
    }
    return [f" {words} " for words in told[name].split("|")]


@pytest.mark.parametrize("seed", range(10))
def test_every_pair_of_words_that_was_learned_is_found(seed):
    """Neighbours are entries where they are in the list of pairs, and only there."""
    words = shipped_words()
    pairs = [entry for entry in words.entries if " " in entry]
    chance = random.Random(seed)
    drawn = [word for entry in chance.sample(pairs, 40) for word in entry.split()]
    drawn += chance.choices(split(" ".join(TEXTS)), k=200)
    known = {tuple(words._words[word] for word in entry.split()): entry for entry in pairs}
    beside = {known.get(pair) for pair in pairwise(map(words._words.get, [*drawn, LINE]))}
    said = words.said([Weighted(drawn, 1.0)])
    assert {words.entries[one] for one in said.ids if " " in words.entries[one]} == beside - {None}
    assert np.all(np.diff(said.ids) > 0)


@pytest.mark.parametrize("text", TEXTS[::7])
def test_a_clause_begins_where_it_did_when_it_was_asked_first(text):
    """Clauses are the same on a page that was asked for others before."""
    asked, chance = Page(text), random.Random(text)
    for _ in range(30):
        end = chance.randrange(1, len(text) + 1)
        start = chance.randrange(end)
        first = clause_start(Page(text), start, end)
        assert clause_start(asked, start, end) == clause_start(asked, start, end) == first


@pytest.mark.parametrize("text", TEXTS[::7])
def test_a_text_without_dashes_is_parted_as_before_one(text):
    """Signs part the same whether or not a dash follows somewhere behind."""
    text = text.replace("–", "-").replace("—", "-")
    plain, dashed, chance = Page(text), Page(f"{text} –"), random.Random(text)
    for _ in range(30):
        end = chance.randrange(1, len(text) + 1)
        start = chance.randrange(end)
        assert plain.clause(start, end) == dashed.clause(start, end)
        assert plain.segment(start, end) == dashed.segment(start, end)


def test_runs_of_capitals_are_the_same_line_by_line():
    """No run goes over the end of a line, so each line has those that it has in all of the text."""
    whole = Page("\n".join(TEXTS))
    found = [NAME.finditer(text) for text in TEXTS]
    assert sum(map(len, map(list, found))) == len(list(NAME.finditer(whole.text)))
    together, alone, begin = whole.runs(0, len(whole.text)), [], 0
    for text in TEXTS:
        alone += whole.runs(begin, begin + len(text))
        begin += len(text) + 1
    assert alone == together


def test_a_sentence_behind_a_credit_begins_only_where_a_picture_is_named():
    """The pattern of credits finds nothing in a text without any of its first words."""
    credited = ["Ảnh: AFP Ông Nam nói.", "Video: Hoàng Lan Theo bà Hoa", "Clip: BBC Ông", "Nguồn : VTV “Có"]
    assert all(reading._CREDIT.search(text) for text in credited)
    for text in (*credited, *TEXTS):
        if reading._CREDIT.search(text):
            assert any(word in text for word in reading._CREDITS.split("|"))
