"""Builds a generation, on the one before or from nothing.

    put -> batches -> parts (in this process, or in workers) -> merged -> published

Segments of the generation before are shared, not copied: a commit of a few articles costs no more than these.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec
import numpy as np
from filelock import FileLock, Timeout

from search import files, generations
from search.embedded import building, whoosh_index
from search.embedded.container import Arrays
from search.embedded.inverter import Inverter
from search.embedded.merge import merge
from search.embedded.schema import fingerprints
from search.embedded.segment import (
    DOC,
    FOREVER,
    LIVE,
    SEG,
    file_name,
    open_raw,
    write_folds_of,
    write_forward_of,
    write_language_of,
    write_live,
    write_signatures_of,
)
from search.embedded.workers import Workers
from search.errors import DamagedIndex, EngineError
from search.generations import CHECKED_AT_ONCE
from search.model import Stats

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from search.embedded.container import Array
    from search.embedded.segment import Raw
    from search.model import Document

BATCH = 64
"""Documents that are analysed together."""

ALONE = 256
"""So many documents are inverted in the writer's own process: starting others would take longer."""

MOST_SEGMENTS = 4
"""Each further segment adds some 50 µs to every query."""

LOCK = "write.lock"

_TRUSTED = ("ids", "ids@", "by_id", "version", "group", "groups", "groups@")
"""Arrays of the base that decide what is put and deleted; they are small, and compared first."""

_log = logging.getLogger(__name__)


class EmbeddedWriter:
    """See `search.engine.Writer`."""

    def __init__(
        self,
        root: Path,
        keep: int = 2,
        *,
        made_from: Mapping[str, str] | None = None,
        fresh: bool = True,
        processes: int = 1,
        memory_mb: int = 512,
    ) -> None:
        self._root = root
        self._keep = keep
        self._processes = processes
        self._memory = memory_mb * 1_000_000
        self._fingerprints = fingerprints(made_from or {})
        with _writing():
            files.make_folder(root)
            self._lock = _locked(root)
        try:
            self._base, self._segments = (None, {}) if fresh else self._open_base()
            with _writing():
                name = self._base.generation if self._base else ""
                self._folder, self._record = building.begin(root, self._fingerprints, name)
            self._open_parts()
        except BaseException:
            self._lock.release()
            raise
        self._changed = bool(self._record.parts) or self._base is None
        self._waiting: list[bytes] = []
        self._unfinished: set[str] = set()
        self._seen = self._ids_of_parts()
        self._inverter: Inverter | Workers = Inverter(self._folder, self._prefix, self._memory)

    @property
    def _prefix(self) -> str:
        return f"{generations.number_of(self._folder.name)}r{self._record.runs}w"

    def _open_base(self) -> tuple[generations.Manifest | None, dict[str, _Open]]:
        """The generation to build on and its segments; none where it is damaged or others made it."""
        base = building.base_of(self._root, self._fingerprints)
        if base is None:
            return None, {}
        folder = self._root / base.generation
        try:
            _check_small(folder, base)
            return base, {entry.name: _of_base(folder, entry) for entry in base.segments}
        except DamagedIndex as damage:
            said = {"vietnamese": "Chỉ mục bị hỏng; đang lập lại từ đầu."}
            _log.error("the index is damaged and is built from nothing: %s", damage, extra=said)
            return None, {}

    def _open_parts(self) -> None:
        """Open the parts that a build before this one finished; what was in a damaged one is put again."""
        for name in list(self._record.parts):
            try:
                self._segments[name] = _whole(_opened(self._folder, name))
            except DamagedIndex as damage:
                said = {"vietnamese": "Một phần của lần lập dở bị hỏng; đang làm lại phần đó."}
                _log.warning(
                    "part of an unfinished build is damaged and is made again: %s", damage, extra=said
                )
                self._record.parts.remove(name)
        if self._record.parts:
            self._bury()

    def _bury(self) -> None:
        """What a finished part replaces dies again: only the build that was cut off knew of it."""
        newer: set[str] = set()
        for segment in reversed(self._segments.values()):
            ids = segment.raw.values.ids.texts()
            segment.alive[[number for number, each in enumerate(ids) if each in newer]] = False
            if segment.folder == self._folder:
                newer.update(ids)

    def _ids_of_parts(self) -> set[int]:
        """Hashes of the ids in parts: so that most articles need not be looked for in every part."""
        parts = (self._segments[name] for name in self._record.parts)
        return {hash(article_id) for part in parts for article_id in part.raw.values.ids.texts()}

    def held(self) -> dict[str, int]:
        """The articles that are in it already, by id, and their versions."""
        found: dict[str, int] = {}
        for segment in self._segments.values():
            living = np.flatnonzero(segment.alive).tolist()
            ids, versions = segment.raw.values.ids.texts(), segment.raw.values.versions.tolist()
            found.update((ids[number], versions[number]) for number in living)
        return found

    def groups(self) -> dict[str, str]:
        """The groups of near-duplicates of the articles that it holds, by id; those without one left out."""
        found: dict[str, str] = {}
        for segment in self._segments.values():
            values = segment.raw.values
            for number in np.flatnonzero(segment.alive & (values.groups != 0)).tolist():
                found[values.ids[number].decode()] = values.group_names[int(values.groups[number])].decode()
        return found

    def put(self, document: Document) -> None:
        """Add a document; a second one with the same id replaces the first."""
        self.delete(document.id)
        self._unfinished.add(document.id)
        self._seen.add(hash(document.id))
        self._changed = True
        self._waiting.append(msgspec.json.encode(document))
        if len(self._waiting) >= BATCH:
            self._hand_on()

    def _hand_on(self) -> None:
        """Have what waits inverted."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        if self._processes > 1 and len(self._unfinished) > ALONE and isinstance(self._inverter, Inverter):
            self._finish_parts_so_far()
            prefix = f"{self._prefix}p"
            self._inverter = Workers(self._folder, prefix, self._processes, self._memory)
        with _writing():
            self._record_parts(_names(self._inverter.add(waiting)))

    def _record_parts(self, fresh: list[str]) -> None:
        if not fresh:
            return
        with _writing():
            for name in fresh:
                self._segments[name] = _opened(self._folder, name)
            self._record.parts.extend(fresh)
            self._record.save(self._folder)

    def _finish_parts(self) -> None:
        """Let all that was put be in finished parts."""
        self._hand_on()
        self._finish_parts_so_far()
        self._unfinished.clear()

    def _finish_parts_so_far(self) -> None:
        with _writing():
            self._record_parts(_names(self._inverter.finish()))

    def delete(self, article_id: str) -> None:
        """Remove a document; an unknown id is fine."""
        if article_id in self._unfinished:
            self._finish_parts()
        everywhere = hash(article_id) in self._seen
        for segment in self._segments.values():
            if everywhere or segment.folder != self._folder:
                for number in segment.raw.values.find(article_id):
                    self._changed = True
                    segment.alive[number] = False

    def commit(self) -> Stats:
        """Make everything durable and publish it as the current generation."""
        if self._base is not None and not self._changed:
            self.abandon()
            return _stats(self._base, self._segments)
        self._finish_parts()
        self._stop()
        with _writing():
            self._merge_parts()
            self._merge_many()
            manifest = self._publish()
        self._sweep()
        self._lock.release()
        return _stats(manifest, self._segments)

    def _sweep(self) -> None:
        """Remove what is old; where that fails the new generation serves nevertheless."""
        try:
            generations.sweep(self._root, self._keep)
        except OSError as error:
            said = {"vietnamese": "Chưa xóa được các bản chỉ mục cũ; lần lập sau sẽ xóa."}
            _log.warning("old generations stay until the next build: %s", error, extra=said)

    def _merge_parts(self) -> None:
        """The new parts become one segment."""
        parts = [name for name in self._segments if name in self._record.parts]
        if len(parts) > 1 or any(not self._segments[name].alive.all() for name in parts):
            self._merge(parts)

    def _merge_many(self) -> None:
        """While there are too many segments the two smallest become one; one mostly dead is written anew."""
        while len(self._segments) > MOST_SEGMENTS:
            by_size = sorted(self._segments, key=lambda name: self._segments[name].living)
            self._merge(by_size[:2])
        for name, segment in list(self._segments.items()):
            if segment.living * 2 < segment.raw.size:
                self._merge([name])

    def _merge(self, names: list[str]) -> None:
        gone = {name: self._segments.pop(name) for name in names}
        for segment in gone.values():
            self._check_source(segment)
        merged = _unused(f"{self._prefix}m", self._folder)
        if merge(self._folder, merged, [(each.raw, each.alive) for each in gone.values()]):
            self._segments[merged] = _opened(self._folder, merged)
            self._record.parts.append(merged)
        self._record.parts = [name for name in self._record.parts if name not in gone]
        self._record.save(self._folder)
        for name in names:
            for ending in (SEG, DOC):
                files.remove(self._folder / file_name(name, ending))

    def _check_source(self, segment: _Open) -> None:
        """What is merged gets new checksums: damage must not be hidden by them."""
        if segment.folder != self._folder:
            try:
                _whole(segment)
            except DamagedIndex as damage:
                raise DamagedIndex(f"{damage}, run `tratin build --full`") from damage

    def _publish(self) -> generations.Manifest:
        building.tidy(self._folder, self._record)
        known: dict[str, generations.FileEntry] = {}
        entries = []
        for name, segment in self._segments.items():
            if segment.folder == self._folder:
                write_folds_of(self._folder, name)
                write_language_of(self._folder, name)
                write_forward_of(self._folder, name)
                write_signatures_of(self._folder, name)
            else:
                known.update(self._shared(name, segment))
            if not segment.alive.all():
                write_live(self._folder, name, segment.alive)
            entries.append(generations.SegmentEntry(name, segment.raw.size, segment.living))
        files.write_new(self._folder / whoosh_index.toc_name(), whoosh_index.toc(entries))
        files.sync_folder(self._folder)
        files.remove(self._folder / building.RECORD)
        return generations.publish(self._folder, self._fingerprints, entries, known)

    def _shared(self, name: str, segment: _Open) -> dict[str, generations.FileEntry]:
        assert self._base is not None
        names = [file_name(name, ending) for ending in FOREVER]
        for each in names:
            files.link(segment.folder / each, self._folder / each)
        return {each: self._base.files[each] for each in names}

    def _stop(self) -> None:
        if isinstance(self._inverter, Workers):
            self._inverter.stop()

    def pause(self) -> None:
        """Stop here; the next writer of the same makers goes on from the finished parts."""
        self._stop()
        self._lock.release()

    def abandon(self) -> None:
        """Leave no trace; readers keep the generation they have."""
        self._stop()
        if not generations.serves(self._folder):  # else it could not be withdrawn, but it is whole
            files.remove_tree(self._folder)
        self._lock.release()


def _names(finished: list[str] | str | None) -> list[str]:
    """Names of finished parts, however they are told."""
    if isinstance(finished, str):
        return [finished]
    return finished or []


class _Open:
    """A segment that is part of what is built: where it lies, and which of its articles are alive."""

    def __init__(self, raw: Raw, folder: Path, alive: Array) -> None:
        self.raw = raw
        self.folder = folder
        self.alive = alive

    @property
    def living(self) -> int:
        """Articles that are alive."""
        return int(np.count_nonzero(self.alive))


def _opened(folder: Path, name: str) -> _Open:
    raw = open_raw(folder, name)
    if raw.stored is None:
        raise DamagedIndex(f"{name}: its documents are missing")
    return _Open(raw, folder, np.ones(raw.size, bool))


def _whole(segment: _Open) -> _Open:
    """A segment whose every array is as it was written. Raises `DamagedIndex`."""
    if damaged := list(segment.raw.damage()):
        raise DamagedIndex(f"{segment.folder.name} is damaged: {', '.join(damaged)}")
    return segment


def _check_small(folder: Path, base: generations.Manifest) -> None:
    """Read a small base whole: what is built on a damaged one is damaged too. A large one takes too long."""
    if base.bytes <= CHECKED_AT_ONCE and (damaged := list(generations.damage(folder))):
        raise DamagedIndex(f"{folder.name}: {', '.join(damaged)}")


def _of_base(folder: Path, entry: generations.SegmentEntry) -> _Open:
    segment = _opened(folder, entry.name)
    if list(segment.raw.arrays.damage(*_TRUSTED)):
        raise DamagedIndex(f"{folder.name}/{segment.raw.arrays.path.name} is damaged")
    if entry.alive < entry.articles:
        segment.alive = _alive_of(folder, entry.name)
    return segment


def _alive_of(folder: Path, name: str) -> Array:
    """Which articles of a published segment are alive, as an array of one's own."""
    arrays = Arrays(folder / file_name(name, LIVE))
    if list(arrays.damage()):
        raise DamagedIndex(f"{folder.name}/{arrays.path.name} is damaged")
    return arrays["alive"].astype(bool)


def _unused(name: str, folder: Path) -> str:
    number = 0
    while (folder / file_name(f"{name}{number}", SEG)).exists():
        number += 1
    return f"{name}{number}"


def _stats(manifest: generations.Manifest, segments: Mapping[str, _Open]) -> Stats:
    names = {name for each in segments.values() for name in each.raw.values.facets["year"].names}
    years = [int(name) for name in names if name.isdecimal()]
    first, last = (min(years), max(years)) if years else (None, None)
    return Stats(manifest.documents, manifest.generation, manifest.built, manifest.bytes, first, last)


def _locked(root: Path) -> FileLock:
    lock = FileLock(root / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise EngineError(
            "another process is building the index", vietnamese="Một tiến trình khác đang lập chỉ mục."
        ) from error
    return lock


@contextmanager
def _writing() -> Iterator[None]:
    """A disk that is full or fails is told in a sentence."""
    try:
        yield
    except OSError as error:
        raise generations.cannot_write(error) from error
