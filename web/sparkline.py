"""Small pictures of numbers in a row, as the bars of an SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

HEIGHT = 24
STEP, WIDTH = 8, 7
LEAST = 1
"""Height of the bar of nothing; that of anything else is at least twice as high."""


class Bar(NamedTuple):
    """A bar: its left and upper edge, and its height; all are `WIDTH` wide."""

    x: int
    y: int
    height: int


class Sparkline(NamedTuple):
    """A picture and its size."""

    width: int
    height: int
    bars: tuple[Bar, ...]


def sparkline(counts: Sequence[int]) -> Sparkline:
    """A bar a number, the highest for the most."""
    most = max(counts, default=0)
    heights = [max(round(HEIGHT * count / most), 2 * LEAST) if count else LEAST for count in counts]
    bars = tuple(Bar(STEP * at, HEIGHT - height, height) for at, height in enumerate(heights))
    return Sparkline(max(STEP * len(counts) - (STEP - WIDTH), 0), HEIGHT, bars)
