"""Lines as pages draw them: on one line of text, with as much on either side as there is room for."""

from __future__ import annotations

import re
from typing import Any

Json = dict[str, Any]

BESIDE = 120
"""Characters on either side of an occurrence: what a wide line holds, and what a narrow screen bears."""

_BLANKS = re.compile(r"\s+")


def shown(line: Json) -> Json:
    """A line with what a page draws beside its occurrence, and whether more stands there."""
    before, match, after = (_BLANKS.sub(" ", line[name]) for name in ("before", "match", "after"))
    first, last = _from_a_word(before), _to_a_word(after)
    return {
        **line,
        "shown_before": before[first:],
        "shown_match": match,
        "shown_after": after[:last],
        "before_cut": first > 0,
        "after_cut": last < len(after),
    }


def _from_a_word(text: str) -> int:
    """Where the last characters that are shown begin."""
    first = max(0, len(text) - BESIDE)
    return text.find(" ", first) + 1 if first else 0


def _to_a_word(text: str) -> int:
    """Where the first characters that are shown end."""
    if len(text) <= BESIDE:
        return len(text)
    last = text.rfind(" ", 0, BESIDE)
    return last if last > 0 else BESIDE
