"""Writing that survives a power failure: everything durable goes through these few functions.

A file is safe once it was synced *and* the folder that names it was. The order that follows is always the
same: write aside, sync the file, rename, sync the folder, and only then remove what was replaced.

All that changes the disk is a call of `os` or `shutil` here, not of pathlib: a test puts its own in their
place, to record every step and fail at any.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class NewFile:
    """A file being made; it must not exist yet. Raises `OSError` like all functions here."""

    _handle = -1

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)

    def write_at(self, offset: int, data: bytes | memoryview) -> None:
        """Write bytes at an offset; what is left out between reads as zeros."""
        view = memoryview(data).cast("B")
        while view.nbytes:
            written = os.pwrite(self._handle, view[:_AT_ONCE], offset)
            offset += written
            view = view[written:]

    def sync(self) -> None:
        """Wait until the file's bytes are on the disk."""
        os.fsync(self._handle)

    def close(self) -> None:
        """Give the handle back."""
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)

    def __del__(self) -> None:
        self.close()  # of a file that was given up on because the disk failed


_AT_ONCE = 1 << 30
"""Bytes of one write: systems refuse more than 2 GiB at a time."""


def write_new(path: Path, content: bytes | memoryview) -> None:
    """Make a file with this content and sync it."""
    file = NewFile(path)
    try:
        file.write_at(0, content)
        file.sync()
    finally:
        file.close()


ASIDE = ".new"
"""Ends the name of what is being written, and will take the place of another file."""


def write_over(path: Path, content: bytes | memoryview) -> None:
    """Replace a file so that a reader sees the old or the new one, never a half, whenever power fails."""
    aside = path.with_name(f"{path.name}{ASIDE}")
    remove(aside)
    try:
        write_new(aside, content)
        os.replace(aside, path)  # noqa: PTH105 - see above
    except OSError:
        with suppress(OSError):
            remove(aside)
        raise
    sync_folder(path.parent)


def link(path: Path, name: Path) -> None:
    """Give a finished file a second name; a copy, synced, where the disk has no links."""
    try:
        os.link(path, name)
    except OSError:
        write_new(name, path.read_bytes())


def rename(path: Path, name: Path) -> None:
    """Let a finished file or folder have another name, over what has it; durable with the folders synced."""
    os.replace(path, name)  # noqa: PTH105 - see above


def make_folder(folder: Path) -> None:
    """Make a folder and those above it."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        with suppress(FileExistsError):
            os.mkdir(path)  # noqa: PTH102 - see above
        sync_folder(path.parent)


def remove(path: Path) -> None:
    """Remove a file; one that is not there is fine."""
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108 - see above


def remove_tree(folder: Path) -> None:
    """Remove a folder with all in it, as far as that is possible."""
    shutil.rmtree(folder, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if os.name == "nt":  # Windows cannot open a folder, and journals renames by itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
