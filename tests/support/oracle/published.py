"""Generations of the oracle on disk: a folder each, and the name of the one that serves in a file."""

from __future__ import annotations

from search.errors import NoIndex

CURRENT = "CURRENT"


def create(root):
    """A new, empty folder for the next generation."""
    root.mkdir(exist_ok=True, parents=True)
    folder = root / f"gen-{len(list(root.iterdir())) + 1:06d}"
    folder.mkdir()
    return folder


def publish(folder):
    """Let a generation serve from now on."""
    new = folder / CURRENT
    new.write_text(folder.name)
    new.replace(folder.parent / CURRENT)


def current(root):
    """The folder of the generation that serves. Raises `NoIndex` where there is none."""
    try:
        return root / (root / CURRENT).read_text()
    except FileNotFoundError:
        raise NoIndex("there is no index yet") from None
