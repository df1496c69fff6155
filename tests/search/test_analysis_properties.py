"""What holds of the analysis of every text."""

from __future__ import annotations

import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.analysis import analyze, compound_key, normalize
from search.analysis_batch import analyze_batch
from search.decoding import decode, repair
from search.keys import key_of, retoned
from search.query.parser import parse
from search.text import canonical, comparable, folded, lower
from search.tokenizer import SENTENCE_GAP, cut, tokenize
from search.tokens import TYPES, make_type

SEEDS = sorted((Path(__file__).parents[2] / "seeds" / "articles").glob("*.txt"))

thorough = settings(derandomize=True, deadline=None, max_examples=200)

ANY = st.text(st.characters(exclude_categories=()), max_size=200)
"""Every code point, lone surrogates too."""

ODDITIES = 'Đảngbộ 0129.,;:-–/&()"“”!?…\n\r\t\u00a0\u00ad\u200b\u0301\u0323\u0302\ud800😀ßİ漢_@<>§¶éÐ'
TANGLED = st.text(st.sampled_from(ODDITIES), max_size=120)

WORDS = (
    "Đảng bộ huyện Hoà Thuỷ uỷ quỳ quý giá giếng khoá hoàn khuỷu việt nghĩa người của kỹ lý tỷ lệ kết nạp "
    "đảng viên mới năm 2021 2.000 101,5 28-CT/TW 21/1/2019 HĐND UBND Covid-19 Đắk Lắk thi thy y tế a I"
).split()
BETWEEN = (" ", " ", " ", ", ", ". ", "! ", "… ", " - ", " (", ") ", "/", "; ", "  ")


@st.composite
def prose(draw):
    """Vietnamese words and what stands between them, in new-style tone places."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
    gaps = draw(st.lists(st.sampled_from(BETWEEN), min_size=len(words), max_size=len(words)))
    return "".join(word + gap for word, gap in zip(words, gaps, strict=True)).strip()


PROSE = prose()


def keys(text):
    """The keys of a text that need not be canonical."""
    return [type_.key for type_ in cut(canonical(text)).types]


def old_style(text):
    """The text with the marks of final oa, oe, uy at their old places."""
    for first, second in ("oa", "oe", "uy"):
        for tone in "\u0300\u0301\u0309\u0303\u0323":
            new = unicodedata.normalize("NFC", first + second + tone)
            old = unicodedata.normalize("NFC", first + tone + second)
            text = " ".join(
                word.replace(new, old) if word.endswith(new) and not word.startswith("q") else word
                for word in text.split(" ")
            )
    return text


# ---------------------------------------------------------------- canonical text


@thorough
@given(ANY | TANGLED)
def test_canonical_text_is_its_own_canonical_text(text):
    """Repairing twice changes nothing more."""
    once = canonical(text)
    assert canonical(once) == once


def test_canonical_text_is_idempotent_with_marks_that_decompose():
    """Thirty marks that NFC takes apart are sixty marks."""
    once = canonical("a" + "\u0344" * 30)
    assert canonical(once) == once


@thorough
@given(ANY | TANGLED, ANY | TANGLED)
def test_lines_are_repaired_one_by_one(first, second):
    """A line's canonical text does not depend on its neighbours."""
    joined = canonical(canonical(first) + "\n" + canonical(second))
    assert joined == canonical(first) + "\n" + canonical(second)


@thorough
@given(ANY | TANGLED | PROSE)
def test_compared_forms_keep_the_length(text):
    """Offsets found in a lower-case, comparable or folded text hold in the text itself."""
    text = canonical(text)
    assert len(lower(text)) == len(comparable(text)) == len(folded(text)) == len(text)


# ---------------------------------------------------------------- tokens


@thorough
@given(ANY | TANGLED | PROSE)
def test_offsets_are_in_order_and_give_back_the_surface(text):
    """Tokens follow each other inside the text, and their surfaces have their keys."""
    text = canonical(text)
    end, position = 0, -1
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert token.position > position
        surface = text[token.start : token.end]
        assert make_type(surface) == TYPES[surface] == (token.key, token.fold, token.kind)
        assert not any(map(str.isspace, surface))
        end, position = token.end, token.position


@thorough
@given(ANY | TANGLED | PROSE)
def test_no_letter_or_digit_is_lost(text):
    """Outside the tokens stands nothing that could be searched."""
    text = canonical(text)
    bare = list(text)
    for token in tokenize(text):
        bare[token.start : token.end] = " " * (token.end - token.start)
    assert not any(char.isalnum() for char in bare)


@thorough
@given(ANY | TANGLED | PROSE)
def test_compounds_and_terms_are_ranges_of_tokens(text):
    """Compounds have two tokens or more, in order, none overlapping; terms lie within the text's tokens."""
    found = analyze(canonical(text))
    end = 0
    for first, last in found.compounds:
        assert end <= first < last - 1 < len(found.tokens)
        assert compound_key(found.tokens, first, last).count("_") == last - first - 1
        end = last
    for term in found.terms:
        assert 0 <= term.first < term.last <= len(found.tokens)
        assert term.value


@thorough
@given(st.lists(ANY | TANGLED | PROSE, max_size=6))
def test_batches_give_what_single_texts_give(texts):
    """A text is analysed in company as it is alone."""
    texts = [canonical(text) for text in texts]
    assert analyze_batch(texts) == [analyze(text) for text in texts]


@thorough
@given(PROSE)
def test_spellings_of_one_text_have_the_same_keys(text):
    """Tone style, composition and case do not matter, nor does analysing twice."""
    wanted = keys(text)
    for other in (old_style(text), unicodedata.normalize("NFD", text), text.upper(), text.lower()):
        assert keys(other) == wanted
    assert keys(unicodedata.normalize("NFD", old_style(text).upper())) == wanted
    assert normalize(text) == " ".join(wanted)


def test_the_old_style_is_another_spelling():
    """The spellings compared above do differ."""
    assert old_style("Hoà uỷ quỳ khoá hoàn") == "Hòa ủy quỳ khóa hoàn"


@thorough
@given(ANY | TANGLED)
def test_keys_are_their_own_keys(text):
    """A key is already in the form that it stands for."""
    for type_ in cut(canonical(text)).types:
        if not type_.key[0].isdigit():
            assert key_of(type_.key) == type_.key
            assert retoned(type_.key) == type_.key


# ---------------------------------------------------------------- paragraphs


def assert_joins(first, second):
    """Tokens, positions and terms of two paragraphs are those of each, one after the other."""
    one, two = analyze(first), analyze(second)
    both = analyze(first + "\n" + second)
    at, tokens = len(one.tokens), both.tokens
    shift = len(first) + 1
    assert tokens.types == one.tokens.types + two.tokens.types
    assert tokens.starts == one.tokens.starts + [start + shift for start in two.tokens.starts]
    assert tokens.ends == one.tokens.ends + [end + shift for end in two.tokens.ends]
    base = one.tokens.positions[-1] + 1 + SENTENCE_GAP if at else 0
    assert tokens.positions == one.tokens.positions + [base + position for position in two.tokens.positions]
    moved = [term._replace(first=term.first + at, last=term.last + at) for term in two.terms]
    assert list(both.terms) == [*one.terms, *moved]


@thorough
@given(ANY | TANGLED | PROSE, ANY | TANGLED | PROSE)
@example("TP.HCM", "Xã A. Xã B")
@example("ngày 21/1", "2019 và 21/1/2019")
@example("Chỉ thị 28-CT/TW", "99-CV/TU")
def test_paragraphs_are_analysed_one_by_one(first, second):
    """Tokens and terms of a text are those of its paragraphs; compounds may differ, see below."""
    assert_joins(canonical(first), canonical(second))


def test_an_abbreviation_does_not_cross_a_line():
    """What stands at the end of a paragraph does not join the beginning of the next."""
    assert_joins("Sở NN", "PTNT và Sở")


def test_a_document_number_does_not_take_its_list_from_the_line_before():
    """A number that ends a paragraph is no document of the next."""
    assert_joins("Kèm theo các văn bản số 4, 5,", "6-NQ/TW")


def test_compounds_hardly_depend_on_the_paragraph_before():
    """The model reads a text as one row of words: a paragraph's neighbours tip a compound, but rarely."""
    alone, together = [], []
    for path in SEEDS:
        text = canonical(path.read_text(encoding="utf-8"))
        at = 0
        for line in text.split("\n"):
            found = analyze(line)
            alone += [(path.name, at + first, at + last) for first, last in found.compounds]
            at += len(found.tokens)
        together += [(path.name, *span) for span in analyze(text).compounds]
    assert len(together) > 1000
    assert len(set(alone) ^ set(together)) <= len(together) // 200


# ---------------------------------------------------------------- robustness


@thorough
@given(ANY | TANGLED | PROSE)
def test_no_text_raises(text):
    """Every function that takes text takes any text, canonical or not."""
    repair(text)
    analyze(text)
    normalize(text)
    parse(text)
    analyze(canonical(text))
    canonical(text).encode()


@thorough
@given(st.binary(max_size=300), st.none() | st.text(max_size=12))
def test_no_bytes_raise(payload, declared):
    """Any bytes decode to a text that is canonical and can be written down."""
    text = decode(payload, declared).text
    assert canonical(text) == text
    text.encode()


def test_threads_agree():
    """Four threads that fill the same caches get what one gets."""
    texts = [canonical(line) for path in SEEDS for line in path.read_text(encoding="utf-8").split("\n")]
    TYPES.clear()
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda _: [analyze(text) for text in texts], range(4)))
    alone = [analyze(text) for text in texts]
    assert all(run == alone for run in runs)


# ---------------------------------------------------------------- cost, with bounds far from what is measured


def cost(function, text):
    """Seconds of computing, the best of three: a busy machine changes little."""
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        function(text)
        best = min(best, time.process_time() - begin)
    return best


def grows(function, make, small):
    """How much more eight times the text costs: about 8 if linear, 64 if quadratic."""
    function(make(8))
    return cost(function, make(8 * small)) / max(cost(function, make(small)), 1e-4)


MAKERS = {
    "prose": lambda n: "Đảng bộ huyện kết nạp đảng viên mới năm 2021. " * (n // 8),
    "one line of dates": lambda n: "ngày 21/1/2019, " * (n // 4),
    "lines of dates": lambda n: "21/1/2019\n" * (n // 4),
    "abbreviations": lambda n: "NN&PTNT, " * (n // 4),
    "a long word": lambda n: "ế" * n,
    "digits": lambda n: "1" * n,
    "dots and digits": lambda n: "1." * n + "a",
    "marks": lambda n: "a" + "\u0301\u0323" * n,
    "blanks": lambda n: "9 tháng 11" + " " * n + "x",
    "newlines": lambda n: "\n" * n,
    "joined issuers": lambda n: "28-CT/TW" + "-AB" * n,
    "addresses": lambda n: "a@b." * n,
    "tags": lambda n: "<p " * n,
    "pasted legacy text": lambda n: "§¶ng bé x· " * (n // 4),
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_nothing_is_quadratic(make):
    """Eight times the text takes far less than sixty-four times as long."""
    for function in (canonical, repair, lambda text: decode(text.encode()), parse):
        assert grows(function, make, 1500) < 30
    assert grows(analyze, lambda n: canonical(make(n)), 1500) < 30


def test_many_document_numbers_are_linear():
    """A page that lists thousands of document numbers costs in proportion."""
    assert grows(analyze, lambda n: "28-CT/TW, UBND; " * n, 200) < 30


def test_a_day_before_many_blanks_is_linear():
    """A table padded with blanks costs in proportion."""
    assert grows(analyze, lambda n: "9/11" + " " * n + "x", 2000) < 30
