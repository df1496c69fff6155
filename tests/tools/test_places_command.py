"""`tratin places`."""

import json
from functools import partial

import pytest
from commands import ran


@pytest.fixture
def run(tmp_path):
    """Run `tratin` on a home without anything."""
    return partial(ran, tmp_path)


def test_places_are_listed_with_years_and_what_they_are_today(run):
    """No index is needed; words need no quotes."""
    told = run("places", "thi", "xa", "pho", "yen").stdout
    assert told.startswith("d:172    thị xã Phổ Yên, Thái Nguyên (2015–2022)\n")
    assert "nay · today: tỉnh Thái Nguyên" in told
    assert "huyện Phổ Yên, Thái Nguyên (đến 2015)" in told
    assert "thành phố Phổ Yên, Thái Nguyên (2022–2025)" in told
    assert "also written: Đắc Lắc" in run("places", "Đắc Lắc").stdout


def test_json_lines_are_those_of_the_api(run):
    """One line for each place, the best first, at most as many as asked for."""
    found = [
        json.loads(line)
        for line in run("places", "tinh lam dong", "--json", "--lang", "en").stdout.splitlines()
    ]
    assert [(one["id"], one["exists"], one["years"]) for one in found] == [
        ("P:68", True, "since 2025"),
        ("p:68", False, "until 2025"),
    ]
    assert len(run("places", "tan", "--json", "--most", "3").stdout.splitlines()) == 3


def test_no_place_is_no_error(run):
    """A person is told; JSON is empty; a name must be given."""
    told = run("places", "zzz")
    assert told.returncode == 0
    assert "no place is called so" in told.stdout
    assert run("places", "zzz", "--json").stdout == ""
    assert run("places").returncode == 2
