"""Feeds and list pages: what they say of articles, whatever they are made of."""

import pytest

from index.listing import MOST_ITEMS, ListedItem, read_feed, read_list, read_list_page
from index.portals import ListRules
from search.model import Witness

FEED = "https://portal.example/rss/tin.rss"
PAGE = "https://portal.example/tin-moi/?p=2"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>Cổng tin mẫu</title><link>https://portal.example/</link><atom:link rel="self" href="https://portal.example/x"/>
<pubDate>Mon, 01 Jan 2024 00:00:00 GMT</pubDate>
<item><title><![CDATA[Đại hội <b>chi bộ</b> &amp; bầu cử]]></title><link> /tin/1.html?a=1&amp;b=2#top </link>
<pubDate>Tue, 09 Nov 2021 11:11:00 +0700</pubDate></item>
<item><title>H&ocirc;̣i ngh&#7883; &lt;i&gt;t&#x1ED5;ng&lt;/i&gt; kết&nbsp;năm</title>
<guid>https://portal.example/2</guid>
<dc:date>2021-11-10T08:00:00+07:00</dc:date></item>
<item><title>Ngày viết bằng chữ</title><link>https://portal.example/3</link>
<pubDate>09/11/2021 11:11 SA</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:a="http://www.w3.org/2005/Atom">
<updated>2024-01-01T00:00:00Z</updated>
<entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Tin <em>mới</em></div></title>
<link rel="enclosure" href="https://portal.example/a.mp3"/><link rel="self" href="/self"/>
<link rel="alternate" href="bai-1"/>
<id>tag:portal.example,2021:1</id><updated>2022-02-02T00:00:00Z</updated><published>2021-11-09T04:11:00Z</published></entry>
<a:entry><a:title>Không có ngày đăng</a:title><a:id>https://portal.example/bai-2</a:id>
<a:updated>2022-02-03</a:updated></a:entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://portal.example/"><title>Cổng</title></channel>
<item rdf:about="https://portal.example/1"><title>Một</title><dc:date>2021-11-09</dc:date></item></rdf:RDF>"""

LIST = """<html><head><base href="https://www.portal.example/goc/"></head><body><a href="/">Trang chủ</a>
<ul class="tin">
<li><a href="bai-1.html"><img src="1.jpg" alt="ảnh"></a><h3><a href="bai-1.html">Bài <b>một</b></a></h3>
<span class="ngay">(09/11/2021)</span></li>
<li><a href="bai-2.html" title="Bài hai đầy đủ"><img src="2.jpg" alt=""></a>
<time datetime="2021-11-08"></time></li>
<li><a href="javascript:void(0)">Chia sẻ</a><a href="#">Mở</a>
<a href="http://bao.example/3#x"><h3>Bài<br>ba</h3><p>Tóm tắt</p></a></li>
<li><a href="bai-1.html">Bài một lần nữa</a></li>
<li>Không có liên kết</li>
</ul>
<div class="trang"><a href="/tin-moi/?p=1">Trước</a><a class="sau" href="https://portal.example/tin-moi/?p=3">Sau</a></div>
</body></html>"""


def facts(items):
    """Address, title and date of each item."""
    return [(item.url, item.title, item.published) for item in items]


class TestFeeds:
    def test_rss(self):
        """Titles lose their tags, links are absolute, and dates stay as they are written."""
        assert facts(read_feed(RSS.encode(), FEED)) == [
            (
                "https://portal.example/tin/1.html?a=1&b=2",
                "Đại hội chi bộ & bầu cử",
                "Tue, 09 Nov 2021 11:11:00 +0700",
            ),
            ("https://portal.example/2", "Hội nghị tổng kết năm", "2021-11-10T08:00:00+07:00"),
            ("https://portal.example/3", "Ngày viết bằng chữ", "09/11/2021 11:11 SA"),
        ]

    def test_atom(self):
        """Of several links the alternate one counts, and the day of publication before that of a change."""
        assert facts(read_feed(ATOM.encode(), FEED)) == [
            ("https://portal.example/rss/bai-1", "Tin mới", "2021-11-09T04:11:00Z"),
            ("https://portal.example/bai-2", "Không có ngày đăng", "2022-02-03"),
        ]

    def test_rdf(self):
        """An entry without a link is where it says it is about."""
        assert facts(read_feed(RDF.encode(), FEED)) == [("https://portal.example/1", "Một", "2021-11-09")]

    def test_witnesses(self):
        """What a feed says stands beside the page, with where it was said; all else is no witness."""
        item = read_feed(RDF.encode(), FEED)[0]
        assert item.witnesses() == (
            Witness("published", "2021-11-09", f"feed {FEED}"),
            Witness("title", "Một", f"feed {FEED}"),
        )
        assert ListedItem("https://a.example/", "", "", "x").witnesses() == ()

    @pytest.mark.parametrize(
        ("entry", "found"),
        [
            (
                "<link>https://a.example/?x=1&y=2</link><title>A & B</title>",
                ("https://a.example/?x=1&y=2", "A & B"),
            ),
            (
                "<link>https://a.example/</link><title>Trẻ < 5 tuổi</title>",
                ("https://a.example/", "Trẻ < 5 tuổi"),
            ),
            ("<link>https://a.example/</link><title>&khong;</title>", ("https://a.example/", "&khong;")),
            (
                "<link>https://a.example/</link><title>\x01Một\x0b hai</title>",
                ("https://a.example/", "Một hai"),
            ),
            (
                "<link>https://a.example/</link><title>C:\\tep.html &amp;amp; x</title>",
                ("https://a.example/", "C:\\tep.html & x"),
            ),
            (
                "<link>https://a.example/</link><title>&lt;!-- x --&gt;Một&lt;br/&gt;hai",
                ("https://a.example/", "Một hai"),
            ),
            ("<link/><link>https://a.example/</link>", ("https://a.example/", "")),
            ("<link>javascript:alert(1)</link><guid>https://a.example/g</guid>", ("https://a.example/g", "")),
            ("<guid isPermaLink='false'>https://a.example/g</guid>", None),
            ("<guid>12345</guid><title>Một</title>", None),
            ("<link>ftp://a.example/</link>", None),
            ("<link>http://[a/</link>", None),
            ("<title>Không có địa chỉ</title>", None),
            (
                "<feedburner:origLink>https://a.example/that</feedburner:origLink><link>https://b.example/</link>",
                ("https://a.example/that", ""),
            ),
        ],
    )
    def test_entries_that_are_not_as_they_should_be(self, entry, found):
        """Loose signs, unknown entities, control characters and links that are none."""
        items = read_feed(f"<rss><channel><item>{entry}</item></channel></rss>".encode(), FEED)
        assert [(item.url, item.title) for item in items] == ([found] if found else [])

    def test_broken_feeds(self):
        """A feed cut off gives what came before; unclosed tags do not hide the rest."""
        whole = RSS.encode()
        for at in range(0, len(whole), 11):
            assert len(read_feed(whole[:at], FEED)) <= 3
        assert len(read_feed(RSS.replace("</title>", "", 1).encode(), FEED)) >= 2
        assert len(read_feed(b"\n\n  " + whole, FEED)) == 3

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1258"])
    def test_encodings(self, encoding):
        """A feed is decoded as pages are, whatever it declares."""
        text = RDF.replace("Một", "Đảng bộ huyện Quế Phong tổ chức đại hội")
        text = f'<?xml version="1.0" encoding="{encoding}"?>{text}'
        if encoding == "windows-1258":
            import unicodedata

            text = unicodedata.normalize("NFD", text)
            for base in "aeou":
                text = text.replace(f"{base}\u0302", unicodedata.normalize("NFC", f"{base}\u0302"))
            text = text.replace("o\u031b", "ơ").replace("u\u031b", "ư").replace("ệ", "ê\u0323")
            text = text.replace("o\u0323\u0302", "ô\u0323").replace("e\u0323\u0302", "ê\u0323")
        items = read_feed(text.encode(encoding), FEED)
        assert [item.title for item in items] == ["Đảng bộ huyện Quế Phong tổ chức đại hội"]

    def test_entities_are_not_resolved(self, tmp_path):
        """A document type neither multiplies text nor reads files, and the feed is read without it."""
        entities = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
        secret = tmp_path / "secret"
        secret.write_text("bí mật", encoding="utf-8")
        head = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{entities}<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
        body = "<rss><item><title>A&a11;&f;B</title><link>https://a.example/</link></item></rss>"
        assert facts(read_feed((head + body).encode(), FEED)) == [("https://a.example/", "A&a11;&f;B", "")]

    @pytest.mark.parametrize(
        "payload",
        [
            b"",
            b"\xff\xfe",
            b"not a feed",
            b"<html><body><p>404</p></body></html>",
            b"{}",
            b"<rss>" * 100_000,
            b"<rss/>" * 500_000,
            b"<item>" * 3_000 + b"<link>https://a.example/",
            b"<!DOCTYPE x [" * 10_000,
            b"&" * 100_000,
            b"<?xml " * 100_000,
            b"<rss><item><link>/a</link><title>" + b"&lt;b&gt;" * 500_000,
            b" " * 9_000_000,
        ],
    )
    def test_what_is_no_feed(self, payload):
        """Anything else has no entries, or few, and nothing is raised."""
        assert len(read_feed(payload, FEED)) <= 1

    def test_each_address_counts_once(self):
        """An entry given twice is one, and there is an end to entries."""
        twice = (
            "<item><link>/a</link><title>Một</title></item><item><link>/a#x</link><title>Hai</title></item>"
        )
        assert [item.title for item in read_feed(f"<rss>{twice}</rss>".encode(), FEED)] == ["Một"]
        many = "".join(f"<item><link>/{at}</link></item>" for at in range(MOST_ITEMS + 9))
        assert len(read_feed(f"<rss>{many}</rss>".encode(), FEED)) == MOST_ITEMS


class TestListPages:
    RULES = ListRules(item=("ul.none li", "ul.tin > li"), date=(".ngay", "time"), next=("a.sau",))

    def test_entries_by_rule(self):
        """Links are read against the page's own base, titles found beside pictures, and dates kept raw."""
        assert facts(read_list(LIST, PAGE, self.RULES)) == [
            ("https://www.portal.example/goc/bai-1.html", "Bài một", "(09/11/2021)"),
            ("https://www.portal.example/goc/bai-2.html", "Bài hai đầy đủ", "2021-11-08"),
            ("http://bao.example/3", "Bài ba Tóm tắt", ""),
        ]
        assert read_list(LIST, PAGE, self.RULES)[0].origin == f"list {PAGE}"

    def test_link_and_title_by_rule(self):
        """With rules, the link and the title are those that the rules find."""
        rules = ListRules(item=("ul.tin > li",), link=("h3 a", "a:has(h3)"), title=("h3",))
        assert facts(read_list(LIST, PAGE, rules))[0][:2] == (
            "https://www.portal.example/goc/bai-1.html",
            "Bài một",
        )
        assert facts(read_list(LIST, PAGE, rules))[2][:2] == ("http://bao.example/3", "Bài ba")

    def test_an_entry_may_be_the_link(self):
        """Where entries are links themselves, nothing else needs to be said."""
        found = read_list(LIST, PAGE, ListRules(item=("h3 > a",)))
        assert [item.title for item in found] == ["Bài một"]

    @pytest.mark.parametrize(
        ("selector", "address"),
        [
            ("a.sau", "https://portal.example/tin-moi/?p=3"),
            (".trang a", "https://www.portal.example/tin-moi/?p=1"),
            (".none", None),
            ("h3", None),
        ],
    )
    def test_the_next_page(self, selector, address):
        """The list goes on where the rule says, if that is another page."""
        rules = ListRules(item=("li",), next=(selector,))
        assert read_list_page(LIST, PAGE, rules).next == address
        here = LIST.replace("/tin-moi/?p=1", PAGE + "#x")
        assert read_list_page(here, PAGE, ListRules(("li",), next=(".trang a:first-child",))).next is None

    @pytest.mark.parametrize(
        "markup", ["", "chữ", "<div>" * 100_000, "<p>\ud800</p>", "<li>" * 400, "<ul class=tin>"]
    )
    def test_pages_that_list_nothing(self, markup):
        """What cannot be read lists nothing."""
        assert read_list(markup, PAGE, self.RULES) == ()


@pytest.mark.parametrize(
    "title",
    [
        "Chi bộ &amp;amp;#39;Một&amp;amp;#39; họp",
        "<![CDATA[Chi bộ &amp;#39;Một&amp;#39; họp]]>",
        "<![CDATA[<b>Chi bộ</b> &amp;apos;M&amp;#7897;t&amp;#x27; họp]]>",
    ],
)
def test_a_title_that_was_escaped_twice(title):
    """It is read as it was meant, in a feed and in a list."""
    feed = f"<rss><channel><item><title>{title}</title><link>/1</link></item></channel></rss>"
    assert [item.title for item in read_feed(feed.encode(), FEED)] == ["Chi bộ 'Một' họp"]
    listed = "<ul><li><a href='/1'>Chi bộ &amp;#39;Một&amp;#39; họp</a></li></ul>"
    (item,) = read_list(listed, PAGE, ListRules(item=("li",)))
    assert item.title == "Chi bộ 'Một' họp"
