"""What the test portal holds is what it says: articles, lists, feeds, sitemaps, validators, changes."""

from __future__ import annotations

import gzip
import http.client
import re
from itertools import product

import pytest
from portals.checking import ARTICLES, cleaned, own_words
from portals.running import HOSTS, running_portal
from portals.site import SECTIONS
from portals.visiting import get, without_session
from protego import Protego

from index.listing import read_feed
from search.model import Article, BlockKind, SkipReason
from tools.measure.cleaning.scoring import words

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
