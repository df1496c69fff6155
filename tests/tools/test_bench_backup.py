"""`tratin bench backup` sees a restored home that answers otherwise."""

from dataclasses import replace

import pytest

from index.store import open_store, withdrawals_beside
from search.engine import open_writer
from search.model import Query
from tools.measure import backup
from tools.synth import write_articles


class Forgetful:
    """A reader that leaves the first article out of every answer."""

    def __init__(self, reader):
        self._reader = reader

    def search(self, query):
        """The answer, without its first article."""
        found = self._reader.search(query)
        return replace(found, hits=found.hits[1:])

    def stats(self):
        """What it holds: all of it."""
        return self._reader.stats()


@pytest.fixture
def values(monkeypatch):
    """The figures of a few articles by name, asked for with fewer questions than are measured."""
    monkeypatch.setattr(backup, "QUESTIONS", 10)
    return lambda data=None: {each.name: each.value for each in backup.measure_backup(data, 30, 1)}


def test_an_article_that_is_missing_in_answers_is_seen(values, monkeypatch):
    """Every question with an answer counts, though all totals are right."""
    honest = backup.open_reader

    def opened(settings):
        reader = honest(settings)
        return Forgetful(reader) if settings.home.name == "restored" else reader

    monkeypatch.setattr(backup, "open_reader", opened)
    figures = values()
    assert figures["questions answered otherwise"] == figures["questions with an answer"] > 40


def test_articles_of_a_file_are_taken(values, tmp_path):
    """As many of it as were asked for, and all parts of a home are in the backup."""
    figures = values(write_articles(tmp_path / "bài.jsonl", 40, 2))
    assert figures["articles"] == 30
    assert figures["articles missing"] == figures["questions answered otherwise"] == 0
    assert figures["home folder"] >= figures["restore, written"] >= figures["backup, written"] > 0
    assert figures["next backup, copied"] < figures["backup, written"]


def out_of_store(settings):
    """The store of a home loses its first article; the index does not know."""
    (hit, *_) = backup.open_reader(settings).search(Query(size=1)).hits
    with withdrawals_beside(settings) as withdrawals:
        withdrawals.put(hit.id, "", "", "")


def out_of_index(settings):
    """The index of a home loses its first article; the store does not know."""
    (hit, *_) = backup.open_reader(settings).search(Query(size=1)).hits
    with open_store(settings, write=True):
        writer = open_writer(settings)
        writer.delete(hit.id)
        writer.commit()


@pytest.mark.parametrize("lose", [out_of_store, out_of_index])
def test_what_is_lost_while_restoring_is_seen(values, monkeypatch, lose):
    """The restored home is counted, not what its backup says; damage that only restoring finds counts."""
    honest = backup.restore_home

    def restored(settings, *given):
        done = honest(settings, *given)
        lose(settings)
        return done._replace(damaged=("0123456789abcdef 1",))

    monkeypatch.setattr(backup, "restore_home", restored)
    figures = values()
    assert figures["articles missing"] == figures["damaged pages"] == 1
