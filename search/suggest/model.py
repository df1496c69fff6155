"""What helps typing must know of a language, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray


class Language(Protocol):
    """The words of an index, told by their keys, and how likely each is; logarithms are natural."""

    def spellings(self, fold: str) -> tuple[str, ...]:
        """The keys that share a fold, in order."""
        ...

    def count(self, key: str) -> int:
        """How often a word stands in the text."""
        ...

    def alone(self, keys: Sequence[str]) -> NDArray[Any]:
        """The logarithm of the probability of each word by itself."""
        ...

    def after(self, left: Sequence[str], right: Sequence[str]) -> NDArray[Any]:
        """That of each word of `right` (columns) after each of `left` (rows)."""
        ...

    def together(self, left: str, right: str) -> int:
        """About how often two words stand side by side."""
        ...

    @property
    def inventory(self) -> Mapping[str, int]:
        """The folds of letters that may be meant, and how often each stands in the text."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """Words with the marks that may be meant.

    `odds` is the logarithm of the probability of this reading against the best other one: positive for the
    likeliest only, 50 where there is no other. `count` is about how often the reading stands in the text: of
    one word exactly, of several at most, for it is that of its rarest two neighbours.
    """

    keys: tuple[str, ...]
    text: str
    odds: float
    count: int


class Change(NamedTuple):
    """The words `[first, last)` of a query were typed so, and may be meant so."""

    first: int
    last: int
    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A text that may be meant, what differs from the one typed, and how much likelier it is (log-odds)."""

    text: str
    changes: tuple[Change, ...]
    odds: float
