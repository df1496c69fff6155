"""Many readers and one writer: every answer is of one generation, and nobody waits for the writer."""

import gc
import subprocess
import sys
import threading
import time
import weakref

import pytest
from making import document

from search import files, generations
from search.embedded import reader
from search.embedded.reader import EmbeddedReader
from search.embedded.writer import EmbeddedWriter
from search.errors import DamagedIndex
from search.model import Query
from search.query import parse
from tools.measure.crash import HOME

ARTICLES = 30
GENERATIONS = 12
THREADS = 8

OTHER_PROCESS = """
import sys, time
from pathlib import Path
from search.embedded import reader
from search.model import Query
reader._LOOK_AGAIN = 0.0
asked = reader.EmbeddedReader(Path(sys.argv[1]))
seen = set()
while str(max(seen, default=0)) != sys.argv[2]:
    found = asked.search(Query(size=100, facets=("source",)))
    (value,) = found.facets[0].values
    assert {hit.source for hit in found.hits} == {value.value} and value.count == found.total == 30
    if not seen:
        print("reading", flush=True)
    seen.add(int(value.value))
print(len(seen), flush=True)
"""


@pytest.fixture(autouse=True)
def _always_looking(monkeypatch):
    """Readers look for a new generation before every answer."""
    monkeypatch.setattr(reader, "_LOOK_AGAIN", 0.0)


def publish(root, number):
    """A generation whose articles all carry its number; now and then one from nothing."""
    making = EmbeddedWriter(root, fresh=number % 4 == 1)
    for each in range(ARTICLES):
        making.put(document(f"a{each}", source=str(number), title=f"bài {number}", body="đảng bộ xã"))
    making.commit()


def numbers_of(asked):
    """The numbers in one answer: of its generation, its hits and its facets."""
    found = asked.search(Query(match=parse("đảng bộ")[0], size=100, facets=("source",)))
    (value,) = found.facets[0].values
    assert len(found.hits) == found.total == value.count == ARTICLES
    titles = {hit.title.text for hit in found.hits}
    assert titles == {f"bài {value.value}"}
    return {
        generations.number_of(found.generation),
        int(value.value),
        *(int(hit.source) for hit in found.hits),
    }


class Searching(threading.Thread):
    """Searches until it is told to stop; `seen` are numbers of generations, `failure` is what went wrong."""

    def __init__(self, asked):
        super().__init__(daemon=True)
        self.seen = []
        self.failure = None
        self._asked = asked
        self._ended = threading.Event()

    def run(self):
        """Search."""
        try:
            while not self._ended.is_set():
                (number,) = numbers_of(self._asked)
                self.seen.append(number)
        except Exception as error:  # noqa: BLE001 - whatever it is, an answer failed
            self.failure = error

    def stop(self):
        """Stop; fails where an answer did."""
        self._ended.set()
        self.join(10)
        assert not self.is_alive()
        assert self.failure is None


def test_no_answer_mixes_generations(tmp_path):
    """While generations are published eight threads search: no answer fails, each is of one generation."""
    publish(tmp_path, 1)
    asked = EmbeddedReader(tmp_path)
    threads = [Searching(asked) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for number in range(2, GENERATIONS + 1):
        publish(tmp_path, number)
    wait_for(lambda: all(thread.seen and thread.seen[-1] == GENERATIONS for thread in threads))
    for thread in threads:
        thread.stop()
        assert thread.seen == sorted(thread.seen), "never back to an older one"


def test_newly_opened_readers_always_find_one(tmp_path):
    """A generation may be swept while a reader opens it: it opens the newer one."""
    publish(tmp_path, 1)
    done = threading.Event()
    failures = []

    def open_many():
        while not done.is_set():
            try:
                assert len(numbers_of(EmbeddedReader(tmp_path))) == 1
            except Exception as error:  # noqa: BLE001 - whatever it is, it did not open
                failures.append(error)

    opening = [threading.Thread(target=open_many, daemon=True) for _ in range(2)]
    for thread in opening:
        thread.start()
    for number in range(2, GENERATIONS + 1):
        publish(tmp_path, number)
    done.set()
    for thread in opening:
        thread.join(10)
    assert failures == []


def test_a_generation_that_is_swept_while_it_is_opened(tmp_path, monkeypatch, caplog):
    """A reader that comes too late for a generation opens the newer one, and calls nothing damaged."""
    publish(tmp_path, 1)
    late = reader._open

    def come_late(root, published):
        if published == "gen-000001":
            for number in range(2, 7):
                publish(root, number)
        return late(root, published)

    monkeypatch.setattr(reader, "_open", come_late)
    assert numbers_of(EmbeddedReader(tmp_path)) == {6}
    assert caplog.text == ""


def test_a_writer_never_blocks_readers(tmp_path, monkeypatch):
    """At every step of a commit the writer may stand still: searches are answered meanwhile."""
    publish(tmp_path, 1)
    thread = Searching(EmbeddedReader(tmp_path))
    thread.start()
    sync = files.sync_folder

    def stand_still(folder):
        answered = len(thread.seen)
        wait_for(lambda: len(thread.seen) > answered + 2 or thread.failure)
        sync(folder)

    monkeypatch.setattr(files, "sync_folder", stand_still)
    publish(tmp_path, 2)
    publish(tmp_path, 3)
    thread.stop()


@pytest.mark.parametrize("frozen", [False, True])
def test_replaced_generations_are_let_go(tmp_path, frozen):
    """A reader keeps no file of a generation but the last two open: the disk has their room again."""
    asked = EmbeddedReader(tmp_path)
    publish(tmp_path, 1)
    numbers_of(asked)
    first = weakref.ref(asked._serving.snapshot)
    gc.disable()
    try:
        if frozen:
            gc.freeze()
        for number in (2, 3):
            publish(tmp_path, number)
            numbers_of(asked)
        assert bool(gc.get_freeze_count()) == frozen
    finally:
        gc.unfreeze()
        gc.enable()
    assert first() is None


@pytest.mark.parametrize(
    ("error", "serves"), [(None, 2), (RuntimeError("a fault"), 2), (DamagedIndex("flipped"), 1)]
)
def test_last_questions_are_asked_before_a_generation_serves(tmp_path, monkeypatch, error, serves):
    """Whoever looks opens and asks the new one; meanwhile, or if that is damaged, the one before answers."""
    publish(tmp_path, 1)
    asked = EmbeddedReader(tmp_path)
    numbers_of(asked)
    monkeypatch.setattr(reader, "_LOOK_AGAIN", 1e9)  # no question looks
    publish(tmp_path, 2)
    assert numbers_of(asked) == {1}
    answer, told = reader.answer, []

    def noting(snapshot, *rest):
        told.append((snapshot.manifest.generation, asked._serving.name))
        if error:
            raise error
        return answer(snapshot, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(reader, "answer", noting)
        asked.look()
    assert told == [("gen-000002", "gen-000001")]
    assert numbers_of(asked) == {serves}


def test_what_is_wrong_is_told_once(tmp_path, monkeypatch, caplog):
    """However often somebody looks, and again when it is wrong again; what is not built yet is not wrong."""
    monkeypatch.setattr(reader, "_LOOK_AGAIN", 1e9)
    asked = EmbeddedReader(tmp_path / "index")
    asked.look()
    assert caplog.text == ""
    publish(tmp_path / "index", 1)
    asked.look()
    assert asked._serving is not None, "nobody has to open it"
    for moved in (1, 2):
        (tmp_path / "index").rename(tmp_path / "away")
        for _ in range(3):
            asked.look()
        assert len(caplog.records) == moved
        assert numbers_of(asked) == {1}
        (tmp_path / "away").rename(tmp_path / "index")
        asked.look()


def test_what_could_not_be_opened_is_tried_again(tmp_path, monkeypatch, caplog):
    """A disk or a system that refused may allow it the next time."""
    publish(tmp_path, 1)
    asked = EmbeddedReader(tmp_path)
    numbers_of(asked)
    publish(tmp_path, 2)
    with monkeypatch.context() as patch:
        patch.setattr(reader, "_open", lambda *_: (_ for _ in ()).throw(OSError(24, "Too many open files")))
        asked.look()
        assert numbers_of(asked) == {1}
    assert "Too many open files" in caplog.text
    assert numbers_of(asked) == {2}


def test_two_processes_read_at_once(tmp_path):
    """Other processes see each new generation, whole."""
    publish(tmp_path, 1)
    command = [sys.executable, "-c", OTHER_PROCESS, str(tmp_path), str(GENERATIONS)]
    environment = {"PYTHONPATH": str(HOME)}
    processes = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for process in processes:
        assert process.stdout.readline() == "reading\n"
    for number in range(2, GENERATIONS + 1):
        publish(tmp_path, number)
    for process in processes:
        seen, _ = process.communicate(timeout=30)
        assert process.returncode == 0
        assert int(seen) > 1


def wait_for(condition):
    """Wait until something holds; half a minute is a failure."""
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.001)
