"""What is left to each client: exact, bounded in memory, one table for all processes."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from web.limits.buckets import Buckets, Quota

TEN = Quota(per_minute=60, at_once=10)


def test_so_many_at_once_and_so_many_a_minute():
    """A full bucket grants ten points at once, then one a second, and says how long to wait."""
    buckets = Buckets(1)
    assert [buckets.take("a", 1, TEN, 100.0) for _ in range(10)] == [0.0] * 10
    assert buckets.take("a", 1, TEN, 100.0) == pytest.approx(1.0)
    assert buckets.take("a", 5, TEN, 100.0) == pytest.approx(5.0)
    assert buckets.take("a", 1, TEN, 101.0) == 0.0
    assert buckets.take("a", 1, TEN, 101.0) == pytest.approx(1.0)
    assert [buckets.take("a", 1, TEN, 1000.0) for _ in range(10)] == [0.0] * 10


def test_whoever_waits_as_told_is_answered():
    """After the seconds that were told the same question is granted; refused ones cost nothing."""
    buckets = Buckets(1)
    buckets.take("a", 10, TEN, 0.0)
    for _ in range(100):
        wait = buckets.take("a", 7, TEN, 0.0)
    assert buckets.take("a", 7, TEN, wait) == 0.0


def test_clients_do_not_share():
    """What one has used up is not missing to another."""
    buckets = Buckets()
    buckets.take("a", 10, TEN, 0.0)
    assert buckets.take("a", 1, TEN, 0.0) > 0
    assert buckets.take("b", 10, TEN, 0.0) == 0.0


def test_what_costs_more_than_a_bucket_holds_is_granted_once():
    """A question dearer than a full bucket empties it, and is not refused for ever."""
    buckets = Buckets()
    assert buckets.take("a", 1000, TEN, 0.0) == 0.0
    assert buckets.take("a", 1, TEN, 0.0) == pytest.approx(1.0)


def test_any_number_of_clients_needs_no_more_memory():
    """A hundred thousand clients fit in the table; whoever asks most is forgotten last."""
    buckets = Buckets(4)
    buckets.take("greedy", 10, TEN, 0.0)
    for number in range(100_000):
        buckets.take(f"client {number}", 1, TEN, 0.0)
    assert buckets.take("greedy", 1, TEN, 0.0) > 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_processes_share_what_is_left():
    """Of four processes that ask at once for the same client, all together are granted one bucket."""
    buckets = Buckets()
    quota = Quota(per_minute=0.06, at_once=1000)
    reading, writing = os.pipe()
    for _ in range(4):
        if not os.fork():
            granted = sum(buckets.take("a", 1, quota, 5.0) == 0 for _ in range(500))
            os.write(writing, granted.to_bytes(4, "big"))
            os._exit(0)
    for _ in range(4):
        os.wait()
    told = os.read(reading, 16)
    os.close(reading)
    os.close(writing)
    assert sum(int.from_bytes(told[at : at + 4], "big") for at in range(0, 16, 4)) == 1000


def test_threads_share_what_is_left():
    """Of eight threads, all together are granted one bucket."""
    buckets = Buckets()
    quota = Quota(per_minute=0.06, at_once=1000)
    with ThreadPoolExecutor(8) as pool:
        granted = pool.map(lambda _: buckets.take("a", 1, quota, 5.0) == 0, range(3000))
    assert sum(granted) == 1000
