"""Who asks: headers are believed as far as trusted proxies wrote them."""

import pytest

from web.limits.clients import address_of, trust_of

PROXIES = "10.0.0.0/8 ::1 unix"


def client(peer, told="", header="X-Forwarded-For", proxies=PROXIES):
    """The client of a request from a peer that brings a header."""
    name = f"HTTP_{header.upper().replace('-', '_')}"
    return trust_of(proxies, header).client({"REMOTE_ADDR": peer, name: told})


@pytest.mark.parametrize(
    ("peer", "told", "expected"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("198.51.100.7", "203.0.113.1", "198.51.100.7"),  # a stranger's word is nothing
        ("10.0.0.1", "203.0.113.1", "203.0.113.1"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.1", "203.0.113.1"),  # what stands left may be made up
        ("10.0.0.1", "203.0.113.1, 10.2.2.2", "203.0.113.1"),  # two proxies of ours
        ("10.0.0.1", "6.6.6.6, 203.0.113.1, 10.2.2.2", "203.0.113.1"),
        ("10.0.0.1", "203.0.113.1:4711", "203.0.113.1"),
        ("10.0.0.1", "nonsense", "10.0.0.1"),
        ("10.0.0.1", "6.6.6.6, unknown", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", ",,,", "10.0.0.1"),
        ("::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::1", "2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),  # one customer, another address
        ("::1", "[2001:db8::1]:4711", "2001:db8::/64"),
        ("::ffff:198.51.100.7", "", "198.51.100.7"),
        ("", "203.0.113.1", "203.0.113.1"),  # over a socket without an address
        ("", "", ""),
    ],
)
def test_the_header_is_read_from_the_right(peer, told, expected):
    """The client is the last one that is not a trusted proxy."""
    assert client(peer, told) == expected


def test_a_socket_without_address_must_be_trusted():
    """Without `unix` in the setting whoever asks so has no name, whatever the header says."""
    assert client("", "203.0.113.1", proxies="10.0.0.1") == ""


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("for=203.0.113.1;proto=https", "203.0.113.1"),
        ('for=6.6.6.6, FOR="[2001:db8::1]:80";by=10.0.0.1', "2001:db8::/64"),
        ("proto=https;for=203.0.113.1", "203.0.113.1"),
        ("for=_hidden", "10.0.0.1"),
        ("proto=https", "10.0.0.1"),
    ],
)
def test_the_header_of_the_standard(told, expected):
    """`Forwarded` (RFC 7239) is read the same way where the setting names it."""
    assert client("10.0.0.1", told, header="Forwarded") == expected


def test_only_the_header_that_is_set_is_read():
    """A proxy that writes one header and passes the other on as it came opens no way around the limits."""
    environ = {
        "REMOTE_ADDR": "10.0.0.1",
        "HTTP_FORWARDED": "for=6.6.6.6",
        "HTTP_X_FORWARDED_FOR": "203.0.113.1",
    }
    assert trust_of(PROXIES, "X-Forwarded-For").client(environ) == "203.0.113.1"


def test_an_endless_header_is_no_work():
    """Of a header of a thousand proxies only some are looked at."""
    assert client("10.0.0.1", ", ".join(["10.0.0.2"] * 1000)) == "10.0.0.2"
    assert client("10.0.0.1", "," * 100_000 + "203.0.113.1") == "203.0.113.1"


@pytest.mark.parametrize(
    "text", ["", "1.2.3", "1.2.3.4.5", "localhost", "[::1", "::g", "1.2.3.4:x:y", "\x00", "٣.1.1.1"]
)
def test_what_is_no_address(text):
    """Nothing that only looks like an address is one."""
    assert address_of(text) is None or text == "[::1"
