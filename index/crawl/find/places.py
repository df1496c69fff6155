"""Where feeds and sitemaps of a new portal are looked for: well-known places, those of its software first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.crawl.find.platforms import DOTNETNUKE, JOOMLA, LIFERAY, NUKEVIET, SHAREPOINT, WORDPRESS
from index.crawl.find.spelling import spelled
from index.crawl.model import Found, Kind, Rank

if TYPE_CHECKING:
    from collections.abc import Mapping

_ANY = (
    "sitemap.xml sitemap_index.xml sitemap-news.xml news-sitemap.xml sitemap.xml.gz sitemap.txt sitemap",
    "rss rss.xml feed/ rss/ rss/home.rss rss/tin-moi.rss rss.aspx rss.php feed.xml atom.xml",
)
_OF: Mapping[str, tuple[str, str]] = {
    NUKEVIET: ("sitemap.xml index.php?nv=SitemapIndex index.php?nv=news&op=sitemap", "news/rss/ rss/ feeds/"),
    WORDPRESS: ("wp-sitemap.xml sitemap_index.xml", "feed/ ?feed=rss2"),
    JOOMLA: (
        "index.php?option=com_xmap&view=xml&id=1",
        "index.php?format=feed&type=rss ?format=feed&type=atom",
    ),
    LIFERAY: ("sitemap.xml", "web/guest/home/-/asset_publisher/rss web/guest/rss rss"),
    SHAREPOINT: ("sitemap.xml", "_layouts/15/listfeed.aspx _layouts/listfeed.aspx"),
    DOTNETNUKE: ("SiteMap.aspx sitemap.aspx", "rss.aspx DesktopModules/DnnForge%20-%20NewsArticles/Rss.aspx"),
}


def well_known(url: str, platform: str = "") -> tuple[Found, ...]:
    """Where a portal may have sitemaps and feeds: to be tried once, most of them are not there.

    Args:
        url: any address of the portal; where it lives below a path, its first page.
        platform: its software, if that is known: its own places come first.
    """
    parts = spelled(url)
    if parts is None:
        return ()
    folder = parts.path.rpartition("/")[0]
    roots = dict.fromkeys((f"{parts.scheme}://{parts.host}{folder}/", f"{parts.scheme}://{parts.host}/"))
    sets = [*([_OF[platform]] if platform in _OF else []), _ANY]
    found: dict[str, Found] = {}
    for root in roots:
        for places in sets:
            for kind, names in zip((Kind.SITEMAP, Kind.FEED), places, strict=True):
                for name in names.split():
                    found.setdefault(
                        root + name, Found(root + name, kind, 0, Rank.SOURCE, origin="well-known")
                    )
    return tuple(found.values())
