"""What a folder keeps for later runs: analysed articles and indexes, each with what it was made from."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
import xxhash

from search.analysis import fingerprint
from search.errors import InputError
from tools.measure.engine.corpus import FORMAT, Corpus, analyse, jobs_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from tools.measure.engine.corpus import Article
    from tools.measure.engine.peers.base import Peer

    Tell = Callable[[str], None]

CORPUS = "corpus"
PROBES, PROBE = 64, 1 << 16
"""So many places of a data file, so many bytes each, stand for the whole of it."""


class Made(msgspec.Struct):
    """What something was made from; of an index, articles a second of each build so far, by threads."""

    made_from: dict[str, str]
    rates: dict[int, list[float]] = {}


@dataclass(frozen=True, slots=True)
class Keeper:
    """A folder for one set of articles. What was cut off while it was made is made anew."""

    folder: Path
    made_from: Mapping[str, str]
    tell: Tell

    def corpus(self, articles: Iterable[Article], count: int) -> Corpus:
        """The analysed articles. Raises `InputError` where the folder holds others."""
        held, wanted = self._read(CORPUS), dict(self.made_from)
        if held is None:
            self.tell("analysing")
            corpus = analyse(articles, self.folder, jobs=jobs_for(count))
            self._write(CORPUS, Made(wanted))
            return corpus
        if held.made_from != wanted:
            raise InputError(
                f"{self.folder} keeps other articles ({_difference(held.made_from, wanted)}); "
                "name another folder, or delete it",
                vietnamese="Thư mục --keep giữ dữ liệu khác.",
            )
        self.tell("analysed articles: kept")
        return Corpus(self.folder)

    def index(self, peer: Peer) -> Made:
        """What is there of an engine's index; one that does not fit begins anew."""
        held, wanted = self._read(peer.name), {**self.made_from, "engine": peer.version()}
        if held is not None and held.made_from == wanted:
            self.tell(f"{peer.name}: index kept")
            return held
        if held is not None:
            self.tell(f"{peer.name}: built anew ({_difference(held.made_from, wanted)})")
        return Made(wanted)

    def emptied(self, peer: Peer) -> Path:
        """An empty folder for an engine's index."""
        folder = self.index_folder(peer)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def index_folder(self, peer: Peer) -> Path:
        """Where an engine's index is."""
        return self.folder / peer.name

    def save(self, peer: Peer, made: Made) -> None:
        """Note that an index was built."""
        self._write(peer.name, made)

    def _read(self, name: str) -> Made | None:
        try:
            return msgspec.json.decode((self.folder / f"{name}.json").read_bytes(), type=Made)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError as error:
            raise InputError(f"{self.folder / name}.json: {error}") from error

    def _write(self, name: str, made: Made) -> None:
        path = self.folder / f"{name}.json"
        unfinished = path.with_suffix(".new")
        unfinished.write_bytes(msgspec.json.encode(made))
        unfinished.replace(path)


def made_from(data: Path | None, articles: int, seed: int) -> dict[str, str]:
    """What analysed articles are made from: the data, how many, and the code."""
    return {
        "data": _digest(data) if data else f"made up, seed {seed}",
        "articles": str(articles),
        "format": f"{FORMAT}, {fingerprint()}",
    }


def _digest(path: Path) -> str:
    """Names the content of a file: its size, and a hash of pieces from all over it."""
    size, hashed = path.stat().st_size, xxhash.xxh3_64()
    with path.open("rb") as file:
        for number in range(PROBES):
            file.seek(max(0, size - PROBE) * number // (PROBES - 1), os.SEEK_SET)
            hashed.update(file.read(PROBE))
    return f"{size} bytes, {hashed.hexdigest()}"


def _difference(held: Mapping[str, str], wanted: Mapping[str, str]) -> str:
    """What differs, for people."""
    return "; ".join(
        f"{part}: {held.get(part, 'none')}, now {value}"
        for part, value in wanted.items()
        if held.get(part) != value
    )
