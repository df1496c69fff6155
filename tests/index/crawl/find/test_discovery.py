"""What pages, feeds and sitemaps lead to, on every platform and whatever they are made of."""

import time
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages.every import article_pages
from pages.others import other_pages

from index.crawl.find import markup
from index.crawl.find.discovery import Discovered, Page, discover, found_in_feed, found_in_sitemap
from index.crawl.find.leading import leads_to
from index.crawl.find.pagers import is_next, leads_on, pager_number
from index.crawl.find.places import well_known
from index.crawl.find.scope import DENIED, OUTSIDE, Scope
from index.crawl.model import Found, Kind, Rank
from index.portals import ListRules
from index.portals.model import Address, CrawlRules, ListPage

H = "http://portal.example"
HERE = f"{H}/tin-tuc/dai-hoi-12.html"
SCOPE = Scope((Address("portal.example"), Address("tinh.example", "/huyen-mau")), CrawlRules())


def found_on(body, url=HERE, head="", **known):
    """What a page leads to."""
    return discover(
        Page(url, f"<html><head>{head}</head><body>{body}</body></html>", known.pop("scope", SCOPE), **known)
    )


def addresses(found, kind=None):
    """The addresses alone, without the host of the portal."""
    return [each.url.removeprefix(H) for each in found.found if kind is None or each.kind is kind]


class TestLinks:
    def test_links_are_absolute_canonical_and_each_once(self):
        """In order, the page itself left out."""
        body = """<a href="1.html">Một</a><a href=" /tin-tuc/1.html#b ">Một</a>
        <a href="/a?b=2&amp;a=1&amp;utm_source=z">H</a>
        <a href="dai-hoi-12.html">Bài này</a><a href="">Không</a><a>Không</a><a href="#dau">Đầu</a>
        <a href="javascript:void(0)">X</a><a href="mailto:a@portal.example">Thư</a><a href="tel:113">Gọi</a>
        <map><area href="../ban-do.html"></map><a href="//portal.example/khac">K</a>"""
        found = found_on(body, depth=3)
        assert addresses(found) == ["/tin-tuc/1.html", "/a?a=1&b=2", "/ban-do.html", "/khac"]
        assert found.found[0] == Found(f"{H}/tin-tuc/1.html", Kind.PAGE, 4, Rank.REST, origin=f"page {HERE}")

    def test_the_base_of_a_page(self):
        """Against which its links are read, wherever it stands."""
        assert addresses(found_on('<a href="1.html">A</a><base href="/goc/">')) == ["/goc/1.html"]
        assert addresses(
            found_on('<a href="1.html">A</a>', head='<base href="http://portal.example/x/">')
        ) == ["/x/1.html"]
        assert addresses(found_on('<a href="1.html">A</a>', head='<base href="javascript:x">')) == [
            "/tin-tuc/1.html"
        ]

    def test_only_the_portal(self):
        """Other hosts and paths are counted, not followed."""
        body = """<a href="http://khac.example/1">A</a><a href="https://www.portal.example/1">B</a>
        <a href="http://tinh.example/huyen-mau/1">C</a><a href="http://tinh.example/huyen-mau-2/1">D</a>
        <a href="http://portal.example:8080/1">E</a><a href="http://portal.example@khac.example/1">F</a>"""
        found = found_on(body)
        assert addresses(found) == ["http://tinh.example/huyen-mau/1"]
        assert found.skipped == {OUTSIDE: 5}

    def test_allowed_and_denied_paths(self):
        """The longest beginning decides; where `allow` names some, the others are left."""
        scope = Scope(
            (Address("portal.example"),),
            CrawlRules(allow=("/tin", "/video/hay"), deny=("/tin/rieng", "/video")),
        )
        body = "".join(
            f'<a href="{path}">A</a>' for path in ("/tin/1", "/TIN/rieng/1", "/video/1", "/video/hay/1", "/x")
        )
        found = found_on(body, scope=scope)
        assert addresses(found) == ["/tin/1", "/video/hay/1"]
        assert found.skipped == {DENIED: 3}
        assert Scope((Address("portal.example"),), CrawlRules(deny=("/x",))).refusal(f"{H}/tin") == ""

    def test_nofollow_is_obeyed(self):
        """Of a link, unless another link to the same page is free; of a page, in its markup or its header."""
        body = '<a rel="NoFollow noopener" href="/1">A</a><a href="/2" rel=nofollow>B</a>'
        body += '<a href="/2">Bài hai</a>'
        assert addresses(found_on(body)) == ["/2"]
        assert found_on(body).skipped == {"nofollow": 1}
        for head, robots in (
            ('<meta name="ROBOTS" content="index, nofollow">', ""),
            ('<meta name=tratin content="none">', ""),
            ("", "nofollow"),
        ):
            found = found_on(body, head=head, robots=robots)
            assert found.found == ()
            assert found.nofollow
            assert found.noindex is ("none" in head)
        assert found_on(body, head='<meta name=googlebot content="nofollow">').found

    def test_files_and_forms_are_not_followed(self):
        """Pictures, films and archives are left, documents told, actions and print views left."""
        body = "".join(
            f'<a href="{path}">Xem</a>'
            for path in (
                *("/a.JPG", "/a.mp4", "/a.zip", "/a.css", "/a.xml"),
                *(
                    "/cong-van.pdf",
                    "/documents/10/cv.docx/0a1b2c3d-0000-1111-2222-333344445555",
                    "/tai.php?f=a.xls",
                ),
                *(
                    "/LinkClick.aspx?fileticket=ab",
                    "/wp-login.php",
                    "/dang-nhap",
                    "/a?p_p_lifecycle=1&p_p_id=b",
                ),
                *("/tin-tuc/print/12", "/tin-tuc/pdf-va-doc", "/v2.0", "/tin/1.5-ty-dong"),
            )
        )
        found = found_on(body)
        assert addresses(found) == ["/tin-tuc/pdf-va-doc", "/v2.0", "/tin/1.5-ty-dong"]
        assert found.skipped == {"media": 5, "attachment": 4, "action": 3, "print": 1}
        assert [each.removeprefix(H) for each in found.attachments] == [
            "/cong-van.pdf",
            "/documents/10/cv.docx/0a1b2c3d-0000-1111-2222-333344445555",
            "/tai.php?f=a.xls",
            "/linkclick.aspx?fileticket=ab",
        ]

    def test_frames_and_forwarding(self):
        """Frames of the portal, not those of others, and where a page sends its readers."""
        body = '<iframe src="/khung.html"></iframe><iframe src="https://video.example/1"></iframe><iframe></iframe>'
        head = '<meta http-equiv="Refresh" content="0; URL=\'/moi/\'">'
        assert addresses(found_on(body, head=head)) == ["/moi/", "/khung.html"]
        assert addresses(
            discover(Page(HERE, '<frameset><frame src="/menu.htm"><frame src=main.htm></frameset>', SCOPE))
        ) == [
            "/menu.htm",
            "/tin-tuc/main.htm",
        ]

    def test_a_page_in_another_language_is_no_alternate(self):
        """Neither `hreflang` nor what a script holds leads anywhere."""
        head = '<link rel="alternate" hreflang="en" href="/en/"><script>"<a href=/js>x</a>"</script>'
        head += "<!-- <a href=/c> -->"
        assert found_on("", head=head).found == ()


class TestClaims:
    @pytest.mark.parametrize(
        ("url", "claim", "believed"),
        [
            ("/tin/1.html?ref=zalo", "/tin/1.html", "/tin/1.html"),
            ("/tin/1.html", "/tin/1.html", "/tin/1.html"),
            ("/?p=12", "/dai-hoi/", "/dai-hoi/"),
            ("/tin/1/amp", "/tin/1", "/tin/1"),
            ("/tin/1.html", "/", None),
            ("/tin/1.html", "/index.html", None),
            ("/tin/1.html", "/tin/", None),
            ("/tin/1.html", "http://khac.example/tin/1.html", None),
            ("/tin/1.html", "https://www.portal.example/tin/1.html", None),
            ("/default.aspx?articleid=77&tabid=1", "/Default.aspx", None),
            ("/default.aspx?articleid=77&tabid=1", "/default.aspx?tabid=1", None),
            ("/tin?page=2", "/tin", None),
            ("/tin/page/2/", "/tin/", None),
            ("/tin/1.html", "javascript:void(0)", None),
            ("/", "/", "/"),
        ],
    )
    def test_what_is_believed(self, url, claim, believed):
        """A claim that would make two articles one is not."""
        found = found_on("", H + url, f'<link rel="canonical" href="{claim}">').canonical
        assert found == (believed and H + believed)

    def test_two_claims_are_none(self):
        """And the same said twice is one."""
        head = '<link rel=canonical href="/a"><link rel=canonical href="/{}">'
        assert found_on("", head=head.format("b")).canonical is None
        assert found_on("", head=head.format("a#x")).canonical == f"{H}/a"

    def test_a_copy_for_telephones(self):
        """Is told and not fetched; itself it claims the article."""
        found = found_on('<a href="/amp/12.html">Nhanh</a>', head='<link rel="amphtml" href="/amp/12.html">')
        assert found.amp == f"{H}/amp/12.html"
        assert found.found == ()
        amp = found_on("", f"{H}/amp/12.html", f'<link rel="canonical" href="{HERE}">')
        assert amp.canonical == HERE


class TestFeeds:
    def test_feeds_of_a_page(self):
        """Those that it names, and links that look like one; not those of comments."""
        head = """<link rel="alternate" type="application/rss+xml" href="/rss/tin.rss">
        <link rel="alternate" type="application/atom+xml" href="/atom">
        <link rel="alternate" type="application/rss+xml" title="Bài » Dòng bình luận" href="/bai/feed/">"""
        found = found_on(
            '<a href="/rss">RSS</a><a href="/tin-2.rss">Tin</a><a href="/sitemap.xml">Sơ đồ</a>', head=head
        )
        assert addresses(found, Kind.FEED) == ["/rss/tin.rss", "/atom", "/tin-2.rss"]
        assert addresses(found, Kind.SITEMAP) == ["/sitemap.xml"]
        assert addresses(found, Kind.PAGE) == ["/rss"]
        assert found.found[0].rank is Rank.SOURCE

    def test_what_a_feed_names(self):
        """Articles of the portal, with title and date as witnesses."""
        feed = f"""<rss><channel><item><title>Đại hội</title><link>{HERE}?utm_source=rss</link>
        <pubDate>09/11/2021 11:11 SA</pubDate></item><item><title>Khác</title><link>http://khac.example/1</link></item>
        <item><title>Tệp</title><link>{H}/a.pdf</link></item></channel></rss>"""
        assert found_in_feed(feed.encode(), f"{H}/rss", SCOPE, 1) == (
            Found(HERE, Kind.ARTICLE, 2, Rank.FRESH, "Đại hội", "09/11/2021 11:11 SA", f"feed {H}/rss"),
        )
        assert found_in_feed(b"<html>", f"{H}/rss", SCOPE) == ()

    def test_what_a_sitemap_names(self):
        """Pages that wait, news that does not, and further sitemaps first."""
        text = f"""<urlset><url><loc>{H}/1</loc><lastmod>2023-01-01</lastmod></url><url><loc>{H}/2</loc>
        <n:news><n:title>Tin</n:title><n:publication_date>2023-07-03</n:publication_date></n:news></url>
        <url><loc>http://khac.example/</loc></url><url><loc>{H}/a.jpg</loc></url><sitemap><loc>{H}/s2.xml.gz</loc></sitemap></urlset>"""
        origin = f"sitemap {H}/sitemap.xml"
        assert found_in_sitemap(text.encode(), f"{H}/sitemap.xml", SCOPE) == (
            Found(f"{H}/s2.xml.gz", Kind.SITEMAP, 1, Rank.SOURCE, origin=origin),
            Found(f"{H}/1", Kind.PAGE, 1, Rank.REST, origin=origin),
            Found(f"{H}/2", Kind.ARTICLE, 1, Rank.FRESH, "Tin", "2023-07-03", origin),
        )

    def test_well_known_places(self):
        """Those of the platform first, below the portal's path before the host's, each once."""
        places = well_known("http://Portal.example/huyen/trang-chu?x=1", "nukeviet")
        urls = [each.url for each in places]
        assert urls[0] == f"{H}/huyen/sitemap.xml"
        assert len(urls) == len(set(urls)) < 60
        assert {
            f"{H}/rss.xml",
            f"{H}/feed/",
            f"{H}/sitemap_index.xml",
            f"{H}/index.php?nv=SitemapIndex",
        } <= set(urls)
        assert {each.kind for each in places} == {Kind.FEED, Kind.SITEMAP}
        assert f"{H}/wp-sitemap.xml" in [each.url for each in well_known(H, "wordpress")]
        assert well_known("javascript:") == ()


RULES = ListRules(item=("ul.tin > li",), date=(".ngay",), next=("a.sau",))
LIST = """<ul class="tin"><li><a href="/tin-tuc/1.html">Bài một</a><i class="ngay">09/11/2021</i></li>
<li><a href="http://khac.example/2">Bài của báo khác</a></li>
<li><a href="/tin-tuc/3.html" rel="nofollow">Bài ba</a></li></ul>
<a href="/gioi-thieu">Giới thiệu chung về huyện nhà</a><a class="sau" href="/tin-tuc/?xem=2">Cũ hơn</a>"""


class TestLists:
    def test_what_the_rules_of_a_portal_read(self):
        """Entries are fresh and bring title and date; `nofollow` holds for them too."""
        lists = (ListPage(f"{H}/khac/", RULES), ListPage(f"{H}/tin-tuc/", RULES))
        found = found_on(LIST, f"{H}/tin-tuc/", lists=lists)
        assert found.is_list
        assert found.next == f"{H}/tin-tuc/?xem=2"
        assert found.found[0] == Found(
            f"{H}/tin-tuc/1.html", Kind.ARTICLE, 1, Rank.FRESH, "Bài một", "09/11/2021", f"list {H}/tin-tuc/"
        )
        assert [(each.url, each.kind, each.rank) for each in found.found[1:]] == [
            (f"{H}/tin-tuc/?xem=2", Kind.LIST, Rank.REST),
            (f"{H}/gioi-thieu", Kind.PAGE, Rank.REST),
        ]

    def test_further_pages_of_a_list_are_read_by_its_rules(self):
        """Told by their address."""
        lists = (ListPage(f"{H}/tin-tuc", RULES),)
        assert found_on(LIST, f"{H}/tin-tuc?page=7", lists=lists).is_list
        assert not found_on(LIST, f"{H}/khac?page=7", lists=lists).is_list

    def test_a_list_without_rules(self):
        """Mostly headlines; their articles are fresh where a list is asked for."""
        body = "".join(
            f'<li><a href="/tin/{n}.html">Hội nghị tổng kết công tác năm {n}</a></li>' for n in range(9)
        )
        found = found_on(body, f"{H}/tin/", kind=Kind.LIST)
        assert found.is_list
        assert {each.rank for each in found.found} == {Rank.FRESH}
        assert not found_on(body + f"<p>{'Một bài dài nói nhiều điều. ' * 99}</p>").is_list
        assert not found_on(body, head='<meta property="og:type" content="article">').is_list

    def test_no_made_up_article_passes_for_a_list(self):
        """Of all layouts and many traps, pagers of their lists included; home pages do."""
        told = {}
        for page in (*islice(article_pages(7), 126), *other_pages(7)):
            scope = Scope((Address(page.url.split("/")[2]),), CrawlRules())
            found = discover(Page(page.url, page.html, scope))
            told.setdefault(page.kind, []).append(found.is_list)
        assert sum(told["article"]) == 0
        assert len(told["article"]) > 100
        assert all(told["home"])


class TestPagers:
    @pytest.mark.parametrize(
        ("here", "following"),
        [
            ("/tin", "/tin?page=2"),
            ("/tin?page=2", "/tin?page=3"),
            ("/tin/", "/tin/page/2/"),
            ("/tin/page/2/", "/tin/page/3/"),
            ("/tin/", "/tin/page-2/"),
            ("/tin?cat=1", "/tin?cat=1&p=2"),
            ("/tin?cat=1", "/tin?cat=1&trang=2"),
            ("/tin.html", "/tin/trang-2.html"),
            ("/web/guest/tin?p_p_id=a_INSTANCE_b", "/web/guest/tin?_a_INSTANCE_b_cur=2&p_p_id=a_INSTANCE_b"),
            (
                "/wps/portal/huyen/?WCM_GLOBAL_CONTEXT=/wps/wcm/connect/h/t",
                "/wps/portal/huyen/?WCM_GLOBAL_CONTEXT=/wps/wcm/connect/h/t&WCM_Page.7f=2",
            ),
            ("/wps/portal/huyen/", "/wps/portal/huyen/?PC_7_ABC_WCM_Page.7f=2"),
            ("/default.aspx?tabid=1", "/default.aspx?currentpage=2&tabid=1"),
            ("/f/tabid/1/default.aspx", "/f/tabid/1/currentpage/2/default.aspx"),
            ("/pages/ds.aspx?listname=n", "/pages/ds.aspx?listname=n&page=2"),
            (
                "/index.php?id=3&option=com_content&view=category",
                "/index.php?id=3&option=com_content&start=20&view=category",
            ),
            ("/index.php?language=vi&nv=news&op=tin", "/index.php?language=vi&nv=news&op=tin/page-2"),
            ("/timelinelist/12/1.htm", "/timelinelist/12/2.htm"),
        ],
    )
    def test_the_next_page_of_every_platform(self, here, following):
        """It is as deep as its list, is to be read as one, and is told as the next."""
        found = found_on(
            f'<p><a href="{following}">2</a> <a href="/bai.html">Trang sau</a></p>', H + here, depth=2
        )
        assert found.next == H + following
        assert found.found[0] == Found(H + following, Kind.LIST, 2, Rank.REST, origin=f"page {H}{here}")
        assert found.found[1].kind is Kind.PAGE

    def test_what_a_page_says_of_itself(self):
        """`rel=next` in its head, or on a link."""
        assert found_on("", head='<link rel="next" href="/tin/xem-tiep">').next == f"{H}/tin/xem-tiep"
        assert found_on('<a rel="next" href="/tin?page=5">»</a>', f"{H}/tin?page=2").next == f"{H}/tin?page=5"

    def test_numbers_of_articles_are_no_pages(self):
        """Neither another list's pager nor an article that is called by a number."""
        for here, url, text in (
            ("/tin", "/khac?page=2", "2"),
            ("/tin", "/tin/2.html", "Hai"),
            ("/", "/?p=123", "Bài viết"),
            ("/", "/?p=123", "7"),
        ):
            assert pager_number(H + url, text, H + here) is None, url

    def test_numbers_are_no_pages_where_a_rule_names_the_next(self):
        """Neither an error page that is called by its number, nor the end of a list that has no next page."""
        body = '<a href="/tin/503.html">503</a><a href="/tin/trang-sau.html" class="sau">Cũ</a>'
        page = f"{H}/tin"
        assert Kind.LIST in {each.kind for each in found_on(body, page).found}
        found = found_on(body, page, lists=(ListPage(page, RULES),))
        assert [(each.url, each.kind) for each in found.found] == [
            (f"{H}/tin/trang-sau.html", Kind.LIST),
            (f"{H}/tin/503.html", Kind.PAGE),
        ]
        last = found_on('<a href="/tin/503.html">503</a>', page, lists=(ListPage(page, RULES),))
        assert last.next is None
        assert addresses(last, Kind.LIST) == []

    def test_a_link_to_a_further_page_names_no_list(self):
        """Of whichever list; words that may lead to the first page need a number in the address."""
        for url, text, leads in (
            ("/tin?p=2", "Trang sau", True),
            ("/tin/tiep", "Trang sau »", True),
            ("/tin?page=2", "Xem thêm", True),
            ("/tin-huyen", "Xem thêm", False),
            ("/tin?p=2", "Tin trong huyện", False),
        ):
            assert leads_on(H + url, text) == leads, url

    @pytest.mark.parametrize(
        "text", ["Trang sau", "Sau »", "»", "›", "[>>]", "Tiếp theo", "XEM THÊM", "Next", " Older posts "]
    )
    def test_words_for_the_next_page(self, text):
        """In Vietnamese, English or arrows."""
        assert is_next(text)
        assert not is_next(f"Bài viết {text}")

    def test_pagers_that_need_a_form_are_told(self):
        """They cannot be followed."""
        body = "".join(
            f"""<a href="javascript:__doPostBack('ctl00$gv','Page${n}')">{n}</a>""" for n in (2, 3)
        )
        body += "<a href=\"javascript:__doPostBack('ctl00$search','')\">Tìm</a>"
        found = found_on(body)
        assert (found.postbacks, found.found) == (2, ())


class TestHostile:
    def test_a_hundred_thousand_links(self):
        """The first thousands count, the rest is counted."""
        body = "".join(f'<a href="/tin/{number}.html">{number}</a>' for number in range(100_000))
        found = found_on(body)
        assert len(found.found) == markup.MOST_LINKS
        assert found.left_out == 100_000 - markup.MOST_LINKS

    def test_one_line_of_ten_megabytes(self):
        """Text, a link, an attribute or a tag without end: what stands before is found."""
        for end in (
            "a" * 10_000_000,
            f'<a href="/{"a" * 10_000_000}">x</a>',
            "<a " * 3_000_000,
            " " * 10_000_000,
        ):
            found = found_on(f'<a href="/1">Một</a>{end}')
            assert addresses(found)[0] == "/1", end[:9]

    def test_nesting(self):
        """Frames within frames, elements within elements, links within links."""
        assert addresses(found_on('<a href="/1">A</a>' + "<div>" * 100_000 + '<a href="/2">B</a>'))[0] == "/1"
        assert len(found_on('<iframe src="/1">' * 10_000).found) <= 1
        assert len(found_on('<frameset><frame src="/1">' * 10_000).found) <= 1
        assert len(found_on("".join(f'<a href="/{number}">' for number in range(3_000))).found) > 200

    def test_time_grows_with_the_length_alone(self):
        """Twice the page, about twice the work, measured at the processor."""
        units = (
            '<a href="/a?page=1">1</a>',
            "<base href=/x><a href=y>",
            '<a href="?&&&=%&p=1">',
            "<b><i><u>",
            "&amp;#x;",
            "<a\n",
        )
        for unit in units:
            spent = []
            for count in (4_000, 16_000):
                body = unit * count
                before = time.process_time()
                found_on(body)
                spent.append(time.process_time() - before)
            assert spent[1] < 16 * max(spent[0], 0.05), unit

    @settings(max_examples=300, deadline=None)
    @given(
        st.text(max_size=200)
        | st.lists(
            st.sampled_from(
                """<a href= "/1" '/2?page=3' > </a> <base href= //x. <link rel=canonical rel=next rel=amphtml
                <meta name=robots content=nofollow <iframe src= http:// javascript: <title> <script> <!-- ]]>
                &#0; \ud800 \x00 <frameset> <frame <noscript> <template> <svg> <area http-equiv=refresh
                content=0;url=/x""".split()
            ),
            max_size=40,
        ).map(" ".join)
    )
    def test_anything_gives_something(self, junk):
        """Whatever the markup; what is found is canonical, the portal's and a page."""
        for page in (junk, f"<html>{junk}", f'<a href="{junk}">x</a>'):
            found = discover(Page(HERE, page, SCOPE, lists=(ListPage(HERE, RULES),)))
            assert isinstance(found, Discovered)
            for each in found.found:
                assert SCOPE.canonical(each.url) == each.url
                assert SCOPE.refusal(each.url) == ""
                assert each.kind is not Kind.PAGE or leads_to(each.url) == Kind.PAGE
