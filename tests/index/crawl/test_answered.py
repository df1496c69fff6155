"""What an answer says of its host: how long it is left alone, whatever else was under way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from index.crawl.answered import PATIENCE, state_after
from index.crawl.model import Fetched, Outcome
from index.store.frontier.visits import HostState

NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)
HOST = HostState("a.example", "a")


def answer(outcome, reason="", status=0, wait=None, after=0.0):
    """What came of a request, some seconds later."""
    when = NOW + timedelta(seconds=after)
    return Fetched(outcome, "http://a.example/", when, reason=reason, status=status, wait=wait)


def waits(state):
    """Seconds for which a host is left alone."""
    return (state.waits_until or 0) - int(NOW.timestamp())


@pytest.mark.parametrize(
    "reason", ["connect-timeout", "dns-timeout", "tls-handshake", "no-connection", "http-502"]
)
def test_a_host_that_is_down_is_left_alone(reason):
    """Its waiting addresses are not tried one after the other, each to fail and to be put off."""
    state = HOST
    for number, patience in enumerate(PATIENCE, 1):
        state = state_after(state._replace(waits_until=None), answer(Outcome.FAILED, reason))
        assert (state.fails, waits(state)) == (number, patience)


def test_what_fails_at_the_same_time_counts_once():
    """Eight requests side by side that a restart of the server breaks do not cost a day."""
    state = HOST
    for _ in range(8):
        state = state_after(state, answer(Outcome.FAILED, "no-connection", after=0.2))
    assert (state.fails, waits(state)) == (1, PATIENCE[0])


@pytest.mark.parametrize("reason", ["http-500", "http-403", "truncated", "page-error"])
def test_a_page_that_fails_says_nothing_of_its_host(reason):
    """Others are asked for."""
    state = state_after(HOST, answer(Outcome.FAILED, reason, 500))
    assert (state.fails, state.waits_until) == (0, None)


def test_the_longest_wait_holds():
    """Whatever else of the host was under way when it was asked for."""
    state = state_after(HOST, answer(Outcome.WAIT, "http-429", 429, wait=3_600.0))
    for other in (answer(Outcome.OK, status=200), answer(Outcome.WAIT, "http-503", 503, wait=5.0)):
        state = state_after(state, other)
        assert waits(state) == 3_600
    later = state_after(state, answer(Outcome.OK, status=200, after=3_601))
    assert (later.waits_until, later.fails) == (None, 0)


def test_pages_that_are_slow_or_broken_do_not_stop_their_host():
    """However many of them are asked for in a row: some list pages of old portals never answer."""
    state = HOST
    for _ in range(9):
        state = state_after(state._replace(waits_until=None), answer(Outcome.FAILED, "timeout"))
        assert (state.fails, waits(state)) == (0, PATIENCE[0])
