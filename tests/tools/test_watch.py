"""What is told of portals that are crawled, and what of it is an alarm."""

from __future__ import annotations

from datetime import datetime

import pytest
from crawled import DAY, HOUR, ROBOTS, SOUND, Crawled

from index.crawl.model import Kind
from index.store import Alarm, open_store
from search.model import VIETNAM
from tools.watch.alarms import Limits, raised
from tools.watch.lines import lines, sparkline
from tools.watch.telling import facts

NOW = int(datetime(2026, 11, 27, 18, 0, tzinfo=VIETNAM).timestamp())


@pytest.fixture
def crawl(tmp_path):
    """A home with one portal, `mau`, that nothing is wrong with."""
    found = Crawled(tmp_path / "nhà", NOW)
    found.sound("mau")
    return found


def codes(crawl, machine=SOUND, rules=(), **limits):
    """The alarms, as code and whose."""
    return [
        (each.code, each.portal) for each in raised(crawl.watched(), rules, machine, Limits(**limits), NOW)
    ]


class TestAlarms:
    def test_a_sound_crawl_raises_none(self, crawl):
        """Nothing at all, also where a crawl that follows is expected and runs."""
        assert codes(crawl, follow=True) == []

    @pytest.mark.parametrize(("ago", "alarms"), [(25 * HOUR, 0), (25 * HOUR + 1, 1), (9 * DAY, 1)])
    def test_a_portal_without_success_for_a_day(self, crawl, ago, alarms):
        """An hour of grace: a quiet list is visited once a day."""
        crawl.host("mau", ago)
        assert codes(crawl) == [("no-success", "mau")] * alarms
        assert codes(crawl, hours=300) == []

    @pytest.mark.parametrize(("age", "alarms"), [(2 * HOUR, 0), (2 * DAY, 1)])
    def test_a_portal_that_never_answered(self, tmp_path, age, alarms):
        """Since its file was changed: one that was enabled a moment ago has time to begin."""
        crawl = Crawled(tmp_path / "nhà", NOW)
        crawl.portal("moi", age=age)
        assert codes(crawl) == [("no-success", "moi")] * alarms
        crawl.host("moi", None, fails=4)
        assert codes(crawl) == [("no-success", "moi")] * alarms

    def test_a_portal_that_begins_later(self, tmp_path):
        """The day from which its file has it crawled counts too, however old the file is."""
        crawl = Crawled(tmp_path / "nhà", NOW)
        crawl.portal("mai", more="since = 2026-11-28\n")
        crawl.portal("nay", more="since = 2026-11-27\n")
        crawl.portal("qua", more="since = 2026-11-20\n")
        assert codes(crawl) == [("no-success", "qua")]

    def test_one_that_is_not_enabled_raises_none(self, crawl):
        """What was crawled once is shown, and nobody is woken for it."""
        crawl.portal("cu", enabled=False)
        crawl.host("cu", 90 * DAY)
        assert codes(crawl) == []
        assert [each.key for each in crawl.watched()] == ["mau", "cu"]

    @pytest.mark.parametrize(
        ("added", "alarms"),
        [
            ((8, 9, 10), 1),  # daily, then nothing for more than seven days
            ((7, 8, 9), 0),
            ((20, 27, 34), 0),  # once a week: three weeks are not much longer than usual
            ((22, 29, 36), 1),
            ((30, 31, 93), 1),  # a gap before the sixty days says nothing
            ((30, 31, 89), 0),
            ((300,), 1),
            ((), 1),
        ],
    )
    def test_no_new_article_for_much_longer_than_usual(self, tmp_path, added, alarms):
        """Seven days at least, and three times the longest gap of the last sixty days before."""
        crawl = Crawled(tmp_path / "nhà", NOW)
        crawl.portal("mau")
        crawl.host("mau")
        crawl.days("mau", {ago: (30, int(ago in added), 0) for ago in range(350)})
        assert codes(crawl) == [("no-new-articles", "mau")] * alarms

    def test_a_day_that_is_to_come_says_nothing(self, tmp_path):
        """A clock that ran ahead wrote it; the portal is silent all the same."""
        crawl = Crawled(tmp_path / "nhà", NOW)
        crawl.portal("mau")
        crawl.host("mau")
        crawl.days("mau", {10: (30, 3, 0), -200: (30, 3, 0)})
        assert codes(crawl) == [("no-new-articles", "mau")]

    @pytest.mark.parametrize(
        ("today", "yesterday", "alarms"),
        [
            ((20, 0, 11), (90, 9, 0), 1),
            ((20, 0, 10), (90, 9, 90), 0),
            ((19, 0, 19), (90, 9, 0), 0),
            ((19, 0, 0), (20, 1, 20), 1),
            ((3, 1, 3), (9, 0, 9), 0),
        ],
    )
    def test_more_failures_than_successes(self, tmp_path, today, yesterday, alarms):
        """Of a day with twenty visits: today, or yesterday while today has fewer."""
        crawl = Crawled(tmp_path / "nhà", NOW)
        crawl.portal("mau")
        crawl.host("mau")
        crawl.days("mau", {0: today, 1: yesterday, 2: (30, 3, 0)})
        crawl.reason("mau", "http-404", ago=1)
        crawl.reason("mau", "timeout", ago=60)
        found = raised(crawl.watched(), (), SOUND, Limits(), NOW)
        assert [each.code for each in found] == ["failures"] * alarms
        assert all("timeout" in each.line for each in found)

    @pytest.mark.parametrize("reason", ["page-shared", "moved-unsure", "page-login"])
    def test_a_visit_that_failed_though_something_came_is_a_failure(self, tmp_path, reason):
        """Why visits failed is named, and neither a page that is gone nor one that is no article is that."""
        crawl = Crawled(tmp_path / "nhà", NOW)
        crawl.portal("mau")
        crawl.host("mau")
        crawl.days("mau", {0: (30, 1, 20)})
        crawl.reason("mau", reason, ago=60)
        for newer in ("gone-home", "http-410", "page-list-page", "moved", "withdrawn", "robots-wait"):
            crawl.reason("mau", newer, ago=1)
        (found,) = raised(crawl.watched(), (), SOUND, Limits(), NOW)
        assert f" · {reason})" in found.line

    @pytest.mark.parametrize(
        ("status", "alarms"), [(200, 1), (404, 0), (503, 0)], ids=["read", "none", "waits"]
    )
    def test_robots_deny_a_start_page(self, crawl, status, alarms):
        """One of the two addresses is denied; a robots.txt that cannot be read only means to wait."""
        crawl.host("mau", robots=ROBOTS, robots_status=status, robots_until=NOW + DAY)
        assert codes(crawl) == [("robots", "mau")] * alarms
        denied = ("https://mau.example/tin-tuc",) * alarms
        assert crawl.watched()[0].denied == denied

    @pytest.mark.parametrize(
        ("reason", "ago", "answered", "alarms"),
        [
            ("tls-expired", HOUR, 2 * HOUR, 1),
            ("tls-certificate", HOUR, 2 * HOUR, 1),
            ("tls-expired", 2 * HOUR, HOUR, 0),
            ("tls-expired", 25 * HOUR, 20 * DAY, 0),
            ("timeout", HOUR, 2 * HOUR, 0),
        ],
        ids=["expired", "unknown", "renewed", "long ago", "another failure"],
    )
    def test_a_wrong_certificate(self, crawl, reason, ago, answered, alarms):
        """Within a day, on a host that did not answer since."""
        crawl.host("mau", answered)
        crawl.reason("mau", reason, ago=ago)
        assert codes(crawl, hours=9999) == [("certificate", "mau")] * alarms

    @pytest.mark.parametrize(
        ("free", "total", "alarms"),
        [
            (999_999_999, 10_000_000_000, 1),
            (4_900_000_000, 100_000_000_000, 1),
            (1_000_000_000, 20_000_000_000, 0),
        ],
    )
    def test_a_disk_that_is_nearly_full(self, crawl, free, total, alarms):
        """Less than a gigabyte, or than one part in twenty."""
        assert codes(crawl, SOUND._replace(free=free, total=total)) == [("disk", "")] * alarms

    def test_a_crawl_that_does_not_run(self, crawl):
        """Only where it is expected, and not where it cannot be told."""
        still = SOUND._replace(crawls=False)
        assert codes(crawl, still, follow=True) == [("not-crawling", "")]
        assert codes(crawl, still) == []
        assert codes(crawl, SOUND._replace(crawls=None), follow=True) == []

    @pytest.mark.parametrize(("ago", "alarms"), [(HOUR, 0), (HOUR + 1, 1)])
    def test_an_index_that_does_not_keep_up(self, crawl, ago, alarms):
        """An article may wait for an hour."""
        since = datetime.fromtimestamp(NOW - ago, VIETNAM)
        assert codes(crawl, SOUND._replace(unindexed=since)) == [("index-behind", "")] * alarms

    def test_rules_that_match_nothing(self, crawl):
        """One alarm a source, whether a portal is crawled or not."""
        rules = [Alarm("Cổng mau", "title: h1", 20), Alarm("Cổng mau", "date: i", 20), Alarm("tệp", "b", 5)]
        assert codes(crawl, rules=rules) == [("rules", "Cổng mau"), ("rules", "tệp")]

    def test_each_is_one_line(self, crawl):
        """In both languages, whatever portals write."""
        crawl.reason("mau", "tls-expired", path="/a\nb", ago=1)
        rules = [Alarm("Cổng\nmau", "title: h1", 20)]
        machine = SOUND._replace(crawls=False, free=1)
        found = raised(crawl.watched(), rules, machine, Limits(follow=True), NOW)
        assert [each.code for each in found] == ["not-crawling", "disk", "certificate", "rules"]
        assert all(" · " in each.line and "\n" not in each.line for each in found)


class TestTelling:
    @pytest.fixture
    def told(self, crawl):
        """A portal of which everything is told."""
        crawl.host("mau", fails=3, tls="legacy", waits_until=NOW + 2 * HOUR)
        crawl.urls("mau", ["/a", "/b"], due=-5)
        crawl.urls("mau", ["/danh-sach"], due=900, kind=Kind.LIST)
        crawl.reason("mau", "http-404", times=2, path="/cu", detail="Not Found")
        crawl.reason("mau", "http-404", times=3, path="/moi", ago=60)
        crawl.reason("mau", "page-too-short", times=9)
        crawl.reason("mau", "robots", times=7, path="/cam")
        crawl.pattern("mau", "mau.example/lich/#", 1203)
        crawl.pattern("mau", "mau.example/tin/*", 0)
        return facts(crawl.watched()[0], NOW)

    def test_everything_is_in_the_facts(self, told):
        """Plain numbers, times in ISO 8601; counts of a reason add up, and its example is the newest."""
        assert (told["portal"], told["name"], told["enabled"]) == ("mau", "Cổng mau", True)
        assert told["last_success"] == "2026-11-27T17:00:00+07:00"
        assert [day["day"] for day in told["days"]][::13] == ["2026-11-14", "2026-11-27"]
        assert {day["added"] for day in told["days"]} == {2}
        assert (told["waiting"], told["due"]) == (3, 2)
        assert told["next_visit"] == "2026-11-27T18:15:00+07:00"
        assert [(each["url"], each["kind"]) for each in told["next_visits"]] == [
            ("https://mau.example/a", "page"),
            ("https://mau.example/b", "page"),
            ("https://mau.example/danh-sach", "list"),
        ]
        (failure,) = told["failures"]
        assert (failure["reason"], failure["times"]) == ("http-404", 5)
        assert failure["url"] == "https://mau.example/moi"
        assert [each["reason"] for each in told["no_article"]] == ["page-too-short"]
        assert [(each["reason"], each["times"]) for each in told["robots"]] == [("robots", 7)]
        assert [(each["pattern"], each["refused"]) for each in told["left_out"]] == [
            ("mau.example/lich/#", 1203)
        ]
        until = "2026-11-27T20:00:00+07:00"
        assert told["left_alone"] == [{"host": "mau.example", "until": until, "fails": 3}]
        assert told["tls"] == [{"host": "mau.example", "rung": "legacy"}]
        assert told["kinds"] == {"list": 1, "page": 2}

    def test_a_few_lines_for_people(self, crawl, told):
        """What matters most first, each thing once, none of it empty."""
        text = list(lines(crawl.watched()[0], NOW))
        assert text[0] == "Cổng · portal mau: Cổng mau (đang thu thập · crawled)"
        assert "27/11/2026 17:00" in text[1]
        assert "bài mới · new ████" in text[2]
        assert len(text) <= 12
        assert all(not line.endswith(": ") and "\n" not in line for line in text)
        assert any("1.203 mau.example/lich/#" in line for line in text)

    def test_a_portal_that_has_not_begun(self, tmp_path):
        """It is there as soon as its file enables it, and says that nothing was done yet."""
        crawl = Crawled(tmp_path / "nhà", NOW)
        crawl.portal("moi")
        crawl.portal("tat", enabled=False)
        (found,) = crawl.watched()
        assert "chưa bắt đầu" in "\n".join(lines(found, NOW))
        told = facts(found, NOW)
        assert (told["last_success"], told["waiting"], told["next_visit"]) == (None, 0, None)
        assert len(told["days"]) == 14

    def test_a_portal_whose_file_is_gone(self, crawl):
        """What was crawled for it is still told, under its key, as not enabled."""
        crawl.urls("bo", ["/a"])
        found = crawl.watched()[-1]
        assert (found.key, found.name, found.enabled, found.waiting) == ("bo", "bo", False, 1)
        assert found.coming == ()


@pytest.mark.parametrize(
    ("ago", "told"),
    [(0, "0 phút"), (7_199, "119 phút"), (7_200, "2 giờ"), (2 * DAY - 1, "47 giờ"), (90 * DAY, "90 ngày")],
)
def test_how_long_ago_is_told_in_words(crawl, ago, told):
    """In minutes, then in hours, then in days."""
    crawl.host("mau", ago)
    assert f"({told} · " in list(lines(crawl.watched()[0], NOW))[1]


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [
        ([], ""),
        ([0, 0], "▁▁"),
        ([0, 1, 1000], "▁▂█"),
        ([7, 6, 5, 4, 3, 2, 1, 0], "█▇▆▅▄▃▂▁"),
        ([5], "█"),
    ],
)
def test_sparklines(counts, drawn):
    """Nothing is the lowest bar, and nothing but nothing is."""
    assert sparkline(counts) == drawn


def test_an_article_waits_for_the_index_from_the_day_it_came(crawl, tmp_path):
    """What was added after a moment and gave an article; a skipped page waits for nothing."""
    from archive import Archive, story

    archive = Archive(crawl.settings)
    before = datetime.now(VIETNAM)
    archive.add({"trống": "ngắn"})
    with open_store(crawl.settings, write=False) as store:
        assert store.first_since(before) is None
    archive.add({"một": story(1)})
    between = datetime.now(VIETNAM)
    archive.add({"hai": story(2)})
    with open_store(crawl.settings, write=False) as store:
        first, second = store.first_since(before), store.first_since(between)
        assert before < first < between < second
        assert store.first_since(datetime.now(VIETNAM)) is None
