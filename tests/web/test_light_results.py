"""A page of results over many articles stays light: facets are cut, and nothing is lost by that."""

from __future__ import annotations

import gzip
import re
from html import unescape

import pytest
from many import many_documents

from search import places
from web.facets.views import MOST, MOST_FOLDED, MOST_TIMES

ASSETS = ("site.css", "site.js", "mark.svg")


@pytest.fixture(scope="module")
def site(real_site):
    """A site with 800 articles: a thousand places, half a thousand cited documents."""
    return real_site(many_documents(800))


@pytest.fixture(scope="module")
def assets(site):
    """Packed bytes of the files that a page of results loads."""
    return sum(len(gzip.compress(site.get(f"/static/{name}").data)) for name in ASSETS)


def levels(html: str, facet: str):
    """How many values stand side by side in each list of a facet."""
    section = re.search(
        rf'<section class="facet (?:facet-time )?facet-{facet}".*?</section>', html, re.DOTALL
    )[0]
    counts, lists = [], []
    for tag in re.findall(r"<ul[ >]|</ul>|<li[ >]", section):
        if tag.startswith("<ul"):
            lists.append(0)
        elif tag == "</ul>":
            counts.append(lists.pop())
        else:
            lists[-1] += 1
    return counts


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "q=k%E1%BA%BFt+n%E1%BA%A1p",
        "q=dang+vien&map=now&size=20",
        "map=now&place=P:01&place=P:79&place=P:68",
        "year=2020&year=2021&topic=to-chuc&sort=newest",
        "q=can+bo&explain=1",
        "lang=en&q=nong+thon",
    ],
)
def test_results_of_any_query_are_light(site, assets, asked):
    """At most 60 KB packed with all that the page loads."""
    html = site.get(f"/tim?{asked}").data
    assert b'class="hit' in html
    assert len(gzip.compress(html)) + assets <= 60_000


def test_no_level_of_a_facet_is_long(site):
    """Of each level a few are drawn, of a folded branch fewer; years are drawn as a row."""
    html = site.get("/tim").text
    for facet in ("place", "ref", "source", "topic"):
        assert max(levels(html, facet)) <= MOST
    assert max(levels(html, "year")) <= MOST_TIMES
    assert max(levels(html, "place")[:1]) <= MOST_FOLDED


def test_all_values_are_a_click_away(site):
    """Each facet that was cut leads to all of its values beside the same search, and a branch to its own."""
    html = site.get("/tim?q=k%E1%BA%BFt+n%E1%BA%A1p").text
    for facet in ("place", "ref", "source"):
        (link,) = set(
            re.findall(rf'<p class="rest"><a href="(/gia-tri/{facet}[^"]*)" rel="nofollow">tất cả', html)
        )
        assert "q=k%E1%BA%BFt" in link
        told = site.get(unescape(link)).text
        total = int(re.search(r"tất cả ([\d.]+) mục", html.partition(link)[2])[1].replace(".", ""))
        assert f"{total:,} mục".replace(",", ".") in told
    inside = re.findall(
        r'<a href="(/gia-tri/place[^"]*under=[^"]*)" rel="nofollow">còn (\d+) mục', site.get("/tim").text
    )
    assert inside
    for link, left_out in inside[:3]:
        listed = site.get(unescape(link).replace("/gia-tri/", "/api/v1/values/")).get_json()
        assert listed["total"] >= int(left_out) + MOST_FOLDED


def test_what_is_chosen_is_always_drawn(site):
    """However small its number is, a chosen value is in view with all that lies above it."""
    last = site.get("/api/v1/values/ref?page=3").get_json()["values"][-1]
    html = site.get("/tim", query_string={"ref": last["value"]}).text
    assert re.search(r'class="pick is-on"[^>]*href="[^"]*"[^>]*>\s*<span class="box"', html)
    communes = [
        one for one in site.get("/api/v1/values/place?page=9").get_json()["values"] if one["value"][0] == "c"
    ]
    unit = communes[-1]["value"]
    html = site.get("/tim", query_string={"place": unit}).text
    section = re.search(r'<section class="facet facet-place".*?</section>', html, re.DOTALL)[0]
    folded = re.sub(r"<details class=\"(?:more|inner)[^>]*>.*?</details>", "", section, flags=re.DOTALL)
    for each in places.path(unit):
        assert places.short_label(each) in folded
    assert folded.count('class="pick is-on"') == 1


def test_the_api_still_tells_all(site):
    """What a page leaves out stands in its twin."""
    facets = {one["name"]: len(one["values"]) for one in site.get("/api/v1/search").get_json()["facets"]}
    for name in ("place", "ref", "source"):
        assert facets[name] == site.get(f"/api/v1/values/{name}").get_json()["all"]
        assert facets[name] > MOST
