"""When tests are skipped, and why. `TRATIN_REQUIRE=browser` turns a missing browser into a failure.

Tests that take a `fresh_seed` get another one in each run. It is in their name; `TEST_SEED=N` asks for it.
"""

from __future__ import annotations

import os
import random

import pytest

from tools.measure.chromium import chromium, shell
from tools.measure.private import private_data

os.environ.setdefault("TEST_SEED", str(random.randrange(1 << 32)))  # processes that share a run inherit it


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The seed of this run, for those tests that ask for it."""
    if "fresh_seed" in metafunc.fixturenames:
        metafunc.parametrize("fresh_seed", [int(os.environ["TEST_SEED"])], ids="seed {}".format)


def required() -> set[str]:
    """The parts that must not be missing."""
    return set(os.environ.get("TRATIN_REQUIRE", "").replace(",", " ").split())


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what cannot run here, with a reason; fail instead where the part is required."""
    if item.get_closest_marker("browser") and chromium() is None:
        reason = "no Chromium found; install it or set TRATIN_CHROMIUM"
        if "browser" in required():
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    if item.get_closest_marker("private") and private_data() is None:
        pytest.skip("needs the private test data; set TRATIN_PRIVATE_DATA")


@pytest.fixture(scope="session")
def chromium_path() -> str | None:
    """Where Chromium is: where there is one without windows, that one, which has half of the work."""
    return shell() or chromium()


@pytest.fixture(scope="session")
def whole_chromium_path() -> str | None:
    """Where the Chromium of people is, which keeps pages to come back to."""
    return chromium()
