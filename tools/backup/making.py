"""Makes a backup, while a site serves and while another process writes.

The index is copied first, then the database, at one moment of it, then the raw files as far as that database
knows them: what the index holds is in the database, and what the database names is in the raw files.
"""

from __future__ import annotations

import hashlib
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from filelock import FileLock, Timeout

from index.store import open_store
from search import files, generations
from search.edited import own_path
from search.errors import DamagedIndex, EngineError, InputError, NoIndex, StoreError, StoreLocked
from search.model import VIETNAM
from search.settings import CONFIG_NAME
from tools.backup.copying import Counter, copy, copy_of, sha256_of, sync_tree
from tools.backup.manifest import (
    FOLDER_TIME,
    FORMAT,
    HOME,
    Entry,
    Manifest,
    backups,
    manifest_of,
    write_manifest,
)
from web.embed.earlier import FOLDER as SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from search.settings import Settings
    from tools.backup.copying import Progress

_LOCK = "backup.lock"
_UNFINISHED = ".unfinished"
_TABLES = {"topics_file": "topics.toml", "synonyms_file": "synonyms.toml", "pins_file": "pins.toml"}
_TREES = ("portals", "pins", SCRIPTS)
ELSEWHERE = "elsewhere"
"""Where tables lie in a backup that lay outside the home folder."""

_TRIES = 3
"""How often it begins anew because the index was built, or an article erased, meanwhile."""


class Backup(NamedTuple):
    """A backup that was made; `linked` are the bytes that an earlier one had, `damaged` stored pages."""

    folder: Path
    manifest: Manifest
    linked: int
    damaged: tuple[str, ...]
    seconds: float
    index_problem: str = ""


class _ChangedMeanwhile(Exception):  # noqa: N818 - a state, told to the one who begins anew
    """A file that was to be copied is another now."""


@dataclass(slots=True)
class _Making:
    """A backup on its way."""

    settings: Settings
    aside: Path
    earlier: Path | None
    known: dict[str, Entry]
    counter: Counter
    verify: bool
    entries: dict[str, Entry]
    linked: int = 0
    index_problem: str = ""

    @property
    def home(self) -> Path:
        """Its files."""
        return self.aside / HOME

    def put(self, name: str, source: Path, end: int | None = None) -> None:
        """Copy a file of the home folder."""
        self.entries[name] = copy(source, self.home / name, self.counter, end)

    def put_open(self, name: str, opened: BinaryIO) -> None:
        """Copy an open file of the home folder, which may have no name any more."""
        self.entries[name] = copy_of(opened, self.home / name, self.counter)

    def write(self, name: str, content: bytes) -> None:
        """Write a file anew."""
        files.write_over(self.home / name, content)
        self.entries[name] = Entry(len(content), hashlib.sha256(content).hexdigest())

    def link(self, name: str, held: str) -> bool:
        """Give a file that the earlier backup has as `held` a name here; false where that cannot be."""
        assert self.earlier is not None
        path, target, entry = self.earlier / HOME / held, self.home / name, self.known[held]
        try:
            if path.stat().st_size != entry.size:
                return False
            if self.verify and sha256_of(path, self.counter) != entry.sha256:
                return False
            files.make_folder(target.parent)
            target.hardlink_to(path)
        except OSError:
            return False
        self.entries[name] = entry
        self.linked += entry.size
        if not self.verify:
            self.counter.add(entry.size)
        return True


def _check_apart(folder: Path, home: Path) -> None:
    """A copy in the home folder is lost with it, and keeps there what is erased from it."""
    if folder.resolve().is_relative_to(home.resolve()):
        raise InputError(
            f"{folder} lies in the home folder; a backup must not",
            vietnamese=f"{folder} nằm trong thư mục kho; hãy sao lưu ra nơi khác.",
        )


def back_up(settings: Settings, folder: Path, *, verify: bool, progress: Progress) -> Backup:
    """Make a backup in a folder; files that an earlier one there holds unchanged are hard links to these.

    With `verify` all is read back, and each stored page compared with its checksum.

    Raises:
        StoreError: there is no store, or a raw file lacks what the database knows.
        StoreLocked: another backup into this folder is being made.
        InputError: the folder lies in the home folder, or what was written cannot be read back as it was.
        OSError: the disk refuses. Whatever is raised, nothing is left of this backup.
    """
    started = time.monotonic()
    _check_apart(folder, settings.home)
    with open_store(settings, write=False):
        pass
    files.make_folder(folder)
    with _locked(folder):
        for path in folder.glob(f".*{_UNFINISHED}"):
            files.remove_tree(path)
        name = _free_name(folder)
        aside = folder / f".{name}{_UNFINISHED}"
        try:
            made, manifest = _filled(settings, aside, folder, Counter(progress), verify=verify)
            damaged = _read_back(made) if verify else ()
            sync_tree(aside)
            write_manifest(aside, manifest)
            files.sync_folder(aside)
            files.rename(aside, folder / name)
            files.sync_folder(folder)
        except BaseException:
            files.remove_tree(aside)
            files.remove_tree(folder / name)  # renamed, but not surely on the disk
            raise
    return Backup(
        folder / name, manifest, made.linked, damaged, time.monotonic() - started, made.index_problem
    )


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise StoreLocked(
            f"another backup into {folder} is being made",
            vietnamese=f"Đang có một lần sao lưu khác vào {folder}.",
        ) from error
    try:
        yield
    finally:
        lock.release()


def _free_name(folder: Path) -> str:
    """Named by the time, and a number where another one has that name."""
    name = f"{datetime.now(VIETNAM):{FOLDER_TIME}}"
    more = 1
    while (folder / (name if more == 1 else f"{name}-{more}")).exists():
        more += 1
    return name if more == 1 else f"{name}-{more}"


def _filled(
    settings: Settings, aside: Path, folder: Path, counter: Counter, *, verify: bool
) -> tuple[_Making, Manifest]:
    earlier, known = _earlier(folder)
    for tries_left in reversed(range(_TRIES)):
        files.remove_tree(aside)
        files.make_folder(aside / HOME)
        made = _Making(settings, aside, earlier, known, counter, verify, {})
        try:
            generation = _copy_index(made)
            articles = _copy_store(made)
            if tries_left and _published(settings) != generation and not made.index_problem:
                continue
        except (_ChangedMeanwhile, FileNotFoundError) as error:
            if not tries_left:
                raise StoreError(
                    f"a file is missing, or changes too fast for a backup: {error}",
                    vietnamese="Có tệp bị thiếu, hoặc đổi nhanh quá nên không sao lưu kịp.",
                ) from error
            continue
        _copy_settings(made)
        break
    manifest = Manifest(FORMAT, datetime.now(VIETNAM), generation, articles, made.entries)
    return made, manifest


def _earlier(folder: Path) -> tuple[Path | None, dict[str, Entry]]:
    """The newest backup that can be read, and its files."""
    for path in reversed(backups(folder)):
        try:
            return path, manifest_of(path).files
        except InputError:
            continue
    return None, {}


def _published(settings: Settings) -> str:
    try:
        return generations.current(settings.index_dir)
    except NoIndex:
        return ""


# --- The index ---


def _copy_index(made: _Making) -> str:
    """The generation that serves; none where nothing was built, or it is damaged, which is noted.

    Its files are held open, so it is whole even where newer ones are built and it is swept meanwhile.
    """
    root = made.settings.index_dir
    name = _published(made.settings)
    if not name:
        return ""
    try:
        manifest = generations.manifest_of(root / name)
        with _held(root / name, [*manifest.files, generations.MANIFEST]) as held:
            for file, entry in manifest.files.items():
                _copy_of_index(made, name, file, held[file], entry)
            made.put_open(f"index/{name}/{generations.MANIFEST}", held[generations.MANIFEST])
    except (DamagedIndex, FileNotFoundError) as error:
        if _published(made.settings) != name:
            raise _ChangedMeanwhile(name) from error
        made.index_problem = str(error)
        files.remove_tree(made.home / "index")
        made.entries.clear()
        return ""
    made.write(f"index/{generations.CURRENT}", generations.pointing_to(name))
    return name


@contextmanager
def _held(folder: Path, names: Sequence[str]) -> Iterator[dict[str, BinaryIO]]:
    """Some files of a folder, open: what they hold stays, whoever removes them."""
    with ExitStack() as stack:
        yield {name: stack.enter_context((folder / name).open("rb")) for name in names}


def _copy_of_index(
    made: _Making, generation: str, file: str, opened: BinaryIO, entry: generations.FileEntry
) -> None:
    """A file of the index: one of the same bytes may be in the earlier backup under another generation."""
    name = f"index/{generation}/{file}"
    made.counter.expect(entry.size)
    same = [
        path
        for path, known in made.known.items()
        if path.endswith(f"/{file}") and (known.size, known.sha256) == (entry.size, entry.sha256)
    ]
    if same and made.link(name, same[0]):
        return
    made.put_open(name, opened)
    if made.entries[name].sha256 != entry.sha256:
        raise DamagedIndex(f"{generation} is damaged: {file}")


# --- Database and raw files ---


def _copy_store(made: _Making) -> int:
    """The database at one moment, and the raw files as far as it knows them; how many articles it has."""
    copied = replace(made.settings, home=made.home)
    target = made.home / "tratin.db"
    with open_store(made.settings, write=False) as store:
        store.copy_database(target)
    size = target.stat().st_size
    made.counter.expect(size)
    made.entries["tratin.db"] = Entry(size, sha256_of(target, made.counter))
    with open_store(copied, write=False) as store:
        raw, articles = store.raw_files(), store.counts()["documents"]
    for each in raw:
        made.counter.expect(each.end)
    for each in raw:
        _copy_raw(made, each.name, None if each.is_finished else each.end)
    return articles


def _copy_raw(made: _Making, file: str, end: int | None) -> None:
    """A raw file; size and time say whether it is the same: to one that is finished nothing is written."""
    name, source = f"raw/{file}", made.settings.raw_dir / file
    told, known = source.stat(), made.known.get(name)
    is_same = known is not None and (known.size, known.changed) == (told.st_size, told.st_mtime_ns)
    if is_same and end in (None, told.st_size) and made.link(name, name):
        return
    try:
        made.put(name, source, end)
    except EOFError as error:
        raise StoreError(
            f"Raw pages are missing: {error}. Restore the file from a copy",
            vietnamese="Thiếu trang gốc trong raw/; hãy khôi phục tệp từ bản sao.",
        ) from error


# --- Settings ---


def _copy_settings(made: _Making) -> None:
    """The settings, the portal files, the tables of the staff, pinned pages, and scripts that were served."""
    for name, source in sorted(settings_files(made.settings).items()):
        made.put(name, source)


def settings_files(settings: Settings) -> dict[str, Path]:
    """What people wrote, by its path in the backup: a table outside the home folder goes to `elsewhere/`."""
    found: dict[str, Path] = {}
    home = settings.home
    if (home / CONFIG_NAME).is_file():
        found[CONFIG_NAME] = home / CONFIG_NAME
    for tree in _TREES:
        paths = (path for path in (home / tree).rglob("*") if path.suffix != files.ASIDE and path.is_file())
        found.update({path.relative_to(home).as_posix(): path for path in paths})
    for setting, usual in _TABLES.items():
        path = own_path(settings, setting, usual)
        if path is not None and path.is_file():
            found[_place(home, path, setting)] = path
    return found


def _place(home: Path, path: Path, setting: str) -> str:
    try:
        return path.absolute().relative_to(home.absolute()).as_posix()
    except ValueError:
        return f"{ELSEWHERE}/{setting}-{path.name}"


# --- Reading back ---


def _read_back(made: _Making) -> tuple[str, ...]:
    """Compare every file with what was written, and every stored page with its checksum; the damaged pages.

    What is damaged in the home folder itself is damaged in every copy: it is told, not refused.
    """
    for name, entry in made.entries.items():
        made.counter.expect(entry.size)
        if sha256_of(made.home / name, made.counter) != entry.sha256:
            raise InputError(
                f"{name} was written and reads otherwise: is the disk of the backup sound?",
                vietnamese=f"Ghi xong đọc lại thấy khác: {name}. Hãy kiểm tra đĩa.",
            )
    try:
        with open_store(replace(made.settings, home=made.home), write=False) as store:
            store.check_database()
            return store.damaged_pages()
    except EngineError as error:
        raise InputError(str(error), vietnamese=error.vietnamese) from error
