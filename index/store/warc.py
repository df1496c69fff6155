"""Raw pages, byte for byte, in WARC 1.1 files, one gzip member a record.

A page that was added is a `resource` record. A page that was fetched is three, which name each other:
`metadata`, `request` and `response`, which is last, so that its end is the end of them all. Their headers
repeat what a database row knows: a lost database can be rebuilt from here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from index.store.records import first_record, payload_of, records_of
from search.errors import StoreError
from search.files import sync_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from index.pages import RawPage

PATTERN = "tratin-*.warc.gz"
FULL = 1_000_000_000
"""Bytes after which a new file is begun: few files for a large archive, each still easy to copy."""

MOST_TAIL = 64 * 1024 * 1024
"""Bytes that a crashed writer may leave unfinished. A longer tail has another cause and is kept aside."""

BUFFER = 1_000_000
"""Bytes that are collected before they are written: pages are small."""

ASIDE = "unfinished"
WHOLE_GZIP = zlib.MAX_WBITS | 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where the record with a page's bytes lies: file name in the raw folder, offset and length in bytes."""

    file: str
    offset: int
    length: int


def append(folder: Path, entries: Sequence[tuple[RawPage, str]], *, full: int = FULL) -> tuple[Place, ...]:
    """Write pages, each given with its article id, and return when they have reached the disk.

    All go into one file, so that only the last file can ever have an unfinished tail. Raises `OSError`.
    """
    path = _file_to_fill(folder, full)
    with path.open("ab", buffering=BUFFER) as out:
        is_new = out.tell() == 0
        if is_new:
            write_head(out, path.name)
        places = tuple(_write(out, path.name, page, article_id) for page, article_id in entries)
        out.flush()
        os.fsync(out.fileno())
    if is_new:
        sync_folder(folder)
    return places


def read(folder: Path, place: Place, size: int, sha256: str) -> bytes:
    """The bytes of a page, of `size` and `sha256`, from its `resource` or `response` record.

    Raises:
        StoreError: the record is missing, or its bytes are not those that were stored.
    """
    path = folder / place.file
    try:
        with path.open("rb") as file:
            file.seek(place.offset)
            record = zlib.decompress(file.read(place.length), WHOLE_GZIP)
    except OSError as error:
        raise StoreError(
            f"Cannot read {path}: {error.strerror}", vietnamese=f"Không đọc được tệp trang gốc {path}."
        ) from error
    except zlib.error as error:
        raise _damaged(path, place) from error
    payload = payload_of(record)[:size]
    if len(payload) != size or hashlib.sha256(payload).hexdigest() != sha256:
        raise _damaged(path, place)
    return payload


def settle(folder: Path, last: Place | None) -> tuple[Path, ...]:
    """Remove what a crashed writer left behind the last record that the database knows.

    What a crash does not explain, a long tail or a whole raw file, is kept aside; returns those files.
    Raises `OSError`, and `StoreError` if records that the database knows are missing.
    """
    name, end = (last.file, last.offset + last.length) if last else ("", 0)
    if last:
        _check_length(folder / name, end)
    aside: list[Path | None] = []
    for path in sorted(folder.glob(PATTERN)):
        if path.name == name:
            aside.append(_cut(path, end))
        elif path.name > name:
            aside.append(_set_aside(path))
    return tuple(path for path in aside if path)


@dataclass(frozen=True, slots=True)
class End:
    """Where the raw files end: the name of the last, empty if there is none, and its length."""

    name: str
    length: int


def end_of(folder: Path) -> End:
    """Where the raw files end now. Raises `OSError`."""
    last = max(folder.glob(PATTERN), default=None)
    return End(last.name, last.stat().st_size) if last else End("", 0)


def take_back(folder: Path, end: End) -> None:
    """Remove what was written behind an end; this frees room where a disk is full. Raises `OSError`."""
    for path in folder.glob(PATTERN):
        if path.name > end.name:
            path.unlink()
        elif path.name == end.name:
            os.truncate(path, end.length)


def _file_to_fill(folder: Path, full: int) -> Path:
    last = max(folder.glob(PATTERN), default=None)
    if last is None:
        return folder / file_name(1)
    if last.stat().st_size < full:
        return last
    return folder / file_name(number_of(last.name) + 1)


def file_name(number: int) -> str:
    """The name of a raw file."""
    return f"tratin-{number:05}.warc.gz"


def number_of(name: str) -> int:
    """The number in the name of a raw file."""
    return int(name.removeprefix("tratin-").removesuffix(".warc.gz"))


def write_head(out: BinaryIO, name: str) -> None:
    """Write the record with which a raw file begins."""
    out.write(_member(first_record(name)))


def _write(out: BinaryIO, name: str, page: RawPage, article_id: str) -> Place:
    *before, last = [_member(record) for record in records_of(page, article_id)]
    out.write(b"".join(before))
    offset = out.tell()
    out.write(last)
    return Place(name, offset, len(last))


def _member(record: bytes) -> bytes:
    """A record as a gzip member of its own."""
    return zlib.compress(record, wbits=WHOLE_GZIP)


def _damaged(path: Path, place: Place) -> StoreError:
    return StoreError(
        f"The record at byte {place.offset} of {path} is damaged: its bytes are not those that were stored. "
        "Restore the file from a copy",
        vietnamese=f"Trang gốc trong tệp {path.name} bị hỏng; hãy khôi phục tệp từ bản sao.",
    )


def _check_length(path: Path, end: int) -> None:
    size = path.stat().st_size if path.exists() else 0
    if size < end:
        raise StoreError(
            f"Raw pages are missing: {path} should have at least {end} bytes and has {size}. "
            "Restore the file from a copy before writing again",
            vietnamese="Thiếu trang gốc trong raw/; hãy khôi phục tệp từ bản sao.",
        )


def _cut(path: Path, end: int) -> Path | None:
    """Cut a file at its end as the database knows it; returns where a long tail is kept."""
    tail = path.stat().st_size - end
    if not tail:
        return None
    aside = None
    with path.open("r+b") as file:
        if tail > MOST_TAIL:
            file.seek(end)
            aside = _keep_aside(path, file)
        file.truncate(end)
        os.fsync(file.fileno())
    return aside


def _keep_aside(path: Path, file: BinaryIO) -> Path:
    target = _aside(path)
    with target.open("xb") as out:
        shutil.copyfileobj(file, out)
        os.fsync(out.fileno())
    sync_folder(target.parent)
    return target


def _set_aside(path: Path) -> Path:
    """No row points into this file; it is moved, not deleted, in case the database is the wrong one."""
    target = _aside(path)
    path.rename(target)
    sync_folder(target.parent)
    sync_folder(path.parent)
    return target


def _aside(path: Path) -> Path:
    folder = path.parent / ASIDE
    folder.mkdir(exist_ok=True)
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    return folder / f"{path.name.removesuffix('.warc.gz')}-{now}.warc.gz"
