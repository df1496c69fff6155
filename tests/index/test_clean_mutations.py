"""Spoilt and giant pages: an article or a skip, in time, within bounds, the same every time."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from pages.every import LAYOUTS, rotated
from pages.giants import GIANTS, giant
from pages.mutations import MUTATIONS, mutate
from pages.second import FRONTS, all_stories, drawn
from trial import IS_PROOF, seed

from index.clean.cleaner import clean
from index.pages import RawPage
from search.model import VIETNAM, Article, Skipped

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("clean_child.py")
ROUNDS = 100_000 if IS_PROOF else 600
SECONDS = 2
"""What cleaning a page may take at most: promised, not measured."""
SLOWER = 3
"""How much slower a machine of today may be when all its cores are busy."""
MEGABYTES = 600
"""What cleaning a page of ten megabytes may need beside it."""


def some_page(chance):
    """A page of either family."""
    stories, place = all_stories(), chance.randrange(len(LAYOUTS) + len(FRONTS))
    turn = chance.randrange(len(stories))
    if place < len(LAYOUTS):
        return LAYOUTS[sorted(LAYOUTS)[place]](stories[turn], rotated(chance.randrange(99), turn, place))
    place -= len(LAYOUTS)
    return FRONTS[sorted(FRONTS)[place]].article(stories[turn], drawn(chance.randrange(99), turn, place))


def cleaned(payload, page):
    """What is made of a payload that came from a page's address."""
    headers = {name.lower(): value for name, value in page.headers.items()}
    when = datetime(2024, 1, 1, tzinfo=VIETNAM)
    return clean(RawPage("i", "s", "n", "text/html", payload, page.url, when, headers))


def check(found):
    """An article's blocks are in order within its text and do not overlap, and all of it can be stored."""
    assert isinstance(found, Article | Skipped)
    if isinstance(found, Skipped):
        return
    end = 0
    for block in found.blocks:
        assert end <= block.start < block.end <= len(found.text)
        end = block.end
    for told in (found.text, *found.reasons.values(), *(witness.value for witness in found.witnesses)):
        told.encode()


@pytest.mark.parametrize("name", [*sorted(MUTATIONS), "any"])
def test_a_spoilt_page_is_cleaned(name):
    """Pages spoilt in one way, or in any and several: no exception, no long wait, the same answer twice."""
    start = seed()
    for number in range(max(ROUNDS // (len(MUTATIONS) + 1), 1)):
        chance = random.Random(f"{start}/{name}/{number}")
        page = some_page(chance)
        payload = mutate(page.payload, chance)[0] if name == "any" else MUTATIONS[name](page.payload, chance)
        began = time.process_time()
        try:
            found = cleaned(payload, page)
            took = time.process_time() - began
            check(found)
            assert took < SECONDS * SLOWER
            assert cleaned(payload, page) == found
        except Exception as error:
            error.add_note(f"page {number} of TRATIN_SEED={start}: {page.id}")
            raise


@pytest.fixture(scope="module")
def child():
    """A process that cleans pages in copies of itself."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, str(CHILD)], env=environment, **pipes) as running:
        yield running
        running.stdin.close()


@pytest.mark.skipif(os.name == "nt", reason="a process cannot tell its memory there")
@pytest.mark.parametrize("name", GIANTS)
def test_a_giant_page_takes_little(name, child, tmp_path):
    """Ten megabytes or very many levels: seconds and some memory at most, and the same answer again.

    Again it is asked of one in four when it is no proof.
    """
    path = tmp_path / "page.html"
    path.write_bytes(giant(name))
    times = 2 if IS_PROOF or random.Random(f"{seed()}/{name}").random() < 1 / 4 else 1
    print(times, path, file=child.stdin, flush=True)
    took = json.loads(child.stdout.readline())
    assert took["code"] == 0
    assert took["same"]
    assert took["seconds"] < SECONDS * SLOWER
    assert took["megabytes"] < MEGABYTES


def test_mutations_spoil():
    """Each mutation changes most pages, the same way for the same seed."""
    for name, change in MUTATIONS.items():
        chance = random.Random(name)
        pages = [some_page(chance).payload for _ in range(10)]
        spoilt = [change(page, random.Random(f"{name}/{number}")) for number, page in enumerate(pages)]
        again = [change(page, random.Random(f"{name}/{number}")) for number, page in enumerate(pages)]
        assert spoilt == again
        assert sum(before != after for before, after in zip(pages, spoilt, strict=True)) >= 5, name


def test_giants_are_giants():
    """A giant has ten megabytes, or a hundred thousand of something."""
    assert len(GIANTS) >= 45
    for name in GIANTS:
        assert len(giant(name)) >= 200_000, name
