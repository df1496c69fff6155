"""`tratin portals`."""

import json
import subprocess
import sys

import pytest

from index.portals import SHIPPED


@pytest.fixture
def run(tmp_path):
    """Run `tratin` on a home of its own."""
    command = [sys.executable, "-c", "from tools.main import main; main()", "--home", str(tmp_path)]
    return lambda *words: subprocess.run(
        [*command, *words], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def own(tmp_path):
    """Write a portal file of one's own."""
    (tmp_path / "portals").mkdir()
    return lambda text: (tmp_path / "portals" / "mau.toml").write_text(text, encoding="utf-8")


def test_portals_are_listed(run, own):
    """Each portal is told with its hosts, its place and the fields that have rules."""
    own('name = "Mẫu"\nhosts = ["mau.example/a"]\nplace = "p:40"\nremove = ".x"\n[select]\nbody = "article"')
    assert "example  Cổng tin mẫu" in run("portals").stdout
    assert "mau  Mẫu" in run("portals").stdout
    assert "tỉnh Nghệ An (p:40)" in run("portals").stdout
    found = [json.loads(line) for line in run("portals", "--json").stdout.splitlines()]
    (facts,) = [each for each in found if each["key"] == "mau"]
    assert facts["hosts"] == ["mau.example/a"]
    assert facts["place"] == "p:40"
    assert facts["fields"] == ["body", "remove"]


def test_a_check_tells_of_every_file(run, own):
    """A sound set of files ends with 0, a wrong file with 2 and its problem."""
    own('name = "Mẫu"\nhosts = ["mau.example"]')
    sound = run("portals", "--check")
    assert (sound.returncode, sound.stdout.count("Tốt · OK")) == (0, 1 + len(list(SHIPPED.glob("*.toml"))))
    own('name = "Mẫu"\nhosts = ["mau.example", "portal.example"]')
    assert run("portals", "--check").returncode == 2
    own('name = "Mẫu"\nplace = "x"')
    wrong = run("portals", "--check", "--json")
    assert wrong.returncode == 2
    (problem,) = [each["problem"] for each in map(json.loads, wrong.stdout.splitlines()) if each["problem"]]
    assert "place:" in problem
    assert "hosts:" in problem


def test_a_wrong_file_is_refused(run, own):
    """Without `--check`, the list is refused with the same words."""
    own("x = 1")
    refused = run("portals")
    assert refused.returncode == 2
    assert "Tệp cổng tin" in refused.stderr
    assert "unknown field 'x'" in refused.stderr
