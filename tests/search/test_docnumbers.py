"""Numbers of documents: where they stand, and what is none. Writings are in tests/cases/citations.tsv."""

from __future__ import annotations

import pytest

from search.docnumbers import as_key, find_numbers


def test_the_words_before_belong_to_it():
    """`start` is at the words, `at` at the number, `end` behind the issuer."""
    text = "Theo Chỉ thị số 28 -CT/TW, ngày"
    (found,) = find_numbers(text)
    assert text[found.start : found.end] == "Chỉ thị số 28 -CT/TW"
    assert text[found.at : found.end] == "28 -CT/TW"
    assert (found.numbers, found.kind) == (("28-CT/TW",), "party")


def test_a_list_is_one_find_with_several_numbers():
    """The numbers before the last take its sign."""
    text = "Quyết định số 217, 218 và 219-QĐ/TW"
    (found,) = find_numbers(text)
    assert found.numbers == ("217-QĐ/TW", "218-QĐ/TW", "219-QĐ/TW")
    assert text[found.at : found.end] == "219-QĐ/TW"


@pytest.mark.parametrize(
    "text",
    [
        "2030/2000 đảng viên",
        "nhiệm kỳ 2020-2025",
        "5/5",
        "09/11/2021",
        "xe 29/AB-CD",
        "05 tấn/ha",
        "Covid-19/TW",
    ],
)
def test_what_only_looks_like_one(text):
    """Ratios, terms, dates, number plates and units are no documents."""
    assert list(find_numbers(text)) == []


def test_only_the_asked_stretch_is_read():
    """Numbers outside the stretch are not given, words before it are."""
    text = "Kết luận số 21-KL/TW, 22-KL/TW"
    begin = text.index("21")
    (found,) = find_numbers(text, begin, begin + 8)
    assert found.numbers == ("21-KL/TW",)
    assert text[found.start :].startswith("Kết luận số 21")


@pytest.mark.parametrize(
    ("written", "number"), [("7-CT/TU", "07-CT/TU"), ("007-CT/TU", "07-CT/TU"), ("30a/2008/NQ-CP",) * 2]
)
def test_leading_zeros(written, number):
    """Two digits at least, however many were written."""
    (found,) = find_numbers(written)
    assert found.numbers == (number,)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("07-ct/tu", "07-CT/TU"),
        ("28 -ct/tw.xii", "28-CT/TW.xii"),
        ("43/2011/nđ-cp", "43/2011/NĐ-CP"),
        ("NQTW 4.XII", "NQTW 4.XII"),
        ("07-ct/tu và 08-ct/tu", "07-ct/tu và 08-ct/tu"),
        ("", ""),
    ],
)
def test_a_key_may_be_written_in_any_case(written, key):
    """What is no single number stays as it is."""
    assert as_key(written) == key
