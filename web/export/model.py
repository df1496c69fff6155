"""An export: its head, its columns, its rows up to a limit, and how they ended."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from search.errors import TratinError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Cell = str | int | float

Row = TypeVar("Row")

LIMIT, FAILED = "limit", "failed"

_log = logging.getLogger(__name__)


class Column(NamedTuple):
    """A column: its name in JSON, its title for people, and its width in a sheet, in letters."""

    name: str
    title: str
    width: int = 14


class Fact(NamedTuple):
    """A line of the head: its name in JSON, its title for people, and what it says."""

    name: str
    title: str
    value: Cell


class Ending(NamedTuple):
    """How an export ended: its rows, and why there are no more; `reason` is empty where these are all.

    `told` says it in words.
    """

    rows: int
    reason: str
    told: str


class Words(NamedTuple):
    """What an export says of itself, in the language asked for; the endings have places for `{rows}`.

    `head`, `rows` and `end` are titles: of sheets, and of the line that tells the end.
    """

    head: str
    rows: str
    end: str
    whole: str
    limited: str
    failed: str


class Rows(Generic[Row]):
    """Rows one by one, up to a limit; once they are through, `ending` tells how they ended.

    What makes them may fail on the way: then those made so far are an export that is cut, and says so.
    """

    def __init__(self, made: Iterable[Row], most: int | None, words: Words) -> None:
        self._made = made
        self._most = most
        self.words = words
        self._count = 0
        self._reason = ""

    def __iter__(self) -> Iterator[Row]:
        """The rows. Never raises what an engine or a disk raises."""
        try:
            for row in self._made:
                if self._count == self._most:
                    self._reason = LIMIT
                    return
                self._count += 1
                yield row
        except (TratinError, OSError) as error:
            self._reason = FAILED
            _log.error("an export was cut: %s: %s", type(error).__name__, " ".join(str(error).split()))

    def stop(self) -> None:
        """Make no more: where there are some, the limit is reached."""
        self._most = self._count

    @property
    def ending(self) -> Ending:
        """How they ended."""
        told = {LIMIT: self.words.limited, FAILED: self.words.failed}.get(self._reason, self.words.whole)
        return Ending(self._count, self._reason, told.replace("{rows}", f"{self._count}"))


class Export(NamedTuple, Generic[Row]):
    """What is written: the lines of the head, the columns (references have none), and the rows."""

    head: Sequence[Fact]
    columns: Sequence[Column]
    rows: Rows[Row]

    @property
    def words(self) -> Words:
        """What is said around the rows."""
        return self.rows.words
