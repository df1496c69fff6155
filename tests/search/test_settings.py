"""Settings: one table, overridden by a file, overridden by the environment."""

import re

import pytest

from search.errors import SettingsError
from search.settings import TABLE, load_settings


def test_defaults(tmp_path):
    """Without a file or variables every setting has its default and says so."""
    settings = load_settings(tmp_path, {})
    assert settings.values == {row.name: row.default for row in TABLE}
    assert set(settings.origins.values()) == {"default"}


def test_the_environment_beats_the_file(tmp_path):
    """A variable wins over the file, the file over the default, and each origin is told."""
    (tmp_path / "tratin.toml").write_text('port = 9000\nlang = "en"\n')
    settings = load_settings(tmp_path, {"TRATIN_PORT": "9001", "TRATIN_HOME": "x", "PORT": "1"})
    assert (settings.number("port"), settings.text("lang")) == (9001, "en")
    assert settings.origins["port"] == "environment"
    assert settings.origins["lang"].endswith("tratin.toml")


def test_a_file_that_begins_with_a_byte_order_mark(tmp_path):
    """Notepad saves "UTF-8 with BOM": the first line is as good as any other."""
    (tmp_path / "tratin.toml").write_text('lang = "en"\n', encoding="utf-8-sig")
    assert load_settings(tmp_path, {}).text("lang") == "en"


def test_logins_of_portals_are_no_settings(tmp_path):
    """Portal files name variables that hold passwords; these are neither refused nor kept among settings."""
    settings = load_settings(tmp_path, {"TRATIN_LOGIN_MAU": "ten:matkhau"})
    assert "matkhau" not in repr(settings)


@pytest.mark.parametrize(
    ("file", "environ", "message"),
    [
        ("prot = 1", {}, "there is no setting 'prot'"),
        ("", {"TRATIN_PROT": "1"}, "there is no setting 'prot'"),
        ('port = "many"', {}, "port must be a whole number"),
        ("port = true", {}, "port must be a whole number"),
        ("lang = 3", {}, "lang must be text"),
        ("port = ", {}, r"tratin\.toml"),
    ],
)
def test_mistakes_are_told(tmp_path, file, environ, message):
    """An unknown name, a wrong type and a broken file are errors that name the place."""
    (tmp_path / "tratin.toml").write_text(file)
    with pytest.raises(SettingsError, match=message):
        load_settings(tmp_path, environ)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("port", "-1", "0 to 65535"),
        ("port", "65536", "0 to 65535"),
        ("threads", "0", "1 to 1000"),
        ("page_size", "0", "1 to `max_page_size`"),
        ("page_size", "101", "1 to `max_page_size`"),
        ("max_page_size", "0", "1 to 1000"),
        ("max_page_size", "1001", "1 to 1000"),
        ("keep_generations", "0", "at least 1"),
        ("max_file_mb", "-5", "at least 1"),
        ("lang", "fr", "`vi` or `en`"),
        ("bind", " ", "not empty"),
        ("url_prefix", "/a b", "a path such as"),
        ("url_prefix", "/a?b", "a path such as"),
        ("url_prefix", "/a#b", "a path such as"),
        ("url_prefix", "/a//b", "a path such as"),
        ("url_prefix", "/../b", "a path such as"),
    ],
)
def test_a_value_out_of_range_is_refused(tmp_path, name, value, allowed):
    """The error names the setting, the value and what is allowed."""
    with pytest.raises(SettingsError, match=re.escape(f"{name} must be")) as caught:
        load_settings(tmp_path, {f"TRATIN_{name.upper()}": value})
    assert allowed in str(caught.value)
    assert value in str(caught.value)
    assert name in caught.value.vietnamese


@pytest.mark.parametrize("value", ["9" * 5000, "--5", "1_0", "\u0661"])
def test_an_odd_number_is_refused(tmp_path, value):
    """What only Python takes for a number, or not even Python, is no whole number."""
    with pytest.raises(SettingsError, match="port must be a whole number"):
        load_settings(tmp_path, {"TRATIN_PORT": value})


@pytest.mark.parametrize(
    ("given", "used"), [("", ""), ("/", ""), ("tin", "/tin"), ("/tin/", "/tin"), ("/a/b-c", "/a/b-c")]
)
def test_the_prefix_is_tidied(tmp_path, given, used):
    """A prefix has one form, however it was typed."""
    assert load_settings(tmp_path, {"TRATIN_URL_PREFIX": given}).text("url_prefix") == used


def test_the_default_page_size_gives_way(tmp_path):
    """Only a smaller maximum was set: the default page size follows instead of being an error."""
    assert load_settings(tmp_path, {"TRATIN_MAX_PAGE_SIZE": "5"}).number("page_size") == 5


def test_every_default_is_allowed():
    """The table agrees with itself."""
    assert all(row.rule.tidy(row.default) == row.default for row in TABLE)
