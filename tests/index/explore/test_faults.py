"""Whatever a portal does, the exploration ends with words, and with few requests."""

from __future__ import annotations

import pytest
from loopback import Server

from index.explore.model import Code
from index.explore.visiting import FEWEST_REQUESTS, MOST_REQUESTS
from search.errors import InputError, SettingsError
from search.settings import load_settings
from tools.explore.exploring import explore, is_readable, make_draft
from tools.explore.telling import lines_of
from tools.explore.words import WARNINGS
from tools.reasons import REASONS, STATUSES

NO_PAGE = {
    "/empty": "empty",
    "/not-html": "not-html",
    "/text?body=xin%20chao": "not-html",
    "/wrong-type": "media-type",
    "/status?code=404": "http-404",
    "/status?code=410": "http-410",
    "/status?code=403": "http-403",
    "/status?code=500": "http-500",
    "/busy?first=99": "http-429",
    "/storm?first=99": "http-503",
    "/loop": "redirect-loop",
    "/loop-of-two": "redirect-loop",
    "/chain": "too-many-redirects",
    "/widening": "too-many-redirects",
    "/nowhere": "bad-redirect",
    "/to-scheme": "scheme",
    "/to-private": "private-address",
    "/garbage": "bad-answer",
    "/reset": "connection-lost",
    "/silent": "timeout",
    "/late?seconds=9": "timeout",
    "/huge": "too-large",
    "/bomb": "too-large-decoded",
    "/bad-gzip": "truncated",
    "/cut-off": "connection-lost",
}
THIN = {"/shell": Code.SCRIPT, "/login": Code.LOGIN, "/soft-404": Code.ERROR}


@pytest.mark.parametrize(("path", "reason"), NO_PAGE.items(), ids=NO_PAGE)
def test_no_page_is_told_with_the_reason(look, codes, path, reason):
    """In both languages, after as few requests as show it."""
    found = look("trouble.example", path)
    assert found.door.problem == reason
    assert not is_readable(found)
    assert codes(found) & {Code.NO_PAGE, Code.PRIVATE}
    assert found.requests <= 10
    lines = list(lines_of(found))
    words = REASONS.get(reason) or STATUSES.get(reason) or ("500", "500")
    assert any(words[0] in line and words[1] in line for line in lines)
    assert not any(line.startswith(("Bài mẫu", "Cổng")) for line in lines)


@pytest.mark.parametrize(("path", "code"), THIN.items(), ids=THIN)
def test_a_first_page_without_news_is_told(look, codes, path, code):
    """A page that scripts would fill, a form to sign in, an error that is a success."""
    found = look("trouble.example", path)
    assert {code, Code.NO_ARTICLE, Code.NO_LIST} <= codes(found)
    assert found.requests <= MOST_REQUESTS


def test_patience_that_is_asked_for_ends_the_exploration(portal, look, codes):
    """Also in the middle of it: what was found until then is told."""
    portal.change("liferay.example", path="/sitemap.xml", fault="busy", first=99, seconds=60)
    found = look("liferay.example")
    portal.change("liferay.example", path="/sitemap.xml", fault=None)
    assert Code.PATIENCE in codes(found)
    assert found.feeds
    assert {sample.problem for sample in found.samples} == {"patience"}
    assert any("60" in line for line in lines_of(found))


def test_a_start_page_that_robots_denies_is_not_asked_for(portal, look, codes):
    """Nothing but robots.txt is."""
    before = len(portal.log())
    rules = "User-agent: KhoTinBot\nAllow: /\n\nUser-agent: TraTin\nUser-agent: KhacBot\nDisallow: /\n"
    portal.change("nukeviet.example", path="/robots.txt", fault="text", body=rules)
    found = look("nukeviet.example")
    portal.change("nukeviet.example", path="/robots.txt", fault=None)
    assert (found.door.problem, found.requests) == ("robots", 1)
    assert codes(found) == {Code.ROBOTS_START}
    assert found.robots is not None
    assert found.robots.denied == ("/",)
    assert [visit.path for visit in portal.log()[before:]] == ["/robots.txt"]


def test_a_robots_file_that_fails_means_that_nothing_is_fetched(portal, look):
    """503 is no permission."""
    before = len(portal.log())
    portal.change("nukeviet.example", path="/robots.txt", fault="storm", first=99)
    found = look("nukeviet.example")
    portal.change("nukeviet.example", path="/robots.txt", fault=None)
    assert (found.door.problem, found.door.problem_detail) == ("robots-wait", "HTTP 503")
    assert [visit.path for visit in portal.log()[before:]] == ["/robots.txt"]


def test_what_robots_denies_is_told(portal, look, codes):
    """A feed that a page names and that may not be fetched; the rest is found all the same."""
    rules = "User-agent: *\nDisallow: /rss\nCrawl-delay: 0\n"
    portal.change("nukeviet.example", path="/robots.txt", fault="text", body=rules)
    found = look("nukeviet.example")
    portal.change("nukeviet.example", path="/robots.txt", fault=None)
    assert Code.ROBOTS_SOURCE in codes(found)
    assert found.feeds == ()
    assert [each.problem for each in found.samples] == [""] * 5


def test_long_pauses_mean_fewer_requests(portal, settings):
    """What a Crawl-delay of two minutes leaves is told without any waiting for it here."""
    from index.crawl.fetch.fetching import Fetcher
    from index.crawl.fetch.gate import Gate
    from index.explore.visiting import Visitor
    from index.portals.model import CrawlRules

    rules = "User-agent: *\nCrawl-delay: 120\n"
    portal.change("nukeviet.example", path="/robots.txt", fault="text", body=rules)
    gate = Gate()
    fetcher = Fetcher("a@may.example", gate)
    visitor = Visitor(fetcher, CrawlRules(private_addresses=True), 0.0)
    visitor.robots(portal.local("nukeviet.example"))
    portal.change("nukeviet.example", path="/robots.txt", fault=None)
    gate.stop.set()
    reasons = [visitor.get(portal.local("nukeviet.example", f"/{number}")).reason for number in range(20)]
    fetcher.close()
    assert reasons.count("stopped") == FEWEST_REQUESTS - 1
    assert set(reasons[FEWEST_REQUESTS:]) == {"enough"}


def test_another_portal_is_told(portal, look, codes, settings):
    """The draft is of the one that the address leads to."""
    found = look("trouble.example", f"/to?url={portal.local('sharepoint.example')}")
    assert Code.OTHER_PORTAL in codes(found)
    assert found.platform == "sharepoint"
    assert found.door.redirects[0].startswith(portal.local("trouble.example"))
    assert 'platform = "sharepoint"' in make_draft(settings, found, None).text


@pytest.mark.parametrize(
    ("kind", "why"),
    [("self-signed", "tls-certificate"), ("expired", "tls-certificate"), ("old", "tls-certificate")],
)
def test_a_certificate_that_proves_nothing_is_told(portal, settings, codes, kind, why):
    """What is behind it is looked at, but the draft leaves it to a person whether to do without proof."""
    found = explore(settings, portal.secure_url(kind, host="127.0.0.1"), private=True)
    assert (found.door.tls, found.door.tls_why) == ("any", why)
    assert Code.CERTIFICATE in codes(found)
    text = make_draft(settings, found, None).text
    assert '\n# tls = "any"\n' in text
    assert "\ntls" not in text


def test_private_addresses_are_refused(portal, settings, codes):
    """Unless a person says otherwise."""
    before = len(portal.log())
    found = explore(settings, portal.local("nukeviet.example"))
    assert found.door.problem == "private-address"
    assert codes(found) == {Code.PRIVATE}
    assert "--private" in "\n".join(lines_of(found))
    assert len(portal.log()) == before


@pytest.mark.parametrize(
    "url", ["", "ftp://a.example/", "http://", "file:///etc/passwd", "http://u:p@a.example/"]
)
def test_what_is_no_address_of_the_web_is_refused(settings, url):
    """At once."""
    with pytest.raises(InputError) as refused:
        explore(settings, url)
    assert refused.value.vietnamese


def test_the_scheme_can_be_left_out(portal, settings):
    """Then https is tried first, and http where nothing answers to it."""
    found = explore(settings, portal.local("nukeviet.example").removeprefix("http://"), private=True)
    assert found.door.url == portal.local("nukeviet.example")
    assert found.samples


def test_nobody_explores_without_a_contact(tmp_path):
    """As nobody crawls."""
    with pytest.raises(SettingsError, match="crawl_contact"):
        explore(load_settings(tmp_path), "http://a.example/")


def test_all_warnings_have_words():
    """In both languages."""
    assert set(WARNINGS) == set(Code)
    assert all(vietnamese and english for vietnamese, english in WARNINGS.values())


PICTURES = "<html><body><a href='/vao'><img src='a.jpg'></a><img src='b.jpg'><img src='c.jpg'></body></html>"
FRAME = "<html><head><meta http-equiv='refresh' content='0; url=/trang-chu'></head><body></body></html>"
BOX = '<a href=\'javascript:__doPostBack("ctl00$rpt$Page$2","")\'>2</a>'


def in_a_list(number):
    """An entry of a list."""
    return f"<li><a href='/tin/bai-{number}.html'>Chi bộ thôn {number} họp bàn việc làm đường</a></li>"


@pytest.mark.parametrize(
    ("pages", "code"),
    [
        ({"/": PICTURES}, Code.PICTURES),
        ({"/": FRAME, "/trang-chu": PICTURES}, Code.PICTURES),
        ({"/": "<html><body><div id='app'></div><script src='a.js'></script></body></html>"}, Code.SCRIPT),
        ({"/": "<html><body>" + "<p>The quick brown fox jumps over the dog.</p>" * 20}, Code.NOT_VIETNAMESE),
        (
            {
                "/": "<html><body><a href='/tin/'>Tin tức</a>",
                "/tin/": f"<html><body><ul class='tin'>{''.join(map(in_a_list, range(8)))}</ul>{BOX}",
            },
            Code.POSTBACK,
        ),
    ],
)
def test_what_cannot_be_read_is_told(settings, codes, pages, code):
    """Pictures alone, behind a refresh too; scripts alone; another language; pagers that need a form."""
    with Server({path: page.encode() for path, page in pages.items()}) as server:
        found = explore(settings, f"http://127.0.0.1:{server.port}/", private=True)
    assert code in codes(found)
    assert found.requests == len(server.asked) <= MOST_REQUESTS
