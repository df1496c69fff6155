"""Index generations on disk: built aside, hashed into a manifest, published by replacing `CURRENT`.

    index/CURRENT            the name of the generation that serves and its checksum, one line
    index/gen-000007/        its files, and manifest.json, with a checksum of its own, written last

A crash at any moment leaves the published generation as it was; strays are swept by the next build.
"""

from __future__ import annotations

import hashlib
import os
import re
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
import xxhash

from search import files
from search.errors import DamagedIndex, EngineError, NoIndex
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CURRENT = "CURRENT"
MANIFEST = "manifest.json"
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


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A manifest with the SHA-256 of its bytes."""

    sha256: str
    manifest: msgspec.Raw


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
    return name if _NAME.fullmatch(name) and content == _pointer(name) else ""


def _pointer(name: str) -> bytes:
    return f"{name} {xxhash.xxh3_64_hexdigest(name.encode())}\n".encode()


def create(root: Path) -> Path:
    """A new, empty folder for the next generation."""
    last = number_of(names(root)[-1]) if names(root) else 0
    folder = root / f"gen-{last + 1:06d}"
    try:
        files.make_folder(folder)
    except OSError as error:
        raise EngineError(f"cannot write the index: {error}") from error
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
    files.write_over(folder.parent / CURRENT, _pointer(folder.name))
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a manifest with its checksum."""
    encoded = msgspec.json.format(msgspec.json.encode(manifest))
    envelope = _Envelope(hashlib.sha256(encoded).hexdigest(), msgspec.Raw(encoded))
    files.write_over(folder / MANIFEST, msgspec.json.encode(envelope))


def manifest_of(folder: Path) -> Manifest:
    """Read a manifest and check that every file has its size. Raises `DamagedIndex`."""
    try:
        envelope = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=_Envelope)
        if hashlib.sha256(envelope.manifest).hexdigest() != envelope.sha256:
            raise DamagedIndex(f"{folder.name}: its manifest is damaged")
        manifest = msgspec.json.decode(envelope.manifest, type=Manifest)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DamagedIndex(f"{folder.name}: its manifest cannot be read ({error})") from error
    for name, entry in manifest.files.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != entry.size:
            raise DamagedIndex(f"{folder.name}: {name} is missing or has another size")
    return manifest


def damage(folder: Path) -> Iterator[str]:
    """Read every file whole and yield the names of those that differ from the manifest."""
    for name, entry in manifest_of(folder).files.items():
        if _entry(folder / name) != entry:
            yield name


def sweep(root: Path, keep: int) -> None:
    """Remove all but the published generation, `keep - 1` complete ones before it, and a spare one.

    The spare is the newest that shares no file with the published one: where generations share segments,
    damage to one is damage to both. It is kept only where `keep` allows a second generation at all.
    """
    published = current(root)
    if not published:
        return
    before = [name for name in names(root) if number_of(name) < number_of(published)]
    complete = [name for name in before if (root / name / MANIFEST).is_file()]
    kept = {published, *(complete[len(complete) - (keep - 1) :] if keep > 1 else ())}
    if keep > 1:
        kept.update([name for name in complete if not _shares(root / name, root / published)][-1:])
    gone = [name for name in names(root) if name not in kept]
    for name in gone:
        files.remove(root / name / MANIFEST)  # first: half a generation must not look whole
    for name in gone:
        files.remove_tree(root / name)


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
