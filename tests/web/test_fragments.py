"""Links that open the original page at a phrase."""

from __future__ import annotations

import random
from dataclasses import replace
from urllib.parse import unquote

import pytest

from search.model import Article, Block, BlockKind, MarkedText, Span
from web.articles.fragments import directive, encoded, link_to_phrase, with_fragment

TEXT = "Hội nghị triển khai Nghị quyết. Đảng ủy kết nạp đảng viên, rồi chi bộ kết nạp đảng viên mới.\nHết."


def at(phrase, text=TEXT, start=0):
    """The directive for a phrase of a text."""
    begin = text.index(phrase, start)
    return directive(text, begin, begin + len(phrase))


def test_a_phrase_that_stands_once_needs_no_context():
    """It is given as it is, percent-encoded."""
    assert at("triển khai") == "tri%E1%BB%83n%20khai"


def test_a_phrase_that_stands_twice_gets_what_tells_it_apart():
    """As few words on either side as are enough; the first and the second differ."""
    first, second = at("kết nạp đảng viên"), at("kết nạp đảng viên", start=60)
    assert [unquote(part) for part in first.split(",")] == ["ủy-", "kết nạp đảng viên", "-, rồi"]
    assert [unquote(part) for part in second.split(",")] == ["bộ-", "kết nạp đảng viên", "-mới."]


def test_context_never_crosses_a_line():
    """At the beginning and the end of a line only one side has any."""
    text = "kết nạp đảng viên\nkết nạp đảng viên xong"
    assert unquote(at("kết nạp đảng viên", text, 5)) == "kết nạp đảng viên,-xong"
    assert unquote(at("kết nạp đảng viên", text)) == "kết nạp đảng viên"  # the first one is found anyway


def test_of_a_long_phrase_the_ends_are_given():
    """`start,end`: five words each."""
    text = " ".join(f"từ{number}" for number in range(60))
    assert unquote(directive(text, 0, len(text))) == "từ0 từ1 từ2 từ3 từ4,từ55 từ56 từ57 từ58 từ59"


def test_nothing_in_a_phrase_is_read_as_syntax(fresh_seed):
    """Dash, comma, ampersand and hash are encoded, and decoding gives the words back."""
    assert encoded("a-b, c&d #e") == "a%2Db%2C%20c%26d%20%23e"
    chance = random.Random(fresh_seed)
    for _ in range(200):
        words = "".join(chance.choice("ab-,&#:~=% đ?+/\u0301") for _ in range(12))
        made = encoded(words)
        assert unquote(made) == words
        assert not set(made) & set("-,&#= +/?:")


@pytest.mark.parametrize(
    ("url", "made"),
    [
        ("https://b.example/a", "https://b.example/a#:~:text=x"),
        ("https://b.example/a#muc", "https://b.example/a#muc:~:text=x"),
        ("https://b.example/a#muc:~:text=cũ", "https://b.example/a#muc:~:text=x"),
    ],
)
def test_the_fragment_of_an_address_stays(url, made):
    """The directive stands behind it and replaces another one."""
    assert with_fragment(url, "x") == made


def linked(documents, text, marks, url="https://b.example/a"):
    """The link for a body with some marks."""
    article = Article(text, (Block(BlockKind.BODY, 0, len(text)),), "mau", url)
    return link_to_phrase(replace(documents[0], article=article), (MarkedText(text, marks),))


def test_only_phrases_are_linked(documents):
    """One word leads nowhere in particular; the first match of two words and more does."""
    text = "chi bộ kết nạp đảng viên"
    assert linked(documents, text, (Span(0, 3),)) is None
    assert linked(documents, text, ()) is None
    assert (
        linked(documents, text, (Span(0, 3), Span(7, 7)))
        == "https://b.example/a#:~:text=k%E1%BA%BFt%20n%E1%BA%A1p"
    )


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "ftp://b.example/a", "https://b.example/a b"])
def test_only_safe_addresses_are_linked(documents, url):
    """None but http and https."""
    assert linked(documents, "kết nạp", (Span(0, 7),), url) is None


def test_the_page_offers_it(client, documents):
    """With a phrase; not without a query, nor for a single word."""
    one = documents[0].id
    assert "https://example.vn/bai-0.html#:~:text=" in client.get(f'/bai/{one}?q="quần chúng ưu tú"').text
    assert ":~:text=" not in client.get(f"/bai/{one}").text
    assert ":~:text=" not in client.get(f"/bai/{one}?q=thử").text


def test_long_lines_of_dots_are_no_context():
    """Words are looked for near the phrase only: a form with a line of dots costs no more than another."""
    text = f"kết nạp {'.' * 200_000} kết nạp {'.' * 200_000} chi bộ"
    start = text.rindex("kết nạp")
    assert directive(text, start, start + 7) == "k%E1%BA%BFt%20n%E1%BA%A1p"
