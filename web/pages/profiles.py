"""The pages of a place, a topic and a source, and the one about the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, render_template
from msgspec import structs

from search.model import Map
from web.addresses import links
from web.addresses.params import write
from web.facets.tiles import tile_map
from web.facets.ways import page_of, values_of
from web.pages.blueprint import pages
from web.profiles.holdings import holdings
from web.profiles.place import about_place
from web.profiles.source import about_source
from web.profiles.topic import about_topic
from web.site import asked, results_address, site

if TYPE_CHECKING:
    from web.addresses.params import Params

Json = dict[str, Any]


@pages.get("/noi/<unit_id>")
def place(unit_id: str) -> str:
    """An administrative unit: what it was and is, and what happened there."""
    params, _ = asked()
    found = about_place(site().reader, site().taxonomy, unit_id, params)
    if found is None:
        abort(404)
    return _drawn("place.html", found, _scope("place", unit_id, Map(found["map"])), found["label"])


@pages.get("/chu-de/<path:topic_id>")
def topic(topic_id: str) -> str:
    """A topic: its articles, its subtopics, and how it is found."""
    params, _ = asked()
    found = about_topic(site().reader, site().taxonomy, topic_id, params)
    if found is None:
        abort(404)
    return _drawn("topic.html", found, _scope("topic", topic_id, params.map), found["label"])


@pages.get("/nguon/<path:name>")
def source(name: str) -> str:
    """A source: since when, how much, about what."""
    params, _ = asked()
    found = about_source(site().reader, site().shows, name, params)
    if found is None:
        abort(404)
    return _drawn("source.html", found, _scope("source", found["name"], params.map), found["name"])


@pages.get("/gioi-thieu")
def about() -> str:
    """What is in the archive, what is missing, how facts are found, and what is not kept of readers."""
    params = links.fresh(asked()[0], site().defaults)
    address = results_address()
    found = holdings(site().reader, site().shows, params)
    return render_template(
        "about.html",
        params=params,
        found=found,
        page_of=page_of(),
        tile_map=tile_map(site().reader, params, address),
        narrowed=lambda facet, value: address(links.toggle(params, facet, value)),
        all_values=values_of(params),
        logs_queries=site().settings.text("log") == "queries",
        enough=site().settings.number("count_queries"),
    )


def _scope(facet: str, value: str, map_: Map) -> Params:
    """The search for all articles of a value."""
    bare = links.fresh(asked()[0], site().defaults)
    return links.toggle(structs.replace(bare, map=map_), facet, value)


def _drawn(template: str, found: Json, scope: Params, title: str) -> str:
    """A page about the articles of a search that is one chosen value."""
    address = results_address()
    return render_template(
        template,
        params=asked()[0],
        found=found,
        scope=scope,
        scoped=write(scope, site().defaults),
        all_href=address(scope),
        narrowed=lambda facet, value: address(links.toggle(scope, facet, value)),
        other_href=lambda map_: address(structs.replace(scope, map=Map(map_))),
        largest=max((year["count"] for year in found["years"]), default=1),
        page_of=page_of(),
        all_values=values_of(scope),
        page_title=title,
    )
