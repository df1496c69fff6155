"""The form: fields into a query, and any query back into its fields."""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from search.model import And
from search.query import Context, parse, render
from web.query.advanced import Form, built, form_in, form_of

if TYPE_CHECKING:
    import random

CONTEXT = Context()

PIECES = (
    "đảng viên",
    "chỉ thị",
    "28",
    "28-CT/TW",
    "HĐND",
    '"lễ kết nạp"',
    '"a * b"',
    '"c d"~5',
    '"c d e"~>12',
    "kết*",
    "-thanh niên",
    "-thôn",
    '-"lễ hội, xuân"',
    "-(a b)",
    "-năm:2019",
    "(đảng viên HOẶC đoàn viên)",
    '(x HOẶC "y z, t" HOẶC -u)',
    "HOẶC",
    "tiêu đề:đại hội",
    'tiêu đề:"chi bộ"',
    "-tiêu đề:tin",
    "sapô:(một hai)",
    "tác giả:(Minh HOẶC Hằng)",
    "nguồn:báo",
    'nguồn:"Báo Thái Nguyên"',
    "nơi:Thái Nguyên",
    "nơi:Xyz",
    "chủ đề:cán bộ",
    "chủ đề:to-chuc",
    "chủ đề:Xyz",
    "năm:2021",
    "năm:2019-2021",
    "năm:2019..",
    "năm:..2015",
    "năm:2019,2021",
    "năm:abc",
    "tháng:11/2021",
    "ngày:1/5/2021..30/6/2021",
    "nhiệm kỳ:XIII",
    "văn bản:28-CT/TW",
    "101,5",
    ", ; (",
)


def asked(query: str) -> Counter:
    """What a query asks for, in any order."""
    node, _ = parse(query, CONTEXT)
    return Counter(node.parts if isinstance(node, And) else (node,))


def rebuilt(query: str) -> str:
    """The query that the form makes of what it read."""
    return render(built(form_of(query, CONTEXT), CONTEXT))


def test_any_query_is_read_back(chance: random.Random):
    """A query read into the form and built again asks for the same, in any order; and so once more."""
    for _ in range(400):
        query = " ".join(chance.sample(PIECES, chance.randint(0, 6)))
        again = rebuilt(query)
        assert asked(again) == asked(query), query
        assert asked(rebuilt(again)) == asked(query), query


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("", Form()),
        ("đảng viên", Form(words="đảng viên")),
        ("đảng viên năm:2021 mới", Form(words="đảng viên mới", first="2021", last="2021")),
        ('"lễ kết nạp" -thanh niên -thôn', Form(phrase="lễ kết nạp", none="thanh niên, thôn")),
        ("đảng viên HOẶC đoàn viên", Form(any="đảng viên, đoàn viên")),
        ('"a b"~>3', Form(near="a b", within="3", ordered="1")),
        ('tiêu đề:đại hội tác giả:"Minh Hằng"', Form(title="đại hội", author='"Minh Hằng"')),
        ("nguồn:báo nơi:Thái Nguyên", Form(origin="báo", where="Thái Nguyên")),
        ("chủ đề:cán bộ", Form(theme="to-chuc/can-bo")),
        ("văn bản:28-CT/TW năm:2019..", Form(document="28-CT/TW", first="2019")),
        ("năm:..2015", Form(last="2015")),
        ('"a b" "c d"', Form(phrase="a b", rest='"c d"')),
        ("năm:2019,2021 tháng:11/2021", Form(rest="năm:2019,2021 tháng:11/2021")),
    ],
)
def test_what_goes_where(query, form):
    """Each part stands in the field that is made for it; what none can hold is the rest."""
    assert form_of(query, CONTEXT) == form


@pytest.mark.parametrize(
    ("form", "query"),
    [
        ({"none": 'thanh niên, "lễ"; thôn'}, '-"thanh niên" -"lễ" -thôn'),
        ({"any": "a\nb, 101,5"}, "a HOẶC b HOẶC 101,5"),
        ({"near": "a b"}, '"a b"~5'),
        ({"near": "a b", "within": "999", "ordered": "on"}, '"a b"~>100'),
        ({"phrase": 'a" -b'}, '"a -b"'),
        ({"title": "a -b"}, "tiêu đề:(a) -tiêu đề:(b)"),
        ({"words": "(a", "rest": "b) HOẶC c"}, "a b c"),
        ({"where": 'x" năm:2021'}, 'nơi:"x năm:2021"'),
        ({"first": "2021", "last": "2019"}, "năm:2021..2019"),
        ({"none": "-, ,"}, ""),
    ],
)
def test_fields_make_a_query(form, query):
    """Whatever is typed stays in its field: quotes and brackets never reach the next one."""
    assert render(built(form_in(form), CONTEXT)) == query


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send."""
    sent = {}
    for tag in re.findall(r"<input[^>]*>", page.partition('class="wanted-form"')[2].partition("</form>")[0]):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if given.get("type") != "checkbox" or " checked" in tag:
            sent[given["name"]] = html.unescape(given.get("value", ""))
    for name, options in re.findall(r'<select[^>]* name="(\w+)">(.*?)</select>', page, re.DOTALL):
        sent[name] = html.unescape(re.search(r'value="([^"]*)" selected', options + 'value="" selected')[1])
    return sent


def test_the_page_sends_what_it_read(client, chance):
    """The page is filled from a query; sent as it is, it leads to results of the same, all else kept."""
    for _ in range(25):
        query = " ".join(chance.sample(PIECES, chance.randint(1, 5)))
        page = client.get(
            "/tim-nang-cao", query_string={"q": query, "year": "2021", "accent": "loose", "size": 7}
        )
        answer = client.get("/tim-nang-cao", query_string=fields_of(page.text))
        assert answer.status_code == 303
        address = urlsplit(answer.headers["Location"])
        assert (address.scheme, address.netloc, address.path) == ("", "", "/tim")
        sent = parse_qs(address.query)
        assert asked(sent.pop("q", [""])[0]) == asked(query), query
        assert sent == {"year": ["2021"], "accent": ["loose"], "size": ["7"]}


def test_filters_that_are_kept_are_seen_and_can_be_dropped(client):
    """Each filter that the form carries is a ticked box with its name; no filter is hidden."""
    asked_for = "/tim-nang-cao?q=kết+nạp&year=2021&year=2022&place=p:19&from=2021-03&trust=stated"
    page = client.get(asked_for).text
    form = page.partition('class="wanted-form"')[2].partition("</form>")[0]
    hidden = re.findall(r'<input type="hidden" name="(\w+)"', form)
    assert hidden == ["build"]
    boxes = re.findall(r'<input type="checkbox" name="(\w+)" value="([^"]+)" checked>', form)
    kept = [("place", "p:19"), ("year", "2021"), ("year", "2022"), ("trust", "stated"), ("from", "2021-03")]
    assert boxes == kept
    told = " ".join(re.sub(r"<[^>]+>", " ", form).split())
    for name in ("Bộ lọc đang chọn", "Năm: 2021", "Địa phương: tỉnh Thái Nguyên", "từ 3/2021"):
        assert name in told
    sent = client.get("/tim-nang-cao?build=1&words=kết+nạp&first=2023&last=2024&place=p:19")
    assert parse_qs(urlsplit(sent.headers["Location"]).query) == {
        "q": ["kết nạp năm:2023..2024"],
        "place": ["p:19"],
    }


def test_the_form_is_linked(client):
    """The search box of any page leads to the form, with what was asked, and to the guide."""
    page = client.get("/tim?q=kết+nạp&year=2021&page=2&lang=en").text
    assert 'href="/tim-nang-cao?q=k%E1%BA%BFt+n%E1%BA%A1p&amp;year=2021&amp;lang=en"' in page
    assert 'href="/huong-dan?lang=en"' in page
    assert 'href="/tim-nang-cao"' in client.get("/").text


def test_the_form_works_under_a_path(make_app):
    """With a prefix it sends to, and leads to, addresses below it."""
    client = make_app(url_prefix="/tin").test_client()
    assert 'action="/tin/tim-nang-cao"' in client.get("/tin/tim-nang-cao").text
    answer = client.get("/tin/tim-nang-cao?build=1&words=a", headers={"Host": "other.example"})
    assert answer.headers["Location"] == "/tin/tim?q=a"
