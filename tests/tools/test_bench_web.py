"""`tratin bench web`: a small run of the whole, and that its checks see what is wrong."""

import asyncio
import gzip
import json
import os
import tomllib
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import brotli
import pytest
from copied import finished
from loopback import Server, answer

from search.embedded.reader import EmbeddedReader
from search.model import Query
from tools.measure.figures import GOALS
from tools.measure.query import titles_in
from tools.measure.web import browser_path
from tools.measure.web.addresses import pages, typing
from tools.measure.web.home import home_of
from tools.measure.web.judging import is_right
from tools.measure.web.load import Plan, _Load
from tools.synth import write_articles
from web.app import create_app

OF_A_BROWSER = {"page weight, packed", "requests of a page", "first contentful paint"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home of some made-up articles, and their file."""
    folder = tmp_path_factory.mktemp("web")
    data = write_articles(folder / "articles.jsonl", 120, 1)
    return home_of(folder / "home", data, 120), data


@pytest.mark.skipif(not hasattr(os, "fork"), reason="serves in two processes")
def test_a_small_run(made, tmp_path):
    """Every figure that has a goal is measured, over real connections, and every answer is right."""
    settings, data = made
    page = tmp_path / "figures.md"
    command = ["bench", "web", "--data", data, "--articles", 120, "--seconds", 0.5, "--keep", settings.home]
    done = finished(*command, "--record", page, "--json", timeout=300)
    assert done.returncode == 0, done.stderr
    figures = {each["name"]: each["value"] for each in json.loads(done.stdout)["figures"]}
    goals = set(tomllib.loads(GOALS.read_text(encoding="utf-8"))["web-100000"])
    assert goals - set(figures) <= (set() if browser_path() else OF_A_BROWSER)
    assert (figures["articles"], figures["errors"], figures["wrong answers"]) == (120, 0, 0)
    assert figures["page, open loop, answers"] > 5
    assert figures["suggestion, closed loop, answers"] > 5
    assert "\n## bench web, 120 articles\n" in page.read_text(encoding="utf-8")


def test_what_is_asked_for(made):
    """No page twice, the same ones with the same seed, and of all kinds."""
    settings, data = made
    reader, titles = EmbeddedReader(settings.index_dir), titles_in(data, 120)
    asked = pages(reader, titles, 300, 7)
    assert len({each.path for each in asked}) == 300
    assert asked == pages(reader, titles, 300, 7) != pages(reader, titles, 300, 8)
    for sign in ("place=", "year=", "page=2", "sort=newest", "q=%22", "HO%E1%BA%B6C", "%2A"):
        assert any(sign in each.path for each in asked), sign
    assert any("q=" not in each.path for each in asked)


def test_what_is_typed(made):
    """A letter more each time, from the second on, of many queries mixed; the same with the same seed."""
    _, data = made
    asked = typing(titles_in(data, 120), 2000, 7)
    assert asked == typing(titles_in(data, 120), 2000, 7) != typing(titles_in(data, 120), 2000, 8)
    assert all(each.path.startswith("/api/v1/suggest?q=") and each.total is None for each in asked)
    texts = [unquote(each.path.partition("=")[2]) for each in asked]
    assert {len(text) for text in texts} > set(range(2, 12))
    known, longer = set(texts), [text for text in texts if len(text) > 2]
    assert sum(text[:-1] in known for text in longer) > 0.95 * len(longer)
    assert any(not after.startswith(before[:2]) for before, after in pairwise(texts))


def test_near_duplicates_are_in_groups(made):
    """What the file calls a copy is folded, as it would be in an archive."""
    settings, _ = made
    result = EmbeddedReader(settings.index_dir).search(Query(fold=True))
    assert result.groups < result.total == 120


def test_the_judge_sees_what_is_wrong(made):
    """A page that is whole and tells its number is right; another number, an error or half a page is not."""
    settings, data = made
    reader = EmbeddedReader(settings.index_dir)
    (asked,) = pages(reader, titles_in(data, 120), 1, 3)
    answer = create_app(settings, reader, None).test_client().get(asked.path)
    head, body = b"HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n\r\n", answer.data
    assert is_right(*asked, head % b"gzip" + gzip.compress(body))
    assert is_right(asked.path, None, b"HTTP/1.1 200 OK\r\n\r\n" + body)
    assert not is_right(asked.path, (asked.total or 0) + 1, b"HTTP/1.1 200 OK\r\n\r\n" + body)
    assert not is_right(*asked, b"HTTP/1.1 503 Service Unavailable\r\n\r\n" + body)
    assert not is_right(*asked, b"HTTP/1.1 200 OK\r\n\r\n" + body[: len(body) // 2])
    assert not is_right("/api/v1/suggest?q=ab", None, b'HTTP/1.1 200 OK\r\n\r\n{"q": "a", "groups": []}')


PACKED = {"gzip": gzip.compress, "br": brotli.compress, "": bytes}


@pytest.mark.parametrize("encoding", PACKED)
def test_a_body_that_cannot_be_read_is_a_wrong_answer(encoding):
    """Cut off, empty, not packed as its head says, no text, no such JSON: wrong, and nothing is raised."""
    path, pack = "/api/v1/suggest?q=ab", PACKED[encoding]
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\n\r\n".encode()
    right = pack(b'{"q": "ab", "groups": []}')
    assert is_right(path, None, head + right)
    broken = [right[:end] for end in range(len(right))]
    broken += [b"{}" * 9, b"\x1f\x8b\x08" + b"\xff" * 30]
    broken += [pack(text) for text in (b"\xff", b"{}", b"[]", b"{", b'{"q": "a"}')]
    for body in broken:
        assert not is_right(path, None, head + body), body
        assert not is_right("/tim", None, head + body), body
    assert not is_right(path, None, b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n" + right)


def test_nobody_waits_on_a_connection_that_was_closed():
    """A site that hangs up after each answer costs errors, and the load ends."""
    with Server({"/a": answer(b"x", Connection="close")}) as site:
        load = _Load(Plan(site.port, [("/a", None)] * 9, 0, 60, 1, rate=50, connections=2))
        asyncio.run(asyncio.wait_for(load.run(), 30))
    assert load.errors
    assert load.errors + len(load.answers) == 9


def test_paths_lead_to_this_code():
    """The site and the load that are measured are those of this checkout."""
    from tools.measure.web.server import ROOT

    assert Path(__file__).parents[2] == ROOT
