"""The map of today's provinces as tiles: the layout, the colours, and that each number is kept."""

from __future__ import annotations

import gzip
import re
from html import unescape

import pytest

from search import places
from web.addresses.params import Params
from web.facets.tiles import CLASSES, classes, drawn, layout

TILE = re.compile(r'<a href="([^"]+)" class="n(\d)([^"]*)"[^>]*aria-label="([^"]+): ([\d.]+) bài"')


def tiles_of(html: str):
    """Address, class, whether it is chosen, name and number of each tile of a page."""
    return [
        (unescape(href), int(shade), "is-on" in more, name, int(number.replace(".", "")))
        for href, shade, more, name, number in TILE.findall(html)
    ]


def test_all_provinces_of_today_stand_once_in_a_cell_of_their_own():
    """The 34 of the table of units, and no two in one cell; islands have cells of their own, too."""
    today = {unit.id for unit in places.units() if unit.id.startswith("P:") and not unit.valid_to}
    plan = layout()
    assert len(today) == 34
    assert sorted(cell.unit for cell in plan.cells) == sorted(today)
    cells = [(one.column, one.row) for one in (*plan.cells, *plan.islands)]
    assert len(set(cells)) == len(cells) == 36
    assert all(0 <= column < plan.columns and 0 <= row < plan.rows for column, row in cells)
    assert len({cell.short for cell in plan.cells}) == 34


def test_the_islands_lie_in_the_sea_east_of_their_provinces():
    """Hoàng Sa is part of Đà Nẵng, Trường Sa of Khánh Hòa; nothing lies farther east."""
    plan = layout()
    of = {cell.unit: cell for cell in plan.cells}
    assert {one.name: places.short_label(one.unit) for one in plan.islands} == {
        "Hoàng Sa": "thành phố Đà Nẵng",
        "Trường Sa": "tỉnh Khánh Hòa",
    }
    coast = max(cell.column for cell in plan.cells)
    for one in plan.islands:
        assert one.column > coast
        assert abs(one.row - of[one.unit].row) <= 1


@pytest.mark.parametrize(
    ("upper", "lower"), [("P:15", "P:01"), ("P:01", "P:46"), ("P:46", "P:79"), ("P:79", "P:96")]
)
def test_north_is_above(upper, lower):
    """Lào Cai, Hà Nội, Huế, Hồ Chí Minh, Cà Mau come one below the other."""
    rows = {cell.unit: cell.row for cell in layout().cells}
    assert rows[upper] < rows[lower]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([0, 0], []),
        ([0, 7], [(5, 7, 7)]),
        ([3, 3, 3, 3, 3, 3], [(1, 3, 3)]),
        (range(1, 11), [(1, 1, 2), (2, 3, 4), (3, 5, 6), (4, 7, 8), (5, 9, 10)]),
        ([1, 1, 1, 1, 9, 9, 50, 60, 70, 800], [(1, 1, 1), (3, 9, 9), (4, 50, 60), (5, 70, 800)]),
    ],
)
def test_classes_are_ranges_apart(counts, expected):
    """Equal numbers are of one class, ranges do not meet, and nought is of none."""
    assert [tuple(one) for one in classes(counts)] == expected


def test_classes_hold_every_number(chance):
    """Whatever the numbers are, each but nought falls in exactly one of at most five."""
    for _ in range(200):
        counts = [chance.choice([0, 1, 2, chance.randrange(50), chance.randrange(9000)]) for _ in range(34)]
        ranges = classes(counts)
        assert len(ranges) <= CLASSES
        for count in counts:
            assert sum(one.least <= count <= one.most for one in ranges) == bool(count)


def test_an_empty_map_is_drawn():
    """Without any article each province is there, blank, with nought."""
    drawing = drawn({}, Params(), lambda params: str(params.values("place")))
    assert {(tile.count, tile.shade) for tile in drawing.tiles} == {(0, 0)}
    assert drawing.legend == ()


@pytest.mark.parametrize(
    "asked",
    [
        "map=now&q=ket+nap",
        "map=now",
        "map=now&year=2021",
        "map=now&place=d:173&topic=to-chuc",
        "map=now&place=P:19",
        "map=now&place=unknown",
    ],
)
def test_a_tile_finds_as_many_articles_as_it_says(client, asked):
    """Beside whatever is chosen; a chosen one is marked and its link lets it go."""
    found = tiles_of(client.get(f"/tim?{asked}").text)
    assert len(found) == 34
    assert any(number for *_, number in found)
    for href, _, chosen, name, number in found:
        total = client.get(href.replace("/tim", "/api/v1/search")).get_json()["total"]
        if chosen:
            assert name.startswith("Bỏ chọn ")
            assert "place=P" not in href
        else:
            assert "map=now" in href
            assert total == number, name
    assert [chosen for _, _, chosen, _, _ in found].count(True) == ("place=P" in asked)


def test_the_map_of_then_leads_to_it(client):
    """Places of the time of writing are on no map of today: one click goes there with all that is asked."""
    html = client.get("/tim?q=ket+nap&year=2021&place=d:173").text
    assert tiles_of(html) == []
    (link,) = re.findall(r'href="([^"]+)"[^>]*>Xem trên bản đồ các tỉnh hiện nay', html)
    there = client.get(unescape(link))
    assert len(tiles_of(there.text)) == 34
    assert all(f in unescape(link) for f in ("q=ket+nap", "year=2021", "map=now", "place="))


def test_the_map_is_told_in_words_too(client):
    """A table has each province with its number and link; islands are named on the map and in the table."""
    html = client.get("/tim?map=now").text
    table = html.partition("Bảng số bài từng tỉnh")[2].partition("</table>")[0]
    assert table.count("<tr>") == 34
    for name in ("Hoàng Sa", "Trường Sa"):
        assert f"gồm {name}" in table
    island = re.findall(r'<g class="n\d island"[^>]*>(.*?)</g>', html)
    assert [" ".join(re.findall(r"<text[^>]*>([^<]*)", one)) for one in island] == ["Hoàng Sa", "Trường Sa"]
    assert 'class="legend"' in html


@pytest.mark.parametrize("asked", ["", "q=%22k%E1%BA%BFt+n%E1%BA%A1p%22&year=2021&topic=to-chuc&sort=newest"])
def test_the_map_weighs_little(client, asked):
    """At most 3 KB packed on a page of results, its table included; one may fold it."""
    html = client.get(f"/tim?map=now&{asked}").text
    part = re.search(r'<details class="more map" open>.*?</table>\s*</details>\s*</details>', html, re.DOTALL)
    assert part
    with_, without = (len(gzip.compress(text.encode())) for text in (html, html.replace(part[0], "")))
    assert with_ - without <= 3000


@pytest.mark.parametrize("page", ["/", "/gioi-thieu"])
def test_the_big_map_has_whole_names(client, page):
    """The front page and the page about the archive have it larger, with names in full."""
    html = client.get(page).text
    assert 'class="tiles big"' in html
    assert '<text class="whole" x="20" y="11">Thái</text>' in html
    assert tiles_of(html) == tiles_of(client.get("/tim?map=now").text)
