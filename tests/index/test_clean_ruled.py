"""Rules of a portal, applied to pages: what is marked, what is taken away, what is missed."""

import re
import warnings
from dataclasses import replace
from datetime import datetime

import pytest
from lxml import html

from index.clean.cleaner import clean
from index.clean.knowledge import SELECTED, Known, Rules
from index.clean.ruled import MANY, MARK, TOO_DEEP, TOO_LARGE, UNREADABLE, compiled, mark, unmarked
from index.pages import HTML, RawPage
from search.model import VIETNAM

PAGE = """<!DOCTYPE html>
<html><head><title>Báo Ví Dụ</title><meta charset="windows-1258"><meta name="pubdate" content="2021-11-09">
<script>if (a < b && c) { write("<p class='body'>"); }</script></head><body>
<div class="menu"><a href="/">Trang chủ</a></div>
<h1 class="big title">Đại hội &lt;chi bộ&gt; &amp; bầu cử</h1>
<p class="by">Văn Thi - 09/11/2021</p>
<div class="body"><p>Một</p><div class="ads">Quảng cáo</div><p class="note">Ảnh 1</p></div>
<div class="body"><p>Hai</p><p class="note">Ảnh 2</p><br></div>
</body></html>"""


def rules(remove=(), **selectors):
    """The rules of an invented portal."""
    return Rules("thử", {field: tuple(given) for field, given in selectors.items()}, tuple(remove))


def marks(markup):
    """The marked elements of a page as (mark, text), in order."""
    tree = html.document_fromstring(markup)
    return [(each.get(MARK), " ".join(each.text_content().split())) for each in tree.xpath(f"//*[@{MARK}]")]


def test_the_first_element_of_a_field_is_marked():
    """Of a field that stands once, the first element of the first selector that matches bears the mark."""
    marked = mark(PAGE, rules(title=["h1.headline", "h1.title", "title"], lead=[".body p"]))
    assert marks(marked.markup) == [("title", "Đại hội <chi bộ> & bầu cử"), ("lead", "Một")]
    assert marked.missed == ()


@pytest.mark.parametrize("field", sorted(MANY))
def test_all_elements_of_some_fields_are_marked(field):
    """A body or a caption may stand in several elements: those of the first selector that matches."""
    marked = mark(PAGE, rules(**{field: [".nothing", ".note", "p"]}))
    assert marks(marked.markup) == [(field, "Ảnh 1"), (field, "Ảnh 2")]


def test_an_element_of_two_fields_bears_both_marks():
    """Where the byline and the date stand in one element, its mark names both, in the order of the fields."""
    assert marks(mark(PAGE, rules(byline=[".by"], date=["p.by"])).markup) == [
        ("date byline", "Văn Thi - 09/11/2021")
    ]


def test_removed_elements_are_gone_before_fields_are_sought():
    """What `remove` matches is not on the page any more; that it matches nothing is not told."""
    marked = mark(PAGE, rules([".body", ".ads", ".body p", ".none"], body=[".body"], title=["h1"]))
    assert "Quảng cáo" not in marked.markup
    assert marked.missed == ("body: .body",)
    assert [field for field, _ in marks(marked.markup)] == ["title"]


def test_the_page_itself_is_never_removed():
    """A rule for `body` or `html` takes nothing away, for nothing would be left."""
    assert "Đại hội" in mark(PAGE, rules(["html", "body", ":root"])).markup


def test_what_is_missed_is_told_in_the_order_of_the_fields():
    """Each field whose selectors match nothing is named with its selectors."""
    marked = mark(PAGE, rules(source=[".src"], title=["h1.none", "h2"], body=[".body"]))
    assert marked.missed == ("title: h1.none | h2", "source: .src")


def test_the_rest_of_the_page_stays_as_it_was():
    """Without rules a page reads as before: texts, attributes, scripts, its doctype and its charset."""
    plain = mark(PAGE, rules()).markup
    before, after = html.document_fromstring(PAGE), html.document_fromstring(plain)
    assert plain.startswith("<!DOCTYPE html>")
    assert [(each.tag, dict(each.attrib)) for each in before.iter()] == [
        (each.tag, dict(each.attrib)) for each in after.iter()
    ]
    assert [text.strip() for text in before.itertext()] == [text.strip() for text in after.itertext()]


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a<iframe>&lt;b&gt;<i>x</i></iframe>b</p>",
        "<xmp><b>x</b>&lt;</xmp>",
        "<title>a &lt;b> <b>c</title><p>x",
        "<textarea><b>&lt;</textarea>",
        "<noscript><p>x &lt; y</p></noscript>",
        "<p title='a\"b&lt;&amp;lt;'>x &amp;lt;",
        "<pre>\n\n a  b </pre><p>&nbsp; c</p><!-- &lt; -->",
        "<svg><title>x</title><path d='M'/></svg><br/><img src=a alt='<'>",
    ],
)
def test_writing_a_page_again_changes_nothing_more(markup):
    """A page that was written once is written the same again."""
    once = mark(markup, rules()).markup
    assert mark(once, rules()).markup == once


@pytest.mark.parametrize("own", ["data-tratin=body", "DATA-TRATIN='title'", "class=x data-tratin"])
def test_marks_of_the_page_itself_are_taken_off(own):
    """A page cannot mark itself, neither one that is marked nor one that is refused."""
    page = f"<p {own}>Tự nhận</p><h1>Tít</h1>"
    assert marks(mark(page, rules(title=["h1"])).markup) == [("title", "Tít")]
    refused = mark("<b>" * 300 + page, rules(title=["h1"]))
    assert refused.missed == (TOO_DEEP,)
    assert marks(refused.markup) == []
    assert marks(unmarked(page)) == []


@pytest.mark.parametrize(
    ("markup", "missed"),
    [
        ("<div>" * 100_000, TOO_DEEP),
        ("<div>x</div>" * 100_000, TOO_LARGE),
        ("<pre>" * 3_000 + "x", TOO_DEEP),
        (("<div>" * 200 + "x" + "</div>" * 200) * 100, TOO_DEEP),
        ("<p>" + "a" * 5_000_000, TOO_LARGE),
        ("<p>\ud800</p>", UNREADABLE),
    ],
)
def test_pages_beyond_measure_come_back_unmarked(markup, missed):
    """A page that is too large, too deep or unreadable is left as it was, and the reason is told."""
    marked = mark(markup, rules(title=["div div p"], body=["section div div"]))
    assert (marked.markup, marked.missed) == (markup, (missed,))


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "chỉ có chữ",
        "C:\\tệp\\bài.html",
        "http://portal.example/bai.html",
        "<p>a\0b</p>",
        "<",
        "<!--" * 1000,
        "<?xml version='1.0' encoding='utf-16'?>\n<p>ạ</p>",
        "<?xml version='1.0'?><rss><item/></rss>",
        "<![CDATA[x]]>",
        "&#1234567890123;&#0;&#xd800;<p>",
        "</p></div></html><html><body><body>",
        '<p a"b=c <x>y',
        "<a " + " ".join(f"a{number}=1" for number in range(2000)) + ">",
        "<ul><li>" * 100,
        "<frameset><frame src=x></frameset>",
    ],
)
def test_odd_pages_are_read_without_a_warning(markup):
    """Whatever a page is, it is read in silence, and read the same when it is written again."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        marked = mark(markup, rules(title=["h1"]))
    assert marked.missed == ("title: h1",)
    assert mark(marked.markup, rules(title=["h1"])) == marked


@pytest.mark.parametrize(
    "selector",
    [
        "h1",
        "H1",
        "h1.title.big",
        "h1:not(.none)",
        "h1:is(.none, .big)",
        'h1[class~="title"]',
        "body > h1",
        ".menu + h1",
        ".none, h1",
        ':root h1:-soup-contains("bầu")',
        ':is(h1):-soup-contains("(")' + ", h1",
        "h\\31",
        "*.title",
    ],
)
def test_every_way_to_select_works(selector):
    """The quick look whether a page has what a selector names never hides what the selector matches."""
    assert mark(PAGE, rules(title=[selector])).missed == ()
    assert [each.name for each in compiled(selector).select(_soup())] == ["h1"]


def test_every_field_can_be_marked():
    """Rules can point to each field, and to all at once."""
    marked = mark(PAGE, Rules("thử", dict.fromkeys(SELECTED, ("h1",))))
    assert marks(marked.markup)[0][0] == " ".join(SELECTED)
    assert re.search("<h1 [^>]*class=", marked.markup)


def _soup():
    from bs4 import BeautifulSoup

    return BeautifulSoup(PAGE, "lxml")


def test_the_file_of_a_portal_tells_its_place_and_what_a_section_means():
    """Both are witnesses for enrichment; a section that the file does not name tells nothing."""
    prose = "".join(
        f"<p>Đoạn {number}: chi bộ họp bàn việc chung của xã, các đảng viên cùng dự đông đủ.</p>"
        for number in range(9)
    )
    page = f"<html><body><p class=muc>Xây dựng  ĐẢNG</p><h1>Chi bộ họp bàn</h1>{prose}</body></html>"
    raw = RawPage("a", "x", "a.html", HTML, page.encode(), None, datetime(2024, 5, 1, tzinfo=VIETNAM))
    known = {"xây dựng đảng": "to-chuc/can-bo"}
    ruled = Rules("thử", {"section": ("p.muc",)}, place="d:173", sections=known)
    told = {each.field: each for each in clean(raw, Known(ruled)).witnesses}
    assert (told["place"].value, told["place"].origin) == ("d:173", "portal thử")
    assert told["topic"].value == "to-chuc/can-bo"
    other = clean(raw, Known(replace(ruled, sections={"khác": "to-chuc/can-bo"})))
    assert "topic" not in {each.field for each in other.witnesses}
    assert "place" not in {each.field for each in clean(raw).witnesses}
