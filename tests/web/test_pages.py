"""The pages, asked for as a browser without script would."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pytest
from protego import Protego
from werkzeug.datastructures import MultiDict

from search.model import Article, Block, BlockKind
from web.prefix import clean_prefix

VOID = {"meta", "link", "input", "img", "br", "hr", "rect", "circle", "path"}


class Page(HTMLParser):
    """The tags of a page, its links, and whether every tag is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.links, self.open, self.wrong, self.attrs = [], [], [], [], set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        """Note a tag."""
        self.tags.append(tag)
        self.attrs.update(name for name, _ in attrs)
        self.links += [value for name, value in attrs if name in {"href", "src", "action"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Note a tag that closes itself."""
        self.tags.append(tag)

    def handle_endtag(self, tag):
        """Check that the last open tag is closed."""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="module")
def routes(documents):
    """An address of every kind of page and of every JSON route."""
    one = documents[0].id
    return {
        "home": "/",
        "results": "/tim?q=ket+nap&year=2021&topic=to-chuc&sort=newest",
        "browse": "/tim",
        "printed": "/tim/in?q=ket+nap&year=2021&page=2",
        "printed nothing": "/tim/in?q=zebra",
        "missing code": "/t/1AAAAAA",
        "nothing": "/tim?q=%22ket+nap%22+zebra&year=2021",
        "article": f"/bai/{one}?q=ket+nap",
        "passages": f"/bai/{one}/cho?q=ket+nap",
        "no passages": f"/bai/{one}/cho",
        "bare": f"/bai/{documents[30].id}",
        "nasty": f"/bai/{documents[31].id}?q=script",
        "places": "/dia-phuong?name=phu+binh&q=ket+nap&year=2021",
        "no place": "/dia-phuong?name=%3Cb%3E%22&map=now",
        "place": "/noi/P:19",
        "old place": "/noi/d:173",
        "commune": "/noi/C:00004",
        "topic": "/chu-de/to-chuc",
        "subtopic": "/chu-de/to-chuc/can-bo",
        "source": "/nguon/bao-tinh",
        "nasty source": f"/nguon/{quote(documents[31].article.source)}",
        "about": "/gioi-thieu",
        "list": "/gia-tri/place?q=ket+nap&year=2021&order=name",
        "list of": "/gia-tri/ref?name=ct&ref=28-CT/TW&map=now",
        "capture": f"/bai/{one}/goc",
        "version": f"/bai/{one}/goc/1",
        "file": f"/bai/{one}/goc/1/tep",
        "versions": f"/bai/{one}/phien-ban",
        "difference": f"/bai/{one}/phien-ban/1..2",
        "ris": f"/bai/{one}/trich-dan.ris",
        "bibtex": f"/bai/{one}/trich-dan.bib",
        "health": "/healthz",
        "ready": "/readyz",
        "robots": "/robots.txt",
        "css": "/static/site.css",
        "api home": "/api/v1/",
        "api search": "/api/v1/search?q=ket+nap",
        "api places": "/api/v1/places?q=phu+binh",
        "api article": f"/api/v1/articles/{one}",
        "api passages": f"/api/v1/articles/{one}/passages?q=ket+nap",
        "api place": "/api/v1/places/P:19",
        "api topic": "/api/v1/topics/to-chuc/can-bo",
        "api source": "/api/v1/sources/bao-tinh",
        "api about": "/api/v1/about",
        "api values": "/api/v1/values/place?name=phu",
        "api captures": f"/api/v1/articles/{one}/captures",
        "api versions": f"/api/v1/articles/{one}/versions",
        "api difference": f"/api/v1/articles/{one}/versions/1..2",
        "api citation": f"/api/v1/articles/{one}/citation",
        "missing": "/nothing-here",
        "api missing": "/api/v1/nothing-here",
    }


HTML = (
    *("home", "results", "browse", "nothing", "article", "bare", "nasty", "places", "no place"),
    *("passages", "no passages", "printed", "printed nothing", "missing code"),
    *("place", "old place", "commune", "topic", "subtopic", "source", "nasty source", "about"),
    *("list", "list of"),
    *("capture", "version", "missing", "versions", "difference"),
)


def with_lang(address: str, lang: str) -> str:
    """The address in a language."""
    return f"{address}{'&' if '?' in address else '?'}lang={lang}"


def test_every_route_answers_safely(client, routes):
    """Every answer carries the safety headers, sets no cookie, and says how long it may be kept."""
    for name, address in routes.items():
        answer = client.get(address)
        assert answer.status_code == (404 if "missing" in name else 200), name
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "Set-Cookie" not in answer.headers
        assert "Cache-Control" in answer.headers


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", HTML)
def test_pages_are_sound(client, routes, name, lang):
    """Tags are closed in order; nothing is inline; no other host is asked for anything; language is said."""
    html = client.get(with_lang(routes[name], lang)).text
    page = Page(html)
    assert page.wrong == []
    assert page.open == []
    assert f'<html lang="{lang}">' in html
    assert "style" not in page.attrs
    assert not [attr for attr in page.attrs if attr.startswith("on")]
    assert page.tags.count("script") == 1
    assert page.tags.count("h1") == 1
    assert page.tags.count("main") == 1
    files = r"<(?:script|link(?! rel=\"(?:search|alternate|canonical)\")|img)[^>]*(?:src|href)=\"([^\"]*)\""
    loaded = re.findall(files, html)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


@pytest.mark.parametrize("name", HTML)
def test_english_stays_in_the_links(client, routes, name):
    """Once English is chosen, every link to a page of ours keeps it, and no Vietnamese label is left."""
    html = client.get(with_lang(routes[name], "en")).text
    ours = [link for link in Page(html).links if link.startswith("/") and not link.startswith("/static/")]
    without = [link for link in ours if "lang=en" not in link]
    own = {"/tim", "/dia-phuong", unquote(urlsplit(routes[name]).path)}
    assert {unquote(link.split("?")[0]) for link in without} <= own
    # forms, whose hidden fields say it, the switch to Vietnamese, and the plain address of an article
    assert len(without) <= 4 + ('rel="canonical"' in html)
    for word in ("Bộ lọc", "Về bài này", "Bài mới nhất", "Tới nội dung", "xóa hết"):
        assert word not in html


@pytest.mark.parametrize("name", HTML)
def test_all_links_of_all_pages_work(client, routes, name):
    """No page links to an address of ours that does not answer."""
    links = {link for link in Page(client.get(routes[name]).text).links if link.startswith("/")}
    assert links
    for link in sorted(links):
        if "missing" not in name or not link.startswith(("/nothing-here", "/t/")):
            assert client.get(link.replace("&amp;", "&"), follow_redirects=True).status_code == 200, link


def test_nothing_breaks_out_of_a_page(client, nasty, documents):
    """A title, text, source or query of script is shown as text, everywhere."""
    bad = documents[31]
    addresses = (
        "/",
        "/tim?sort=newest&size=100",
        f"/bai/{bad.id}",
        f"/bai/{bad.id}?q=script",
        f"/bai/{documents[0].id}/goc",
        f"/bai/{bad.id}/goc",
    )
    for address in addresses:
        html = client.get(address).text
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "49" not in re.findall(r"\{\{7\*7\}\}|\b49\b", html)
        assert "javascript:" not in "".join(Page(html).links)
    for name in ("q", "source", "place", "topic", "ref", "year", "sort", "lang", "map", "page"):
        html = client.get("/tim", query_string={name: nasty}).text
        assert "<script>alert" not in html, name
        assert "<img src=x" not in html, name
        assert not [attr for attr in Page(html).attrs if attr.startswith("on")]


def test_the_form_is_filled_and_keeps_the_filters(client):
    """The box holds the query; typing another one keeps filters, order and language."""
    html = client.get('/tim?q="đảng viên"&year=2021&sort=oldest&lang=en&page=2').text
    assert 'value="&#34;đảng viên&#34;"' in html
    for name, value in (("year", "2021"), ("sort", "oldest"), ("lang", "en")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    assert 'name="page"' not in html


def test_counts_equal_results(client):
    """Whatever value is chosen instead of those of its facet, its count is the number of results one gets."""
    for asked in ("q=ket+nap", "year=2021&topic=to-chuc", "map=now&trust=stated", "source=cong-huyen&q=hai"):
        facets = client.get(f"/api/v1/search?{asked}").get_json()["facets"]
        for facet in facets:
            others = [pair for pair in parse_qsl(asked) if pair[0] != facet["name"]]
            for value in facet["values"]:
                chosen = MultiDict([*others, (facet["name"], value["value"])])
                found = client.get("/api/v1/search", query_string=chosen).get_json()
                assert found["total"] == value["count"], (asked, facet["name"], value)


def test_matches_are_marked_as_written(client, documents):
    """Whole words are marked in their own accents, in results and in the article."""
    assert "<mark>kết nạp</mark>" in client.get("/tim?q=ket+nap").text
    html = client.get(f"/bai/{documents[0].id}?q=ket+nap").text
    assert html.count("<mark") >= 4
    assert "<mark" not in client.get(f"/bai/{documents[0].id}").text


def test_the_article_sets_its_parts_apart(client, documents):
    """Title, caption, list, quote and by-line have their own elements; furniture is not shown."""
    html = client.get(f"/bai/{documents[0].id}").text
    for part in (
        "<h1>Chi bộ số 0 kết nạp đảng viên mới</h1>",
        "<li>Rà soát nguồn</li>",
        "<blockquote>Làm tốt từ chi bộ thì việc gì cũng xong.</blockquote>",
        '<p class="byline">Người viết thử</p>',
        "<h2>Những việc cần làm</h2>",
    ):
        assert part in html
    assert re.search(r"<figcaption>.*Ảnh: Tổ thông tin</figcaption>", html)
    assert "Tin cùng chuyên mục" not in html
    assert "Trang chủ | Liên hệ" not in html


def test_the_article_tells_its_facts(client, documents):
    """Date, place then and now, topic and documents are shown, each with its evidence and a way to search."""
    html = client.get(f"/bai/{documents[0].id}").text
    for part in (
        'href="/van-ban/28-CT/TW.XII"',
        'href="/tim?place=d:173"',
        'href="/tim?topic=to-chuc/phat-trien-dang-vien"',
        "21/01/2019",
        "vì sao?",
        "dòng ngày dưới tiêu đề",
        "https://example.vn/bai-0.html",
    ):
        assert part in html.replace("%2F", "/").replace("%3A", ":"), part


def test_unknown_facts_stay_unknown(client, documents):
    """An article without date, place or topic says so."""
    html = client.get(f"/bai/{documents[30].id}").text
    assert html.count('class="unsure"') >= 4
    assert "không tìm thấy ngày trong bài" in html


def test_the_capture_is_text_and_the_file_a_download(client, documents):
    """The stored page is escaped; its bytes come only as an attachment, exactly as they are."""
    one = documents[0].id
    assert "&lt;script&gt;alert(1)" in client.get(f"/bai/{one}/goc").text
    answer = client.get(f"/bai/{one}/goc/2/tep")
    assert answer.data == b"<script>alert(1)</script>\nban hai"
    assert answer.content_type == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"/bai/{one}/goc/1").text.count('aria-current="page"') == 1


@pytest.mark.parametrize(
    "path", ["/bai/nope", "/bai/nope/goc", "/bai/{}/goc/9", "/bai/{}/goc/9/tep", "/bai/../x"]
)
def test_what_is_not_there_is_a_friendly_404(client, documents, path):
    """An unknown article, version or page gives a page of ours with a way home."""
    answer = client.get(path.format(documents[0].id))
    assert answer.status_code == 404
    assert "Không có trang này" in answer.text


def test_an_empty_result_helps(client):
    """When nothing matches, the page counts each word and offers looser questions that do find something."""
    html = client.get('/tim?q="kết nạp" zebra&year=2021').text
    assert "Không có bài nào khớp" in html
    assert re.search(r"Bỏ “zebra”</a> <span class=\"count\">6 bài", html)
    assert "không có bài nào với bộ lọc này" in html
    assert "xóa hết" in html
    assert "không có trong kho" in client.get("/tim?q=zebra").text


def test_two_wrong_words_still_have_a_way_out(client):
    """Where dropping one thing is not enough, each word that exists is offered by itself."""
    html = client.get('/tim?q="kết nạp zebra" yak&year=2021').text
    assert re.search(r"Chỉ tìm “kết”</a> <span class=\"count\">30 bài", html)
    assert "Chỉ tìm “yak”" not in html


def test_an_empty_archive_is_friendly(make_app, empty_reader):
    """A site without articles has a home page and a results page."""
    client = make_app(reader=empty_reader).test_client()
    assert "Kho bài còn trống" in client.get("/").text
    assert client.get("/tim?q=a").status_code == 200


def test_a_page_past_the_end_leads_back(client):
    """Page 500 of a short result says how many there are and links to the last one."""
    html = client.get("/tim?q=ket+nap&page=500").text
    assert "Kết quả chỉ có 3 trang." in html
    assert "page=3" in html


@pytest.mark.parametrize("prefix", ["", "/tin"])
def test_no_redirect_names_another_host(make_app, routes, prefix):
    """With a stroke too many or too few a route answers or is missing; it never redirects or links abroad."""
    client = make_app(url_prefix=prefix).test_client()
    for address in (
        *routes.values(),
        "/api/v1",
        "/tim/",
        "/api/v1/search/",
        "//tim",
        "/api//v1",
        "//evil.com/x",
    ):
        path, _, asked = address.partition("?")
        for variant in (path, path.rstrip("/") or "/", f"{path}/", f"/{path}"):
            answer = client.get(f"{prefix}{variant}?{asked}", base_url="http://evil.com")
            assert "Location" not in answer.headers, variant
            assert answer.status_code in {200, 404}, variant
            if answer.content_type.startswith("text/html"):
                assert not [link for link in Page(answer.text).links if re.match(r"(https?:)?//evil", link)]
    for path in ("/api/v1", "/api/v1/"):
        assert client.get(prefix + path, base_url="http://evil.com").get_json()["newest"]


def test_a_very_long_title_is_whole_only_in_its_article(make_app, documents):
    """Lists, hits of the API and page titles show the beginning of a very long title, its article all."""
    title = "kết nạp " * 20_000
    block = Block(BlockKind.TITLE, 0, len(title))
    one = replace(documents[0], article=Article(title, (block,), "mau"))
    client = make_app(held=[one]).test_client()
    for address in ("/", "/tim?q=ket+nap", "/api/v1/", "/api/v1/search?q=ket+nap"):
        assert client.get(address).text.replace("<mark>", "").count("nạp") < 100, address
    hit = client.get("/api/v1/search?q=ket+nap").get_json()["hits"][0]["title"]
    assert len(hit["text"]) <= 300
    assert hit["text"].endswith("…")
    assert all(start + length < len(hit["text"]) for start, length in hit["marks"])
    html = client.get(f"/bai/{one.id}").text
    shown = re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)[1]
    assert title.strip() in re.sub("<[^>]*>", "", shown)
    assert len(re.search(r"<title>(.*?)</title>", html, re.DOTALL)[1]) < 350


def test_an_inferred_date_shows_its_range_in_the_facts(client, documents):
    """The facts tell between which years an inferred date lies; lists stay short."""
    guessed = f"/bai/{documents[31].id}"
    assert "2022 hoặc 2023, ước đoán" in client.get(guessed).text.partition('class="facts"')[2]
    assert "2022 or 2023, inferred" in client.get(f"{guessed}?lang=en").text
    assert "2022 hoặc 2023" not in client.get("/tim?trust=inferred").text
    assert "khoảng 2023, ước đoán" in client.get("/tim?trust=inferred").text


def test_only_reading_is_possible(client):
    """POST, PUT and DELETE are refused; HEAD and a repeated GET cost no body."""
    for method in (client.post, client.put, client.delete):
        assert method("/tim").status_code == 405
    first = client.get("/tim?q=ket+nap")
    assert client.head("/tim?q=ket+nap").data == b""
    assert client.get("/tim?q=ket+nap", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_every_link_works_under_a_prefix(make_app, routes):
    """Behind `/tin` every address begins with it, whether or not the proxy takes it off."""
    client = make_app(url_prefix="tin/").test_client()
    for name in HTML:
        for asked in (f"/tin{routes[name]}", routes[name]):
            answer = client.get(asked)
            ours = [link for link in Page(answer.text).links if link.startswith("/")]
            assert ours
            assert all(link.startswith("/tin/") for link in ours), asked
    assert client.get("/tin").status_code == 200
    assert client.get("/tin/static/site.css").status_code == 200


def test_prefixes_are_cleaned():
    """A prefix may be written with or without strokes."""
    assert [clean_prefix(prefix) for prefix in ("", "/", "tin", "/tin/", "//a//b/")] == [
        "",
        "",
        "/tin",
        "/tin",
        "/a/b",
    ]


def test_robots_stay_out_of_results(client):
    """Result pages and the API are closed to robots, articles open; facet links are not to be followed."""
    rules = client.get("/robots.txt").text
    robots = Protego.parse(rules)
    for path in ("/tim", "/tim?q=ket", "/tim/in?q=ket", "/tim-nang-cao", "/t/abc", "/xuat/bai.csv?q=ket"):
        assert not robots.can_fetch(f"https://tin.example{path}", "anybody"), path
    for path in ("/", "/tim.atom?q=ket", "/tim.json?q=ket", "/tim-kiem.xml", "/bai/0123456789abcdef"):
        assert robots.can_fetch(f"https://tin.example{path}", "anybody"), path
    assert "Disallow: /dia-phuong" in rules
    assert "Disallow: /api/v1/" in rules
    assert "/bai" not in rules
    html = client.get("/tim?q=ket").text
    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert len(re.findall(r'class="pick[^>]*nofollow', html)) > 5


def test_what_the_robots_of_a_host_must_be_told_is_written_down(make_app):
    """Robots look at the root of a host alone: the lines for a site under a path stand in docs/web.md."""
    lines = make_app(url_prefix="/tin").test_client().get("/tin/robots.txt").text
    assert f"```\n{lines}```" in (Path(__file__).parents[2] / "docs/web.md").read_text(encoding="utf-8")


def test_static_files_are_kept_by_their_hash(client):
    """A page names its style sheet with a hash, and only that address may be kept for ever."""
    address = re.search(r'href="(/static/site\.css\?v=\w+)"', client.get("/").text)[1]
    assert "immutable" in client.get(address).headers["Cache-Control"]
    assert client.get("/static/site.css").headers["Cache-Control"] == "no-cache"


def test_pages_are_light(client, routes):
    """A page with its style, script and mark is at most 60 KB packed."""
    names = ("site.css", "site.js", "mark.svg")
    assets = sum(len(gzip.compress(client.get(f"/static/{name}").data)) for name in names)
    for name in HTML:
        assert len(gzip.compress(client.get(routes[name]).data)) + assets < 60_000


def test_a_hit_leads_to_all_its_places(client):
    """A hit with more places than it shows links to a page that lists them all, marked, closed to robots."""
    html = client.get("/tim?q=ket+nap").text
    found = re.search(r'href="(/bai/[0-9a-f]+/cho\?q=[^"]*)" rel="nofollow">(\d+) chỗ<span', html)
    assert found
    page = client.get(found[1]).text
    assert f"{found[2]} chỗ khớp" in page
    assert page.count("<mark>") == int(found[2])
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "1 chỗ<" not in client.get("/tim?q=deu+dan").text
    assert client.get("/bai/nothing/cho?q=x").status_code == 404


@pytest.mark.parametrize("path", ["/tim", "/tim/in"])
@pytest.mark.parametrize(
    ("lang", "about", "told"),
    [
        ("vi", "cho <span>“", "Không có từ nào để tìm"),
        ("en", 'for <span lang="vi">“', "There is no word to search for"),
    ],
)
def test_a_query_without_words_claims_no_result(client, path, lang, about, told):
    """Signs alone find all articles: the page says so, and not that these were found for the signs."""
    page = client.get(path, query_string={"q": "🎉", "lang": lang}).text
    assert about not in page
    assert path == "/tim/in" or told in page
    assert about in client.get(path, query_string={"q": "kết nạp", "lang": lang}).text
