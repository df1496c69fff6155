"""What words of a query stand for, by their company."""

import pytest
from counted import Counted, words

from search.suggest.meanings import meanings
from search.text import has_marks

LANGUAGE = Counted(
    *["chi bộ kết nạp đảng viên mới"] * 30,
    *["đang xây dựng nông thôn mới"] * 10,
    *["quy định của đảng"] * 8,
    "đang viên ket nap",
    "giáo viên thăm nhà tu",
)


def read(text):
    """What every word stands for, and what is told."""
    run = words(text)
    found = meanings([run], LANGUAGE, accented=has_marks(text))
    return {word.surface: set(meant.keys) for word, meant in found.words.items()}, list(found.told)


def test_words_without_marks_are_read_by_their_company():
    """All of them, and it is told."""
    meant, told = read("ket nap dang vien")
    assert meant == {"ket": {"kết"}, "nap": {"nạp"}, "dang": {"đảng"}, "vien": {"viên"}}
    assert told == [("ket nap dang vien", "kết nạp đảng viên")]


@pytest.mark.parametrize(
    ("text", "meant"),
    [("kết nap", {"nap": {"nap", "nạp"}}), ("kết nạp đang viên", {"đang": {"đang", "đảng"}})],
)
def test_a_mark_that_is_missing_among_others_is_added(text, meant):
    """The word as typed stays."""
    found, told = read(text)
    assert found == meant
    assert len(told) == 1


@pytest.mark.parametrize("text", ["đang xây dựng", "quy định", "kết nạp đảng viên", "đãng viên", "đảng"])
def test_what_was_typed_is_believed(text):
    """Where the index knows it so, where a typed mark would have to go, and where there is no company."""
    assert read(text) == ({}, [])


def test_readings_that_are_as_likely_count_alike():
    """And none of them is told."""
    language = Counted("bí thư", "bị thu")
    found = meanings([words("bi thu")], language, accented=False)
    assert {word.surface: set(meant.keys) for word, meant in found.words.items()} == {
        "bi": {"bí", "bị"},
        "thu": {"thư", "thu"},
    }
    assert found.told == ()
