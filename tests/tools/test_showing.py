"""The key `show` of portal files reaches the site, the API and the command line."""

from __future__ import annotations

import json

import pytest
from archive import Archive, id_of, story
from click.testing import CliRunner

from search.archive import Show, show_all
from search.errors import SettingsError
from search.settings import load_settings
from tools.main import tratin
from tools.showing import shows_of
from tools.wsgi import make_app


@pytest.fixture
def archive(tmp_path):
    """An archive whose articles are of the source `báo`."""
    archive = Archive(load_settings(tmp_path / "home", {}))
    archive.add({"một": story(1)})
    archive.build()
    return archive


def say(archive, show):
    """A portal file that says how much of that source may be shown."""
    folder = archive.settings.home / "portals"
    folder.mkdir(exist_ok=True)
    lines = ['name = "Báo"', 'sources = ["báo"]', 'hosts = ["bao.example"]', f'show = "{show}"']
    (folder / "bao.toml").write_text("\n".join(lines), encoding="utf-8")


def test_without_a_word_all_is_shown(archive):
    """Portal files need not say anything."""
    assert shows_of(archive.settings) is show_all
    say(archive, "full")
    assert shows_of(archive.settings) is show_all


def test_a_portal_is_known_by_host_and_source(archive):
    """As for its rules; other pages are shown whole."""
    say(archive, "snippet")
    shows = shows_of(archive.settings)
    assert shows("báo", None) is Show.SNIPPET
    assert shows("khác", "https://bao.example/bai") is Show.SNIPPET
    assert shows("khác", "https://khac.example/bai") is Show.FULL


def test_site_and_command_line_obey(archive):
    """A link has no snippet, no text and no capture, and `tratin search --json` says what the API says."""
    say(archive, "link")
    client = make_app(archive.settings).test_client()
    api = client.get("/api/v1/search?q=tin+vui").json
    assert [hit["snippets"] for hit in api["hits"]] == [[]]
    assert client.get(f"/bai/{id_of('một')}/goc").status_code == 403
    assert "tin vui" not in client.get(f"/bai/{id_of('một')}").get_data(as_text=True)
    words = ["--home", str(archive.settings.home), "--json", "search", "tin vui"]
    told = json.loads(CliRunner().invoke(tratin, words, catch_exceptions=False).stdout)
    assert told["hits"][0]["snippets"] == []


def test_a_wrong_word_keeps_the_site_from_starting(archive):
    """Nothing is shown rather than too much; the sentence names the file."""
    say(archive, "some")
    with pytest.raises(SettingsError, match=r"bao\.toml"):
        make_app(archive.settings)
