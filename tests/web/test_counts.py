"""Each number beside a link is the number of results after following it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from trial import IS_PROOF

from search.model import FACETS

if TYPE_CHECKING:
    import random

PICK = re.compile(r'<a class="pick" rel="nofollow" href="([^"]+)".*?<span class="count">([\d.]+)<', re.DOTALL)
BAR = re.compile(r'<a class="bar-off" href="([^"]+)" rel="nofollow" aria-label="[^"]*: ([\d.]+) bài"')
WAY = re.compile(r'<li><a href="([^"]+)" rel="nofollow">[^<]*</a> <span class="count">([\d.]+) bài')
ALL = re.compile(r'<p class="all"><a href="([^"]+)">Xem tất cả ([\d.]+) bài')
QUERIES = (
    "",
    "",
    "ket nap",
    "chi bộ",
    '"đảng viên mới" -huyện',
    "zebra",
    '"kết nạp zebra" đảng',
    "28-CT/TW thôn",
)
QUESTIONS = 40 if IS_PROOF else 12
TIMES: tuple[list[tuple[str, str]], ...] = (
    [],
    [],
    [("month", "2021-03")],
    [("month", "2020-12"), ("month", "unknown")],
    [("from", "2020")],
    [("from", "6/2020"), ("to", "15/7/2022")],
    [("to", "2021"), ("month", "2021-03")],
)
"""Months and days, which any question may name beside its facets."""


def promised(html: str) -> list[tuple[str, int]]:
    """The links of a page that have a number, with the number."""
    found = [pair for pattern in (PICK, BAR, WAY, ALL) for pair in pattern.findall(html)]
    return [(unescape(link), int(shown.replace(".", ""))) for link, shown in found]


def total(html: str) -> int:
    """The number of results that a page tells."""
    return int(re.search(r'<span class="total">([\d.]+) bài', html)[1].replace(".", ""))


def any_question(chance: random.Random, client) -> list[tuple[str, str]]:
    """A random question with up to three values chosen in up to three facets, on either map."""
    map_ = chance.choice(("then", "now"))
    facets = client.get(f"/api/v1/search?map={map_}").get_json()["facets"]
    values = {facet["name"]: [value["value"] for value in facet["values"]] for facet in facets}
    asked = [("map", map_), ("q", chance.choice(QUERIES))]
    for facet in chance.sample(FACETS, chance.randint(0, 3)):
        some = chance.sample(values[facet], min(len(values[facet]), chance.randint(1, 3)))
        asked += [(facet, value) for value in some]
    return asked + chance.choice(TIMES)


@pytest.fixture(scope="module")
def real_client(documents, real_site):
    """The site over the real engine, holding the articles of the test site."""
    return real_site(documents)


def test_every_number_is_what_the_click_gives(real_client, chance):
    """Whatever is asked and chosen on either map, following any link gives as many results as it says."""
    followed = 0
    for _ in range(QUESTIONS):
        address = "/tim?" + urlencode(any_question(chance, real_client))
        for link, number in promised(real_client.get(address).text):
            assert total(real_client.get(link).text) == number, (address, link)
            followed += 1
    assert followed > 8 * QUESTIONS


@pytest.mark.parametrize(
    "asked",
    [
        "place=d:173&year=2020",
        "place=P:19&year=2019&year=2021&map=now",
        "topic=to-chuc&q=ket+nap",
        "topic=to-chuc/can-bo&place=p:19",
    ],
)
def test_the_simple_engine_keeps_the_numbers_too(client, asked):
    """The numbers hold over the engine of the tests, which counts by trying."""
    found = promised(client.get(f"/tim?{asked}").text)
    assert len(found) > 5
    for link, number in found:
        assert total(client.get(link).text) == number, link


@pytest.mark.parametrize("asked", ["", "?map=now", "?year=2021&q=zebra"])
def test_the_numbers_of_the_first_page_are_kept(real_client, asked):
    """The home page promises what its links give, whatever stands in its address."""
    found = promised(real_client.get(f"/{asked}").text)
    assert len(found) > 10
    for link, number in found:
        assert total(real_client.get(link).text) == number, link
