"""The command `crawl`: killed at any moment it loses nothing; it follows, ends in order, tells mistakes."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from commands import ran
from crawls import add_portal, kill, make_home
from portals.running import running_portal
from warcio.archiveiterator import ArchiveIterator

from index.crawl.crawler import KEPT_AT_ONCE
from index.crawl.readers import READ_AT_ONCE, UNREAD
from index.store import open_store

HOST = "nukeviet.example"
PROOF = bool(os.environ.get("TRATIN_PROOF"))
KILLS, ARTICLES = (300, 3_000) if PROOF else (6, 150)
THREADS = 8


@pytest.fixture
def portal():
    """A portal without pauses."""
    with running_portal(articles=ARTICLES, crawl_delay={"nukeviet": 0}) as running:
        yield running


@pytest.fixture
def homes(tmp_path, portal):
    """Makes home folders that crawl it."""

    def make(name="nhà"):
        made = make_home(tmp_path / name, crawl_threads=THREADS, crawl_often_s=10)
        add_portal(made, "cong", [portal.local(HOST)], more="delay_ms = 0")
        return made

    return make


@pytest.fixture
def home(homes):
    """A home folder that crawls it."""
    return homes()


def until(found, seconds=60, pause=0.2):
    """What a function finds, as soon as it finds something."""
    end = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(pause)
    return value


def finished(process):
    """The exit code of a process and the JSON lines that it printed."""
    out, err = process.communicate(timeout=600)
    return process.returncode, [json.loads(line) for line in out.splitlines()], err


def test_a_kill_at_any_moment_loses_nothing(portal, homes, fresh_seed):
    """No address, no page that was fetched; at most what was under way is asked for again.

    Where a crawl ends before all kills were made, another one begins.
    """
    chance = random.Random(fresh_seed)
    kills = 0
    while kills < KILLS:
        home, before = homes(f"nhà {kills}"), len(portal.log())
        made = killed(home, chance, KILLS - kills)
        assert made
        whole(portal, home, made, portal.log(before))
        kills += made


def killed(home, chance, most):
    """Begin a crawl again and again and kill it, until it ends by itself; how many kills that were."""
    for made in range(most):
        process = home.process("crawl", "--no-build", "--jobs", "1")
        time.sleep(chance.uniform(0.7, 2.5))
        if process.poll() is not None:
            process.communicate()
            return made
        kill(process)
    return most


def whole(portal, home, kills, asked):
    """Finish the crawl of a home folder; then nothing is missing, twice, or damaged."""
    code, (told,), err = finished(home.process("crawl", "--no-build", "--jobs", "1"))
    assert (code, err) == (0, "")
    assert told["failures"] == {}
    titles = sorted(document.article.title for document in home.documents().values())
    assert titles == sorted(article.title for article in portal.articles(HOST))
    assert home.rows("SELECT count(*) FROM urls WHERE state = 'leased' OR visited IS NULL") == [(0,)]
    assert home.rows("SELECT max(current_version) FROM articles") == [(1,)]
    pages = Counter(visit.path for visit in asked if visit.path.endswith(".html"))
    in_flight = THREADS + UNREAD + READ_AT_ONCE + KEPT_AT_ONCE
    assert sum(pages.values()) - len(pages) <= kills * in_flight
    records = Counter()
    for path in sorted((home.path / "raw").glob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                records[record.rec_type] += 1
                record.content_stream().read()
    assert records["response"] == records["request"] == records["metadata"]
    assert records["response"] >= ARTICLES


def test_a_new_article_is_found_within_a_minute(portal, home):
    """`--follow` fetches, cleans and indexes what a portal publishes while it runs, and ends on a SIGTERM."""
    process = home.process("crawl", "--follow", "--jobs", "1")
    try:
        until(lambda: len(home.documents()) == ARTICLES, 120)
        portal.change(HOST, publish=1)
        published = time.monotonic()
        newest = portal.articles(HOST)[0]

        def found():
            command = ["search", f'tiêu đề:"{newest.title}"', "--json"]
            out = home.ran(*command)[1]
            return out and out[0]["total"]

        until(found, 60, pause=1)
        assert time.monotonic() - published <= 60
        withdrawn = next(iter(home.documents().values())).id
        code, _, err = home.ran("withdraw", withdrawn, "--reason", "thử", "--yes")
        assert (code, err) == (0, "")
        process.send_signal(signal.SIGTERM)
        code, (told,), _ = finished(process)
        assert code == 0
        assert told["summary"]["added"] == ARTICLES + 1
    finally:
        if process.poll() is None:
            kill(process)
    assert withdrawn not in {document.id for document in home.documents().values()}
    assert home.rows("SELECT count(*) FROM urls WHERE state = 'leased'") == [(0,)]


def test_ctrl_c_keeps_what_is_under_way(home):
    """The crawl ends in order; run again it goes on."""
    process = home.process("crawl", "--no-build", "--jobs", "1")
    until(lambda: home.rows("SELECT 1 FROM urls WHERE visited IS NOT NULL LIMIT 1"))
    process.send_signal(signal.SIGINT)
    code, (told,), _ = finished(process)
    assert code == 0
    assert home.rows("SELECT count(*) FROM urls WHERE state = 'leased'") == [(0,)]
    assert home.rows("SELECT count(*) FROM urls WHERE visited IS NOT NULL") == [(told["summary"]["pages"],)]


def test_one_crawl_at_a_time(home):
    """A second one says who is at it, and ends."""
    first = home.process("crawl", "--follow", "--no-build", "--jobs", "1")
    until(lambda: home.rows("SELECT 1 FROM urls LIMIT 1"))
    code, _, err = home.ran("crawl")
    assert code == 5
    assert "another crawl" in err
    kill(first)


def test_others_may_write_while_a_crawl_follows(home):
    """Between two rounds the store is free."""
    process = home.process("crawl", "--follow", "--no-build", "--jobs", "1")
    until(lambda: home.rows("SELECT 1 FROM urls LIMIT 1"))
    with open_store(home.settings, write=True, wait=30) as store:
        assert store.frontier.counts()
    kill(process)


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        ("crawl_contact", 2, "crawl_contact"),
        ("enabled", 3, "no portal is enabled"),
        ("store", 4, "tratin init"),
    ],
)
def test_what_is_missing_is_said(home, change, code, says):
    """No contact, no portal, no store: a sentence each, and nothing is fetched."""
    if change == "crawl_contact":
        home.told["TRATIN_CRAWL_CONTACT"] = ""
    elif change == "enabled":
        file = home.path / "portals" / "cong.toml"
        file.write_text(
            file.read_text(encoding="utf-8").replace("enabled = true", "enabled = false"), "utf-8"
        )
    else:
        for path in home.path.glob("tratin.db*"):
            path.unlink()
    found, _, err = home.ran("crawl", "--jobs", "1")
    assert found == code
    assert says in err
    assert "Traceback" not in err


def test_an_unknown_portal_is_said(home):
    """`--portal` takes the names of files."""
    code, _, err = home.ran("crawl", "--portal", "khác")
    assert code == 3
    assert "'khác'" in err


def test_help_names_what_it_does():
    """In both languages."""
    out = ran("nowhere", "crawl", "--help").stdout
    assert "--follow" in out
    assert "kill -9" in out


def test_what_is_still_due_is_said(tmp_path):
    """A host that asks for patience is left alone, and the crawl ends: but not as if all were done."""
    command = ("crawl", "--jobs", "1", "--no-build")
    with running_portal(articles=1) as portal:
        home = make_home(tmp_path / "nhà")
        start = [
            portal.local("trouble.example", f"/busy?first=9&seconds=600&code=503&n={number}")
            for number in range(9)
        ]
        add_portal(home, "cong", start, more="delay_ms = 1000")
        code, told, _ = finished(home.process(*command))
        said = ran(home.path, *command, env=home.told)
    assert code == said.returncode == 0
    (resting,) = told[-1]["resting"]
    assert resting["due"] >= len(start) - told[-1]["summary"]["pages"] > 0
    until = datetime.fromisoformat(resting["until"])
    assert timedelta(minutes=5) < until - datetime.now(UTC) <= timedelta(minutes=10)
    assert f"địa chỉ phải thăm: {resting['host']} được để yên" in said.stdout
    assert f"are still due: {resting['host']} is left alone until {until:%d/%m/%Y %H:%M}" in said.stdout


def test_a_short_pause_is_waited_for(tmp_path):
    """A host that asks for seconds is asked again by the same command."""
    with running_portal(articles=1) as portal:
        home = make_home(tmp_path / "nhà")
        pages = [portal.local("trouble.example", f"/busy?first=1&seconds=2&code=503&n={n}") for n in range(2)]
        add_portal(home, "cong", pages, more="delay_ms = 100\nallow = ['/busy']")
        code, told, _ = finished(home.process("crawl", "--jobs", "1", "--no-build", "--wait", "0.5"))
    assert code == 0
    assert told[-1]["summary"]["pages"] >= len(pages)  # one before the pause, one after it


def test_a_pause_ends_with_the_crawl(tmp_path):
    """Ctrl-C while a host is waited for ends in order, and says what is still due."""
    with running_portal(articles=1) as portal:
        home = make_home(tmp_path / "nhà")
        pages = [
            portal.local("trouble.example", f"/busy?first=9&seconds=600&code=503&n={n}") for n in range(3)
        ]
        add_portal(home, "cong", pages, more="delay_ms = 1000")
        process = home.process("crawl", "--jobs", "1", "--no-build", "--wait", "60")
        until(lambda: waits_in(home))
        process.send_signal(signal.SIGINT)
        code, told, _ = finished(process)
    assert code == 0
    assert [each["due"] > 0 for each in told[-1]["resting"]] == [True]


def waits_in(home):
    """Whether a host of a home is left alone, as its store has it."""
    with open_store(home.settings, write=False) as store:
        return store.frontier.resting(int(time.time()))
