from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from loopback import LOCAL, answer

from index.crawl.fetch.gate import CONNECTIONS, Gate
from index.crawl.model import Outcome, Request


@pytest.mark.parametrize("hosts", [1, 4], ids=["one host", "several hosts at one address"])
def test_no_request_arrives_too_soon_after_the_one_before(server, make_fetcher, hosts):
    """Of 32 threads, as the server sees it: redirects and robots.txt included, and never two at once."""
    delay = 0.05

    def slowly(sock):
        time.sleep(0.01)
        return answer(b"a")

    server.pages = {"/a": slowly, "/b": answer(b"", "302 Found", Location="/a")}
    server.pages["/robots.txt"] = answer(b"", Content_Type="text/plain")
    fetcher = make_fetcher()

    def visit(number):
        url = f"http://portal-{number % hosts}.example:{server.port}"
        if number % 8 == 0:
            return fetcher.robots(url, LOCAL, delay=lambda _: delay).status == 200
        path = "/b" if number % 4 == 1 else "/a"
        return fetcher.fetch(Request(url + path), LOCAL, delay=delay).outcome is Outcome.OK

    with ThreadPoolExecutor(32) as pool:
        assert all(pool.map(visit, range(32)))
    asked = sorted(server.asked, key=lambda one: one.begun)
    assert len(asked) == 40
    gaps = [later.begun - earlier.ended for earlier, later in pairwise(asked)]
    assert min(gaps) >= delay


def test_one_host_at_several_addresses_is_one_host():
    """A name that moves between addresses gains no requests."""
    gate, times = Gate(), []

    def visit(number):
        with gate.hold("portal.example", f"192.0.2.{number}", 0.02) as is_granted:
            begun = time.monotonic()
            times.append((begun, time.monotonic()))
            return is_granted

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(visit, range(16)))
    times.sort()
    assert all(later[0] - earlier[1] >= 0.02 for earlier, later in pairwise(times))


def test_without_a_delay_some_requests_run_side_by_side_and_no_more():
    """As many as there are connections, to a host and to an address."""
    gate, lock = Gate(), threading.Lock()
    together = threading.Barrier(CONNECTIONS)
    active, most = [0], [0]

    def visit(number):
        with gate.hold(f"portal-{number % 2}.example", "192.0.2.1", 0):
            with lock:
                active[0] += 1
                most[0] = max(most[0], active[0])
            together.wait(timeout=60)
            with lock:
                active[0] -= 1

    with ThreadPoolExecutor(32) as pool:
        list(pool.map(visit, range(CONNECTIONS * 4)))
    assert most[0] == CONNECTIONS


def test_a_request_with_a_delay_is_alone():
    """It waits for all that run without one, and they for it."""
    gate = Gate()
    inside, log = threading.Event(), []

    def first():
        with gate.hold("portal.example", "192.0.2.1", 0):
            inside.set()
            second_waits.wait(timeout=60)
            log.append("first ends")

    second_waits = threading.Event()

    def second():
        with gate.hold("other.example", "192.0.2.1", 0.01):
            log.append("second")

    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    threads[0].start()
    assert inside.wait(timeout=60)
    threads[1].start()
    while not gate._ways["address", "192.0.2.1"].waiting:
        time.sleep(0.001)
    second_waits.set()
    for thread in threads:
        thread.join()
    assert log == ["first ends", "second"]


def test_requests_begin_in_the_order_in_which_they_came():
    """Nobody is overtaken, however many wait."""
    gate, order, threads = Gate(), [], []

    def visit(number):
        with gate.hold("portal.example", "192.0.2.1", 0.001):
            order.append(number)

    with gate.hold("portal.example", "192.0.2.1", 0.001):
        for number in range(20):
            threads.append(threading.Thread(target=visit, args=(number,)))
            threads[-1].start()
            while len(gate._ways["host", "portal.example"].waiting) <= number:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert order == list(range(20))


def test_waiting_ends_when_all_is_to_stop():
    """Whoever waits for an hour is told at once, makes no request and holds nobody up."""
    stop = threading.Event()
    gate, granted = Gate(stop), []
    with gate.hold("portal.example", "192.0.2.1", 0) as is_granted:
        assert is_granted

    def visit():
        with gate.hold("portal.example", "192.0.2.1", 3600) as is_granted:
            granted.append(is_granted)

    threads = [threading.Thread(target=visit) for _ in range(5)]
    for thread in threads:
        thread.start()
    stop.set()
    for thread in threads:
        thread.join()
    assert granted == [False] * 5
    assert not gate._ways["host", "portal.example"].waiting
    stop.clear()
    with gate.hold("portal.example", "192.0.2.1", 0) as is_granted:
        assert is_granted


def test_a_fetch_that_was_stopped_says_so(server, get, make_fetcher):
    """It reaches no server."""
    stop = threading.Event()
    stop.set()
    fetched = get(server, fetcher=make_fetcher(gate=Gate(stop)), delay=1.0)
    assert (fetched.outcome, fetched.reason, server.connections) == (Outcome.FAILED, "stopped", 0)


def test_a_request_before_the_gate_was_there_counts():
    """To a host and to an address: the pause after it goes on; the later one counts of what is told."""
    now = [1_000.0]
    gate = Gate(clock=lambda: now[0])
    gate.was_asked("portal.example", "192.0.2.1", 2.0)
    gate.was_asked("portal.example", "", 90.0)
    begun = []

    def visit(host, address):
        with gate.hold(host, address, 10):
            begun.append((host, now[0]))

    for host, address in (("portal.example", "192.0.2.9"), ("other.example", "192.0.2.1")):
        now[0] = 1_000.0
        thread = threading.Thread(target=visit, args=(host, address))
        thread.start()
        while not gate._ways["host", host].waiting:
            time.sleep(0.001)
        now[0] = 1_008.0
        thread.join()
    assert begun == [("portal.example", 1_008.0), ("other.example", 1_008.0)]


def test_an_error_inside_frees_the_way():
    """Whatever happens in the block, the next one gets its turn."""
    gate = Gate()
    with pytest.raises(ZeroDivisionError), gate.hold("portal.example", "192.0.2.1", 0.001):
        _ = 1 / 0
    with gate.hold("portal.example", "192.0.2.1", 0.001) as is_granted:
        assert is_granted


def test_hosts_of_long_ago_are_forgotten_and_no_others():
    """A crawl of years keeps no list of every host, but the last request to one still counts."""
    now = [0.0]
    gate = Gate(clock=lambda: now[0])
    for number in range(3000):
        with gate.hold(f"host-{number}.example", f"address-{number}", 0):
            pass
    now[0] = 4000.0
    for number in range(3000, 6000):
        with gate.hold(f"host-{number}.example", f"address-{number}", 0):
            pass
    assert len(gate._ways) <= 8192
    assert ("host", "host-5999.example") in gate._ways
    assert ("host", "host-0.example") not in gate._ways
