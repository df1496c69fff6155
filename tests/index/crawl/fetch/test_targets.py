from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.crawl.fetch.targets import Unusable, read_location, read_target

READ = [
    ("http://Portal.Example", "http://portal.example/"),
    ("HTTPS://portal.example:443/a?b=c#d", "https://portal.example/a?b=c"),
    ("http://portal.example:8080/", "http://portal.example:8080/"),
    ("http://portal.example/tin tức?q=đảng", "http://portal.example/tin%20t%E1%BB%A9c?q=%C4%91%E1%BA%A3ng"),
    ("http://portal.example/a%20b", "http://portal.example/a%20b"),
    ("http://portal.example./a", "http://portal.example/a"),
    ("http://tỉnh.example/", "http://xn--tnh-dlz.example/"),
    ("http://[2001:DB8::1]:81/", "http://[2001:db8::1]:81/"),
    (" http://portal.example/\n", "http://portal.example/"),
    ("http://portal.example/\ud800", "http://portal.example/%ED%A0%80"),
    ("http://portal.example?a", "http://portal.example/?a"),
]
REFUSED = [
    ("file:///etc/passwd", "scheme"),
    ("ftp://portal.example/a", "scheme"),
    ("data:text/html,a", "scheme"),
    ("javascript:alert(1)", "scheme"),
    ("//portal.example/a", "scheme"),
    ("/a", "scheme"),
    ("", "scheme"),
    ("http://ten:mat@portal.example/", "user-info"),
    ("http://portal.example@evil.example/", "user-info"),
    ("http:///a", "bad-url"),
    ("http://portal.example:0/", "bad-url"),
    ("http://portal.example:99999/", "bad-url"),
    ("http://portal.example:x/", "bad-url"),
    ("http://a..b/", "bad-url"),
    ("http://[::1", "bad-url"),
    ("http://[nonsense]/", "bad-url"),
    ("http://por tal.example/", "bad-url"),
    ("http://portal.example/" + "a" * 5000, "bad-url"),
]


@pytest.mark.parametrize(("given", "expected"), READ)
def test_an_address_is_read_in_one_spelling(given, expected):
    """Case, ports, names in Vietnamese, blanks and fragments."""
    assert read_target(given).url == expected


@pytest.mark.parametrize(("given", "reason"), REFUSED)
def test_an_address_that_cannot_be_asked_for_says_why(given, reason):
    """Other schemes, user names and broken addresses."""
    assert read_target(given).reason == reason


@given(st.text(st.characters(), max_size=80))
def test_no_text_breaks_the_reading(text):
    """Whatever stands in a link is an address in ASCII that reads as itself, or is refused."""
    for url in (text, f"http://{text}", f"http://portal.example/{text}"):
        target = read_target(url)
        if not isinstance(target, Unusable):
            assert target.url.isascii()
            assert " " not in target.url
            assert read_target(target.url) == target
        read_location("http://portal.example/a", text)


def test_a_location_may_hold_bytes_of_utf_8():
    """Servers send what a browser would have encoded."""
    raw = "/tin/đại-hội".encode().decode("latin-1")
    assert (
        read_target(read_location("http://portal.example/a", raw)).path == "/tin/%C4%91%E1%BA%A1i-h%E1%BB%99i"
    )
    assert read_location("http://portal.example/a", " ") == ""
    assert read_location("http://portal.example/a", "http://[::1") == ""
