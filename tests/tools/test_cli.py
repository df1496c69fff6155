"""The command line, run as people run it: in a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from commands import TRATIN, environment, lines
from warcs import answer, joined, page, record

from search import generations
from search.legacy import encode
from tools.main import COMMANDS

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds" / "articles"

HOLDER = """
import pathlib, sys
from index.store import open_store
from search.settings import load_settings
with open_store(load_settings(pathlib.Path(sys.argv[1]), {}), write=True):
    print("holding", flush=True)
    sys.stdin.read()
"""


class TestWholePath:
    def test_from_files_to_results(self, tratin):
        """init, add, build, search and status work one after the other, and adding again changes nothing."""
        assert tratin("init").returncode == 0
        first = lines(tratin("--json", "add", "--source", "mau", SEEDS))
        assert first[-1]["summary"] == {"added": 5, "changed": 0, "unchanged": 0, "skipped": 0}
        assert set(first[-1]["doubts"].values()) == {0}
        again = lines(tratin("--json", "add", "--source", "mau", SEEDS))
        assert again[-1]["summary"]["unchanged"] == 5
        assert [line["id"] for line in first[:-1]] == [line["id"] for line in again[:-1]]
        assert lines(tratin("build", "--json"))[0]["articles"] == 5
        (found,) = lines(tratin("search", "ket nap dang vien", "--json"))
        assert found["total"] == 5
        (status,) = lines(tratin("--json", "status"))
        assert status["store"]["articles"] == status["index"]["articles"] == 5
        assert "5 bài" in tratin("search", "kết nạp").stdout
        assert "Chỉ có 1 trang" in tratin("search", "kết nạp", "--page", "9").stdout

    def test_a_changed_file_becomes_a_version(self, tratin, tmp_path):
        """A changed input keeps its id and gets a new version."""
        tratin("init")
        file = tmp_path / "bai.txt"
        text = (SEEDS / "001_8e5ce379e0bc76a1.txt").read_text(encoding="utf-8")
        file.write_text(text, encoding="utf-8")
        before = lines(tratin("--json", "add", file))[0]
        file.write_text(text.replace("129", "130"), encoding="utf-8")
        after = lines(tratin("--json", "add", file))[0]
        assert (after["outcome"], after["version"]) == ("changed", 2)
        assert after["id"] == before["id"]

    def test_another_article_under_the_same_name(self, tratin, tmp_path):
        """It becomes a version, as names say, and a warning tells; a correction is no reason for one."""
        tratin("init")
        first, other = (path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))[:2])
        for folder, text in (("a", first), ("b", first.replace("129", "130")), ("c", other)):
            (tmp_path / folder / "tin").mkdir(parents=True)
            (tmp_path / folder / "tin" / "1.txt").write_text(text, encoding="utf-8")
        tratin("add", tmp_path / "a")
        corrected = tratin("add", tmp_path / "b", "--json")
        assert lines(corrected)[-1]["doubts"]["other-text"] == 0
        assert corrected.stderr == ""
        replaced = tratin("add", tmp_path / "c", "--json")
        assert lines(replaced)[0]["doubts"] == ["other-text"]
        assert lines(replaced)[-1]["doubts"]["other-text"] == 1
        assert replaced.stderr.startswith("Cảnh báo · Warning: 1.txt: ")

    def test_two_records_of_one_address(self, tratin, tmp_path):
        """They are versions of one article whatever their ids; that they are different articles is told."""
        tratin("init")
        texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))[:2]]
        records = [
            json.dumps({"url": "https://x.example/1", "id": number, "text": text})
            for number, text in enumerate(texts)
        ]
        (tmp_path / "a.jsonl").write_text("\n".join(records), encoding="utf-8")
        done = lines(tratin("--json", "add", tmp_path / "a.jsonl"))
        assert [one["doubts"] for one in done[:-1]] == [[], ["other-text"]]

    def test_dates_of_records(self, tratin, tmp_path):
        """What is not understood or is to come is told; `yesterday` is not counted from today."""
        tratin("init")
        text = "Đảng bộ xã Hà Châu vừa kết nạp thêm năm đảng viên mới từ các chi bộ thôn. " * 4
        dates = ["hôm qua", "chưa rõ", "2/3/2999", "2/3/2020", "3/2020", ""]
        records = [
            json.dumps({"id": at, "title": "Tin", "date": one, "text": text}) for at, one in enumerate(dates)
        ]
        (tmp_path / "a.jsonl").write_text("\n".join(records), encoding="utf-8")
        done = tratin("--json", "add", tmp_path / "a.jsonl")
        told = [["date"]] * 3 + [[]] * 3
        assert [one["doubts"] for one in lines(done)[:-1]] == told
        assert lines(done)[-1]["doubts"] == {"other-text": 0, "date": 3}
        assert done.stderr.count("Cảnh báo · Warning: a.jsonl:") == 3
        tratin("build")
        (found,) = lines(tratin("search", "--json", "--no-fold", "--size", "9"))
        trusts = sorted(hit["published"]["trust"] for hit in found["hits"])
        assert trusts == ["stated", "stated", "unknown", "unknown", "unknown", "unknown"]

    def test_near_duplicates(self, tratin, tmp_path):
        """What was published twice is found once, unless --no-fold asks for each; where else is told."""
        tratin("init")
        tratin("add", "--source", "mau", SEEDS)
        again = tmp_path / "lại.txt"
        again.write_bytes((SEEDS / "001_8e5ce379e0bc76a1.txt").read_bytes())
        tratin("add", "--source", "báo khác", again)
        assert lines(tratin("build", "--json"))[0]["articles"] == 6
        (folded,) = lines(tratin("search", "ket nap", "--json"))
        assert (folded["total"], folded["groups"], len(folded["hits"])) == (6, 5, 5)
        assert sorted(hit["copies"] for hit in folded["hits"]) == [0, 0, 0, 0, 1]
        (whole,) = lines(tratin("search", "ket nap", "--json", "--no-fold"))
        assert (len(whole["hits"]), whole["query"]["fold"]) == (6, False)
        told = tratin("search", "kết nạp", "--fold").stdout
        assert "6 bài · articles, 5 nội dung · contents" in told
        assert "Cũng đăng tại: " in told

    def test_search_filters(self, tratin):
        """The options of `search` are the parameters of the page."""
        tratin("init")
        tratin("add", SEEDS)
        tratin("build")
        (found,) = lines(
            tratin("search", "--json", "--year", "2021", "--year", "2020", "--size", "1", "--sort", "oldest")
        )
        assert found["total"] == 3
        assert len(found["hits"]) == 1
        assert found["hits"][0]["published"]["year"] == 2020
        (found,) = lines(tratin("search", "--json", "--from", "1/2020", "--to", "2021"))
        assert found["total"] == 3
        assert (found["query"]["from"], found["query"]["to"]) == ("2020-01-01", "2021-12-31")
        (found,) = lines(tratin("search", "--json", "--size", "200", env={"TRATIN_MAX_PAGE_SIZE": "2"}))
        assert len(found["hits"]) == 2
        assert found["total"] == 5
        (found,) = lines(tratin("search", "--json", "--size", "200", env={"TRATIN_MAX_PAGE_SIZE": "300"}))
        assert found["query"]["size"] == 200

    def test_search_explained(self, tratin):
        """With --explain each hit tells what its score is made of, as --json does; without, it does not."""
        tratin("init")
        tratin("add", SEEDS)
        tratin("build")
        told = tratin("search", "kết nạp", "--explain", "--sort", "fresh").stdout
        assert "“kết nạp” đứng liền nhau" in told
        assert "bài mới" in told
        assert "đúng như đã gõ" not in tratin("search", "kết nạp").stdout
        (found,) = lines(tratin("search", "kết nạp", "--explain", "--json"))
        assert found["hits"][0]["reasons"][0]["kind"] == "word"


class TestMistakes:
    @pytest.mark.parametrize(
        ("arguments", "code", "message"),
        [
            (["nosuch"], 2, "nosuch"),
            (["add"], 2, "FILES"),
            (["search", "--sort", "best"], 2, "best"),
            (["add", "no/such/file.txt"], 3, "no/such/file.txt"),
            (["search", "x"], 6, "tratin build"),
        ],
    )
    def test_exit_codes(self, tratin, arguments, code, message):
        """A mistake gives its exit code and a sentence that names it, never a traceback."""
        tratin("init")
        done = tratin(*arguments)
        assert done.returncode == code
        assert message in done.stderr
        assert "Traceback" not in done.stderr

    def test_unknown_setting(self, tratin):
        """A misspelt setting is refused with its name."""
        done = tratin("config", env={"TRATIN_PROT": "1"})
        assert done.returncode == 2
        assert "prot" in done.stderr

    @pytest.mark.parametrize("command", [["status"], ["build"], ["add", SEEDS], ["serve", "--port", "0"]])
    def test_without_a_store(self, tratin, tmp_path, command):
        """Commands that need a store say what to run first, Vietnamese first, and make nothing."""
        done = tratin(*command)
        assert done.returncode == 4
        assert done.stderr.startswith("Lỗi · Error: Chưa có kho")
        assert "tratin init" in done.stderr
        assert not (tmp_path / "home").exists()

    def test_a_lost_database(self, tratin, tmp_path):
        """A new store over old raw pages is told loudly, and its emptiness does not replace the index."""
        tratin("init")
        tratin("add", SEEDS)
        tratin("build")
        for file in (tmp_path / "home").glob("tratin.db*"):
            file.unlink()
        lost = tratin("build")
        assert lost.returncode == 4
        assert "lost" in lost.stderr
        made = tratin("init")
        assert made.returncode == 0
        assert made.stderr.startswith("Cảnh báo · Warning: Cơ sở dữ liệu")
        assert "unfinished" in made.stderr
        refused = tratin("build")
        assert refused.returncode == 4
        assert "--allow-empty" in refused.stderr
        assert lines(tratin("search", "ket nap", "--json"))[0]["total"] == 5
        assert tratin("build", "--allow-empty").returncode == 0
        assert tratin("build").returncode == 0

    @pytest.mark.parametrize(
        ("arguments", "env"),
        [
            (["add", ""], {}),
            (["add", "--source", "", SEEDS], {}),
            (["add", "--source", " \u00a0\u200b", SEEDS], {}),
            (["--home", "", "status"], {}),
            (["serve", "--bind", ""], {}),
            (["serve", "--port", "-1"], {}),
            (["serve"], {"TRATIN_PORT": "-1"}),
            (["serve"], {"TRATIN_BIND": ""}),
            (["serve", "--bind", "no such host", "--port", "0"], {}),
            (["config"], {"TRATIN_LANG": "fr"}),
        ],
    )
    def test_values_that_cannot_be(self, tratin, arguments, env):
        """An empty path and settings out of range are mistakes in use: exit code 2 and a sentence."""
        tratin("init")
        done = tratin(*arguments, env=env)
        assert done.returncode == 2
        assert "Error" in done.stderr
        assert "Traceback" not in done.stderr

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    @pytest.mark.parametrize("arguments", [["--json", "config"], ["config"], ["--help"], ["--version"]])
    def test_output_that_takes_nothing(self, tmp_path, arguments):
        """A full disk behind standard output is one sentence and exit code 1."""
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [*TRATIN, "--home", str(tmp_path), *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
                env=environment(),
            )
        assert done.returncode == 1
        assert done.stderr.startswith("Lỗi · Error: ")
        assert len(done.stderr.splitlines()) == 1

    @pytest.mark.parametrize(
        "env",
        [
            {"PYTHONIOENCODING": "latin-1"},
            {"PYTHONIOENCODING": "ascii"},
            {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        ],
    )
    def test_a_terminal_without_vietnamese(self, tmp_path, env):
        """Letters that cannot be shown stop nothing, and JSON is UTF-8 all the same."""
        command = [*TRATIN, "--home", str(tmp_path)]
        env = {**environment(), **env}
        for arguments in (["init"], ["--help"], ["status"]):
            done = subprocess.run([*command, *arguments], capture_output=True, check=False, env=env)
            assert (done.returncode, done.stderr) == (0, b"")
        done = subprocess.run(
            [*command, "--json", "add", SEEDS, "--source", "Bài"], capture_output=True, check=False, env=env
        )
        assert json.loads(done.stdout.splitlines()[-1])["summary"]["added"] == 5
        done = subprocess.run([*command, "add", "không"], capture_output=True, check=False, env=env)
        assert done.returncode == 3
        assert b"Traceback" not in done.stderr

    def test_unusable_files_are_counted(self, tratin, tmp_path):
        """Empty, binary, huge and non-UTF-8 files are told and counted; the good one goes in."""
        tratin("init")
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "a.txt").write_bytes((SEEDS / "001_8e5ce379e0bc76a1.txt").read_bytes())
        (folder / "empty.txt").write_bytes(b"")
        (folder / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
        (folder / "latin.txt").write_bytes("Đảng bộ huyện".encode("utf-16"))
        (folder / "noise.txt").write_bytes(bytes(range(128, 256)) * 30)
        (folder / "bad.jsonl").write_text('{"text": \n{"title": "không có gì"}\n', encoding="utf-8")
        with (folder / "huge.txt").open("wb") as file:
            file.truncate(2_000_000_000)  # sparse: it must not be read
        started = time.monotonic()
        done = lines(tratin("--json", "add", folder))
        assert time.monotonic() - started < 30
        reasons = {Path(line["name"]).name.partition(":")[0]: line["reason"] for line in done[:-1]}
        assert reasons["a.txt"] is None
        assert reasons["empty.txt"] == "empty"
        assert reasons["binary.txt"] == "not-text"
        assert reasons["huge.txt"] == "too-large"
        assert reasons["latin.txt"] == "too-short"
        assert reasons["noise.txt"] == "not-utf8"
        assert done[-1]["summary"]["added"] == 1
        assert done[-1]["summary"]["skipped"] == len(done) - 2

    def test_nothing_usable(self, tratin, tmp_path):
        """Where everything was skipped the exit code says so."""
        tratin("init")
        (tmp_path / "empty.txt").write_bytes(b"")
        assert tratin("add", tmp_path / "empty.txt").returncode == 3

    def test_a_folder_of_other_files(self, tratin, tmp_path):
        """Where a folder holds nothing that is read, what it holds is told and counted, with exit code 3."""
        tratin("init")
        folder = tmp_path / "in"
        folder.mkdir()
        for name in ("data.csv", "more.csv", "page.aspx"):
            (folder / name).write_text("a,b", encoding="utf-8")
        done = tratin("add", folder)
        assert done.returncode == 3
        assert "loại tệp không đọc được · unknown-type. 2 .csv, 1 .aspx" in done.stderr
        assert "3 bỏ qua" in done.stdout

    def test_a_page_skipped_before_is_skipped_again(self, tratin, tmp_path):
        """What gave no article gives none the second time, and says so the same way; it is stored once."""
        tratin("init")
        (tmp_path / "short.txt").write_text("Chỉ có một tiêu đề", encoding="utf-8")
        first, again = (tratin("add", tmp_path / "short.txt") for _ in range(2))
        assert (again.returncode, again.stdout, again.stderr) == (3, first.stdout, first.stderr)
        assert "quá ngắn · too-short" in again.stderr
        (status,) = lines(tratin("--json", "status"))
        assert status["store"]["versions"] == 1
        assert "1 quá ngắn" in tratin("status").stdout

    def test_a_file_that_holds_an_address_twice(self, tratin, tmp_path):
        """Adding it again changes nothing, though the first capture is no longer the current one."""
        tratin("init")
        texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))[:2]]
        records = [json.dumps({"url": "https://x.example/1", "text": text}) for text in texts]
        (tmp_path / "a.jsonl").write_text("\n".join(records), encoding="utf-8")
        counts = [lines(tratin("--json", "add", tmp_path / "a.jsonl"))[-1]["summary"] for _ in range(2)]
        assert counts == [
            {"added": 1, "changed": 1, "unchanged": 0, "skipped": 0},
            {"added": 0, "changed": 0, "unchanged": 2, "skipped": 0},
        ]

    def test_an_archive(self, tratin, tmp_path):
        """Pages of a WARC file are added; what else it holds is counted, each record once."""
        tratin("init")
        text = (SEEDS / "001_8e5ce379e0bc76a1.txt").read_text(encoding="utf-8")
        body = "".join(f"<p>{line}</p>" for line in text.splitlines())
        image = record("response", answer(b"\x89PNG", media_type="image/png"))
        file = tmp_path / "kho.warc.gz"
        made = joined([image, page(body), image, image])
        file.write_bytes(made.data[:-20])
        *done, last = lines(tratin("--json", "add", file))
        assert last["summary"] == {"added": 1, "changed": 0, "unchanged": 0, "skipped": 3}
        assert [(one["reason"], one["name"]) for one in done if one["id"]] == [
            (None, f"kho.warc.gz:{made.starts[1]}")
        ]
        assert {one["reason"] for one in done} == {None, "unknown-type", "bad-record"}
        assert lines(tratin("--json", "add", file))[-1]["summary"]["unchanged"] == 1

    def test_unreadable_file(self, tratin, tmp_path):
        """A file that may not be read is named."""
        if os.geteuid() == 0:
            pytest.skip("root may read everything")
        tratin("init")
        file = tmp_path / "secret.txt"
        file.write_text("x")
        file.chmod(0)
        done = tratin("add", file)
        assert done.returncode == 3
        assert "secret.txt" in done.stderr

    def test_two_writers(self, tratin, tmp_path):
        """While one process writes, another is told who does, and nothing is harmed."""
        tratin("init")
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(tmp_path / "home")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with holder:
            assert holder.stdout.readline() == "holding\n"
            done = tratin("add", SEEDS)
            assert done.returncode == 5
            assert str(holder.pid) in done.stderr
            holder.communicate("")


class TestHelp:
    @pytest.mark.parametrize("command", ["", *COMMANDS])
    def test_every_command_explains_itself(self, tratin, command):
        """Help is there in both languages, for every command, and names every option."""
        done = tratin(*filter(None, [command]), "--help")
        assert done.returncode == 0
        assert " / " in done.stdout

    @pytest.mark.parametrize("command", COMMANDS)
    def test_the_list_of_commands_says_what_their_own_help_says(self, command):
        """The list is written down, so that it is there without a wait."""
        own = getattr(import_module(f"tools.commands.{command}"), command).help
        assert COMMANDS[command] == own.partition("\n")[0]

    @pytest.mark.parametrize(
        ("arguments", "spared"),
        [(["--help"], ("tools.commands", "sqlalchemy", "numpy")), (["status", "--help"], ("bs4", "numpy"))],
    )
    def test_nothing_is_waited_for_that_is_not_used(self, arguments, spared):
        """No command is imported for the list of them, no parser of pages to tell of a store."""
        code = f"import sys; from tools.main import tratin; tratin({arguments}, standalone_mode=False)"
        done = subprocess.run(
            [sys.executable, "-c", f"{code}; print(*sys.modules)"],
            capture_output=True,
            text=True,
            check=True,
            env=environment(),
        )
        loaded = done.stdout.split()
        assert "click" in loaded
        assert not [name for name in spared if name in loaded]


class TestServe:
    def test_site_answers(self, tratin, tmp_path):
        """`serve` tells its address and answers pages and the API; Ctrl-C ends it."""
        tratin("init")
        tratin("add", SEEDS)
        tratin("build")
        command = [*TRATIN, "--home", str(tmp_path / "home")]
        with subprocess.Popen(
            [*command, "serve", "--port", "0", "--json"],
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        ) as server:
            try:
                url = json.loads(server.stdout.readline())["url"]
                with urllib.request.urlopen(f"{url}api/v1/search?q=ket+nap", timeout=10) as answer:
                    assert json.load(answer)["total"] == 5
                with urllib.request.urlopen(url, timeout=10) as page:
                    assert "<html" in page.read().decode()
            finally:
                server.send_signal(signal.SIGINT)
            assert server.wait(timeout=10) in (0, 130)

    def test_a_taken_port(self, tratin):
        """A port that is taken is told with the way out."""
        tratin("init")
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            done = tratin("serve", "--port", taken.getsockname()[1])
        assert done.returncode == 2
        assert "--port" in done.stderr


class TestEncodings:
    def test_a_legacy_encoding_is_told(self, tratin, tmp_path):
        """An old encoding is converted and told; `status` also tells of an index by another version."""
        tratin("init")
        text = (SEEDS / "001_8e5ce379e0bc76a1.txt").read_text(encoding="utf-8")
        (tmp_path / "old.txt").write_bytes(encode(text, "tcvn3"))
        added = lines(tratin("--json", "add", tmp_path / "old.txt"))[0]
        assert added["outcome"] == "added"
        assert "tcvn3" in added["detail"]
        tratin("build")
        (folder,) = (tmp_path / "home" / "index").glob("gen-*")
        manifest = generations.manifest_of(folder)
        older = {**manifest.fingerprints, "analyser": "analysis-0", "units": "other"}
        generations.write_manifest(folder, msgspec.structs.replace(manifest, fingerprints=older))
        (status,) = lines(tratin("--json", "status"))
        assert status["store"]["articles"] == 1
        assert "another version" in status["problem"]
        assert status["outdated"] == ["analyser", "units"]
        assert tratin("search", "x").returncode == 6


class TestAnalysis:
    def test_analyze(self, tratin):
        """`analyze` shows tokens, compounds, terms and how abbreviations are read, as JSON and as a table."""
        text = "Đ/c Hòa dự lễ kết nạp theo Chỉ thị 28 -CT/TW ngày 21/1/2019"
        (shown,) = lines(tratin("analyze", text, "--json"))
        assert shown["tokens"][2] == {
            "start": 4,
            "length": 3,
            "position": 2,
            "surface": "Hòa",
            "key": "hoà",
            "fold": "hoa",
            "kind": "syllable",
            "how": ["lower case", "tone mark moved"],
        }
        assert "kết nạp" in [one["text"] for one in shown["compounds"]]
        assert [one["value"] for one in shown["terms"]] == ["28-CT/TW", "2019-01-21"]
        assert shown["query"] == ["Đ/c = đồng chí"]
        assert "28-CT/TW" in tratin("analyze", text).stdout

    def test_abbreviations(self, tratin, tmp_path):
        """`abbreviations list` prints the table; `mine` proposes what a file explains, new pairs first."""
        assert "HĐND" in tratin("abbreviations", "list").stdout
        data = tmp_path / "mined.jsonl"
        text = "Quỹ Bảo trợ Tài năng trẻ (QBTTNT) được lập. Hội đồng nhân dân (HĐND) họp. " * 3
        data.write_text(json.dumps({"text": text}), encoding="utf-8")
        found = tratin("abbreviations", "mine", "--data", data, "--json")
        assert found.returncode == 0
        assert "QBTTNT" in found.stdout
