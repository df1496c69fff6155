"""What a backup holds, as its file `backup.json` says: written last, with a checksum of its own."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from search import files
from search.errors import InputError
from search.model import VIETNAM
from search.sealed import SealError, sealed, unsealed

if TYPE_CHECKING:
    from pathlib import Path

NAME = "backup.json"
HOME = "home"
FORMAT = 1
FOLDER_TIME = "%Y%m%d-%H%M%S"
"""How the name of a backup says when it was made; `-2` may follow."""

_FOLDER = re.compile(r"\d{8}-\d{6}(?:-\d+)?")


class Entry(msgspec.Struct, frozen=True):
    """A file: bytes and SHA-256; `changed` is when its original was (ns), 0 where that tells nothing."""

    size: int
    sha256: str
    changed: int = 0


class Manifest(msgspec.Struct, frozen=True):
    """A backup: when it was made, the generation of its index (empty for none), and its files by path."""

    format: int
    made: datetime
    generation: str
    articles: int
    files: dict[str, Entry]

    @property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(entry.size for entry in self.files.values())


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it with its checksum, and sync it."""
    files.write_new(folder / NAME, sealed(manifest))


def manifest_of(folder: Path) -> Manifest:
    """Read it.

    Raises:
        InputError: there is none, it is damaged, or a newer program wrote it.
    """
    path = folder / NAME
    try:
        manifest = unsealed(path.read_bytes(), Manifest)
    except (OSError, SealError) as error:
        raise damaged(path, str(error)) from error
    if manifest.format > FORMAT:
        raise InputError(
            f"{folder} was made by a newer Tra Tin: update the program",
            vietnamese="Bản sao lưu do bản mới hơn của Tra Tin tạo; hãy cập nhật chương trình.",
        )
    if any(_is_outside(name) for name in manifest.files):
        raise damaged(path, "it names a file outside a home folder")
    return manifest


def damaged(path: Path, how: str) -> InputError:
    """The error of a backup that cannot be used, which names a file of it."""
    return InputError(
        f"the backup is damaged: {path}: {how}",
        vietnamese=f"Bản sao lưu bị hỏng: {path}. Không khôi phục gì.",
    )


def _is_outside(name: str) -> bool:
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or not path.parts


def backups(folder: Path) -> list[Path]:
    """The backups in a folder that were finished, oldest first.

    Those of a time to come go before all others: a clock ran ahead, and newer ones have been made since.
    """
    now = f"{datetime.now(VIETNAM):{FOLDER_TIME}}"
    found = (path for path in folder.iterdir() if _FOLDER.fullmatch(path.name)) if folder.is_dir() else ()
    finished = (path for path in found if (path / NAME).is_file())
    return sorted(finished, key=lambda path: (path.name[: len(now)] <= now, path.name))
