"""What is found of six platforms is what is true of them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from portals.running import HOSTS, running_portal
from portals.site import SECTIONS

from index.explore.model import Code, PagerSort
from index.explore.visiting import MOST_REQUESTS
from search.settings import load_settings
from tools.explore.exploring import explore
from tools.explore.telling import lines_of

ARTICLES = 90
IN_A_SECTION = (22, 23)  # 90 articles in four sections
FEEDS = {
    "dotnetnuke.example": ("/DesktopModules/News/Rss.aspx?tabid=120", 22),
    "nukeviet.example": ("/rss/", 30),
    "liferay.example": ("/web/guest/tin-tuc/-/asset_publisher/rss", 30),
    "sharepoint.example": ("/_layouts/listfeed.aspx?List=5b1c2d", 30),
    "homemade.example": ("/rss.php", 30),
}
SITEMAPS = {
    "dotnetnuke.example": {"/SiteMap.aspx": ARTICLES},
    "nukeviet.example": {"/sitemap.xml": 0, "/sitemap/tin-1.xml.gz": ARTICLES, "/sitemap/news.xml": 30},
    "liferay.example": {"/sitemap.xml": ARTICLES},
}
DENIED = {
    "dotnetnuke.example": ("/Admin/", "/*dnnprintmode"),
    "nukeviet.example": ("/admin/", "/*/print/", "/users/"),
    "liferay.example": ("/c/portal/",),
    "sharepoint.example": ("/_layouts/", "/_vti_bin/"),
    "homemade.example": ("/quantri",),
}
SESSIONS = {
    "websphere.example": ("!ut/p",),
    "liferay.example": ("jsessionid", "p_auth"),
    "homemade.example": ("phpsessid",),
}


def target(url):
    """Path and query of an address."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.mark.parametrize("host", HOSTS)
def test_the_platform_and_the_name_are_found(portal, explored, host):
    """Of the home-made portal no platform; the name also where the title says only what the page is."""
    found = explored(host)
    platform = host.removesuffix(".example")
    assert found.platform == ("" if platform == "homemade" else platform)
    assert found.name == portal.site(host).name
    assert found.hosts == (urlsplit(portal.local(host)).netloc,)
    assert found.door.problem == ""
    assert found.door.is_vietnamese


@pytest.mark.parametrize("host", HOSTS)
def test_feeds_are_found_with_their_entries(portal, explored, host):
    """Those that pages name, without any session in their address; one portal has none."""
    told = {target(each.url): (each.entries, each.newest) for each in explored(host).feeds}
    path, entries = FEEDS.get(host, ("", 0))
    articles = portal.articles(host, local=True)
    if "tabid" in path:  # the feed of the first section alone
        articles = [each for each in articles if each.section == SECTIONS[0]]
    assert told == ({path: (entries, articles[0].published.date())} if path else {})


@pytest.mark.parametrize("host", HOSTS)
def test_sitemaps_are_found_with_their_entries(portal, explored, host):
    """Those that robots.txt names, and some of those that an index names."""
    found = explored(host).sitemaps
    assert {target(each.url): each.pages for each in found} == SITEMAPS.get(host, {})
    newest = portal.articles(host, local=True)[0].published.date()
    assert {each.newest for each in found if each.pages} <= {newest}
    assert [each.sitemaps for each in found if target(each.url) == "/sitemap.xml" and not each.pages] in (
        [],
        [2],
    )


@pytest.mark.parametrize("host", HOSTS)
def test_lists_are_found_with_selectors_that_hold(explored, host):
    """The four sections, their entries, where these stand, and that the next page has others."""
    lists = explored(host).lists
    assert [each.name for each in lists] == list(SECTIONS)
    for each in lists:
        assert each.entries == 20
        assert each.rules is not None
        assert each.rules.item == ("div.item",)
        assert each.rules.link == ("h3 a",)
        assert each.rules.date == ("span.date",)
        assert each.rules.next
        assert each.pager is not PagerSort.NONE
        assert each.next is not None
    assert lists[0].second == lists[0].fresh
    assert lists[0].second in {count - 20 for count in IN_A_SECTION}
    assert {each.second for each in lists[1:]} == {None}


@pytest.mark.parametrize("host", HOSTS)
def test_samples_are_what_their_pages_say(portal, explored, host):
    """Title, date and first words of five articles, and nothing left in them that is not theirs."""
    truth = {(each.title, f"{each.published:%Y-%m-%d}"): each for each in portal.articles(host, local=True)}
    samples = explored(host).samples
    assert len({sample.url for sample in samples}) == 5
    for sample in samples:
        assert sample.problem == ""
        assert sample.published is not None
        true = truth[sample.title, sample.published[:10]]
        assert sample.trust in {"stated", "feed"}
        assert sample.why
        assert " ".join(true.text.split()).startswith(sample.opening[:20])
        assert sample.words == pytest.approx(len(true.text.split()), rel=0.1, abs=10)
        assert sample.left_in == ()


@pytest.mark.parametrize("host", HOSTS)
def test_robots_and_sessions_are_told(explored, host):
    """What is denied in its own words, and what of a session addresses hold."""
    found = explored(host)
    assert found.robots is not None
    assert found.robots.status == (200 if host in DENIED else 404)
    assert found.robots.denied == DENIED.get(host, ())
    assert set(found.sessions) == set(SESSIONS.get(host, ()))


@pytest.mark.parametrize("host", HOSTS)
def test_days_stand_before_months(explored, host):
    """The dates of lists tell it."""
    found = explored(host).dates
    assert found.day_first is True
    assert found.examples


def test_old_encodings_are_told(explored):
    """The home-made portal has been rewritten several times."""
    found = {each.found for each in explored("homemade.example").encodings}
    assert {"windows-1258", "utf-8"} <= found


def test_a_canonical_address_that_is_always_the_home_page_is_told(explored, codes):
    """As one platform has it, and no other."""
    assert [host for host in HOSTS if Code.CANONICAL_HOME in codes(explored(host))] == ["dotnetnuke.example"]


def test_few_requests_are_made_and_none_that_is_denied(portal, explored):
    """Robots.txt first; as many requests as are told, no address twice."""
    for host in HOSTS:
        found = explored(host)
        asked = [visit for visit in portal.log() if visit.port == portal.ports[host]]
        assert asked[0].path == "/robots.txt"
        assert len(asked) == found.requests <= MOST_REQUESTS
        assert len({visit.target for visit in asked}) == len(asked)
        assert not any(visit.path.startswith(path) for visit in asked for path in DENIED.get(host, ())
                       if "listfeed" not in visit.path)  # fmt: skip
        assert {visit.user_agent.rpartition("(+")[2] for visit in asked} == {"mailto:lien-he@may.example)"}


def test_the_pauses_that_robots_asks_for_are_kept(tmp_path):
    """Measured at the server; the setting asks for none."""
    (tmp_path / "tratin.toml").write_text(
        'crawl_contact = "a@may.example"\ncrawl_delay_ms = 0\n', encoding="utf-8"
    )
    with running_portal(articles=12, crawl_delay={"sharepoint": 0.1}) as portal:
        found = explore(load_settings(tmp_path), portal.local("sharepoint.example"), private=True)
        arrived = [visit.arrived for visit in portal.log()][1:]
    assert found.robots is not None
    assert found.robots.delay == pytest.approx(0.1)
    assert len(arrived) == found.requests - 1
    assert min(after - before for before, after in pairwise(arrived)) >= 0.099


def test_the_report_reads_in_both_languages(explored):
    """A part for each thing that was looked at, without anything that a terminal would obey."""
    lines = list(lines_of(explored("liferay.example")))
    heads = [line for line in lines if not line.startswith(" ")]
    assert [head.partition(":")[0].partition(" · ")[2] for head in heads[1:-1]] == [
        "address", "", "portal", "feeds", "sitemaps", "lists", "samples", "warnings",
    ]  # fmt: skip
    assert all(line.isprintable() for line in lines)
    assert any("jsessionid" in line for line in lines)
    assert any(str(date(2012, 2, 13)) in line for line in lines)
