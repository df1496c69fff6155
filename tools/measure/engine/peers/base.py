"""What every engine in the comparison is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from importlib import metadata
from importlib.util import find_spec
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pathlib import Path

    from tools.measure.engine.shapes import Searcher, Source

ALL_KINDS = frozenset({"and", "or", "phrase", "folded"})


class Peer(ABC):
    """An engine; a subclass says what it is by its class variables and imports its package only when used."""

    name: ClassVar[str]
    module: ClassVar[str]
    """The module whose absence means that the engine is not installed."""
    kinds: ClassVar[frozenset[str]] = ALL_KINDS
    """The ways of asking that it has."""
    filters: ClassVar[bool] = True
    heads: ClassVar[bool] = False
    """Whether it is asked to rank by titles, too."""
    threads: ClassVar[bool] = False
    """Whether it can build with two threads or processes."""
    questions: ClassVar[int] = 200
    """How many questions a row it is asked: fewer for slow ones."""
    largest: ClassVar[int] = 1_000_000
    """Articles beyond which it is left out: it would take hours or not fit into memory."""
    remark: ClassVar[str] = ""
    """What it does in its own way, or cannot do."""

    def missing(self) -> bool:
        """Whether its package is not installed."""
        try:
            return find_spec(self.module) is None
        except ModuleNotFoundError:
            return True

    def version(self) -> str:
        """The code that makes its index; one of another is built anew."""
        try:
            return metadata.version(self.module)
        except metadata.PackageNotFoundError:
            return ""

    @abstractmethod
    def build(self, source: Source, folder: Path, threads: int) -> None:
        """Write an index into an empty folder, of one segment where `threads` is 1."""

    @abstractmethod
    def open(self, folder: Path) -> Searcher:
        """Open it."""

    def size(self, folder: Path) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
