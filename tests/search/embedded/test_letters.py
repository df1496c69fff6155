"""Texts as they are stored: one byte a letter of Vietnamese news, UTF-8 where there are others."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import document

from search.embedded.letters import LETTERS, letters_of, text_of
from search.embedded.stored import read_document, write_document


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text):
    """Whatever its letters are."""
    assert text_of(letters_of(text)) == text


@given(st.text(st.sampled_from(LETTERS)))
def test_a_letter_is_a_byte(text):
    """For the letters of news."""
    assert len(letters_of(text)) == 1 + len(text)
    assert text_of(letters_of(text)) == text


def test_all_letters_of_vietnamese():
    """Each vowel with each tone, small and large; and each character of ASCII that a text has."""
    tones = ["", *"\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING HOOK ABOVE}"]
    tones += "\N{COMBINING TILDE}\N{COMBINING DOT BELOW}"
    vowels = {unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in tones}
    small = vowels | {"đ", *map(chr, range(0x20, 0x7F))}
    assert {*small, *"".join(small).upper(), "\n"} <= set(LETTERS)
    assert len(set(LETTERS)) == len(LETTERS) == 256


@pytest.mark.parametrize("damaged", [b"", b"7abc", b"8\xff", b"\n1abc"])
def test_other_bytes_are_refused(damaged):
    """With an error that the index tells as damage."""
    with pytest.raises(ValueError, match=r".") as refused:
        text_of(damaged)
    assert not isinstance(refused.value, UnicodeEncodeError)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_document_comes_back(text):
    """Equal in all that it tells, and a value like any other."""
    one = document("a", title=text, body="Chi bộ kết nạp đảng viên.\n")
    again = read_document(write_document(one))
    assert again == one
    assert again.article.text == one.article.text


@pytest.mark.parametrize("damaged", [b"", b"{}", b"{}\n1", b"[]\n1abc"])
def test_other_documents_are_refused(damaged):
    """As what they are not."""
    with pytest.raises(ValueError, match=r"."):
        read_document(damaged)
