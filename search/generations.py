"""Index generations on disk: built aside, hashed into a manifest, published by replacing `CURRENT`.

    index/CURRENT            the name of the generation that serves, one line
    index/gen-000007/        its files, and manifest.json written last

A crash at any moment leaves the published generation as it was; strays are swept by the next build.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from search.errors import DamagedIndex, EngineError, NoIndex
from search.model import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CURRENT = "CURRENT"
MANIFEST = "manifest.json"
_NAME = re.compile(r"gen-(\d{6,})")


class FileEntry(msgspec.Struct, frozen=True):
    """A file of a generation: its size in bytes and SHA-256."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a generation is made of; `fingerprints` name the analyser, cleaner, enricher and tables."""

    generation: str
    documents: int
    built: datetime
    fingerprints: dict[str, str]
    files: dict[str, FileEntry]

    @property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(entry.size for entry in self.files.values())


def names(root: Path) -> list[str]:
    """The generations on disk, oldest first, complete or not."""
    if not root.is_dir():
        return []
    found = [path.name for path in root.iterdir() if _NAME.fullmatch(path.name)]
    return sorted(found, key=lambda name: int(name[4:]))


def current(root: Path) -> str:
    """The name of the published generation; empty if `CURRENT` is damaged. `NoIndex` if there is none."""
    try:
        name = (root / CURRENT).read_text(encoding="ascii").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoIndex("there is no index yet; run `tratin build`") from None
    except (OSError, UnicodeDecodeError):
        return ""
    return name if _NAME.fullmatch(name) else ""


def create(root: Path) -> Path:
    """A new, empty folder for the next generation."""
    last = int(names(root)[-1][4:]) if names(root) else 0
    folder = root / f"gen-{last + 1:06d}"
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise EngineError(f"cannot write the index: {error}") from error
    return folder


def publish(folder: Path, documents: int, fingerprints: dict[str, str]) -> Manifest:
    """Hash the files of a finished generation, make them durable, and let it serve."""
    files = {path.name: _entry(path) for path in sorted(folder.iterdir())}
    manifest = Manifest(folder.name, documents, datetime.now(VIETNAM), fingerprints, files)
    _replace(folder / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    _sync_folder(folder.parent)
    _replace(folder.parent / CURRENT, f"{folder.name}\n".encode())
    return manifest


def manifest_of(folder: Path) -> Manifest:
    """Read a manifest and check that every file has its size. Raises `DamagedIndex`."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
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
    """Remove all but the published generation and the `keep - 1` complete ones before it."""
    published = current(root)
    if not published:
        return
    before = [name for name in names(root) if int(name[4:]) < int(published[4:])]
    complete = [name for name in before if (root / name / MANIFEST).is_file()]
    kept = {published, *complete[len(complete) - (keep - 1) :]} if keep > 1 else {published}
    for name in names(root):
        if name not in kept:
            shutil.rmtree(root / name, ignore_errors=True)


def _entry(path: Path) -> FileEntry:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
        return FileEntry(os.fstat(file.fileno()).st_size, digest)


def _replace(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees the old or the new one, never a half."""
    temporary = path.with_suffix(".new")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder, and journals renames by itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
