"""`tratin synth`, and the recipe of `make demo-large`, run as people run them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from commands import TRATIN, ran
from copied import finished

from search.settings import load_settings

ROOT = Path(__file__).parents[2]


def environment():
    """The environment without the settings of whoever runs the tests."""
    return {key: value for key, value in os.environ.items() if not key.startswith("TRATIN_")}


def synth(*arguments, **options):
    """Run `tratin synth`; gives the finished process."""
    return finished("synth", *arguments, text=False, timeout=120, env=environment(), **options)


def test_to_a_file_or_to_standard_output(tmp_path):
    """Both hold the same articles, one a line; the file tells its size, and others may read it."""
    file = tmp_path / "made.jsonl"
    done = synth("-n", 501, "--seed", 4, "--jobs", 2, "--out", file, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"articles": 501, "bytes": file.stat().st_size, "path": str(file)}
    printed = synth("-n", 501, "--seed", 4, "--jobs", 1)
    assert printed.stdout == file.read_bytes()
    assert printed.stderr == b""
    records = [json.loads(line) for line in printed.stdout.splitlines()]
    assert len(records) == 501
    assert all(record["synthetic"] is True for record in records)
    mask = os.umask(0)
    os.umask(mask)
    assert file.stat().st_mode & 0o777 == 0o666 & ~mask


def test_what_is_written_can_be_added(tmp_path):
    """`tratin add` takes every article; the labels beside the text do no harm."""
    synth("-n", 20, "--out", tmp_path / "made.jsonl")
    for arguments in (["init"], ["add", tmp_path / "made.jsonl"]):
        done = ran(tmp_path / "home", "--json", *arguments)
        assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout.splitlines()[-1])["summary"]
    assert summary == {"added": 20, "changed": 0, "unchanged": 0, "skipped": 0}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--articles"),
        (["-n", "0"], "range"),
        (["-n", "many"], "many"),
        (["-n", "5", "--jobs", "0"], "range"),
        (["-n", "5", "--seed", "-1"], "range"),
        (["-n", "5", "--out", ""], "đường dẫn trống"),
        (["-n", "5", "--out", "."], "directory"),
        (["-n", "5", "--out", "no/such/folder/made.jsonl"], "no/such/folder"),
    ],
)
def test_mistakes_are_told(tmp_path, arguments, message):
    """A mistake in use is exit code 2 and a message that names it; nothing is written."""
    done = synth(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_leaves_no_half_file(tmp_path, jobs):
    """After Ctrl-C the folder holds what it held before, and there is one sentence, no traceback."""
    file = tmp_path / "made.jsonl"
    file.write_text("old\n")
    command = [*TRATIN, "synth", "-n", "5000000", "--jobs", str(jobs), "--out", str(file)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment()) as process:
        part = wait_for_part(tmp_path, process)
        assert part.stat().st_size > 0
        process.send_signal(signal.SIGINT)
        told = process.stderr.read().decode()
    assert process.returncode == 130
    assert "Traceback" not in told
    assert [path.name for path in tmp_path.iterdir()] == ["made.jsonl"]
    assert file.read_text() == "old\n"


def wait_for_part(folder, process) -> Path:
    """The unfinished file, once something is in it."""
    for _ in range(600):
        assert process.poll() is None
        for path in folder.glob(".made.jsonl.*.part"):
            if path.stat().st_size:
                return path
        time.sleep(0.05)
    raise AssertionError("nothing was written in 30 seconds")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_is_written_to_and_never_replaced(tmp_path):
    """/dev/null takes all and stays a device; a full disk is a sentence and exit code 1."""
    assert synth("-n", 3, "--out", "/dev/null").returncode == 0
    assert Path("/dev/null").is_char_device()
    done = synth("-n", 600, "--out", "/dev/full")
    assert done.returncode == 1
    assert done.stderr.startswith("Lỗi · Error: ".encode())
    assert Path("/dev/full").is_char_device()


def test_a_link_stays_a_link(tmp_path):
    """A link is written through, not replaced."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real" / "made.jsonl")
    assert synth("-n", 3, "--out", tmp_path / "link.jsonl").returncode == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "real" / "made.jsonl").read_bytes().count(b"\n") == 3


STUB = """#!/bin/sh
echo "$@" >> "{log}"
case "$*" in
  synth*) for last; do :; done; echo made > "$last" ;;
  *build*) touch "{built}" ;;
  *search*) test -e "{built}" || exit 6 ;;
esac
"""


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
class TestDemoLarge:
    """The recipe with a `tratin` that only notes how it was called."""

    @pytest.fixture
    def demo(self, tmp_path):
        """A function that runs the recipe; gives the commands that it called."""
        log, tool, stamp = tmp_path / "log", tmp_path / "tratin", tmp_path / "stamp"
        tool.write_text(STUB.format(log=log, built=tmp_path / "built"))
        tool.chmod(0o755)
        stamp.touch()

        def run():
            log.write_text("")
            given = {"BIN": tmp_path, "STAMP": stamp, "LARGE": tmp_path / "large", "N": 70}
            command = ["make", "demo-large", *(f"{name}={value}" for name, value in given.items())]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
            calls = [
                line.replace(f"--home {tmp_path / 'large'} ", "") for line in log.read_text().splitlines()
            ]
            return [call.split()[0] for call in calls], calls

        return run

    def test_a_second_run_goes_on_with_what_is_there(self, demo):
        """The first run makes, adds, builds and serves as many as were asked for; the second only serves."""
        names, calls = demo()
        assert names == ["init", "synth", "add", "search", "build", "serve"]
        assert calls[1].startswith("synth -n 70 ")
        assert demo()[0] == ["init", "search", "serve"]

    def test_its_pages_say_that_all_is_made_up(self, demo, tmp_path):
        """The home has settings with a notice in both languages before anything is in it."""
        demo()
        settings = load_settings(tmp_path / "large", {})
        assert "tự tạo" in settings.text("notice")
        assert "made up" in settings.text("notice_en")
