"""The test portal has what has no end, and pages that never were."""

from __future__ import annotations

import re

import pytest
from portals.visiting import get, without_session

CALENDARS = {
    "websphere.example": "/wps/portal/lich?ngay=1&thang=3&nam=2026",
    "nukeviet.example": "/lich/2026/3/1/",
    "liferay.example": "/web/guest/lich?p_p_id=8&_8_year=2026&_8_month=3&_8_day=1",
    "sharepoint.example": "/Pages/lich.aspx?Ngay=1&Thang=3&Nam=2026",
    "homemade.example": "/lich.php?d=1&m=3&y=2026",
}


@pytest.mark.parametrize("host", CALENDARS)
def test_calendars_have_no_end(portal, visitor, host):
    """A page of a side box leads to ever new months, as far as anybody goes."""
    start = portal.url(host, CALENDARS[host])
    shape = re.sub(r"\d+", "0", start)
    home = {without_session(link) for link in visitor.get(portal.url(host)).links()}
    assert start in home
    seen, url = set(), start
    for _ in range(60):
        seen.add(url)
        links = [without_session(link) for link in visitor.get(url).links()]
        url = [link for link in links if re.sub(r"\d+", "0", link) == shape and link not in seen][-1]
    assert len(seen) == 60


@pytest.mark.parametrize("host", ["homemade.example", "sharepoint.example"])
def test_pagers_have_no_end(portal, visitor, host):
    """Beyond the last page there is a next one."""
    site = portal.site(host)
    for page in (50, 1_000, 1_000_000):
        answer = visitor.get(portal.url(host, site.list_path(1, page)))
        assert answer.status == 200
        assert portal.url(host, site.list_path(1, page + 1)) in map(without_session, answer.links())


def test_folders_have_no_end(portal, visitor):
    """A relative link leads ever deeper, and each page has one further down."""
    top = url = portal.url("homemade.example", "/thu-muc/")
    for depth in range(40):
        answer = visitor.get(url)
        assert answer.status == 200
        url = f"{top}{'anh/' * (depth + 1)}"
        assert url in answer.links()


def test_lists_can_be_sorted_in_any_way(portal, visitor):
    """Parameters that change nothing but the order, kept by the pager."""
    for host, sign in (
        ("sharepoint.example", "SortField="),
        ("liferay.example", "orderByCol="),
        ("homemade.example", "sort="),
    ):
        first = visitor.get(portal.url(host, portal.site(host).list_path(1, 1)))
        ordered = [link for link in first.links() if sign in link]
        assert ordered
        assert any(sign in link and "2" in link for link in visitor.get(ordered[0]).links())


def test_the_way_in_is_a_page_of_its_own(portal):
    """What is not public leads to a page to sign in."""
    answer = get(portal, portal.url("nukeviet.example", "/noi-bo"))
    assert (answer.status, answer.headers["location"]) == (302, "/dang-nhap?returnUrl=/noi-bo")
    assert b"password" in get(portal, portal.url("nukeviet.example", "/dang-nhap")).body


MISSING = {
    "websphere.example": 200,
    "dotnetnuke.example": 302,
    "nukeviet.example": 404,
    "liferay.example": 404,
    "sharepoint.example": 200,
    "homemade.example": 200,
}


@pytest.mark.parametrize(("host", "status"), MISSING.items())
def test_articles_that_never_were(portal, host, status):
    """404, the words of an error under a success, or a redirect to the home page."""
    path = portal.site(host).article_path(7).replace("=7", "=99999").replace("/7/", "/99999/")
    path = re.sub(r"([-_])7(\.html|$)", r"\g<1>99999\2", path)
    assert "99999" in path
    assert get(portal, portal.url(host, path)).status == status
