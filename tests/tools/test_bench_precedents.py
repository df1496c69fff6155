"""`tratin bench precedents`: a small run of the whole, and how its questions are chosen."""

import json
import tomllib
from collections import Counter

import pytest
from copied import finished

from tools.measure.figures import GOALS
from tools.measure.precedents.choosing import gapped, often, phrases
from tools.synth import write_articles


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A file of some made-up articles."""
    return write_articles(tmp_path_factory.mktemp("precedents") / "articles.jsonl", 60, 1)


def test_a_small_run(data, tmp_path):
    """Every figure that has a goal is measured."""
    command = ["--json", "bench", "precedents", "--data", data, "--articles", 60]
    done = finished(*command, "--keep", tmp_path / "home", timeout=300)
    assert done.returncode == 0, done.stderr
    figures = {each["name"]: each["value"] for each in json.loads(done.stdout)["figures"]}
    assert set(tomllib.loads(GOALS.read_text(encoding="utf-8"))["precedents-100000"]) <= set(figures)
    assert figures["articles"] == 60
    assert figures["occurrences of the phrase"] >= 60
    assert (tmp_path / "home" / "index" / "CURRENT").exists()


def test_phrases_are_chosen_by_their_count():
    """The one that stands there just often enough is first; where none does, the most frequent."""
    found = Counter({"a": 90, "b": 120, "c": 500})
    counts = {"a": 99, "b": 130, "c": 480}
    assert [each.text for each in often(found, 100, counts.__getitem__)] == ["b", "c"]
    assert [each.text for each in often(found, 1000, counts.__getitem__)] == ["c", "b", "a"]


def test_phrases_never_run_over_signs(data):
    """Words on either side of a sign are no phrase, and those with one between them a pattern."""
    line = json.dumps({"id": "1", "title": "", "text": "một hai, ba bốn năm 6 bảy"}, ensure_ascii=False)
    path = data.parent / "one.jsonl"
    path.write_text(line, encoding="utf-8")
    assert set(phrases(path, 1)) == {'"một hai"', '"ba bốn"', '"bốn năm"'}
    assert set(gapped(path, 1)) == {'"ba * năm"'}
