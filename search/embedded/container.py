r"""A file of arrays: 64-byte aligned, little-endian, each with its checksum, read by mapping it.

    header     8 bytes `TRATIN\0\1`, zeros to 64
    arrays     each at a multiple of 64, zeros between
    directory  JSON: of each array its type, length, offset and xxh3, and the file's `info`
    trailer    offset, length and xxh3 of the directory, the file's size: four uint64; then the magic again

Sizes are planned before anything is written, so several arrays can be streamed at a time (see `merge`).
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import xxhash

from search import files
from search.errors import DamagedIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Array = NDArray[Any]

MAGIC = b"TRATIN\0\1"
ALIGN = 64
_TRAILER = struct.Struct("<QQQQ8s")
_SWAPPED = np.dtype(np.int16).newbyteorder("<") != np.dtype(np.int16)
"""Whether this machine is big-endian; then arrays are swapped on their way in and out."""


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """Where an array stands: NumPy type, number of values, offset in bytes, xxh3 of its bytes."""

    dtype: str
    count: int
    offset: int
    xxh3: int


class Directory(msgspec.Struct, frozen=True):
    """What a file holds."""

    arrays: dict[str, Entry]
    info: dict[str, Any]


class Stream:
    """An array that is written piece by piece; `finish` says what it became."""

    def __init__(self, file: files.NewFile, offset: int, dtype: np.dtype[Any], count: int) -> None:
        self._file = file
        self._start = self._at = offset
        self._end = offset + count * dtype.itemsize
        self._dtype = dtype.newbyteorder("<")
        self._count = count
        self.itemsize = dtype.itemsize
        self._hash = xxhash.xxh3_64()

    def append(self, values: Array) -> None:
        """Write the next values, converted to the array's type, which must hold them."""
        data = np.ascontiguousarray(values, self._dtype)
        if not data.size:
            return
        view = memoryview(data).cast("B")  # type: ignore[arg-type]  # NumPy's types know no buffers
        assert self._at + view.nbytes <= self._end, "more values than were planned"
        self._file.write_at(self._at, view)
        self._hash.update(view)
        self._at += view.nbytes

    def finish(self) -> Entry:
        """The array's entry; all values must have come."""
        assert self._at == self._end, "fewer values than were planned"
        return Entry(self._dtype.str, self._count, self._start, self._hash.intdigest())


class ArrayWriter:
    """Makes a file of arrays. A file without its trailer is none: `close` is what makes it."""

    def __init__(self, path: Path) -> None:
        self._file = files.NewFile(path)
        self._file.write_at(0, MAGIC.ljust(ALIGN, b"\0"))
        self._end = ALIGN
        self._streams: dict[str, Stream] = {}

    def stream(self, name: str, dtype: np.dtype[Any] | type, count: int) -> Stream:
        """Plan an array of `count` values, to be written piece by piece."""
        assert name not in self._streams
        dtype = np.dtype(dtype)
        stream = self._streams[name] = Stream(self._file, self._end, dtype, count)
        self._end += -(-count * dtype.itemsize // ALIGN) * ALIGN
        return stream

    def add(self, name: str, values: Array) -> None:
        """Write a whole array."""
        self.stream(name, values.dtype, len(values)).append(values)

    def close(self, info: dict[str, Any]) -> None:
        """Write directory and trailer, and make the file durable."""
        entries = {name: stream.finish() for name, stream in self._streams.items()}
        directory = msgspec.json.encode(Directory(entries, info))
        digest = xxhash.xxh3_64_intdigest(directory)
        size = self._end + len(directory) + _TRAILER.size
        trailer = _TRAILER.pack(self._end, len(directory), digest, size, MAGIC)
        self._file.write_at(self._end, directory + trailer)
        self._file.sync()
        self._file.close()

    def abandon(self) -> None:
        """Close the file unfinished."""
        self._file.close()


class Arrays:
    """An open file of arrays. They are views of the mapped file: nothing is read before it is used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._directory = _directory(self._map)
            self._arrays = {name: self._view(entry) for name, entry in self._directory.arrays.items()}
        except (OSError, ValueError, TypeError, struct.error, msgspec.MsgspecError) as error:
            raise DamagedIndex(f"{path.parent.name}/{path.name} cannot be read ({error})") from error
        self.info = self._directory.info

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def get(self, name: str) -> Array | None:
        """An array, or None where the file has none of this name."""
        return self._arrays.get(name)

    def sizes(self) -> dict[str, int]:
        """Bytes of each array."""
        return {name: array.nbytes for name, array in self._arrays.items()}

    def damage(self, *some: str) -> Iterator[str]:
        """Read all arrays whole, or some, and yield the names of those that differ from their checksum."""
        for name in some or self._directory.arrays:
            entry = self._directory.arrays[name]
            size = entry.count * np.dtype(entry.dtype).itemsize
            with memoryview(self._map) as view:
                if xxhash.xxh3_64_intdigest(view[entry.offset : entry.offset + size]) != entry.xxh3:
                    yield name

    def _view(self, entry: Entry) -> Array:
        dtype = np.dtype(entry.dtype)
        if not entry.count:
            return np.zeros(0, dtype)
        array: Array = np.frombuffer(self._map, dtype, entry.count, entry.offset)
        return array.astype(dtype.newbyteorder("=")) if _SWAPPED else array


def _directory(data: mmap.mmap) -> Directory:
    """The checked directory; `ValueError` where anything about it is wrong."""
    offset, length, digest, size, magic = _TRAILER.unpack(data[len(data) - _TRAILER.size :])
    encoded = data[offset : offset + length]
    if magic != MAGIC or size != len(data) or data[: len(MAGIC)] != MAGIC:
        raise ValueError("it is cut short or no index file")
    if xxhash.xxh3_64_intdigest(encoded) != digest:
        raise ValueError("its directory is damaged")
    return msgspec.json.decode(encoded, type=Directory)


def fit(most: int) -> np.dtype[Any]:
    """The smallest unsigned type that holds numbers up to `most`."""
    return np.min_scalar_type(max(int(most), 0))


def fitted(values: Sequence[int] | Array) -> Array:
    """Numbers of 0 or more in the smallest type that holds them."""
    array = np.asarray(values, np.int64) if not isinstance(values, np.ndarray) else values
    return array.astype(fit(int(array.max()) if array.size else 0), copy=False)


def pack(strings: Iterable[bytes]) -> tuple[Array, Array]:
    """Byte strings as one array of bytes and the offsets where each begins, one more than there are."""
    parts = list(strings)
    offsets = np.zeros(len(parts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)), out=offsets[1:])
    return np.frombuffer(b"".join(parts), np.uint8), fitted(offsets)


class Strings:
    """Packed byte strings, read one at a time or all at once."""

    def __init__(self, data: Array, offsets: Array) -> None:
        self._data = memoryview(data)  # type: ignore[arg-type]  # NumPy's types know no buffers
        self._offsets = memoryview(offsets)  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> bytes:
        if number >= len(self):  # what iterates over them, or looks one up, ends with it
            raise IndexError(number)
        return bytes(self._data[self._offsets[number] : self._offsets[number + 1]])

    def lower(self, wanted: bytes) -> int:
        """Of strings in order, the number of the first that is not before this one."""
        return bisect_left(self, wanted)

    def find(self, wanted: bytes) -> int:
        """Of strings in order, the number of this one, or -1."""
        at = self.lower(wanted)
        return at if at < len(self) and self[at] == wanted else -1

    def all(self, first: int = 0, last: int | None = None) -> list[bytes]:
        """The strings `[first, last)`."""
        bounds = self._offsets[first : len(self) + 1 if last is None else last + 1].tolist()
        if not bounds:
            return []
        data = bytes(self._data[bounds[0] : bounds[-1]])
        start = bounds[0]
        return [data[a - start : b - start] for a, b in pairwise(bounds)]

    def texts(self) -> list[str]:
        """All strings as text."""
        return [part.decode() for part in self.all()]


def open_strings(arrays: Arrays, name: str) -> Strings:
    """The strings that `add_strings` wrote."""
    return Strings(arrays[name], arrays[f"{name}@"])


def add_strings(writer: ArrayWriter, name: str, strings: Iterable[bytes]) -> None:
    """Write strings as two arrays, `name` and `name@`."""
    data, offsets = pack(strings)
    writer.add(name, data)
    writer.add(f"{name}@", offsets)
