"""What a page tells machines: Open Graph, meta, JSON-LD, microdata, canonical address. All are witnesses."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.clean.knowledge import RULED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

    from index.clean.tree import Tree

_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publisheddate",
    "publish_date",
    "published_date",
    "publish-date",
    "pubdate",
    "publishdate",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
_UPDATED = frozenset(("article:modified_time", "og:updated_time", "datemodified", "lastmod"))
_AUTHOR = ("author", "article:author", "dc.creator", "dable:author")
_DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description")
_ARTICLES = frozenset(
    "article newsarticle reportagenewsarticle blogposting opinionnewsarticle analysisnewsarticle".split()
)
_MOST_JSON = 300_000  # characters of a JSON-LD script that are read
_MOST_OBJECTS = 200
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


@dataclass(frozen=True, slots=True)
class Told:
    """What the head of a page tells; values are as they stand there, one line each, or empty.

    `titles` are those of the article by its metadata, `window` is `<title>`; `published` and `authors` pair
    each value with where it stands. `is_article` is whether JSON-LD describes one.
    """

    titles: tuple[tuple[str, str], ...] = ()
    window: str = ""
    site: str = ""
    description: str = ""
    published: tuple[tuple[str, str], ...] = ()
    authors: tuple[tuple[str, str], ...] = ()
    canonical: str = ""
    kind: str = ""
    is_article: bool = False
    is_list: bool = False


def read_head(tree: Tree) -> Told:
    """Read the metadata of a page. Never raises."""
    if tree.root is None:
        return Told()
    metas = _metas(tree.root)
    objects = list(_objects(tree.root))
    articles = [one for one in objects if _types(one) & _ARTICLES]
    microdata = {name: value for name, value in reversed(tree.microdata) if value}
    published = [(value, RULED) for name, value in tree.ruled if name == "date"]
    published += [
        (value, "JSON-LD datePublished") for one in articles if (value := _text(one.get("datePublished")))
    ]
    published += [(metas[name], f"meta {name}") for name in _PUBLISHED if metas.get(name)]
    if "datepublished" in microdata:
        published.append((microdata["datepublished"], "microdata datePublished"))
    titles = [(value, RULED) for name, value in tree.ruled if name == "title"]
    titles += [
        (value, "JSON-LD headline")
        for one in articles
        if (value := _text(one.get("headline") or one.get("name")))
    ]
    titles += [
        (metas[name], f"meta {name}")
        for name in ("og:title", "twitter:title", "title", "dc.title")
        if metas.get(name)
    ]
    if "headline" in microdata:
        titles.append((microdata["headline"], "microdata headline"))
    authors = [(name, "JSON-LD author") for one in articles for name in _names(one.get("author"))]
    authors += [(metas[name], f"meta {name}") for name in _AUTHOR if metas.get(name)]
    if "author" in microdata:
        authors.append((microdata["author"], "microdata author"))
    return Told(
        titles=tuple(titles),
        window=_window(tree.root),
        site=metas.get("og:site_name", ""),
        description=next((metas[name] for name in _DESCRIPTION if metas.get(name)), ""),
        published=tuple(published),
        authors=tuple(authors),
        canonical=_canonical(tree.root),
        kind=metas.get("og:type", ""),
        is_article=bool(articles),
        is_list=any(_types(one) & {"itemlist", "collectionpage", "searchresultspage"} for one in objects),
    )


def _line(text: str) -> str:
    return " ".join(text[:5000].split())


def _metas(root: _Element) -> dict[str, str]:
    """The first value of each meta element, by name in lower case."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = meta.get("content")
        if name and value and (value := _line(value)):
            found.setdefault(name.strip().lower(), value)
    return found


def _window(root: _Element) -> str:
    title = next(root.iter("title"), None)
    return "" if title is None else _line("".join(title.itertext()))


def _canonical(root: _Element) -> str:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            return (link.get("href") or "").strip()
    return ""


def _objects(root: _Element) -> Iterator[Mapping[str, object]]:
    """The JSON-LD objects of a page, outer ones first; what is no JSON is left out."""
    count = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        waiting = [_json(script.text[:_MOST_JSON])]
        while waiting and count < _MOST_OBJECTS:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting.extend(value[:_MOST_OBJECTS])
            elif isinstance(value, dict):
                count += 1
                yield value
                waiting.extend(value[name] for name in ("@graph", "mainEntity") if name in value)


def _json(text: str) -> object:
    text = text.strip().removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _types(one: Mapping[str, object]) -> frozenset[str]:
    kinds = one.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return frozenset(kind.lower() for kind in named if isinstance(kind, str))


def _text(value: object) -> str:
    return _line(value) if isinstance(value, str) else ""


def _names(value: object) -> list[str]:
    people = value if isinstance(value, list) else [value]
    names = [one.get("name") if isinstance(one, dict) else one for one in people]
    flat = [inner for one in names for inner in (one if isinstance(one, list) else [one])]
    return [name for one in flat if (name := _text(one))]
