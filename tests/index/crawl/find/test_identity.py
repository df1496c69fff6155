"""Which addresses are one page, on every platform."""

import csv
import re
import time
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages.every import article_pages

from index.crawl.find.identity import canonical_url, is_print_view, url_id
from index.crawl.find.platforms import PLATFORMS, platform_of
from index.crawl.find.spelling import LONGEST, spelled

CASES = Path(__file__).parents[3] / "cases/crawl/identities.tsv"

PIECES = (
    "/ // . .. ; ? & = % %2e %2F %25 %41 %u1EA1 + # : @ \\ a B é 0 tabid/12 ItemID/3 language/vi-VN"
    " Default.aspx jsessionid=AB ;jsessionid=x ;jsessionid %3Bjsessionid= (S(abc)) amp; &amp;"
    " http:// WCM_GLOBAL_CONTEXT=/wps/x /!ut/p/c4/AA/ wps/portal p_p_id=1 p_p_lifecycle=0"
    " p_p_state=n p_p_lifecycle=2 _a_cur=1 _a_redirect=/x"
    " option=com_content view=article id=12:abc catid=3 Itemid=4 print=1 tmpl=component print layout=default"
    " sid=abcdefghijklmnop1 sort=asc nv=news op=x language=vi utm_source=z TABID=5 start=0 .aspx .asp [ ] |"
    " {0A1B2C3D-0000-1111-2222-333344445555}"
).split()
ADDRESSES = st.text() | st.builds(
    lambda host, pieces: host + "".join(pieces),
    st.sampled_from(("http://portal.example/", "HTTPS://Portal.Example:443", "http://u:p@x.example./")),
    st.lists(st.sampled_from(PIECES), max_size=14),
)
NAMES = st.sampled_from(((), ("language",), ("*_cur", "id"), ("a*",)))


def cases():
    """The table, a row an entry."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def of_case(case, which):
    """The canonical form of an address of a row, in which blanks and breaks are written out."""
    written = re.sub(r"\\([trn])", lambda match: {"t": "\t", "r": "\r", "n": "\n"}[match[1]], case[which])
    url = written if case["note"].startswith("blanks and breaks") else case[which]
    return canonical_url(url, case["platform"])


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['verdict']}: {case['note']}")
def test_every_row_of_the_table(case):
    """Two addresses are one page, two pages, or the second is a print view of the first."""
    first, second = of_case(case, "first"), of_case(case, "second")
    assert first is not None
    assert second is not None
    assert (first == second) is (case["verdict"] == "same")
    if case["verdict"] != "different":  # `print=51` may be an article, and is a print view all the same
        assert is_print_view(second) is (case["verdict"] == "print")
        assert not is_print_view(first)


def test_the_table_is_large_and_says_both():
    """A table that had lost its rows would pass as well."""
    verdicts = [case["verdict"] for case in cases()]
    assert len(verdicts) >= 120
    assert min(verdicts.count("same"), verdicts.count("different")) >= 60


@settings(max_examples=1_500, deadline=None)
@given(ADDRESSES, st.sampled_from(("", *PLATFORMS)), NAMES, NAMES)
def test_a_canonical_address_stays_as_it_is(url, platform, keep, drop):
    """Its own canonical form is itself, whatever it was made of."""
    found = canonical_url(url, platform, keep, drop)
    if found is not None:
        assert canonical_url(found, platform, keep, drop) == found
        assert found.isascii()
        assert len(found) <= LONGEST
        assert not re.search(r"[\s<>\"#]", found)


@settings(max_examples=500, deadline=None)
@given(st.from_regex(r"http://[a-z]{1,9}\.example/[a-z0-9/._~-]{0,40}", fullmatch=True))
def test_the_short_way_gives_what_the_long_one_does(url):
    """Most links are passed as they are; that must not hide a rule."""
    parts = spelled(url)
    if "/tabid/" not in url and not re.search(r"\.asp|\.ash", url):
        assert canonical_url(url) == parts.url


@settings(max_examples=500, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("id mid cat mod act newsid tabid ItemID nv op".split()), st.integers(1, 99)
    )
)
def test_other_values_of_what_tells_articles_are_other_pages(values):
    """No article is lost because its address looks like another's."""
    for name in values:
        other = {**values, name: values[name] + 1}
        first, second = (
            canonical_url(
                "http://a.example/x.php?" + "&".join(f"{key}={value}" for key, value in each.items())
            )
            for each in (values, other)
        )
        assert first != second


@pytest.mark.parametrize(
    "url",
    [
        "",
        "tin/1.html",
        "//portal.example/a",
        "ftp://portal.example/a",
        "javascript:void(0)",
        "mailto:a@portal.example",
        "http://",
        "http:///a",
        "http://portal.example:99999/",
        "http://portal.example:0/",
        "http://por tal.example/",
        "http://portal..example/",
        "http://%70ortal.example/",
        "http://[::1/",
        f"http://{'a' * 300}.example/",
        "http://portal.example/" + "a" * LONGEST,
        "http://portal.example/" + "đ" * (LONGEST // 4),
    ],
)
def test_what_is_no_address_has_none(url):
    """Broken hosts and ports, other schemes, relative links and endless ones."""
    assert canonical_url(url) is None


def test_the_file_of_a_portal_has_the_last_word():
    """`keep` is stronger than all that is known and than `drop`; both know `*`."""
    url = "http://portal.example/tin?utm_id=5&chuyen=a&id=7&_x_delta=5"
    assert canonical_url(url) == "http://portal.example/tin?_x_delta=5&chuyen=a&id=7"
    assert (
        canonical_url(url, keep=("UTM_ID",)) == "http://portal.example/tin?_x_delta=5&chuyen=a&id=7&utm_id=5"
    )
    assert canonical_url(url, drop=("*_delta", "Chuyen")) == "http://portal.example/tin?id=7"
    assert canonical_url(url, drop=("*",), keep=("id",)) == "http://portal.example/tin?id=7"


def test_numbers_are_positive_and_their_own():
    """63 bits, so that every database holds them."""
    numbers = {url_id(f"http://portal.example/{number}") for number in range(5_000)}
    assert len(numbers) == 5_000
    assert all(0 < number < 1 << 63 for number in numbers)
    assert url_id("http://portal.example/") == 2879451889998158713


def test_hostile_addresses_cost_little():
    """Each is as long as an address may be: work grows with the length, not with its square."""
    nasty = [
        "http://a.example/" + unit * ((LONGEST - 20) // len(unit))
        for unit in ("a/", "/", "../", "%", "%2e/", ";jsessionid=", "tabid/1/", "-" * 40, "a.", "(S(", "~")
    ]
    nasty += [
        "http://a.example/?" + unit * ((LONGEST - 20) // len(unit)) for unit in ("a&", "amp;", "&", "=", "%u")
    ]
    before = time.process_time()
    for url in nasty:
        canonical_url(url)
        is_print_view(url)
    assert time.process_time() - before < 5  # seconds of the processor; it takes a tenth of one


class TestPlatforms:
    @pytest.mark.parametrize(
        ("url", "platform"),
        [
            ("http://x.example/wps/portal/huyen/!ut/p/c4/A/", "websphere"),
            ("http://x.example/tabid/12/Default.aspx", "dotnetnuke"),
            ("http://x.example/Default.aspx?tabid=1&articleid=2", "dotnetnuke"),
            ("http://x.example/index.php?language=vi&nv=news&op=a", "nukeviet"),
            ("http://x.example/tin/-/asset_publisher/a/content/b", "liferay"),
            ("http://x.example/tin?p_p_id=a&articleId=1", "liferay"),
            ("http://x.example/_layouts/15/start.aspx", "sharepoint"),
            ("http://x.example/tin/Pages/a.aspx", "sharepoint"),
            ("http://x.example/index.php?option=com_content&id=1", "joomla"),
            ("http://x.example/wp-content/a", "wordpress"),
            ("http://x.example/index.php?mod=news&id=1", ""),
            ("javascript:", ""),
        ],
    )
    def test_an_address_tells(self, url, platform):
        """What only one kind of software writes."""
        assert platform_of(url) == platform

    def test_a_page_tells_where_the_address_does_not(self):
        """By what it says most often; and only its beginning is looked at."""
        assert (
            platform_of("http://x.example/", '<meta content="WordPress 6"><script src="/wp-includes/a">')
            == "wordpress"
        )
        assert platform_of("http://x.example/", "<p>Một trang viết tay</p>") == ""
        assert platform_of("http://x.example/", " " * 400_000 + "/wp-content/") == ""

    def test_the_layouts_of_made_up_pages_are_known(self):
        """Every platform that made-up pages play is told by its markup."""
        told = {}
        for page in islice(article_pages(4), 126):
            if page.kind == "article":
                told.setdefault(page.layout, set()).add(platform_of("http://x.example/", page.html))
        for layout, platform in {
            "dotnetnuke": "dotnetnuke",
            "websphere": "websphere",
            "websphere8": "websphere",
            "nukeviet": "nukeviet",
            "liferay-vcms": "liferay",
            "liferay-journal": "liferay",
            "sharepoint": "sharepoint",
            "sharepoint-publishing": "sharepoint",
            "joomla": "joomla",
            "wordpress": "wordpress",
            "asp": "",
            "bare": "",
        }.items():
            assert told[layout] == {platform}, layout
