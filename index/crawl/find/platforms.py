"""The software of portals: told by an address, or by what only its pages have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.crawl.find.spelling import spelled

if TYPE_CHECKING:
    from index.crawl.find.spelling import Spelled

WEBSPHERE = "websphere"
DOTNETNUKE = "dotnetnuke"
NUKEVIET = "nukeviet"
LIFERAY = "liferay"
SHAREPOINT = "sharepoint"
WORDPRESS = "wordpress"
JOOMLA = "joomla"

PLATFORMS = (WEBSPHERE, DOTNETNUKE, NUKEVIET, LIFERAY, SHAREPOINT, JOOMLA, WORDPRESS)
"""All that are told apart, the surest first; of home-made portals the name is empty."""

_LOOKED_AT = 300_000  # characters of a page

_PATHS = {
    WEBSPHERE: re.compile(r"/wps/(?:my)?(?:portal|wcm|poc)\b"),
    DOTNETNUKE: re.compile(r"/tabid/[0-9]+/", re.IGNORECASE),
    LIFERAY: re.compile(r"/-/.|/web/guest\b|/c/(?:portal|document_library)/"),
    SHAREPOINT: re.compile(
        r"/_layouts/|/(?:site)?pages/[^/]+\.aspx$|/lists/.+\.aspx$|\bdispform\.aspx$", re.IGNORECASE
    ),
    JOOMLA: re.compile(r"/component/(?:content|k2)/|^/index\.php/(?:[^/]+/)*[0-9]+-[^/]+$"),
    WORDPRESS: re.compile(r"/wp-(?:content|json|login\.php|admin|sitemap)"),
}
_MARKUP = {
    WEBSPHERE: r"wpsPortlet|wpthemeControl|wptheme[A-Z]|/wps/(?:my)?portal/|IBM WebSphere Portal",
    DOTNETNUKE: r"DotNetNuke|\bdnn_ctr\d|\bDnnModule\b|__dnnVariable|/tabid/\d+/",
    NUKEVIET: (
        r"NukeViet|\bnv_(?:lang_data|base_siteurl|my_domain)\b|id=.?news-bodyhtml\b"
        r"|[?&;]nv=\w+&(?:amp;)?op="
    ),
    LIFERAY: (
        r"\bLiferay\.|content=.?Liferay|Powered By Liferay|\bportlet-boundary\b|p_p_id=\w+"
        r"|/-/asset_publisher/"
    ),
    SHAREPOINT: (
        r"content=.?Microsoft SharePoint|_spBodyOnLoadWrapper|_spPageContextInfo|/_layouts/15/"
        r"|\bms-SkiptoNavigation\b|\bs4-ribbonrow\b"
    ),
    JOOMLA: r"content=.?Joomla!|[?&;]option=com_\w+|\bcom_content\b|/media/(?:system|jui)/js/",
    WORDPRESS: r"content=.?WordPress|/wp-content/|/wp-includes/|/wp-json/",
}
_TOLD = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _MARKUP.items()), re.IGNORECASE)


def platform_of(url: str, markup: str = "") -> str:
    """The software that serves an address: one of `PLATFORMS`, or empty for what is not known of them.

    Args:
        url: the address; it decides where it tells.
        markup: the page, decoded, if there is one; its first 300,000 characters are looked at.
    """
    parts = spelled(url)
    told = platforms_in(parts) if parts else frozenset()
    if told:
        return next(name for name in PLATFORMS if name in told)
    counts = dict.fromkeys(PLATFORMS, 0)
    for match in _TOLD.finditer(markup, 0, _LOOKED_AT):
        counts[str(match.lastgroup)] += 1
    most = max(counts.values())
    return next(name for name in PLATFORMS if counts[name] == most) if most else ""


def platforms_in(parts: Spelled) -> frozenset[str]:
    """What an address alone tells: the software that writes such ones."""
    names = {name.lower() for name, _ in parts.query}
    found = {name for name, pattern in _PATHS.items() if pattern.search(parts.path)}
    if "wcm_global_context" in names:
        found.add(WEBSPHERE)
    if "tabid" in names and parts.path.lower().endswith(".aspx"):
        found.add(DOTNETNUKE)
    if {"p_p_id", "p_l_id", "p_p_lifecycle"} & names:
        found.add(LIFERAY)
    if "nv" in names and {"op", "language"} & names:
        found.add(NUKEVIET)
    if any(name.lower() == "option" and (value or "").startswith("com_") for name, value in parts.query):
        found.add(JOOMLA)
    return frozenset(found)
