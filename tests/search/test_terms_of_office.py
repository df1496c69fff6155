"""Terms between congresses of the Party."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from making import document

from search.terms_of_office import CONGRESSES, TERMS, congress_of, term, term_of


@pytest.mark.parametrize(
    ("day", "congress"),
    [
        ("2016-01-27", "XI"),
        ("2016-01-28", "XII"),
        ("2017-10-25", "XII"),
        ("2021-01-31", "XII"),
        ("2022-06-16", "XIII"),
        ("2002-03-18", "IX"),
        ("1930-02-03", ""),
    ],
)
def test_the_term_of_the_central_committee_follows_its_election(day, congress):
    """A term begins on the last day of the congress."""
    assert congress_of(date.fromisoformat(day)) == congress


def test_the_tables_are_in_order():
    """Congresses follow each other, and so do terms, without a gap."""
    assert [day for _, day in CONGRESSES] == sorted(day for _, day in CONGRESSES)
    assert all(before.last == after.first for before, after in pairwise(TERMS))
    assert all(term(one.value) is one for one in TERMS)


@pytest.mark.parametrize(
    ("when", "year", "body", "value"),
    [
        ("2018-03-01", None, "Tin.", "2015-2020"),
        ("2020-06-30", None, "Tin.", "2015-2020"),
        ("2020-07-01", None, "Tin.", "2020-2025"),
        ("2020-05-10", None, "Đại hội nhiệm kỳ 2020 - 2025 thành công.", "2020-2025"),
        ("2020-09-10", None, "Tổng kết nhiệm kỳ 2015-2020.", "2015-2020"),
        ("2020-09-10", None, "Tổng kết nhiệm kỳ 2015-2020, bàn nhiệm kỳ 2020-2025.", "2020-2025"),
        ("", 2018, "Tin.", "2015-2020"),
        ("", 2020, "Tin.", None),
        ("", 2020, "Đại hội nhiệm kỳ 2020 – 2025.", "2020-2025"),
        ("", None, "Nhiệm kỳ 2020 - 2025.", None),
        ("1975-05-01", None, "Tin.", None),
    ],
)
def test_the_local_term_of_an_article(when, year, body, value):
    """By the day or the likely year; in a year of congresses the words decide, else the first of July."""
    assert term_of(document("a", when=when, year=year, body=body)) == value
