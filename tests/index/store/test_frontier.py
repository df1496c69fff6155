"""The frontier: addresses are kept once, leased once, never lost, and visited when they are due."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import text

from index.crawl.model import Kind, Rank
from index.store import open_store
from index.store.frontier.visits import (
    DONE,
    GONE,
    REFUSED,
    WAITING,
    Day,
    Entry,
    Gone,
    HostState,
    Pattern,
    Reason,
    Record,
    Visit,
)
from index.store.telling import write_witnesses
from index.store.values import IDS_AT_ONCE
from search.errors import StoreError
from search.model import VIETNAM, Witness

NOW = 1_800_000_000


@pytest.fixture
def frontier(settings):
    """The frontier of an empty store."""
    with open_store(settings, write=True) as store:
        yield store.frontier


def entry(number, host="a.example", **more):
    """An address of a host."""
    told = {"portal": "a", "kind": Kind.PAGE, "rank": Rank.REST, "next_visit": NOW, **more}
    return Entry(id=number, url=f"https://{host}/{number}", host=host, **told)


def visit(leased, **more):
    """A visit that went well, the next one a day later."""
    told = {
        "kind": leased.kind,
        "state": WAITING,
        "rank": leased.rank,
        "next_visit": NOW + 86_400,
        "fails": 0,
        "stable": 0,
        "visited": NOW,
        "reason": None,
        "etag": None,
        "last_modified": None,
        "content_hash": None,
        "article_id": None,
        **more,
    }
    return Visit(id=leased.id, **told)


def ids(leased):
    """The ids of what was leased."""
    return [each.id for each in leased]


def test_an_address_is_kept_once(frontier):
    """Named again, alone or in the same batch, it stays as it is."""
    assert frontier.put([entry(1), entry(2), entry(1, next_visit=NOW + 5)]) == 2
    assert frontier.put([entry(1, next_visit=NOW - 99), entry(3)]) == 1
    assert ids(frontier.lease({"a.example": 9}, NOW)) == [1, 2, 3]


def test_what_is_leased_is_nobody_elses(frontier):
    """At most as many as asked for of each host; what is leased is not due any more."""
    frontier.put([entry(number) for number in range(5)] + [entry(9, "b.example")])
    assert ids(frontier.lease({"a.example": 2, "b.example": 2}, NOW)) == [0, 1, 9]
    assert ids(frontier.lease({"a.example": 9}, NOW)) == [2, 3, 4]
    assert frontier.lease({"a.example": 9, "b.example": 9}, NOW) == []
    assert frontier.due_hosts(NOW) == []


def test_what_matters_most_comes_first(frontier):
    """Places where news appears, then what they name, then the rest; of each the longest due."""
    frontier.put(
        [
            entry(1),
            entry(2, next_visit=NOW - 50),
            entry(3, rank=Rank.FRESH),
            entry(4, rank=Rank.SOURCE, kind=Kind.FEED),
            entry(5, rank=Rank.SOURCE, next_visit=NOW + 1),
        ]
    )
    assert ids(frontier.lease({"a.example": 9}, NOW)) == [4, 3, 2, 1]


def test_a_process_that_dies_leaves_nothing_behind(settings):
    """What it had leased is due for the next one, and what it recorded is not."""
    with open_store(settings, write=True) as store:
        store.frontier.put([entry(1), entry(2), entry(3)])
        first, *_ = store.frontier.lease({"a.example": 2}, NOW)
        store.frontier.record(Record(visits=[visit(first)]))
    with open_store(settings, write=True) as store:
        assert store.frontier.release(NOW) == 1
        assert ids(store.frontier.lease({"a.example": 9}, NOW)) == [2, 3]
        assert store.frontier.release(NOW) == 2


def test_a_visit_and_what_it_led_to_are_one(settings):
    """A transaction that fails leaves neither: the page is visited again."""
    with open_store(settings, write=True) as store:
        store.frontier.put([entry(1)])
        (leased,) = store.frontier.lease({"a.example": 1}, NOW)
        broken = entry(2, host=None, next_visit=NOW)
        with pytest.raises(Exception, match="NOT NULL"):
            store.frontier.record(Record(visits=[visit(leased)], entries=[broken]))
        assert store.frontier.find([1])[1].visited is None
        assert store.frontier.release(NOW) == 1


def test_an_article_is_gone_as_soon_as_its_address_is(settings, make_page, prepare, stamp):
    """Both or neither, whenever the process is killed; the first time is kept, and none once it is back."""
    first, later = datetime(2026, 3, 1, 8, 0, tzinfo=VIETNAM), datetime(2026, 4, 1, 8, 0, tzinfo=VIETNAM)
    with open_store(settings, write=True) as store:
        (added,) = store.add([make_page("a", b"a")], prepare, stamp)
        store.frontier.put([entry(1)])
        (leased,) = store.frontier.lease({"a.example": 1}, NOW)
        over = visit(leased, state=GONE, next_visit=None)
        found = [Gone(added.article_id, first)]
        with pytest.raises(StoreError, match="NOT NULL"):
            store.frontier.record(Record([over], [entry(2, host=None)], gone=found))
        assert (store.gone(added.article_id), store.frontier.find([1])[1].visited) == (None, None)
        store.frontier.record(Record([over], gone=found))
        store.frontier.record(Record(gone=[Gone(added.article_id, later)]))
        assert store.gone(added.article_id) == first
        store.frontier.record(Record(gone=[Gone(added.article_id, None)]))
        assert store.gone(added.article_id) is None


def test_a_visit_is_remembered(frontier):
    """All that the next request needs is there when it is leased again, at its time and not before."""
    frontier.put([entry(1, depth=3, found_on=7, witnesses="[]")])
    (leased,) = frontier.lease({"a.example": 1}, NOW)
    assert (leased.depth, leased.witnesses, leased.visited, leased.etag) == (3, "[]", None, None)
    told = {"etag": '"x"', "last_modified": "ngày", "content_hash": "h", "article_id": "a" * 16, "stable": 2}
    frontier.record(Record(visits=[visit(leased, kind=Kind.ARTICLE, **told)]))
    assert frontier.lease({"a.example": 1}, NOW + 86_399) == []
    (again,) = frontier.lease({"a.example": 1}, NOW + 86_400)
    assert again.kind is Kind.ARTICLE
    assert {name: getattr(again, name) for name in told} == told


def said(day, title="Bài", origin="feed a"):
    """What a feed says of an article of a day."""
    told = (Witness("published", f"{day:02}/11/2026 08:00", origin), Witness("title", title, origin))
    return write_witnesses(told)


def test_a_feed_that_dates_it_later_makes_it_due(frontier):
    """A row that is done, due later or gone is visited now; one that is refused stays so."""
    frontier.put([entry(number, witnesses=said(1)) for number in (1, 2, 3, 4)])
    one, two, three, four = frontier.lease({"a.example": 4}, NOW)
    frontier.record(
        Record(
            visits=[
                visit(one, state=DONE, next_visit=None),
                visit(two),
                visit(three, state=GONE, next_visit=None),
                visit(four, state=REFUSED, next_visit=None),
            ]
        )
    )
    same = said(1, "Bài khác", "feed b")
    assert frontier.put([entry(number, witnesses=same, next_visit=NOW + 9) for number in (1, 2, 3, 4)]) == 0
    assert frontier.lease({"a.example": 4}, NOW + 9) == []
    frontier.put([entry(number, witnesses=said(2), next_visit=NOW + 9) for number in (1, 2, 3, 4)])
    again = frontier.lease({"a.example": 4}, NOW + 9)
    assert ids(again) == [1, 2, 3]
    assert {each.rank for each in again} == {Rank.FRESH}
    frontier.put([entry(1, witnesses=said(3), next_visit=NOW + 10)])
    assert frontier.lease({"a.example": 4}, NOW + 10) == []  # it is leased: no second visit at the same time


def test_a_feed_that_dates_all_by_the_clock_is_believed_ever_less(frontier):
    """Its articles are visited after twice as long each time, and not with every look at the feed."""
    frontier.put([entry(1, witnesses=said(1))])
    visits, stable = [], 0
    for hour in range(1, 24):
        now = NOW + hour * 3_600
        frontier.put([entry(1, witnesses=said(1 + hour), next_visit=now)])
        for leased in frontier.lease({"a.example": 1}, now):
            stable += 1
            told = {"state": DONE, "next_visit": None, "visited": now, "stable": stable}
            frontier.record(Record(visits=[visit(leased, **told)]))
            visits.append(hour)
    assert visits == [1, 2, 3, 4, 6, 10, 18]


def test_what_a_feed_says_of_a_page_that_waits_is_remembered(frontier):
    """It is news, and comes before the rest; one that was visited is not visited for that."""
    frontier.put([entry(number) for number in (1, 2, 3)])
    (one,) = frontier.lease({"a.example": 1}, NOW)
    frontier.record(Record(visits=[visit(one)]))
    frontier.put([entry(1, witnesses=said(1)), entry(3, witnesses=said(1))])
    leased = frontier.lease({"a.example": 9}, NOW)
    assert [(each.id, each.witnesses) for each in leased] == [(3, said(1)), (2, None)]
    assert frontier.find([1])[1].witnesses == said(1)


def test_leases_can_be_given_back(frontier):
    """They are due again when asked for; what was not leased is not touched."""
    frontier.put([entry(1), entry(2, next_visit=NOW + 50)])
    frontier.lease({"a.example": 9}, NOW)
    frontier.give_back([1, 2], NOW + 10)
    assert ids(frontier.lease({"a.example": 9}, NOW + 49)) == [1]


def test_hosts_that_ask_for_patience_are_left_alone(frontier):
    """Until their time; the next thing due takes that into account."""
    assert frontier.next_due() is None
    frontier.put([entry(1), entry(2, "b.example", next_visit=NOW + 30)])
    assert (frontier.due_hosts(NOW), frontier.next_due()) == (["a.example"], NOW)
    frontier.record(Record(hosts=[HostState("a.example", "a", waits_until=NOW + 60, fails=1)]))
    assert (frontier.due_hosts(NOW + 59), frontier.next_due()) == (["b.example"], NOW + 30)
    assert frontier.due_hosts(NOW + 60) == ["a.example", "b.example"]
    assert frontier.hosts()["a.example"].fails == 1


def test_a_clock_that_ran_ahead_is_made_good(frontier):
    """Visits keep their distance from the last one; what was done, or is as it should be, stays so."""
    ahead, day = NOW + 400 * 86_400, 86_400
    frontier.put([entry(number, next_visit=NOW) for number in range(5)])
    frontier.put([entry(5, next_visit=ahead), entry(6, next_visit=NOW + day)])
    leased = dict(enumerate(frontier.lease({"a.example": 9}, NOW)))
    told = {
        0: {"visited": ahead, "next_visit": ahead + 3_600},
        1: {"visited": ahead, "next_visit": None, "state": DONE},
        2: {"visited": NOW - 5, "next_visit": ahead},
        3: {"visited": NOW - day, "next_visit": NOW + 29 * day},
        4: {"visited": ahead, "next_visit": 2 * ahead},
    }
    frontier.record(Record(visits=[visit(leased[number], **more) for number, more in told.items()]))
    assert frontier.bring_back(NOW) == 5
    assert frontier.bring_back(NOW) == 0
    due = {each.url[-1]: each.next_visit - NOW for each in frontier.coming(["a.example"], 9)}
    assert due == {"0": 3_600, "2": 30 * day, "3": 29 * day, "4": 30 * day, "5": day, "6": day}
    assert frontier.find([0])[0].visited == frontier.find([1])[1].visited == NOW


def test_a_clock_that_ran_ahead_keeps_no_host_waiting(frontier):
    """Nor its robots.txt; those that wait as they should go on, and the last success is no later than now."""
    ahead, day = NOW + 400 * 86_400, 86_400
    wrong = HostState("a.example", "a", b"", 200, ahead, None, 1, ahead, ahead)
    right = HostState("b.example", "b", b"", 200, NOW + day, None, 1, NOW + day, NOW)
    frontier.record(Record(hosts=[wrong, right, HostState("c.example", "c")]))
    assert frontier.bring_back(NOW) == 3
    capped = wrong._replace(robots_until=NOW + day, waits_until=NOW + day, last_success=NOW)
    assert list(frontier.hosts().values()) == [capped, right, HostState("c.example", "c")]


def test_a_clock_that_ran_ahead_leaves_no_reason_new(frontier):
    """A reason was seen now at the latest: else its alarm would stay until then."""
    ahead = Reason("a", "tls-expired", 1, "https://a.example/1", "", NOW + 400 * 86_400)
    right = Reason("b", "timeout", 1, "https://b.example/1", "", NOW - 5)
    frontier.record(Record(reasons=[ahead, right]))
    assert frontier.bring_back(NOW) == 1
    assert frontier.reasons() == [ahead._replace(last=NOW), right]


def test_counts_add_up(frontier):
    """Days and reasons are added to; hosts and patterns are as they were told last."""
    for number in (1, 2):
        frontier.record(
            Record(
                days=[Day("a", "2026-11-27", pages=10, added=number, bytes=1 << 33)],
                reasons=[Reason("a", "http-500", 3, f"https://a.example/{number}", "", NOW + number)],
                patterns=[Pattern("a", "/lich/#", number, 0, "https://a.example/lich/1")],
            )
        )
    assert frontier.days("2026-11-01") == [Day("a", "2026-11-27", 20, 3, 0, 0, 1 << 34)]
    assert frontier.days("2026-11-28") == []
    assert frontier.reasons() == [Reason("a", "http-500", 6, "https://a.example/2", "", NOW + 2)]
    assert [each.taken for each in frontier.patterns()] == [2]


def test_what_waits_is_counted(frontier):
    """By portal: states, kinds, what is due, and when the next is."""
    frontier.put([entry(1), entry(2, kind=Kind.LIST), entry(3, portal="b", next_visit=NOW + 5)])
    frontier.lease({"a.example": 1}, NOW)
    assert frontier.counts() == {
        "a": {"leased": 1, "waiting": 1, "kind/page": 1, "kind/list": 1},
        "b": {"waiting": 1, "kind/page": 1},
    }
    assert frontier.next_visits(NOW) == {"a": (1, None), "b": (0, NOW + 5)}
    assert (frontier.due(NOW), frontier.due(NOW + 5)) == (1, 2)


def test_leasing_walks_along_an_index(settings, frontier):
    """No question of the crawler reads the whole table."""
    del frontier
    with open_store(settings, write=False) as store, store._engine.connect() as connection:
        for query in (
            "SELECT id FROM urls WHERE host='a' AND rank='1' AND next_visit<=9 ORDER BY next_visit LIMIT 5",
            "UPDATE urls SET state='waiting', next_visit=1 WHERE state='leased'",
            "SELECT host FROM urls WHERE former_hash IS NOT NULL AND content_hash IN ('a', 'b')",
        ):
            plan = " ".join(row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {query}")))
            assert "USING" in plan, plan
            assert "INDEX urls_" in plan, plan
            assert "TEMP B-TREE" not in plan, plan


def test_what_comes_next_is_told(frontier):
    """Of some hosts together, soonest first, so many; what is leased has no time."""
    frontier.put(
        [
            entry(1, next_visit=NOW - 9),
            entry(2, next_visit=NOW + 30, rank=Rank.SOURCE, kind=Kind.LIST),
            entry(3, next_visit=NOW + 20),
            entry(4, "b.example", next_visit=NOW + 10),
            entry(5, "c.example", next_visit=NOW),
        ]
    )
    both = ["a.example", "b.example"]
    assert [each.url[-1] for each in frontier.coming(both, 9)] == ["1", "4", "3", "2"]
    assert frontier.coming(both, 9)[-1].kind is Kind.LIST
    frontier.lease({"a.example": 1}, NOW)
    assert [each.next_visit - NOW for each in frontier.coming(both, 2)] == [10, 20]


@pytest.mark.parametrize("order", [1, -1])
def test_what_a_feed_tells_is_kept_whoever_names_it_first(frontier, order):
    """A page that links to it and a feed are kept at once: the row is the feed's, and as near as either."""
    linked = entry(1, depth=2)
    told = entry(1, kind=Kind.ARTICLE, rank=Rank.FRESH, depth=5, witnesses=said(1))
    assert frontier.put([linked, told][::order]) == 1
    row = frontier.find([1])[1]
    assert (row.kind, row.rank, row.depth, row.witnesses) == (Kind.ARTICLE, Rank.FRESH, 2, said(1))


def test_more_addresses_than_one_statement_takes(frontier):
    """All are named, told of, leased and given back."""
    many = range(5 * IDS_AT_ONCE // 2)
    frontier.put(entry(number) for number in many)
    assert frontier.known([*many, -1]) == {*many}
    assert frontier.find([*many, -1]).keys() == {*many}
    leased = ids(frontier.lease({"a.example": len(many)}, NOW))
    assert sorted(leased) == [*many]
    assert frontier.due(NOW) == 0
    frontier.give_back(leased, NOW + 5)
    assert frontier.due(NOW + 5) == len(many)


def test_a_withdrawn_article_stays_so_whatever_comes(settings, make_page, prepare, stamp):
    """A visit that was under way, a feed that names it, a crawl that dies: none opens its address."""
    url = entry(1).url
    with open_store(settings, write=True) as store:
        (added,) = store.add([make_page("a", b"a", url)], prepare, stamp)
        store.frontier.put([entry(1, witnesses=said(1))])
        (leased,) = store.frontier.lease({"a.example": 1}, NOW)
        store.withdrawals.put(added.article_id, "", "vì")
        store.frontier.record(Record(visits=[visit(leased)], entries=[entry(1, witnesses=said(2))]))
        store.frontier.put([entry(1, witnesses=said(3))])
        store.frontier.give_back([1], NOW)
        store.frontier.release(NOW)
        row = store.frontier.find([1])[1]
        assert (row.reason, row.witnesses, row.visited) == ("withdrawn", None, None)
        assert store.frontier.next_due() is None
        store.withdrawals.undo(added.article_id)
        store.frontier.put([entry(1, witnesses=said(4))])
        (again,) = store.frontier.lease({"a.example": 1}, 2 * NOW)
        assert again.witnesses == said(4)


def test_hosts_that_rest_are_told_with_what_is_due_there(frontier):
    """What is due by the time at which they may be asked, of the portals that are asked for."""
    entries = [entry(1), entry(2, portal="b"), entry(3, next_visit=NOW + 50), entry(4, next_visit=NOW + 99)]
    frontier.put([*entries, entry(5, host="b.example"), entry(6, host="c.example", next_visit=NOW + 99)])
    waits = [HostState(f"{name}.example", "a", waits_until=NOW + 60) for name in "ac"]
    frontier.record(Record(hosts=[*waits, HostState("b.example", "a", waits_until=NOW)]))
    assert frontier.resting(NOW) == [("a.example", NOW + 60, 3)]
    assert frontier.resting(NOW, ["b"]) == [("a.example", NOW + 60, 1)]
    assert frontier.resting(NOW + 60) == []


def test_what_is_due_just_after_a_pause_is_waited_for(frontier):
    """An answer is kept a moment after it came, and its address due as much later than the host."""
    frontier.put([entry(1, next_visit=NOW + 62), entry(2, host="b.example", next_visit=NOW + 999)])
    waits = [HostState(f"{name}.example", "a", waits_until=NOW + 60) for name in "ab"]
    frontier.record(Record(hosts=waits))
    assert frontier.resting(NOW) == frontier.resting(NOW + 61) == [("a.example", NOW + 62, 1)]
    assert frontier.resting(NOW + 62) == []
