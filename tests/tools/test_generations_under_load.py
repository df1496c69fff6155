"""The index is built anew again and again while visitors ask: no question fails, none is much slower."""

import time
from pathlib import Path

import pytest
from served import SEEDS, Visitors, run, serving
from trial import IS_PROOF

from search.engine import open_reader, open_writer
from search.model import Query
from search.settings import load_settings

CHANGES = 50 if IS_PROOF else 3
SLOWER = 1.25
"""Times that the slowest five of a hundred answers may take, against those before; in a whole trial."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


def publish(settings, document):
    """Build and publish one more generation, whole."""
    writer = open_writer(settings)
    if document.id in writer.held():
        writer.delete(document.id)
    else:
        writer.put(document)
    return writer.commit().generation


def test_no_question_fails_while_generations_change(tmp_path):
    """Each new generation is noticed, and every question before, while and after is answered."""
    home = tmp_path / "home"
    run(home, "init")
    run(home, "add", *SEEDS)
    run(home, "build")
    settings = load_settings(home, {})
    reader = open_reader(settings)
    some = reader.get(reader.search(Query(size=1)).hits[0].id)
    seen = set()
    with serving(home) as site, Visitors(site.url) as visitors:
        time.sleep(3)
        visitors.slowest()  # the first answers open everything, and are slow
        time.sleep(CHANGES)
        before = visitors.slowest()
        for _ in range(CHANGES):
            seen.add(publish(settings, some))
            time.sleep(1)
        during = visitors.slowest()
        total = site.total()
    print(f"{CHANGES} changes, p95 {1000 * before:.0f} ms before, {1000 * during:.0f} ms while they went on")
    assert visitors.failed == []
    assert len(seen) == CHANGES
    assert total == open_reader(settings).stats().articles
    if IS_PROOF:
        assert during <= before * SLOWER
