"""The test portal tells every request as it came."""

from __future__ import annotations

import socket
import time
from itertools import pairwise

from portals.checking import CLOCKS
from portals.visiting import Visitor, get


def test_the_log_tells_each_request(portal):
    """Who asked for what, when, and what was sent, in order, with the connection."""
    visitor, start = Visitor(portal), time.monotonic()
    url = portal.url("nukeviet.example", "/rss/?den=log")
    answers = [visitor.get(url, User_Agent="thu/1", If_None_Match='"x"') for _ in range(2)]
    visitor.get(url, "HEAD", User_Agent="thu/1", If_Modified_Since="Sun, 01 Jan 2006 00:00:00 GMT")
    end = time.monotonic()
    visitor.close()
    get(portal, url, User_Agent="thu/2")
    first, second, head, other = [visit for visit in portal.log() if visit.query == "den=log"]
    arrivals = [first.arrived, second.arrived, head.arrived, other.arrived]
    assert start - CLOCKS <= first.arrived
    assert arrivals == sorted(arrivals)
    assert head.arrived <= end <= other.arrived + CLOCKS
    assert first.connection == second.connection == head.connection != other.connection
    assert (first.method, head.method) == ("GET", "HEAD")
    assert first.target == "/rss/?den=log"
    assert (first.name, first.host) == ("nukeviet.example", f"nukeviet.example:{portal.port}")
    assert (first.user_agent, other.user_agent) == ("thu/1", "thu/2")
    assert (first.if_none_match, head.if_none_match) == ('"x"', "")
    assert head.if_modified_since.startswith("Sun")
    assert (first.status, first.body) == (200, len(answers[0].body))
    assert first.sent > first.body
    assert (head.body, head.port, head.server) == (0, portal.port, "127.0.0.1")
    assert abs(first.wall - time.time()) < 600


def test_requests_do_not_wait_for_each_other(portal):
    """While one visitor gets no answer, and another one reads slowly, a third is served."""
    silent = socket.create_connection(("127.0.0.1", portal.port))
    silent.sendall(b"GET /silent?x=1 HTTP/1.1\r\nHost: trouble.example\r\n\r\n")
    flooded = socket.create_connection(("127.0.0.1", portal.port))
    flooded.sendall(b"GET /huge?x=1 HTTP/1.1\r\nHost: trouble.example\r\n\r\n")
    assert flooded.recv(12) == b"HTTP/1.1 200"
    assert get(portal, portal.url("liferay.example")).status == 200
    visit = next(visit for visit in portal.log() if visit.target == "/silent?x=1")
    assert (visit.status, visit.sent, visit.fault) == (0, 0, "silent")
    silent.close()
    flooded.close()


def test_requests_sent_apart_arrived_apart(portal):
    """The log has the moment at which a request arrived, not the one at which it was read."""
    before = []
    with socket.create_connection(("127.0.0.1", portal.port)) as connection:
        for at in range(3):
            before.append(time.monotonic())
            connection.sendall(f"GET /page?apart={at} HTTP/1.1\r\nHost: trouble.example\r\n\r\n".encode())
            time.sleep(0.05)
        before.append(time.monotonic())
    found = [visit.arrived for visit in portal.log() if visit.query.startswith("apart=")]
    windows = zip(pairwise(before), found, strict=True)
    assert all(sent - CLOCKS <= arrived <= following for (sent, following), arrived in windows)
