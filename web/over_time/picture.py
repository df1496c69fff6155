"""A picture of phrases over time: lines that differ by dash and marker, the archive as bars behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from web.over_time.asked import Shown
from web.over_time.axes import count_label, labels, period_label, rounded, share_label
from web.texts.words import phrase, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Json = dict[str, Any]

WIDTH, HEIGHT = 900, 420
LEFT, RIGHT, TOP, BOTTOM = 66, 66, 30, 46
"""What stands around the plot: the axes and what is written at them."""

LINE_OF_KEY = 24
"""Height of a line of the key, which only the file has."""

MARKERS_APART = 14
"""Markers are at least so far from each other, but where a date is inferred."""

DASHES = ("", "9 4", "3 3", "12 3 3 3", "6 6", "2 5")
COLOURS = ("#9c1419", "#1f5fa8", "#1b7a3d", "#8a5a00", "#6b3fa0", "#00707a")
"""Of the file, and of pages in the light; style sheets have others for the dark."""

_SHAPES = (
    "circle",
    ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    ((0, -1.25), (1.15, 0.9), (-1.15, 0.9)),
    ((0, -1.35), (1.1, 0), (0, 1.35), (-1.1, 0)),
    ((0, 1.25), (1.15, -0.9), (-1.15, -0.9)),
    ((-0.6, -1.1), (0.6, -1.1), (1.2, 0), (0.6, 1.1), (-0.6, 1.1), (-1.2, 0)),
)
_SIZE = 4.0


class Bar(NamedTuple):
    """The archive in a period: a bar, of which the upper `guessed` part has inferred dates."""

    x: float
    y: float
    width: float
    height: float
    guessed: float
    told: str


class Marker(NamedTuple):
    """A point of a line: a polygon, or a circle; hollow where dates are inferred."""

    x: float
    y: float
    points: str
    is_hollow: bool
    told: str


class Line(NamedTuple):
    """A phrase: its line, in pieces where the archive has nothing, and its markers; `n` is 1 to 6."""

    n: int
    text: str
    dash: str
    colour: str
    paths: tuple[str, ...]
    markers: tuple[Marker, ...]
    key: Marker
    told: str


class Tick(NamedTuple):
    """A place of an axis and what is written there."""

    at: float
    text: str


class Picture(NamedTuple):
    """All that is drawn, in units of a picture `width` wide and `height` high."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    bars: tuple[Bar, ...]
    lines: tuple[Line, ...]
    values: tuple[Tick, ...]
    archive: tuple[Tick, ...]
    times: tuple[Tick, ...]
    value_title: str
    has_guesses: bool


def picture_of(found: Json, shown: Shown, lang: str) -> Picture:
    """The picture of what was counted."""
    periods, archive = found["periods"], found["archive"]
    is_share = shown is Shown.SHARE
    values = [_values(one, is_share=is_share) for one in found["series"]]
    most = max((value for each in values for value in each if value is not None), default=0)
    axis, behind = rounded(most, whole=not is_share), rounded(max(archive["counts"], default=0), whole=True)
    told: Callable[[float, str], str] = share_label if is_share else count_label
    step = (WIDTH - LEFT - RIGHT) / max(1, len(periods))
    frame = _Frame(step, axis[-1], behind[-1])
    return Picture(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        bars=tuple(_bars(frame, found, lang)),
        lines=tuple(
            _line(frame, n, one, each, found, lang)
            for n, (one, each) in enumerate(zip(found["series"], values, strict=True), 1)
        ),
        values=tuple(Tick(frame.y(value), told(value, lang)) for value in axis) if found["series"] else (),
        archive=tuple(Tick(frame.behind(value), count_label(value, lang)) for value in behind),
        times=tuple(Tick(frame.x(at), text) for at, text in labels(periods, lang)),
        value_title=say("% số bài trong kỳ", lang) if is_share else say("số bài", lang),
        has_guesses=any(map(any, (archive["estimated"], *(one["estimated"] for one in found["series"])))),
    )


class _Frame(NamedTuple):
    """Where a period and a value lie."""

    step: float
    most: float
    most_behind: float

    def x(self, at: int) -> float:
        """The middle of a period."""
        return round(LEFT + (at + 0.5) * self.step, 1)

    def y(self, value: float) -> float:
        """The height of a point."""
        return self._height(value / self.most)

    def behind(self, value: float) -> float:
        """The height of a bar of the archive."""
        return self._height(value / self.most_behind)

    def _height(self, part: float) -> float:
        return round(HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM), 1)


def _values(series: Json, *, is_share: bool) -> Sequence[float | None]:
    found: Sequence[float | None] = series["shares"] if is_share else series["counts"]
    return found


def _bars(frame: _Frame, found: Json, lang: str) -> Sequence[Bar]:
    wide = max(frame.step * 0.8, min(frame.step, 1))
    bars = []
    for at, (period, count, guessed) in enumerate(
        zip(found["periods"], found["archive"]["counts"], found["archive"]["estimated"], strict=True)
    ):
        top, base = frame.behind(count), frame.behind(0)
        if count:
            left = round(LEFT + at * frame.step + (frame.step - wide) / 2, 1)
            part = round((base - top) * guessed / count, 1)
            told = _told(say("cả kho", lang), period, count, None, guessed, lang)
            bars.append(Bar(left, top, round(wide, 1), round(base - top, 1), part, told))
    return bars


def _line(
    frame: _Frame, n: int, series: Json, values: Sequence[float | None], found: Json, lang: str
) -> Line:
    paths, markers, reached = [[]], list[Marker](), float("-inf")  # type: list[list[str]], list[Marker], float
    for at, value in enumerate(values):
        if value is None:
            paths.append([])
            continue
        x, y, guessed = frame.x(at), frame.y(value), series["estimated"][at]
        paths[-1].append(f"{x:g} {y:g}")
        if guessed or x - reached >= MARKERS_APART:
            told = _told(
                series["q"], found["periods"][at], series["counts"][at], series["shares"][at], guessed, lang
            )
            markers.append(_marker(n, x, y, told, is_hollow=bool(guessed)))
            reached = x
    return Line(
        n,
        series["q"],
        DASHES[n - 1],
        COLOURS[n - 1],
        tuple(f"M{' L'.join(path)}" for path in paths if len(path) > 1),
        tuple(markers),
        _marker(n, 24, 12, "", is_hollow=False),
        _in_words(series, found["periods"], lang),
    )


def _marker(n: int, x: float, y: float, told: str, *, is_hollow: bool) -> Marker:
    shape = _SHAPES[n - 1]
    points = (
        ""
        if isinstance(shape, str)
        else " ".join(f"{x + _SIZE * a:.1f},{y + _SIZE * b:.1f}" for a, b in shape)
    )
    return Marker(x, y, points, is_hollow, told)


_POINT = phrase("{what}, {period}: {n} bài")
_GUESSED = phrase("trong đó {n} bài có ngày ước đoán")


def _told(what: str, period: str, count: int, share: float | None, guessed: int, lang: str) -> str:
    """A point in words."""
    told = say(_POINT, lang, what=what, period=period_label(period, lang), n=count)
    if share is not None:
        told += f" ({share_label(share, lang)})"
    return f"{told}, {say(_GUESSED, lang, n=guessed)}" if guessed else told


def _in_words(series: Json, periods: Sequence[str], lang: str) -> str:
    """A line in a sentence: how many articles, the most of them when, and how many have no period."""
    told = say("{q}: {n} bài", lang, q=series["q"], n=series["articles"])
    most = max(series["counts"], default=0)
    if most:
        when = period_label(periods[series["counts"].index(most)], lang)
        told += ", " + say("nhiều nhất vào {period} ({n} bài)", lang, period=when, n=most)
    if series["undated"]:
        told += ", " + say("{n} bài không rõ kỳ", lang, n=series["undated"])
    return f"{told}."
