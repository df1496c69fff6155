"""The index is built anew again and again while visitors ask: no question fails, none is much slower."""

import threading
import time
import urllib.request
from pathlib import Path
from statistics import quantiles

import pytest
from served import SEEDS, run, serving
from trial import IS_PROOF

from search.engine import open_reader, open_writer
from search.model import Query
from search.settings import load_settings

CHANGES = 50 if IS_PROOF else 3
VISITORS = 4
SLOWER = 1.25
"""Times that the slowest five of a hundred answers may take, against those before; in a whole trial."""

PATHS = ("tim?q=ket+nap", "tim", "api/v1/search?q=bi+thu", "api/v1/suggest?q=ch", "readyz")

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


class Visitors:
    """Some who ask again as soon as they are answered."""

    def __init__(self, url):
        self.url, self.times, self.failed, self._over = url, [], [], threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(VISITORS)]

    def __enter__(self):
        for each in self._threads:
            each.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for each in self._threads:
            each.join()

    def _ask(self, number):
        while not self._over.is_set():
            number += 1
            begun = time.monotonic()
            try:
                with urllib.request.urlopen(self.url + PATHS[number % len(PATHS)], timeout=30) as answer:
                    answer.read()
            except OSError as error:
                self.failed.append(repr(error))
            self.times.append(time.monotonic() - begun)

    def slowest(self):
        """The 95th percentile of the seconds since the last call."""
        times, self.times = self.times, []
        return quantiles(times, n=20)[-1]


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
