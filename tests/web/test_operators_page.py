"""The operators' page over a crawl: what it tells of each portal, and that it can be read on every screen."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from access import faults
from archive import Archive, story
from crawled import DAY, HOUR, ROBOTS, Crawled
from serving import running

from index.crawl.model import Kind
from index.store import open_store
from search.model import VIETNAM
from tools.operating import overview
from web.admin import create_admin
from web.sparkline import HEIGHT, sparkline

WIDTHS = (320, 360, 768, 1440)
BAD = "<script>alert(1)</script>"
UNFOLD = "document.querySelectorAll('details').forEach(part => { part.open = true; })"


def troubled(home):
    """A home with a portal that is well, one with every kind of trouble, and one that is not crawled."""
    crawl = Crawled(home, int(time.time()))
    crawl.sound("mau")
    crawl.urls("mau", ["/danh-sach"], due=900, kind=Kind.LIST)
    crawl.portal("xau")
    until = crawl.now + 2 * HOUR
    robots = {"robots": ROBOTS, "robots_status": 200, "robots_until": until}
    crawl.host("xau", 3 * DAY, fails=4, tls="legacy", waits_until=until, **robots)
    crawl.days("xau", {ago: (1_000 * ago, ago % 4, 40 * ago) for ago in range(14)})
    crawl.urls("xau", ["/tin/" + "m" * 190, f"/tin/{BAD}"], due=HOUR)
    crawl.reason("xau", "timeout", times=1_234, path="/tin/" + "m" * 190, detail=BAD)
    crawl.reason("xau", "http-404", times=3, path=f"/{BAD}")
    crawl.reason("xau", "page-too-short", times=8)
    crawl.reason("xau", "robots", times=7, path="/tin-tuc/1")
    for number in range(12):
        crawl.pattern("xau", f"xau.example/lich/#/{'n' * number * 15}", 12 + number)
    crawl.portal("tat", enabled=False)
    crawl.host("tat", 90 * DAY)
    Archive(crawl.settings).add({"một": story(1)})
    return crawl


@pytest.fixture(scope="module")
def crawl(tmp_path_factory):
    """The home of `troubled`."""
    return troubled(tmp_path_factory.mktemp("crawl") / "nhà")


@pytest.fixture(scope="module")
def pages(crawl):
    """The application over its store."""
    with open_store(crawl.settings, write=False) as store:
        yield create_admin(crawl.settings, lambda: overview(crawl.settings, store), lambda name: None)


@pytest.fixture(scope="module")
def home(pages):
    """The page as it was sent."""
    answer = pages.test_client().get("/")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def section(home, key):
    """What is said of a portal."""
    found = [part for part in home.split("<section") if f'<span class="key">{key}</span>' in part]
    assert len(found) == 1
    return found[0]


def test_alarms_come_first_and_the_portals_that_raise_them(home):
    """Then the portals that are well, then those that are not crawled, then what came in lately."""
    assert home.index("CẢNH BÁO · ALARM: xau: ") < home.index("<h2>Thu thập")
    places = [home.index(f">{key}</span>") for key in ("xau", "mau", "tat")]
    assert sorted(places) == places
    assert places[-1] < home.index("<h2>Bản mới nhất")
    assert "<details open>" in section(home, "xau")
    assert "<details open>" not in section(home, "mau")
    assert "đã tắt · not enabled" in section(home, "tat")


def test_a_portal_tells_all_that_is_known_of_it(home, crawl):
    """Reasons with their newest example, denials, traps, hosts that are left alone, the rung of TLS."""
    told = section(home, "xau")
    for expected in (
        f"{datetime.fromtimestamp(crawl.now - 3 * DAY, VIETNAM):%d/%m/%Y %H:%M}",
        "1.234 <span",
        "timeout",
        "http-404",
        "page-too-short",
        "https://xau.example/tin-tuc/1",
        "xau.example/lich/#/",
        "+ 2</p>",
        f"xau.example đến · until {datetime.fromtimestamp(crawl.now + 2 * HOUR, VIETNAM):%d/%m/%Y %H:%M}",
        "xau.example: legacy",
        "robots.txt cấm trang bắt đầu",
        "Sắp thăm · Next visits",
    ):
        assert expected in told, expected
    assert "https://mau.example/danh-sach" in section(home, "mau")


def test_sparklines_have_their_numbers_in_words(home):
    """Every picture tells its numbers to whoever cannot see it; no style stands in the page."""
    assert home.count("<svg") == home.count('role="img" aria-label="') == 9
    assert "New articles a day, " in section(home, "mau")
    assert ": " + ", ".join(["2"] * 14) + '"' in section(home, "mau")
    assert "style=" not in home
    assert "<script" not in home


def test_a_spoilt_portal_file_is_told(crawl, pages):
    """The page answers all the same, and what was crawled is told under the keys."""
    path = crawl.settings.home / "portals" / "hong.toml"
    path.write_text("name = 1", encoding="utf-8")
    try:
        told = pages.test_client().get("/").get_data(as_text=True)
    finally:
        path.unlink()
    assert "CẢNH BÁO · ALARM: Tệp cổng tin" in told
    assert "đã tắt · not enabled" in section(told, "mau")


@pytest.mark.parametrize(
    ("counts", "heights"),
    [([], []), ([0, 0], [1, 1]), ([0, 1, 1000], [1, 2, HEIGHT]), ([3, 6], [12, HEIGHT]), ([5], [HEIGHT])],
)
def test_bars_stand_on_the_ground(counts, heights):
    """A bar a number, side by side; nothing is a line, and whatever is more than nothing is higher."""
    picture = sparkline(counts)
    assert [bar.height for bar in picture.bars] == heights
    assert all(bar.y + bar.height == HEIGHT for bar in picture.bars)
    assert [bar.x for bar in picture.bars] == [8 * at for at in range(len(counts))]
    assert all(bar.x + 7 <= picture.width for bar in picture.bars)


@pytest.fixture(scope="module")
def base(pages):
    """The address of the page while it is served."""
    with running(pages) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("has_script", [True, False])
def test_it_can_be_read_on_every_screen(browser, base, has_script):
    """Nothing is wider than the screen, all folds open by a tap, with and without script."""
    context = browser.new_context(java_script_enabled=has_script)
    page = context.new_page()
    complaints = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto(base)
    folded = page.locator("details:not([open]) > summary")
    for _ in range(folded.count()):
        folded.first.click()
    is_folded = folded.count()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.locator("svg").first.bounding_box()["height"] >= HEIGHT
    context.close()
    assert is_folded == 0
    assert [line for line in complaints if "404" not in line] == []


@pytest.mark.browser
def test_axe_finds_no_fault(browser, base):
    """On narrow and wide screens, all unfolded."""
    page = browser.new_page()
    page.goto(base)
    page.evaluate(UNFOLD)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert faults(page) == [], width
    page.close()
