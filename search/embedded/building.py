"""A generation that is being built: which finished parts it has, so that a build that was cut off goes on.

    gen-000008/building.json   who builds it, on what, and its finished parts; gone once it is published

What the file does not name was not finished, and is removed when the build goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from search import files, generations
from search.embedded.segment import DOC, SEG, file_name
from search.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RECORD = "building.json"


class Building(msgspec.Struct):
    """The record: `base` is the generation whose segments are kept, empty for none."""

    fingerprints: dict[str, str]
    base: str = ""
    parts: list[str] = []
    runs: int = 0
    """How often it was begun or gone on with; parts of each run have names of their own."""

    def save(self, folder: Path) -> None:
        """Make the record durable, and with it the names of the finished files."""
        files.sync_folder(folder)
        files.write_over(folder / RECORD, msgspec.json.encode(self))


def begin(root: Path, fingerprints: Mapping[str, str], base: str) -> tuple[Path, Building]:
    """The unfinished generation of the same makers on the same base, or a new one; others are removed."""
    found: tuple[Path, Building] | None = None
    for name in reversed(generations.names(root)):
        folder = root / name
        if (folder / generations.MANIFEST).exists():
            continue
        record = _read(folder)
        if (
            found is None
            and record is not None
            and (record.fingerprints, record.base) == (fingerprints, base)
        ):
            found = folder, record
        else:
            files.remove_tree(folder)
    folder, record = found or (generations.create(root), Building(dict(fingerprints), base))
    record.runs += 1
    try:
        tidy(folder, record)
        record.save(folder)
    except OSError:
        if found is None:
            files.remove_tree(folder)
        raise
    return folder, record


def _read(folder: Path) -> Building | None:
    try:
        return msgspec.json.decode((folder / RECORD).read_bytes(), type=Building)
    except (OSError, msgspec.MsgspecError):
        return None


def tidy(folder: Path, record: Building) -> None:
    """Remove what belongs to no finished part, and what was made of one to publish it."""
    kept = {file_name(part, ending) for part in record.parts for ending in (SEG, DOC)}
    for path in folder.iterdir():
        if path.name not in kept and path.name != RECORD:
            files.remove(path)


def base_of(root: Path, fingerprints: Mapping[str, str]) -> generations.Manifest | None:
    """The published generation, if the same makers made it and it can be built upon."""
    try:
        manifest = generations.manifest_of(root / generations.current(root))
    except EngineError:
        return None
    return manifest if manifest.fingerprints == fingerprints else None
