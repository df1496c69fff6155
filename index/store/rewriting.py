"""WARC files written anew without the records of one article.

A record is a gzip member, so what stays is copied as it lies. Records that belong to one that goes (its
request, its metadata: `WARC-Concurrent-To`, `WARC-Refers-To`) go with it.
"""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from index.store import warc
from search import files
from search.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

_CHUNK = 1 << 20
_HEAD = 1 << 16
"""Bytes of a record in which its headers end."""


class Piece(NamedTuple):
    """A record: where it lies, whether its end is there, and its headers, names in lower case.

    Headers are empty for a record that is known to stay, which is not read.
    """

    offset: int
    length: int
    is_whole: bool
    headers: Mapping[str, str]


class Moved(NamedTuple):
    """A record that stayed: where it lay, and where it lies now."""

    before: int
    after: int


def without(
    source: Path, target: Path, article_id: str, known: Mapping[int, tuple[int, str]]
) -> tuple[Moved, ...]:
    """Write `target`, the file without the records of an article, and sync it; it is not made if none stays.

    `known` are the records of the database by offset: their length and article; the others are read.

    Raises:
        StoreError: a record that is not known is damaged.
    """
    pieces = list(pieces_of(source, {at: own[0] for at, own in known.items() if own[1] != article_id}))
    if broken := next((one for one in pieces if not one.is_whole), None):
        raise _unreadable(f"{source} is damaged at byte {broken.offset}", source)
    own = {at for at, (_, owner) in known.items() if owner == article_id}
    stays = [one for one in staying(pieces, article_id, own) if one.headers.get("warc-type") != "warcinfo"]
    if not stays:
        return ()
    return _copied(source, target, stays)


def staying(pieces: Iterable[Piece], article_id: str, own: set[int]) -> list[Piece]:
    """The records that are not of an article: not its own, and not told to be of one that is."""
    left, going = list(pieces), list[Piece]()
    while True:
        ids = {one.headers.get("warc-record-id", "") for one in going} - {""}
        named = {name for one in going for name in _links(one)}
        fresh = [
            one
            for one in left
            if one.offset in own
            or one.headers.get("tratin-article") == article_id
            or one.headers.get("warc-record-id") in named
            or not ids.isdisjoint(_links(one))
        ]
        if not fresh:
            return left
        going += fresh
        left = [one for one in left if one not in fresh]


def pieces_of(path: Path, known: Mapping[int, int]) -> Iterator[Piece]:
    """The records of a file in order; of those whose length is known the headers are not read."""
    with path.open("rb") as file:
        at, end = 0, path.stat().st_size
        while at < end:
            piece = Piece(at, known[at], is_whole=True, headers={}) if at in known else _read(file, at, end)
            yield piece
            at += piece.length


def _read(file: BinaryIO, at: int, end: int) -> Piece:
    """The record at an offset; one that makes no sense reaches to the end of the file."""
    file.seek(at)
    inflate = zlib.decompressobj(warc.WHOLE_GZIP)
    head, taken = b"", 0
    try:
        while not inflate.eof and (chunk := file.read(_CHUNK)):
            taken += len(chunk)
            head = (head + inflate.decompress(chunk))[:_HEAD]
    except zlib.error:
        return Piece(at, end - at, is_whole=False, headers=_headers(head))
    length = taken - len(inflate.unused_data)
    return Piece(at, length, is_whole=inflate.eof, headers=_headers(head))


def _headers(head: bytes) -> dict[str, str]:
    lines = head.partition(b"\r\n\r\n")[0].split(b"\r\n")[1:]
    pairs = (line.decode("utf-8", "replace").partition(":") for line in lines)
    found: dict[str, str] = {}
    for name, _, value in pairs:
        key = name.strip().lower()
        found[key] = f"{found[key]} {value.strip()}" if key in found else value.strip()
    return found


def _links(piece: Piece) -> list[str]:
    """The ids of the records that a record belongs to; a header may come again."""
    return [
        name
        for key in ("warc-concurrent-to", "warc-refers-to")
        for name in piece.headers.get(key, "").split()
    ]


def _copied(source: Path, target: Path, stays: Iterable[Piece]) -> tuple[Moved, ...]:
    head = BytesIO()
    warc.write_head(head, target.name)
    files.remove(target)
    out = files.NewFile(target)
    try:
        out.write_at(0, head.getvalue())
        moved = tuple(_copy(source, out, stays, head.tell()))
        out.sync()
    finally:
        out.close()
    return moved


def _copy(source: Path, out: files.NewFile, stays: Iterable[Piece], end: int) -> Iterator[Moved]:
    with source.open("rb") as file:
        for piece in stays:
            yield Moved(piece.offset, end)
            file.seek(piece.offset)
            left = piece.length
            while left:
                chunk = file.read(min(left, _CHUNK))
                if not chunk:
                    raise _unreadable(f"{source} ends at byte {file.tell()}", source)
                out.write_at(end, chunk)
                end, left = end + len(chunk), left - len(chunk)


def clear_aside(folder: Path, article_id: str) -> tuple[Path, ...]:
    """Take an article out of the raw files that were set aside; answers those that cannot be read to the end.

    Their records are in no database, and each file is replaced whole.
    """
    doubtful: list[Path] = []
    for path in sorted(folder.glob("*.warc.gz")):
        pieces = list(pieces_of(path, {}))
        stays = staying(pieces, article_id, set())
        if any(not one.is_whole for one in stays):
            doubtful.append(path)
        if len(stays) < len(pieces):
            _replace(path, stays)
    return tuple(doubtful)


def _replace(path: Path, stays: list[Piece]) -> None:
    aside = path.with_name(f"{path.name}.new")
    if stays:
        _copied(path, aside, [one for one in stays if one.headers.get("warc-type") != "warcinfo"])
        files.rename(aside, path)
    else:
        files.remove(path)
    files.sync_folder(path.parent)


def _unreadable(what: str, source: Path) -> StoreError:
    return StoreError(
        f"{what}: restore the file from a copy",
        vietnamese=f"Tệp trang gốc {source.name} bị hỏng; hãy khôi phục từ bản sao.",
    )
