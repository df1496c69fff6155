"""The test portal does what it says: a test against it is a test of the crawler."""

from __future__ import annotations

import gzip
import http.client
import re
import socket
import ssl
import time
import warnings
import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise, product
from urllib.parse import urljoin

import pytest
from pages import charsets
from pages.draw import DECLARED
from portals import faults
from portals.portal import TROUBLE
from portals.running import HOSTS, running_portal
from portals.site import SECTIONS
from portals.visiting import Visitor, get, without_session
from protego import Protego

from index.clean import clean
from index.listing import read_feed
from index.pages import HTML, RawPage
from search.model import PROSE, VIETNAM, Article, BlockKind, SkipReason
from tools.measure.cleaning.scoring import words

ARTICLES = 90
CLOCKS = 0.001  # seconds by which two clocks that are read one after the other may seem to differ
FEEDS = {
    "dotnetnuke.example": "/DesktopModules/News/Rss.aspx?tabid=121",
    "nukeviet.example": "/rss/",
    "liferay.example": "/web/guest/tin-tuc/-/asset_publisher/rss",
    "sharepoint.example": "/_layouts/listfeed.aspx?List=5b1c2d",
    "homemade.example": "/rss.php",
}
WITH_SESSIONS = ("websphere.example", "liferay.example", "homemade.example")
VALIDATED = {
    "websphere.example": (),
    "dotnetnuke.example": ("etag",),
    "nukeviet.example": ("etag", "last-modified"),
    "liferay.example": (),
    "sharepoint.example": ("last-modified",),
    "homemade.example": (),
}


@pytest.fixture(scope="module")
def portal():
    """A portal that no test changes but at addresses or numbers of its own."""
    with running_portal(articles=ARTICLES, tls=True) as running:
        yield running


@pytest.fixture
def visitor(portal):
    """One connection to it."""
    made = Visitor(portal)
    yield made
    made.close()


def cleaned(answer):
    """What the cleaner makes of an answer."""
    page = RawPage("i", "s", "n", HTML, answer.body, answer.url, datetime.now(VIETNAM), answer.headers)
    return clean(page)


def own_words(article):
    """The words of an article's own text."""
    return words("\n".join(article.of(block) for block in article.blocks if block.kind in PROSE))


def trouble(portal, path, **headers):
    """The answer of an address of the host of faults."""
    return get(portal, portal.url(TROUBLE, path), **headers)


def raw(portal, path, host=TROUBLE):
    """Everything that comes until the server closes."""
    with socket.create_connection(("127.0.0.1", portal.port), timeout=30) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        pieces = iter(lambda: connection.recv(1 << 16), b"")
        return b"".join(pieces)


# --- What it holds ---


@pytest.mark.parametrize("host", HOSTS)
def test_pages_are_cleaned_to_their_truth(portal, visitor, host):
    """Title, date and every word of the text of articles come out of their pages, and nothing else."""
    for number in range(1, ARTICLES + 1, 2 if host == "homemade.example" else 5):
        truth = portal.article(host, number)
        found = cleaned(visitor.get(truth.url))
        assert isinstance(found, Article), truth.url
        assert words(found.title) == words(truth.title), truth.url
        assert own_words(found) == words(truth.text), truth.url
        day = truth.published
        ways = (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}")
        assert any(way in found.first(BlockKind.DATELINE) for way in ways), truth.url


def test_truth_is_told_in_full(portal):
    """Articles have addresses, titles, texts and dates of their own, the newest first."""
    told = portal.articles()
    assert len(told) == len(HOSTS) * ARTICLES == len({article.url for article in told})
    for host in HOSTS:
        dates = [article.published for article in portal.articles(host)]
        assert dates == sorted(set(dates), reverse=True)
    assert len({article.text for article in told}) > 0.95 * len(told)
    assert all(len(words(article.text)) > 20 for article in told)
    assert portal.options.__class__().articles * len(HOSTS) >= 12_000


@pytest.mark.parametrize("host", HOSTS)
def test_pagers_reach_every_article(portal, visitor, host):
    """From the home page, through links to lists alone, each article is named; no list page is a secret."""
    site, base = portal.site(host), portal.url(host, "")
    pages = product(range(len(SECTIONS)), range(1, 9))
    lists = {base + site.list_path(section, page) for section, page in pages}
    articles = {base + site.article_path(number): number for number in site.numbers()}
    waiting, seen, named = [portal.url(host)], set(), set()
    while waiting:
        url = waiting.pop()
        links = {without_session(link) for link in visitor.get(url).links()}
        named |= links & articles.keys()
        fresh = (links & lists) - seen
        seen |= fresh
        waiting += fresh
    assert {articles[url] for url in named} == set(range(1, ARTICLES + 1))


@pytest.mark.parametrize("host", HOSTS)
def test_sites_stand_at_ports_of_their_own(portal, host):
    """Who knows no names gets the same site at its port."""
    answers = [get(portal, portal.url(host, "/lien-he")), None]
    port = portal.ports[host]
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/lien-he")
    answers[1] = connection.getresponse().read()
    connection.close()
    title = re.search(rb"<title>(.*?)</title>", answers[0].body)[1]
    assert title in answers[1]
    assert portal.local(host).startswith(f"http://127.0.0.1:{port}/")


def test_other_hosts_have_articles_of_their_own(portal):
    """`nukeviet-2.example` is a second portal, and no other name is known."""
    first, second = (portal.article(f"nukeviet{end}.example", 7) for end in ("", "-2"))
    assert first.text != second.text
    assert own_words(cleaned(get(portal, second.url))) == words(second.text)
    assert get(portal, portal.url("khac.example")).status == 421


@pytest.mark.parametrize("host", FEEDS)
def test_feeds_name_the_newest(portal, host):
    """Every feed can be read, broken as some are, and names titles and addresses of articles."""
    items = read_feed(get(portal, portal.url(host, FEEDS[host])).body, portal.url(host, FEEDS[host]))
    told = {article.url: article for article in portal.articles(host)}
    assert 20 <= len(items) <= 30
    assert all(words(item.title) == words(told[item.url].title) for item in items)
    assert all(item.published for item in items)


def test_sitemaps_name_every_article(portal):
    """An index of packed sitemaps and one of news, and plain sitemaps."""
    index = get(portal, portal.url("nukeviet.example", "/sitemap.xml")).body.decode()
    assert "<sitemapindex" in index
    parts = re.findall(r"<loc>(.*?)</loc>", index)
    packed = [part for part in parts if part.endswith(".gz")]
    found = "".join(gzip.decompress(get(portal, part).body).decode() for part in packed)
    assert all(f"<loc>{article.url}</loc>" in found for article in portal.articles("nukeviet.example"))
    assert "<news:title>" in get(portal, parts[-1]).body.decode()
    for host, path in (("liferay.example", "/sitemap.xml"), ("dotnetnuke.example", "/SiteMap.aspx")):
        assert get(portal, portal.url(host, path)).body.count(b"<loc>") == ARTICLES


def test_robots_have_delays_and_sitemaps(portal):
    """Some ask for patience, one has none, and print views and services are denied."""
    texts = {host: get(portal, portal.url(host, "/robots.txt")) for host in HOSTS}
    assert texts["websphere.example"].status == 404
    parsed = {host: Protego.parse(answer.body.decode()) for host, answer in texts.items()}
    assert parsed["homemade.example"].crawl_delay("a") == 0.5
    assert parsed["sharepoint.example"].crawl_delay("a") == 0.2
    assert parsed["nukeviet.example"].crawl_delay("a") is None
    assert list(parsed["nukeviet.example"].sitemaps) == [portal.url("nukeviet.example", "/sitemap.xml")]
    printed = portal.url("nukeviet.example", portal.site("nukeviet.example").print_path(7))
    assert not parsed["nukeviet.example"].can_fetch(printed, "a")
    feed = portal.url("sharepoint.example", FEEDS["sharepoint.example"])
    assert parsed["sharepoint.example"].can_fetch(feed, "a")


def test_links_of_heads(portal, visitor):
    """Canonical, AMP and next links stand where the platform has them; one names its home page instead."""
    site = portal.site("nukeviet.example")
    truth = portal.article("nukeviet.example", 7)
    page = visitor.get(truth.url).body.decode()
    assert f'<link rel="canonical" href="{truth.url}">' in page
    amp = re.search(r'<link rel="amphtml" href="(.*?)">', page)[1]
    printed = visitor.get(portal.url("nukeviet.example", site.print_path(7)))
    assert cleaned(printed).reason is SkipReason.PRINT_VIEW
    assert own_words(cleaned(visitor.get(amp))) == words(truth.text)
    for view in (printed, visitor.get(amp)):
        assert f'<link rel="canonical" href="{truth.url}">' in view.body.decode()
    first = visitor.get(portal.url("nukeviet.example", site.list_path(1, 1))).body.decode()
    assert f'<link rel="next" href="{portal.url("nukeviet.example", site.list_path(1, 2))}">' in first
    other = visitor.get(portal.article("dotnetnuke.example", 7).url).body.decode()
    assert f'<link rel="canonical" href="{portal.url("dotnetnuke.example")}">' in other


def test_one_article_has_several_addresses(portal, visitor):
    """By path and by query, with a session and without: the text is the same."""
    truth = portal.article("dotnetnuke.example", 7)
    by_query = portal.url("dotnetnuke.example", "/Default.aspx?tabid=123&articleid=7")
    assert visitor.get(by_query).body == visitor.get(truth.url).body
    item = re.search(r"WCM_GLOBAL_CONTEXT=(.*)", portal.article("websphere.example", 7).url)[1]
    plain = visitor.get(portal.url("websphere.example", item))
    assert own_words(cleaned(plain)) == words(portal.article("websphere.example", 7).text)


@pytest.mark.parametrize("host", WITH_SESSIONS)
def test_links_have_sessions(portal, visitor, host):
    """Each visit gives other addresses of the same pages, and they work."""
    first, second = (visitor.get(portal.url(host)).links() for _ in range(2))
    assert set(map(without_session, first)) == set(map(without_session, second))
    changed = [(old, new) for old, new in zip(first, second, strict=True) if old != new]
    assert len(changed) > 20
    truths = {article.url: article for article in portal.articles(host)}
    old, new = next(pair for pair in changed if without_session(pair[0]) in truths)
    text = words(truths[without_session(old)].text)
    assert [own_words(cleaned(visitor.get(url))) for url in (old, new)] == [text, text]


def test_sessions_and_delays_can_be_switched_off():
    """A portal of good manners gives the same bytes twice, and 304 everywhere."""
    with running_portal(articles=8, sessions=False, validators="all", crawl_delay={}) as calm:
        for host in HOSTS:
            first = get(calm, calm.url(host))
            assert get(calm, calm.url(host), If_None_Match=first.headers["etag"]).status == 304
            assert b"Crawl-delay" not in get(calm, calm.url(host, "/robots.txt")).body


def test_documents_are_pdf(portal):
    """Documents of a list, and those attached to articles."""
    links = get(portal, portal.url("liferay.example", "/van-ban")).links()
    documents = [link for link in links if link.endswith(".pdf")]
    assert len(documents) == 12
    answer = get(portal, documents[0])
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body.startswith(b"%PDF")
    page = get(portal, portal.article("liferay.example", 20).url)
    assert any(link.endswith("/files/van-ban-20.pdf") for link in page.links())


# --- 304, and what changes ---


@pytest.mark.parametrize("host", HOSTS)
def test_validators_work_where_the_platform_has_them(portal, visitor, host):
    """What the answer said brings 304 without a body; another value brings the page; some say nothing."""
    site = portal.site(host)
    for path in (site.article_path(7), site.list_path(1, 1), "/"):
        url = portal.url(host, path)
        answer = visitor.get(url)
        assert {"etag", "last-modified"} & answer.headers.keys() == set(VALIDATED[host])
        if etag := answer.headers.get("etag"):
            same = visitor.get(url, If_None_Match=etag)
            assert (same.status, same.body) == (304, b"")
            assert visitor.get(url, If_None_Match='"other"').status == 200
        if modified := answer.headers.get("last-modified"):
            assert visitor.get(url, If_Modified_Since=modified).status == 304
            assert visitor.get(url, If_Modified_Since="Sun, 01 Jan 2006 00:00:00 GMT").status == 200


@pytest.mark.parametrize(("host", "coding"), [("nukeviet.example", "br"), ("sharepoint.example", "gzip")])
def test_codings(portal, host, coding):
    """Packed for those who ask, plain for others; the same page."""
    url = portal.article(host, 7).url
    plain, packed = get(portal, url), get(portal, url, Accept_Encoding=coding)
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == coding
    assert int(packed.headers["content-length"]) < len(packed.body) / 2
    assert packed.body == plain.body


@pytest.mark.parametrize("host", ["nukeviet-change.example", "websphere-change.example"])
def test_articles_come_change_and_go(portal, host):
    """What `change` says is at once on the pages, in the lists, and in the truth."""
    url, before = portal.article(host, 7).url, portal.article(host, 7)
    first = get(portal, url)
    portal.change(host, publish=1, edit=[7], delete=[9], status=410)
    portal.change(host, delete=[13], status=404)
    portal.change(host, delete=[17], status=200)
    after = portal.article(host, 7)
    assert after.text.startswith(before.text)
    assert len(after.text) > len(before.text)
    changed = get(portal, url, If_None_Match=first.headers.get("etag", ""))
    assert changed.status == 200
    assert own_words(cleaned(changed)) == words(after.text)
    new = portal.articles(host)[0]
    assert new.number == ARTICLES + 1
    links = [without_session(link) for link in get(portal, portal.url(host)).links()]
    assert new.url in links
    assert own_words(cleaned(get(portal, new.url))) == words(new.text)
    gone = {number: get(portal, portal.article(host, number).url) for number in (9, 13, 17)}
    assert [answer.status for answer in gone.values()] == [410, 404, 200]
    assert "không tồn tại" in gone[17].body.decode()
    assert {9, 13, 17}.isdisjoint(article.number for article in portal.articles(host))
    portal.change(host, restore=[9])
    assert own_words(cleaned(get(portal, portal.article(host, 9).url))) == words(portal.article(host, 9).text)


def test_old_pages_stay_the_same_when_others_come(portal):
    """A new article changes no page of another one: their validators hold."""
    host = "nukeviet-stable.example"
    url = portal.article(host, 20).url
    etag = get(portal, url).headers["etag"]
    portal.change(host, publish=3)
    assert get(portal, url, If_None_Match=etag).status == 304


# --- The log ---


def test_the_log_tells_each_request(portal):
    """Who asked for what, when, and what was sent, in order, with the connection."""
    visitor, start = Visitor(portal), time.monotonic()
    url = portal.url("nukeviet.example", "/rss/?den=log")
    answers = [visitor.get(url, User_Agent="thu/1", If_None_Match='"x"') for _ in range(2)]
    visitor.get(url, "HEAD", User_Agent="thu/1", If_Modified_Since="Sun, 01 Jan 2006 00:00:00 GMT")
    end = time.monotonic()
    visitor.close()
    get(portal, url, User_Agent="thu/2")
    first, second, head, other = [visit for visit in portal.log() if visit.query == "den=log"]
    arrivals = [first.arrived, second.arrived, head.arrived, other.arrived]
    assert start - CLOCKS <= first.arrived
    assert arrivals == sorted(arrivals)
    assert head.arrived <= end <= other.arrived + CLOCKS
    assert first.connection == second.connection == head.connection != other.connection
    assert (first.method, head.method) == ("GET", "HEAD")
    assert first.target == "/rss/?den=log"
    assert (first.name, first.host) == ("nukeviet.example", f"nukeviet.example:{portal.port}")
    assert (first.user_agent, other.user_agent) == ("thu/1", "thu/2")
    assert (first.if_none_match, head.if_none_match) == ('"x"', "")
    assert head.if_modified_since.startswith("Sun")
    assert (first.status, first.body) == (200, len(answers[0].body))
    assert first.sent > first.body
    assert (head.body, head.port, head.server) == (0, portal.port, "127.0.0.1")
    assert abs(first.wall - time.time()) < 600


def test_requests_do_not_wait_for_each_other(portal):
    """While one visitor gets no answer, and another one reads slowly, a third is served."""
    silent = socket.create_connection(("127.0.0.1", portal.port))
    silent.sendall(b"GET /silent?x=1 HTTP/1.1\r\nHost: trouble.example\r\n\r\n")
    flooded = socket.create_connection(("127.0.0.1", portal.port))
    flooded.sendall(b"GET /huge?x=1 HTTP/1.1\r\nHost: trouble.example\r\n\r\n")
    assert flooded.recv(12) == b"HTTP/1.1 200"
    assert get(portal, portal.url("liferay.example")).status == 200
    visit = next(visit for visit in portal.log() if visit.target == "/silent?x=1")
    assert (visit.status, visit.sent, visit.fault) == (0, 0, "silent")
    silent.close()
    flooded.close()


def test_requests_sent_apart_arrived_apart(portal):
    """The log has the moment at which a request arrived, not the one at which it was read."""
    before = []
    with socket.create_connection(("127.0.0.1", portal.port)) as connection:
        for at in range(3):
            before.append(time.monotonic())
            connection.sendall(f"GET /page?apart={at} HTTP/1.1\r\nHost: trouble.example\r\n\r\n".encode())
            time.sleep(0.05)
        before.append(time.monotonic())
    found = [visit.arrived for visit in portal.log() if visit.query.startswith("apart=")]
    windows = zip(pairwise(before), found, strict=True)
    assert all(sent - CLOCKS <= arrived <= following for (sent, following), arrived in windows)


# --- Traps without end ---


CALENDARS = {
    "websphere.example": "/wps/portal/lich?ngay=1&thang=3&nam=2026",
    "nukeviet.example": "/lich/2026/3/1/",
    "liferay.example": "/web/guest/lich?p_p_id=8&_8_year=2026&_8_month=3&_8_day=1",
    "sharepoint.example": "/Pages/lich.aspx?Ngay=1&Thang=3&Nam=2026",
    "homemade.example": "/lich.php?d=1&m=3&y=2026",
}


@pytest.mark.parametrize("host", CALENDARS)
def test_calendars_have_no_end(portal, visitor, host):
    """A page of a side box leads to ever new months, as far as anybody goes."""
    start = portal.url(host, CALENDARS[host])
    shape = re.sub(r"\d+", "0", start)
    home = {without_session(link) for link in visitor.get(portal.url(host)).links()}
    assert start in home
    seen, url = set(), start
    for _ in range(60):
        seen.add(url)
        links = [without_session(link) for link in visitor.get(url).links()]
        url = [link for link in links if re.sub(r"\d+", "0", link) == shape and link not in seen][-1]
    assert len(seen) == 60


@pytest.mark.parametrize("host", ["homemade.example", "sharepoint.example"])
def test_pagers_have_no_end(portal, visitor, host):
    """Beyond the last page there is a next one."""
    site = portal.site(host)
    for page in (50, 1_000, 1_000_000):
        answer = visitor.get(portal.url(host, site.list_path(1, page)))
        assert answer.status == 200
        assert portal.url(host, site.list_path(1, page + 1)) in map(without_session, answer.links())


def test_folders_have_no_end(portal, visitor):
    """A relative link leads ever deeper."""
    url = portal.url("homemade.example", "/thu-muc/")
    for _ in range(40):
        url = urljoin(url, "anh/")
        assert url in [urljoin(url, "../anh/"), *visitor.get(url).links()]
        assert urljoin(url, "anh/") in visitor.get(url).links()


def test_lists_can_be_sorted_in_any_way(portal, visitor):
    """Parameters that change nothing but the order, kept by the pager."""
    for host, sign in (
        ("sharepoint.example", "SortField="),
        ("liferay.example", "orderByCol="),
        ("homemade.example", "sort="),
    ):
        first = visitor.get(portal.url(host, portal.site(host).list_path(1, 1)))
        ordered = [link for link in first.links() if sign in link]
        assert ordered
        assert any(sign in link and "2" in link for link in visitor.get(ordered[0]).links())


def test_the_way_in_is_a_page_of_its_own(portal):
    """What is not public leads to a page to sign in."""
    answer = get(portal, portal.url("nukeviet.example", "/noi-bo"))
    assert (answer.status, answer.headers["location"]) == (302, "/dang-nhap?returnUrl=/noi-bo")
    assert b"password" in get(portal, portal.url("nukeviet.example", "/dang-nhap")).body


MISSING = {
    "websphere.example": 200,
    "dotnetnuke.example": 302,
    "nukeviet.example": 404,
    "liferay.example": 404,
    "sharepoint.example": 200,
    "homemade.example": 200,
}


@pytest.mark.parametrize(("host", "status"), MISSING.items())
def test_articles_that_never_were(portal, host, status):
    """404, the words of an error under a success, or a redirect to the home page."""
    path = portal.site(host).article_path(7).replace("=7", "=99999").replace("/7/", "/99999/")
    path = re.sub(r"([-_])7(\.html|$)", r"\g<1>99999\2", path)
    assert "99999" in path
    assert get(portal, portal.url(host, path)).status == status


# --- Faults ---


def test_there_are_many_faults(portal):
    """The home page of the host of faults names an example of each way."""
    links = trouble(portal, "/").links()
    assert len(links) == len(set(links)) == len(faults.EXAMPLES)
    assert len(faults.FAULTS) >= 40


ENDLESS = (
    "/silent",
    "/endless",
    "/endless-headers",
    "/huge",
    "/slow-headers",
    "/slow-body",
    "/late",
    "/bomb",
)


@pytest.mark.parametrize("path", [path for path in faults.EXAMPLES if not path.startswith(ENDLESS)])
def test_each_fault_answers(portal, path):
    """Every example ends by itself, does as it is told, and leaves the portal alive."""
    name = path[1:].partition("?")[0]
    try:
        raw(portal, path)
    except ConnectionResetError:
        assert name in {"reset", "cut-off"}
    visit = [visit for visit in portal.log() if visit.target == path][-1]
    assert visit.fault == name


def test_ten_gigabytes_are_announced_and_sent(portal):
    """The length is that of ten gigabytes, and bytes come as long as they are read."""
    with socket.create_connection(("127.0.0.1", portal.port)) as connection:
        connection.sendall(b"GET /huge HTTP/1.1\r\nHost: trouble.example\r\n\r\n")
        stream = connection.makefile("rb")
        head = b"".join(iter(stream.readline, b"\r\n"))
        assert b"Content-Length: 10000000000" in head
        assert len(stream.read(50_000_000)) == 50_000_000


@pytest.mark.parametrize("path", ["/endless", "/endless-headers"])
def test_some_answers_never_end(portal, path):
    """Twenty million bytes, and no end of chunks or of headers."""
    with socket.create_connection(("127.0.0.1", portal.port)) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: trouble.example\r\n\r\n".encode())
        found = connection.makefile("rb").read(20_000_000)
    assert len(found) == 20_000_000
    assert (b"\r\n\r\n" in found) == (path == "/endless")
    assert b"\r\n0\r\n" not in found


@pytest.mark.parametrize(("coding", "bits"), [("gzip", 31), ("deflate", 15)])
def test_bombs_are_a_gigabyte(portal, coding, bits):
    """A megabyte on the wire, a thousand when unpacked, and well-formed to the last byte."""
    connection = http.client.HTTPConnection("127.0.0.1", portal.port)
    connection.request("GET", f"/bomb?coding={coding}", headers={"Host": TROUBLE})
    answer = connection.getresponse()
    assert answer.headers["Content-Encoding"] == coding
    packed = answer.read()
    connection.close()
    assert len(packed) < 3_000_000
    unpacker, size, data = zlib.decompressobj(bits), 0, packed
    while data and not unpacker.eof:
        size += len(unpacker.decompress(data, 1 << 24))
        data = unpacker.unconsumed_tail
    assert unpacker.eof
    assert size >= 990_000_000


@pytest.mark.parametrize("path", ["/broken-chunk", "/cut-chunk", "/truncated"])
def test_bodies_that_are_not_whole(portal, path):
    """A client that counts notices."""
    with pytest.raises((http.client.IncompleteRead, ValueError)):
        trouble(portal, path)


def test_redirects_that_lead_nowhere_good(portal):
    """Loops of one and of two, chains, private addresses, and files."""
    here = portal.url(TROUBLE, "")
    assert trouble(portal, "/loop?a=1").headers["location"] == f"{here}/loop?a=1"
    assert trouble(portal, "/loop-of-two").headers["location"] == f"{here}/loop-of-two?at=1"
    assert trouble(portal, "/loop-of-two?at=1").headers["location"] == f"{here}/loop-of-two?at=0"
    assert trouble(portal, "/chain?left=3").headers["location"] == "/chain?left=2"
    assert trouble(portal, "/chain?left=0").status == 200
    assert trouble(portal, "/widening?at=8").headers["location"] == f"{here}/widening?at=9"
    private = {
        trouble(portal, f"/to-private?which={at}").headers["location"] for at in range(len(faults.PRIVATE))
    }
    assert private == set(faults.PRIVATE)
    assert trouble(portal, "/to-scheme").headers["location"] == "file:///etc/passwd"
    letters = trouble(portal, "/to-letters").headers["location"]
    assert letters.encode("latin-1").decode() == "/page?tên=đảng viên"


def test_statuses_that_change(portal):
    """404 becomes 410, a storm passes, and who is busy says for how long."""
    assert [trouble(portal, "/fading?k=1").status for _ in range(4)] == [404, 404, 410, 410]
    assert [trouble(portal, "/storm?first=2&k=1").status for _ in range(4)] == [503, 503, 200, 200]
    first, second = (trouble(portal, "/busy?seconds=7&k=1") for _ in range(2))
    assert (first.status, first.headers["retry-after"], second.status) == (429, "7", 200)
    after = trouble(portal, "/busy?date=1&seconds=3000&k=1").headers["retry-after"]
    assert 2_000 < (parsedate_to_datetime(after) - datetime.now(UTC)).total_seconds() < 4_000
    assert [trouble(portal, f"/status?code={code}").status for code in (404, 410, 500, 418)] == [
        404,
        410,
        500,
        418,
    ]


@pytest.mark.parametrize("name", DECLARED)
def test_encodings_are_what_they_are(portal, name):
    """The bytes are of the true encoding, the header says what it should not."""
    true, said, _ = DECLARED[name]
    answer = trouble(portal, f"/charset?name={name}")
    assert answer.headers["content-type"] == (f"text/html; charset={said}" if said else "text/html")
    found = charsets.decode(answer.body, true)
    title = faults.article(name).truth.title
    assert true == "ascii" or charsets.representable(title, true) in charsets.clean(found)


def test_pages_that_are_none(portal):
    """Shells of scripts, pages to sign in and errors come with the status of a success."""
    for path, sign in (("/shell", "Loading..."), ("/login", "Đăng nhập"), ("/soft-404", "không tồn tại")):
        answer = trouble(portal, path)
        assert answer.status == 200
        assert sign in answer.body.decode()
    assert "content-type" not in trouble(portal, "/no-type").headers
    assert trouble(portal, "/secret").headers["www-authenticate"].startswith("Basic")
    assert trouble(portal, "/secret", Authorization="Basic Ymllbi10YXA6bWF0LWtoYXU=").status == 200


def test_faults_can_be_laid_on_any_address(portal):
    """After so many requests, for so many, on one address, on one query, or on all that begin alike."""
    host = "dotnetnuke-laid.example"
    url = portal.url(host, "/lien-he")
    portal.change(host, path="/lien-he", fault="status", times=2, after=1, code=503)
    assert [get(portal, url).status for _ in range(5)] == [200, 503, 503, 200, 200]
    portal.change(host, path="/robots.txt", fault="status", code=500)
    assert get(portal, portal.url(host, "/robots.txt")).status == 500
    portal.change(host, path="/robots.txt", fault="text", body="User-agent: *\nDisallow: /\n")
    assert get(portal, portal.url(host, "/robots.txt")).body == b"User-agent: *\nDisallow: /\n"
    portal.change(host, path="/robots.txt", fault=None)
    assert b"Sitemap" in get(portal, portal.url(host, "/robots.txt")).body
    portal.change(host, path="/tabid/*", fault="busy", first=1, seconds=1)
    answer = get(portal, portal.article(host, 7).url)
    assert (answer.status, answer.headers["retry-after"]) == (429, "1")
    assert [visit.fault for visit in portal.log() if visit.name == host][-1] == "busy"
    assert get(portal, portal.url("dotnetnuke.example", "/lien-he")).status == 200


def test_connections_can_be_cut():
    """All at once, as when a server is started anew."""
    with (
        running_portal(articles=4) as portal,
        socket.create_connection(("127.0.0.1", portal.port)) as connection,
    ):
        connection.sendall(b"GET /silent HTTP/1.1\r\nHost: trouble.example\r\n\r\n")
        while not portal.log():
            time.sleep(0.01)
        portal.cut()
        assert connection.recv(1) == b""


def test_one_portal_may_have_several_addresses():
    """The same hosts at the same port of each; the log says which one was connected to."""
    with running_portal(("127.0.0.1", "127.0.0.2"), articles=4) as portal:
        for address in ("127.0.0.1", "127.0.0.2"):
            connection = http.client.HTTPConnection(address, portal.port)
            connection.request("GET", "/robots.txt", headers={"Host": "nukeviet.example"})
            assert connection.getresponse().status == 200
            connection.close()
        assert [visit.server for visit in portal.log()] == ["127.0.0.1", "127.0.0.2"]


# --- TLS ---


def over_tls(portal, kind, context):
    """The status at a TLS server, and the version that was spoken."""
    url = portal.secure_url(kind, "/robots.txt")
    host, port = url.split("/")[2].split(":")
    plain = socket.create_connection(("127.0.0.1", int(port)))
    with plain, context.wrap_socket(plain, server_hostname=host) as secure:
        request = f"GET /robots.txt HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"
        version = secure.version()
        secure.sendall(request.encode())
        found = b"".join(iter(lambda: secure.recv(1 << 16), b""))
        return int(found[9:12]), version


def trusting(portal):
    """A context that trusts the authority of the portal."""
    return ssl.create_default_context(cafile=portal.authority)


def lenient(portal):
    """One that does, and speaks as old servers do."""
    context = trusting(portal)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
    return context


def test_a_good_server_is_verified(portal):
    """By those who trust its authority, and by no others."""
    assert over_tls(portal, "verified", trusting(portal)) == (200, "TLSv1.3")
    with pytest.raises(ssl.SSLCertVerificationError):
        over_tls(portal, "verified", ssl.create_default_context())


@pytest.mark.parametrize("kind", ["self-signed", "wrong-name", "expired", "incomplete"])
def test_bad_proofs_of_identity(portal, kind):
    """They fail where identity is verified, however lenient the encryption, and serve others."""
    for context in (trusting(portal), lenient(portal)):
        with pytest.raises(ssl.SSLCertVerificationError):
            over_tls(portal, kind, context)
    anybody = lenient(portal)
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    assert over_tls(portal, kind, anybody)[0] == 200


@pytest.mark.parametrize("kind", ["old", "weak", "small-key-exchange"])
def test_poor_encryption(portal, kind):
    """It fails where strength is asked for; the identity can be verified."""
    with pytest.raises(ssl.SSLError):
        over_tls(portal, kind, trusting(portal))
    status, version = over_tls(portal, kind, lenient(portal))
    assert status == 200
    assert kind != "old" or version in {"TLSv1", "TLSv1.1"}
    spoken = [visit.tls for visit in portal.log() if visit.port == portal.tls[kind]]
    assert spoken == [version]
