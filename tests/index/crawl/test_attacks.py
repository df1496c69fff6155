"""Portals that are hostile or broken, and files that change while a store grows: nothing is lost."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import ExitStack
from functools import partial
from itertools import count

import pytest
from crawls import add_portal, make_home
from loopback import Server, answer

from index.crawl import crawler as crawling
from index.crawl import entering, readers
from index.crawl.find.traps import Limits, Traps
from index.store import open_store
from search.errors import StoreLocked

HOUR, DAY = 3_600, 86_400
DATE = "Mon, 09 Nov 2026 10:00:00 +0700"


@pytest.fixture
def home(tmp_path):
    """An empty home folder."""
    return make_home(tmp_path / "nhà")


@pytest.fixture
def portal():
    """A server without pages yet, and robots.txt that allows all."""
    with Server() as server:
        yield server


@pytest.fixture
def later(monkeypatch):
    """Moves the crawler's clock on by some seconds."""

    def move(seconds):
        monkeypatch.setattr(crawling, "_now", lambda: int(time.time()) + seconds)

    return move


def article(number):
    """An article of which each word counts."""
    said = "chi bộ thôn {} tổ chức sinh hoạt thường kỳ, bàn việc nạo vét kênh mương, làm đường số {}."
    text = "".join(f"<p>Sáng ngày 12/5, {said.format(number, each)}</p>" for each in range(5))
    title = f"Chi bộ thôn {number} sinh hoạt thường kỳ"
    body = f"<h1>{title}</h1><div>{text}</div>"
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def listing(*paths):
    """A page of headlines."""
    items = "".join(
        f'<li><a href="{path}">Chi bộ thôn {number} sinh hoạt thường kỳ trong tháng</a></li>'
        for number, path in enumerate(paths)
    )
    return f"<html><head><title>Tin tức</title></head><body><ul>{items}</ul></body></html>".encode()


def feed(*items):
    """A feed of titles, addresses and dates."""
    told = "".join(
        f"<item><title>{title}</title><link>{url}</link><pubDate>{date}</pubDate></item>"
        for title, url, date in items
    )
    text = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Tin</title>{told}</channel></rss>"
    return answer(text.encode(), Content_Type="application/rss+xml")


def url(server, path="/"):
    """An address of a server."""
    return f"http://{server.address}:{server.port}{path}"


def asked(server, since=0):
    """What was asked for, but robots.txt."""
    return [path for path in server.paths()[since:] if path != "/robots.txt"]


def test_a_list_that_names_nothing_new_is_visited_ever_less(home, portal, later):
    """Else thousands of old pages of lists would be asked for every hour, before any article."""
    portal.pages = {"/": listing("/tin/1.html", "/tin/2.html")}
    portal.pages |= {f"/tin/{number}.html": article(number) for number in (1, 2)}
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    visits = []
    for hour in range(8):
        later(hour * (HOUR + 60))
        before = len(portal.asked)
        home.run(seconds=60)
        visits.append(asked(portal, before).count("/"))
    assert visits == [1, 1, 0, 1, 0, 0, 0, 1]


def test_feeds_that_name_an_article_differently_do_not_have_it_fetched_again(home, portal, later):
    """One of a section and one of all news, each with its own title for it, are on most portals."""
    one = url(portal, "/tin/1.html")
    portal.pages = {
        "/": listing("/tin/1.html"),
        "/tin/1.html": article(1),
        "/a.rss": feed(("Chi bộ thôn 1", one, DATE)),
        "/b.rss": feed(("Tin chi bộ thôn 1", one, DATE)),
    }
    add_portal(home, "cong", [url(portal)], feeds=[url(portal, "/a.rss"), url(portal, "/b.rss")])
    for hour in range(5):
        later(hour * (HOUR + 60))
        home.run(seconds=60)
    assert asked(portal).count("/tin/1.html") == 1


def test_an_article_that_comes_back_after_an_error_is_shown_again(home, portal, later):
    """What a server said in its place for a day, as if all were well, is a version and not the last."""
    portal.pages = {"/": listing("/tin/1.html"), "/tin/1.html": article(1)}
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    home.run(seconds=60)
    for days, page in ((2, article(99)), (10, article(1))):
        portal.pages["/tin/1.html"] = page
        later(days * DAY)
        home.run(seconds=60)
    (found,) = home.documents().values()
    assert (found.version, found.article.title) == (3, "Chi bộ thôn 1 sinh hoạt thường kỳ")


def test_a_clock_that_ran_ahead_costs_no_year(home, portal, later):
    """Once it is right again, another crawl visits all in its usual time."""
    portal.pages = {"/": listing("/tin/1.html"), "/tin/1.html": article(1)}
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    later(400 * DAY)
    home.run(seconds=60)
    for seconds, paths in ((0, []), (DAY + 60, ["/", "/tin/1.html"])):
        later(seconds)
        before = len(portal.asked)
        home.run(seconds=60)
        assert sorted(asked(portal, before)) == paths


def add_part(home, server, key, enabled="true", more=""):
    """A portal that lives below a path of a host."""
    (home.path / "portals" / f"{key}.toml").write_text(
        f'name = "Cổng {key}"\nhosts = ["127.0.0.1:{server.port}/{key}"]\n[crawl]\nenabled = {enabled}\n'
        f'private_addresses = true\ndelay_ms = 0\nstart = ["{url(server, f"/{key}/")}"]\n{more}\n',
        encoding="utf-8",
    )


@pytest.fixture
def shared(portal, home):
    """Two portals on one host."""
    for key in "ab":
        portal.pages[f"/{key}/"] = listing(f"/{key}/1.html", f"/{key}/cũ")
        portal.pages[f"/{key}/1.html"] = article(ord(key))
        portal.pages[f"/{key}/c%C5%A9"] = answer(b"", "302 Found", Location=f"/{key}/1.html")
        add_part(home, portal, key)
    return portal


def test_portals_on_one_host_are_crawled_each_for_itself(home, shared):
    """Of two that share a host, the one that is asked for and no other; then the other, and all of it."""
    home.run(pages=1, seconds=60)
    for key, found in (("b", 1), ("a", 2)):
        before = len(shared.asked)
        home.run(seconds=60, only=(key,))
        assert {path[1] for path in asked(shared, before)} == {key}
        assert len(home.documents()) == found


def test_a_portal_that_is_not_enabled_is_not_crawled_beside_another(home, shared, later):
    """The host is asked for the other's pages, and the crawl ends although some of its own are due."""
    home.run(seconds=60)
    add_part(home, shared, "b", "false")
    later(2 * DAY)
    before = len(shared.asked)
    home.run(seconds=60)
    assert {path[1] for path in asked(shared, before)} == {"a"}


def test_a_file_of_another_name_takes_over_what_was_found(home, portal, later):
    """Its addresses, and what waits among them: nothing is visited twice, nothing is forgotten."""
    portal.pages = {"/": listing("/tin/1.html"), "/tin/1.html": article(1)}
    add_portal(home, "cũ", [url(portal)], more="delay_ms = 0")
    home.run(seconds=60)
    (home.path / "portals" / "cũ.toml").rename(home.path / "portals" / "mới.toml")
    portal.pages |= {"/": listing("/tin/1.html", "/tin/2.html"), "/tin/2.html": article(2)}
    later(2 * DAY)
    before = len(portal.asked)
    home.run(seconds=60)
    assert sorted(asked(portal, before)) == ["/", "/tin/1.html", "/tin/2.html"]
    assert home.rows("SELECT DISTINCT portal FROM urls") == [("mới",)]
    assert home.rows("SELECT portal FROM crawl_hosts") == [("mới",)]


def test_what_a_file_rules_out_later_is_not_fetched(home, portal, later):
    """Although it waits since long before; when the file allows it again, it is fetched in time."""
    paths = [f"/cam/{number}.html" for number in range(9)]
    portal.pages = {"/": listing(*paths), **{path: article(number) for number, path in enumerate(paths)}}
    add_portal(home, "cong", [url(portal)], more="delay_ms = 1000")
    home.run(pages=1, seconds=60)
    before = len(portal.asked)
    add_portal(home, "cong", [url(portal)], more='delay_ms = 0\ndeny = ["/cam/"]')
    home.run(seconds=60)
    assert asked(portal, before) == []
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    later(40 * DAY)
    home.run(seconds=60)
    assert len(home.documents()) == len(paths)


def test_a_redirect_to_another_host_obeys_its_robots(home, portal):
    """Of a host of the same portal that was never asked for anything before."""
    with Server() as other:
        other.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /kin", Content_Type="text/plain")
        other.pages |= {"/kin.html": article(1), "/mo.html": article(2)}
        for path in ("/kin.html", "/mo.html"):
            portal.pages[path] = answer(b"", "302 Found", Location=url(other, path))
        portal.pages["/"] = listing("/kin.html", "/mo.html")
        add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
        file = home.path / "portals" / "cong.toml"
        told = file.read_text("utf-8").replace("hosts = [", f'hosts = ["127.0.0.1:{other.port}", ')
        file.write_text(told, "utf-8")
        home.run(seconds=60)
        assert set(asked(other)) == {"/mo.html"}


def test_what_a_redirect_leads_to_is_fetched_once(home, portal):
    """Whether it is named by a link too or not: it is visited by itself, and only so."""
    portal.pages = {"/": listing("/cu/1.html", "/cu/2.html", "/tin/1.html")}
    for number in (1, 2):
        portal.pages[f"/cu/{number}.html"] = answer(b"", "301 Moved", Location=f"/tin/{number}.html")
        portal.pages[f"/tin/{number}.html"] = article(number)
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    home.run(seconds=60)
    paths = asked(portal)
    assert [paths.count(f"/tin/{number}.html") for number in (1, 2)] == [1, 1]
    assert set(home.documents()) == {url(portal, f"/tin/{number}.html") for number in (1, 2)}
    moved = home.rows("SELECT url FROM urls WHERE reason = 'moved' ORDER BY url")
    assert moved == [(url(portal, f"/cu/{number}.html"),) for number in (1, 2)]


def test_a_redirect_to_the_same_page_with_a_session_is_followed(home, portal):
    """The page is known under one address."""
    session = "/tin/1.html?PHPSESSID=1b7a2c3d4e5f60718293a4b5c6d7e8f9"
    pages = iter((answer(b"", "302 Found", Location=session), article(1)))
    portal.pages = {"/": listing("/tin/1.html"), "/tin/1.html": lambda _: next(pages)}
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    home.run(seconds=60)
    assert [path for path in asked(portal) if path != "/"] == ["/tin/1.html", session]
    assert set(home.documents()) == {url(portal, "/tin/1.html")}


def test_a_page_that_failed_first_is_kept_when_it_comes(home, portal, later):
    """A better reader may make an article of it some day."""
    portal.pages = {"/": listing("/tin/1.html"), "/tin/1.html": answer(b"", "500 Internal Server Error")}
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    home.run(seconds=60)
    portal.pages["/tin/1.html"] = "<p>Tin vắn.</p>".encode()
    later(DAY)
    home.run(seconds=60)
    assert home.rows("SELECT url FROM captures") == [(url(portal, "/tin/1.html"),)]


def test_what_a_feed_names_stays_an_article(home, portal, later):
    """Although its server showed the list of all news in its place for an hour."""
    one = url(portal, "/tin/1.html")
    portal.pages = {"/": listing(), "/a.rss": feed(("Chi bộ thôn 1", one, DATE))}
    portal.pages["/tin/1.html"] = listing(*(f"/tin/{number}.html" for number in range(2, 30)))
    add_portal(home, "cong", [url(portal)], feeds=[url(portal, "/a.rss")], more="delay_ms = 0")
    home.run(seconds=60)
    portal.pages["/tin/1.html"] = article(1)
    later(2 * DAY)
    home.run(seconds=60)
    assert [document.article.title for document in home.documents().values()] == [
        "Chi bộ thôn 1 sinh hoạt thường kỳ"
    ]


def test_a_process_that_reads_is_killed_and_the_crawl_goes_on(home, portal, monkeypatch):
    """For want of memory, say; what it had is fetched again, and nothing is shown but a sentence."""
    started, stopped = [], []
    make = readers.make_pool

    def make_pool(settings, _):
        started.append(make(settings, 1))
        return started[-1]

    def stop(_):
        """From here on the process has something that it does not read."""
        stopped.extend(started[0]._processes.values())
        os.kill(stopped[0].pid, signal.SIGSTOP)
        return article(1)

    def kill(number, _):
        while stopped:
            stopped.pop().kill()
        return article(number)

    monkeypatch.setattr(readers, "make_pool", make_pool)
    paths = [f"/tin/{number}.html" for number in range(2, 40)]
    portal.pages = {"/": listing("/tin/1.html", *paths), "/tin/1.html": stop}
    portal.pages |= {path: partial(kill, number) for number, path in enumerate(paths, 2)}
    add_portal(home, "cong", [url(portal)], more="delay_ms = 10")
    progress = home.run(seconds=60)
    assert len(started) == 2
    assert 1 <= progress.failures.pop("reading-failed") <= 16
    assert progress.failures == {}
    assert home.rows("SELECT count(*) FROM urls WHERE state = 'leased' OR visited IS NULL") == [(0,)]


def test_many_hosts_on_one_address_do_not_hold_up_another(tmp_path):
    """No thread waits for a turn of theirs in vain, from the very beginning."""
    home = make_home(tmp_path / "nhà", crawl_threads=4, crawl_delay_ms=300)
    with ExitStack() as stack:
        servers = [stack.enter_context(Server()) for _ in range(16)]
        far = stack.enter_context(Server(address="127.0.0.2"))
        paths = [f"/tin/{number}.html" for number in range(30)]
        far.pages = {"/": listing(*paths), **{path: article(number) for number, path in enumerate(paths)}}
        for number, server in enumerate(servers):
            server.pages["/"] = article(100 + number)
            add_portal(home, f"a{number}", [url(server)])
        add_portal(home, "xa", [url(far)])
        home.run(pages=12, seconds=60)
        assert len(asked(far)) >= 4
        assert sum(len(server.asked) for server in servers) >= 4  # of each the robots.txt first


def test_no_more_is_fetched_than_is_read(home, portal, monkeypatch):
    """Else the memory of a machine that reads slowly fills with pages."""
    monkeypatch.setattr(readers, "UNREAD_BYTES", 1)
    held, take = [], crawling.Crawler._take

    def watched(crawler, *given):
        take(crawler, *given)
        held.append(len(crawler._readers))

    monkeypatch.setattr(crawling.Crawler, "_take", watched)
    paths = [f"/tin/{number}.html" for number in range(60)]
    portal.pages = {"/": listing(*paths), **{path: article(number) for number, path in enumerate(paths)}}
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    home.run(seconds=60)
    assert len(home.documents()) == len(paths)
    assert max(held) <= 8  # one for each thread that was under way


@pytest.mark.parametrize("pages", [0, 1], ids=["after its robots.txt", "after a page"])
def test_a_host_is_not_asked_sooner_because_a_crawl_begins_again(home, portal, pages, monkeypatch):
    """The pause after the last request of the crawl before goes on."""
    portal.pages = {"/": listing("/tin/1.html"), "/tin/1.html": article(1)}
    portal.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow:", Content_Type="text/plain")
    add_portal(home, "cong", [url(portal)], more="delay_ms = 2500")
    if not pages:  # it ends as soon as robots.txt was read
        take = crawling.Crawler._take

        def ending(crawler, store, over):
            take(crawler, store, over)
            if portal.asked:
                crawler.stop()

        monkeypatch.setattr(crawling.Crawler, "_take", ending)
    home.run(pages=1, seconds=60)
    before = len(portal.asked)
    assert before == 1 + pages
    monkeypatch.undo()
    home.run(pages=1, seconds=60)
    assert portal.asked[before].path == ("/tin/1.html" if pages else "/")
    assert portal.asked[before].begun - portal.asked[before - 1].ended >= 2.5


def test_no_more_pages_are_asked_for_than_were_wanted(home, portal):
    """However many threads could ask for one; robots.txt is none, what is left is asked for the next time."""
    paths = [f"/tin/{number}.html" for number in range(40)]
    portal.pages = {"/": listing(*paths), **{path: article(number) for number, path in enumerate(paths)}}
    portal.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow:", Content_Type="text/plain")
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    assert home.run(pages=5, seconds=60).pages == 5
    assert len(asked(portal)) == 5
    home.run(seconds=60)
    assert len(asked(portal)) == 41


def test_a_crawl_that_follows_waits_for_another_writer(home, portal, monkeypatch):
    """However long that takes; one that does not follow says who writes, and ends."""
    monkeypatch.setattr("tools.crawling._PATIENCE", 0.1)
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    portal.pages["/"] = listing()
    work, refused = crawling.Crawler.round, []

    def busy(crawler, *args):
        if len(refused) < 3:
            refused.append(1)
            raise StoreLocked("another process writes")
        return work(crawler, *args)

    monkeypatch.setattr(crawling.Crawler, "round", busy)
    assert home.run(follow=True, pages=1, seconds=60).pages == 1
    refused.clear()
    with pytest.raises(StoreLocked):
        home.run(seconds=60)


@pytest.mark.parametrize("follow", [False, True])
def test_a_crawl_that_waits_for_another_writer_can_be_ended(home, portal, monkeypatch, follow):
    """Although that one writes for hours."""
    monkeypatch.setattr("tools.crawling._PATIENCE", 1e6)
    monkeypatch.setattr("tools.crawling._LAST_PATIENCE", 0.1)
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    end = threading.Timer(1.5, os.kill, (os.getpid(), signal.SIGTERM))
    with open_store(home.settings, write=True):
        end.start()
        with pytest.raises(StoreLocked):
            home.run(follow=follow)
    assert asked(portal) == []


def test_one_article_at_addresses_without_end_is_left_in_time(home, portal, monkeypatch):
    """A parameter that nobody knows, other in every link: each address looks like a new article."""
    few = Limits(tries=20, growth=2)
    monkeypatch.setattr(entering, "Traps", partial(Traps, limits=few))
    numbers = count()

    def page(_):
        links = "".join(f'<a href="/tin.html?v={next(numbers)}">Xem</a>' for _ in range(3))
        return article(1).replace(b"</body>", links.encode() + b"</body>")

    portal.pages = {"/": listing("/tin.html?v=x"), "/tin.html": page}
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    home.run(seconds=60)
    ((tried, yielded, waiting),) = home.rows(
        "SELECT tried, yielded, (SELECT count(*) FROM urls WHERE visited IS NULL) FROM crawl_patterns"
        " WHERE pattern LIKE '%/tin.html?v'"
    )
    assert (yielded, waiting) == (1, 0)
    assert tried < 400


def test_addresses_that_a_file_makes_one_later_end_no_crawl(home, portal, later):
    """Four of one page, and it itself, are fetched once: one of the four articles has a new version."""
    changes = count()
    portal.pages = {
        "/": listing(*(f"/tin.html?v={number}" for number in range(4))),
        "/tin.html": lambda _: article(next(changes)),
    }
    add_portal(home, "cong", [url(portal)], more="delay_ms = 0")
    home.run(seconds=60)
    add_portal(home, "cong", [url(portal)], more='delay_ms = 0\ndrop = ["v"]')
    later(2 * DAY)
    home.run(seconds=60)
    assert home.rows("SELECT current_version FROM articles ORDER BY 1") == [(1,)] * 3 + [(2,)]
