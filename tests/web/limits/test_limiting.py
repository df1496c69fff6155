"""Too much is refused honestly, for pages and API alike; a key raises the limit."""

import re

import pytest

from search.errors import SettingsError
from search.settings import load_settings
from web.export.formats import FORMATS
from web.limits.costs import cost_of, cost_of_export
from web.limits.keys import Key, entry_of, hash_of, new_key
from web.limits.limiting import limits_of
from web.pages import exporting, tables


def ask(client, path="/tim?q=a", peer="203.0.113.1", **headers):
    """Ask as a client at an address."""
    return client.get(path, environ_base={"REMOTE_ADDR": peer}, headers=headers)


@pytest.fixture
def limited(make_app):
    """A client of a site that grants twelve points at once: two pages of results."""
    return make_app(limit_per_minute="24", robots_per_minute="0").test_client()


def test_too_much_is_refused_with_the_time_to_wait(limited):
    """The third page at once is refused with 429 and Retry-After, in words and in both languages."""
    assert [ask(limited).status_code for _ in range(3)] == [200, 200, 429]
    page = ask(limited)
    wait = int(page.headers["Retry-After"])
    assert 1 <= wait <= 13  # five points, of which two are left, at 0.4 a second
    assert f"sau {wait} giây" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert re.search(r"in \d+ seconds", ask(limited, "/tim?q=a&lang=en").text)


def test_the_api_refuses_in_its_own_form(limited):
    """Under `/api/` the refusal is problem+json, with the same header."""
    for _ in range(2):
        ask(limited, "/api/v1/search")
    told = ask(limited, "/api/v1/search")
    assert told.status_code == told.get_json()["status"] == 429
    assert told.content_type.startswith("application/problem+json")
    assert int(told.headers["Retry-After"]) >= 1


def test_others_are_not_refused(limited):
    """What one address used up is left to others, and what costs nothing is never refused."""
    while ask(limited).status_code == 200:
        pass
    assert ask(limited, peer="203.0.113.2").status_code == 200
    assert ask(limited, "/healthz").status_code == 200
    assert ask(limited, "/robots.txt").status_code == 200


def test_a_header_of_a_stranger_is_no_way_around(limited):
    """Whoever makes up a header of a proxy is counted by the own address."""
    told = [ask(limited, **{"X-Forwarded-For": f"10.0.0.{number}"}).status_code for number in range(4)]
    assert told == [200, 200, 429, 429]


def test_behind_a_proxy_clients_are_told_apart(limited):
    """The header of the proxy on this machine, trusted by default, says who asks."""
    for number in range(5):
        told = ask(limited, peer="127.0.0.1", **{"X-Forwarded-For": f"6.6.6.6, 203.0.113.{number}"})
        assert told.status_code == 200


def test_dear_questions_cost_more():
    """A suggestion costs least; more results on a page cost more; an address that is none costs something."""
    costs = [cost_of(name, 10) for name in ("api.suggest", "pages.article", "api.search", "pages.place")]
    assert costs == sorted(set(costs))
    assert cost_of("pages.results", 100) > cost_of("pages.results", 10)
    assert cost_of(None, 10) > 0
    assert cost_of("static", 1000) == 0


def test_an_export_costs_by_what_it_holds(make_app, monkeypatch):
    """Six formats of a search one after another are granted; of many articles one at a time."""
    site = make_app(limit_per_minute="800").test_client()  # four hundred at once
    told = [ask(site, f"/xuat/bai.{ending}?q=chi").status_code for ending in FORMATS]
    assert told == [200] * 6
    monkeypatch.setattr(exporting, "cost_of_export", lambda _: 300)
    told = [ask(site, "/xuat/dong.csv?q=chi", peer="203.0.113.2") for _ in range(2)]
    assert [each.status_code for each in told] == [200, 429]
    assert (
        1 <= int(told[1].headers["Retry-After"]) <= 17
    )  # 305 + 305 - 400 + 5 that were tried, at 13.3 a second


@pytest.mark.parametrize("table", ["cach-viet", "di-kem", "ai-o-dau", "di-kem?run=3"])
def test_both_formats_of_a_table_are_granted(make_app, table):
    """One after the other, within the usual limit."""
    site, (what, _, own) = make_app().test_client(), table.partition("?")
    told = [ask(site, f"/xuat/{what}.{ending}?q=chi&{own}").status_code for ending in ("csv", "xlsx")]
    assert told == [200, 200]


def test_wordings_cost_by_their_number(make_app, monkeypatch):
    """More of them, which are read from as many articles, cost more."""
    site = make_app(limit_per_minute="800").test_client()  # four hundred at once
    monkeypatch.setattr(tables, "cost_of_export", lambda kinds: 300 * kinds)
    told = [ask(site, "/xuat/cach-viet.csv?q=%22chi+bộ%22").status_code for _ in range(2)]
    assert told == [200, 429]


def test_the_cost_of_an_export():
    """It grows with the articles, and that of a whole archive is more than the usual burst."""
    assert cost_of_export(0) < cost_of_export(1_000) < 1_500 / 6
    assert cost_of_export(100_000) > 1_500


def test_robots_share_one_limit(make_app):
    """However many robots come from however many addresses, together they are granted no more."""
    site = make_app(robots_per_minute="24").test_client()
    robot = {"User-Agent": "Mozilla/5.0 (compatible; Some-Bot/2.1)"}
    told = [ask(site, peer=f"203.0.113.{number}", **robot).status_code for number in range(4)]
    assert told == [200, 200, 429, 429]
    assert ask(site, peer="203.0.113.9", **{"User-Agent": "Mozilla/5.0 Firefox/150"}).status_code == 200


@pytest.fixture
def keyed(make_app, tmp_path):
    """A client of a site with a key for many questions, and the key."""
    key, table = new_key(), tmp_path / "keys.toml"
    table.write_text(entry_of(Key("Báo X", hash_of(key), 100_000)), encoding="utf-8")
    return make_app(limit_per_minute="24", keys_file=str(table)).test_client(), key


@pytest.mark.parametrize("form", ["Bearer", "X-API-Key"])
def test_a_key_raises_the_limit(keyed, form):
    """Whoever sends a key in a header has the quota of the key, and leaves that of the address alone."""
    site, key = keyed
    headers = {"Authorization": f"Bearer {key}"} if form == "Bearer" else {"X-API-Key": key}
    assert {ask(site, "/api/v1/search", **headers).status_code for _ in range(20)} == {200}
    assert ask(site, "/api/v1/search").status_code == 200


def test_a_wrong_key_is_refused(keyed):
    """An unknown key is refused with 401, which says how to send one, and trying many is refused too."""
    site, _ = keyed
    told = ask(site, "/api/v1/search", **{"X-API-Key": new_key()})
    assert told.status_code == 401
    assert told.headers["WWW-Authenticate"] == "Bearer"
    assert ask(site, Authorization="Bearer").status_code == 401
    tried = [ask(site, **{"X-API-Key": f"guess {number}"}).status_code for number in range(20)]
    assert tried[-1] == 429


def test_a_key_in_an_address_is_nothing(keyed):
    """Keys are read from headers only: an address stands in logs and histories."""
    site, key = keyed
    told = [ask(site, f"/api/v1/search?key={key}&api_key={key}").status_code for _ in range(3)]
    assert told == [200, 200, 429]


@pytest.mark.parametrize(
    "text",
    [
        "[[key]\n",
        "name = 1",
        '[[key]]\nname = "a"\nsha256 = "x"\nper_minute = 1',
        f'[[key]]\nname = "a"\nsha256 = "{"0" * 64}"\nper_minute = 0',
        f'[[key]]\nname = "a"\nsha256 = "{"0" * 64}"\nper_minute = true',
        f'[[key]]\nsha256 = "{"0" * 64}"\nper_minute = 1',
        'key = "a"',
    ],
)
def test_a_wrong_table_of_keys_is_told(tmp_path, text):
    """A table that cannot be read keeps the site from starting, with the name of the file."""
    (tmp_path / "keys.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"keys\.toml"):
        limits_of(load_settings(tmp_path, {}))


def test_proxies_that_are_none_are_told(tmp_path):
    """A proxy that is no address keeps the site from starting."""
    with pytest.raises(SettingsError, match="trusted_proxies"):
        limits_of(load_settings(tmp_path, {"TRATIN_TRUSTED_PROXIES": "proxy.example"}))


def test_without_a_limit_nothing_is_refused(make_app):
    """0 lifts a limit."""
    site = make_app(limit_per_minute="0", robots_per_minute="0").test_client()
    assert {ask(site).status_code for _ in range(30)} == {200}
