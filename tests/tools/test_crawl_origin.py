"""The fast server that a crawler is measured against: what it serves, and how its ceiling is counted."""

from __future__ import annotations

import re
import socket
from datetime import datetime
from statistics import mean
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from index.clean.cleaner import clean
from index.pages import HTML, RawPage
from search.model import PROSE, VIETNAM, Article
from tools.measure.cleaning.scoring import words
from tools.measure.crawl.ceiling import measure_ceiling, measure_fetching
from tools.measure.crawl.origin import running_origin
from tools.synth import make_articles

ARTICLES = 120


@pytest.fixture(scope="module")
def origin():
    """A server of a few pages."""
    with running_origin(ARTICLES, seed=3) as running:
        yield running


def read(url):
    """The body at an address."""
    with urlopen(url, timeout=30) as answer:
        return answer.read()


def test_pages_are_articles_of_ten_kilobytes(origin):
    """Each can be cleaned, and the mean of all is what is promised."""
    sizes = []
    for url, record in zip(origin.article_urls(), make_articles(ARTICLES, 3), strict=True):
        body = read(url)
        sizes.append(len(body))
        found = clean(RawPage("i", "s", "n", HTML, body, url, datetime.now(VIETNAM)))
        assert isinstance(found, Article), url
        assert words(found.title) == words(record["title"])
        own = words("\n".join(found.of(block) for block in found.blocks if block.kind in PROSE))
        assert len(own) > 0.9 * len(words(record["text"])), url
    assert 9_000 < mean(sizes) < 12_000


def test_a_page_that_is_known_is_not_sent_again(origin):
    """Whoever says which one is known gets a head alone; what is not there stays missing."""
    url = origin.article_urls()[7]
    with urlopen(url, timeout=30) as first:
        known = {"If-None-Match": first.headers["etag"]}
    for there, status in ((url, 304), (f"{url}.x", 404)):
        with pytest.raises(HTTPError) as told:
            urlopen(Request(there, headers=known), timeout=30)
        assert told.value.status == status
        told.value.close()


def test_lists_lead_to_every_article(origin):
    """Fifty a page, each page leads to the next, the home page to all; robots.txt allows everything."""
    base, url, named = f"http://127.0.0.1:{origin.port}", origin.first_list(), []
    pages = 0
    while url:
        body = read(url).decode()
        named += [base + path for path in re.findall(r'<h3><a href="(/tin-tuc/.*?)"', body)]
        after = re.search(r'rel="next" href="(.*?)"', body)
        url, pages = after and base + after[1], pages + 1
    assert named == origin.article_urls()
    assert pages == 3
    assert read(f"{base}/").count(b"/danh-sach/") == 3
    assert read(f"{base}/robots.txt") == b"User-agent: *\nAllow: /\n"


def test_connections_are_kept(origin):
    """Several requests over one connection, sent at once, are answered in order; another path is missing."""
    with socket.create_connection(("127.0.0.1", origin.port), timeout=30) as connection:
        paths = ("/robots.txt", "/nothing", "/robots.txt")
        last = "GET /nothing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        asked = "".join(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n" for path in paths) + last
        connection.sendall(asked.encode())
        found = b"".join(iter(lambda: connection.recv(1 << 16), b""))
    assert re.findall(rb"HTTP/1.1 (\d+)", found) == [b"200", b"404", b"200", b"404"]


def test_the_ceiling_counts_every_answer(origin):
    """Both ways of asking get each address once, whole."""
    urls = origin.article_urls()
    bodies = sum(len(read(url)) for url in urls)
    bare = measure_ceiling(urls, connections=4)
    assert bare.answers == len(urls)
    assert bodies < bare.received < bodies + 250 * len(urls)
    assert bare.per_second > 0
    fetched = measure_fetching(urls, threads=4)
    assert (fetched.answers, fetched.received) == (len(urls), bodies)
