"""A test portal on loopback, and explorations of it by settings that make no pauses."""

from __future__ import annotations

import pytest
from portals.running import running_portal

from search.settings import load_settings
from tools.explore.exploring import explore

SETTINGS = """crawl_contact = "mailto:lien-he@may.example"
crawl_delay_ms = 0
crawl_timeout_s = 6
crawl_page_mb = 1
"""


@pytest.fixture(scope="module")
def portal():
    """Six platforms, with 90 articles each, and the host of faults."""
    with running_portal(articles=90, crawl_delay={}, tls=True) as running:
        yield running


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    """Settings of a home of its own."""
    home = tmp_path_factory.mktemp("home")
    (home / "tratin.toml").write_text(SETTINGS, encoding="utf-8")
    return load_settings(home)


@pytest.fixture(scope="module")
def explored(portal, settings):
    """What is found of the first page of a host; each host is explored once for all tests of a module."""
    known = {}

    def explored(host):
        if host not in known:
            known[host] = explore(settings, portal.local(host), private=True)
        return known[host]

    return explored


@pytest.fixture
def look(portal, settings):
    """Explores any address of a host."""
    return lambda host, path="/": explore(settings, portal.local(host, path), private=True)


@pytest.fixture
def codes():
    """The codes of all warnings."""
    return lambda explored: {warned.code for warned in explored.warnings}
