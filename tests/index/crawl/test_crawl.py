"""Whole crawls of the test portal: every article once, politely, again only where something changed."""

from __future__ import annotations

import time
from functools import partial
from itertools import pairwise

import pytest
from crawls import add_portal, make_home
from portals.running import HOSTS, running_portal

from index.crawl import crawler as crawling
from index.crawl import entering
from index.crawl.find.traps import Limits, Traps
from index.store import open_store

ARTICLES = 60
DAY = 86_400


@pytest.fixture(scope="module")
def portal():
    """Six platforms with some articles each."""
    with running_portal(articles=ARTICLES, crawl_delay={name.split(".")[0]: 0 for name in HOSTS}) as running:
        yield running


@pytest.fixture
def home(tmp_path):
    """An empty home folder."""
    return make_home(tmp_path / "nhà")


@pytest.fixture
def later(monkeypatch):
    """Moves the crawler's clock on by some seconds."""

    def move(seconds):
        monkeypatch.setattr(crawling, "_now", lambda: int(time.time()) + seconds)

    return move


@pytest.mark.parametrize("host", HOSTS)
def test_every_article_of_a_platform_is_found_once(portal, home, host, monkeypatch):
    """Through lists and pagers, whatever sessions, orders and calendars stand about; titles are right.

    DotNetNuke links an article in two ways of which nobody can know that they are one: near-duplicates.
    """
    few = Limits(tries=60, calendar_tries=15, calendar_waiting=30)  # what is endless ends sooner
    monkeypatch.setattr(entering, "Traps", partial(Traps, limits=few))
    add_portal(home, "cong", [portal.local(host)], more="delay_ms = 0")
    home.run(seconds=120)
    titles = [document.article.title for document in home.documents().values()]
    truth = portal.articles(host, local=True)
    assert len(truth) == ARTICLES
    if host.startswith("dotnetnuke"):
        assert set(titles) == {article.title for article in truth}
    else:
        assert sorted(titles) == sorted(article.title for article in truth)


def test_what_waits_and_what_was_visited(portal, home):
    """Each row has a kind and a next visit; lists are visited again sooner than articles."""
    host = "nukeviet.example"
    add_portal(home, "cong", [portal.local(host)], more="delay_ms = 0")
    home.run(seconds=120)
    assert home.rows("SELECT DISTINCT state FROM urls WHERE next_visit IS NOT NULL") == [("waiting",)]
    ((lists,),) = home.rows("SELECT max(next_visit - visited) FROM urls WHERE kind = 'list'")
    ((articles,),) = home.rows("SELECT min(next_visit - visited) FROM urls WHERE kind = 'article'")
    assert lists < articles == DAY


def test_an_unchanged_portal_costs_little(tmp_path, later):
    """On a second pass, with validators, next to nothing is transferred, and nothing is stored."""
    with running_portal(articles=ARTICLES, validators="all", crawl_delay={"nukeviet": 0}) as portal:
        home = make_home(tmp_path / "nhà")
        add_portal(home, "cong", [portal.local("nukeviet.example")], more="delay_ms = 0")
        first = home.run(seconds=120)
        before = home.rows("SELECT count(*) FROM captures")
        later(2 * DAY)
        second = home.run(seconds=120)
    assert first.added == ARTICLES
    assert second.unchanged >= ARTICLES
    assert (second.added, second.changed) == (0, 0)
    assert second.bytes <= 400 * second.pages  # heads of answers, and no page
    assert second.bytes < first.bytes / 5
    assert home.rows("SELECT count(*) FROM captures") == before


def test_changed_deleted_and_new_articles(tmp_path, later):
    """A change is a version; what is deleted is kept and marked; what is new is found by its feed."""
    host = "nukeviet.example"
    with running_portal(articles=ARTICLES, crawl_delay={"nukeviet": 0}) as portal:
        home = make_home(tmp_path / "nhà")
        add_portal(home, "cong", [portal.local(host)], more="delay_ms = 0")
        home.run(seconds=120)
        truth = {article.number: article for article in portal.articles(host, local=True)}
        edited, deleted = sorted(truth)[5], sorted(truth)[9]
        portal.change(host, edit=[edited], delete=[deleted], publish=2, status=410)
        later(2 * DAY)
        second = home.run(seconds=120)
        now = {article.number: article for article in portal.articles(host, local=True)}
    assert (second.added, second.changed) == (2, 1)
    assert home.rows("SELECT count(*) FROM articles WHERE gone IS NOT NULL") == [(1,)]
    found = {document.article.title: document for document in home.documents().values()}
    assert found[now[edited].title].version == 2
    kept = found[truth[deleted].title]
    with open_store(home.settings, write=False) as store:
        assert store.gone(kept.id) is not None
        assert store.gone(found[now[edited].title].id) is None


def test_a_slip_of_the_server_deletes_nothing(tmp_path, later):
    """An error that says that all is well, and a 404 seen once, leave the article as it was."""
    host = "nukeviet.example"
    with running_portal(articles=20, crawl_delay={"nukeviet": 0}) as portal:
        home = make_home(tmp_path / "nhà")
        add_portal(home, "cong", [portal.local(host)], more="delay_ms = 0")
        home.run(seconds=120)
        before = {url: document.version for url, document in home.documents().items()}
        portal.change(host, delete=[sorted(a.number for a in portal.articles(host))[3]], status=200)
        portal.change(host, delete=[sorted(a.number for a in portal.articles(host))[5]], status=404)
        later(2 * DAY)
        home.run(seconds=120)
    assert {url: document.version for url, document in home.documents().items()} == before
    assert home.rows("SELECT count(*) FROM articles WHERE gone IS NOT NULL") == [(0,)]


def test_hosts_on_one_address_are_asked_in_turn(tmp_path):
    """With 32 threads, the server never sees two requests closer than the pause, to a host or an address."""
    with running_portal(articles=40, crawl_delay={name.split(".")[0]: 0 for name in HOSTS}) as portal:
        home = make_home(tmp_path / "nhà", crawl_threads=32, crawl_delay_ms=100)
        for host in HOSTS[:4]:
            add_portal(home, host.split(".")[0], [portal.local(host)])
        home.run(pages=60, seconds=60)
        arrived = [visit.arrived for visit in portal.log()]
    assert len(arrived) >= 60
    gaps = [after - before for before, after in pairwise(arrived)]
    assert min(gaps) >= 0.1


def test_crawl_delay_is_obeyed(tmp_path):
    """What robots.txt asks for holds where it is more than the setting."""
    with running_portal(articles=20, crawl_delay={"nukeviet": 0.3}) as portal:
        home = make_home(tmp_path / "nhà", crawl_delay_ms=50)
        add_portal(home, "cong", [portal.local("nukeviet.example")])
        home.run(pages=12, seconds=60)
        arrived = [visit.arrived for visit in portal.log()]
    gaps = [after - before for before, after in pairwise(arrived)]
    assert len(gaps) >= 12
    assert min(gaps[1:]) >= 0.3


def test_trouble_is_counted_and_ends(tmp_path):
    """Faults have reasons that are kept with examples, and none ends the crawl."""
    with running_portal(articles=10) as portal:
        home = make_home(tmp_path / "nhà", crawl_timeout_s=2, crawl_page_mb=2)
        names = ("bomb", "loop", "truncated", "huge", "endless", "status?code=410", "to-private", "garbage")
        start = [portal.local("trouble.example", f"/{name}") for name in names]
        add_portal(home, "cong", start, more="delay_ms = 0")
        progress = home.run(seconds=60)
        rows = dict(home.rows("SELECT url, reason FROM urls WHERE visited IS NOT NULL"))
    assert progress.pages >= len(names)
    assert progress.added == 0
    for url in start:
        assert rows[url], url
    assert set(rows.values()) <= {row[0] for row in home.rows("SELECT reason FROM crawl_reasons")} | {None}
