"""SQLite FTS5, from the standard library: one table of terms, facets by GROUP BY over a table of hits."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import numpy as np

from tools.measure.engine.peers.base import Peer
from tools.measure.engine.shapes import FIELDS, PLACE, TOP, TOPIC, Answer

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from tools.measure.engine.shapes import Chosen, Question, Record, Source

FILE = "fts5.db"
SETUP = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -200000;
CREATE VIRTUAL TABLE terms USING fts5(text, head, pairs, content='',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'");
CREATE TABLE facts(number INTEGER PRIMARY KEY, province, district, commune, year, month, source, grouped);
CREATE TABLE topics(number INTEGER, topic TEXT, PRIMARY KEY (number, topic)) WITHOUT ROWID;
"""
HITS = "CREATE TEMP TABLE IF NOT EXISTS hits(number INTEGER PRIMARY KEY, score REAL)"


class Fts5(Peer):
    """One process, one file."""

    name = "fts5"
    module = "sqlite3"
    questions = 60
    largest = 100_000
    remark = "facets are SQL over a table of hits; a word without marks is a union of keys"

    def build(self, source: Source, folder: Path, threads: int) -> None:  # noqa: ARG002 - it has one
        """One transaction, then merged to one segment."""
        with sqlite3.connect(folder / FILE) as database:
            database.executescript(SETUP)
            for record in source.records():
                _insert(database, record)
            database.execute("INSERT INTO terms(terms) VALUES ('optimize')")
        database.close()

    def open(self, folder: Path) -> Fts5Searcher:
        """Open for reading."""
        return Fts5Searcher(folder / FILE)


class Fts5Searcher:
    """See `Searcher`."""

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        self._database.executescript(f"PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 2000000000; {HITS}")

    def search(self, question: Question) -> Answer:
        """The hits with their scores go into a table, which is ranked and counted."""
        run = self._database.execute
        run("DELETE FROM hits")
        run("INSERT INTO hits SELECT rowid, rank FROM terms WHERE terms MATCH ?", (_match(question),))
        hits, values = _hits(question.chosen)
        (total,) = run(f"SELECT count(*) {hits}", values).fetchone()
        top = run(f"SELECT number {hits} ORDER BY score LIMIT {TOP}", values).fetchall()
        facets = {facet: self._count(question, facet) for facet in question.facets}
        return Answer(total, [number for (number,) in top], facets)

    def numbers(self, question: Question) -> NDArray[np.int64]:
        """All articles that match, ascending."""
        where, values = _where(question.chosen)
        joined = f"FROM terms JOIN facts ON terms.rowid = number {where or 'WHERE 1'}"
        query = f"SELECT number {joined} AND terms MATCH ?"
        found = self._database.execute(query, (*values, _match(question))).fetchall()
        return np.sort(np.array(found, np.int64).reshape(-1))

    def _count(self, question: Question, facet: str) -> dict[str, int]:
        chosen = question.filters(facet)
        if facet == TOPIC:
            hits, values = _hits(chosen, "topics")
            query = f"SELECT topic, count(*) AS n {hits} GROUP BY 1 ORDER BY n DESC LIMIT {TOP}"
            return dict(self._database.execute(query, values))
        hits, values = _hits(chosen, "facts")
        counts = dict(self._database.execute(f"SELECT {FIELDS[facet]}, count(*) {hits} GROUP BY 1", values))
        if facet == PLACE:
            hits, values = _hits((*chosen, (PLACE, (question.opened,))), "facts")
            query = f"SELECT district, count(*) {hits} AND district LIKE '%/%' GROUP BY 1"
            counts |= dict(self._database.execute(query, values))
        return counts


def _hits(chosen: Chosen, joined: str = "") -> tuple[str, list[str]]:
    """The hits under some filters, with the tables that hold what is counted or filtered."""
    tables = dict.fromkeys([*(["facts"] if chosen else []), *([joined] if joined else [])])
    where, values = _where(chosen)
    return "FROM hits " + "".join(f"JOIN {table} USING (number) " for table in tables) + where, values


def _insert(database: sqlite3.Connection, record: Record) -> None:
    texts = (record.number, record.text, record.head, record.pairs)
    database.execute("INSERT INTO terms(rowid, text, head, pairs) VALUES (?, ?, ?, ?)", texts)
    place = (record.province, record.district, record.commune)
    facts = (record.number, *place, record.year, record.month, record.source, record.group)
    database.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", facts)
    database.executemany("INSERT INTO topics VALUES (?, ?)", [(record.number, each) for each in record.topic])


def _match(question: Question) -> str:
    """The question in the query language; a string of several words is a phrase."""
    if question.kind == "phrase":
        return f'text : "{" ".join(question.words)}"'
    keys = question.keys or tuple((word,) for word in question.words)
    groups = ["(" + " OR ".join(f'"{key}"' for key in each) + ")" for each in keys]
    return f"text : ({(' OR ' if question.kind == 'or' else ' AND ').join(groups)})"


def _where(chosen: Chosen) -> tuple[str, list[str]]:
    parts = [f"{FIELDS[facet]} IN ({', '.join('?' * len(values))})" for facet, values in chosen]
    flat = [value for _, values in chosen for value in values]
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), flat
