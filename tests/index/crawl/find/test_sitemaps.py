"""Sitemaps of every kind, and what pretends to be one."""

import gzip
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.crawl.find import sitemaps
from index.crawl.find.sitemaps import MOST_ENTRIES, Sitemap, SitemapUrl, read_sitemap

URL = "https://portal.example/sitemap.xml"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

PLAIN = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset {NS} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc> https://portal.example/tin/1.html </loc><lastmod>2023-07-03</lastmod><changefreq>daily</changefreq>
<image:image><image:loc>https://portal.example/anh/1.jpg</image:loc><image:title>Ảnh</image:title></image:image>
<xhtml:link rel="alternate" hreflang="en" href="https://portal.example/en/1.html"/></url>
<url><loc>/tin/2.html?a=1&amp;b=2</loc></url><url><loc>https://portal.example/tin/1.html</loc></url>
<url><lastmod>2023-07-03</lastmod></url><url><loc>javascript:void(0)</loc></url></urlset>"""

INDEX = f"""<sitemapindex {NS}><sitemap><loc>https://portal.example/sitemap-1.xml.gz</loc>
<lastmod>2023-07-03T08:00:00+07:00</lastmod></sitemap><sitemap><loc>sitemap-2.xml</loc></sitemap></sitemapindex>"""

NEWS = f"""<urlset {NS} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
<loc>https://portal.example/tin/3.html</loc><news:news><news:publication><news:name>Cổng tin mẫu</news:name>
<news:language>vi</news:language></news:publication><news:publication_date>2023-07-03T08:00:00+07:00</news:publication_date>
<news:title><![CDATA[Hội nghị & đại hội]]></news:title></news:news></url></urlset>"""

WANTED = (SitemapUrl("https://portal.example/tin/1.html"), SitemapUrl("https://portal.example/tin/2.html"))


def addresses(sitemap):
    """The addresses alone."""
    return [entry.url for entry in sitemap.urls]


def made(count, entry="<url><loc>https://portal.example/tin/{}.html</loc></url>"):
    """A sitemap of that many entries."""
    return f"<urlset {NS}>{''.join(map(entry.format, range(count)))}</urlset>".encode()


class TestKinds:
    def test_pages(self):
        """Absolute addresses, each once; pictures and other languages are no pages."""
        assert read_sitemap(PLAIN.encode(), URL) == Sitemap(
            (
                SitemapUrl("https://portal.example/tin/1.html", "2023-07-03"),
                SitemapUrl("https://portal.example/tin/2.html?a=1&b=2"),
            )
        )

    def test_an_index(self):
        """It names sitemaps, no pages."""
        assert read_sitemap(INDEX.encode(), URL) == Sitemap(
            (), ("https://portal.example/sitemap-1.xml.gz", "https://portal.example/sitemap-2.xml")
        )

    def test_news(self):
        """With title and date, as they are written there."""
        (entry,) = read_sitemap(NEWS.encode(), URL).urls
        assert entry == (
            "https://portal.example/tin/3.html",
            "",
            "Hội nghị & đại hội",
            "2023-07-03T08:00:00+07:00",
        )

    def test_lines(self):
        """One address a line, and what is none is passed over."""
        text = "\ufeffhttps://portal.example/tin/1.html\r\n\r\n# ghi chú\n"
        text += "  https://portal.example/tin/2.html  \ntin/3\n"
        assert read_sitemap(text.encode(), URL).urls == WANTED

    def test_a_feed_in_its_place(self):
        """The protocol allows it."""
        feed = "<rss><channel><item><title>Tin</title><link>https://portal.example/1</link></item></channel></rss>"
        assert read_sitemap(feed.encode(), URL).urls == (SitemapUrl("https://portal.example/1", title="Tin"),)

    def test_prefixes(self):
        """A namespace may have a name, or none, or that of an old version."""
        for begin, end in (("<s:urlset xmlns:s='x'>", "</s:urlset>"), ("<URLSET>", "</URLSET>")):
            name = "s:" if "s:" in begin else ""
            text = f"{begin}<{name}url><{name}loc>https://portal.example/1</{name}loc></{name}url>{end}"
            assert addresses(read_sitemap(text.encode(), URL)) == ["https://portal.example/1"], begin


class TestBytes:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def test_encodings(self, encoding):
        """Whatever the declaration says."""
        assert read_sitemap(PLAIN.encode(encoding), URL).urls == read_sitemap(PLAIN.encode(), URL).urls
        assert read_sitemap(NEWS.encode(encoding), URL).urls[0].title == "Hội nghị & đại hội"

    def test_an_old_encoding_that_is_not_declared(self):
        """The title is read, the addresses too."""
        payload = NEWS.replace("Hội nghị & đại hội", "Đẩy mạnh công tác đảng viên").encode("utf-8")
        broken = payload.replace("Cổng".encode(), b"C\xf4ng")
        assert read_sitemap(broken, URL).urls[0].url == "https://portal.example/tin/3.html"

    def test_compressed(self):
        """Once, in several members, or twice; and one that breaks off gives what it has."""
        whole = made(2_000)
        once = gzip.compress(whole)
        assert len(read_sitemap(once, URL).urls) == 2_000
        assert (
            len(read_sitemap(gzip.compress(whole[:9_000]) + gzip.compress(whole[9_000:]), URL).urls) == 2_000
        )
        assert len(read_sitemap(gzip.compress(once), URL).urls) == 2_000
        short = read_sitemap(once[: len(once) // 2], URL)
        assert short.cut
        assert 100 < len(short.urls) < 2_000

    def test_a_bomb_is_cut(self, monkeypatch):
        """Memory stays at what a sitemap may have."""
        monkeypatch.setattr(sitemaps, "LARGEST", 1_000_000)
        bomb = gzip.compress(made(1) + b" " * 300_000_000, 1)
        tracemalloc.start()
        found = read_sitemap(bomb, URL)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert found.cut
        assert addresses(found) == ["https://portal.example/tin/0.html"]
        assert peak < 20_000_000


class TestBroken:
    def test_a_page_in_its_place(self):
        """Servers answer unknown addresses with their home page."""
        for page in (
            "<!DOCTYPE html><html><body>Trang chủ</body></html>",
            "\n<html><loc>http://a.example/</loc>",
        ):
            assert read_sitemap(page.encode(), URL) == Sitemap(problem=sitemaps.HTML)

    def test_document_types_are_refused(self):
        """No entity is ever looked at."""
        lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        bomb = f'<?xml version="1.0"?><!DOCTYPE u [<!ENTITY l0 "ha">{lol}]><urlset><url><loc>http://a.example/&l9;</loc></url></urlset>'
        assert read_sitemap(bomb.encode(), URL) == Sitemap(problem=sitemaps.DOCTYPE)
        file = '<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>http://a.example/&x;</loc></url></urlset>'
        assert read_sitemap(file.encode(), URL) == Sitemap(problem=sitemaps.DOCTYPE)

    def test_lone_ampersands(self):
        """The commonest fault of all: addresses are not escaped."""
        text = f"<urlset {NS}><url><loc>https://portal.example/?a=1&b=2&amp;c=3&nbsp;</loc></url></urlset>"
        assert addresses(read_sitemap(text.encode(), URL)) == [
            "https://portal.example/?a=1&b=2&c=3\xa0".strip()
        ]

    @pytest.mark.parametrize("end", ["", "<url><loc>https://portal.example/3", "<url", "</url></x></urlset>"])
    def test_what_stands_before_the_fault_counts(self, end):
        """A sitemap that breaks off, or whose elements cross."""
        text = PLAIN.replace("</urlset>", "") + end
        assert len(read_sitemap(text.encode(), URL).urls) >= 2

    def test_breaking_off_is_told(self):
        """So that its missing entries mean nothing."""
        assert read_sitemap(PLAIN.encode()[:-40], URL).cut
        assert not read_sitemap(PLAIN.encode(), URL).cut

    def test_control_characters(self):
        """They are no XML, and go."""
        text = PLAIN.replace("<changefreq>", "<changefreq>\x0b\x00")
        assert len(read_sitemap(text.encode(), URL).urls) == 2

    @pytest.mark.parametrize(
        "payload", [b"", b"   ", b"not found", b"\x1f\x8b", b"\x1f\x8bxx", b"<", b"<<<", b"\x00" * 99]
    )
    def test_nothing(self, payload):
        """It names nothing, and says so."""
        found = read_sitemap(payload, URL)
        assert found.urls == found.sitemaps == ()
        assert found.problem


class TestBounds:
    def test_entries_beyond_the_most_are_counted(self):
        """A sitemap of more than the protocol allows is cut there, and told."""
        found = read_sitemap(made(MOST_ENTRIES + 123), URL)
        assert len(found.urls) == MOST_ENTRIES
        assert found.left_out == 123

    def test_lines_beyond_the_most_are_counted(self):
        """Of plain lines too."""
        text = "\n".join(f"https://portal.example/{number}" for number in range(MOST_ENTRIES + 7))
        found = read_sitemap(text.encode(), URL)
        assert (len(found.urls), found.left_out) == (MOST_ENTRIES, 7)

    def test_endless_values_are_left_out(self):
        """An address of a megabyte is none, and its neighbours are read."""
        rest = PLAIN[PLAIN.index("<url>") :]
        text = f"<urlset><url><loc>https://portal.example/{'a' * 1_000_000}</loc></url>{rest}"
        assert len(read_sitemap(text.encode(), URL).urls) == 2

    def test_nesting(self):
        """A hundred thousand elements within each other end the reading, no more."""
        text = f"<urlset><url><loc>https://portal.example/1</loc></url>{'<a>' * 100_000}</urlset>"
        assert addresses(read_sitemap(text.encode(), URL)) == ["https://portal.example/1"]

    @settings(max_examples=300, deadline=None)
    @given(
        st.binary(max_size=200) | st.text(alphabet="<>/urlsetocimapndx &;![]CDATA-\"'=?:ht.", max_size=200)
    )
    def test_anything_gives_something(self, junk):
        """Whatever the bytes."""
        payload = junk if isinstance(junk, bytes) else junk.encode()
        for each in (payload, made(2)[:-9] + payload, gzip.compress(payload), b"<urlset>" + payload):
            assert isinstance(read_sitemap(each, URL), Sitemap)


def test_a_title_that_was_escaped_twice():
    """It is read as it was meant."""
    twice = NEWS.replace("Hội nghị & đại hội", "Hội nghị &amp;#39;một&amp;#39;")
    (entry,) = read_sitemap(twice.encode(), URL).urls
    assert entry.title == "Hội nghị 'một'"
