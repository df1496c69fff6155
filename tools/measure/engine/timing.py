"""Times questions: engine by engine in rounds within one run, so that a busy moment strikes all of them."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tools.measure.engine.shapes import Question, Searcher

    Ask = Callable[[Question], float]

THREADS = 8


class Contender(NamedTuple):
    """Who answers, which questions, and in how many rounds; `ask` gives the milliseconds."""

    ask: Ask
    questions: Sequence[Question]
    rounds: int


class Times(NamedTuple):
    """Milliseconds: the middle question, and the slowest but one in a hundred.

    Each counts with its median over the rounds: a processor that is taken away for a moment makes no question
    slow.
    """

    p50: float
    p99: float
    each: list[float]
    """All of them."""


def whole(searcher: Searcher) -> Ask:
    """The time of an answer."""

    def ask(question: Question) -> float:
        started = time.perf_counter()
        searcher.search(question)
        return (time.perf_counter() - started) * 1000

    return ask


def slowest_pass(passes: Callable[[Question], list[Callable[[], object]]]) -> Ask:
    """The time of the slowest part of an answer: what one pass would need at the least."""

    def ask(question: Question) -> float:
        return max(map(_milliseconds, passes(question)))

    return ask


def interleaved(contenders: Mapping[str, Contender]) -> dict[str, Times]:
    """One round to warm up, then rounds in turn."""
    took: dict[str, list[list[float]]] = {name: [] for name in contenders}
    for number in range(1 + max((each.rounds for each in contenders.values()), default=0)):
        for name, contender in contenders.items():
            if number <= contender.rounds:
                took[name].append([contender.ask(question) for question in contender.questions])
    return {name: _times(rounds[1:]) for name, rounds in took.items()}


def crowded(searcher: Searcher, questions: Sequence[Question]) -> tuple[float, float]:
    """p99 in milliseconds, and answers a second, of threads that ask at the same time."""
    ask = whole(searcher)
    for question in questions:
        ask(question)
    rest, lock = iter(questions), threading.Lock()
    took: list[float] = []
    crowd = [threading.Thread(target=_drain, args=(ask, rest, lock, took)) for _ in range(THREADS)]
    started = time.perf_counter()
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    return float(np.percentile(took, 99)), len(took) / (time.perf_counter() - started)


def _drain(ask: Ask, rest: Iterator[Question], lock: threading.Lock, took: list[float]) -> None:
    while True:
        with lock:
            question = next(rest, None)
        if question is None:
            return
        took.append(ask(question))


def _milliseconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def _times(rounds: list[list[float]]) -> Times:
    each = np.median(np.array(rounds), axis=0)
    return Times(float(np.percentile(each, 50)), float(np.percentile(each, 99)), each.tolist())
