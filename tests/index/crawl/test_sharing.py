"""A page that a server shows in place of its articles, in words that nobody listed, replaces none of them."""

from __future__ import annotations

import time
from datetime import datetime
from itertools import count
from random import Random

import pytest
from crawls import add_portal, make_home
from loopback import Server

from index.crawl import crawler as crawling
from index.crawl.harvesting import Read
from index.crawl.model import Fetched, Kind, Outcome, Rank
from index.crawl.settling import Verdict, Visited, When, row_of
from index.crawl.sharing import Sharing
from index.pages import HTML, RawPage
from index.store import open_store
from index.store.frontier.visits import Entry, Record
from search.model import VIETNAM

DAY = 86_400
PATHS = tuple(f"/tin/{number}.html" for number in range(6))


@pytest.fixture
def home(tmp_path):
    """An empty home folder."""
    return make_home(tmp_path / "nhà")


@pytest.fixture
def portal(home):
    """A portal with a list and nothing on it."""
    with Server() as server:
        server.pages = {"/": listing()}
        add_portal(home, "cong", [url(server)], more="delay_ms = 0")
        yield server


@pytest.fixture
def visit(home, monkeypatch):
    """Crawls some days later; so many visits are recorded at once."""

    def run(days, together=0):
        monkeypatch.setattr(crawling, "_now", lambda: int(time.time()) + days * DAY)
        if together:
            monkeypatch.setattr(crawling, "SOON", 60.0)
            monkeypatch.setattr(crawling, "KEPT_AT_ONCE", together)
        return home.run(seconds=60)

    return run


def url(server, path="/"):
    """An address of a server."""
    return f"http://{server.address}:{server.port}{path}"


def listing(*paths):
    """A page of links."""
    links = "".join(f'<li><a href="{path}">Tin {number}</a></li>' for number, path in enumerate(paths))
    return f"<html><head><title>Tin tức</title></head><body><ul>{links}</ul></body></html>".encode()


def page(title, sentence):
    """A page that is read as an article."""
    text = "".join(f"<p>Sáng ngày 12/5, {sentence} Đoạn số {each}.</p>" for each in range(5))
    body = f"<h1>{title}</h1><div>{text}</div>"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def article(number, word="bàn"):
    """An article of its own."""
    sentence = f"chi bộ thôn {number} tổ chức sinh hoạt thường kỳ, {word} việc nạo vét kênh mương ở thôn."
    return page(f"Chi bộ thôn {number} sinh hoạt thường kỳ", sentence)


PAUSE = page(
    "Thư gửi bạn đọc",
    "trang tin của huyện được chuyển sang máy mới, kính mong quý vị bạn đọc thông cảm và trở lại tối nay.",
)


def fill(server, *paths):
    """An article of its own at each address."""
    server.pages["/"] = listing(*paths)
    server.pages |= {path: article(number) for number, path in enumerate(paths)}


def versions(home):
    """The versions of all articles, in order."""
    return sorted(document.version for document in home.documents().values())


def titles(home):
    """The titles of all articles."""
    return {document.article.title for document in home.documents().values()}


def test_a_page_in_place_of_all_articles_replaces_none(home, portal, visit):
    """Seen together they betray it; the visits failed for it, and are tried again within the hour."""
    fill(portal, *PATHS)
    visit(0)
    before = home.documents()
    portal.pages |= dict.fromkeys(PATHS, PAUSE)
    assert visit(2, len(PATHS) + 1).failures == {"page-shared": len(PATHS)}
    assert home.documents() == before
    (row,) = home.rows(
        "SELECT DISTINCT reason, state, fails, next_visit - visited < 600 FROM urls WHERE depth = 1"
    )
    assert row == ("page-shared", "waiting", 1, 1)
    assert home.rows("SELECT times FROM crawl_reasons WHERE reason = 'page-shared'") == [(len(PATHS),)]


def test_an_article_at_many_addresses_is_corrected_at_all(home, portal, visit):
    """In sections and for print it is the same words before and after."""
    portal.pages = {"/": listing(*PATHS), **dict.fromkeys(PATHS, article(1))}
    visit(0)
    portal.pages |= dict.fromkeys(PATHS, article(1, "sửa"))
    assert visit(2, len(PATHS) + 1).failures == {}
    assert versions(home) == [2] * len(PATHS)


def test_addresses_that_a_file_made_one_are_one_article(home, portal, visit):
    """Though each held other words when it was one of its own: one of them is visited on."""
    numbers = count()
    portal.pages = {
        "/": listing(*(f"/tin.html?v={number}" for number in range(4))),
        "/tin.html": lambda _: article(next(numbers)),
    }
    visit(0)
    assert len(home.documents()) == 4
    portal.pages["/tin.html"] = article(99)
    add_portal(home, "cong", [url(portal)], more='delay_ms = 0\ndrop = ["v"]')
    assert visit(2).failures == {}
    assert home.rows("SELECT current_version FROM articles ORDER BY 1") == [(1,), (1,), (1,), (2,)]
    assert home.rows("SELECT count(*) FROM urls WHERE former_hash IS NOT NULL") == [(1,)]


class Host:
    """Rows of the frontier, and crawls of them of which each visit is told: what words an address shows."""

    def __init__(self, frontier):
        self.frontier = frontier
        self.now = int(time.time())
        self.restart()

    def restart(self):
        """Forget all that is not in the database."""
        self.sharing = Sharing()

    def show(self, words, host="a.example"):
        """Visits of some addresses that are recorded at once; returns the numbers of those that failed."""
        self.now += 90 * DAY
        told = {"portal": "a", "kind": Kind.PAGE, "rank": Rank.REST, "next_visit": self.now}
        urls = {number: f"https://{host}/{number}" for number in words}
        self.frontier.put(Entry(number, urls[number], host=host, **told) for number in words)
        visited = [
            self.visited(leased, words[leased.id]) for leased in self.frontier.find(list(words)).values()
        ]
        judged = [self.verdict(each) for each in visited]
        judged = self.sharing.judge(self.frontier, visited, judged)
        rows = [row_of(*both, When(self.now, 3600, Random(1))) for both in zip(visited, judged, strict=True)]
        self.frontier.record(Record(rows))
        return {each.leased.id for each, found in zip(visited, judged, strict=True) if found.reason}

    def visited(self, leased, words):
        """A visit to a page with some words."""
        when = datetime.now(VIETNAM)
        page = RawPage(f"url:{leased.url}", "a", leased.url, HTML, b"", leased.url, when)
        return Visited(leased, Fetched(Outcome.OK, leased.url, when), page, Read(None, words, None, ()))

    def verdict(self, each):
        """That of an article."""
        changed = each.read.content != each.leased.content_hash
        return Verdict(Kind.ARTICLE, Outcome.OK, "", "", keeps=changed, changed=changed)

    def held(self):
        """The words of each address, as far as they are believed."""
        return {number: row.content_hash for number, row in self.frontier.find(list(range(20))).items()}


@pytest.fixture
def host(home):
    """A host without addresses."""
    with open_store(home.settings, write=True) as store:
        yield Host(store.frontier)


OWN = {number: f"bài {number}" for number in range(6)}


@pytest.mark.parametrize("restarts", [False, True])
def test_what_shows_one_after_the_other_fools_two(host, restarts):
    """What these became gives it away, to another crawl too; their next good visit puts them right."""
    host.show(OWN)
    for number in OWN:
        assert host.show({number: "tạm nghỉ"}) == (set() if number < 2 else {number})
        if restarts:
            host.restart()
    assert host.show(dict.fromkeys(OWN, "tạm nghỉ")) == {2, 3, 4, 5}
    assert host.show(OWN) == set()
    assert host.held() == OWN


def test_a_new_address_with_words_that_are_known_for_this_is_no_article(host):
    """Whether others became them or were kept from it; it is one when it has words of its own."""
    host.show(OWN)
    assert host.show(dict.fromkeys(OWN, "tạm nghỉ")) == set(OWN)
    assert host.show({10: "tạm nghỉ"}) == {10}
    assert (host.held()[10], host.frontier.find([10])[10].article_id) == (None, None)
    assert host.show({10: "bài 10"}) == set()
    assert host.held() == OWN | {10: "bài 10"}
    for number in (0, 1):
        host.show({number: "bảo trì"})
    assert host.show({11: "bảo trì"}) == {11}


def test_copies_of_an_article_change_one_by_one(host):
    """However many there are, and also if others were new with these words, or two others became them."""
    host.show(dict.fromkeys(range(6), "trước"))
    host.show({6: "sau", 7: "sau", 8: "khác"})
    assert [host.show({number: "sau"}) for number in (0, 1, 8, 2, 3, 4, 5)] == [set()] * 7


def test_new_copies_of_an_article_are_taken(host):
    """Nothing stood there before that could be lost, and a third article may be replaced by it."""
    assert host.show(dict.fromkeys(range(6), "một bài")) == set()
    assert host.show({7: "khác"}) == host.show({7: "một bài"}) == set()


def test_other_hosts_are_others(host):
    """Two offices may end with the same words on the sites of each."""
    host.show(OWN)
    host.show({0: "chào", 1: "chào"})
    host.show({10: "khác"}, "b.example")
    assert host.show({10: "chào"}, "b.example") == set()
