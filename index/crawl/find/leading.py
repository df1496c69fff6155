"""What a link leads to, told by its address alone: a page, a document, a picture, an action."""

from __future__ import annotations

import re

from index.clean.attachments import KINDS
from index.crawl.find.identity import is_print_view
from index.crawl.model import Kind

ATTACHMENT, MEDIA, PRINT, ACTION = "attachment", "media", "print", "action"
"""What is not fetched as a page: documents; pictures, films and files of programs; print views; forms."""

_DOCUMENTS = frozenset(" ".join(KINDS[kind] for kind in ("pdf", "text", "sheet", "slides")).split()) - {"txt"}
_MEDIA = frozenset(
    " ".join(KINDS[kind] for kind in ("archive", "image", "audio", "video")).split()
    + "css js json ico woff woff2 ttf eot swf exe msi apk dmg iso bin psd ai".split()
    + "3gp m4v mkv flac aac ics vcf".split()
)
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,5})(?:/[0-9a-f-]{36})?/?$")  # Liferay: …/cong-van.pdf/<uuid>
_FILE_NAMED = re.compile(
    r"[?&][^=&]{1,40}=[^&]{0,300}\.(pdf|docx?|xlsx?|pptx?|odt|rtf)(?:&|$)", re.IGNORECASE
)
_DOWNLOAD = re.compile(
    r"/linkclick\.aspx|/_layouts/(?:15/)?download\.aspx|/document_library/get_file|[?&]download=1\b"
    r"|/(?:download|tai-ve)/[0-9]",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"/(?:wp-login\.php|wp-admin|xmlrpc\.php|wp-json)(?:[/?]|$)"
    r"|/(?:log-?in|log-?out|sign-?(?:in|up)|register|dang-?nhap|dang-?ky|dang-?xuat|quen-mat-khau|lost-?password)"
    r"(?:\.\w{2,5})?(?:[/?]|$)"
    r"|/ctl/(?:login|register|terms|privacy|sendpassword)\b|[?&]ctl=(?:login|register|terms|privacy|sendpassword)\b"
    r"|/_layouts/(?!(?:15/)?listfeed)|/c/portal/(?:log|update)|[?&]p_p_lifecycle=1\b|/wps/myportal/"
    r"|[?&]nv=users\b|[?&]option=com_(?:users?|mailto)\b|[?&]action=(?:login|logout|edit|register)\b",
    re.IGNORECASE,
)
_FEED = re.compile(
    r"\.(?:rss|atom)$|/(?:rss|feed|atom)\.xml$|/feed/?$|[?&]format=feed\b|/listfeed\.aspx", re.IGNORECASE
)
_SITEMAP = re.compile(r"/[^/]*sitemap[^/]*\.xml(?:\.gz)?$|/sitemap/?\.txt$", re.IGNORECASE)


def leads_to(url: str, media: str = "") -> str:
    """What a canonical address leads to: a `Kind` of page to fetch, or why it is none.

    Args:
        url: the address.
        media: the media type that the link states, if any.
    """
    path, _, query = url.partition("?")
    if (
        _FEED.search(path)
        or "rss+xml" in media
        or "atom+xml" in media
        or (query and _FEED.search(f"?{query}"))
    ):
        return Kind.FEED
    if _SITEMAP.search(path):
        return Kind.SITEMAP
    return _by_name(path) or _by_query(url, query)


def _by_name(path: str) -> str:
    match = _EXTENSION.search(path, path.find("/", 8) if path.count("/") > 2 else len(path))
    extension = match[1].lower() if match else ""
    if extension in _DOCUMENTS:
        return ATTACHMENT
    return MEDIA if extension in _MEDIA or extension == "xml" else ""


def _by_query(url: str, query: str) -> str:
    if _DOWNLOAD.search(url) or (query and _FILE_NAMED.search(url)):
        return ATTACHMENT
    if _ACTION.search(url):
        return ACTION
    return PRINT if is_print_view(url) else Kind.PAGE
