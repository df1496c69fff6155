"""`tratin withdraw`: out of pages, API, captures and index, and nothing brings it back."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from archive import Archive, id_of, story
from click.testing import CliRunner
from commands import TRATIN, ran
from remains import remains
from trial import IS_PROOF, seed

from index.store import open_store
from search import generations
from search.engine import open_reader
from search.settings import load_settings
from tools import pinning, withdrawing
from tools.main import tratin
from tools.wsgi import make_app

ROOT = Path(__file__).parents[2]
ROUNDS = 60 if IS_PROOF else 2
SECRET = "Bí mật quái lạ này không ai được đọc nữa"
OTHERS = [f"bài {number}" for number in range(8)]


@pytest.fixture
def archive(tmp_path):
    """An archive of nine articles, `x` with two versions and a near-duplicate, in two generations."""
    archive = Archive(load_settings(tmp_path / "nhà", {}))
    archive.add({name: story(number) for number, name in enumerate(OTHERS)})
    archive.add({"x": f"{story(99)}\n\n{SECRET} cũ.\n"})
    archive.build()
    archive.add({"x": f"{story(99)}\n\n{SECRET}.\n", "copy": f"{story(99)}\n\nCâu khác.\n"})
    archive.build()
    return archive


def run(archive, *words):
    """Run a command; its JSON lines."""
    done = CliRunner().invoke(
        tratin, ["--home", str(archive.settings.home), "--json", *words], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


@contextmanager
def site(archive):
    """A client of the site."""
    client = make_app(archive.settings).test_client()
    yield client


def addresses(article_id):
    """Every address about an article."""
    pages, api = f"/bai/{article_id}", f"/api/v1/articles/{article_id}"
    own = ("", "/cho?q=ta", "/goc", "/goc/1", "/goc/1/tep")
    return [*(pages + each for each in own), *(api + each for each in ("", "/passages?q=ta", "/captures"))]


def found(archive):
    """The ids that a search for everything gives."""
    with site(archive) as client:
        return {hit["id"] for hit in client.get("/api/v1/search?size=100&fold=0").json["hits"]}


def test_it_is_gone_everywhere_and_says_so(archive):
    """Every address answers 410 with the day, in both languages; results, counts and titles lack it."""
    with site(archive) as client:
        assert {client.get(each).status_code for each in addresses(id_of("x"))} == {200}
        (told,) = run(archive, "withdraw", id_of("x"), "--reason", "theo yêu cầu", "--yes")
        for each in addresses(id_of("x")):
            answer = client.get(each)
            assert answer.status_code == 410, each
            text = answer.get_data(as_text=True)
            assert "Bài này đã được gỡ khỏi kho ngày " in text
            assert "theo yêu cầu" not in text
            assert SECRET not in text
        english = client.get(f"/api/v1/articles/{id_of('x')}?lang=en").json
        assert english["status"] == 410
        assert english["detail"].startswith("This article was withdrawn from the archive on ")
        assert client.get("/bai/0000000000000000").status_code == 404
    assert [copy["id"] for copy in told["copies"]] == [id_of("copy")]
    assert (told["out_of_index"], told["erased"]) == (True, None)
    assert found(archive) == {id_of(name) for name in (*OTHERS, "copy")}
    assert len(generations.names(archive.settings.index_dir)) == 1


def test_readers_are_told_only_the_public_reason(archive):
    """It stands behind the day, escaped."""
    words = ("--reason", "riêng", "--public-reason", "Theo yêu cầu của <b>báo</b>", "--yes")
    run(archive, "withdraw", id_of("x"), *words)
    with site(archive) as client:
        text = client.get(f"/bai/{id_of('x')}").get_data(as_text=True)
        assert "Lý do: Theo yêu cầu của &lt;b&gt;báo&lt;/b&gt;" in text
        assert "riêng" not in text


def test_nothing_brings_it_back_but_undo(archive):
    """Neither adding its page, changed or not, nor builds of any kind, nor cleaning; undoing does."""
    run(archive, "withdraw", id_of("x"), "--reason", "vì", "--yes")
    archive.add({"x": f"{story(99)}\n\nMột bản mới hẳn.\n"})
    archive.build()
    run(archive, "build", "--full")
    run(archive, "clean", "--all", "--accept")
    run(archive, "build")
    assert id_of("x") not in found(archive)
    (listed,) = run(archive, "withdraw", "--list")[0]
    assert (listed["id"], listed["reason"]) == (id_of("x"), "vì")
    run(archive, "withdraw", id_of("x"), "--undo")
    assert id_of("x") in found(archive)
    with site(archive) as client:
        assert {client.get(each).status_code for each in addresses(id_of("x"))} == {200}


def test_after_erasing_no_sentence_is_left(archive):
    """Raw, in gzip members, in the index, in pinned pages: what was found in all of them is in none."""
    settings = archive.settings
    with open_store(settings, write=False) as store:
        pinning.pin(store.page(id_of("x"), 2), pinning.NOTHING, settings.home / "pins")
    before = remains(settings.home, [SECRET])
    assert {name.partition("/")[0] for name, _ in before} >= {"raw", "index", "tratin.db", "pins"}
    assert {how for _, how in before} == {"raw", "gzip", "zstd"}
    (told,) = run(archive, "withdraw", id_of("x"), "--reason", "vì", "--erase", "--yes")
    assert (told["title"], told["pins"], told["doubtful"]) == ("", 1, [])
    assert remains(settings.home, [SECRET]) == set()
    assert found(archive) == {id_of(name) for name in (*OTHERS, "copy")}
    with open_store(settings, write=False) as store:
        assert store.damaged_pages() == ()
    with site(archive) as client:
        assert {client.get(each).status_code for each in addresses(id_of("x"))} == {410}
    refused = CliRunner().invoke(tratin, ["--home", str(settings.home), "withdraw", id_of("x"), "--undo"])
    assert "erased" in str(refused.exception)


def test_what_was_withdrawn_can_be_erased_later(archive):
    """Without another reason; its address finds it while it is there."""
    run(archive, "withdraw", id_of("x"), "--reason", "vì", "--yes")
    assert remains(archive.settings.home, [SECRET])
    (told,) = run(archive, "withdraw", id_of("x"), "--erase", "--yes")
    assert told["reason"] == "vì"
    assert remains(archive.settings.home, [SECRET]) == set()


def test_beside_another_writer_it_is_withdrawn_at_once(archive, monkeypatch):
    """The page is gone; that writer takes it out of the index; erasing waits until it has ended."""
    monkeypatch.setattr(withdrawing, "PATIENCE", 0.0)
    with open_store(archive.settings, write=True):
        (told,) = run(archive, "withdraw", id_of("x"), "--reason", "vì", "--yes")
        assert told["out_of_index"] is False
        with site(archive) as client:
            assert client.get(f"/bai/{id_of('x')}").status_code == 410
        words = ["--home", str(archive.settings.home), "withdraw", id_of("x"), "--erase", "--yes"]
        refused = CliRunner().invoke(tratin, words)
        assert "withdrawn, but not erased" in str(refused.exception)
    archive.build()
    assert id_of("x") not in found(archive)


@pytest.mark.parametrize(
    "words", [["withdraw"], ["withdraw", "X", "--yes"], ["withdraw", "0" * 16, "--reason", "a", "--yes"]]
)
def test_mistakes_change_nothing(archive, words):
    """No id, no reason, an unknown id: a sentence, and all is as it was."""
    words = [id_of("x") if word == "X" else word for word in words]
    done = CliRunner().invoke(tratin, ["--home", str(archive.settings.home), *words])
    assert done.exit_code
    assert id_of("x") in found(archive)


def test_asked_and_not_answered_it_does_nothing(archive):
    """Without --yes it wants an answer; the question names the article."""
    words = ["--home", str(archive.settings.home), "withdraw", id_of("x"), "--reason", "vì"]
    done = CliRunner().invoke(tratin, words, input="n\n")
    assert "Đầu đề bài số 99" in done.output
    assert id_of("x") in found(archive)


@pytest.mark.parametrize("trial", range(ROUNDS))
def test_a_kill_at_any_moment_leaves_one_state_or_the_other(archive, trial):
    """Killed while it erases, the others are whole; run again, it leaves nothing of the article."""
    home = archive.settings.home
    command = ["withdraw", id_of("x"), "--reason", "vì", "--erase", "--yes"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    begun = [*TRATIN, "--home", str(home), *command]
    process = subprocess.Popen(begun, env=environment, stdout=subprocess.DEVNULL)
    while not (home / "writer.json").exists() and process.poll() is None:
        time.sleep(0.002)
    time.sleep(random.Random(seed() + trial).uniform(0, 0.7))
    process.send_signal(signal.SIGKILL)
    assert process.wait() in (0, -signal.SIGKILL)
    with open_store(archive.settings, write=False) as store:
        assert all(store.raw(id_of(name), 1) for name in OTHERS)
        assert store.damaged_pages() == ()
    assert {id_of(name) for name in OTHERS} <= found(archive)
    assert ran(home, *command).returncode == 0
    assert remains(home, [SECRET]) == set()
    assert open_reader(archive.settings).get(id_of("x")) is None
    assert {id_of(name) for name in OTHERS} <= found(archive)
