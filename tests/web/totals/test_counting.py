"""Queries are kept only as totals of enough clients: before that no file has anything of them."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from search.errors import SettingsError
from search.settings import load_settings
from tools.main import tratin
from web.app import create_app
from web.shared import Shared
from web.totals import counting
from web.totals.counting import counted_as
from web.totals.kept import NAME, keep, totals_of
from web.totals.tally import Tally

DAY, NEXT = date(2026, 11, 28), date(2026, 11, 29)
QUERY = "ket nap xyzzy"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def clock(monkeypatch):
    """The day that the site believes in; it may be changed."""
    day = [DAY]
    monkeypatch.setattr(counting, "today", lambda: day[0])
    return day


@pytest.fixture
def start(make_app, tmp_path, clock):
    """A function that starts a site over one home folder and gives a function to ask it."""
    parts = make_app().extensions["tratin"]

    def started(enough="3", shared=None):
        environ = {"TRATIN_COUNT_QUERIES": enough, "TRATIN_LIMIT_PER_MINUTE": "0"}
        app = create_app(load_settings(tmp_path, environ), parts.reader, parts.archive, shared=shared)

        def ask(number, query=QUERY, path="/tim", **headers):
            return app.test_client().get(
                path,
                query_string={"q": query},
                headers=headers,
                environ_base={"REMOTE_ADDR": f"203.0.113.{number}"},
            )

        return ask

    return started


def holds(home, text):
    """Whether any file of a home folder has a text in it."""
    return any(text.encode() in path.read_bytes() for path in home.rglob("*") if path.is_file())


def told(home):
    """Query and clients of every total."""
    return [(one.query, one.clients) for one in totals_of(home / NAME)]


def test_below_enough_nothing_is_written(start, tmp_path):
    """Two clients of three leave no file; with the third the text and the number are there, and grow."""
    ask = start()
    for number in (1, 2):
        assert ask(number).status_code == 200
    assert list(tmp_path.iterdir()) == []
    ask(3, "  KET  nap\u200bXYZZY".replace("\u200b", " "))
    assert holds(tmp_path, QUERY)
    assert told(tmp_path) == [(QUERY, 3)]
    ask(4, path="/api/v1/search")
    assert told(tmp_path) == [(QUERY, 4)]
    assert not holds(tmp_path, "203.0.113")


def test_nothing_is_counted_unless_that_is_asked_for(start, tmp_path):
    """By default any number of clients leaves nothing."""
    ask = start("0")
    for number in range(20):
        ask(number)
    assert list(tmp_path.iterdir()) == []


def test_one_client_counts_once(start, tmp_path):
    """Ten questions of one client are one."""
    ask = start()
    for number in (1,) * 10 + (2,) * 10:
        ask(number)
    assert list(tmp_path.iterdir()) == []
    ask(3)
    ask(3)
    assert told(tmp_path) == [(QUERY, 3)]


@pytest.mark.parametrize(
    "how",
    [
        {"User-Agent": "Googlebot/2.1"},
        {"path": "/api/v1/suggest"},
        {"path": "/tim.atom"},
        {"X-API-Key": "unknown"},
        {"query": "x" * 101},
        {"query": " \x00\x1b\u202e "},
    ],
)
def test_others_are_not_counted(start, tmp_path, how):
    """Robots, suggestions, feeds, keys, long texts and nothing at all leave nothing."""
    ask = start()
    for number in range(5):
        ask(number, **how)
    assert list(tmp_path.iterdir()) == []


def test_the_next_day_begins_anew(start, clock, tmp_path):
    """Two clients of yesterday and one of today are not three."""
    ask = start()
    ask(1), ask(2)
    clock[0] = NEXT
    ask(3), ask(4)
    assert list(tmp_path.iterdir()) == []
    ask(1)
    assert [one.first for one in totals_of(tmp_path / NAME)] == [NEXT]


def test_a_restart_makes_numbers_smaller_never_larger(start, tmp_path):
    """What was counted before a restart is forgotten, and the larger number stays."""
    ask = start()
    for number in range(5):
        ask(number)
    ask = start()
    for number in range(4):
        ask(number)
    assert told(tmp_path) == [(QUERY, 5)]


def test_sites_in_several_processes_count_together(start, tmp_path):
    """Two sites that share what they know count each client once."""
    shared = Shared()
    one, other = start(shared=shared), start(shared=shared)
    one(1), other(1), other(2)
    assert list(tmp_path.iterdir()) == []
    one(3)
    assert told(tmp_path) == [(QUERY, 3)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_forked_processes_count_each_client_once():
    """Four processes that count the same hundred clients give each number from 1 to 100 once."""
    tally = Tally()
    reading, writing = os.pipe()
    for _ in range(4):
        if not os.fork():
            os.write(writing, bytes(tally.add("q", str(client), DAY) for client in range(100)))
            os._exit(0)
    for _ in range(4):
        os.wait()
    numbers = os.read(reading, 400)
    os.close(reading), os.close(writing)
    assert sorted(filter(None, numbers)) == list(range(1, 101))


def test_requests_at_once(start, tmp_path):
    """Sixty requests of twenty clients at once are twenty."""
    ask = start()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, [*range(20)] * 3))
    assert told(tmp_path) == [(QUERY, 20)]


def test_a_full_table_counts_too_few():
    """A table of eight hashes counts whoever finds a place, and forgets nobody."""
    tally = Tally(1)
    assert [tally.add("a", str(client % 4), DAY) for client in range(8)] == [1, 2, 3, 4, 0, 0, 0, 0]
    assert [tally.add("b", str(client), DAY) for client in range(100)] == [1, 2] + [0] * 98
    assert tally.add("b", "0", NEXT) == 1
    assert tally.add("b", "1", DAY) == 0


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("  Đảng\u00a0BỘ \n xã ", "đảng bộ xã"),
        ("a\x00\x1b[31mb\u202ec", "a[31mb c"),
        ("x" * 100, "x" * 100),
        ("x" * 101, ""),
        ("\ud800", "\ufffd"),
    ],
)
def test_odd_texts(typed, counted):
    """Case, blanks and what cannot be seen make no difference; long texts are not counted."""
    assert counted_as(typed) == counted


def test_a_file_that_cannot_be_written_fails_nobody(start, tmp_path, caplog):
    """The search is answered, and the log says what is wrong without the query."""
    (tmp_path / NAME).mkdir()
    ask = start()
    assert [ask(number).status_code for number in range(4)] == [200] * 4
    assert NAME in caplog.text
    assert QUERY not in caplog.text


KILLED = """
import sys
from datetime import date
from pathlib import Path
from web.totals.kept import keep
for number in range(10**9):
    keep(Path(sys.argv[1]), date(2026, 11, 28), f"query {number % 50}", number)
    print(number, flush=True)
"""


def test_a_kill_leaves_a_readable_file(tmp_path):
    """After kill -9 amid writing the file is whole, and holds what was written before."""
    command = [sys.executable, "-c", KILLED, str(tmp_path / NAME)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        for _ in range(20):
            last = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
    assert max(one.clients for one in totals_of(tmp_path / NAME)) >= last
    with sqlite3.connect(tmp_path / NAME) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    opened.close()


@pytest.mark.parametrize(("enough", "says"), [("0", "Không câu hỏi nào"), ("7", "ít nhất 7 địa chỉ mạng")])
def test_visitors_are_told(make_app, enough, says):
    """The page about the site says what holds: nothing is kept, or totals of so many."""
    page = make_app(count_queries=enough).test_client().get("/gioi-thieu").text
    assert says in page
    assert ("Không câu hỏi nào" in page) == (enough == "0")


def test_so_few_are_refused(tmp_path):
    """One and two are no crowd."""
    for enough in ("1", "2", "1001", "-1"):
        with pytest.raises(SettingsError):
            load_settings(tmp_path, {"TRATIN_COUNT_QUERIES": enough})


def test_the_command_tells_the_largest_first(tmp_path):
    """Totals are sums over days, from a day on if asked; none is told in words; a broken file is an error."""

    def run(*words):
        command = ["--home", str(tmp_path), "queries", *words]
        return CliRunner().invoke(tratin, command, standalone_mode=False)

    assert "count_queries" in run().output
    for day, query, clients in ((DAY, "a", 4), (DAY, "b", 5), (NEXT, "a", 3)):
        keep(tmp_path / NAME, day, query, clients)
    assert [line.split() for line in run().output.splitlines()] == [["7", "a"], ["5", "b"]]
    assert run("--since", "2026-11-29", "--json").output == (
        '{"query":"a","clients":3,"days":1,"first":"2026-11-29","last":"2026-11-29"}\n'
    )
    (tmp_path / NAME).write_bytes(b"no database" * 100)
    assert type(run().exception).__name__ == "StoreError"
