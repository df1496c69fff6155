"""Tokens: keys, offsets, positions."""

import random
import unicodedata

import pytest

from search.analysis import analyze, fingerprint, normalize
from search.text import canonical
from search.tokenizer import SENTENCE_GAP, tokenize
from search.tokens import TYPES


def assert_analyzes(text, expected):
    """The text gives these `key@position` tokens, and every offset points at its token."""
    tokens = tokenize(text)
    assert " ".join(f"{token.key}@{token.position}" for token in tokens) == expected
    for token in tokens:
        assert TYPES[text[token.start : token.end]] == (token.key, token.fold, token.kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kết nạp đảng viên", "kết@0 nạp@1 đảng@2 viên@3"),
        ("Chỉ thị 28-CT/TW, ngày", "chỉ@0 thị@1 28@2 ct@3 tw@4 ngày@5"),
        ("HĐND&UBND", "hđnd@0 ubnd@1"),
        ("đạt 101,5% (2.000 người)", "đạt@0 101.5@1 2000@2 người@3"),
        ("xã A. Huyện B", "xã@0 a@1 huyện@2 b@3"),
        ("TP. Vinh, ThS. Nam", "tp@0 vinh@1 ths@2 nam@3"),
        ("tốt. Sau đó", f"tốt@0 sau@{1 + SENTENCE_GAP} đó@{2 + SENTENCE_GAP}"),
        ("một\nhai", f"một@0 hai@{1 + SENTENCE_GAP}"),
        ("Đ/c 03/7/2023", "đ@0 c@1 03@2 7@3 2023@4"),
        ("30a/2008/NQ-CP", "30a@0 2008@1 nq@2 cp@3"),
        ("hòa HOÀ", "hoà@0 hoà@1"),
        ("", ""),
        ("… — !", ""),
    ],
)
def test_analysis(text, expected):
    """Syllables, numbers and abbreviations get their keys and positions."""
    assert_analyzes(text, expected)


@pytest.mark.parametrize("seed", range(20))
def test_random_text_gives_legal_tokens(seed):
    """Offsets rise, stay inside, never overlap, and the same text gives the same tokens."""
    chance = random.Random(seed)
    text = canonical("".join(chance.choices("đảngĐẢ 1.,;-/\n!?“”𝒳ﬁß漢̣", k=300)))
    tokens = tokenize(text)
    assert tokens == tokenize(text)
    end, position = 0, -1
    for token in tokens:
        assert end <= token.start < token.end <= len(text)
        assert token.position > position
        assert token.key
        assert token.fold
        end, position = token.end, token.position


def test_composition_and_case_do_not_matter():
    """NFC, NFD, upper and lower case of one text have the same keys."""
    text = "Đảng ủy xã Hòa Thủy kết nạp đảng viên"
    variants = [text, unicodedata.normalize("NFD", text), text.upper(), text.lower()]
    assert len({tuple(token.key for token in tokenize(canonical(v))) for v in variants}) == 1


def test_normalize_gives_one_string():
    """Normalising gives the keys of a string, without cutting it into compounds or sentences."""
    assert normalize("  Huyện  HÒA-Bình. ") == "huyện hoà bình"


def compounds(text):
    """The compounds of a text as they stand in it."""
    found = analyze(text)
    starts, ends = found.tokens.starts, found.tokens.ends
    return [text[starts[first] : ends[last - 1]] for first, last in found.compounds]


class TestCompounds:
    def test_compounds_in_either_tone_style(self):
        """Compounds are found although the dictionary knows one tone style only, and in capitals too."""
        for text in ("cấp ủy chỉ đạo", "cấp uỷ chỉ đạo", "CẤP ỦY CHỈ ĐẠO"):
            assert compounds(text) == [text[:6], text[7:]]

    def test_offsets_survive_lines_and_blanks(self):
        """Ranges refer to the tokens, whatever blanks and lines stand between."""
        found = compounds("  \nĐảng   viên\n\n mới_đây  kết nạp đảng viên.")
        assert "kết nạp" in found
        assert "đảng viên" in found

    def test_nothing_and_oddities(self):
        """Empty, blank and odd text gives legal ranges."""
        for text in ("", "  \n ", "_ __ a_b", "😀 漢字 NUL\x00", "\ud800"):
            found = analyze(text)
            assert all(0 <= a < b <= len(found.tokens) for a, b in found.compounds)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chỉ thị 28 -CT/TW ngày 21/1/2019", "document 28-CT/TW, date 2019-01-21"),
        ("Quyết định 217, 218-QĐ/TW", "document 217-QĐ/TW, document 218-QĐ/TW"),
        ("ngày 9 tháng 11 năm 2021", "date 2021-11-09"),
        ("Nghị định 30/2020/NĐ-CP ngày 05/3/2020", "document 30/2020/NĐ-CP, date 2020-03-05"),
        ("HĐND&UBND huyện, phòng NN&PTNT", "abbreviation HĐND, abbreviation UBND, abbreviation NN&PTNT"),
        ("đạt 2030/2000, 5/5, nhiệm kỳ 2020 - 2025", ""),
        ("", ""),
    ],
)
def test_canonical_terms(text, expected):
    """Documents, dates and abbreviations are found in one writing, and nothing that only looks like them."""
    assert ", ".join(f"{term.kind} {term.value}" for term in analyze(text).terms) == expected


def test_the_fingerprint_is_stable():
    """The same analyser has the same name."""
    assert fingerprint() == fingerprint()
    assert fingerprint().startswith("analysis-")
