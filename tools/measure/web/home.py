"""A home folder with an index of so many articles; the store is empty, for no results page asks it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.store import open_store
from search.settings import load_settings
from tools.measure.query import build, documents, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.model import Document
    from search.settings import Settings

QUIET = {
    "TRATIN_PORT": "0",
    "TRATIN_ADMIN_BIND": "",
    "TRATIN_PROCESSES": "2",
    "TRATIN_LIMIT_PER_MINUTE": "1000000000",
}
"""What is set for the site that is measured, whatever the environment says.

Two processes on any port, and as many questions as one address likes.
"""


def home_of(home: Path, data: Path, articles: int) -> Settings:
    """A home with articles of a file; an index that is there is taken as it is."""
    home.mkdir(parents=True, exist_ok=True)
    settings = load_settings(home, QUIET)
    with open_store(settings, write=True):
        pass
    if not (settings.index_dir / "CURRENT").exists():
        build(settings.index_dir, _grouped(data, articles))
    return settings


def _grouped(data: Path, articles: int) -> Iterator[Document]:
    """Documents, near-duplicates in groups where the file tells them."""
    copies = {record.id: record.dup_of for record in records(data, articles) if record.dup_of}
    first = set(copies.values())
    for one in documents(data, articles):
        group = copies.get(one.id) or (one.id if one.id in first else "")
        yield replace(one, group=group) if group else one
