"""What a browser needs to search here: an OpenSearch 1.1 description, and suggestions in its form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from flask import Response, request, url_for

from web.addresses.whole import icon, whole
from web.feeds import atom, jsonfeed
from web.feeds.blueprint import feeds
from web.feeds.xml import add, written
from web.query.suggesting import SUGGESTED_FOR, suggested_json, suggesting_here
from web.site import asked, lang_or_none, site
from web.texts.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND = "application/opensearchdescription+xml"
SUGGESTIONS = "application/x-suggestions+json"

SHORT_NAME = 16
"""Characters of a short name at most, as OpenSearch has it."""

AS_WORDS = frozenset({"phrase", "document", "title"})
"""Suggestions that can be searched for as words; a place or topic would lose what it is."""


@feeds.get("/tim-kiem.xml")
def description() -> Response:
    """How to search here, for a browser that adds this site to its search engines."""
    lang = asked()[0].lang
    root = ET.Element("OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"})
    add(root, "ShortName", site().name[:SHORT_NAME].strip() or "Tra Tin")
    add(root, "Description", say("Tìm toàn văn trong kho tin của Đảng ở địa phương.", lang))
    add(root, "InputEncoding", "UTF-8")
    add(root, "OutputEncoding", "UTF-8")
    add(root, "Language", lang)
    add(root, "Image", icon(), {"width": "16", "height": "16", "type": "image/svg+xml"})
    for kind, endpoint in _WAYS:
        add(root, "Url", attributes={"type": kind, "method": "get", "template": _template(endpoint)})
    own = whole(url_for("feeds.description", lang=lang_or_none()))
    add(root, "Url", attributes={"type": KIND, "rel": "self", "template": own})
    return Response(written(root), content_type=f"{KIND}; charset=utf-8")


_WAYS: Sequence[tuple[str, str]] = (
    ("text/html", "pages.results"),
    (SUGGESTIONS, "feeds.suggestions"),
    (atom.KIND, "feeds.atom_feed"),
    (jsonfeed.KIND, "feeds.json_feed"),
)


def _template(endpoint: str) -> str:
    """An address in which the browser puts what was typed."""
    lang = lang_or_none()
    more = f"&lang={lang}" if lang else ""
    return f"{whole(url_for(endpoint))}?q={{searchTerms}}{more}"


@feeds.get("/goi-y.json")
def suggestions() -> Response:
    """How what is being typed may go on: `[typed, [texts], [groups], [addresses]]`."""
    given = request.args
    found = suggested_json(suggesting_here(), given.get("q", ""), given.get("limit", ""))
    items = [
        (item["q"] or item["text"], group["label"], whole(item["href"]))
        for group in found["groups"]
        if group["kind"] in AS_WORDS
        for item in group["items"]
    ]
    answer = [given.get("q", ""), *([item[at] for item in items] for at in range(3))]
    body = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
    response = Response(body + b"\n", content_type=f"{SUGGESTIONS}; charset=utf-8")
    response.headers["Cache-Control"] = f"max-age={SUGGESTED_FOR}"
    return response
