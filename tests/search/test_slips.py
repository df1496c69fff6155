"""Signs of a query that are typed in other ways than the language has them."""

from __future__ import annotations

import pytest

from search.query import parse, render, syntax_of
from search.query.invisible import typed_text


def read(typed: str) -> str:
    """How a query is read, written anew; reading that gives the same."""
    syntax, _ = syntax_of(typed)
    written = render(syntax)
    assert syntax_of(written)[0] == syntax
    return written


def codes(typed: str) -> list[str]:
    """The codes of the notes on a query, those on marks and abbreviations left out."""
    return [note.code for note in parse(typed)[1] if note.code not in ("unaccented", "abbreviation")]


@pytest.mark.parametrize(
    ("typed", "meant", "instead"),
    [
        ('"kết nạp đảng viên', '"kết nạp đảng viên"', "kết nạp đảng viên"),
        ("“kết nạp đảng viên", '"kết nạp đảng viên"', "kết nạp đảng viên"),
        ('lễ "kết nạp', 'lễ "kết nạp"', "lễ kết nạp"),
        ('"lễ mới" "kết nạp', '"lễ mới" "kết nạp"', '"lễ mới" kết nạp'),
        ('tiêu đề:"kết nạp', 'tiêu đề:"kết nạp"', "tiêu đề:kết nạp"),
        ('-"kết nạp', '-"kết nạp"', "-kết nạp"),
        ('"lễ kết nạp -thôn năm:2021', '"lễ kết nạp" -thôn năm:2021', "lễ kết nạp -thôn năm:2021"),
        ('"lễ kết nạp HOẶC thôn', '"lễ kết nạp" HOẶC thôn', "lễ kết nạp HOẶC thôn"),
        ('("lễ kết nạp) thôn', '"lễ kết nạp" thôn', "(lễ kết nạp) thôn"),
        ('"kết nạp (mới) đảng viên', '"kết nạp (mới) đảng viên"', "kết nạp (mới) đảng viên"),
    ],
)
def test_an_open_quote_is_closed(typed, meant, instead):
    """A quote that nobody closed ends where the query or its next condition does; a note tells."""
    assert read(typed) == meant
    (note,) = [note for note in syntax_of(typed)[1] if note.code == "unclosed-quote"]
    assert note.instead == instead


@pytest.mark.parametrize("typed", ['kết nạp"', 'kết nạp" đảng viên', "kết » nạp", 'kết nạp "'])
def test_a_quote_by_itself_is_told(typed):
    """A quote that begins nothing is passed over, and a note says so."""
    assert '"' not in read(typed)
    assert codes(typed) == ["stray-quote"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("‘kết nạp đảng viên’", '"kết nạp đảng viên"'),
        ("lễ 'kết nạp' 'đảng viên mới'", 'lễ "kết nạp" "đảng viên mới"'),
        ("'huyện K'Ho Lâm Đồng'", '"huyện K\'Ho Lâm Đồng"'),
        ("-'kết nạp'", '-"kết nạp"'),
        ("tiêu đề:‘kết nạp’", 'tiêu đề:"kết nạp"'),
        ("'kết nạp'~5", '"kết nạp"~5'),
        ("\"nhà 'kết nạp' mới\"", "\"nhà 'kết nạp' mới\""),
    ],
)
def test_single_quotes_round_words(typed, meant):
    """Single quotes round several words are quotes."""
    assert read(typed) == meant


@pytest.mark.parametrize(
    "typed", ["D'Ran K'Ho", "H'Mông và K’Ho", "'thôn'", "'kết nạp", "những năm '90 và '80", "xã D' Ran'"]
)
def test_apostrophes_are_no_quotes(typed):
    """Those of names, round a single word, and single ones quote nothing."""
    assert '"' not in read(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kết nạp –thôn", "kết nạp -thôn"),
        ("kết nạp —thôn", "kết nạp -thôn"),
        ("kết nạp –thanh niên", 'kết nạp -"thanh niên"'),
        ('kết nạp –"thôn mới"', 'kết nạp -"thôn mới"'),
        ("kết nạp —năm:2021", "kết nạp -năm:2021"),
        ("kết nạp – thôn", "kết nạp thôn"),
        ("–thôn kết nạp", "thôn kết nạp"),
        ("2019 –2021", "2019 2021"),
        ("kết nạp–thôn", "kết nạp–thôn"),
        ("5 – 9 – 2020", "5 – 9 – 2020"),
        ("xã A xây dựng chi bộ bốn tốt –nơi hội tụ", "xã A xây dựng chi bộ bốn tốt nơi hội tụ"),
    ],
)
def test_long_dashes(typed, meant):
    """Behind a blank and right before a word a long dash leaves out as `-` does; not in a sentence."""
    assert read(typed) == meant


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_dash_between_blanks_is_told(dash):
    """It leaves nothing out; who may have meant that is told, with the query that does."""
    assert read(f"kết nạp {dash} thôn") == "kết nạp thôn"
    (note,) = syntax_of(f"kết nạp {dash} thôn")[1]
    assert (note.code, note.words, note.instead) == ("dash-alone", ("thôn",), "kết nạp -thôn")


@pytest.mark.parametrize(
    "typed", ["Hà Nội - Huế", '"kết nạp - thôn"', "5 - 9 - 2020", "99 - cv/tu", "kết nạp - 2021", "- kết nạp"]
)
def test_a_dash_that_nobody_mistakes(typed):
    """Between names, within quotes, in numbers a dash is no exclusion that was typed otherwise."""
    assert "dash-alone" not in codes(typed)


@pytest.mark.parametrize(
    ("typed", "told"),
    [("a*", "a*"), ("kết n*", "n*"), ("* kết", "*"), ('"kết n*"', "n*"), ("*kết", "*kết"), ("k*t", "k*t")],
)
def test_a_star_that_says_nothing_is_told(typed, told):
    """Behind fewer than two letters a star stands for nothing."""
    notes = [note for note in parse(typed)[1] if note.code == "star-ignored"]
    assert [note.words for note in notes] == [(told,)]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ('"* tỷ đồng"', "* tỷ đồng"),
        ('"tăng cường **"', "tăng cường **"),
        ('"kết * nạp" “* * xã”', "* * xã"),
        ('"** tỷ đồng" -"* xã"', "** tỷ đồng"),
    ],
)
def test_a_gap_at_an_end_is_told(typed, told):
    """Nothing need stand there: the query is that without it."""
    notes = [note for note in parse(typed)[1] if note.code == "gap-ignored"]
    assert [note.words for note in notes] == [(told,)]


@pytest.mark.parametrize("typed", ['"kết * nạp"', '"kế* nạp"', '"kết nạ*"', '"*"', '"* **"', "kết nạp"])
def test_a_gap_between_words_is_none_at_an_end(typed):
    """Between words it is one; a star at a word is its beginning; without words there is nothing to tell."""
    assert "gap-ignored" not in codes(typed)


@pytest.mark.parametrize(
    "typed", ["kế*", '"kết * nạp"', '"kết ** nạ*"', "tiêu đề:kế*", "(kế* HOẶC nạ*)", "b2c*"]
)
def test_a_star_that_says_something(typed):
    """Beginnings of words and gaps are what they are."""
    assert "star-ignored" not in codes(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kết\u200bnạp", "kết nạp"),
        ("ket\u200bnap", "ket nap"),
        ("kết \u200bnạp", "kết nạp"),
        ("HĐND\u200bxã", "HĐND xã"),
        ("phư\u200bờng", "phường"),
        ("kết\u00adnạp\u2060đảng", "kết nạp đảng"),
        ("ho\u00adàng", "hoàng"),
        ("inter\u00adnet", "internet"),
        ("ke\u0302\u0301t\u200bnap", "kết nap"),
    ],
)
def test_what_nobody_sees_parts_words(typed, meant):
    """Between syllables a zero-width space or a soft hyphen is a blank, within one it is nothing."""
    assert typed_text(typed) == meant
    assert render(syntax_of(typed)[0]) == meant
