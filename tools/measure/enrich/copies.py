"""Near-duplicates: how many are found, how many of those found are right, how fast, in how much memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from math import comb
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from index.copies.grouping import group
from index.copies.signing import Signatures, all_of, sign
from tools.measure.enrich.republished import pieces
from tools.measure.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from index.copies.signing import Signature
    from tools.measure.enrich.republished import Piece

ROOT = Path(__file__).parents[3]

PIECES = 20_000
"""Articles at share 1."""

SIGNED = 5_000
"""Articles whose signing is timed, at most: more take longer and say the same."""

PARTS, FEW = 20, 1_000
"""Of how many parts the archive is that is grouped, if it has so many of a few articles each."""

_KEPT = 16
"""Bits of a shingle that stay the same from one part of a made-up archive to the next: its place in order."""


def copies_figures(share: float, seed: int) -> list[Figure]:
    """Precision and recall over pairs of copies, on `share` of the gold: 3 % are published again."""
    gold = list(pieces(max(200, round(PIECES * share)), seed))
    firsts = _first_of_each(gold)
    wanted = [piece.of for piece in gold]
    right = _pairs(list(zip(firsts, wanted, strict=True)))
    return [
        Figure("precision", _ratio(right, _pairs(firsts)), "share of pairs"),
        Figure("recall", _ratio(right, _pairs(wanted)), "share of pairs"),
        Figure("pairs", _pairs(wanted), "pairs"),
    ]


def _first_of_each(gold: Sequence[Piece]) -> list[int]:
    """For each piece the number of the first that was found to be the same; its own if it was too short."""
    signed = [(piece.number, signature) for piece in gold if (signature := sign(piece.article))]
    numbers = [number for number, _ in signed]
    firsts = [piece.number for piece in gold]
    for number, first in zip(numbers, group(all_of([each for _, each in signed])).tolist(), strict=True):
        firsts[number] = numbers[first]
    return firsts


def _pairs(labels: Sequence[Hashable]) -> int:
    """How many pairs have the same label."""
    return sum(comb(size, 2) for size in Counter(labels).values())


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


# ---------------------------------------------------------------- speed


def copies_speed(articles: int, seed: int) -> list[Figure]:
    """Signatures a second on one core; then seconds and the most memory to group `articles` of them.

    These are the signatures of a part of the articles again and again, each time with other shingles: an
    archive of many parts, each with the copies and the patterns of the first. A fresh process groups them.
    """
    gold = [piece.article for piece in pieces(_signed(articles), seed)]
    started = time.perf_counter()
    for article in gold:
        sign(article)
    rate = len(gold) / (time.perf_counter() - started)
    command = [sys.executable, "-m", "tools.measure.enrich.copies", str(articles), str(seed)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT)  # noqa: S603 - our own interpreter
    seconds, memory, groups = msgspec.json.decode(done.stdout, type=tuple[float, float, int])
    return [
        Figure("signatures", round(rate), "articles/s"),
        Figure("signatures grouped", articles, "articles"),
        Figure("groups found", groups, "groups"),
        Figure("grouping", round(seconds, 1), "s"),
        Figure("grouping, memory", round(memory), "MB"),
    ]


def _grouped(articles: int, seed: int) -> tuple[float, float, int]:
    """Seconds to group, MB at most, and groups found."""
    signatures = _many(articles, seed)
    started = time.perf_counter()
    labels = group(signatures)
    seconds = time.perf_counter() - started
    sizes = np.bincount(labels)
    return seconds, most_memory(), int(np.count_nonzero(sizes > 1))


def _many(articles: int, seed: int) -> Signatures:
    """So many signatures, each part of them that of the same articles with other values."""
    made_of = pieces(_signed(articles), seed)
    own = [signature for piece in made_of if (signature := sign(piece.article))]
    chance = np.random.default_rng(seed)
    made = Signatures(articles)
    while len(made) < articles:
        mask = np.uint32(chance.integers(1 << 32))
        for signature in own[: articles - len(made)]:
            made.add(_otherwise(signature, mask))
    return made


def _signed(articles: int) -> int:
    """How many articles are made and signed."""
    return min(articles, max(FEW, articles // PARTS), SIGNED)


def _otherwise(signature: Signature, mask: np.uint32) -> Signature:
    """A signature with other values in about the same order: what shares some of it still does."""
    low = np.uint32(mask & np.uint32((1 << _KEPT) - 1))
    return signature._replace(
        bands=signature.bands ^ mask,
        title=signature.title ^ mask,
        figures=np.sort(signature.figures ^ low),
        names=np.sort(signature.names ^ low),
        sketch=np.sort(signature.sketch ^ low),
    )


def most_memory() -> float:
    """The most MB that this process has taken; 0 where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(_grouped(int(sys.argv[1]), int(sys.argv[2]))))
