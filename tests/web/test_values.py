"""The list of all values of a facet: complete, in order, found by a part of a name, true to its numbers."""

from __future__ import annotations

import random
import re
from html import unescape
from itertools import product

import pytest
from many import many_documents

from search import places
from search.alphabet import alphabetical
from search.model import FacetValue, Map
from web.addresses.params import FILTERS
from web.facets.values import by_name
from web.texts.labels import value_label


@pytest.fixture(scope="module")
def site(real_site):
    """A site with 300 articles of many places and documents."""
    return real_site(many_documents(300))


def listed(site, facet: str, **asked) -> dict:
    """What the twin of the list tells."""
    return site.get(f"/api/v1/values/{facet}", query_string=asked).get_json()


def test_the_alphabet_is_vietnamese():
    """Letters by the alphabet, then tones, syllable by syllable; numbers by their size, before words."""
    words = [
        "2-CT/TW", "10-CT/TW", "ba", "bà", "bả", "bã", "bá", "bạ", "ba tơ", "ban", "băn", "bân", "cam",
        "da", "đa", "ê", "no", "nô", "nơ", "tu", "tư", "Xa", "Ý",
    ]  # fmt: skip
    mixed = random.Random(3).sample(words, len(words))
    # "bà" before "ba tơ" would be wrong: a shorter text comes first only where all syllables are the same
    expected = sorted(words, key=words.index)
    found = sorted(mixed, key=alphabetical)
    assert [word for word in found if " " not in word] == [word for word in expected if " " not in word]
    assert found.index("ba") < found.index("ba tơ") < found.index("bà")


@pytest.mark.parametrize("facet", ["place", "ref", "source", "topic", "year", "month", "term", "trust"])
@pytest.mark.parametrize("order", ["count", "name"])
def test_every_value_is_listed_once(site, facet, order):
    """Page after page, the same values as the search tells, with its numbers; unknown comes last."""
    asked = {"q": "kết nạp", "accent": "loose", "map": "now", "year": "2020" if facet == "month" else ""}
    first = listed(site, facet, order=order, **asked)
    pages = [listed(site, facet, order=order, page=page, **asked) for page in range(1, first["pages"] + 1)]
    values = [value for page in pages for value in page["values"]]
    told = site.get("/api/v1/search", query_string={**asked, "size": 1}).get_json()["facets"]
    (wanted,) = [one["values"] for one in told if one["name"] == facet]
    assert sorted((one["value"], one["count"], one["total"]) for one in values) == sorted(
        (one["value"], one["count"], one["total"]) for one in wanted
    )
    assert first["all"] == first["total"] == len(values) > 0
    assert all(one["value"] != "unknown" for one in values[:-1])
    if order == "count":
        numbers = [one["total"] for one in values if one["value"] != "unknown"]
        assert numbers == sorted(numbers, reverse=True)


def test_parents_never_part_places_of_one_name():
    """The whole name first, the shorter one before the longer; then what the place lies in."""
    wanted = ["An Bình", "An Bình B", "Bác Ái", "Bác Ái Đông", "Bác Ái Tây"]
    values = [FacetValue(unit.id, 1) for unit in places.units() if unit.name in wanted]

    def label(value):
        return value_label("place", value.value, "vi", Map.NOW)

    found = sorted(values, key=lambda one: by_name("place", one, label))
    names = [places.unit(one.value).name for one in found]
    assert list(dict.fromkeys(names)) == wanted
    assert names == sorted(names, key=wanted.index)
    parents = [label(one).partition(", ")[2] for one in found if places.unit(one.value).name == "An Bình"]
    assert parents == sorted(parents, key=alphabetical)


def test_names_are_in_the_order_of_the_alphabet(site):
    """Documents by their number, places by name and not by kind; the years stay in the order of time."""
    refs = [one["label"] for one in listed(site, "ref", order="name")["values"]]
    assert refs == sorted(refs, key=alphabetical)
    assert int(refs[0].split("-")[0]) < int(refs[-1].split("-")[0])
    names = [re.sub(r"^(thành phố|tỉnh|huyện|quận|xã|phường|thị xã|thị trấn|đặc khu) ", "", one["label"])
             for one in listed(site, "place", order="name")["values"]]  # fmt: skip
    assert [alphabetical(name)[0] for name in names] == sorted(alphabetical(name)[0] for name in names)
    years = [
        one["value"] for one in listed(site, "year", order="name")["values"] if one["value"] != "unknown"
    ]
    assert years == sorted(years, reverse=True)


def test_a_part_of_a_name_finds(site):
    """Marks may be left out; one that is typed must be right. What is chosen stays in view."""
    everything = listed(site, "place")["all"]
    bare = listed(site, "place", name="ha  noi")
    assert 0 < bare["total"] < everything == bare["all"]
    assert all("Hà Nội" in one["label"] for one in bare["values"])
    assert listed(site, "place", name="Hà nội")["total"] == bare["total"]
    assert listed(site, "place", name="hạ nội")["total"] == 0
    chosen = listed(site, "place", name="hạ nội", place="p:79")
    assert [one["value"] for one in chosen["chosen"]] == ["p:79"]
    html = site.get("/gia-tri/place?name=h%E1%BA%A1+n%E1%BB%99i&place=p:79").text
    assert "Đang chọn" in html
    assert "Không có mục nào." in html


def test_a_value_finds_as_many_articles_as_it_says(site):
    """Its link keeps the search and gives the number beside it."""
    for facet in ("place", "ref", "topic"):
        found = listed(
            site, facet, q="kết nạp", trust="stated", sort="newest", page=2 if facet == "place" else 1
        )
        assert found["values"]
        for one in found["values"][:12]:
            assert "trust=stated" in one["href"]
            assert "sort=newest" in one["href"]
            assert "page" not in one["href"]
            told = site.get(one["href"].replace("/tim", "/api/v1/search")).get_json()
            assert told["total"] == one["total"], one


def test_the_list_keeps_the_search(site):
    """The box, the orders, the pages and the way back hold the query and the filters; robots stay out."""
    html = site.get("/gia-tri/ref?q=k%E1%BA%BFt+n%E1%BA%A1p&year=2020&year=2021&order=name&lang=en").text
    for name, value in (
        ("q", "kết nạp"),
        ("year", "2020"),
        ("year", "2021"),
        ("order", "name"),
        ("lang", "en"),
    ):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    for link in re.findall(r'<a href="([^"]*/gia-tri/[^"]*)"', html):
        assert "year=2020&year=2021" in unescape(link)
    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert "Disallow: /gia-tri/" in site.get("/robots.txt").text
    (twin,) = re.findall(r'href="(/api/v1/values/[^"]+)"', html)
    assert site.get(unescape(twin)).get_json()["order"] == "name"


def test_what_is_no_facet_has_no_list(site):
    """Another name is not found; a page after the last one is empty and says so."""
    for facet in ("nothing", "%00", "q"):
        assert site.get(f"/gia-tri/{facet}").status_code == 404
        assert site.get(f"/api/v1/values/{facet}").status_code == 404
    assert "Chỉ có" in site.get("/gia-tri/ref?page=999").text
    assert site.get("/gia-tri/ref?order=x&page=-3&name=" + "m" * 3000).status_code == 200


ODD = (
    "x",
    "\x00",
    "-",
    "2021-",
    "2021-٣",
    "²",
    "18-NQ/TW.٢٠٢١",
    "..",
    "p:",
    "P:999",
    "unknown",
    "9" * 200,
    "a/b/c",
    "đ",
)


@pytest.mark.parametrize("map_", ["then", "now"])
def test_anything_may_be_asked_to_stand_above(client, map_):
    """Whatever is named as the value above, of any facet, there is an answer on the page and in the API."""
    for facet, under in product(FILTERS, ODD):
        asked = {"under": under, "map": map_, "name": under}
        for path in ("/gia-tri", "/api/v1/values"):
            answer = client.get(f"{path}/{facet}", query_string=asked)
            assert answer.status_code == 200, (path, facet, under)
