"""A home folder, pages, and the simplest way to make documents of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from index.pages import RawPage
from index.store import Stamp
from search.model import VIETNAM, Article, Block, BlockKind, Document, Skipped, SkipReason
from search.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from search.settings import Settings

FETCHED = datetime(2026, 3, 5, 9, 30, 15, 250000, VIETNAM)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a home that does not exist yet, its name neither ASCII nor without a blank."""
    return load_settings(tmp_path / "nhà mới", {})


@pytest.fixture
def stamp() -> Stamp:
    """The fingerprints of today's cleaner and enricher."""
    return Stamp("cleaner-1", "enricher-1")


@pytest.fixture
def make_page():
    """Makes a page of an identity and bytes."""

    def make(identity: str, payload: bytes, url: str | None = None) -> RawPage:
        return RawPage(identity, "báo thử", f"{identity}.txt", "text/plain", payload, url, FETCHED)

    return make


@dataclass
class Preparer:
    """Makes a document whose text is the page's; pages that begin with `skip` are skipped."""

    mark: str = ""
    calls: list[str] = field(default_factory=list)

    def __call__(self, page: RawPage, article_id: str, version: int, added: datetime) -> Document | Skipped:
        """Note the call, then clean."""
        self.calls.append(page.name)
        text = self.mark + page.payload.decode("utf-8", "replace")
        if text.startswith("skip"):
            return Skipped(SkipReason.TOO_SHORT, "quá ngắn")
        article = Article(text, (Block(BlockKind.BODY, 0, len(text)),), page.source, page.url)
        return Document(article_id, version, article, added)


@pytest.fixture
def prepare() -> Preparer:
    """A fresh preparer that has seen nothing."""
    return Preparer()
