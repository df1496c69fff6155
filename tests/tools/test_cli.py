"""The command line, run as people run it: in a process of its own."""

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from importlib import import_module
from pathlib import Path

import msgspec
import pytest
from commands import TRATIN, environment, lines

from search import generations
from search.legacy import encode
from tools.main import COMMANDS

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"


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
