"""Drafts are portal files that can be used once a person has looked at them."""

from __future__ import annotations

import tomllib

import pytest
from portals.running import HOSTS

from index.portals import Portals, load_portals
from index.portals.loading import check_portals, read_portal
from index.store import open_store
from search.errors import InputError
from search.settings import load_settings
from tools.crawling import Plan, crawl
from tools.explore.exploring import is_readable, make_draft, write_draft


@pytest.fixture
def home(tmp_path, settings):
    """A home folder that nothing is in yet but the settings."""
    text = (settings.home / "tratin.toml").read_text(encoding="utf-8")
    (tmp_path / "tratin.toml").write_text(text, encoding="utf-8")
    return load_settings(tmp_path)


@pytest.mark.parametrize("host", HOSTS)
def test_a_draft_is_sound_and_disabled(home, explored, host):
    """It says what was found, and leaves it to a person to enable it."""
    found = explored(host)
    assert is_readable(found)
    made = make_draft(home, found, None)
    write_draft(made, force=False)
    assert made.path == home.home / "portals" / f"{found.hosts[0].replace(':', '-')}.toml"
    assert [each.problem for each in check_portals([made.path.parent])] == [""]
    portal = read_portal(made.path)
    assert (portal.name, portal.crawl.enabled, portal.crawl.verified) == (found.name, False, "")
    assert portal.crawl.platform == found.platform
    assert portal.crawl.private_addresses
    assert [feed.url for feed in portal.feeds] == [feed.url for feed in found.feeds]
    assert [(each.url, each.rules) for each in portal.lists] == [
        (each.url, each.rules) for each in found.lists
    ]
    assert made.text.startswith("# BẢN NHÁP")
    assert "A DRAFT" in made.text


@pytest.mark.parametrize("host", HOSTS)
def test_a_draft_that_is_enabled_finds_articles(home, portal, explored, host):
    """Sixty pages of a crawl with it give articles with the right titles."""
    made = make_draft(home, explored(host), None)
    made = made._replace(text=made.text.replace("enabled = false", "enabled = true"))
    write_draft(made, force=False)
    with open_store(home, write=True, create=True):
        pass
    portals = Portals(load_portals([made.path.parent]).all)
    progress = crawl(home, portals, Plan(pages=60, build=False), 1, lambda _: None)
    assert progress.added >= 25
    titles = {article.title for article in portal.articles(host, local=True)}
    with open_store(home, write=False) as store:
        kept = [document.article.title for document in store.documents()]
    assert len(kept) == progress.added
    assert set(kept) <= titles


def test_a_file_that_is_there_is_kept(home, explored):
    """Unless it is to be replaced."""
    made = make_draft(home, explored("nukeviet.example"), None)
    write_draft(made, force=False)
    made.path.write_text("của tôi", encoding="utf-8")
    with pytest.raises(InputError, match="--force"):
        write_draft(made, force=False)
    assert made.path.read_text(encoding="utf-8") == "của tôi"
    write_draft(made, force=True)
    assert tomllib.loads(made.path.read_text(encoding="utf-8"))["crawl"]["enabled"] is False
    assert [each.name for each in made.path.parent.iterdir()] == [made.path.name]


def test_a_portal_that_has_a_file_keeps_its_name(home, explored):
    """The draft takes the place of that file; elsewhere two files would claim one host."""
    found = explored("nukeviet.example")
    folder = home.home / "portals"
    folder.mkdir()
    (folder / "huyen.toml").write_text(f'name = "Huyện"\nhosts = ["{found.hosts[0]}"]\n', encoding="utf-8")
    assert make_draft(home, found, None).path == folder / "huyen.toml"


def test_two_portals_of_one_name_are_refused(home, explored):
    """In words, before anything is written."""
    found = explored("nukeviet.example")
    folder = home.home / "portals"
    folder.mkdir()
    (folder / "khac.toml").write_text(f'name = "{found.name}"\nhosts = ["khac.example"]\n', encoding="utf-8")
    with pytest.raises(InputError, match="same name"):
        make_draft(home, found, None)
