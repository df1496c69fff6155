"""The bars of years and months: which there are, what is told of each, and that their numbers are kept."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from search.model import Facet, FacetValue
from web.addresses.params import Params, filters_of
from web.facets.histogram import MOST_BARS, month_histogram, year_histogram
from web.facets.views import MOST_TIMES
from web.site import KEY

if TYPE_CHECKING:
    import random

BAR = re.compile(
    r'<a class="bar-(on|off)" href="([^"]+)" rel="nofollow" aria-label="([^"]*?): ([\d.]+) bài" '
    r'data-value="([^"]+)" data-label="[^"]+" data-count="(\d+)"'
)
PICK = re.compile(
    r'<a class="pick( is-on)?" rel="nofollow" href="([^"]+)".*?<span class="count">([\d.]+)<', re.DOTALL
)


def bars_of(html: str) -> list[tuple[bool, str, str, int, str, int]]:
    """The bars of a page: chosen or not, address, words, number told, value, articles of its own."""
    return [
        (on == "on", unescape(href), words, int(told.replace(".", "")), value, int(count))
        for on, href, words, told, value, count in BAR.findall(html)
    ]


def total(client, address: str) -> int:
    """How many articles a results page tells."""
    html = client.get(address).text
    return int(re.search(r'<span class="total">([\d.]+) bài', html)[1].replace(".", ""))


@pytest.fixture(scope="module")
def real_client(documents, real_site):
    """The site over the real engine, holding the articles of the test site."""
    return real_site(documents)


def facet(**counts: int) -> Facet:
    """A facet of years as `y2019=3`, of months as `m2019_02=3`."""
    name = "month" if next(iter(counts), "y").startswith("m") else "year"
    return Facet(
        name,
        tuple(FacetValue(value[1:].replace("_", "-"), count, total=count) for value, count in counts.items()),
    )


def address(params: Params) -> str:
    """Where a question leads, as its years and months."""
    return "/".join((*params.values("year"), *params.values("month")))


@pytest.fixture
def within(make_app):
    """The surroundings in which values have names."""
    app = make_app()
    assert KEY in app.extensions
    with app.app_context():
        yield


@pytest.mark.usefixtures("within")
class TestBars:
    def test_there_is_a_bar_for_each_year_of_the_archive(self):
        """Years without an article are drawn too; the highest is as high as the picture, any is seen."""
        drawn = year_histogram(facet(y2019=1000, y2021=1), Params(), address, (2018, 2022))
        assert [bar.value for bar in drawn.bars] == ["2018", "2019", "2020", "2021", "2022"]
        assert [bar.height for bar in drawn.bars] == [0, 100, 0, 3, 0]
        assert [bar.told for bar in drawn.bars][1:3] == ["2019: 1.000 bài", "2020: 0 bài"]
        assert drawn.most == 1000

    def test_the_days_asked_for_bound_the_picture(self):
        """Bars stand for the years between them, and for what is there all the same."""
        params = Params(since="2019-06", until="2020")
        assert len(year_histogram(facet(y2019=1), params, address, (2010, 2022)).bars) == 2
        assert len(year_histogram(facet(y2021=1), params, address, (2010, 2022)).bars) == 3
        assert year_histogram(facet(), Params(since="2030"), address, (2010, 2022)).bars == ()
        assert year_histogram(facet(), Params(), address, None).bars == ()

    def test_one_year_is_a_list_only(self):
        """A single bar would say nothing."""
        drawn = year_histogram(facet(y2019=4), Params(), address, (2019, 2019))
        assert drawn.bars == ()
        assert [choice.label for choice in drawn.shown] == ["2019"]

    def test_of_too_many_years_the_last_are_drawn(self):
        """As many as an address can choose; the list below them holds those of before too.

        A year that is only asked for widens nothing.
        """
        years = [str(year) for year in range(2020 - 2 * MOST_TIMES + 2, 2021, 2)]
        counted = facet(**{f"y{year}": 1 for year in years})
        drawn = year_histogram(counted, Params(), address, (int(years[0]), 2020))
        assert [bar.value for bar in drawn.bars] == [str(2020 - back) for back in range(MOST_BARS)][::-1]
        assert [choice.value for choice in (*drawn.shown, *drawn.more)] == years[::-1]
        assert years[0] < drawn.bars[0].value
        asked = Facet("year", (FacetValue("2020", 1, total=1), FacetValue("9999", 0, selected=True)))
        params = Params(filters=filters_of({"year": ("9999",)}))
        assert [bar.value for bar in year_histogram(asked, params, address, (2019, 2020)).bars] == [
            "2019",
            "2020",
        ]

    @pytest.mark.parametrize("length", [2, 5, 6, 7, 12, 21, 30, 31, 45, 50])
    @pytest.mark.parametrize("last", [2020, 2023, 2026])
    def test_years_below_the_bars_never_touch(self, length, last):
        """The first and the last are told; others stand a sixth of the picture apart."""
        drawn = year_histogram(facet(y2020=1), Params(), address, (last - length + 1, last))
        at = [place for place, bar in enumerate(drawn.bars) if bar.tick]
        assert {0, len(drawn.bars) - 1} <= set(at)
        assert all(after - before >= len(drawn.bars) / 6 or length <= 6 for before, after in pairwise(at))
        assert len(at) >= min(length, 3)

    def test_months_are_those_of_the_years_chosen(self):
        """Twelve of each year in order; with a few years the year stands below its January."""
        one = month_histogram(
            facet(m2021_02=3, m2021_11=6), Params(filters=filters_of({"year": ("2021",)})), address
        )
        assert [bar.tick for bar in one.bars] == [str(month) for month in range(1, 13)]
        assert [bar.told for bar in one.bars][1] == "2/2021: 3 bài"
        assert one.title == "Các tháng năm 2021"
        two = month_histogram(
            facet(m2021_02=3), Params(filters=filters_of({"year": ("2021", "2019")})), address
        )
        assert [bar.tick for bar in two.bars if bar.tick] == ["2019", "2021"]
        assert len(two.bars) == 24

    def test_too_many_months_are_a_list(self):
        """Bars that cannot be told apart are not drawn."""
        params = Params(filters=filters_of({"year": ("2018", "2019", "2020", "2021")}))
        drawn = month_histogram(facet(m2021_02=3), params, address)
        assert drawn.bars == ()
        assert [choice.label for choice in drawn.shown] == ["2/2021"]

    def test_from_months_back_to_their_year(self):
        """A link leads from chosen months to the whole year."""
        params = Params(filters=filters_of({"year": ("2021",), "month": ("2021-02",)}))
        months = Facet("month", (FacetValue("2021-02", 3, selected=True, total=3),))
        assert month_histogram(months, params, address).whole == ("cả năm 2021", "2021")
        bare = Params(filters=filters_of({"month": ("2021-02",)}))
        assert len(month_histogram(months, bare, address).bars) == 12

    def test_articles_of_no_known_year_stand_apart(self):
        """They have a link of their own, in no bar and not in the list."""
        drawn = year_histogram(facet(y2019=2, y2020=2, yunknown=9), Params(), address, None)
        assert drawn.unknown.count == 9
        assert drawn.most == 2
        assert [choice.value for choice in (*drawn.shown, *drawn.more)] == ["2020", "2019"]


ASKED = (
    "",
    "q=ket+nap",
    "q=ket+nap&year=2021",
    "year=2021&year=2019&year=unknown",
    "year=2021&month=2021-03",
    "year=2021&year=2020&month=2021-03&month=2020-12&topic=to-chuc",
    "month=2021-03",
    "month=unknown&year=2023",
    "year=2001&from=2020",
    "from=2020&to=6/2022&year=2021",
)


@pytest.mark.parametrize("asked", ASKED)
def test_the_number_of_a_bar_is_what_the_click_gives(real_client, asked):
    """Of each bar and each value of the lists, whatever is chosen; a chosen one tells its own articles."""
    html = real_client.get(f"/tim?{asked}").text
    bars = bars_of(html)
    assert len(bars) >= 4
    for is_on, href, words, told, _, count in bars:
        assert words.startswith("Bỏ chọn ") == is_on
        assert told == count if is_on else told == total(real_client, href), (words, href)
    for is_on, href, told in PICK.findall(html):
        if not is_on:
            assert total(real_client, unescape(href)) == int(told.replace(".", "")), href


def test_bars_say_what_the_lists_say(real_client, chance: random.Random):
    """Wherever a value has a bar and a place in the list, both have the same address and number."""
    compared = 0
    for _ in range(30):
        asked = [("q", chance.choice(("", "ket nap", "zebra")))]
        asked += [("year", str(year)) for year in chance.sample(range(2018, 2025), chance.randint(0, 3))]
        asked += [("month", f"{chance.randint(2019, 2023)}-{chance.randint(1, 12):02}")] * chance.randint(
            0, 1
        )
        html = real_client.get(f"/tim?{urlencode(asked)}").text
        listed = {unescape(href): int(told.replace(".", "")) for _, href, told in PICK.findall(html)}
        for _, href, words, told, *_ in bars_of(html):
            if href in listed:
                assert listed[href] == told, (asked, words)
                compared += 1
    assert compared > 100


def test_several_bars_hold_the_sum_of_their_articles(real_client):
    """What a drag over bars tells is what it gives: years or months in place of those chosen."""
    for asked in ("q=ket+nap&year=2020", "year=2021&month=2021-03&topic=to-chuc"):
        html = real_client.get(f"/tim?{asked}").text
        for name, rest in re.findall(r'data-name="(\w+)" data-rest="([^"]+)"', html):
            bars = [bar for bar in bars_of(html) if ("-" in bar[4]) == (name == "month")]
            some = bars[1:4]
            there = unescape(rest) + "".join(f"&{name}={value}" for *_, value, _ in some)
            assert total(real_client, there) == sum(count for *_, count in some) > 0


def test_an_empty_result_keeps_the_fields_of_the_days(client):
    """Days on which nothing was published can be mended where they were typed."""
    html = client.get("/tim?q=ket+nap&from=1/2/1999&to=1999").text
    assert '<input id="tu" name="from" type="text" value="1/2/1999"' in html
    assert '<input id="den" name="to" type="text" value="1999"' in html
    assert '<input type="hidden" name="q" value="ket nap">' in html
    assert 'id="tu"' not in client.get("/tim?q=zebra").text


def test_the_api_counts_years_as_it_says(client):
    """There each facet is counted under all filters but its own, months too."""
    facets = client.get("/api/v1/search?year=2021&month=2021-03").get_json()["facets"]
    years = next(each["values"] for each in facets if each["name"] == "year")
    assert {value["value"] for value in years} == {"2021"}
