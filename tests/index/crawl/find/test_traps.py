"""Patterns of addresses without end."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.crawl.find import traps
from index.crawl.find.identity import canonical_url
from index.crawl.find.pagers import page_of
from index.crawl.find.patterns import is_calendar, is_order, pattern_of
from index.crawl.find.traps import Limits, PatternRow, Traps
from index.crawl.model import Kind

H = "http://portal.example"
CODES = (
    *(traps.TOO_LONG, traps.TOO_DEEP, traps.TOO_FAR, traps.REPEATED, traps.NO_TIME, traps.MANY),
    *(traps.CLOSED, traps.FULL),
)


class TestPatterns:
    @pytest.mark.parametrize(
        ("url", "pattern"),
        [
            ("/", "/"),
            ("/tin/2023/05/dai-hoi-chi-bo-thon-12.html?p=2", "/tin/#/#/*.html?p"),
            ("/tin-tuc/12-hoi-nghi", "/tin-tuc/#-hoi-nghi"),
            ("/tin-tuc/page-2/", "/tin-tuc/page-#/"),
            ("/bai.php?id=5&cat=1", "/bai.php?cat&id"),
            ("/lich?thang=5&nam=2023", "/lich?nam&thang"),
            ("/f/0a1b2c3d4e5f/x", "/f/*/x"),
            ("/wps/portal/!ut/p/c4/04_SB8K8xLLM9MSSzPy8xBz9/", "/wps/portal/!ut/p/c#/*/"),
            ("/tin-t%E1%BB%A9c/1", "/*/#"),
            ("/a?x1=1&x2=2", "/a?x#"),
        ],
    )
    def test_numbers_titles_and_hashes_are_folded(self, url, pattern):
        """What is left is what many addresses share."""
        assert pattern_of(H + url) == f"portal.example{pattern}"

    @settings(max_examples=300, deadline=None)
    @given(st.text(max_size=3_000))
    def test_a_pattern_is_short(self, junk):
        """The store holds 255 characters."""
        assert len(pattern_of(f"{H}/{junk}")) <= 255

    @pytest.mark.parametrize(
        "path",
        [
            "/lich?month=5&year=2023",
            "/su-kien?ngay=2023-05-01",
            "/tin?y=2023&m=5&d=1",
            "/default.aspx?tabid=5&month=3&year=2020",
            "/calendar/2023/05",
            "/lich-cong-tac/2023-05-01/",
            "/2023/05/",
            "/tin?tungay=01/05/2023&denngay=02/05/2023",
        ],
    )
    def test_calendars(self, path):
        """They ask for a time and nothing else."""
        assert is_calendar(H + path)

    @pytest.mark.parametrize(
        "path",
        [
            "/2023/05/dai-hoi-chi-bo-thon.html",
            "/tin?id=5&ngay=2023-05-01",
            "/tin?m=5",
            "/index.php?nv=news&op=tin/dai-hoi-12&nam=2023",
            "/tin-tuc/2023",
        ],
    )
    def test_articles_with_a_date_are_no_calendars(self, path):
        """Another number may be that of an article."""
        assert not is_calendar(H + path)

    def test_orders(self):
        """Entries in another order, unless an article is named."""
        assert is_order(f"{H}/tin?sort=3")
        assert is_order(f"{H}/tin?_x_delta=50")
        assert not is_order(f"{H}/tin?sort=3&id=5")
        assert not is_order(f"{H}/tin?view=article&bai=5")


class TestNever:
    @pytest.mark.parametrize(
        ("path", "depth", "reason"),
        [
            ("/" + "a" * 2_000, 0, traps.TOO_LONG),
            ("/tin/1.html", 25, traps.TOO_DEEP),
            ("/a/b/a/b/a/b", 0, traps.REPEATED),
            ("/tin/tin/tin", 0, traps.REPEATED),
            ("/x/anh/tin/moi/anh/tin/moi/anh/tin/moi", 0, traps.REPEATED),
            ("/tin?page=2001", 0, traps.TOO_FAR),
            ("/tin/page/9999/", 0, traps.TOO_FAR),
            ("/tin?start=20001", 0, traps.TOO_FAR),
            ("/lich?month=1&year=9999", 0, traps.NO_TIME),
            ("/lich?thang=1&nam=1", 0, traps.NO_TIME),
            ("/a?" + "&".join(f"x{number}=1" for number in range(17)), 0, traps.MANY),
        ],
    )
    def test_what_no_address_may_be(self, path, depth, reason):
        """Refused even where a list names it, and counted with the address as an example."""
        crawl = Traps()
        assert crawl.take(H + path, Kind.ARTICLE, depth) == reason
        (row,) = crawl.rows()
        assert (row.taken, row.refused, row.url) == (0, 1, (H + path)[:2_000])

    @pytest.mark.parametrize(
        "path",
        [
            "/a/b/a/b",
            "/tin/tin",
            "/tin?page=2000",
            "/tin?start=20000",
            "/2023/05/05/05",
            "/lich?month=1&year=2023",
            "/",
        ],
    )
    def test_what_is_still_well(self, path):
        """The limits are wide."""
        assert Traps().take(H + path, Kind.PAGE, 24) == ""


class TestBudgets:
    def test_a_pattern_that_yields_nothing_is_closed(self):
        """After some hundreds of visits; others are not."""
        crawl = Traps()
        for number in range(300):
            assert crawl.take(f"{H}/thanh-vien/{number}") == ""
            crawl.visited(f"{H}/thanh-vien/{number}", 0)
        assert crawl.take(f"{H}/thanh-vien/300") == traps.CLOSED
        assert crawl.take(f"{H}/tin/300") == ""

    def test_a_pattern_that_yields_stays_open(self):
        """As long as a visit in twenty brings an article."""
        crawl = Traps()
        for number in range(20_000):
            assert crawl.take(f"{H}/tin/{number}.html") == ""
            crawl.visited(f"{H}/tin/{number}.html", int(number % 20 == 0))

    def test_nothing_is_refused_before_it_was_tried(self):
        """A site of many articles is found whole, though none of them was read yet."""
        crawl = Traps()
        assert {crawl.take(f"{H}/tin/dai-hoi-chi-bo-{number}.html") for number in range(50_000)} == {""}

    def test_what_feeds_and_lists_name_is_taken_and_opens_again(self):
        """A closed pattern that has news after all."""
        crawl = Traps(limits=Limits(tries=3))
        for number in range(3):
            crawl.take(f"{H}/x/{number}")
            crawl.visited(f"{H}/x/{number}", 0)
        assert crawl.take(f"{H}/x/4") == traps.CLOSED
        assert crawl.take(f"{H}/x/5", Kind.ARTICLE) == ""
        crawl.visited(f"{H}/x/5", 1)
        assert crawl.take(f"{H}/x/6") == ""

    def test_calendars_have_an_end(self):
        """An endless calendar that is followed for ever is left soon."""
        crawl = Traps()
        taken = 0
        for number in range(5_000):
            url = f"{H}/lich?month={number % 12 + 1}&year={1950 + number % 100}"
            if crawl.take(url) == "":
                taken += 1
                crawl.visited(url, 0)
        assert taken == Limits().calendar_tries

    def test_a_calendar_page_full_of_months_does_not_fill_the_frontier(self):
        """Though none of them was visited."""
        crawl = Traps()
        reasons = [crawl.take(f"{H}/lich?ngay={number}") for number in range(5_000)]
        assert reasons.count("") == Limits().calendar_waiting
        assert set(reasons) == {"", traps.FULL}

    def test_the_number_of_patterns_is_bounded(self):
        """Random paths share one pattern in the end, and memory has an end too."""
        crawl = Traps(limits=Limits(patterns=50, tries=100))
        words = random.Random(1)
        for _ in range(2_000):
            url = f"{H}/{''.join(words.choices('abcdefgh', k=12))}"
            if crawl.take(url) == "":
                crawl.visited(url, 0)
        rows = crawl.rows()
        assert len(rows) == 51
        assert rows[0].pattern == traps.REST
        assert rows[0].refused > 1_000


class TestRows:
    def test_what_was_stored_goes_on(self):
        """A crawl that is started again knows what it knew."""
        first = Traps(limits=Limits(tries=5))
        for number in range(7):
            if first.take(f"{H}/x/{number}") == "":
                first.visited(f"{H}/x/{number}", 0)
        first.take(f"{H}/tin/1")
        second = Traps(first.rows(), Limits(tries=5))
        assert second.rows() == first.rows()
        assert second.changed() == ()
        assert sorted(first.changed()) == sorted(first.rows())
        first.take(f"{H}/y/1")
        assert [row.pattern for row in first.changed()] == ["portal.example/y/#"]
        assert second.rows()[0] == PatternRow("portal.example/x/#", 5, 2, f"{H}/x/6", 5, 0)
        assert second.take(f"{H}/x/9") == traps.CLOSED

    def test_the_counts_add_up(self):
        """Every address that was asked for is taken or refused."""
        crawl = Traps(limits=Limits(tries=10))
        for number in range(500):
            url = f"{H}/{'abc'[number % 3]}/{number}"
            crawl.take(url)
            crawl.visited(url, 0)
        rows = crawl.rows()
        assert sum(row.taken + row.refused for row in rows) == 500
        assert [row.refused for row in rows] == sorted((row.refused for row in rows), reverse=True)

    @settings(max_examples=200, deadline=None)
    @given(st.text(max_size=300), st.sampled_from(list(Kind)), st.integers(0, 99))
    def test_any_address_gets_an_answer(self, junk, kind, depth):
        """Whatever is asked for."""
        url = canonical_url(f"{H}/{junk}") or f"{H}/{junk}"
        crawl = Traps()
        assert crawl.take(url, kind, depth) in {"", *CODES}
        crawl.visited(url, 0)
        assert len(crawl.rows()) == 1


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/tin?page=2", 2),
        ("/tin?trang=3&cat=1", 3),
        ("/tin/page/2/", 2),
        ("/tin/page-2/", 2),
        ("/tin/trang-2.html", 2),
        ("/tin-p2.html", 2),
        ("/tabid/1/currentpage/4/default.aspx", 4),
        ("/default.aspx?currentpage=4&tabid=1", 4),
        ("/web/guest/tin?_101_INSTANCE_a_cur=2&p_p_id=101_INSTANCE_a", 2),
        ("/wps/portal/huyen/?WCM_GLOBAL_CONTEXT=/wps/wcm/connect/h/t&WCM_Page.7f=2", 2),
        ("/wps/portal/huyen/?PC_7_ABC_WCM_Page.7f=2", 2),
        ("/index.php/tin?start=20", 20),
        ("/index.php?limitstart=20&option=com_content", 20),
        ("/timelinelist/1234/5.htm", 5),
        ("/tin/1234.html", None),
        ("/?p=1234", None),
        ("/tin/dai-hoi-12.html", None),
        ("/", None),
    ],
)
def test_pages_of_lists(path, number):
    """As every platform numbers them; and articles are no pages of lists."""
    found = page_of(H + path)
    assert (found and found.number) == number


@pytest.mark.parametrize(
    "path",
    [
        "/xay-dung-dang/nghe-nhan-day-hat-cho-tre-em-xa-yen-p-2064.html",
        "/tin/dai-hoi-dai-bieu-dang-bo-thanh-pho-nha-trang-2025.html",
        "/tin/ket-nap-dang-vien-moi-o-phuong-p-12.html",
    ],
)
def test_a_number_that_ends_a_title_is_no_page_of_a_list(path):
    """Titles end in years and numbers; a list has a short name."""
    assert page_of(H + path) is None
    assert Traps().take(H + path) == ""
    assert page_of(f"{H}/tin-tuc/tin-hoat-dong-trang-2.html").number == 2
