"""The layout: the packages are ours, and generic names hide nothing."""

import importlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("search", "index", "web", "tools")


@pytest.mark.parametrize("name", PACKAGES)
def test_the_packages_are_ours(name):
    """A package of the same name that is installed elsewhere would be caught here."""
    assert Path(importlib.import_module(name).__file__).parent == ROOT / name


def test_tests_are_no_packages():
    """An __init__.py under tests would let tests/search hide search."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []


@pytest.mark.parametrize("name", PACKAGES[:3])
def test_no_module_hides_a_package(name):
    """A search.py beside a script that is run by its path would hide the package."""
    found = [path for package in PACKAGES for path in (ROOT / package).rglob(f"{name}.py")]
    allowed = [ROOT / "tools/commands/search.py"]
    assert [path for path in found if path not in allowed] == []


def test_locks_name_no_host():
    """Requirement files hold hashes and no address, and lock every dependency."""
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert pins
        assert all("==" in pin for pin in pins)
        assert text.count("--hash=sha256:") >= len(pins)


def test_the_lock_covers_the_project():
    """Every dependency that the project names is in the lock."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "requirements/run.txt").read_text(encoding="utf-8").lower()
    for dependency in project["project"]["dependencies"]:
        name = dependency.split(">")[0].split("=")[0].strip().lower()
        assert f"\n{name}==" in f"\n{lock}", name
