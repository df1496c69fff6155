"""From a hit to its article and back: to the results as they were."""

from __future__ import annotations

import html
import re

import pytest


def link_in(page, pattern):
    """The first address of a page that fits."""
    return html.unescape(re.search(rf'href="({pattern})"', page)[1])


SEARCHES = [
    "/tim?q=k%E1%BA%BFt+n%E1%BA%A1p&year=2021&page=2&size=2",
    "/tim?q=k%E1%BA%BFt+n%E1%BA%A1p",
    "/tim?q=k%E1%BA%BFt+n%E1%BA%A1p&from=2020&map=now&fold=0&accent=exact&sort=oldest&lang=en",
    "/tim?year=2021",
    "/tim?q=%220blank0%22+OR+k%E1%BA%BFt+n%E1%BA%A1p&year=2021",
]


@pytest.mark.parametrize("results", SEARCHES)
def test_an_article_leads_back_to_its_results(client, results):
    """With all that was chosen; the permanent address stays that of the article alone."""
    page = client.get(results).text
    assert 'class="hit' in page
    to_article = link_in(page, r"/bai/\w+\?[^\"]*")
    article = client.get(to_article.partition("#")[0]).text
    back = article.partition('class="back"')[2].partition("</p>")[0]
    assert link_in(back, '[^"]+') == results
    bare = re.match(r"/bai/\w+", to_article)[0]
    assert f'<link rel="canonical" href="{bare}">' in article


def test_all_places_of_an_article_lead_back_too(client, documents):
    """And to the article, with the same search."""
    asked = "?q=%C4%91%E1%BA%A3ng+vi%C3%AAn&year=2021&page=2"
    page = client.get(f"/bai/{documents[0].id}/cho{asked}").text
    assert f'href="/tim{asked.replace("&", "&amp;")}"' in page
    assert f'href="/bai/{documents[0].id}{asked.replace("&", "&amp;")}"' in page


def test_a_search_from_an_article_begins_without_hidden_filters(client, documents):
    """The filters that led to an article are not shown on its page, so its box does not keep them."""
    page = client.get(f"/bai/{documents[0].id}?q=x&year=2021&page=3&sort=oldest&lang=en").text
    box = page.partition('class="ask"')[2].partition("</form>")[0]
    assert re.findall(r'type="hidden" name="(\w+)"', box) == ["lang"]
    assert 'href="/tim-nang-cao?q=x&amp;lang=en"' in box


def test_articles_that_no_search_found_have_plain_addresses(client):
    """On the front page nothing is added."""
    assert re.findall(r'href="/bai/\w+\?', client.get("/").text) == []
