"""`kill -9` in the middle of `tratin add`."""

import json
import os
import random
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest
from commands import TRATIN
from trial import IS_PROOF

from index.store import open_store
from search.settings import load_settings
from tools.synth import make_articles

FILES, ROUNDS = (1000, 12) if IS_PROOF else (600, 2)
SEED = int(os.environ.get("TRATIN_SEED") or random.SystemRandom().randrange(10**6))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Some hundred captures."""
    folder = tmp_path_factory.mktemp("captures")
    for number, record in enumerate(make_articles(FILES, SEED)):
        text = f"{record['title']}\n\n{record['text']}\n"
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return folder


def start_adding(home, folder):
    """`tratin add` as a process whose reports can be read."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TRATIN_")}
    return subprocess.Popen(
        [*TRATIN, "--home", str(home), "--json", "add", str(folder)], stdout=subprocess.PIPE, env=environment
    )


@pytest.mark.parametrize("trial", range(ROUNDS))
def test_nothing_reported_is_lost(tmp_path, folder, trial):
    """After a kill at a random moment every reported file is there whole, and a re-run adds the rest."""
    print(f"TRATIN_SEED={SEED}")
    home = tmp_path / "home"
    settings = load_settings(home, {})
    with open_store(settings, write=True):
        pass
    stop_at = random.Random(SEED + trial).randrange(1, FILES - 300)
    with start_adding(home, folder) as process:
        reported = [json.loads(process.stdout.readline()) for _ in range(stop_at)]
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().splitlines()
    reported += [json.loads(line) for line in rest if line.endswith(b"}")]
    assert process.returncode == -signal.SIGKILL
    assert len(reported) < FILES, "it ended before the kill"

    check = sqlite3.connect(home / "tratin.db")
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()
    with open_store(settings, write=False) as store:
        for page in reported:
            assert page["outcome"] == "added"
            stored = store.raw(page["id"], page["version"])
            assert stored == (folder / Path(page["name"]).name).read_bytes()

    with start_adding(home, folder) as process:
        summary = json.loads(process.stdout.read().splitlines()[-1])["summary"]
    assert summary["added"] + summary["unchanged"] == FILES
    assert summary["unchanged"] >= len(reported)
    with open_store(settings, write=False) as store:
        assert store.counts()["articles"] == store.counts()["versions"] == FILES
