"""Files that a person adds: captures (.txt), pages (.html), JSON Lines (.jsonl) and WARC archives.

Whatever a single file holds, the others go on: what cannot be used is a `FileSkip`, to be counted and told.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from index.archives import Options, Unread, read_archive
from index.endings import ARCHIVES, ending, is_companion, media_type_of, told
from index.pages import RECORD, RawPage
from index.records import Record, parse_record
from search.errors import InputError
from search.model import VIETNAM, Skipped, SkipReason
from search.text import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")
_MOST_TOLD = 8
"""Endings of a folder that are told."""

_CONTROLS = bytes(range(9)) + bytes(range(0x0E, 0x1B)) + bytes(range(0x1C, 0x20))


@dataclass(frozen=True, slots=True)
class FileSkip:
    """A file, or a part of one, that gave no page: its name, why, and what a person should know.

    `count` is how many parts of a file are told together.
    """

    name: str
    reason: SkipReason
    detail: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class _Job:
    """What holds for all files of one call; `seen` maps each identity to the name that took it first."""

    source: str
    max_bytes: int
    fetched: datetime
    seen: dict[str, str]


def read_files(paths: Sequence[Path], source: str, max_bytes: int) -> Iterator[RawPage | FileSkip]:
    """Read files and folders in the order given; a folder's files sorted.

    Of a folder, hidden files and what lies beside saved pages (styles, pictures) are ignored; files of other
    types are told together.

    A file larger than `max_bytes` is skipped unread; of JSON Lines and archives each line or record is.

    Raises:
        InputError: a path that was named does not exist, cannot be read, or is no file or folder. Raised
            by the call itself, before anything is read.
    """
    for path in paths:
        _check_readable(path)
    return _read_all(paths, _Job(source, max_bytes, datetime.now(VIETNAM), {}))


def identify_file(source: str, path: Path) -> str:
    """The identity of a file: `file:<source>:<folder>/<name>`.

    Only the last folder counts, so that an archive added from elsewhere, or a file that was changed,
    keeps its articles. Identities decide the permanent ids: this rule must never change.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links, absolute() keeps `..`
    return f"file:{source}:{_printable(path.parent.name)}/{_printable(path.name)}"


def identify_record(source: str, record: Record) -> str:
    """The identity of a record: `url:<url>`, else `record:<source>:<id>`, else a hash of title and text.

    Identities decide the permanent ids: this rule must never change.
    """
    if record.url:
        return f"url:{record.url}"
    if record.id:
        return f"record:{source}:{record.id}"
    content = f"{record.title}\n{canonical(record.text)}"
    return f"record:{source}:sha256:{hashlib.sha256(content.encode()).hexdigest()}"


def identify_url(url: str) -> str:
    """The identity of a page on the web: `url:<its address without what follows a #>`."""
    return f"url:{url.partition('#')[0]}"


def _check_readable(path: Path) -> None:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            with os.scandir(path):
                return
        if stat.S_ISREG(mode):
            with path.open("rb"):
                return
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        raise InputError(
            f"{path}: {_problem(error)}",
            vietnamese=f"{'Không có' if missing else 'Không đọc được'} {path}.",
        ) from error
    raise InputError(f"{path}: neither a file nor a folder", vietnamese=f"{path} không phải tệp hay thư mục.")


def _read_all(paths: Sequence[Path], job: _Job) -> Iterator[RawPage | FileSkip]:
    done: set[str] = set()
    for path in paths:
        for found in _walk(path) if path.is_dir() else (path,):
            if isinstance(found, FileSkip):
                yield found
            elif (key := os.path.abspath(found)) not in done:  # noqa: PTH100 - as in identify_file
                done.add(key)
                yield from _read(found, job)


def _walk(folder: Path) -> Iterator[Path | FileSkip]:
    problems: list[OSError] = []
    others: Counter[str] = Counter()
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith(".") or is_companion(name):
                continue
            if _is_known(path := Path(root) / name):
                yield path
            else:
                others[ending(name) or "(no ending)"] += 1
    if others:
        detail = ", ".join(f"{number} {end}" for end, number in others.most_common(_MOST_TOLD))
        detail += ", and others" if len(others) > _MOST_TOLD else ""
        yield FileSkip(_printable(str(folder)), SkipReason.UNKNOWN_TYPE, _printable(detail), others.total())
    for problem in problems:
        yield FileSkip(_printable(str(problem.filename)), SkipReason.UNREADABLE, _problem(problem))


def _is_known(path: Path) -> bool:
    """Whether this is read; so is what cannot be opened, where that is told."""
    try:
        return path.name.lower().endswith(ARCHIVES) or media_type_of(path) is not None
    except OSError:
        return True


def _read(path: Path, job: _Job) -> Iterator[RawPage | FileSkip]:
    name = _printable(str(path))
    if not _is_known(path):
        yield FileSkip(name, SkipReason.UNKNOWN_TYPE, f"only {told()} are read")
        return
    try:
        if not path.is_file():
            yield FileSkip(name, SkipReason.UNKNOWN_TYPE, "not a regular file")
        elif path.name.lower().endswith(ARCHIVES):
            yield from _read_archive(path, name, job)
        elif (media_type := media_type_of(path)) == RECORD:
            with path.open("rb") as stream:
                yield from _read_lines(stream, name, job)
        elif media_type is not None:
            yield _read_page(path, name, job, media_type)
    except OSError as error:
        yield FileSkip(name, SkipReason.UNREADABLE, _problem(error))


def _read_archive(path: Path, name: str, job: _Job) -> Iterator[RawPage | FileSkip]:
    options = Options(_printable(path.name), job.source, job.max_bytes, identify_url)
    for found in read_archive(path, options):
        if isinstance(found, Unread):
            yield FileSkip(name, found.reason, found.detail, found.number)
        else:
            yield found


def _read_page(path: Path, name: str, job: _Job, media_type: str) -> RawPage | FileSkip:
    if (size := path.stat().st_size) > job.max_bytes:
        return FileSkip(name, SkipReason.TOO_LARGE, f"{size:,} bytes; the limit is {job.max_bytes:,}")
    with path.open("rb") as stream:
        payload = stream.read(job.max_bytes + 1)
    if len(payload) > job.max_bytes:
        return FileSkip(name, SkipReason.TOO_LARGE, f"it grew over {job.max_bytes:,} bytes while being read")
    if not payload.removeprefix(b"\xef\xbb\xbf").strip():
        return FileSkip(name, SkipReason.EMPTY)
    if _is_binary(payload):
        return FileSkip(name, SkipReason.NOT_TEXT, "binary content")
    identity = identify_file(job.source, path)
    if (taken := _take(identity, name, job)) is not None:
        return taken
    return RawPage(identity, job.source, _printable(path.name), media_type, payload, None, job.fetched)


def _read_lines(stream: BinaryIO, name: str, job: _Job) -> Iterator[RawPage | FileSkip]:
    number = found = 0
    while line := stream.readline(job.max_bytes + 1):
        number += 1
        if len(line) > job.max_bytes:
            _finish_line(stream, line)
            detail = f"line {number}: more than {job.max_bytes:,} bytes"
            yield FileSkip(name, SkipReason.TOO_LARGE, detail)
        elif line.removeprefix(b"\xef\xbb\xbf").strip():
            yield _read_record(line.rstrip(b"\r\n"), number, name, job)
        else:
            continue
        found += 1
    if not found:
        yield FileSkip(name, SkipReason.EMPTY)


def _finish_line(stream: BinaryIO, line: bytes) -> None:
    """Read to the end of an overlong line without holding it."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _read_record(payload: bytes, number: int, name: str, job: _Job) -> RawPage | FileSkip:
    record = parse_record(payload)
    if isinstance(record, Skipped):
        return FileSkip(name, record.reason, f"line {number}: {record.detail}")
    identity = identify_record(job.source, record)
    # A second capture of an address is a new version of it, but a second use of an id is a slip.
    if record.id and not record.url and (taken := _take(identity, f"{name}:{number}", job)) is not None:
        return FileSkip(name, taken.reason, f"line {number}: {taken.detail}")
    label = f"{Path(name).name}:{number}"
    return RawPage(identity, job.source, label, RECORD, payload, record.url or None, job.fetched)


def _take(identity: str, name: str, job: _Job) -> FileSkip | None:
    """Remember who has this identity; a second one within a call is told apart by the person, not by us."""
    first = job.seen.setdefault(identity, name)
    if first == name:
        return None
    return FileSkip(name, SkipReason.BAD_RECORD, f"same identity as {first}; use --source to tell them apart")


def _is_binary(payload: bytes) -> bool:
    """Whether this is no text in any encoding; a legacy encoding of Vietnamese is text."""
    if payload.startswith(_UTF16):
        return False
    head = payload[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return payload.startswith(_BINARY) or b"\0" in payload or controls > len(head) // 10


def _printable(name: str) -> str:
    """A file name as canonical text on one line, whatever bytes it had."""
    decoded = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(canonical(decoded).split())


def _problem(error: OSError | ValueError) -> str:
    reason = error.strerror if isinstance(error, OSError) else None
    return f"cannot be read: {reason or error}"
