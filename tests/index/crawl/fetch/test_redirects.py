from __future__ import annotations

import threading

import pytest
from loopback import LOCAL, Server, answer

from index.crawl.fetch.errands import ANYWHERE, Redirects
from index.crawl.fetch.gate import Gate
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
    fetched = get(server, "/a", redirects=ANYWHERE)
    assert (fetched.outcome, fetched.reason, fetched.url) == (Outcome.REFUSED, reason, location)
    assert len(fetched.redirects) == 1


def test_every_hop_is_asked_about(server, get):
    """The reason of whoever says no is the reason of the page; the first address was looked at before."""
    server.pages = {"/a": leads("/b"), "/b": leads("/c"), "/c": answer(PAGE)}
    asked = []

    def allowed(url):
        asked.append(url.rpartition("/")[2])
        return "robots" if url.endswith("/c") else ""

    fetched = get(server, "/a", redirects=Redirects(allowed))
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, "robots")
    assert asked == ["b", "c"]
    assert server.paths() == ["/a", "/b"]


def test_a_redirect_to_another_page_is_not_followed(server, get):
    """Where it leads is told, and that page is for whoever visits it by itself; others are followed."""
    server.pages = {"/a": leads("/b"), "/b": leads("/c"), "/c": answer(PAGE)}
    redirects = Redirects(lambda _: "", is_another=lambda url: url.endswith("/c"))
    fetched = get(server, "/a", redirects=redirects)
    root = f"http://portal.example:{server.port}"
    assert (fetched.outcome, fetched.reason, fetched.status) == (Outcome.OK, "", 302)
    assert (fetched.url, fetched.payload) == (f"{root}/c", b"")
    assert fetched.redirects == (f"{root}/a", f"{root}/b")
    assert server.paths() == ["/a", "/b"]


def test_a_redirect_to_another_page_is_refused_where_it_may_not_be_visited(server, get):
    """It is not told of as a page that is there."""
    server.pages = {"/a": leads("/b")}
    fetched = get(server, "/a", redirects=Redirects(lambda _: "robots", is_another=lambda _: True))
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, "robots")


def test_a_redirect_to_another_host_waits_as_long_as_that_one_asks_for(server, make_fetcher):
    """Although the first host asks for no pause."""
    server.pages = {"/a": leads(f"http://other.example:{server.port}/b"), "/b": answer(PAGE)}
    fetcher, redirects = make_fetcher(), ANYWHERE._replace(delay=lambda url: 0.2 * ("other" in url))
    for place in ("other.example", "portal.example"):
        path = "/a" if place == "portal.example" else "/b"
        request = Request(f"http://{place}:{server.port}{path}")
        assert fetcher.fetch(request, LOCAL, redirects=redirects).payload == PAGE
    _, before, after = server.asked
    assert after.begun - before.ended >= 0.2


def test_a_redirect_to_another_host_does_not_wait_as_the_first_one_asks(server, make_fetcher):
    """Where nothing else is at its address: the first host asks for a pause of an hour."""
    stop = threading.Event()
    given_up = threading.Timer(30, stop.set)
    given_up.start()
    with Server(address="127.0.0.2") as other:
        server.pages = {"/a": leads(f"http://other.example:{other.port}/b")}
        other.pages = {"/b": answer(PAGE)}
        found = {"portal.example": ["127.0.0.1"], "other.example": ["127.0.0.2"]}
        fetcher = make_fetcher(gate=Gate(stop), resolve=found.get)
        redirects = ANYWHERE._replace(delay=lambda _: 0)
        assert fetcher.fetch(Request(f"http://other.example:{other.port}/b"), LOCAL).payload == PAGE
        request = Request(f"http://portal.example:{server.port}/a")
        fetched = fetcher.fetch(request, LOCAL, delay=3600, redirects=redirects)
    given_up.cancel()
    assert fetched.payload == PAGE


def test_another_host_is_not_followed_to_unless_that_is_allowed(server, get):
    """Without a rule of the portal only its own host is."""
    server.pages = {"/a": leads(f"http://other.example:{server.port}/b"), "/b": answer(PAGE)}
    fetched = get(server, "/a")
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, "other-host")
    assert get(server, "/a", redirects=ANYWHERE).payload == PAGE
    assert server.asked[-1].headers["host"] == f"other.example:{server.port}"


def test_a_redirect_to_a_private_address_is_refused(server, make_fetcher, one_public_address):
    """The address of every hop is looked at, whatever is said of its host."""
    server.pages["/a"] = leads(f"http://inside.example:{server.port}/b")
    found = {"portal.example": [one_public_address], "inside.example": ["127.0.0.2"]}
    request = Request(f"http://portal.example:{server.port}/a")
    fetched = make_fetcher(resolve=found.get).fetch(request, STRICT, redirects=ANYWHERE)
    assert (fetched.outcome, fetched.reason, fetched.status) == (Outcome.REFUSED, "private-address", 302)
    assert fetched.url == f"http://inside.example:{server.port}/b"
    assert server.paths() == ["/a"]


def test_where_private_addresses_are_allowed_link_local_ones_are_not(server, make_fetcher):
    """They belong to the machine's own surroundings, such as the metadata of a cloud."""
    server.pages["/a"] = leads(f"http://inside.example:{server.port}/b")
    found = {"portal.example": ["127.0.0.1"], "inside.example": ["169.254.169.254"]}
    request = Request(f"http://portal.example:{server.port}/a")
    fetched = make_fetcher(resolve=found.get).fetch(request, LOCAL, redirects=ANYWHERE)
    assert (fetched.outcome, fetched.reason) == (Outcome.REFUSED, "private-address")


def test_a_meta_refresh_is_no_redirect(server, get):
    """It is a page like any other; whoever reads it may see what it says."""
    page = b'<meta http-equiv="refresh" content="0; url=/b">'
    server.pages = {"/a": answer(page, Refresh="0; url=/b"), "/b": answer(PAGE)}
    assert get(server, "/a").payload == page
    assert server.paths() == ["/a"]
