"""`tratin bench backup` sees a restored home that answers otherwise."""

from dataclasses import replace

import msgspec
import pytest

from tools.measure import backup
from tools.synth import make_articles


class Forgetful:
    """A reader that leaves the first article out of every answer."""

    def __init__(self, reader):
        self._reader = reader

    def search(self, query):
        """The answer, without its first article."""
        found = self._reader.search(query)
        return replace(found, hits=found.hits[1:])


@pytest.fixture
def values():
    """The figures of a few articles by name."""
    return lambda data=None: {each.name: each.value for each in backup.measure_backup(data, 30, 1)}


def test_an_article_that_is_missing_in_answers_is_seen(values, monkeypatch):
    """Every question with an answer counts, though all totals are right."""
    honest = backup.open_reader

    def opened(settings):
        reader = honest(settings)
        return Forgetful(reader) if settings.home.name == "restored" else reader

    monkeypatch.setattr(backup, "open_reader", opened)
    figures = values()
    assert figures["questions answered otherwise"] == figures["questions with an answer"] > 100


def test_articles_of_a_file_are_taken(values, tmp_path):
    """As many of it as were asked for, and all parts of a home are in the backup."""
    path = tmp_path / "bài.jsonl"
    path.write_bytes(b"".join(msgspec.json.encode(each) + b"\n" for each in make_articles(40, 2)))
    figures = values(path)
    assert figures["articles"] == 30
    assert figures["articles missing"] == figures["questions answered otherwise"] == 0
    assert figures["home folder"] >= figures["restore, written"] >= figures["backup, written"] > 0
    assert figures["next backup, copied"] < figures["backup, written"]
