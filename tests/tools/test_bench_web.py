"""`tratin bench web`: a small run of the whole, and that its checks see what is wrong."""

import gzip
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from search.embedded.reader import EmbeddedReader
from search.model import Query
from tools.measure.figures import GOALS
from tools.measure.query import titles_in
from tools.measure.web import chromium
from tools.measure.web.addresses import pages, typing
from tools.measure.web.home import home_of, own_records
from tools.measure.web.judging import is_right
from web.app import create_app

OF_A_BROWSER = {"page weight, packed", "requests of a page", "first contentful paint"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home of some made-up articles, and their file."""
    folder = tmp_path_factory.mktemp("web")
    data = own_records(folder / "articles.jsonl", 120, 1)
    return home_of(folder / "home", data, 120), data


@pytest.mark.skipif(not hasattr(os, "fork"), reason="serves in two processes")
def test_a_small_run(made, tmp_path):
    """Every figure that has a goal is measured, over real connections, and every answer is right."""
    settings, data = made
    page = tmp_path / "figures.md"
    command = [
        sys.executable,
        "-c",
        "from tools.main import main; main()",
        "bench",
        "web",
        "--data",
        str(data),
    ]
    command += ["--articles", "120", "--seconds", "0.5", "--keep", str(settings.home), "--record", str(page)]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    figures = {each["name"]: each["value"] for each in json.loads(done.stdout)["figures"]}
    goals = set(tomllib.loads(GOALS.read_text(encoding="utf-8"))["web-100000"])
    assert goals - set(figures) <= (set() if chromium() else OF_A_BROWSER)
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
    assert len(typing(titles, 200, 7)) == 200


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


def test_paths_lead_to_this_code():
    """The site and the load that are measured are those of this checkout."""
    from tools.measure.web.server import ROOT

    assert Path(__file__).parents[2] == ROOT
