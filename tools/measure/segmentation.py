"""The segmenter against pyvi, which it must equal and outrun, and against the words that people marked.

Ratios are taken within one run: both sides get the same texts by turns, and the best round of each counts.
Without the private data the seed articles and articles of our own making serve.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from search.segment import batch as segment_batch
from search.segment import plain
from search.segment.model import lexicon
from tools.measure.figures import Figure
from tools.measure.odd_strings import WRITINGS, odd_strings
from tools.synth import make_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "articles"

WARMING = 1000
"""Articles read before a speed counts as warm."""

SPEED_ARTICLES = 200
"""Articles on which speeds are taken: pyvi needs about a second for them."""

ROUNDS = 5
ODD_STRINGS = 103_000
"""So many that pyvi accepts 100,000 of them; the others hold lone surrogates."""

ODD_SEED = 20260101


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of the treebank with the words that people marked."""

    text: str
    words: list[str]
    split: str


class Speeds(NamedTuple):
    """Seconds of the best round on the same texts."""

    pyvi: float
    one_by_one: float
    batch: float


@cache
def pyvi_tokenize() -> Callable[[str], str]:
    """The function of pyvi itself, imported late: it takes half a second and 100 MB."""
    with warnings.catch_warnings():  # pyvi 0.1.1 predates some warnings of Python 3.12 and NumPy 2
        warnings.simplefilter("ignore")
        from pyvi import ViTokenizer  # noqa: PLC0415 - only measuring needs it
    tokenize: Callable[[str], str] = ViTokenizer.tokenize
    return tokenize


def seeds() -> list[str]:
    """The seed articles as they are in the checkout."""
    return [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]


def articles(private: Path | None, name: str, most: int | None = None) -> list[str]:
    """Texts of a private corpus, the first `most`; without it, articles of our own making."""
    if private is None:
        return [str(record["text"]) for record in make_articles(most or WARMING, seed=1)]
    with gzip.open(private / f"{name}.jsonl.gz") as lines:
        decode = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
        texts = (msgspec.json.decode(decode(line)["text"], type=str) for line in lines)
        return [text for text, _ in zip(texts, range(most or sys.maxsize), strict=False)]


def treebank(private: Path, split: str) -> list[Sentence]:
    """The sentences of one part of UD_Vietnamese-VTB: `train`, `dev` or `test`."""
    with gzip.open(private / "ud_vtb_seg.jsonl.gz") as lines:
        found = [msgspec.json.decode(line, type=Sentence) for line in lines]
    return [sentence for sentence in found if sentence.split == split]


def measure_speed(private: Path | None) -> list[Figure]:
    """How many times as fast as pyvi, one document at a time and in batches; one long string; the start."""
    corpus = articles(private, "party_subset", WARMING + SPEED_ARTICLES)
    own, sample = seeds() * 8, corpus[WARMING:]
    pyvi = best(lambda: [pyvi_tokenize()(text).split(" ") for text in sample], 1)
    _forget()
    cold = Speeds(pyvi, *(best(way(sample), 1) for way in (_one_by_one, _in_batches)))
    _one_by_one(corpus)()
    _in_batches(corpus)()
    figures = [
        *_ratios("", sample, _compare(sample)),
        *_ratios(", seeds", own, _compare(own)),
        Figure("one by one, cold", round(cold.pyvi / cold.one_by_one, 1), "times pyvi"),
        Figure("in batches, cold", round(cold.pyvi / cold.batch, 1), "times pyvi"),
        Figure("one string of 1 MB", round(_long_string(corpus), 2), "times as documents"),
    ]
    return [*figures, *measure_start()]


def _ratios(of: str, texts: Sequence[str], speeds: Speeds) -> list[Figure]:
    size = sum(map(len, texts)) / 1e6
    return [
        Figure(f"one by one{of}", round(speeds.pyvi / speeds.one_by_one, 1), "times pyvi"),
        Figure(f"in batches{of}", round(speeds.pyvi / speeds.batch, 1), "times pyvi"),
        Figure(f"one by one{of}, rate", round(size / speeds.one_by_one, 2), "M characters/s"),
        Figure(f"in batches{of}, rate", round(size / speeds.batch, 2), "M characters/s"),
    ]


def _compare(texts: Sequence[str]) -> Speeds:
    pyvi, single, batch = (
        lambda: [pyvi_tokenize()(text).split(" ") for text in texts],
        _one_by_one(texts),
        _in_batches(texts),
    )
    rounds = [(best(pyvi, 1), best(single, 2), best(batch, 2)) for _ in range(ROUNDS)]
    return Speeds(*map(min, zip(*rounds, strict=True)))


def _one_by_one(texts: Sequence[str]) -> Callable[[], object]:
    return lambda: [plain.words(text) for text in texts]


def _in_batches(texts: Sequence[str]) -> Callable[[], object]:
    return lambda: segment_batch.words_batch(texts)


def best(work: Callable[[], object], rounds: int) -> float:
    """Processor seconds of the fastest round; other work on the machine then matters least."""
    took = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        took.append(time.process_time() - started)
    return min(took)


def _forget() -> None:
    lexicon.cache_clear()
    segment_batch.forget()
    lexicon()


def _long_string(corpus: Sequence[str]) -> float:
    """Time of 1 MB as one string over that of the same text by documents."""
    documents: list[str] = []
    size = 0
    while size < 1_000_000:
        documents.append(corpus[len(documents) % len(corpus)])
        size += len(documents[-1].encode())
    whole = "\n".join(documents)
    _one_by_one(documents)()
    return best(lambda: plain.words(whole), ROUNDS) / best(_one_by_one(documents), ROUNDS)


_START = """
import os, resource, sys, time
def memory():
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except FileNotFoundError:  # not Linux: the highest so far is all there is
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
before, started = memory(), time.process_time()
from search.segment import plain
plain.tokenize("Chi bộ kết nạp đảng viên.")
print(time.process_time() - started, memory() - before)
"""


def measure_start() -> list[Figure]:
    """Import, model and first sentence of the plain path in a fresh process: processor time, memory added."""
    command = [sys.executable, "-c", _START]
    rounds = [
        subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()  # noqa: S603 - our own interpreter
        for _ in range(ROUNDS)
    ]
    milliseconds = min(float(seconds) * 1000 for seconds, _ in rounds)
    megabytes = min(float(memory) for _, memory in rounds)
    return [Figure("start", round(milliseconds, 1), "ms"), Figure("memory", round(megabytes, 1), "MB")]


def measure_equality(private: Path | None, share: float) -> list[Figure]:
    """Share of strings on which all three ways give what pyvi gives: 1 or it is broken.

    `share`, 0..1, is how much of the private corpora and of the odd strings is read.
    """
    sources: dict[str, Iterable[str]] = {
        "seeds": seed_strings(),
        "odd strings": odd_strings(max(1, int(ODD_STRINGS * share)), ODD_SEED, seeds()),
    }
    if private is None:
        sources["articles"] = articles(None, "", max(1, int(WARMING * share)))
    else:
        sentences = [s.text for part in ("train", "dev", "test") for s in treebank(private, part)]
        sources["treebank"] = _part(sentences, share)
        sources["articles"] = articles(private, "vietnews_20k", max(1, int(20_000 * share)))
    return [figure for name, strings in sources.items() for figure in _equality(name, strings)]


def seed_strings() -> Iterator[str]:
    """The seeds whole and by line, in all writings."""
    for text in seeds():
        for write in WRITINGS:
            yield write(text)
            yield from map(write, text.split("\n"))


def _part(items: Sequence[str], share: float) -> Sequence[str]:
    return items[:: max(1, round(1 / share))]


def _equality(name: str, strings: Iterable[str]) -> list[Figure]:
    same = compared = 0
    for chunk in _chunks(strings, 500):
        for text, in_batch in zip(chunk, segment_batch.words_batch(chunk), strict=True):
            expected = pyvi_result(text)
            if expected is not None:
                compared += 1
                same += is_same(text, expected, in_batch)
    return [
        Figure(f"equal to pyvi, {name}", same / compared if compared else 0.0, "share"),
        Figure(f"compared, {name}", compared, "strings"),
    ]


def _chunks(strings: Iterable[str], size: int) -> Iterator[list[str]]:
    chunk: list[str] = []
    for string in strings:
        chunk.append(string)
        if len(chunk) == size:
            yield chunk
            chunk = []
    yield chunk


def pyvi_result(text: str) -> str | None:
    """What pyvi gives, or None where it raises: a lone surrogate ends in a SystemError."""
    try:
        return pyvi_tokenize()(text)
    except Exception:  # noqa: BLE001 - whatever it raises, it has no result
        return None


def is_same(text: str, expected: str, in_batch: list[str]) -> bool:
    """Whether the plain path, the list of words and the batch agree with pyvi's string."""
    found = plain.words(text)
    return (
        plain.tokenize(text) == expected and found == in_batch and (not found or " ".join(found) == expected)
    )


def measure_f1(private: Path | None) -> list[Figure]:
    """F1 of word spans on UD_Vietnamese-VTB after `prepared`, as written and in other cases."""
    if private is None:
        return []
    figures = []
    for split in ("test", "dev"):
        sentences = treebank(private, split)
        for name, write in (("", str), (", all capitals", str.upper), (", title case", str.title)):
            figures.append(Figure(f"F1, {split}{name}", round(_f1(sentences, write), 4), "share"))
    return figures


def _f1(sentences: Sequence[Sentence], write: Callable[[str], str]) -> float:
    right = found = expected = 0
    for sentence in sentences:
        gold = _word_spans(sentence.words)
        ours = _word_spans(plain.words(plain.prepared(write(sentence.text))))
        right += len(gold & ours)
        found += len(ours)
        expected += len(gold)
    return 2 * right / (found + expected)


def _word_spans(words: Iterable[str]) -> set[tuple[int, int]]:
    """Where words begin and end, counted in characters that are neither blank nor `_`."""
    spans = set()
    end = 0
    for word in words:
        start = end
        end += len(word.replace(" ", "").replace("_", ""))
        spans.add((start, end))
    return spans
