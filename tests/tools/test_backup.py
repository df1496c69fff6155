"""`tratin backup` and `tratin restore`: from an empty home to equal answers, or to nothing at all."""

from __future__ import annotations

import errno
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from archive import Archive, id_of, story
from click.testing import CliRunner
from disk import Watched
from trial import IS_PROOF, seed

from index.store import open_store
from search.errors import InputError, StoreError, StoreLocked
from search.settings import load_settings
from tools.backup import back_up, copying, making, restore_home
from tools.backup.manifest import HOME, NAME, backups, manifest_of
from tools.console import tell_error
from tools.main import tratin
from tools.wsgi import make_app

ROOT = Path(__file__).parents[2]
ROUNDS = 60 if IS_PROOF else 2
PAGES = [f"bài {number}" for number in range(30)]


@pytest.fixture
def archive(tmp_path):
    """An archive with an index, settings, a portal file and a table of synonyms."""
    archive = Archive(load_settings(tmp_path / "nhà", {}))
    archive.add({name: story(number) for number, name in enumerate(PAGES)})
    archive.build()
    home = archive.settings.home
    (home / "tratin.toml").write_text('site_name = "Thử"\n', encoding="utf-8")
    (home / "portals").mkdir()
    (home / "portals" / "tinh.toml").write_text('name = "Tỉnh"\nhosts = ["tinh.example"]\n', encoding="utf-8")
    (home / "synonyms.toml").write_text("", encoding="utf-8")
    return archive


def quiet(done, total):
    """Nobody watches."""
    assert done <= total


def made(archive, folder, **more):
    """A backup."""
    return back_up(archive.settings, folder, verify=more.get("verify", False), progress=quiet)


def restored(folder, home):
    """A home folder made of it."""
    return restore_home(load_settings(home, {}), folder, quiet)


def answers(home):
    """What a site over a home folder answers to some searches, and all its captures."""
    client = make_app(load_settings(home, {})).test_client()
    found = []
    for query in ("", "tin vui", "dau de bai", '"đầu đề" 7', "đảng -thôn"):
        for sort in ("relevance", "newest"):
            answer = client.get("/api/v1/search", query_string={"q": query, "size": 50, "sort": sort}).json
            found.append({name: value for name, value in answer.items() if name != "took_ms"})
    captures = {name: client.get(f"/bai/{id_of(name)}/goc/1/tep").data for name in PAGES}
    articles = [client.get(f"/api/v1/articles/{id_of(name)}").json for name in PAGES]
    return found, captures, articles, client.get("/").get_data(as_text=True)


def test_an_empty_home_gives_equal_answers(archive, tmp_path):
    """The drill: same results, captures and pages; settings and tables are there; it can be written to."""
    backup = made(archive, tmp_path / "sao lưu", verify=True)
    before = answers(archive.settings.home)
    shutil.rmtree(archive.settings.home)
    home = tmp_path / "nhà mới"
    done = restored(backup.folder, home)
    assert answers(home) == before
    assert (done.damaged, done.index_problem, done.elsewhere) == ((), "", ())
    for name in ("tratin.toml", "portals/tinh.toml", "synonyms.toml"):
        assert (home / name).is_file()
    again = Archive(load_settings(home, {}))
    again.add({"mới": story(1000)})
    assert again.build() == 1
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_newest_of_a_folder_is_taken(archive, tmp_path):
    """What earlier backups hold unchanged is linked, what changed is not, and each can be restored."""
    first = made(archive, tmp_path / "b")
    again = made(archive, tmp_path / "b", verify=True)
    assert again.linked > 0
    assert backups(tmp_path / "b") == [first.folder, again.folder]
    one, other = (each.folder / HOME / "raw" / "tratin-00001.warc.gz" for each in (first, again))
    assert one.samefile(other)
    archive.add({"mới": story(1000)})
    archive.build()
    third = made(archive, tmp_path / "b")
    assert not one.samefile(third.folder / HOME / "raw" / "tratin-00001.warc.gz")
    assert restored(tmp_path / "b", tmp_path / "h3").manifest.articles == len(PAGES) + 1
    assert restored(first.folder, tmp_path / "h1").manifest.articles == len(PAGES)
    assert answers(tmp_path / "h3") == answers(archive.settings.home)


def test_a_linked_file_that_rotted_is_copied_anew(archive, tmp_path):
    """With --verify the damage of an earlier backup does not spread."""
    first = made(archive, tmp_path / "b")
    damage(first.folder / HOME / "raw" / "tratin-00001.warc.gz", 100)
    made(archive, tmp_path / "b", verify=True)
    assert restored(tmp_path / "b", tmp_path / "h").damaged == ()


def test_while_another_process_writes_and_the_site_serves(archive, tmp_path):
    """Each backup made meanwhile is whole and restores to a home in which every article has its bytes."""
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            archive.add({f"nữa {number} {at}": story(5000 + number * 10 + at) for at in range(5)})
            archive.build()
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(4):
            made(archive, tmp_path / "b")
    finally:
        stop.set()
        writer.join()
    for number, folder in enumerate(backups(tmp_path / "b")):
        done = restored(folder, tmp_path / f"h{number}")
        assert done.damaged == ()
        with open_store(load_settings(tmp_path / f"h{number}", {}), write=True) as store:
            assert store.counts()["documents"] >= len(PAGES)


def test_an_index_built_as_fast_as_it_is_copied(archive, tmp_path, monkeypatch):
    """Each file that is copied finds newer generations published and its own swept: it is whole."""
    copied = []

    def copy_of(file, target, *more):
        entry = copying.copy_of(file, target, *more)
        if target.parent.name.startswith("gen-"):
            copied.append(target)
            archive.add({f"nữa {len(copied)}": story(5000 + len(copied))})
            archive.build()
            archive.build()
        return entry

    monkeypatch.setattr(making, "copy_of", copy_of)
    backup = made(archive, tmp_path / "b")
    assert len(copied) > 3
    assert backup.index_problem == ""
    assert not (archive.settings.index_dir / backup.manifest.generation).exists()
    done = restored(tmp_path / "b", tmp_path / "h")
    assert done.damaged == ()
    assert answers(tmp_path / "h")[0][0]["total"] >= len(PAGES)


def damage(path, at):
    """Change a byte of a file, which may be linked elsewhere."""
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 0x20
    path.write_bytes(data)


def nothing_left(folder):
    """Neither a home nor a beginning of one lies in a folder."""
    return [path.name for path in folder.iterdir() if "home" in path.name] == []


@pytest.mark.parametrize("how", ["changed", "cut", "missing"])
def test_a_damaged_backup_is_refused_by_name(archive, tmp_path, how):
    """Whichever file it is, and however it is damaged, the sentence names it and nothing is left."""
    backup = made(archive, tmp_path / "b").folder
    names = [NAME, *(f"{HOME}/{name}" for name in manifest_of(backup).files)]
    for name in names:
        path = backup / name
        whole = path.read_bytes()
        if how == "missing":
            path.unlink()
        elif not whole:
            continue
        elif how == "changed":
            damage(path, len(whole) // 2)
        else:
            path.write_bytes(whole[:-1])
        with pytest.raises(InputError, match="backup" if path.name == NAME else path.name):
            restored(backup, tmp_path / "home")
        assert nothing_left(tmp_path)
        path.write_bytes(whole)
    assert restored(backup, tmp_path / "home").damaged == ()


def test_only_an_empty_home_is_restored_into(archive, tmp_path):
    """A home with anything in it is refused and stays as it is; an empty folder is fine."""
    backup = made(archive, tmp_path / "b").folder
    home = tmp_path / "home"
    home.mkdir()
    (home / "mine.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty"):
        restored(backup, home)
    assert [path.name for path in home.iterdir()] == ["mine.txt"]
    (home / "mine.txt").unlink()
    restored(backup, home)
    with pytest.raises(InputError, match="no finished backup"):
        restored(tmp_path / "home", tmp_path / "other")


def test_a_manifest_cannot_name_files_elsewhere(archive, tmp_path):
    """A path that leads out of the home is damage, whatever checksum it has."""
    import hashlib

    import msgspec

    backup = made(archive, tmp_path / "b").folder
    told = json.loads((backup / NAME).read_bytes())["manifest"]
    told["files"]["../evil"] = {"size": 0, "sha256": "", "changed": 0}
    encoded = msgspec.json.encode(told)
    envelope = {"sha256": hashlib.sha256(encoded).hexdigest(), "manifest": msgspec.Raw(encoded)}
    (backup / NAME).write_bytes(msgspec.json.encode(envelope))
    with pytest.raises(InputError, match="outside"):
        restored(backup, tmp_path / "home")


class Failing(Watched):
    """A disk that refuses one change."""

    def __init__(self, moment, code):
        super().__init__(self._refuse)
        self._left = moment
        self._code = code
        self.has_failed = False

    def _refuse(self, what, path, *_):
        self._left -= 1
        if self._left == -1:
            self.has_failed = True
            raise OSError(self._code, os.strerror(self._code), str(path))

    def rmtree(self, folder, *, ignore_errors):
        """Whatever else fails, what was made can be removed."""
        shutil.rmtree(folder, ignore_errors=ignore_errors)


@pytest.mark.parametrize("what", ["backup", "restore"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_a_disk_that_refuses_leaves_nothing(archive, tmp_path, monkeypatch, what, code):
    """At whichever step it fails, there is no new backup and no home; without a failure all goes well."""
    good = made(archive, tmp_path / "b").folder
    for moment in range(1000):
        disk = Failing(moment, code)
        with monkeypatch.context() as patched, suppress(OSError, StoreError):
            disk.put_in(patched)
            if what == "backup":
                folder = made(archive, tmp_path / "b").folder
                if disk.has_failed:  # only a link could not be made: it was copied
                    shutil.rmtree(folder)
            else:
                restored(good, tmp_path / "home")
        if not disk.has_failed:
            break
        assert nothing_left(tmp_path)
        assert [path.name for path in (tmp_path / "b").iterdir() if path != good] == ["backup.lock"]
    assert moment > 15
    assert (len(backups(tmp_path / "b")) == 2) == (what == "backup")
    assert (tmp_path / "home" / "tratin.db").is_file() == (what == "restore")


def test_a_file_larger_than_the_disk_takes(archive, tmp_path):
    """The system itself refuses to write on: a sentence, an exit code, and no backup."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = subprocess.run(
        command(archive.settings.home, "backup", tmp_path / "b"),
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
        preexec_fn=limit,
    )
    assert done.returncode in (1, 4)
    assert done.stderr.startswith("Lỗi · Error: ")
    assert "Traceback" not in done.stderr
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["backup.lock"]


def command(home, *words):
    """The command line."""
    return [
        sys.executable,
        "-c",
        "from tools.main import main; main()",
        "--home",
        str(home),
        *map(str, words),
    ]


def environment():
    """Where the program is."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TRATIN_")}
    return {**kept, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize("trial", range(ROUNDS))
def test_a_kill_at_any_moment(archive, tmp_path, trial):
    """A backup or restore that was killed is not there; the next one clears up and does it."""
    chance = random.Random(seed() + trial)
    good = made(archive, tmp_path / "b").folder
    for words, begun in (
        ((archive.settings.home, "backup", tmp_path / "b"), tmp_path / "b"),
        ((tmp_path / "home", "restore", good), tmp_path),
    ):
        process = subprocess.Popen(command(*words), env=environment(), stdout=subprocess.DEVNULL)
        while process.poll() is None and not list(begun.glob(".*ing*")) + list(begun.glob(".*unfinished")):
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        for folder in backups(tmp_path / "b"):
            shutil.rmtree(tmp_path / "probe", ignore_errors=True)
            restored(folder, tmp_path / "probe")
        if not (tmp_path / "home").exists() and begun == tmp_path:
            restored(good, tmp_path / "home")
    assert made(archive, tmp_path / "b").manifest.articles == len(PAGES)
    assert list((tmp_path / "b").glob(".*unfinished")) == []
    assert answers(tmp_path / "home")[1] == answers(archive.settings.home)[1]


def test_two_backups_at_once(archive, tmp_path):
    """The second into the same folder is told to wait."""
    from filelock import FileLock

    made(archive, tmp_path / "b")
    with FileLock(tmp_path / "b" / "backup.lock"), pytest.raises(StoreLocked):
        made(archive, tmp_path / "b")


@pytest.mark.parametrize("below", [".", "backups", "a/../b"])
def test_not_into_the_home_itself(archive, below):
    """A copy there would be lost with it, and keep what is erased from it."""
    home = archive.settings.home
    before = sorted(home.rglob("*"))
    with pytest.raises(InputError):
        back_up(archive.settings, home / below, verify=False, progress=quiet)
    assert sorted(home.rglob("*")) == before


def test_a_damaged_index_is_left_out(archive, tmp_path):
    """It can be made again: the store is backed up, and restoring says what to run."""
    path = next(archive.settings.index_dir.glob("gen-*/*.seg"))
    damage(path, path.stat().st_size // 2)
    backup = made(archive, tmp_path / "b")
    assert (backup.manifest.generation, backup.index_problem == "") == ("", False)
    done = restored(backup.folder, tmp_path / "home")
    assert "no index" in done.index_problem
    archive = Archive(load_settings(tmp_path / "home", {}))
    assert archive.build() == len(PAGES)


def test_a_stored_page_that_was_damaged_before_is_told(archive, tmp_path):
    """It is no reason to have no backup, nor to refuse it."""
    with closing(sqlite3.connect(archive.settings.home / "tratin.db")) as database:
        offset, length = database.execute("SELECT warc_offset, warc_length FROM captures LIMIT 1").fetchone()
    damage(archive.settings.raw_dir / "tratin-00001.warc.gz", offset + length // 2)
    assert len(made(archive, tmp_path / "b", verify=True).damaged) == 1
    assert len(restored(tmp_path / "b", tmp_path / "home").damaged) == 1


def test_an_article_withdrawn_since_stays_out_of_a_restored_home(archive, tmp_path):
    """Tombstones are backed up; where the index is from before, restoring says what to run."""
    home = archive.settings.home
    run = CliRunner().invoke
    words = ["withdraw", id_of(PAGES[0]), "--reason", "vì", "--yes"]
    assert run(tratin, ["--home", str(home), *words], catch_exceptions=False).exit_code == 0
    done = run(tratin, ["--home", str(home), "--json", "backup", str(tmp_path / "b"), "--verify"])
    told = json.loads(done.stdout)
    assert (told["articles"], told["verified"], told["damaged_pages"]) == (len(PAGES) - 1, True, [])
    done = run(tratin, ["--home", str(tmp_path / "home"), "--json", "restore", str(tmp_path / "b")])
    told = json.loads(done.stdout)
    assert (told["articles"], told["index_problem"]) == (len(PAGES) - 1, None)
    client = make_app(load_settings(tmp_path / "home", {})).test_client()
    assert client.get(f"/bai/{id_of(PAGES[0])}").status_code == 410


def test_tables_outside_the_home_are_kept_too(archive, tmp_path):
    """They come back into a folder of their own, and are named."""
    table = tmp_path / "chung" / "ghim.toml"
    table.parent.mkdir()
    table.write_text("", encoding="utf-8")
    config = archive.settings.home / "tratin.toml"
    config.write_text(f'pins_file = "{table}"\n', encoding="utf-8")
    backup = back_up(load_settings(archive.settings.home, {}), tmp_path / "b", verify=False, progress=quiet)
    done = restored(backup.folder, tmp_path / "home")
    assert done.elsewhere == ("elsewhere/pins_file-ghim.toml",)
    assert (tmp_path / "home" / done.elsewhere[0]).is_file()


def test_a_clock_that_ran_ahead(archive, tmp_path):
    """A backup of a time to come is not taken for the newest."""
    folder = tmp_path / "bản sao"
    made(archive, folder)
    (early,) = backups(folder)
    ahead = early.rename(folder / "20991231-235959")
    archive.add({"bài mới": story(99)})
    made(archive, folder)
    assert backups(folder)[0] == ahead
    assert restored(folder, tmp_path / "về").manifest.articles == len(PAGES) + 1


def test_a_full_disk_is_told_in_vietnamese(archive, tmp_path, monkeypatch, capsys):
    """Where the copy of the database finds no room, and where another file finds none."""

    def full(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite3, "connect", full)
    with pytest.raises(StoreError) as raised:
        made(archive, tmp_path / "bản sao")
    assert "đĩa đã đầy" in raised.value.vietnamese
    tell_error(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    assert "Không đọc hoặc ghi được: đĩa đã đầy. · cannot" in capsys.readouterr().err
