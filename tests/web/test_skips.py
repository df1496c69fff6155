"""When browser and private tests are skipped, and when they fail instead."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

BROWSER_TESTS = Path(__file__).with_name("test_browser.py")


def run(tests: Path, **environ: str) -> tuple[int, str]:
    """Run tests in a process of their own with no Chromium; the exit code and what it said."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("TRATIN_")}
    command = [sys.executable, "-m", "pytest", str(tests), "-p", "no:cacheprovider", "-k", "slash or private"]
    ended = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        env={**clean, "TRATIN_CHROMIUM": "no-such-chromium", **environ},
    )
    return ended.returncode, ended.stdout


def test_without_a_browser_tests_are_skipped_with_a_reason():
    """A machine without Chromium skips the browser tests and says what to do."""
    code, told = run(BROWSER_TESTS)
    assert code == 0
    assert "1 skipped" in told
    assert "no Chromium found; install it or set TRATIN_CHROMIUM" in told


def test_a_required_browser_that_is_missing_fails():
    """Where the browser is required, its absence is a failure, not a skip."""
    code, told = run(BROWSER_TESTS, TRATIN_REQUIRE="browser")
    assert code == 1
    assert "no Chromium found" in told
    assert "skipped" not in told


@pytest.mark.private
def test_private_tests_have_their_data():
    """A private test only runs where the private data is named."""
    assert os.environ["TRATIN_PRIVATE_DATA"]
