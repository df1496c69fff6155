"""Commands over a home folder of their own."""

from functools import partial

import pytest
from commands import ran


@pytest.fixture
def tratin(tmp_path):
    """Run `tratin` on a home of its own; gives the finished process."""
    return partial(ran, tmp_path / "home")
