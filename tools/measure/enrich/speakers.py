"""How right it is who says what: own cases, and passages of real articles that readers labelled unseen.

A speaker is right where his name and the whole phrase of his office are as labelled, but for case, the place
of tone marks, and `nguyên` or a form of address before the office. Where the label calls the office a mere
job, a part of it, more of it or none is right too. What the label leaves in doubt counts neither way, nor
does one of whom a passage tells neither name nor office: nothing could be told of him.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from index.enrich.speakers import find_statements
from search.errors import DataError
from search.model import BlockKind
from search.text import canonical, comparable
from tools.measure.enrich.cited import CASES, in_blocks
from tools.measure.enrich.labels import rows_of
from tools.measure.figures import Figure
from tools.measure.private import private_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from search.model import Article, Span, Statement

SETS = ("dev", "more", "test", "later")
"""Labelled passages: those of the first two were looked at while rules were made, the last are the newest."""
SHORT = CASES / "speakers-short.jsonl"
_BEFORE_OFFICE = re.compile(r"(?:nguyên|đồng chí|ông|bà) ")
_WORD = re.compile(r"\S*\w\S*")


class Passage(NamedTuple):
    """A text and who speaks in it: labels have `name`, `office`, maybe `said`, `doubt`, `body`, `job`."""

    id: str
    article: Article
    labels: Sequence[Mapping[str, Any]]


class Score(NamedTuple):
    """Speakers, or words: those that are right, those found that count, those labelled without doubt."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Of what was labelled, the share that was found."""
        return self.right / self.wanted if self.wanted else 1.0


def speakers_figures(part: str) -> list[Figure]:
    """The figures of the passages of one set (`SETS`); none where the private data is not."""
    folder = private_data()
    if folder is None:
        return []
    passages = list(labelled_passages(part, folder))
    read = [(each, find_statements(each.article)) for each in passages]
    figures = [Figure("passages", len(passages), "passages")]
    for name, unit, measured in (
        ("speakers", "speakers", speakers_of),
        ("names", "names", names_of),
        ("words given", "words", words_of),
        ("all words", "words", all_words_of),
    ):
        score = total(measured(each, found) for each, found in read)
        figures.append(Figure(f"{name} labelled", score.wanted, unit))
        figures.append(Figure(f"{name}, precision", score.precision, "share"))
        figures.append(Figure(f"{name}, recall", score.recall, "share"))
    return figures


def short_figures() -> list[Figure]:
    """The figures of the own cases: how many are read right as a whole."""
    passages = short_passages()
    return [
        Figure("own cases", len(passages), "cases"),
        Figure("own cases, all right", 1 - len(short_misses()) / len(passages), "share"),
    ]


def short_misses() -> list[tuple[str, list[tuple[str, str]], list[tuple[str, str]]]]:
    """The own cases that are not read right: what was wanted, and what was found."""
    misses = []
    for each in short_passages():
        wanted = sorted((label["name"], label["office"]) for label in each.labels)
        found = sorted((one.speaker, one.office) for one in find_statements(each.article))
        if wanted != found:
            misses.append((each.id, wanted, found))
    return misses


def short_passages() -> list[Passage]:
    """The own cases."""
    rows = map(json.loads, SHORT.read_text(encoding="utf-8").splitlines())
    return [Passage(row["id"], _article(row["text"]), row["speakers"]) for row in rows]


def labelled_passages(part: str, private: Path) -> Iterator[Passage]:
    """The labelled passages of one set. Raises `DataError` where the text of one is absent or another."""
    path = CASES / f"speakers-{part}.jsonl"
    if not path.is_file():
        raise DataError(f"{path} is not there; this needs a checkout of the project")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for name in sorted({row["file"] for row in rows}):
        wanted: dict[int, list[dict[str, Any]]] = {}
        for row in rows:
            if row["file"] == name:
                wanted.setdefault(row["row"], []).append(row)
        for number, source in enumerate(rows_of(private / name)):
            for row in wanted.get(number, ()):
                text = source[row["field"]][row["from"] : row["to"]]
                if not hashlib.sha256(text.encode()).hexdigest().startswith(row["sha256"]):
                    raise DataError(f"{private / name} has another text of {row['id']} than was labelled")
                yield Passage(row["id"], _article(text), row["speakers"])


def _article(text: str) -> Article:
    lines = (" ".join(canonical(line).split()) for line in text.split("\n"))
    return in_blocks([(BlockKind.BODY, line) for line in lines if line])


def total(scores: Iterable[Score]) -> Score:
    """All scores together."""
    return Score(*map(sum, zip(*scores, strict=True)))


def speakers_of(passage: Passage, found: Sequence[Statement]) -> Score:
    """Pairs of name and office."""
    matched = list(_that_count(passage, found))
    right = sum(label is not None for _, label in matched)
    return Score(right, len(matched), sum(_counts(each) for each in passage.labels))


def _that_count(
    passage: Passage, found: Sequence[Statement]
) -> Iterator[tuple[Statement, Mapping[str, Any] | None]]:
    """Who was found with the label he is told by, each label once, but for those in doubt."""
    open_labels = list(passage.labels)
    for one in found:
        label = next((each for each in open_labels if _is_same(each, one)), None)
        if label is not None:
            open_labels.remove(label)
        if label is None or not label.get("doubt"):
            yield one, label


def _counts(label: Mapping[str, Any]) -> bool:
    """Whether a label is to be found: without doubt, and somebody who can be told."""
    return not label.get("doubt") and bool(label["name"] or label["office"])


def _is_same(label: Mapping[str, Any], one: Statement) -> bool:
    if _plain(label["name"]) != _plain(one.speaker):
        return False
    office, wanted = _office(one.office), _office(label["office"])
    return office == wanted or bool(label.get("job") and (office in wanted or wanted in office))


def _office(office: str) -> str:
    return _BEFORE_OFFICE.sub("", _plain(office), count=1)


def _plain(text: str) -> str:
    return " ".join(comparable(canonical(text)).split())


def names_of(passage: Passage, found: Sequence[Statement]) -> Score:
    """Names alone."""
    wanted = {_plain(each["name"]) for each in passage.labels if each["name"] and not each.get("doubt")}
    doubtful = {_plain(each["name"]) for each in passage.labels} - wanted
    given = {_plain(one.speaker) for one in found if one.speaker} - doubtful
    return Score(len(wanted & given), len(given), len(wanted))


def words_of(passage: Passage, found: Sequence[Statement]) -> Score:
    """Words given to speakers that were found right: how right their bounds are."""
    words = _words(passage)
    score = Score(0, 0, 0)
    for label in passage.labels:
        one = next((each for each in found if _is_same(label, each)), None)
        if one is None or label.get("doubt"):
            continue
        wanted, given = _labelled(label), _given(words, one)
        score = total([score, Score(len(wanted & given), len(given), len(wanted))])
    return score


def all_words_of(passage: Passage, found: Sequence[Statement]) -> Score:
    """Words of everybody that counts: those of wrong speakers are wrong, those of missed ones are missed."""
    words = _words(passage)
    right = counted = 0
    for one, label in _that_count(passage, found):
        given = _given(words, one)
        counted += len(given)
        right += len(given & _labelled(label)) if label is not None else 0
    return Score(right, counted, sum(len(_labelled(each)) for each in passage.labels if _counts(each)))


def _words(passage: Passage) -> list[tuple[int, int]]:
    """Where the words of a passage begin and end."""
    return [(m.start(), m.end()) for m in _WORD.finditer(passage.article.text)]


def _labelled(label: Mapping[str, Any]) -> set[int]:
    """The numbers of the words that a label gives to somebody."""
    return {at for first, behind in label["said"] for at in range(first, behind)}


def _given(words: Sequence[tuple[int, int]], one: Statement) -> set[int]:
    """The numbers of the words that are found to be somebody's."""
    return {at for at, (a, b) in enumerate(words) if _holds(one.said, a, b)}


def _holds(said: Sequence[Span], start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in said)
