"""Axes that people can read: round numbers, years and months where there is room for them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from web.texts.words import number

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = (1, 2, 5)
LINES = 5
"""Steps of an axis, at most."""

MOST_LABELS = 11
"""Periods that are written below a picture, at most."""

YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
MONTH_STEPS = (1, 2, 3, 6)


def rounded(most: float, *, whole: bool) -> list[float]:
    """The numbers of an axis from 0 to beyond the largest value, some round step apart."""
    if most <= 0:
        return [0.0, 1.0]
    steps = (step * 10.0**digits for digits in range(0 if whole else -9, 16) for step in STEPS)
    wide = next(step for step in steps if step * LINES >= most * (1 - 1e-9))
    return [wide * at for at in range(math.ceil(most / wide - 1e-9) + 1)]


def labels(periods: Sequence[str], lang: str) -> list[tuple[int, str]]:
    """Which periods are written below the picture, and how: `2021`, `3/2021`."""
    months = [len(period) > 4 for period in periods]
    if any(months) and len(periods) > max(MONTH_STEPS) * MOST_LABELS:
        januaries = [(at, period[:4]) for at, period in enumerate(periods) if period.endswith("-01")]
        return _thinned(januaries, YEAR_STEPS)
    named = [(at, period_label(period, lang)) for at, period in enumerate(periods)]
    return _thinned(named, MONTH_STEPS if any(months) else YEAR_STEPS)


def _thinned(named: list[tuple[int, str]], steps: Sequence[int]) -> list[tuple[int, str]]:
    """Every so-manieth: of years the round ones."""
    fitting = [step for step in steps if -(-len(named) // step) <= MOST_LABELS]
    step = fitting[0] if fitting else steps[-1]
    return [one for at, one in enumerate(named) if _place(one[1], at) % step == 0]


def _place(label: str, at: int) -> int:
    return int(label) if label.isdecimal() else at


def period_label(period: str, lang: str) -> str:
    """A year as it is, a month as `3/2021`, in English `2021-03`."""
    year, _, month = period.partition("-")
    return f"{int(month)}/{year}" if month and lang == "vi" else period


def share_label(share: float, lang: str) -> str:
    """A share as per cent, with as many digits as it needs: `12,5%`, `0,02%`."""
    digits = 1
    while digits < 6 and 0 < share * 100 < 10 ** (1 - digits):
        digits += 1
    text = f"{share * 100:.{digits}f}".rstrip("0").rstrip(".")
    return f"{text.replace('.', ',') if lang == 'vi' else text}%"


def count_label(count: float, lang: str) -> str:
    """A number of articles."""
    return number(round(count), lang)
