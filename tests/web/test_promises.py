"""The number beside a link is the number of results after the click, in any state of the search page."""

import json
import random
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from promises import Page, asked_by
from trial import IS_PROOF, seed

from index.imports import read_files
from index.indexing import build_index
from index.pipeline import add_pages
from index.store import open_store
from search.engine import open_reader, open_writer
from search.model import FACETS, Query
from search.settings import load_settings
from tools.measure.query import KINDS, typed
from tools.synth import make_articles

PARTS, STATES, ARTICLES = (20, 500, 1000) if IS_PROOF else (2, 80, 250)
"""Trials, states of each, and made-up articles; whole they are 10,000 states."""


class Site(NamedTuple):
    """A client, and what a visitor may ask for: titles, and the values of each facet on both maps."""

    client: object
    titles: list
    values: dict

    def page(self, address):
        """A page of results, read."""
        answer = self.client.get(address)
        assert answer.status_code == 200, address
        return Page(answer.text)


@pytest.fixture(scope="module")
def site(make_app, tmp_path_factory):
    """The site over a built index of made-up articles: added, cleaned, enriched, near-duplicates found."""
    home = tmp_path_factory.mktemp("promises")
    records = [json.dumps(record, ensure_ascii=False) for record in make_articles(ARTICLES, 1)]
    (home / "articles.jsonl").write_text("\n".join(records), encoding="utf-8")
    settings = load_settings(home, {})
    with open_store(settings, write=True) as store:
        list(add_pages(store, read_files([home / "articles.jsonl"], "mau", 64_000_000)))
        build_index(store, open_writer(settings), lambda _: None)
    reader = open_reader(settings)
    titles = [hit.title.text for hit in reader.search(Query(size=ARTICLES)).hits]
    values = {}
    for map_ in ("then", "now"):
        facets = reader.search(Query(facets=(*FACETS, "month"), map=map_, size=0)).facets
        values[map_] = {facet.name: [value.value for value in facet.values] for facet in facets}
    return Site(make_app(reader=reader).test_client(), titles, values)


def any_state(site, chance):
    """A random state: a query or none, filters of up to three facets, a map, an order, folded or not."""
    map_, kind = chance.choice(("then", "now")), chance.choice((*KINDS, "", "", "", ""))
    state = [
        ("map", map_),
        ("fold", chance.choice("01")),
        ("accent", chance.choice(("auto", "auto", "loose"))),
    ]
    state += [("sort", chance.choice(("relevance", "fresh", "newest", "oldest")))]
    state += [("q", typed(kind, chance.choice(site.titles), chance))] if kind else []
    values = {name: found for name, found in site.values[map_].items() if found}
    for facet in chance.sample([*values], chance.choice((0, 0, 1, 1, 2, 3))):
        some = chance.sample(values[facet], min(len(values[facet]), chance.choice((1, 1, 2, 3))))
        state += [(facet, value) for value in some]
    return "/tim?" + urlencode(state)


def broken(site, address, chance):
    """Click on something of a state: what was promised wrongly, or None; whether anything was promised."""
    page = site.page(address)
    if page.chips and chance.random() < 0.2:
        return chip_broken(site, address, page, chance.choice(page.chips))
    if not page.promises:
        return None, False
    href, number = chance.choice(page.promises)
    total = site.page(href).total
    return (None if total == number else (address, href, number, total)), True


def chip_broken(site, address, page, chip):
    """Drop a chosen value: the page after it promises, beside that value, what there was before."""
    again = [
        (href, number)
        for href, number in site.page(chip).promises
        if asked_by(href) == asked_by_page(address)
    ]
    wrong = [(address, chip, href, number) for href, number in again if number != page.total]
    return (wrong[0] if wrong else None), bool(again)


def asked_by_page(address):
    """What an address asks for, as the links of the site write it."""
    usual = {("map", "then"), ("fold", "1"), ("accent", "auto"), ("sort", "relevance")}
    return [pair for pair in asked_by(address) if pair not in usual]


@pytest.mark.parametrize("part", range(PARTS))
def test_every_number_is_what_the_click_gives(site, part):
    """From any state a click on any value, bar, tile or way out gives as many articles as it says."""
    chance = random.Random(seed() + part)
    outcomes = [broken(site, any_state(site, chance), chance) for _ in range(STATES)]
    assert [wrong for wrong, _ in outcomes if wrong] == []
    assert sum(is_told for _, is_told in outcomes) > STATES * 0.6


def test_a_page_is_read_as_it_is_meant():
    """The trial sees what it is about: links with numbers in them, in their label, or behind them."""
    page = Page(
        '<span class="total">1.234 bài, 900 nội dung</span>'
        '<ul class="chips"><li><a href="/tim?q=a">x</a></li>'
        '<li><a class="clear" href="/tim">xóa</a></li></ul>'
        '<a class="pick" href="/tim?year=2020&amp;q=a"><span class="name">2020</span>'
        '<span class="count">1.000<span class="away"> bài</span></span></a>'
        '<a class="pick is-on" href="/tim?q=a" aria-current="true"><span class="count">5</span></a>'
        '<li><a href="/tim?q=b">b</a> <span class="count">7 bài</span>'
        '<a href="/tim?place=P:1" aria-label="Hà Nội: 12 bài"></a><a href="/tim?q=c">c</a> text <b>8</b>'
        '<a href="/bai/1">một</a> <span class="count">3</span>'
    )
    assert page.total == 1234
    assert page.chips == ["/tim?q=a"]
    assert page.promises == [("/tim?year=2020&q=a", 1000), ("/tim?q=b", 7), ("/tim?place=P:1", 12)]
