"""`tratin status` over a crawl: what it prints, and its alarms with their exit code, as cron runs it."""

from __future__ import annotations

import json
import time

import pytest
from archive import story
from click.testing import CliRunner
from crawled import DAY, ROBOTS, Crawled
from filelock import FileLock

from index.indexing import build_index
from index.pages import RawPage
from index.pipeline import add_pages
from index.store import open_store
from search.engine import open_writer
from search.model import VIETNAM
from tools.crawl_lock import LOCK_NAME
from tools.main import tratin
from tools.watch import alarms


@pytest.fixture
def crawl(tmp_path, monkeypatch):
    """A home with a sound portal, `mau`; the disk of the machine does not matter."""
    monkeypatch.setattr(alarms, "LEAST_FREE", 0)
    monkeypatch.setattr(alarms, "LEAST_SHARE", 0)
    found = Crawled(tmp_path / "nhà", int(time.time()))
    found.sound("mau")
    return found


def status(crawl, *options):
    """Run the command; its output and exit code."""
    command = ["--home", str(crawl.settings.home), "status", *options]
    result = CliRunner().invoke(tratin, command, standalone_mode=False)
    assert result.exception is None
    return result.output, result.return_value


def test_nothing_wrong_prints_nothing(crawl):
    """And ends with 0: cron sends no mail."""
    assert status(crawl, "--alarms") == ("", 0)


def test_each_alarm_is_a_line_and_the_exit_code_is_its_own(crawl):
    """One for each thing that is wrong, with the portal's key, and 9."""
    crawl.host("mau", 3 * DAY, robots=ROBOTS, robots_status=200, robots_until=crawl.now)
    output, code = status(crawl, "--alarms")
    assert code == 9
    assert [line.partition(" ")[0] for line in output.splitlines()] == ["mau:", "mau:"]
    assert "robots.txt cấm 1/2 trang bắt đầu: https://mau.example/tin-tuc" in output
    told = [json.loads(line) for line in status(crawl, "--alarms", "--json")[0].splitlines()]
    assert [each["code"] for each in told] == ["no-success", "robots"]
    assert status(crawl, "--alarms", "--hours", "99")[0].count("\n") == 1


def test_whether_a_crawl_runs_is_told_by_its_lock(crawl):
    """Whoever holds it crawls; one that ended left the file behind, which means nothing."""
    lock = FileLock(crawl.settings.home / LOCK_NAME)
    assert status(crawl, "--alarms", "--expect-follow")[1] == 9
    with lock:
        assert status(crawl, "--alarms", "--expect-follow") == ("", 0)
        assert "đang chạy · running" in status(crawl)[0]
        assert json.loads(status(crawl, "--json")[0])["crawling"] is True
    output, code = status(crawl, "--alarms", "--expect-follow")
    assert code == 9
    assert "`tratin crawl`" in output


def test_an_article_that_waits_too_long_for_the_index(crawl, monkeypatch):
    """None while it is fresh; after an hour an alarm, whether there is an index or none; none once built."""
    with open_store(crawl.settings, write=True) as store:
        from datetime import datetime

        page = RawPage("a", "báo", "a.txt", "text/plain", story(1).encode(), None, datetime.now(VIETNAM))
        list(add_pages(store, [page]))
    assert status(crawl, "--alarms") == ("", 0)
    monkeypatch.setattr(alarms, "UNINDEXED", -1)
    output, code = status(crawl, "--alarms")
    assert code == 9
    assert "tratin build" in output
    with open_store(crawl.settings, write=True) as store:
        build_index(store, open_writer(crawl.settings), lambda _: None)
    assert status(crawl, "--alarms") == ("", 0)


def test_portals_stand_in_the_status_the_troubled_ones_first(crawl):
    """Alarms stand at the head; a portal that is well comes after one that is not."""
    crawl.portal("xau")
    crawl.host("xau", 3 * DAY)
    crawl.pattern("xau", "xau.example/lich/#", 12, "/lich/2099")
    output, code = status(crawl)
    assert code == 0
    assert output.index("CẢNH BÁO · ALARM: xau:") < output.index("Kho · store")
    assert output.index("Cổng · portal xau") < output.index("Cổng · portal mau")
    assert "bỏ qua vì bẫy · left out: 12 xau.example/lich/#  https://xau.example/lich/2099" in output
    told = json.loads(status(crawl, "--json")[0])
    assert [each["portal"] for each in told["portals"]] == ["xau", "mau"]
    assert [each["code"] for each in told["raised"]] == ["no-success"]
    assert told["disk"]["free"] > 0


def test_without_a_crawl_nothing_of_it_is_told(tmp_path):
    """Whoever only adds files sees no portals."""
    home = Crawled(tmp_path / "nhà", int(time.time()))
    assert "Thu thập" not in status(home)[0]
    assert json.loads(status(home, "--json")[0])["portals"] == []
