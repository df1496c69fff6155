from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from loopback import LOCAL, NOT_FOUND, Server, answer

from index.crawl.fetch.errands import ANYWHERE
from index.crawl.fetch.fetching import Fetcher
from index.crawl.fetch.gate import Gate
from index.crawl.model import Outcome, Request
from index.portals.model import CrawlRules
from search.errors import SettingsError

PAGE = "Đại hội chi bộ thôn Bình An".encode()
STRICT = CrawlRules(enabled=True)


def test_a_page_is_fetched_with_all_that_is_worth_keeping(server, get):
    """Body, headers of both sides, address, size and time."""
    server.pages["/a"] = answer(PAGE, ETag='"1"', Last_Modified="Fri, 01 May 2026 00:00:00 GMT")
    before = datetime.now(UTC)
    fetched = get(server, "/a#x")
    assert fetched.outcome is Outcome.OK
    assert (fetched.reason, fetched.status, fetched.payload) == ("", 200, PAGE)
    assert fetched.url == f"http://portal.example:{server.port}/a"
    assert fetched.headers["etag"] == '"1"'
    assert fetched.address == "127.0.0.1"
    assert (fetched.tls, fetched.redirects, fetched.wait) == ("", (), None)
    assert len(PAGE) < fetched.wire_bytes < len(PAGE) + 1000
    assert fetched.seconds > 0
    assert before <= fetched.fetched <= datetime.now(UTC)


def test_the_crawler_says_who_it_is(server, get):
    """Name, version and contact; what is kept as sent is what arrived."""
    server.pages["/"] = answer(PAGE)
    fetched = get(server)
    (asked,) = server.asked
    assert asked.headers["user-agent"].startswith("TraTin/")
    assert asked.headers["user-agent"].endswith(" (+mailto:lien-he@may.example)")
    assert asked.headers["host"] == f"portal.example:{server.port}"
    assert asked.headers == fetched.sent


@pytest.mark.parametrize("contact", ["", " ", "a\nb", "địa chỉ"])
def test_nobody_crawls_without_a_contact(contact):
    """A contact that cannot be sent is none."""
    with pytest.raises(SettingsError):
        Fetcher(contact, Gate())


def test_a_portal_may_ask_for_another_name(server, get):
    """The name of the portal file is sent, unless no header can hold it."""
    server.pages["/"] = answer(PAGE)
    get(server, rules=replace(LOCAL, user_agent="BanTin/1.0 (+mailto:a@may.example)"))
    get(server, rules=replace(LOCAL, user_agent="Bản Tin"))
    assert server.asked[0].headers["user-agent"] == "BanTin/1.0 (+mailto:a@may.example)"
    assert server.asked[1].headers["user-agent"].startswith("TraTin/")


def test_a_login_is_sent_to_its_host_alone_and_kept_nowhere(server, get, make_fetcher):
    """Redirects to another host do not carry it away, and what is kept as sent does not hold it."""
    server.pages["/a"] = answer(b"", "302 Found", Location=f"http://other.example:{server.port}/b")
    server.pages["/b"] = answer(PAGE)
    rules = replace(LOCAL, login="PORTAL_LOGIN")
    fetcher = make_fetcher(environment={"PORTAL_LOGIN": "ten:mật khẩu"})
    fetched = get(server, "/a", rules=rules, fetcher=fetcher, redirects=ANYWHERE)
    assert fetched.outcome is Outcome.OK
    assert server.asked[0].headers["authorization"] == "Basic dGVuOm3huq10IGto4bqpdQ=="
    assert "authorization" not in server.asked[1].headers
    direct = get(server, "/b", rules=rules, fetcher=fetcher)
    assert "authorization" in server.asked[2].headers
    assert "authorization" not in direct.sent


def test_a_login_that_is_not_set_is_told(server, get, make_fetcher):
    """Nothing is asked for without it."""
    fetcher = make_fetcher(environment={})
    fetched = get(server, rules=replace(LOCAL, login="PORTAL_LOGIN"), fetcher=fetcher)
    assert (fetched.outcome, fetched.reason, server.asked) == (Outcome.FAILED, "no-login", [])


def test_an_unchanged_page_is_asked_for_with_what_is_known_of_it(server, get):
    """ETag and Last-Modified are sent back as they came, and 304 means unchanged."""
    server.pages["/a"] = answer(b"", "304 Not Modified", Content_Length="", ETag='"1"')
    fetched = get(server, "/a", etag='"1"', last_modified="Fri, 01 May 2026 00:00:00 GMT")
    assert (fetched.outcome, fetched.reason, fetched.status) == (Outcome.UNCHANGED, "", 304)
    assert server.asked[0].headers["if-none-match"] == '"1"'
    assert server.asked[0].headers["if-modified-since"] == "Fri, 01 May 2026 00:00:00 GMT"
    assert get(server, "/a", etag="a\r\nX: y").reason == "http-304"
    assert "x" not in server.asked[1].headers


def test_a_request_is_short(server, get):
    """No more is sent than who asks, for what, and what can be read."""
    server.pages["/a"] = answer(b"", "304 Not Modified", Content_Length="", ETag='"1"')
    get(server, "/a", etag='"1"', last_modified="Fri, 01 May 2026 00:00:00 GMT")
    headers = server.asked[0].headers
    assert sorted(headers) == [
        "accept",
        "accept-encoding",
        "accept-language",
        "host",
        "if-modified-since",
        "if-none-match",
        "user-agent",
    ]
    assert sum(len(f"{name}: {value}\r\n") for name, value in headers.items()) < 340


STATUSES = {
    Outcome.OK: [200, 203],
    Outcome.GONE: [404, 410],
    Outcome.REFUSED: [400, 402, 405, 409, 411, 414, 418, 422, 431],
    Outcome.FAILED: [
        204,
        206,
        300,
        305,
        401,
        403,
        406,
        408,
        421,
        423,
        425,
        451,
        500,
        501,
        502,
        504,
        599,
        999,
    ],
    Outcome.WAIT: [429, 503],
}


@pytest.mark.parametrize(
    ("status", "outcome"), [(status, outcome) for outcome, all_of in STATUSES.items() for status in all_of]
)
def test_every_status_means_one_thing(server, get, status, outcome):
    """The reason counts it by its number."""
    server.pages["/a"] = answer(b"x", f"{status} Nói gì đó".encode().decode("latin-1"))
    fetched = get(server, "/a")
    assert fetched.outcome is outcome
    assert fetched.reason == ("" if outcome is Outcome.OK else f"http-{status}")
    assert fetched.status == status
    assert fetched.payload == (b"x" if outcome is Outcome.OK else b"")


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_a_server_may_ask_for_patience_in_seconds_or_until_a_date(server, get, status):
    """Never longer than a day; nonsense is no wish."""
    soon = datetime.now(UTC) + timedelta(seconds=500)
    wishes = {
        "7": (7, 7),
        " 90 ": (90, 90),
        "9" * 40: (86400, 86400),
        format_datetime(soon, usegmt=True): (400, 500),
        format_datetime(soon - timedelta(days=3), usegmt=True): (0, 0),
        format_datetime(soon + timedelta(days=3), usegmt=True): (86400, 86400),
    }
    for wish, (least, most) in wishes.items():
        server.pages["/a"] = answer(b"", status, Retry_After=wish)
        fetched = get(server, "/a")
        assert fetched.outcome is Outcome.WAIT
        assert least <= fetched.wait <= most, wish
    for nonsense in ["", "-5", "soon", "\u00b2", "1e9", "Fri, 99 May 2026 99:99:99 GMT"]:
        server.pages["/a"] = answer(b"", status, Retry_After=nonsense)
        assert get(server, "/a").wait is None


@pytest.mark.parametrize(
    ("media_type", "path", "is_read"),
    [
        ("text/html; charset=utf-8", "/a", True),
        ("TEXT/HTML", "/a", True),
        ("application/xhtml+xml", "/a", True),
        ("application/rss+xml", "/a", True),
        ("application/atom+xml", "/a", True),
        ("text/xml", "/a", True),
        ("text/plain", "/a", True),
        ("application/pdf", "/a", True),
        ("application/x-gzip", "/a", True),
        ("", "/a", True),
        ("html", "/a", True),
        ("application/octet-stream", "/sitemap.xml.gz", True),
        ("application/octet-stream", "/a", False),
        ("image/jpeg", "/a", False),
        ("image/svg+xml", "/a", False),
        ("video/mp4", "/a", False),
        ("application/json", "/a", False),
        ("application/zip", "/a", False),
    ],
)
def test_only_what_can_hold_text_is_read(server, get, make_fetcher, media_type, path, is_read):
    """Of anything else only the headers."""
    head = answer(b"", Content_Type=media_type, Content_Length="900000")

    def send(sock):
        sock.sendall(head)
        return b"HTTP/" * 180_000

    server.pages[path] = send
    fetched = get(server, path, fetcher=make_fetcher(wire=1_000_000, decoded=1_000_000))
    assert (fetched.wire_bytes > 900_000) == is_read
    assert fetched.outcome is (Outcome.OK if is_read else Outcome.REFUSED)
    assert fetched.reason == ("" if is_read else "media-type")


def test_connections_are_kept(server, get):
    """Pages, errors, redirects and unchanged pages in a row need one connection."""
    server.pages = {
        "/a": answer(PAGE),
        "/b": answer(b"<p>", "404 Not Found"),
        "/c": answer(b"<p>", "301 Moved", Location="/a"),
        "/d": answer(b"", "304 Not Modified", Content_Length=""),
        "/e": answer(b"3\r\nabc\r\n0\r\n\r\n", Content_Length="", Transfer_Encoding="chunked"),
    }
    for _ in range(3):
        for path in server.pages:
            get(server, path, etag='"1"')
    assert len(server.asked) == 18
    assert server.connections == 1


def test_a_connection_that_the_server_closed_meanwhile_is_no_failure(server, get):
    """The page is asked for again, once, over a new one."""
    server.pages["/a"] = lambda sock: bool(sock.sendall(answer(PAGE)))  # closes without having said so
    assert [get(server, "/a").outcome for _ in range(5)] == [Outcome.OK] * 5
    assert len(server.asked) == 5


def test_a_server_that_hangs_up_on_every_second_request_is_asked_anew(server, get):
    """The kept connection looks open, and is closed by the server as soon as it is used."""
    calls = []

    def send(sock):
        calls.append(1)
        if len(calls) % 2:
            sock.sendall(answer(PAGE))
            return True
        return False

    server.pages["/a"] = send
    assert get(server, "/a").outcome is Outcome.OK
    assert get(server, "/a").outcome is Outcome.OK
    assert server.connections == 2
    assert len(server.asked) == 3


def test_another_address_is_tried_where_one_does_not_answer(server, get, make_fetcher):
    """The one that answered is kept in front."""
    closed = Server()
    with closed:
        port = closed.port
    fetcher = make_fetcher(resolve=lambda _: ["::1", "127.0.0.1"])
    server.pages["/a"] = answer(PAGE)
    fetched = get(server, "/a", fetcher=fetcher)
    assert (fetched.outcome, fetched.address) == (Outcome.OK, "127.0.0.1")
    assert fetcher._addresses.of("portal.example", private=True)[0] == "127.0.0.1"
    refused = fetcher.fetch(Request(f"http://portal.example:{port}/"), LOCAL)
    assert (refused.outcome, refused.reason) == (Outcome.FAILED, "no-connection")


def test_a_private_address_is_refused_and_never_connected_to(server, make_fetcher):
    """Unless the portal file allows it; names of any kind are looked up first."""
    for host in ["portal.example", "127.0.0.1", "[::1]", "2130706433", "0x7f.1"]:
        fetcher = make_fetcher(resolve=None if host == "portal.example" else _system)
        fetched = fetcher.fetch(Request(f"http://{host}:{server.port}/"), STRICT)
        assert fetched.outcome is Outcome.REFUSED, host
        assert fetched.reason == "private-address", host
    assert server.connections == 0


def _system(host):
    from index.crawl.fetch.addresses import look_up

    return look_up(host)


def test_a_name_that_answers_differently_the_second_time_gains_nothing(
    server, make_fetcher, one_public_address
):
    """What was checked is what is connected to; a later answer is checked before it is used."""
    server.pages["/a"] = answer(PAGE)
    answers = iter([[one_public_address], ["127.0.0.2"]])
    fetcher = make_fetcher(resolve=lambda _: next(answers))
    request = Request(f"http://portal.example:{server.port}/a")
    for _ in range(3):
        fetched = fetcher.fetch(request, STRICT)
        assert (fetched.outcome, fetched.address) == (Outcome.OK, one_public_address)
    fetcher._addresses._kept.clear()
    fetched = fetcher.fetch(request, STRICT)
    assert (fetched.outcome, fetched.reason, fetched.address) == (Outcome.REFUSED, "private-address", "")
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "scheme"),
        ("ftp://portal.example/", "scheme"),
        ("data:text/html,x", "scheme"),
        ("http://a:b@portal.example/", "user-info"),
        ("http://[::1/", "bad-url"),
        ("", "scheme"),
    ],
)
def test_an_address_that_cannot_be_asked_for_is_refused(make_fetcher, url, reason):
    """Nothing is looked up for it."""

    def never(_):
        raise AssertionError

    fetched = make_fetcher(resolve=never).fetch(Request(url), CrawlRules())
    assert (fetched.outcome, fetched.reason, fetched.url) == (Outcome.REFUSED, reason, url)


def test_a_name_that_is_unknown_is_a_failure(make_fetcher):
    """It may be known again tomorrow."""

    def unknown(_):
        raise OSError("Name or service not known")

    fetched = make_fetcher(resolve=unknown).fetch(Request("http://portal.example/"), LOCAL)
    assert (fetched.outcome, fetched.reason) == (Outcome.FAILED, "no-address")


def test_robots_txt_is_cut_and_follows_redirects(server, make_fetcher):
    """A file of ten megabytes, of any media type, behind another host, is read as far as the limit."""
    text = b"User-agent: *\nDisallow: /x\n" + b"#" * 10_000_000
    server.pages["/robots.txt"] = answer(b"", "301 Moved", Location=f"http://other.example:{server.port}/r")
    server.pages["/r"] = answer(text, Content_Type="application/octet-stream")
    robots = make_fetcher().robots(f"http://portal.example:{server.port}/tin?a", LOCAL)
    assert (robots.status, len(robots.body)) == (200, 512_000)
    assert not robots.allows(f"http://portal.example:{server.port}/x")


def test_robots_txt_that_redirects_for_ever_allows_all(server, make_fetcher):
    """RFC 9309 takes it for one that is not there; a server in trouble allows nothing."""
    server.pages["/robots.txt"] = answer(b"", "301 Moved", Location="/robots.txt")
    url = f"http://portal.example:{server.port}/"
    assert make_fetcher().robots(url, LOCAL).allows(url)
    server.pages["/robots.txt"] = answer(b"", "500 Internal Server Error")
    assert make_fetcher().robots(url, LOCAL).refusal(url) == "robots-wait"
    server.pages["/robots.txt"] = NOT_FOUND
    assert make_fetcher().robots(url, LOCAL).allows(url)


def test_many_threads_share_a_fetcher(server, make_fetcher):
    """Each gets the page that it asked for, over no more connections than are allowed side by side."""
    for number in range(200):
        server.pages[f"/{number}"] = answer(b"%d" % number)
    fetcher = make_fetcher()

    def visit(number):
        return fetcher.fetch(Request(f"http://portal.example:{server.port}/{number}"), LOCAL).payload

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(visit, range(200))) == [b"%d" % number for number in range(200)]
    assert server.connections <= 8
