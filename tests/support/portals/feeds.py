"""Feeds and sitemaps of a site, in the shapes that platforms have: functions from articles to text."""

from __future__ import annotations

from email.utils import format_datetime

from pages.markup import escaped, referenced

NEWEST = 30
"""Articles that a feed names."""

PER_MAP = 1_000
"""Addresses of one sitemap of an index."""

_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_MAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def rss(name, articles, date=format_datetime, guid=True):
    """RSS 2.0; `date` writes a moment."""
    items = "".join(
        f"<item><title>{escaped(each.title)}</title><link>{escaped(each.url)}</link>"
        + (f'<guid isPermaLink="false">{each.host}-{each.number}</guid>' if guid else "")
        + f"<pubDate>{date(each.published)}</pubDate>"
        f"<description><![CDATA[{each.lead or each.title}]]></description></item>\n"
        for each in articles
    )
    return f'{_XML}<rss version="2.0"><channel><title>{escaped(name)}</title>\n{items}</channel></rss>'


def old_rss(name, articles):
    """RSS of a home-made portal: RSS 0.91 with the references of HTML, which XML does not know."""
    text = rss(name, articles, lambda when: f"{when:%d/%m/%Y %H:%M}", guid=False)
    return referenced(text.replace('version="2.0"', 'version="0.91"').replace("utf-8", "iso-8859-1"), "named")


def atom(name, articles):
    """Atom 1.0."""
    entries = "".join(
        f'<entry><title type="html">{escaped(each.title)}</title>'
        f'<link rel="alternate" href="{escaped(each.url)}"/>'
        f"<id>{escaped(each.url)}</id><published>{each.published.isoformat()}</published>"
        f"<updated>{each.published.isoformat()}</updated><summary>{escaped(each.lead)}</summary></entry>\n"
        for each in articles
    )
    return f'{_XML}<feed xmlns="http://www.w3.org/2005/Atom"><title>{escaped(name)}</title>\n{entries}</feed>'


def sitemap(places):
    """A sitemap of addresses and the moments of their last change."""
    rows = "".join(
        f"<url><loc>{escaped(url)}</loc><lastmod>{changed.isoformat()}</lastmod></url>\n"
        for url, changed in places
    )
    return f'{_XML}<urlset xmlns="{_MAPS}">\n{rows}</urlset>'


def news_sitemap(name, articles):
    """A sitemap of news, with titles and moments."""
    rows = "".join(
        f"<url><loc>{escaped(each.url)}</loc><news:news><news:publication><news:name>{escaped(name)}</news:name>"
        f"<news:language>vi</news:language></news:publication>"
        f"<news:publication_date>{each.published.isoformat()}</news:publication_date>"
        f"<news:title>{escaped(each.title)}</news:title></news:news></url>\n"
        for each in articles
    )
    spaces = f'xmlns="{_MAPS}" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f"{_XML}<urlset {spaces}>\n{rows}</urlset>"


def sitemap_index(urls):
    """A sitemap of sitemaps."""
    rows = "".join(f"<sitemap><loc>{escaped(url)}</loc></sitemap>\n" for url in urls)
    return f'{_XML}<sitemapindex xmlns="{_MAPS}">\n{rows}</sitemapindex>'
