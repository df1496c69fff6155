"""The head of a page: where the article begins, and which lines above it are its title and its time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.clean.bylines import is_labelled, is_signature, is_source
from index.clean.captions import is_labelled_caption, is_scene
from index.clean.datelines import find_stamp, has_weekday
from index.clean.patterns import KINDS, Sign
from search.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.clean.lines import Line

_SECOND_SENTENCE = re.compile(r"(?<!\.)\. ")
LONG = 40  # syllables: a line this long with punctuation in it is a paragraph, whatever its end
_OPENING = 25  # syllables that a first paragraph needs if it does not end in a full stop
_SENTENCE = 8  # syllables of the shortest paragraph
_TITLE_LIMIT = 45  # syllables of the longest headline
_TITLE_SENTENCE = 24  # syllables of the longest headline that ends in a full stop
_TITLE_MENU = 6  # syllables: menu entries are shorter than this, headlines mostly longer
_LEAD = 12  # syllables of the shortest lead without full stop

_LONGEST_TITLE = 1000  # characters: whatever is longer is no title
_TIME_REACH = 3  # lines above the first paragraph in which a time belongs to the article
_CUT_TITLE = 300  # characters that are kept of it as title
_CUT_REACH = 100  # characters before the cut among which the end of a word is looked for
CUT = "longer than 1,000 characters: cut at the end of a word, the rest is body"
"""The reason of a title that `cut_title` has cut."""


def cut_title(text: str) -> int | None:
    """Where a title that is too long to be one is cut, at the end of a word; None for any other.

    What follows is running text: an overlong field or line loses nothing.
    """
    if len(text) <= _LONGEST_TITLE:
        return None
    blank = text.rfind(" ", _CUT_TITLE - _CUT_REACH, _CUT_TITLE + 1)
    return blank if blank > 0 else _CUT_TITLE


def is_prose(line: Line) -> bool:
    """Whether a line is a paragraph by its length and its end."""
    if line.text.isupper():
        return line.words >= 60
    if line.words >= LONG:
        return line.is_sentence or line.has_pause
    return line.words >= _SENTENCE and line.is_sentence


def is_opening(line: Line) -> bool:
    """Whether a paragraph can be an article's first: slogans and cut teasers of page heads are not."""
    return is_prose(line) and (line.has_full_stop or line.words >= _OPENING) and not is_labelled_caption(line)


def find_opening(lines: Sequence[Line], signs: Sequence[Sign | None], start: int = 0) -> int | None:
    """The index of the first paragraph, or None."""
    return next((i for i in range(start, len(lines)) if signs[i] is None and is_opening(lines[i])), None)


def is_headline(lines: Sequence[Line], signs: Sequence[Sign | None], opening: int) -> bool:
    """Whether what looks like the first paragraph is the title: one sentence, over a time or at the top."""
    line = lines[opening]
    short = line.words <= _TITLE_SENTENCE if line.has_full_stop else line.words <= _TITLE_LIMIT
    if not short or _SECOND_SENTENCE.search(line.text) or line.text.endswith(":"):
        return False
    dated = opening + 1 < len(lines) and signs[opening + 1] is Sign.DATELINE
    return dated or all(sign is not None for sign in signs[:opening])


def label_head(
    lines: Sequence[Line], signs: Sequence[Sign | None], *, titled: bool, dated: bool = False
) -> list[BlockKind]:
    """Label the lines above the first paragraph; `titled` and `dated` say what is known already."""
    title = None if titled else _find_title(lines, signs)
    begin = 0 if titled else len(lines) if title is None else title + 1
    time = _time_below_heading(lines, signs) if titled and not dated else None
    if title is not None:
        time = _find_dateline(lines, signs, title)
    kinds = [
        _after_title(line, sign) if i >= begin else _before_title(sign)
        for i, (line, sign) in enumerate(zip(lines, signs, strict=True))
    ]
    if title is not None:
        kinds[title] = BlockKind.TITLE
        if title and _is_first_half(lines[title - 1], lines[title]) and signs[title - 1] is None:
            kinds[title - 1] = BlockKind.TITLE
    if time is not None:
        kinds[time] = BlockKind.DATELINE
    return kinds


def _find_title(lines: Sequence[Line], signs: Sequence[Sign | None]) -> int | None:
    free = [i for i, line in enumerate(lines) if signs[i] is None and not _is_apart(line)]
    free = [i for i in free if not is_signature(lines[i])] or free
    if not free:
        return None
    date = next((i for i in reversed(range(len(lines))) if signs[i] is Sign.DATELINE), None)
    if date is None:
        return _nearest(lines, free)
    above, below = [i for i in free if i < date], [i for i in free if i > date]
    if not above or not below:
        return _nearest(lines, below) if below else above[-1]
    return _nearest(lines, below) if _stands_below(lines, above[-1], date, below[-1]) else above[-1]


def _is_apart(line: Line) -> bool:
    return (
        is_labelled(line) or is_source(line) or is_labelled_caption(line) or line.text.startswith(("-", "+"))
    )


def _nearest(lines: Sequence[Line], free: Sequence[int]) -> int:
    """The last line before the first paragraph, unless that is a caption or a lead under the title."""
    last = free[-1]
    if len(free) > 1 and lines[free[-2]].words >= _TITLE_MENU:
        under = is_scene(lines[last]) or lines[last].words > _OPENING
        return free[-2] if under else last
    return last


def _stands_below(lines: Sequence[Line], above: int, date: int, below: int) -> bool:
    """Whether the title stands under the time: some layouts print the time first."""
    if is_scene(lines[below]) and lines[above].words >= _TITLE_MENU:
        return False
    if lines[below].words < _TITLE_MENU:
        return False
    return lines[above].words < _TITLE_MENU or (
        has_weekday(lines[date].fold) and lines[below].words <= _OPENING
    )


def _find_dateline(lines: Sequence[Line], signs: Sequence[Sign | None], title: int) -> int | None:
    """The first time under the title, else the one just above it; a clock further up is the page's own."""
    if find_stamp(lines[title].text) is not None:
        return None
    under = next((i for i in range(title + 1, len(lines)) if signs[i] is Sign.DATELINE), None)
    if under is not None:
        return under
    above = title - 1
    while above >= 0 and signs[above] in {Sign.CHROME, Sign.SECTION}:
        above -= 1
    return above if above >= 0 and signs[above] is Sign.DATELINE else None


def _time_below_heading(lines: Sequence[Line], signs: Sequence[Sign | None]) -> int | None:
    """A time just above the first paragraph where the heading is known; one with a weekday is a clock."""
    near = range(max(0, len(lines) - _TIME_REACH), len(lines))
    return next((i for i in near if signs[i] is Sign.DATELINE and not has_weekday(lines[i].fold)), None)


def _is_first_half(line: Line, title: Line) -> bool:
    return title.blanks == 0 and line.words >= 3 and line.text.endswith((":", ",", "-", "–"))


def _before_title(sign: Sign | None) -> BlockKind:
    return (
        BlockKind.SECTION
        if sign is Sign.SECTION
        else BlockKind.PAGER
        if sign is Sign.PAGER
        else BlockKind.CHROME
    )


def _after_title(line: Line, sign: Sign | None) -> BlockKind:
    if sign is not None:
        return BlockKind.CHROME if sign is Sign.DATELINE else KINDS.get(sign, BlockKind.CHROME)
    if is_labelled_caption(line) or is_scene(line):
        return BlockKind.CAPTION
    if is_labelled(line) or is_signature(line):
        return BlockKind.BYLINE
    if is_source(line):
        return BlockKind.SOURCE
    return BlockKind.LEAD if line.words >= _LEAD else BlockKind.HEADING
