"""`tratin keys`: a key is told once, and only its hash is kept."""

import json

import pytest
from click.testing import CliRunner

from tools.main import tratin
from web.limits.keys import hash_of


@pytest.fixture
def keys(tmp_path):
    """Run `tratin keys` on a home of its own."""
    (tmp_path / "home").mkdir()
    return lambda *words: CliRunner().invoke(
        tratin, ["--home", str(tmp_path / "home"), "--json", "keys", *words], standalone_mode=False
    )


def test_a_key_is_made_shown_and_removed(keys, tmp_path):
    """The file holds the hash of a key and not the key; a removed one is gone, the others stay."""
    made = [json.loads(keys("add", name, "--per-minute", "5000").output)["key"] for name in ("Báo X", "Y")]
    text = (tmp_path / "home" / "keys.toml").read_text(encoding="utf-8")
    assert all(hash_of(key) in text and key not in text for key in made)
    told = [json.loads(line) for line in keys("show").output.splitlines()]
    assert told == [{"name": "Báo X", "per_minute": 5000}, {"name": "Y", "per_minute": 5000}]
    keys("remove", "Báo X")
    assert keys("show").output.count("\n") == 1


@pytest.mark.parametrize("words", [("add", 'a"b'), ("add", " "), ("add", "a\nb"), ("remove", "nobody")])
def test_names_that_cannot_be(keys, words):
    """A name that cannot stand in the file, or that is not there, is told."""
    assert type(keys(*words).exception).__name__ == "InputError"


def test_a_name_is_given_once(keys):
    """Two keys cannot have one name."""
    keys("add", "a")
    assert "a" in str(keys("add", "a").exception)
