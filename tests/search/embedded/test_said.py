"""Who said what at a position: the same as looking each word up in its document."""

import random
from dataclasses import replace

import msgspec
import numpy as np
import pytest
from making import document

from search.embedded.inverter import Inverter
from search.embedded.merge import merge
from search.embedded.segment import open_raw
from search.model import Evidence, Span, Statement
from search.tokenizer import SENTENCE_GAP, cut
from search.zones import searched

WORDS = "đồng chí nhấn mạnh: phải làm. 2.000 đảng viên, 28-CT/TW (Huyện ủy) “quyết tâm” 12,5km".split()
NAMES = ["", "Nguyễn Văn An", "Lò Thị Mai"]
OFFICES = ["", "Bí thư Huyện ủy", "Chủ tịch UBND xã"]
SEEDS = range(6)


def documents(chance, count):
    """Documents with statements over random stretches, within blocks, across them, and in none searched."""
    for number in range(count):
        parts = {
            kind: [" ".join(chance.choices(WORDS, k=chance.randint(0, 25))) for _ in range(times)]
            for kind, times in (("title", 1), ("caption", 1), ("lead", 1), ("body", 3), ("chrome", 1))
        }
        made = document(f"a{number:04d}", **parts)
        size = len(made.article.text)
        cuts = sorted(chance.sample(range(size), 2 * chance.randint(0, min(5, size // 2))))
        spans = [Span(a, b - a) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
        yield replace(made, statements=tuple(statements(chance, spans)))


def statements(chance, spans):
    """Statements that have one or two of these stretches each."""
    while spans:
        taken = [
            spans.pop(chance.randrange(len(spans))) for _ in range(min(len(spans), chance.randint(1, 2)))
        ]
        yield Statement(
            chance.choice(NAMES), chance.choice(OFFICES), tuple(sorted(taken)), Evidence("", "made up")
        )


def spoken(doc):
    """The positions of a document that somebody says, each with who, by cutting every block alone."""
    found, base = {}, 0
    spans = [(span, one.speaker, one.office) for one in doc.statements for span in one.said]
    for block in searched(doc.article):
        tokens = cut(doc.article.of(block))
        for start, end, at in zip(tokens.starts, tokens.ends, tokens.positions, strict=True):
            begin, stop = block.start + start, block.start + end
            who = [(s, o) for span, s, o in spans if span.start < stop and begin < span.end]
            found[base + at] = who
        if len(tokens):
            base += tokens.positions[-1] + 1 + SENTENCE_GAP
    return found


def built(folder, name, docs):
    """A segment of these documents."""
    inverter = Inverter(folder, name, 10**9)
    for first in range(0, len(docs), 5):
        inverter.add([msgspec.json.encode(doc) for doc in docs[first : first + 5]])
    return open_raw(folder, inverter.finish())


def assert_told(said, docs):
    """Every position of every document is told as its own words say; at a border either neighbour may be."""
    for number, doc in enumerate(docs):
        for position, who in spoken(doc).items():
            at = int(said.find(np.array([number]), np.array([position]))[0])
            told = (
                [] if at < 0 else [(said.speakers[int(said.speaker[at])], said.offices[int(said.office[at])])]
            )
            wanted = [(speaker.encode(), office.encode()) for speaker, office in who]
            assert told == wanted or (len(wanted) > 1 and told[0] in wanted), (doc.id, position)


@pytest.mark.parametrize("seed", SEEDS)
def test_positions_tell_who_said_it(tmp_path, seed):
    """Each word of each article has the speaker whose stretch it is in, or none."""
    docs = list(documents(random.Random(seed), 17))
    assert_told(built(tmp_path, "p", docs).said, docs)


@pytest.mark.parametrize("seed", SEEDS)
def test_dead_articles_take_their_words_along(tmp_path, seed):
    """Merged without its dead articles, a segment tells of the living the same."""
    chance = random.Random(seed)
    docs = list(documents(chance, 30))
    alive = np.array([chance.random() < 0.6 for _ in docs])
    parts = [
        (built(tmp_path, "p", docs[:11]), alive[:11]),
        (built(tmp_path, "q", docs[11:12]), alive[11:12]),
        (built(tmp_path, "r", docs[12:]), alive[12:]),
    ]
    merge(tmp_path, "m", parts)
    living = [doc for doc, lives in zip(docs, alive, strict=True) if lives]
    assert_told(open_raw(tmp_path, "m").said, living)


def test_many_positions_at_once(tmp_path):
    """Positions in any order, of any articles, are told as one by one."""
    docs = list(documents(random.Random(9), 12))
    said = built(tmp_path, "p", docs).said
    chance = np.random.default_rng(9)
    where = chance.integers(0, 12, 500), chance.integers(0, 150, 500)
    one_by_one = [int(said.find(a[None], b[None])[0]) for a, b in zip(*where, strict=True)]
    assert said.find(*where).tolist() == one_by_one
    assert {-1} < set(one_by_one)


def test_nobody_speaks(tmp_path):
    """Where no article has a statement, no position has a speaker."""
    said = built(tmp_path, "p", [document("a1", body="đồng chí nói")]).said
    assert said.find(np.array([0, 0]), np.array([0, 2])).tolist() == [-1, -1]
    assert said.speakers.texts() == [""]
