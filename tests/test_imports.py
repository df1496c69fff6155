"""What is imported where: the product runs on pyvi's data files, without pyvi and what pyvi needs."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds" / "articles"

BARRED = ("sklearn", "scipy", "sklearn_crfsuite", "pycrfsuite", "joblib", "threadpoolctl", "tabulate", "tqdm")

GUARD = f"""
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import PathFinder

BARRED = {BARRED!r}

class Refusing(Loader):
    def create_module(self, spec):
        raise ImportError("barred by the test: " + spec.name)
    def exec_module(self, module):
        raise ImportError("barred by the test: " + module.__name__)

class Guard(MetaPathFinder):
    # find_spec("pyvi") still tells where pyvi's data files are, but importing it fails.
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in BARRED:
            raise ModuleNotFoundError("barred by the test: " + name, name=name)
        if name == "pyvi":
            spec = PathFinder.find_spec(name, path)
            spec.loader = Refusing()
            return spec
        return None

sys.meta_path.insert(0, Guard())
"""

RUN = (
    GUARD
    + """
from tools.main import main
try:
    main()
finally:
    loaded = sorted(name for name in sys.modules if name.partition(".")[0] in (*BARRED, "pyvi"))
    print("LOADED", loaded, file=sys.stderr)
"""
)


@pytest.fixture
def tratin(tmp_path):
    """Start `tratin` on a home of its own, in a process that cannot import what is barred."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TRATIN_")}
    environment["TRATIN_ADMIN_BIND"] = ""

    def start(*arguments):
        return subprocess.Popen(
            [sys.executable, "-c", RUN, "--home", str(tmp_path / "home"), *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=ROOT,
        )

    return start


def finish(process):
    """Wait for the end of a process; gives what it printed. None of the barred modules was loaded."""
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert "LOADED []" in err
    return out


def test_the_guard_bites():
    """Nothing barred can be imported, pyvi neither, while pyvi's folder can still be found."""
    tries = """
from importlib.util import find_spec
for name in (*BARRED, "pyvi", "pyvi.ViTokenizer"):
    try:
        __import__(name)
    except ImportError as error:
        assert "barred by the test" in str(error), error
    else:
        raise SystemExit(name + " could be imported")
assert list(find_spec("pyvi").submodule_search_locations)
"""
    subprocess.run([sys.executable, "-c", GUARD + tries], check=True, timeout=60)


def test_the_whole_path_needs_only_the_data_files_of_pyvi(tratin):
    """init, add, build, search, analyze and serve work where pyvi's dependencies are absent."""
    finish(tratin("init"))
    added = finish(tratin("--json", "add", SEEDS)).splitlines()
    assert json.loads(added[-1])["summary"]["added"] == 5
    assert json.loads(finish(tratin("build", "--json")))["articles"] == 5
    assert json.loads(finish(tratin("search", "cap uy", "--json")))["total"] > 0
    assert json.loads(finish(tratin("analyze", "cấp ủy", "--json")))["compounds"][0]["text"] == "cấp ủy"
    server = tratin("--json", "serve", "--port", "0")
    try:
        address = json.loads(server.stdout.readline())["url"]
        with urllib.request.urlopen(address + "?q=dang+vien", timeout=30) as answer:
            assert answer.status == 200
            assert "đảng viên" in answer.read().decode()
    finally:
        server.send_signal(signal.SIGINT)
        finish(server)
