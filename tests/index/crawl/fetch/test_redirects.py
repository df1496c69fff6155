from __future__ import annotations

import pytest
from loopback import LOCAL, answer

from index.crawl.model import Outcome, Request
from index.portals.model import CrawlRules

PAGE = b"<p>page</p>"
STRICT = CrawlRules(enabled=True)


def leads(location, status="302 Found"):
    """A redirect."""
    return answer(b"", status, Location=location)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_host_is_followed(server, get, status):
    """The address is that of the page, the redirects are those before it."""
    server.pages = {"/a": leads("b?x=1#y", f"{status} Moved"), "/b": answer(PAGE)}
    fetched = get(server, "/a")
    root = f"http://portal.example:{server.port}"
    assert (fetched.outcome, fetched.payload, fetched.status) == (Outcome.OK, PAGE, 200)
    assert fetched.url == f"{root}/b?x=1"
    assert fetched.redirects == (f"{root}/a",)


def test_five_redirects_are_followed_and_no_more(server, get):
    """The sixth is told."""
    server.pages = {f"/{number}": leads(f"/{number + 1}") for number in range(6)} | {"/6": answer(PAGE)}
    assert get(server, "/1").outcome is Outcome.OK
    server.asked.clear()
    fetched = get(server, "/0")
    assert (fetched.outcome, fetched.reason) == (Outcome.FAILED, "too-many-redirects")
    assert server.paths() == ["/0", "/1", "/2", "/3", "/4", "/5"]


def test_a_loop_is_told(server, get):
    """Of one address or of several, as soon as it closes."""
    server.pages = {"/a": leads("/b"), "/b": leads("/a"), "/c": leads("/c")}
    for start, asked in {"/a": 2, "/c": 1}.items():
        server.asked.clear()
        fetched = get(server, start)
        assert (fetched.outcome, fetched.reason) == (Outcome.FAILED, "redirect-loop")
        assert len(server.asked) == asked


@pytest.mark.parametrize("location", ["", " ", "http://[::1", None])
def test_a_redirect_that_leads_nowhere_is_a_failure(server, get, location):
    """No Location, an empty or an unreadable one."""
    server.pages["/a"] = leads(location) if location is not None else answer(b"", "302 Found")
    fetched = get(server, "/a")
    assert (fetched.outcome, fetched.reason, fetched.status) == (Outcome.FAILED, "bad-redirect", 302)
    assert fetched.redirects == ()


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "scheme"),
        ("ftp://portal.example/", "scheme"),
        ("data:text/html,x", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("http://a:b@portal.example/", "user-info"),
        ("http://portal.example:99999/", "bad-url"),
    ],
)
def test_a_redirect_to_what_cannot_be_asked_for_is_refused(server, get, location, reason):
    """Whatever the portal would allow."""
    server.pages["/a"] = leads(location)
    fetched = get(server, "/a", allowed=lambda _: "")
    assert (fetched.outcome, fetched.reason, fetched.url) == (Outcome.REFUSED, reason, location)
    assert len(fetched.redirects) == 1


def test_every_hop_is_asked_about(server, get):
    """The reason of whoever says no is the reason of the page; the first address was looked at before."""
    server.pages = {"/a": leads("/b"), "/b": leads("/c"), "/c": answer(PAGE)}
    asked = []

    def allowed(url):
        asked.append(url.rpartition("/")[2])
        return "robots" if url.endswith("/c") else ""

    fetched = get(server, "/a", allowed=allowed)
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, "robots")
    assert asked == ["b", "c"]
    assert server.paths() == ["/a", "/b"]


def test_another_host_is_not_followed_to_unless_that_is_allowed(server, get):
    """Without a rule of the portal only its own host is."""
    server.pages = {"/a": leads(f"http://other.example:{server.port}/b"), "/b": answer(PAGE)}
    fetched = get(server, "/a")
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, "other-host")
    assert get(server, "/a", allowed=lambda _: "").payload == PAGE
    assert server.asked[-1].headers["host"] == f"other.example:{server.port}"


def test_a_redirect_to_a_private_address_is_refused(server, make_fetcher, one_public_address):
    """The address of every hop is looked at, whatever is said of its host."""
    server.pages["/a"] = leads(f"http://inside.example:{server.port}/b")
    found = {"portal.example": [one_public_address], "inside.example": ["127.0.0.2"]}
    request = Request(f"http://portal.example:{server.port}/a")
    fetched = make_fetcher(resolve=found.get).fetch(request, STRICT, allowed=lambda _: "")
    assert (fetched.outcome, fetched.reason, fetched.status) == (Outcome.REFUSED, "private-address", 302)
    assert fetched.url == f"http://inside.example:{server.port}/b"
    assert server.paths() == ["/a"]


def test_where_private_addresses_are_allowed_link_local_ones_are_not(server, make_fetcher):
    """They belong to the machine's own surroundings, such as the metadata of a cloud."""
    server.pages["/a"] = leads(f"http://inside.example:{server.port}/b")
    found = {"portal.example": ["127.0.0.1"], "inside.example": ["169.254.169.254"]}
    request = Request(f"http://portal.example:{server.port}/a")
    fetched = make_fetcher(resolve=found.get).fetch(request, LOCAL, allowed=lambda _: "")
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, "private-address")


def test_a_meta_refresh_is_no_redirect(server, get):
    """It is a page like any other; whoever reads it may see what it says."""
    page = b'<meta http-equiv="refresh" content="0; url=/b">'
    server.pages = {"/a": answer(page, Refresh="0; url=/b"), "/b": answer(PAGE)}
    assert get(server, "/a").payload == page
    assert server.paths() == ["/a"]
