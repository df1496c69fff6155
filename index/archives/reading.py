"""All pages of a WARC file, the captures of an address in the order of their dates."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np
import xxhash

from index.archives.dates import fetched_on
from index.archives.own import Memory
from index.archives.pages import KINDS, PAGES, Reading, Unread, address_in
from index.archives.records import Damaged, next_record, records
from index.archives.source import Source, Spot
from search.model import SkipReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from index.archives.pages import Options
    from index.archives.records import Record
    from index.pages import RawPage

_NUMBERS = 4


def read_archive(path: Path, options: Options) -> Iterator[RawPage | Unread]:
    """The pages of a file as it is now, and what cannot be read of it, in the order of the file.

    Only where captures of an address stand out of order they change places. The file is read twice; beside
    one page, 32 bytes for each that it holds are kept in memory. Raises `OSError`.
    """
    end = path.stat().st_size
    with path.open("rb") as file, path.open("rb") as again:
        moved = _moved(file, end, options)
        elsewhere = Source(again, end)
        reading = Reading(options)
        count = 0
        for found in records(Source(file, end), KINDS, options.largest):
            count += 1
            other = moved.get(found.spot)
            told = _told(found if other is None else _at(elsewhere, other, options), reading)
            if told is not None:
                yield told
        if not count:
            yield Unread(SkipReason.EMPTY, "")
        yield from reading.others.unread()


def _at(source: Source, spot: Spot, options: Options) -> Record | Damaged:
    source.seek(spot)
    return next_record(source, KINDS, options.largest) or Damaged(spot, "the record is not there any more")


def _told(found: Record | Damaged, reading: Reading) -> RawPage | Unread | None:
    if isinstance(found, Damaged):
        return Unread(SkipReason.BAD_RECORD, f"byte {found.spot.byte:,}: {found.why}")
    return reading.page(found)


def _moved(file: BinaryIO, end: int, options: Options) -> Mapping[Spot, Spot]:
    """Where a page stands that belongs to another place by its date, and which one stands there instead.

    Our own files hold versions in the order in which they became that, which is not to be changed.
    """
    noted, memory = array("q"), Memory()
    for record in records(Source(file, end), frozenset(), 0):
        if isinstance(record, Damaged):
            continue
        known = memory.known_of(record)
        if record.kind not in PAGES or known or (address := address_in(record)) is None:
            continue
        try:
            date = fetched_on(record)
        except ValueError:
            continue
        key = xxhash.xxh3_64_intdigest(options.identify(address).encode("utf-8", "replace")) >> 1
        noted.extend((key, round(date.timestamp() * 1e6), *record.spot))
    return _permuted(np.asarray(noted, dtype=np.int64).reshape(-1, _NUMBERS))


def _permuted(noted: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> dict[Spot, Spot]:
    """Rows of key, date and spot, in the order of the file, brought into that of dates within each key."""
    keys, dates = noted[:, 0], noted[:, 1]
    as_they_stand = np.argsort(keys, kind="stable")
    by_date = np.lexsort((dates, keys))
    out_of_place = np.flatnonzero(as_they_stand != by_date)
    return {
        _spot(noted[as_they_stand[index]]): _spot(noted[by_date[index]]) for index in out_of_place.tolist()
    }


def _spot(row: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Spot:
    return Spot(*row[2:].tolist())
