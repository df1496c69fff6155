"""What tests of the portal itself share: its size, what the cleaner makes of it, raw answers of faults."""

from __future__ import annotations

import socket
from datetime import datetime

from portals.portal import TROUBLE
from portals.visiting import get

from index.clean.cleaner import clean
from index.pages import HTML, RawPage
from search.model import PROSE, VIETNAM
from tools.measure.cleaning.scoring import words

ARTICLES = 90
CLOCKS = 0.001
"""Seconds by which two clocks that are read one after the other may seem to differ."""


def cleaned(answer):
    """What the cleaner makes of an answer."""
    page = RawPage("i", "s", "n", HTML, answer.body, answer.url, datetime.now(VIETNAM), answer.headers)
    return clean(page)


def own_words(article):
    """The words of an article's own text."""
    return words("\n".join(article.of(block) for block in article.blocks if block.kind in PROSE))


def trouble(portal, path, **headers):
    """The answer of an address of the host of faults."""
    return get(portal, portal.url(TROUBLE, path), **headers)


def raw(portal, path, host=TROUBLE):
    """Everything that comes until the server closes."""
    with socket.create_connection(("127.0.0.1", portal.port), timeout=30) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        pieces = iter(lambda: connection.recv(1 << 16), b"")
        return b"".join(pieces)
