"""`tratin precedents`: every part on a terminal, and as JSON."""

import json

import pytest
from commands import ran

from tools.commands.precedents import precedents
from tools.measure.web.home import home_of
from tools.precedents.asking import PARTS
from tools.precedents.telling import table
from tools.synth import write_articles
from web.addresses.company import Company


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home of some made-up articles."""
    folder = tmp_path_factory.mktemp("precedents")
    data = write_articles(folder / "articles.jsonl", 40, 1)
    return home_of(folder / "home", data, 40).home


@pytest.mark.parametrize("part", [*PARTS])
def test_every_part_tells_something(home, part):
    """Text for people, and the same as JSON; a similar passage is read from standard input."""
    query = "-" if part == "similar" else "dang vien"
    text = "Công tác phát triển đảng viên được cấp ủy quan tâm, chi bộ đã kết nạp đảng viên mới."
    told = ran(home, "precedents", query, "--part", part, "--size", "3", stdin=text)
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip()
    found = json.loads(ran(home, "--json", "precedents", query, "--part", part, stdin=text).stdout)
    assert found["address_notes"] == []
    for name in {"lines", "first", "earlier"} & found.keys():
        assert all({"article", "title", "match"} <= line.keys() for line in found[name])
    assert part not in {"lines", "first"} or found[part][0]["match"]


def test_a_timeline_takes_six_phrases(home):
    """A column each, rows that add up; a seventh, or another part with several, is a mistake."""
    found = json.loads(ran(home, "--json", "precedents", "dang", "chi bo", "--part", "timeline").stdout)
    assert [one["query"]["q"] for one in found["series"]] == ["dang", "chi bo"]
    assert all(sum(one["counts"]) + one["undated"] == one["articles"] for one in found["series"])
    assert ran(home, "precedents", *"abcdefg", "--part", "timeline").returncode == 2
    assert ran(home, "precedents", "a", "b").returncode == 2


def test_bad_input_is_told(home):
    """A file that is not there is a sentence, not a traceback."""
    told = ran(home, "precedents", "no-such-file", "--part", "similar")
    assert told.returncode == 3
    assert "Traceback" not in told.stderr


def test_columns_are_aligned():
    """Numbers to the right, letters with marks of their own as wide as they are seen."""
    marked = "e\u0323\u0302"
    assert list(table([("1", marked, "x"), ("10", "ab", "y")], frozenset({0}))) == [
        f" 1  {marked}   x",
        "10  ab  y",
    ]


def test_company_reaches_as_far_as_on_pages():
    """Unless told otherwise, the same syllables are looked at."""
    reach = {one.name: one.default for one in precedents.params}
    assert (reach["left"], reach["right"]) == (Company().left, Company().right)
