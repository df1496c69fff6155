"""One value or list of values per article, as arrays: lengths, sort ranks, facets.

columns.npz   arrays, indexed by document number (lengths, ranks, alive) or as (document, value) pairs
columns.json  the strings they refer to: article ids, and per facet column its values
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import msgspec
import numpy as np

from search.embedded.schema import ZONES
from search.errors import DamagedIndex
from search.facets import COLUMNS
from search.model import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

ARRAYS = "columns.npz"
STRINGS = "columns.json"


class Strings(msgspec.Struct, frozen=True):
    """The strings behind the arrays."""

    ids: list[str]
    values: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """Pairs of a document and one of its values, ordered by document; `names[value]` is the value's name."""

    docs: NDArray[np.int32]
    values: NDArray[np.int32]
    names: tuple[str, ...]
    numbers: Mapping[str, int]

    def mask(self, wanted: Sequence[str], size: int) -> NDArray[np.bool_]:
        """Documents with any of these values."""
        chosen = [self.numbers[name] for name in wanted if name in self.numbers]
        result = np.zeros(size, dtype=bool)
        result[self.docs[np.isin(self.values, chosen)]] = True
        return result

    def count(self, matching: NDArray[np.bool_]) -> NDArray[np.int64]:
        """How many matching documents have each value."""
        return np.bincount(self.values[matching[self.docs]], minlength=len(self.names))


@dataclass(frozen=True, slots=True)
class Columns:
    """All columns of a generation. Ranks: 0 is the first in that order."""

    ids: tuple[str, ...]
    numbers: Mapping[str, int]
    alive: NDArray[np.bool_]
    lengths: Mapping[str, NDArray[np.float32]]
    averages: Mapping[str, float]
    newest: NDArray[np.int32]
    oldest: NDArray[np.int32]
    facets: Mapping[str, FacetColumn]

    @property
    def size(self) -> int:
        """The number of document numbers, dead ones included."""
        return len(self.ids)


class ColumnsBuilder:
    """Collects the columns while documents are added."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._latest: dict[str, int] = {}
        self._lengths: list[Sequence[int]] = []
        self._moments: list[int | None] = []
        self._pairs: dict[str, tuple[list[int], list[int]]] = {name: ([], []) for name in COLUMNS}
        self._numbers: dict[str, dict[str, int]] = {name: {} for name in COLUMNS}

    @property
    def count(self) -> int:
        """Articles that are alive."""
        return len(self._latest)

    def add(
        self, article_id: str, lengths: Sequence[int], facets: Mapping[str, Sequence[str]], moment: int | None
    ) -> None:
        """One more document, at the next document number."""
        number = len(self._ids)
        self._ids.append(article_id)
        self._latest[article_id] = number
        self._lengths.append(lengths)
        self._moments.append(moment)
        for name in COLUMNS:
            docs, values = self._pairs[name]
            numbers = self._numbers[name]
            for value in facets[name]:
                docs.append(number)
                values.append(numbers.setdefault(value, len(numbers)))

    def remove(self, article_id: str) -> None:
        """Let a document's number be dead."""
        self._latest.pop(article_id, None)

    def years(self) -> tuple[int | None, int | None]:
        """The first and the last year of publication."""
        years = [int(name) for name in self._numbers["year"] if name != UNKNOWN]
        return (min(years), max(years)) if years else (None, None)

    def save(self, folder: Path) -> None:
        """Write both files."""
        alive = np.zeros(len(self._ids), dtype=bool)
        alive[list(self._latest.values())] = True
        arrays: dict[str, NDArray[np.generic]] = {"alive": alive}
        lengths = np.array(self._lengths, dtype=np.float32).reshape(len(self._ids), len(ZONES))
        for order, zone in enumerate(ZONES):
            arrays[f"length_{zone.name}"] = lengths[:, order]
        arrays["newest"], arrays["oldest"] = self._ranks()
        for name, (docs, values) in self._pairs.items():
            arrays[f"{name}_docs"] = np.array(docs, dtype=np.int32)
            arrays[f"{name}_values"] = np.array(values, dtype=np.int32)
        np.savez(folder / ARRAYS, allow_pickle=False, **arrays)
        strings = Strings(self._ids, {name: list(numbers) for name, numbers in self._numbers.items()})
        (folder / STRINGS).write_bytes(msgspec.json.encode(strings))

    def _ranks(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Ranks by date, newest and oldest first; unknown dates last in both, ties by id."""
        numbers = range(len(self._ids))
        dated = [(moment if moment is not None else -1) for moment in self._moments]
        newest = sorted(numbers, key=lambda n: (-dated[n], self._ids[n]))
        oldest = sorted(numbers, key=lambda n: (dated[n] < 0, dated[n], self._ids[n]))
        return _positions(newest), _positions(oldest)


def _positions(order: Sequence[int]) -> NDArray[np.int32]:
    ranks = np.empty(len(order), dtype=np.int32)
    ranks[list(order)] = np.arange(len(order), dtype=np.int32)
    return ranks


def load(folder: Path) -> Columns:
    """Read the columns of a generation. Raises `DamagedIndex` if they cannot be read."""
    try:
        strings = msgspec.json.decode((folder / STRINGS).read_bytes(), type=Strings)
        with (folder / ARRAYS).open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        return _columns(strings, arrays)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile, msgspec.MsgspecError) as error:
        raise DamagedIndex(f"{folder.name}: its columns cannot be read ({error})") from error


def _columns(strings: Strings, arrays: Mapping[str, NDArray[np.generic]]) -> Columns:
    alive = arrays["alive"].astype(bool)
    lengths = {zone.name: arrays[f"length_{zone.name}"].astype(np.float32) for zone in ZONES}
    averages = {name: _average(values[alive]) for name, values in lengths.items()}
    facets = {
        name: FacetColumn(
            arrays[f"{name}_docs"].astype(np.int32),
            arrays[f"{name}_values"].astype(np.int32),
            tuple(names),
            {value: number for number, value in enumerate(names)},
        )
        for name, names in strings.values.items()
    }
    live = np.flatnonzero(alive)
    return Columns(
        tuple(strings.ids),
        {strings.ids[number]: int(number) for number in live},
        alive,
        lengths,
        averages,
        arrays["newest"].astype(np.int32),
        arrays["oldest"].astype(np.int32),
        facets,
    )


def _average(lengths: NDArray[np.float32]) -> float:
    """The mean length of a field where it is present; 1 where it never is."""
    present = lengths[lengths > 0]
    return float(present.mean()) if present.size else 1.0
