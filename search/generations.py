"""Index generations on disk: built aside, hashed into a manifest, published by replacing `CURRENT`.

    index/CURRENT            the name of the generation that serves and its checksum, one line
    index/gen-000007/        its files, and manifest.json, with a checksum of its own, written last

A crash at any moment leaves the published generation as it was; strays are swept by the next build.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
import xxhash

from search import files
from search.errors import DamagedIndex, EngineError, NoIndex
from search.model import VIETNAM
from search.sealed import SealError, sealed, unsealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CURRENT = "CURRENT"
MANIFEST = "manifest.json"
CHECKED_AT_ONCE = 8_000_000
"""Bytes of a generation that are read and compared before it is used: some milliseconds. Of a larger one the
arrays are compared while it serves, and before they are merged."""
_NAME = re.compile(r"gen-(\d{6,})")


class FileEntry(msgspec.Struct, frozen=True):
    """A file of a generation: its size in bytes and SHA-256."""

    size: int
    sha256: str


class SegmentEntry(msgspec.Struct, frozen=True):
    """A segment as a generation sees it: its articles, and how many of them are alive."""

    name: str
    articles: int
    alive: int


class Manifest(msgspec.Struct, frozen=True):
    """What a generation is made of; `fingerprints` name the analyser, cleaner, enricher and tables."""

    generation: str
    documents: int
    built: datetime
    fingerprints: dict[str, str]
    files: dict[str, FileEntry]
    segments: list[SegmentEntry] = []

    @property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(entry.size for entry in self.files.values())


def names(root: Path) -> list[str]:
    """The generations on disk, oldest first, complete or not."""
    if not root.is_dir():
        return []
    found = [path.name for path in root.iterdir() if _NAME.fullmatch(path.name)]
    return sorted(found, key=number_of)


def current(root: Path) -> str:
    """The name of the published generation; empty if `CURRENT` is damaged. `NoIndex` if there is none."""
    try:
        content = (root / CURRENT).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NoIndex("there is no index yet; run `tratin build`") from None
    except OSError:
        return ""
    name = content.partition(b" ")[0].decode("ascii", "replace")
    return name if _NAME.fullmatch(name) and content == pointing_to(name) else ""


def cannot_write(error: OSError) -> EngineError:
    """The error that says that a disk is full, or fails."""
    return EngineError(
        f"cannot write the index: {error.strerror or error}",
        vietnamese="Không ghi được chỉ mục; hãy xem đĩa còn chỗ và còn ghi được không.",
    )


def pointing_to(name: str) -> bytes:
    """What `CURRENT` holds while a generation is published."""
    return f"{name} {xxhash.xxh3_64_hexdigest(name.encode())}\n".encode()


def create(root: Path) -> Path:
    """A new, empty folder for the next generation."""
    last = number_of(names(root)[-1]) if names(root) else 0
    folder = root / f"gen-{last + 1:06d}"
    try:
        files.make_folder(folder)
    except OSError as error:
        files.remove_tree(folder)
        raise cannot_write(error) from error
    return folder


def publish(
    folder: Path,
    fingerprints: dict[str, str],
    segments: list[SegmentEntry],
    known: Mapping[str, FileEntry],
) -> Manifest:
    """Write the manifest of a finished generation and let it serve.

    Its files are durable already; `known` are those shared with an earlier one, which need no hashing.
    Nothing of an older generation goes before this returns.
    """
    paths = sorted(path for path in folder.iterdir() if path.is_file())
    entries = {path.name: known.get(path.name) or _entry(path) for path in paths}
    documents = sum(segment.alive for segment in segments)
    manifest = Manifest(folder.name, documents, datetime.now(VIETNAM), fingerprints, entries, segments)
    files.sync_folder(folder)
    write_manifest(folder, manifest)
    files.sync_folder(folder.parent)
    _point_to(folder)
    return manifest


def _point_to(folder: Path) -> None:
    """Let `CURRENT` name a generation; where it cannot be made durable that is undone, as far as possible."""
    pointer = folder.parent / CURRENT
    before = pointer.read_bytes() if pointer.exists() else None
    try:
        files.write_over(pointer, pointing_to(folder.name))
    except OSError:
        if serves(folder):
            with suppress(OSError):
                files.remove(pointer) if before is None else files.write_over(pointer, before)
        raise


def serves(folder: Path) -> bool:
    """Whether a generation is the published one."""
    try:
        return current(folder.parent) == folder.name
    except NoIndex:
        return False


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a manifest with its checksum."""
    files.write_over(folder / MANIFEST, sealed(manifest))


def manifest_of(folder: Path) -> Manifest:
    """Read a manifest and check that every file has its size. Raises `DamagedIndex`."""
    try:
        manifest = unsealed((folder / MANIFEST).read_bytes(), Manifest)
    except (OSError, SealError) as error:
        raise DamagedIndex(f"{folder.name}: its manifest cannot be read ({error})") from error
    for name, entry in manifest.files.items():
        if _size(folder / name) != entry.size:
            raise DamagedIndex(f"{folder.name}: {name} is missing or has another size")
    return manifest


def _size(path: Path) -> int:
    """The size of a file; -1 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return -1


def damage(folder: Path) -> Iterator[str]:
    """Read every file whole and yield the names of those that differ from the manifest."""
    for name, entry in manifest_of(folder).files.items():
        if not _is_same(folder / name, entry):
            yield name


def _is_same(path: Path, entry: FileEntry) -> bool:
    try:
        return _entry(path) == entry
    except OSError:  # the disk does not give it back
        return False


def sweep(root: Path, keep: int) -> None:
    """Remove all but the published generation, `keep - 1` complete ones before it, and a spare one.

    The spare is the newest that shares no file with the published one: where generations share segments,
    damage to one is damage to both. It is kept only where `keep` allows a second generation at all.
    """
    published = current(root)
    if not published:
        return
    before = [name for name in names(root) if number_of(name) < number_of(published)]
    complete = [name for name in before if _is_complete(root / name)]
    kept = {published, *(complete[len(complete) - (keep - 1) :] if keep > 1 else ())}
    if keep > 1:
        kept.update([name for name in complete if not _shares(root / name, root / published)][-1:])
    gone = [name for name in names(root) if name not in kept]
    for name in gone:
        files.remove(root / name / MANIFEST)  # first, and durably: half a generation must not look whole
        files.sync_folder(root / name)
    for name in gone:
        files.remove_tree(root / name)


def _is_complete(folder: Path) -> bool:
    try:
        manifest_of(folder)
    except DamagedIndex:
        return False
    return True


def _shares(one: Path, other: Path) -> bool:
    """Whether two generations have a file in common."""
    try:
        ours, theirs = manifest_of(one).files, manifest_of(other).files
    except EngineError:
        return True
    return any(theirs.get(name) == entry for name, entry in ours.items())


def number_of(name: str) -> int:
    """The number in a generation's name."""
    return int(name[4:])


def _entry(path: Path) -> FileEntry:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return FileEntry(os.fstat(file.fileno()).st_size, digest)
