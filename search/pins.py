"""Results that staff pin to a query: articles that stand first, whatever the ranking says.

The table is `pins.toml` in the home folder, see `search.pin_table`. Engines know nothing of it: `web.pins`
puts the articles above what was found.

A query has pins where it is loose words only, the same words in the same order as one of the table. Spelling
and case never matter. Marks that were typed must be those of the table, any may be left out; a query that the
table has without any mark stands for every accented form.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from search.edited import decoded, own, own_path
from search.keys import adds_marks
from search.pin_table import asked_of, read_pins
from search.query import syntax_of
from search.query.syntax import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from search.pin_table import Asked, Pin
    from search.query import Context
    from search.settings import Settings

NAME = "pins.toml"
"""The table in a home folder."""


class _Pinned(NamedTuple):
    """A query of the table, and its pin."""

    asked: Asked
    pin: Pin


@dataclass(frozen=True, slots=True, eq=False)
class Pins:
    """One table: its pins in order, and the same by the folds of their queries."""

    pins: tuple[Pin, ...] = ()
    by_folds: Mapping[tuple[str, ...], Sequence[_Pinned]] | None = None

    def articles(self, query: str, context: Context, day: date) -> tuple[str, ...]:
        """The ids that are pinned to a query on a day, each once, in the order of the table."""
        if not self.by_folds:
            return ()
        syntax, _ = syntax_of(query, context)
        if not isinstance(syntax, Text) or "*" in syntax.text:
            return ()
        asked = asked_of(syntax.text)
        found = (
            article
            for one in self.by_folds.get(asked.folds, ())
            if one.pin.holds_on(day) and is_meant(asked, one.asked)
            for article in one.pin.articles
        )
        return tuple(dict.fromkeys(found))


def is_meant(typed: Asked, pinned: Asked) -> bool:
    """Whether typed words of the same folds can mean a query of the table."""
    return pinned.is_bare or all(map(adds_marks, typed.keys, pinned.keys))


NONE = Pins()
"""No pins at all."""


def pins_of(settings: Settings) -> Pins:
    """The table of a home folder: the file that is set, or its `pins.toml`; none where there is no file.

    Raises:
        SettingsError: the file cannot be read or is malformed; the message tells everything that is wrong.
    """
    path = own_path(settings, "pins_file", NAME)
    return pins_in(path) if path else NONE


def pins_in(path: Path) -> Pins:
    """The table in a file. Raises `SettingsError` as `pins_of` does."""
    return own(path, lambda file: made_of(read_pins(decoded(file), str(file))))


def made_of(pins: Sequence[Pin]) -> Pins:
    """The table of some pins."""
    by_folds: dict[tuple[str, ...], list[_Pinned]] = defaultdict(list)
    for pin in pins:
        for asked in pin.queries:
            by_folds[asked.folds].append(_Pinned(asked, pin))
    return Pins(tuple(pins), dict(by_folds))
