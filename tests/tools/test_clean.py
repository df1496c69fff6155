"""`tratin clean`: made aside, told, and only then published; cut off anywhere, it goes on."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from commands import TRATIN, lines, ran

from index import recleaning
from index.knowing import knowing_of
from index.recleaning import Recleaning, Wanted
from index.store import open_store
from search.settings import load_settings
from tools.commands.clean import clean
from tools.console import Console
from tools.synth import make_articles

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "articles"
FILES = 400
ROUNDS = 12 if os.environ.get("TRATIN_PROOF") else 2
SEED = int(os.environ.get("TRATIN_SEED") or random.SystemRandom().randrange(10**6))
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("TRATIN_")}


def sql(home, statement):
    """Run one statement past the store."""
    with closing(sqlite3.connect(home / "tratin.db")) as connection, connection:
        return connection.execute(statement).fetchall()


def make_stale(home, where="1"):
    """Let documents look as if an older cleaner had made them."""
    sql(home, f"UPDATE documents SET cleaner = 'clean-0' WHERE {where}")


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A home with some hundred articles, an index of them, not to be written to."""
    folder = tmp_path_factory.mktemp("captures")
    for number, record in enumerate(make_articles(FILES, SEED)):
        (folder / f"{number:05}.txt").write_text(f"{record['title']}\n\n{record['text']}\n", encoding="utf-8")
    home = folder / "home"
    assert ran(home, "init").returncode == 0
    assert ran(home, "add", folder).returncode == 0
    return home


@pytest.fixture
def home(many, tmp_path):
    """A copy of it to write to."""
    return Path(shutil.copytree(many, tmp_path / "home"))


@pytest.fixture
def seeds(tmp_path):
    """A home with the five seeds."""
    home = tmp_path / "seeds"
    ran(home, "init")
    ran(home, "add", "--source", "mẫu", SEEDS)
    return home


def documents(home):
    """All published documents."""
    with open_store(load_settings(home, {}), write=False) as store:
        return list(store.documents())


def stale(home):
    """How many pages are stale."""
    settings = load_settings(home, {})
    with open_store(settings, write=False) as store:
        return store.stale(knowing_of(settings, store).stamp_of)


class TestWholePath:
    @pytest.mark.parametrize("jobs", [1, 2])
    def test_stale_pages_are_cleaned_and_published(self, home, jobs):
        """Every stale article is made anew, the same by one process and by several; then none is stale."""
        before = documents(home)
        make_stale(home)
        report, published = lines(ran(home, "--json", "clean", "--jobs", jobs))
        assert (report["pages"], report["unchanged"], published["published"]) == (FILES, FILES, FILES)
        assert report["alarms"] == []
        assert stale(home) == 0
        assert documents(home) == before
        assert sql(home, "SELECT count(*) FROM cleanings") == [(0,)]
        (report,) = lines(ran(home, "--json", "clean"))
        assert (report["pages"], report["publishes"]) == (0, False)

    def test_a_dry_run_publishes_nothing_and_its_work_is_kept(self, seeds):
        """It reports; the next run publishes what it made without making it again."""
        sql(seeds, "UPDATE documents SET cleaner = 'clean-0', document = NULL, skip_reason = 'empty'")
        (report,) = lines(ran(seeds, "--json", "clean", "--dry-run"))
        assert (report["pages"], report["gained"], report["publishes"]) == (5, 5, False)
        assert documents(seeds) == []
        assert sql(seeds, "SELECT count(*) FROM cleanings") == [(5,)]
        sql(seeds, "UPDATE cleanings SET alarm = 'title: h1'")
        report, published = lines(ran(seeds, "--json", "clean"))
        assert (report["pages"], published["published"]) == (5, 5)
        assert sql(seeds, "SELECT DISTINCT alarm FROM documents") == [("title: h1",)]

    def test_only_what_is_wanted(self, seeds):
        """`--source` and `--all` choose; articles of other sources stay stale."""
        ran(seeds, "add", "--source", "khác", SEEDS)
        make_stale(seeds)
        report, published = lines(ran(seeds, "--json", "clean", "--source", "khác"))
        assert (report["pages"], published["published"]) == (5, 5)
        assert list(report["sources"]) == ["khác"]
        assert stale(seeds) == 5
        report, _ = lines(ran(seeds, "--json", "clean", "--all"))
        assert report["pages"] == 10
        assert stale(seeds) == 0
        assert lines(ran(seeds, "--json", "clean", "--host", "x.example"))[0]["pages"] == 0

    def test_the_index_takes_what_became_other(self, seeds):
        """Articles whose text changed under the same version are indexed anew; others are not read again."""
        assert lines(ran(seeds, "build", "--json"))[0]["articles"] == 5
        name = sql(seeds, "SELECT min(article_id) FROM documents")[0][0]
        with open_store(load_settings(seeds, {}), write=False) as store:
            title = store.document(name).article.title
        blob = sql(seeds, f"SELECT document FROM documents WHERE article_id = '{name}'")[0][0]
        with closing(sqlite3.connect(seeds / "tratin.db")) as connection, connection:
            older = blob.replace(title.encode(), ("X" * len(title)).encode())
            connection.execute(
                "UPDATE documents SET document = ?, cleaner = 'clean-0' WHERE article_id = ?", [older, name]
            )
        report, _ = lines(ran(seeds, "--json", "clean"))
        assert (report["pages"], report["titles"], report["unchanged"]) == (1, 1, 0)
        assert sql(seeds, "SELECT article_id FROM remade") == [(name,)]
        assert ran(seeds, "build").returncode == 0
        assert sql(seeds, "SELECT article_id FROM remade") == []


class TestAlarms:
    @pytest.fixture
    def shrunk(self, seeds):
        """A home whose articles have ten times as much text as the cleaner finds now, and days for all."""
        for name, data in sql(seeds, "SELECT article_id, document FROM documents"):
            document = json.loads(data)
            article = document["article"]
            body = next(block for block in article["blocks"] if block["kind"] == "body")
            body["end"] = len(article["text"]) * 10
            article["text"] += "chữ " * (len(article["text"]) * 10 // 4)
            document["published"] |= {"trust": "stated", "day": "2021-01-01"}
            with closing(sqlite3.connect(seeds / "tratin.db")) as connection, connection:
                connection.execute(
                    "UPDATE documents SET document = ?, cleaner = 'clean-0' WHERE article_id = ?",
                    [json.dumps(document).encode(), name],
                )
        return seeds

    def test_alarming_changes_are_held_back_until_they_are_accepted(self, shrunk):
        """Half of the text gone, days gone: exit code 8, a clear sentence, and nothing is changed."""
        before = documents(shrunk)
        held = ran(shrunk, "--json", "clean")
        (report,) = lines(held)
        assert held.returncode == 8
        assert "--accept" in held.stderr
        assert "mẫu" in held.stderr
        assert report["alarms"] == [
            {"source": "mẫu", "alarm": "length"},
            {"source": "mẫu", "alarm": "dates"},
        ]
        assert report["shrank"] == 5
        assert {one["id"] for one in report["named"]["shrank"]} == {one.id for one in before}
        assert all(one["title"] and one["before"] > 2 * one["after"] for one in report["named"]["shrank"])
        assert report["sources"]["mẫu"]["dated"][0] == 1
        assert documents(shrunk) == before
        told = ran(shrunk, "clean", "--dry-run")
        assert told.returncode == 8
        assert "CẢNH BÁO · ALARM: mẫu" in told.stdout
        accepted = ran(shrunk, "--json", "clean", "--accept")
        assert accepted.returncode == 0
        assert lines(accepted)[1] == {"published": 5}
        assert stale(shrunk) == 0

    def test_titles_that_become_one_are_held_back(self, tmp_path):
        """A rule that reads the name of the portal from every page is told before it is published."""
        home = tmp_path / "home"
        ran(home, "init")
        rules = home / "portals" / "cong.toml"
        rules.parent.mkdir(exist_ok=True)
        for number, name in enumerate(("Đồng", "Sơn", "Thượng")):
            page = _PAGE.replace("thôn ", f"thôn {name} ")
            (tmp_path / f"{number}.html").write_text(page, encoding="utf-8")
        rules.write_text(_RULES.format("h1"), encoding="utf-8")
        pages = [tmp_path / f"{number}.html" for number in range(3)]
        assert ran(home, "add", "--source", "cong", *pages).returncode == 0
        rules.write_text(_RULES.format(".brand"), encoding="utf-8")
        held = ran(home, "--json", "clean")
        assert lines(held)[0]["alarms"] == [{"source": "cong", "alarm": "titles"}]
        assert held.returncode == 8
        assert {one.article.title for one in documents(home)} == {
            f"Chi bộ thôn {name} kết nạp đảng viên mới" for name in ("Đồng", "Sơn", "Thượng")
        }
        assert "đổi tiêu đề thành cùng một dòng" in ran(home, "clean", "--dry-run").stdout
        assert ran(home, "clean", "--accept").returncode == 0

    def test_lost_articles_are_named(self, seeds):
        """An article that would be gone is counted and named with its id."""
        name = sql(seeds, "SELECT min(article_id) FROM documents")[0][0]
        settings = load_settings(seeds, {})
        make_stale(seeds, f"article_id = '{name}'")
        ran(seeds, "clean", "--dry-run")
        sql(seeds, "UPDATE cleanings SET document = NULL, skip_reason = 'too-short'")
        (report,) = lines(ran(seeds, "--json", "clean", "--dry-run"))
        assert (report["lost"], report["named"]["lost"][0]["id"]) == (1, name)
        with open_store(settings, write=True) as store:
            assert store.document(name)

    def test_what_waits_can_be_forgotten(self, seeds):
        """`--fresh` makes again what waits."""
        make_stale(seeds)
        ran(seeds, "clean", "--dry-run")
        sql(seeds, "UPDATE cleanings SET document = NULL, skip_reason = 'too-short'")
        report, _ = lines(ran(seeds, "--json", "clean", "--fresh"))
        assert (report["pages"], report["unchanged"]) == (5, 5)

    def test_damaged_pages_keep_their_article(self, seeds):
        """A raw page that cannot be read is named; its article stays and the others are cleaned."""
        make_stale(seeds)
        path = next((seeds / "raw").glob("*.gz"))
        offset, length, name = sql(
            seeds, "SELECT warc_offset, warc_length, article_id FROM captures ORDER BY warc_offset LIMIT 1"
        )[0]
        data = bytearray(path.read_bytes())
        data[offset + length // 2] ^= 1
        path.write_bytes(data)
        report, _ = lines(ran(seeds, "--json", "clean"))
        assert report["damaged"] == [name]
        assert len(documents(seeds)) == 5
        assert stale(seeds) == 1


class TestKilled:
    @pytest.mark.parametrize("trial", range(ROUNDS))
    def test_a_kill_at_any_moment_loses_nothing(self, home, trial):
        """After kills at random moments the articles are whole, and a last run makes all that is stale."""
        print(f"TRATIN_SEED={SEED}")
        rng = random.Random(SEED + trial)
        before = documents(home)
        make_stale(home)
        for _ in range(3):
            process = subprocess.Popen(
                [*TRATIN, "--home", str(home), "clean", "--jobs", str(rng.choice((1, 2)))],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
            )
            time.sleep(rng.uniform(0.3, 2.5))
            process.send_signal(signal.SIGKILL)
            process.wait()
            assert sql(home, "PRAGMA integrity_check") == [("ok",)]
            assert documents(home) == before
        assert ran(home, "clean").returncode == 0
        assert stale(home) == 0
        assert documents(home) == before
        assert sql(home, "SELECT count(*) FROM cleanings") == [(0,)]

    def test_what_was_made_is_not_made_again(self, home):
        """A run that is cut off while it makes documents leaves them for the next one."""
        make_stale(home)
        settings = load_settings(home, {})
        with open_store(settings, write=True) as store:

            def stop(done, total):
                if done >= 100:
                    raise KeyboardInterrupt

            with pytest.raises(KeyboardInterrupt):
                Recleaning(settings, store, Wanted(), 1).make(stop)
            made = len(list(store.staging.waiting()))
            assert made >= 64
            told = []
            Recleaning(settings, store, Wanted(), 1).make(lambda done, total: told.append(total))
            assert set(told) == {FILES - made}
            assert len(list(store.staging.waiting())) == FILES

    def test_a_publishing_that_was_decided_is_finished(self, home, monkeypatch):
        """Cut off while publishing, the next run does the rest first, without asking again."""
        make_stale(home)
        settings = load_settings(home, {})
        monkeypatch.setattr(recleaning, "PUBLISHED_AT_ONCE", 10)
        with open_store(settings, write=True) as store:
            cut = Recleaning(settings, store, Wanted(), 1)
            cut.make(lambda *_: None)

            def stop(done, total):
                if done >= 50:
                    raise KeyboardInterrupt

            with pytest.raises(KeyboardInterrupt):
                cut.publish(stop)
            assert len(list(store.staging.waiting())) == FILES - 50
        (report,) = lines(ran(home, "--json", "clean"))
        assert (report["finished"], report["pages"]) == (FILES - 50, 0)
        assert stale(home) == 0


class TestStatus:
    def test_rules_that_match_nothing_are_told_loudly(self, seeds):
        """A selector that failed on all newest articles of a source is an alarm of `status`."""
        assert "CẢNH BÁO" not in ran(seeds, "status").stdout
        sql(seeds, "UPDATE documents SET alarm = 'title: h1.x; date: span.y'")
        (status,) = lines(ran(seeds, "--json", "status"))
        assert status["alarms"] == [
            {"source": "mẫu", "selector": "date: span.y", "documents": 5},
            {"source": "mẫu", "selector": "title: h1.x", "documents": 5},
        ]
        told = ran(seeds, "status").stdout
        assert "CẢNH BÁO · ALARM: mẫu: 2 quy tắc" in told
        assert "title: h1.x" in told


class TestLearn:
    def test_learning_from_files_of_one_source(self, tmp_path):
        """Local HTML files of one source teach what repeats; then their pages are cleaned anew."""
        from pages.every import plain_pages

        layout = next(iter(plain_pages())).layout
        (tmp_path / "in").mkdir()
        for number, page in enumerate(page for page in plain_pages() if page.layout == layout):
            (tmp_path / "in" / f"{number}.html").write_bytes(page.payload)
        home = tmp_path / "home"
        ran(home, "init")
        ran(home, "add", "--source", "cổng", tmp_path / "in")
        host, summary = lines(ran(home, "--json", "clean", "--learn"))
        assert host["host"] == "source:cổng"
        assert host["keys"] > 0
        assert summary["summary"]["stale"] == host["pages"]
        assert lines(ran(home, "--json", "status"))[0]["stale"] == host["pages"]
        assert lines(ran(home, "--json", "clean", "--accept"))[0]["pages"] == host["pages"]
        assert lines(ran(home, "--json", "status"))[0]["stale"] == 0
        assert "1 máy chủ" not in ran(home, "clean", "--learn").stdout


class TestExplain:
    def test_a_file_without_a_store(self, tmp_path):
        """A file on disk is shown block by block, as JSON too, where there is no store at all."""
        file = next(iter(sorted(SEEDS.glob("*.txt"))))
        (shown,) = lines(ran(tmp_path / "none", "--json", "clean", "--explain", file))
        kinds = {block["kind"] for block in shown["blocks"]}
        assert {"title", "body"} <= kinds
        assert shown["reasons"]["title"]
        assert not (tmp_path / "none").exists()
        text = ran(tmp_path / "none", "clean", "--explain", file).stdout
        assert "title" in text
        assert "\x1b" not in text

    def test_stored_pages_by_id_and_address(self, tmp_path):
        """An article id or the address of a stored page shows the page; an unknown one is exit code 3."""
        text = next(iter(sorted(SEEDS.glob("*.txt")))).read_text(encoding="utf-8")
        (tmp_path / "a.jsonl").write_text(json.dumps({"url": "https://x.example/1", "text": text}))
        home = tmp_path / "home"
        ran(home, "init")
        name = lines(ran(home, "--json", "add", tmp_path / "a.jsonl"))[0]["id"]
        by_id, by_url = (
            lines(ran(home, "--json", "clean", "--explain", one))[0] for one in (name, "https://x.example/1")
        )
        assert by_id == by_url
        assert by_id["id"] == name
        for unknown in ("0" * 16, "https://x.example/2"):
            missed = ran(home, "clean", "--explain", unknown)
            assert missed.returncode == 3
            assert unknown in missed.stderr

    def test_colours(self, tmp_path, monkeypatch):
        """Kinds have colours on a terminal, none with NO_COLOR; what a terminal would obey is left out."""
        file = tmp_path / "a.txt"
        text = next(iter(sorted(SEEDS.glob("*.txt")))).read_text(encoding="utf-8")
        file.write_text(text + "\n\nHết \x1b[31m lời\n", encoding="utf-8")
        console = Console(load_settings(tmp_path / "none", {}))
        arguments = ["--explain", str(file)]
        monkeypatch.delenv("NO_COLOR", raising=False)
        coloured = CliRunner().invoke(clean, arguments, obj=console, color=True).output
        assert "\x1b[32m" in coloured
        monkeypatch.setenv("NO_COLOR", "1")
        plain = CliRunner().invoke(clean, arguments, obj=console, color=True).output
        assert "\x1b" not in plain

    def test_a_page_that_was_skipped(self, tmp_path):
        """Why there is no article is told."""
        (tmp_path / "a.txt").write_text("Chỉ có một tiêu đề", encoding="utf-8")
        (shown,) = lines(ran(tmp_path / "none", "--json", "clean", "--explain", tmp_path / "a.txt"))
        assert shown["skipped"]["reason"] == "too-short"
        assert "quá ngắn" in ran(tmp_path / "none", "clean", "--explain", tmp_path / "a.txt").stdout


_RULES = 'name = "cong"\nhosts = ["cong.example"]\nsources = ["cong"]\n[select]\ntitle = "{}"\n'
_PAGE = """<html><head><title>Kết nạp đảng viên</title></head><body><p class="brand">Cổng thông tin huyện</p>
<article><h1>Chi bộ thôn kết nạp đảng viên mới</h1><p>12/03/2024</p>
<p>Sáng 12/3, chi bộ thôn tổ chức lễ kết nạp đảng viên mới cho hai quần chúng ưu tú của thôn.</p>
<p>Bí thư chi bộ trao quyết định và giao nhiệm vụ, phân công đảng viên chính thức giúp đỡ hai đồng chí.</p>
<p>Từ đầu năm đến nay chi bộ đã kết nạp năm đảng viên, đạt chỉ tiêu mà đảng ủy xã giao.</p>
</article></body></html>
"""


class TestPins:
    def test_a_page_is_pinned_and_compared(self, tmp_path):
        """A pinned page does not drift; one whose expected title was changed is told, with exit code 7."""
        file = next(iter(sorted(SEEDS.glob("*.txt"))))
        home = tmp_path / "none"
        (told,) = lines(ran(home, "--json", "clean", "--pin", file))
        assert ran(home, "clean", "--check-pins").returncode == 0
        path = Path(told["pin"])
        path.write_text(path.read_text("utf-8").replace('"title": "', '"title": "Khác '), "utf-8")
        drifted = ran(home, "clean", "--check-pins")
        assert drifted.returncode == 7
        assert "1 trang đọc khác trước" in drifted.stdout
        assert "Khác" in drifted.stdout

    @pytest.mark.parametrize("is_stored", [True, False])
    def test_rules_that_ruin_a_pinned_page_are_told(self, tmp_path, is_stored):
        """Pins are read by the portal's file of now, not by that of the day of the pin."""
        home, page = tmp_path / "home", tmp_path / "page.html"
        rules = home / "portals" / "cong.toml"
        page.write_text(_PAGE, encoding="utf-8")
        if is_stored:
            ran(home, "init")
        rules.parent.mkdir(parents=True, exist_ok=True)
        rules.write_text(_RULES.format("h1"), encoding="utf-8")
        ran(home, "clean", "--pin", page, "--source", "cong")
        assert ran(home, "clean", "--check-pins").returncode == 0
        rules.write_text(_RULES.format(".brand"), encoding="utf-8")
        drifted = ran(home, "clean", "--check-pins")
        assert drifted.returncode == 7
        assert "Cổng thông tin huyện" in drifted.stdout

    def test_what_cannot_be_pinned(self, tmp_path):
        """A missing page is exit code 3; a home without pins has none that drift."""
        assert ran(tmp_path / "none", "clean", "--pin", tmp_path / "gone.html").returncode in {3, 4}
        assert "0 trang" in ran(tmp_path / "none", "clean", "--check-pins").stdout
