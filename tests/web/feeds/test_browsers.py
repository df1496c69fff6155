"""What a browser needs to search here."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from lxml import etree

HOST = "https://tra.example.vn"
NAME = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture(scope="module")
def public(make_app):
    """A client of a site under a path that knows its own address."""
    return make_app(public_url=HOST, url_prefix="/tin").test_client()


def test_the_description_follows_its_rules(public):
    """OpenSearch 1.1: the names in their lengths, and a template for each way, all of which answer."""
    answer = public.get("/tin/tim-kiem.xml")
    assert answer.content_type == "application/opensearchdescription+xml; charset=utf-8"
    root = etree.fromstring(answer.data)
    assert root.tag == f"{NAME}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{NAME}ShortName")) <= 16
    assert 0 < len(root.findtext(f"{NAME}Description")) <= 1024
    kinds = {}
    for url in root.findall(f"{NAME}Url"):
        kinds[url.get("type")] = template = url.get("template")
        assert template.startswith(f"{HOST}/tin/")
        asked = template.replace("{searchTerms}", quote("kết nạp & đảng"))
        found = public.get(asked.removeprefix(HOST))
        assert found.status_code == 200
        assert found.content_type.startswith(url.get("type"))
    assert kinds.keys() == {
        "text/html",
        "application/x-suggestions+json",
        "application/atom+xml",
        "application/feed+json",
        "application/opensearchdescription+xml",
    }


@pytest.mark.parametrize("name", ["Một cái tên rất dài của kho tin", "\x01", "<&>"])
def test_any_name_of_the_site_will_do(make_app, name):
    """A long or odd name is cut and escaped."""
    root = etree.fromstring(make_app(site_name=name).test_client().get("/tim-kiem.xml").data)
    assert len(root.findtext(f"{NAME}ShortName") or "") <= 16


def test_every_page_names_it(client):
    """A browser finds the description from every page, in the language of the page."""
    for address in ("/", "/tim?q=ket", "/huong-dan", "/nothing-here", "/api/v1/docs"):
        page = client.get(f"{address}{'&' if '?' in address else '?'}lang=en").text
        assert '<link rel="search" type="application/opensearchdescription+xml"' in page
        assert 'href="/tim-kiem.xml?lang=en"' in page


def test_suggestions_have_the_form_of_opensearch(real_site, documents):
    """What was typed, then as many texts as groups and addresses, all of which answer."""
    client = real_site(documents)
    answer = client.get("/goi-y.json?q=ket+n")
    assert answer.content_type == "application/x-suggestions+json; charset=utf-8"
    typed, found, groups, addresses = answer.get_json()
    assert typed == "ket n"
    assert found
    assert len(found) == len(groups) == len(addresses)
    assert any("kết nạp" in text for text in found)
    for address in addresses:
        assert client.get(address.removeprefix("http://localhost")).status_code == 200
    assert client.get("/goi-y.json").get_json() == ["", [], [], []]
