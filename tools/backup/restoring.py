"""Makes a home folder of a backup: aside, checked whole, and then renamed."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from filelock import FileLock, Timeout

from index.store import adopt_copy, open_store
from search import files
from search.engine import open_reader, verify
from search.errors import EngineError, InputError, StoreError, StoreLocked
from tools.backup.copying import Counter, copy, sync_tree
from tools.backup.making import ELSEWHERE
from tools.backup.manifest import HOME, NAME, backups, damaged, manifest_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.settings import Settings
    from tools.backup.copying import Progress
    from tools.backup.manifest import Manifest

_LOCK = "restore.lock"


class Restored(NamedTuple):
    """A home folder that was made.

    `damaged` are stored pages that were damaged before the backup was made; `elsewhere` tables that lay
    outside the home folder; `index_problem` says why `tratin build` is to be run, empty if it is not.
    """

    home: Path
    folder: Path
    manifest: Manifest
    damaged: tuple[str, ...]
    elsewhere: tuple[str, ...]
    index_problem: str
    seconds: float


def restore_home(settings: Settings, source: Path, progress: Progress) -> Restored:
    """Restore a backup, or the newest one in a folder, into a home folder that is not there, or is empty.

    Raises:
        InputError: there is no backup, or it is damaged; the message names the file.
        StoreError: the home folder is not empty, or cannot be put in its place.
        StoreLocked: another process restores it.
        OSError: the disk refuses. Whatever is raised, nothing of the home folder was changed.
    """
    started = time.monotonic()
    folder = _chosen(source)
    manifest = manifest_of(folder)
    home = settings.home.absolute()
    _check_empty(home)
    aside = home.with_name(f".{home.name}.restoring")
    with _aside(aside):
        _copy_all(folder, manifest, aside, Counter(progress))
        pages, problem = _checked(replace(settings, home=aside), folder, manifest)
        adopt_copy(replace(settings, home=aside))
        sync_tree(aside)
        _put_in_place(aside, home)
    elsewhere = tuple(name for name in manifest.files if name.startswith(f"{ELSEWHERE}/"))
    return Restored(home, folder, manifest, pages, elsewhere, problem, time.monotonic() - started)


def _chosen(source: Path) -> Path:
    if (source / NAME).is_file():
        return source
    found = backups(source)
    if not found:
        raise InputError(
            f"there is no finished backup in {source}", vietnamese=f"Không có bản sao lưu nào ở {source}."
        )
    return found[-1]


def _check_empty(home: Path) -> None:
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise StoreError(
            f"{home} is not empty: restore into a new home folder (--home)",
            vietnamese=f"{home} không trống; hãy khôi phục vào một thư mục mới (--home).",
        )


@contextmanager
def _aside(aside: Path) -> Iterator[None]:
    """A folder beside the home, which nobody else restores into; gone again where that fails."""
    lock = FileLock(aside / _LOCK, timeout=0)
    try:
        files.make_folder(aside)
        lock.acquire()
    except Timeout as error:  # which is an OSError
        raise StoreLocked(
            f"{aside} is being restored by another process",
            vietnamese="Một tiến trình khác đang khôi phục vào đây.",
        ) from error
    except OSError:
        files.remove_tree(aside)
        raise
    try:
        _clear(aside)
        yield
    except BaseException:
        files.remove_tree(aside)
        raise
    finally:
        lock.release()


def _clear(aside: Path) -> None:
    """Remove what a restoring that was cut off left."""
    for path in aside.iterdir():
        if path.name != _LOCK:
            files.remove_tree(path) if path.is_dir() else files.remove(path)


def _copy_all(folder: Path, manifest: Manifest, aside: Path, counter: Counter) -> None:
    counter.expect(manifest.bytes)
    for name, entry in manifest.files.items():
        path = folder / HOME / name
        try:
            size = path.stat().st_size
        except OSError as error:
            raise damaged(path, error.strerror or str(error)) from error
        if size != entry.size:
            raise damaged(path, f"it has {size} bytes and should have {entry.size}")
    for name, entry in manifest.files.items():
        if copy(folder / HOME / name, aside / name, counter).sha256 != entry.sha256:
            raise damaged(folder / HOME / name, "its bytes are not those that were written")
    for name in ("raw", "index"):
        files.make_folder(aside / name)


def _checked(settings: Settings, folder: Path, manifest: Manifest) -> tuple[tuple[str, ...], str]:
    """The stored pages that are damaged, and what is wrong with the index, by their own checks."""
    try:
        with open_store(settings, write=False) as store:
            store.check_database()
            pages = store.damaged_pages()
            gone = [one.article_id for one in store.withdrawals.all()]
    except StoreError as error:
        raise damaged(folder / HOME / "tratin.db", str(error)) from error
    if not manifest.generation:
        return pages, "there is no index in the backup"
    try:
        if problems := [name for one in verify(settings) for name in one.damaged]:
            raise damaged(folder / HOME / "index", ", ".join(problems))
        reader = open_reader(settings)
        if reader.stats().articles != manifest.articles or any(reader.get(each) for each in gone):
            return pages, "the index is older or newer than the store"
    except EngineError as error:
        return pages, str(error)
    return pages, ""


def _put_in_place(aside: Path, home: Path) -> None:
    files.remove(aside / _LOCK)
    try:
        files.rename(aside, home)
    except OSError as error:
        raise StoreError(
            f"cannot put the home folder at {home} ({error.strerror}): restore into a folder below it",
            vietnamese=f"Không đặt được thư mục dữ liệu vào {home}.",
        ) from error
    try:
        files.sync_folder(home.parent)
    except OSError:
        files.rename(home, aside)
        raise
