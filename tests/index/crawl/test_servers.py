"""Turns of hosts: pauses are kept, hosts on one address share a turn, nothing waits that may go."""

from __future__ import annotations

import pytest

from index.crawl.model import Kind, Rank
from index.crawl.servers import SIDE_BY_SIDE, WAITING, Servers
from index.store.frontier.visits import Leased


def leased(number, host="a.example"):
    """An address of a host."""
    rest = (None,) * 7
    return Leased(number, f"https://{host}/{number}", "p", host, Kind.PAGE, Rank.REST, 0, 0, 0, *rest)


@pytest.fixture
def servers():
    """Servers that are asked every two seconds."""
    return Servers(2.0)


def taken(servers, now):
    """The ids of all that may go now."""
    found = []
    while each := servers.take(now):
        found.append(each.id)
    return found


def test_one_at_a_time_and_then_a_pause(servers):
    """The pause begins when a request ends, however long it took."""
    servers.put([leased(1), leased(2)])
    first = servers.take(10)
    assert (first.id, taken(servers, 99), servers.soonest()) == (1, [], None)
    servers.done(first, "192.0.2.1", 100)
    assert (servers.soonest(), taken(servers, 101.9), taken(servers, 102)) == (102, [], [2])


def test_a_pause_goes_on_from_before_the_first_turn(servers):
    """No thread waits for a host that a crawl before has just asked."""
    servers.was_asked("a.example", 9)
    servers.put([leased(1), leased(2, "b.example")])
    assert (taken(servers, 10.9), taken(servers, 11)) == ([2], [1])


def test_hosts_are_asked_side_by_side(servers):
    """Each has its own turn."""
    servers.put([leased(1), leased(2, "b.example"), leased(3)])
    assert taken(servers, 0) == [1, 2]


def test_hosts_on_one_address_take_turns(servers):
    """Once it is known that one server answers for both."""
    servers.put([leased(number, host) for number, host in enumerate(["a.example", "b.example"] * 3)])
    for _ in range(2):
        servers.done(servers.take(0), "192.0.2.1", 0)
    order = []
    for now in range(2, 10, 2):
        (number,) = taken(servers, now)
        order.append(number)
        servers.done(leased(number, ["a.example", "b.example"][number % 2]), "192.0.2.1", now)
    assert sorted(order) == [2, 3, 4, 5]
    assert {order[0] % 2, order[1] % 2} == {0, 1}


def test_a_host_without_a_pause_is_asked_several_times_at_once(servers):
    """As many as are polite; a pause that its robots.txt asks for holds from then on."""
    servers.slow_down("a.example", 0)
    servers.put([leased(number) for number in range(20)])
    found = taken(servers, 0)
    assert found == list(range(SIDE_BY_SIDE))
    servers.slow_down("a.example", 5)
    for number in found:
        servers.done(leased(number), "", 1)
    assert (taken(servers, 5.9), len(taken(servers, 6))) == ([], 1)


def test_what_is_wanted(servers):
    """Hosts whose queue is half empty get more, others not."""
    assert servers.wants(["a.example"]) == {"a.example": WAITING}
    servers.put([leased(number) for number in range(WAITING // 2)])
    assert servers.wants(["a.example", "b.example"]) == {"b.example": WAITING}


def test_what_waits_can_be_taken_back(servers):
    """Of one host, or of all."""
    servers.put([leased(1), leased(2, "b.example"), leased(3)])
    assert [each.id for each in servers.drop("a.example")] == [1, 3]
    assert servers.drop("unknown.example") == []
    assert len(servers) == 1
    assert [each.id for each in servers.drop_all()] == [2]
    assert (len(servers), servers.take(0)) == (0, None)
