"""Groups in an index that is built again and again: what comes, changes, goes, and builds that are killed."""

import os
import random
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from archive import Archive, id_of, story
from trial import IS_PROOF, seed

from index.copies import SIGNER, naming
from index.knowing import made_from
from index.pages import RawPage
from index.store import Stamp, open_store
from search.model import VIETNAM, Article, Block, BlockKind, Document
from search.settings import load_settings
from search.topics import shipped

ROOT = Path(__file__).parents[3]
NOTE = "Lời tòa soạn: Chúng tôi xin giới thiệu cùng bạn đọc bài viết dưới đây.\n"


@pytest.fixture
def archive(tmp_path):
    """An empty archive."""
    return Archive(load_settings(tmp_path / "home", {}))


def groups(*names):
    """Groups from the names of their pages, a letter each."""
    return {frozenset(each) for each in names}


def lacking(archive):
    """The articles that are not signed."""
    with open_store(archive.settings, write=False) as store:
        return store.signatures.lacking(SIGNER)


def test_copies_are_grouped(archive):
    """What is published again under other names is one group; other articles have none."""
    archive.add(
        {"a": story(1), "b": story(1) + NOTE, "c": story(2), "d": story(3), "e": story(3), "f": story(3)}
    )
    assert archive.build() == 6
    assert archive.groups() == groups("ab", "def")
    assert archive.build() == 0


def test_a_copy_that_comes_later(archive):
    """Only the newcomer and those whose group changes by it are indexed."""
    archive.add({**{name: story(name) for name in "abcdefgh"}, "x": story("a")})
    archive.build()
    archive.add({"y": story("b") + NOTE})
    assert archive.build() == 2
    assert archive.groups() == groups("ax", "by")
    smallest = min("ax", key=id_of)
    before = archive.indexed()[1]
    assert {before[id_of(name)] for name in "ax"} == {id_of(smallest)}
    archive.add({"z": story("a")})
    put = archive.build()
    assert put == (3 if id_of("z") < id_of(smallest) else 1)
    assert archive.groups() == groups("axz", "by")


def test_an_article_that_changes(archive):
    """A new version leaves its group, and may join another; who is left alone has no group any more."""
    archive.add({"a": story(1), "b": story(1), "c": story(2)})
    archive.build()
    assert archive.groups() == groups("ab")
    archive.add({"b": story(2)})
    assert archive.build() == 3
    assert archive.groups() == groups("bc")
    archive.add({"b": story(4)})
    assert archive.build() == 2
    assert archive.groups() == set()
    assert archive.indexed()[1] == {}


def test_an_article_that_goes(archive):
    """A page that gives no article any more is no copy."""
    archive.add({"a": story(1), "b": story(1), "c": story(1)})
    archive.build()
    archive.add({"b": " "})
    archive.build()
    assert archive.groups() == groups("ac")
    archive.add({"a": " "})
    archive.build()
    assert archive.groups() == set()
    assert archive.indexed() == ({id_of("c")}, {})


def test_versions_are_no_copies(archive):
    """A page that changed a little has versions of one article, not copies, however many."""
    for number in range(4):
        archive.add({"a": f"{story(1)}\nCập nhật lần {number}."})
        archive.build()
    assert archive.groups() == set()
    archive.add({"b": story(1)})
    archive.build()
    assert archive.groups() == groups("ab")


def test_an_older_store_is_signed_when_it_is_built(archive, monkeypatch):
    """Articles that nobody signed, or another signer did, are signed before they are grouped."""
    archive.add({name: story(int(name) // 2) for name in "0123"})
    assert lacking(archive) == []
    with open_store(archive.settings, write=True) as store:
        store.signatures.keep("copies-0", signed(store))
    assert len(lacking(archive)) == 4
    monkeypatch.setattr(naming, "SIGNED_AT_ONCE", 3)
    told = []
    with open_store(archive.settings, write=True) as store:
        naming.sign_documents(store, told.append)
        assert told == [3, 4]
        store.signatures.keep("copies-0", signed(store)[:3])
    archive.build()
    assert lacking(archive) == []
    assert archive.groups() == groups("01", "23")


def signed(store):
    """The signatures of all documents."""
    return [naming.signed(document) for document in store.documents()]


def test_another_signer_makes_another_index():
    """An index whose groups were found otherwise is built anew."""
    assert made_from(shipped())["copies"] == SIGNER


def test_what_is_made_anew_is_signed_anew(archive):
    """A document that a better cleaner reads otherwise is in the group of what it says now."""

    def prepare(page, article_id, version, added):
        text = story(2).strip() if page.identity == "b" else page.payload.decode().strip()
        article = Article(text, (Block(BlockKind.BODY, 0, len(text)),), "báo")
        return Document(article_id, version, article, added)

    archive.add({"a": story(1), "b": story(1), "c": story(2)})
    archive.build()
    with open_store(archive.settings, write=True) as store:
        store.refresh(prepare, Stamp("cleaner-9", "enricher-9"))
    assert id_of("b") in lacking(archive)
    archive.build()
    assert archive.groups() == groups("bc")


def test_a_page_that_was_skipped_and_comes_back(archive):
    """The signature of an earlier version says nothing of a later one."""
    archive.add({"a": story(1), "b": story(1)})
    archive.add({"b": " "})
    archive.build()
    assert archive.groups() == set()
    archive.add({"b": story(5)})
    archive.build()
    assert archive.groups() == set()
    archive.add({"c": story(5)})
    archive.build()
    assert archive.groups() == groups("bc")


def test_any_history_ends_as_a_build_from_nothing(archive):
    """After whatever came, changed and went, the groups are those of an index that is built from nothing."""
    chance = random.Random(seed())
    names = [f"p{number}" for number in range(14)]
    for _ in range(12 if IS_PROOF else 5):
        some = chance.sample(names, chance.randint(1, 6))
        archive.add({name: some_text(chance) for name in some})
        archive.build()
        held = archive.indexed()
        archive.build(fresh=True)
        assert archive.indexed() == held


def some_text(chance):
    """One of few stories, changed a little, or nothing."""
    if chance.random() < 0.15:
        return " "
    return story(chance.randrange(4)) + chance.choice(["", NOTE, f"\nCập nhật lần {chance.randrange(9)}.\n"])


BUILD = """
import os, signal, sys
from pathlib import Path
from index.indexing import build_index
from index.store import open_store
from search.embedded import writer
from search.engine import open_writer
from search.settings import load_settings
from search.topics import shipped
writer.BATCH = 1
put, step = writer.EmbeddedWriter.put, int(sys.argv[2])
def dying(self, document):
    global step
    step -= 1
    if step < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    put(self, document)
writer.EmbeddedWriter.put = dying
settings = load_settings(Path(sys.argv[1]), {})
with open_store(settings, write=True) as store:
    making = open_writer(settings)
    making._inverter._memory = 0
    build_index(store, making, lambda done: None)
"""


def killed(archive, step):
    """A build that is killed when so many articles were put, each of them in a part that is finished."""
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(archive.settings.home), str(step)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode in {-signal.SIGKILL, 0}
    return done.returncode != 0


@pytest.mark.parametrize("step", range(5 if IS_PROOF else 3))
def test_a_build_that_was_killed_goes_on(archive, step):
    """Some articles have their new group in finished parts, others not: the next build gives it to all."""
    archive.add({"a": story(1), "b": story(1), "c": story(2), "d": story(2), "e": story(3)})
    archive.build()
    archive.add({"x": story(1), "y": story(3), "d": story(3)})
    assert killed(archive, step)
    archive.build()
    assert archive.groups() == groups("abx", "dey")
    held = archive.indexed()
    archive.build(fresh=True)
    assert archive.indexed() == held


def test_what_changes_after_a_kill(archive):
    """Where a copy comes and goes before a build goes on, what was indexed for its sake is put right."""
    first, second = sorted("ax", key=id_of)
    archive.add({first: story(1), "c": story(2)})
    archive.build()
    archive.add({second: story(1)})
    assert killed(archive, 1)
    assert archive.indexed()[1] == {id_of(first): id_of(first)}
    archive.add({second: " "})
    archive.build()
    assert archive.indexed() == ({id_of(first), id_of("c")}, {})
    assert archive.groups() == set()


def test_pages_that_were_added_but_not_signed(archive):
    """A process that dies between storing pages and signing them loses nothing."""
    page = RawPage("b", "báo", "b.txt", "text/plain", story(1).encode(), None, datetime.now(VIETNAM))

    def prepare(raw, article_id, version, added):
        text = raw.payload.decode().strip()
        return Document(
            article_id, version, Article(text, (Block(BlockKind.BODY, 0, len(text)),), "báo"), added
        )

    archive.add({"a": story(1)})
    with open_store(archive.settings, write=True) as store:
        store.add([page], prepare, Stamp("c", "e"))
    assert lacking(archive) == [id_of("b")]
    archive.build()
    assert archive.groups() == groups("ab")
