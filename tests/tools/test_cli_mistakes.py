"""What people get wrong at the command line: a sentence that helps, an exit code, and never a traceback."""

import errno
import json
import os
import subprocess
import sys
import time
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner
from commands import TRATIN, environment, lines
from warcs import answer, joined, page, record

from search.errors import StoreError
from tools.main import tratin as cli

add = import_module("tools.commands.add")

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"

HOLDER = """
import pathlib, sys
from index.store import open_store
from search.settings import load_settings
with open_store(load_settings(pathlib.Path(sys.argv[1]), {}), write=True):
    print("holding", flush=True)
    sys.stdin.read()
"""


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

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["nosuch"], "Lệnh gõ chưa đúng."),
            (["add"], "Thiếu FILES..."),
            (["search", "--sort", "best", "x"], "Giá trị của --sort không dùng được."),
            (["serve", "--prot", "1"], "Lệnh này không có tùy chọn --prot."),
            (["search", "x", "--size"], "Tùy chọn --size dùng chưa đúng."),
        ],
    )
    def test_usage_is_told_in_vietnamese_first(self, tratin, arguments, told):
        """What the library words in English comes behind."""
        done = tratin(*arguments)
        assert done.returncode == 2
        assert done.stderr.startswith(f"Lỗi: {told}")
        assert "\nError: " in done.stderr

    def test_usage_that_is_told_in_both_languages_is_told_once(self, tratin):
        """A mistake that we word ourselves."""
        assert "Lỗi:" not in tratin("export", "lines", "").stderr

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

    @pytest.mark.skipif(os.name == "nt", reason="shells there close nothing")
    @pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
    def test_output_that_is_closed(self, tmp_path, closed):
        """What would be written leads nowhere, and no file of ours gets the number of a stream."""
        command = f'exec "$@" {closed}'
        arguments = ["--home", str(tmp_path), "synth", "-n", "1"]
        shell = ["sh", "-c", command, "sh", *TRATIN, *arguments]
        done = subprocess.run(shell, capture_output=True, text=True, check=False, env=environment())
        assert (done.returncode, "Traceback" in done.stderr) == (0, False)

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
        assert "loại tệp không đọc được: 2 .csv, 1 .aspx · unknown-type: 2 .csv, 1 .aspx" in done.stderr
        assert "3 bỏ qua" in done.stdout

    def test_a_page_that_takes_long_is_foretold(self, tmp_path, monkeypatch):
        """Before it is read, on stderr; nothing of it with --json, nor of small ones."""
        run = partial(CliRunner().invoke, cli, catch_exceptions=False, standalone_mode=False)
        home = ["--home", str(tmp_path / "home")]
        assert run([*home, "init"]).exit_code == 0
        pages = [str(path) for path in sorted(SEEDS.glob("*.txt"))[:2]]
        assert "MB" not in run([*home, "add", pages[0]]).stderr
        monkeypatch.setattr(add, "LARGE", 100)
        assert f"{Path(pages[1]).name}: 0 MB, chừng một giây mỗi MB" in run([*home, "add", pages[1]]).stderr
        assert "MB" not in run([*home, "--json", "add", pages[1]]).stderr

    def test_a_page_skipped_before_is_skipped_again(self, tratin, tmp_path):
        """What gave no article gives none the second time, and says so the same way; it is stored once."""
        tratin("init")
        (tmp_path / "short.txt").write_text("Chỉ có một tiêu đề", encoding="utf-8")
        first, again = (tratin("add", tmp_path / "short.txt") for _ in range(2))
        assert (again.returncode, again.stdout, again.stderr) == (3, first.stdout, first.stderr)
        assert "quá ngắn: 0 âm tiết; một bài có ít nhất 20 · too-short: " in again.stderr
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


def test_init_on_a_full_disk(tmp_path, monkeypatch):
    """It ends as others do where the store takes nothing, and leaves no half of a configuration."""

    def full(*_args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (tmp_path / "nhà").mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        done = CliRunner().invoke(cli, ["--home", str(tmp_path / "nhà"), "init"])
    assert isinstance(done.exception, StoreError)
    assert "đĩa đã đầy" in done.exception.vietnamese
    assert list((tmp_path / "nhà").glob("*")) == []


def test_a_damaged_index_is_told_in_vietnamese_first(tratin, tmp_path):
    """The generation before serves, and whoever asks is told so."""
    tratin("init")
    tratin("add", SEEDS)
    tratin("build")
    (tmp_path / "home" / "index" / "CURRENT").write_text("")
    done = tratin("search", "hội nghị")
    assert done.returncode == 0
    assert done.stderr.startswith("Lỗi · Error: Chỉ mục bị hỏng, đang dùng bản gen-000001")
