"""Ours beside tantivy-py as it can be used from Python; nothing where one of the two is absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tools.measure.engine.entrants import Entrant
    from tools.measure.engine.timing import Times

OURS, THEIRS, FOLDS = "ours", "tantivy", "tantivy-folds"


def of_indexes(entered: Sequence[Entrant]) -> Iterator[Figure]:
    """Times faster built, or larger, than tantivy."""
    by_name = {entrant.peer.name: entrant for entrant in entered}
    if OURS not in by_name or THEIRS not in by_name:
        return
    ours, theirs = by_name[OURS], by_name[THEIRS]
    for threads, title in ((1, "building, one process"), (2, "building, two processes")):
        yield Figure(title, round(ours.rates[threads] / theirs.rates[threads], 2), "times tantivy")
    yield Figure("bytes on disk", round(ours.size / theirs.size, 2), "times tantivy")


def of_times(took: Mapping[str, Mapping[str, Times]]) -> Iterator[Figure]:
    """Times faster answered than by tantivy."""
    for row, times in took.items():
        if OURS in times and THEIRS in times:
            yield from _faster(row, times)


def _faster(row: str, times: Mapping[str, Times]) -> Iterator[Figure]:
    """Over the same fields, and against the slowest of its passes alone, which no fused pass could beat.

    What one more field of words without marks makes of it is told beside.
    """
    ours, whole = times[OURS], times[THEIRS]
    if FOLDS in times:
        ratio = round(times[FOLDS].p50 / ours.p50, 2)
        yield Figure(f"{row}, against one more field of folds", ratio, "times faster than tantivy")
    passes = [times[f"{name}, one pass"] for name in (THEIRS, FOLDS) if f"{name}, one pass" in times]
    yield Figure(row, round(whole.p50 / ours.p50, 2), "times faster than tantivy")
    yield Figure(f"{row}, p99", round(whole.p99 / ours.p99, 2), "times faster than tantivy")
    one_pass = min(each.p50 for each in passes)
    yield Figure(f"{row}, one-pass bound", round(one_pass / ours.p50, 2), "times faster than one pass")
