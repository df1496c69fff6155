"""Redirects within a portal: what is missing, what has moved, and what is elsewhere for a while."""

from __future__ import annotations

import time

import pytest
from crawls import add_portal, make_home
from loopback import Server, answer

from index.crawl import crawler as crawling
from index.crawl.entering import Entering
from index.portals import load_portals

DAY = 86_400
ERROR = "<h1>404</h1><p>Không tìm thấy trang.</p>".encode()
ONE = "/tin/1.html"


@pytest.fixture
def home(tmp_path):
    """An empty home folder."""
    return make_home(tmp_path / "nhà")


@pytest.fixture
def portal(home):
    """A portal with a list of one article."""
    with Server() as server:
        server.pages = {"/": listing(ONE), ONE: article(1)}
        add_portal(home, "cong", [url(server)], more="delay_ms = 0")
        yield server


@pytest.fixture
def visit(home, monkeypatch):
    """Crawls some days later."""

    def run(days=0):
        monkeypatch.setattr(crawling, "_now", lambda: int(time.time()) + days * DAY)
        return home.run(seconds=60)

    return run


def url(server, path="/"):
    """An address of a server."""
    return f"http://{server.address}:{server.port}{path}"


def listing(*paths):
    """A page of links."""
    links = "".join(
        f'<li><a href="{path}">Chi bộ thôn {number} sinh hoạt thường kỳ trong tháng</a></li>'
        for number, path in enumerate(paths)
    )
    return f"<html><head><title>Tin tức</title></head><body><ul>{links}</ul></body></html>".encode()


def article(number):
    """An article of its own."""
    said = f"chi bộ thôn {number} tổ chức sinh hoạt thường kỳ, bàn việc nạo vét kênh mương ở thôn."
    text = "".join(f"<p>Sáng ngày 12/5, {said} Đoạn số {each}.</p>" for each in range(5))
    title = f"Chi bộ thôn {number} sinh hoạt thường kỳ"
    body = f"<h1>{title}</h1><div>{text}</div>"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def to(path, status="302 Found"):
    """A redirect."""
    return answer(b"", status, Location=path)


def row(home, path=ONE):
    """State, reason and failures of an address, and seconds until its next visit."""
    query = f"SELECT state, reason, fails, next_visit - visited FROM urls WHERE url LIKE '%{path}'"
    return home.rows(query)[0]


def gone(home):
    """How many articles are marked as gone."""
    return home.rows("SELECT count(*) FROM articles WHERE gone IS NOT NULL")[0][0]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", "301 Moved Permanently"), ("/trang-chu.html", "302 Found"), ("/muc.html", "302 Found")],
)
def test_an_article_that_leads_to_a_front_page_is_gone(home, portal, visit, path, status):
    """Once it was said twice, a day apart: the home page, whatever it is called, or a list that is known."""
    some = listing(ONE, "/muc.html", *map("/x/{}".format, range(28)))
    portal.pages |= dict.fromkeys(("/", "/trang-chu.html", "/muc.html"), some)
    visit()
    assert row(home, "/muc.html")[1] == "page-list-page"
    portal.pages[ONE] = to(path, status)
    visit(2)
    assert row(home) == ("waiting", "gone-home", 1, DAY)
    assert gone(home) == 0
    visit(4)
    assert row(home) == ("gone", "gone-home", 2, None)
    assert gone(home) == 1
    assert len(home.documents()) == 1


def test_an_article_that_comes_back_from_the_front_page_is_there(home, portal, visit):
    """A redirect seen once is no news."""
    visit()
    portal.pages[ONE] = to("/")
    visit(2)
    portal.pages[ONE] = article(1)
    visit(4)
    assert row(home)[:3] == ("waiting", None, 0)
    assert gone(home) == 0


def test_an_article_has_moved_once_its_new_page_is_one(home, portal, visit):
    """First that page is visited; an error page there is no new address of it."""
    visit()
    portal.pages |= {ONE: to("/moi/1.html", "301 Moved Permanently"), "/moi/1.html": article(1)}
    visit(2)
    assert row(home) == ("waiting", "moved-unsure", 1, DAY)
    visit(4)
    assert row(home)[:3] == ("waiting", "moved", 0)
    portal.pages |= {ONE: to("/loi.html"), "/loi.html": ERROR}
    for days in (20, 22):
        visit(days)
        assert row(home)[:3] == ("waiting", "moved-unsure", 1 if days == 20 else 2)
    assert gone(home) == 0


def test_a_page_that_is_elsewhere_for_a_while_is_read_when_it_is_back(home, portal, visit):
    """All addresses lead to a notice during maintenance, and to themselves a day later."""
    portal.pages |= {ONE: to("/bao-tri.html"), "/bao-tri.html": article(99)}
    visit()
    assert row(home) == ("waiting", "moved-unsure", 1, DAY)
    portal.pages[ONE] = article(1)
    visit(2)
    assert {document.article.title for document in home.documents().values()} >= {
        "Chi bộ thôn 1 sinh hoạt thường kỳ"
    }


def test_another_name_of_a_page_is_one_in_the_end(home, portal, visit):
    """Many portals redirect for the time being what they mean for ever; a name that leads nowhere is left."""
    portal.pages |= {"/": listing("/a", "/b"), "/a": to(ONE), "/b": to("/loi.html"), "/loi.html": ERROR}
    visit()
    assert row(home, "/a")[:3] == row(home, "/b")[:3] == ("waiting", "moved-unsure", 1)
    visit(2)
    assert row(home, "/a")[:3] == ("waiting", "moved", 0)
    for days in range(4, 40, 8):
        visit(days)
    assert row(home, "/b")[:3] == ("waiting", "moved", 0)


def test_a_page_that_moved_for_good_has_moved(home, portal, visit):
    """And so have lists, whatever their server says."""
    portal.pages |= {"/": to("/vi/"), "/vi/": listing("/a"), "/a": to(ONE, "308 Permanent Redirect")}
    visit()
    assert row(home, "/a")[:3] == ("waiting", "moved", 0)
    assert home.rows("SELECT reason, kind FROM urls WHERE depth = 0 AND reason IS NOT NULL") == [
        ("moved", "list")
    ]
    assert len(home.documents()) == 1


@pytest.mark.parametrize(
    ("path", "is_front"),
    [
        ("/so-a/", True),
        ("/so-a", True),
        ("/so-a/index.html", True),
        ("/so-a/tin-moi", True),
        ("/So-A/", True),
        ("/SO-A/Default.aspx", True),
        ("/SO-A/Trang-Chu.html", True),
        ("/So-A/Tin-Moi", True),
        ("/So-A?id=1", False),
        ("/So-A/Tin/1.html", False),
        ("/So-Ab", False),
        ("/so-a/tin-moi/", False),
        ("/so-a/tin/1.html", False),
        ("/", False),
        ("/so-ab/", False),
    ],
)
def test_front_pages_of_a_portal_below_a_path(tmp_path, path, is_front):
    """Its own first page, and the start pages of its file."""
    told = 'name = "A"\nhosts = ["a.example/so-a"]\n[crawl]\nstart = ["https://a.example/so-a/tin-moi"]\n'
    (tmp_path / "a.toml").write_text(told, encoding="utf-8")
    assert Entering(load_portals([tmp_path])).is_front("a", f"https://a.example{path}") is is_front


def test_a_path_of_a_portal_file_may_be_in_any_case(tmp_path):
    """And its host has many front pages: each portal on it has its own."""
    for key, path in (("a", "/So-A"), ("b", "/sở-b")):
        told = f'name = "{key}"\nhosts = ["a.example{path}"]\n'
        (tmp_path / f"{key}.toml").write_text(told, encoding="utf-8")
    entering = Entering(load_portals([tmp_path]))
    assert entering.is_front("a", "https://a.example/so-a/")
    assert entering.is_front("b", "https://a.example/S%E1%BB%9F-B/index.html")
    assert not entering.is_front("a", "https://a.example/S%E1%BB%9F-B/")
