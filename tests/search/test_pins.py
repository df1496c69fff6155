"""Results that staff pin to queries: the table, and which queries have pins."""

from datetime import date

import pytest

from search.errors import SettingsError
from search.pin_review import remarks_on
from search.pin_table import problems_in, read_pins
from search.pins import NAME, NONE, made_of, pins_of
from search.query import Context
from search.settings import load_settings

TABLE = """
[[pin]]
queries = ["kết nạp đảng viên", "Hoà giải cơ sở"]
articles = ["a", "b"]

[[pin]]
queries = ["ke hoach 2025"]
articles = ["c"]
until = 2026-12-31

[[pin]]
queries = ["kết nạp Đảng viên"]
articles = ["d", "a"]
"""

DAY = date(2026, 12, 31)


def pinned(query, day=DAY):
    """The ids that are pinned to a query by the small table."""
    return "".join(made_of(read_pins(TABLE, "own.toml")).articles(query, Context(), day))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("kết nạp đảng viên", "abd"),
        ("  KẾT NẠP   đảng viên! ", "abd"),
        ("ket nap dang vien", "abd"),
        ("kết nạp dang vien", "abd"),
        ("kêt nap đang vien", "abd"),
        ("kết nạp đáng viên", ""),
        ("kết nạp đảng viên mới", ""),
        ("đảng viên kết nạp", ""),
        ('"kết nạp đảng viên"', ""),
        ("kết nạp đảng viên*", ""),
        ("kết nạp -đảng viên", ""),
        ("kết nạp HOẶC đảng viên", ""),
        ("kết nạp đảng viên năm:2021", ""),
        ("hòa giải cơ sở", "ab"),
        ("Kế hoạch 2025", "c"),
        ("kế hoách 2025", "c"),
        ("", ""),
    ],
)
def test_queries_have_pins(query, ids):
    """The same loose words in order, in any spelling and case; marks may be missing and must not differ."""
    assert pinned(query) == ids


def test_a_pin_ends_after_its_last_day():
    """`until` is the last day on which it counts."""
    assert pinned("kế hoạch 2025", DAY) == "c"
    assert pinned("kế hoạch 2025", date(2027, 1, 1)) == ""


def test_no_table_pins_nothing():
    """Without a file nothing is pinned."""
    assert NONE.articles("kết nạp", Context(), DAY) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("pin = 3", "[[pin]]"),
        ("pins = []", "there is no key 'pins'"),
        ('[[pin]]\narticles = ["a"]', "'queries' must be a list"),
        ('[[pin]]\nqueries = []\narticles = ["a"]', "'queries' must be a list"),
        ('[[pin]]\nqueries = ["x"]\narticles = "a"', "'articles' must be a list"),
        ('[[pin]]\nqueries = ["x"]\narticles = [" "]', "is empty"),
        ('[[pin]]\nqueries = ["x"]\narticles = ["a", "a"]', "twice"),
        (f'[[pin]]\nqueries = ["x"]\narticles = {[str(n) for n in range(11)]}', "11, at most 10"),
        ('[[pin]]\nqueries = ["…"]\narticles = ["a"]', "can never match"),
        (f'[[pin]]\nqueries = ["{"x " * 33}"]\narticles = ["a"]', "33 syllables"),
        ('[[pin]]\nqueries = ["x"]\narticles = ["a"]\nuntil = "2026-12-31"', "must be a day"),
        ('[[pin]]\nqueries = ["x"]\narticles = ["a"]\nuntil = 2026-12-31T10:00:00', "must be a day"),
        ('[[pin]]\nqueries = ["x"]\narticles = ["a"]\nuntil = 2026-02-30', "cannot be read"),
    ],
)
def test_each_mistake_is_told_with_its_entry(text, says):
    """What staff can get wrong is told, in both languages."""
    problems = [one for one in problems_in(text) if says in one.english]
    assert problems
    assert problems[0].where in {"pin 1 (dòng · line 1)", "pin", "pins", "TOML"}
    assert problems[0].vietnamese != problems[0].english


def test_remarks():
    """What is over, what is not in the index, what has two pins, and what is never compared as words."""
    text = TABLE + '[[pin]]\nqueries = ["\\"x y\\""]\narticles = ["a"]\nuntil = 2020-01-01\n'
    remarks = list(remarks_on(read_pins(text, "own.toml"), DAY, lambda article: article != "c"))
    assert [(one.where.split(" (")[0], one.english.split(" (")[0]) for one in remarks] == [
        ("pin 2", "the article 'c' is not in the index"),
        ("pin 4", "is over"),
        ("pin 4", '“"x y"” has quotes, fields or operators: only queries of loose words have pins'),
        ("pin 3", "“kết nạp Đảng viên” has a pin in pin 1"),
    ]
    assert not any("index" in one.english for one in remarks_on(read_pins(text, ""), DAY, None))


def test_a_pin_that_is_over_leaves_its_query_free():
    """The next pin for the same query is no second one."""
    text = """
[[pin]]
queries = ["x y"]
articles = ["a"]
until = 2026-01-01
[[pin]]
queries = ["x y"]
articles = ["b"]
"""
    assert [one.english for one in remarks_on(read_pins(text, ""), DAY, None)] == [
        "is over (until 2026-01-01)"
    ]


def test_a_home_folder_may_have_a_table(tmp_path):
    """`pins.toml` of the home folder, or the file that is set; a wrong one is a wrong setting."""
    assert pins_of(load_settings(tmp_path, {})) is NONE
    (tmp_path / NAME).write_text(TABLE, encoding="utf-8")
    assert len(pins_of(load_settings(tmp_path, {})).pins) == 3
    (tmp_path / NAME).write_text("[[pin]]\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="the table of pinned results") as caught:
        pins_of(load_settings(tmp_path, {}))
    assert "bảng bài ghim có lỗi" in caught.value.vietnamese
