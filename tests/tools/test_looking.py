"""A process that serves looks for new generations by itself."""

import pytest

from tools import serving


class Looked:
    """A reader that is looked at twice."""

    def __init__(self):
        self.times = 0

    def look(self):
        """Look, and end the thread the second time."""
        self.times += 1
        if self.times == 2:
            raise SystemExit


def test_it_keeps_looking(monkeypatch):
    """Again and again, without a question."""
    monkeypatch.setattr(serving, "LOOK", 0)
    reader = Looked()
    with pytest.raises(SystemExit):
        serving._keep_looking(reader)
    assert reader.times == 2
