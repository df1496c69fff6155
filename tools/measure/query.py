"""`tratin bench query`: whole answers as the results page asks for them, kind by kind, and help while typing.

Articles come from a JSON Lines file with titles, texts and days; their places and topics are drawn from the
real tables, the frequent ones more often, so that facets have what a real archive's have.
"""

from __future__ import annotations

import random
import time
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

from search import places
from search.embedded.reader import EmbeddedReader
from search.embedded.writer import EmbeddedWriter
from search.model import VIETNAM, Citation, Document, Location, Published, TopicFinding, Trust
from search.places import Level, Regime
from search.query import parse
from search.query.loose import words_in
from search.text import folded
from search.topics import shipped
from tools.measure.figures import Figure
from tools.measure.ranking.judged import Passage
from web.addresses.params import Params, facets_of, to_query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

QUERIES = 40
"""Of each kind."""

TITLES = 2_000
"""From which queries are made."""

ROUNDS = 3
"""Each query is asked so often; the first time warms up."""

KINDS = (
    "words",
    "without marks",
    "phrase",
    "gap",
    "beginning",
    "fields",
    "operators",
    "headline",
    "document",
)

_REF = "28-CT/TW"


class Record(msgspec.Struct, frozen=True):
    """A line of the file."""

    id: str
    title: str
    text: str
    date: str | None = None
    source: str = "mau"
    dup_of: str | None = None


def measure_query(data: Path, articles: int, seed: int, keep: Path | None) -> list[Figure]:
    """All figures. The index stays in `keep`, where a later run finds it."""
    titles = titles_in(data, articles)
    with TemporaryDirectory(prefix="tratin-query-") as scratch:
        root = keep or Path(scratch)
        if not (root / "CURRENT").exists():
            build(root, documents(data, articles))
        reader = EmbeddedReader(root)
        count = reader.stats().articles
        figures = [Figure("articles", count, "articles"), *_answers(reader, titles, seed)]
        return [*figures, *_typing(reader, titles, seed)]


def records(data: Path, articles: int) -> Iterator[Record]:
    """The first lines of the file."""
    with data.open("rb") as file:
        for line in islice(file, articles):
            yield msgspec.json.decode(line, type=Record)


def titles_in(data: Path, articles: int) -> list[str]:
    """Titles from all over the file, from which queries are made."""
    step = max(1, articles // TITLES)
    return [record.title for record in islice(records(data, articles), 0, articles, step)]


def build(root: Path, made: Iterable[Document]) -> None:
    """An index of documents in a folder, one generation."""
    root.mkdir(parents=True, exist_ok=True)
    writer = EmbeddedWriter(root, 1, processes=2)
    for one in made:
        writer.put(one)
    writer.commit()


def documents(data: Path, articles: int) -> Iterator[Document]:
    """The records of a file as the engine indexes them."""
    paths = [places.path(unit.id) for unit in places.units() if _is_old_commune(unit.id)]
    topics = [topic.id for topic in shipped().topics.values() if topic.parent]
    return (document(record, paths, topics) for record in records(data, articles))


def _is_old_commune(unit_id: str) -> bool:
    return places.level(unit_id) is Level.COMMUNE and places.regime(unit_id) is Regime.OLD


def document(record: Record, paths: Sequence[tuple[str, ...]], topics: Sequence[str]) -> Document:
    """A record as the engine indexes it; its place, topics and citation depend on its id alone."""
    chance = random.Random(record.id)  # noqa: S311 - test data
    made = Passage(record.id, record.title, record.text).document()
    path = paths[int(len(paths) * chance.random() ** 3)][: chance.choice([1, 2, 2, 3, 3])]
    now, partial = places.now(path[-1])
    chosen = {topics[int(len(topics) * chance.random() ** 2)] for _ in range(chance.choice([1, 1, 2]))}
    cited = (Citation(_REF, "party", term="XII"),) if chance.random() < 0.02 else ()
    return Document(
        id=made.id,
        version=1,
        article=made.article,
        added=datetime(2024, 1, 1, tzinfo=VIETNAM),
        published=_published(record.date),
        location=Location(path, now, 0.9, partial) if chance.random() < 0.9 else None,
        topics=tuple(TopicFinding(topic, 1.0) for topic in sorted(chosen)),
        citations=cited,
    )


def _published(day: str | None) -> Published:
    if not day:
        return Published()
    found = date.fromisoformat(day[:10])
    return Published(Trust.STATED, found, None, found.year, found.year, found.year, 1.0)


def typed(kind: str, title: str, chance: random.Random) -> str:
    """A query of a kind, from words of a title."""
    words = [word.surface for word in words_in(title)]
    first = chance.randrange(max(1, len(words) - 4))
    piece = words[first : first + chance.randint(2, 5)]
    text = " ".join(piece)
    makers: Mapping[str, Callable[[], str]] = {
        "words": lambda: text,
        "without marks": lambda: folded(text),
        "phrase": lambda: f'"{text}"',
        "gap": lambda: f'"{piece[0]} * {piece[-1]}" {text}',
        "beginning": lambda: f"{' '.join(piece[:-1])} {piece[-1][:2]}*",
        "fields": lambda: f"{text} năm:2019..2022",
        "operators": lambda: f"{text} HOẶC {piece[0]} -{piece[-1]}",
        "headline": lambda: title,
        "document": lambda: f"{_REF} ngày 21/1/2019 {piece[0]}",
    }
    return makers[kind]()


def _answers(reader: EmbeddedReader, titles: Sequence[str], seed: int) -> Iterator[Figure]:
    """Whole answers: parse, match, rank, all facets, ten hits with their passages."""
    chance = random.Random(seed)  # noqa: S311 - test data
    everything: list[float] = []
    for kind in KINDS:
        texts = [typed(kind, chance.choice(titles), chance) for _ in range(QUERIES)]
        times = _timed(texts, lambda text: _ask(reader, text))
        everything += times
        yield Figure(f"{kind}, p50", _cut(times, 50), "ms")
        yield Figure(f"{kind}, p95", _cut(times, 95), "ms")
    yield Figure("whole answer, p50", _cut(everything, 50), "ms")
    yield Figure("whole answer, p95", _cut(everything, 95), "ms")
    texts = [typed(kind, chance.choice(titles), chance) for kind in KINDS for _ in range(QUERIES)]
    yield Figure("parse, p50", _cut(_timed(texts, parse), 50), "ms")


def _typing(reader: EmbeddedReader, titles: Sequence[str], seed: int) -> Iterator[Figure]:
    """Suggestions for every beginning of what people type, and words mistyped."""
    chance = random.Random(seed)  # noqa: S311 - test data
    texts = [typed("without marks", chance.choice(titles), chance) for _ in range(QUERIES)]
    begun = [text[:end] for text in texts for end in range(2, len(text) + 1)]
    times = _timed(begun, lambda text: reader.suggest(text, 10))
    yield Figure("suggestions, p50", _cut(times, 50), "ms")
    yield Figure("suggestions, p95", _cut(times, 95), "ms")
    times = _timed(texts, lambda text: reader.did_you_mean(words_in(text)))
    yield Figure("did you mean, p95", _cut(times, 95), "ms")


def _ask(reader: EmbeddedReader, text: str) -> None:
    params = Params(q=text)
    reader.search(to_query(params, facets_of(params)))


def _timed(texts: Sequence[str], ask: Callable[[str], object]) -> list[float]:
    """Milliseconds of each text, the least of all rounds but the first."""
    best = [float("inf")] * len(texts)
    for number in range(ROUNDS):
        for at, text in enumerate(texts):
            started = time.perf_counter()
            ask(text)
            if number:
                best[at] = min(best[at], (time.perf_counter() - started) * 1000)
    return best


def _cut(times: Sequence[float], percent: int) -> float:
    return round(quantiles(times, n=100, method="inclusive")[percent - 1], 3)
