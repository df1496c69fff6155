"""Names, places and dates are guessed with their evidence, or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from index.explore.days import day_of, newest, order_in
from index.explore.guesses import name_of, place_of
from index.explore.model import Sample
from index.explore.samples import Tasted, with_left_in


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (("Cổng thông tin điện tử huyện Mẫu",), "Cổng thông tin điện tử huyện Mẫu"),
        ((".:: Báo Mẫu điện tử ::.",), "Báo Mẫu điện tử"),
        (("Trang chủ - Huyện ủy Mẫu",), "Huyện ủy Mẫu"),
        (("Huyện ủy Mẫu | Home",), "Huyện ủy Mẫu"),
        (("B&#225;o M&#7851;u online",), "Báo Mẫu online"),
        (("Chi tiết tin", "Huyện ủy Mẫu"), "Huyện ủy Mẫu"),
        (("Trang chủ", ""), "mau.example"),
        ((), "mau.example"),
    ],
)
def test_the_name_is_what_a_title_says_of_the_portal(titles, name):
    """Not what it says of the page."""
    assert name_of(titles, "mau.example") == name


@pytest.mark.parametrize(
    ("host", "name", "unit", "sure"),
    [
        ("phubinh.thainguyen.gov.vn", "Cổng thông tin điện tử huyện Phú Bình", "d:173", True),
        ("phubinh.thainguyen.gov.vn", "Cổng thông tin điện tử", "d:173", False),
        ("thainguyen.gov.vn", "Cổng thông tin điện tử tỉnh Thái Nguyên", "p:19", True),
        ("mau.example", "Huyện ủy Phú Bình, tỉnh Thái Nguyên", "d:173", False),
        ("thainguyen.gov.vn", "Cổng thông tin điện tử tỉnh Nghệ An", "p:19", False),
    ],
)
def test_the_place_is_sure_where_host_and_title_agree(host, name, unit, sure):
    """Either alone is a guess."""
    found = place_of(host, name)
    assert found is not None
    assert (found.id, found.sure) == (unit, sure)
    assert found.evidence


def test_no_place_is_guessed_from_nothing():
    """Neither host nor title names a unit."""
    assert place_of("mau.example", "Báo điện tử") is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 03 Mar 2026 23:30:00 GMT", date(2026, 3, 4)),
        ("2026-03-03T08:00:00+07:00", date(2026, 3, 3)),
        ("2026-03-03", date(2026, 3, 3)),
        ("03/04/2026 10:00", date(2026, 4, 3)),
        ("Ngày 3-4-2026", date(2026, 4, 3)),
        ("31/02/2026", None),
        ("hôm qua", None),
        ("", None),
    ],
)
def test_days_are_read_as_feeds_and_lists_write_them(written, day):
    """In Vietnamese time."""
    assert day_of(written) == day


def test_the_newest_of_some_days_is_found():
    """Whatever cannot be read does not count."""
    assert newest(["01/02/2026", "x", "03/02/2026"]) == date(2026, 2, 3)
    assert newest(["x"]) is None


@pytest.mark.parametrize(
    ("written", "day_first"),
    [
        (["25/12/2025", "01/02/2026"], True),
        (["12/25/2025", "01/02/2026"], False),
        (["01/02/2026"], None),
        (["25/12/2025", "12/25/2025"], None),
        ([], None),
    ],
)
def test_the_order_of_dates_is_told_by_those_that_can_only_be_one_way(written, day_first):
    """By none, or by some each way, it is not."""
    assert order_in(written).day_first is day_first


def test_lines_that_samples_share_are_told():
    """At head and tail, with other numbers in them too; not those of one article."""
    own = ("Họp chi bộ", "Trồng rừng", "Làm đường", "Dựng nhà")
    lines = [("Lượt xem: 12", each, "Chia sẻ bài viết này") for each in own]
    lines[3] = ("Lượt xem: 99", own[3], "Hết")
    tasted = [Tasted(Sample("u", "f"), None, each) for each in lines]
    left = [sample.left_in for sample in with_left_in([*tasted, Tasted(Sample("u", "f", problem="x"), None)])]
    assert left[0] == ("Lượt xem: 12", "Chia sẻ bài viết này")
    assert left[3] == ("Lượt xem: 99",)
    assert left[4] == ()
