"""The test portal, and a connection to it."""

from __future__ import annotations

import pytest
from portals.checking import ARTICLES
from portals.running import running_portal
from portals.visiting import Visitor


@pytest.fixture(scope="module")
def portal():
    """A portal that no test changes but at addresses or numbers of its own."""
    with running_portal(articles=ARTICLES, tls=True) as running:
        yield running


@pytest.fixture
def visitor(portal):
    """One connection to it."""
    made = Visitor(portal)
    yield made
    made.close()
