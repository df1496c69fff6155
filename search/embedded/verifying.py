"""Reads generations whole and says what differs from their manifests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search import generations
from search.engine import Verified
from search.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def verify_all(root: Path) -> Iterator[Verified]:
    """Every generation with a manifest, newest first. Raises `NoIndex` where there is none at all."""
    published = generations.current(root)
    if not published:
        yield Verified(generations.CURRENT, serves=False, bytes=0, damaged=(generations.CURRENT,))
    found = generations.names(root)
    if published and published not in found:
        yield Verified(published, serves=True, bytes=0, damaged=("it is missing",))
    for name in reversed(found):
        folder = root / name
        if name == published or (folder / generations.MANIFEST).exists():
            yield _verified(folder, serves=name == published)


def _verified(folder: Path, *, serves: bool) -> Verified:
    try:
        size = generations.manifest_of(folder).bytes
        return Verified(folder.name, serves, size, tuple(generations.damage(folder)))
    except EngineError as error:
        return Verified(folder.name, serves, 0, (str(error),))
