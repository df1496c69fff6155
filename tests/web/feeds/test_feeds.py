"""Feeds of any query: valid, honest about dates, and no more than a source lets be shown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from lxml import etree
from werkzeug.http import http_date

from search.archive import Show, Withdrawn
from search.model import BlockKind, Published, Trust
from web.feeds.entries import entry_of, moment_of, urn
from web.feeds.xml import allowed

ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "https://tra.example.vn"
IRI = re.compile(r"(?:https?://[^\s<>\"{}|\\^`]+|urn:uuid:[0-9a-f-]{36})")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
QUESTIONS = (
    "",
    "?q=ket+nap",
    "?q=ket+nap&year=2021&source=bao-tinh&size=5",
    "?q=%22khong+co+bai+nao%22",
    "?q=<script>%00%01%EF%BF%BE&lang=en",
    "?year=unknown",
    "?sort=relevance&q=hoa+giai",
)


@pytest.fixture(scope="module")
def public(make_app):
    """A client of a site that knows its own address."""
    return make_app(public_url=HOST).test_client()


def parsed(answer):
    """The root of an XML answer, read without entities and without forgiving anything."""
    return etree.fromstring(answer.data, etree.XMLParser(resolve_entities=False, recover=False))


def texts(root, name):
    """The texts of the children of a name."""
    return [each.text or "" for each in root.findall(ATOM + name)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_atom_follows_its_rules(public, question):
    """RFC 4287: one id, title and updated each, self and alternate links, an author, dates of RFC 3339."""
    answer = public.get(f"/tim.atom{question}")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    root = parsed(answer)
    assert root.tag == f"{ATOM}feed"
    links = {each.get("rel"): each.get("href") for each in root.findall(f"{ATOM}link")}
    assert links.keys() == {"self", "alternate"}
    assert public.get(links["self"].removeprefix(HOST)).data == answer.data
    assert public.get(links["alternate"].removeprefix(HOST)).status_code == 200
    entries = root.findall(f"{ATOM}entry")
    for each in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(texts(each, name)) == 1, name
        assert IRI.fullmatch(texts(each, "id")[0])
        assert texts(each, "title")[0].strip()
        for moment in (*texts(each, "updated"), *texts(each, "published")):
            assert MOMENT.fullmatch(moment)
        for link in each.findall(f"{ATOM}link"):
            assert IRI.fullmatch(link.get("href"))
    for entry in entries:
        assert [author.findtext(f"{ATOM}name").strip() for author in entry.findall(f"{ATOM}author")] != [""]
        assert len(entry.findall(f"{ATOM}content")) <= 1
        assert len(texts(entry, "published")) <= 1
        assert not entry.xpath(".//*[namespace-uri() != 'http://www.w3.org/2005/Atom']")
    ids = [texts(entry, "id")[0] for entry in entries]
    assert len(ids) == len(set(ids))
    latest = max((texts(entry, "updated")[0] for entry in entries), default="")
    assert texts(root, "updated")[0] >= latest


@pytest.mark.parametrize("question", QUESTIONS)
def test_json_feed_follows_its_rules(public, question):
    """JSON Feed 1.1: version, title, items with id and text, dates of RFC 3339, whole addresses, no null."""
    answer = public.get(f"/tim.json{question}")
    assert answer.content_type == "application/feed+json; charset=utf-8"
    found = answer.get_json()
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["title"]
    assert public.get(found["feed_url"].removeprefix(HOST)).data == answer.data
    for item in found["items"]:
        assert IRI.fullmatch(item["id"])
        assert item["content_text"]
        assert None not in item.values()
        assert "content_html" not in item
        for name in item.keys() & {"url", "external_url"}:
            assert IRI.fullmatch(item[name])
        for name in item.keys() & {"date_published", "date_modified"}:
            assert MOMENT.fullmatch(item[name])
    atoms = parsed(public.get(f"/tim.atom{question}")).findall(f"{ATOM}entry")
    assert [item["id"] for item in found["items"]] == [texts(entry, "id")[0] for entry in atoms]


def test_a_feed_has_what_the_search_has(public):
    """The articles of a query and its filters, the newest first, unless another order is asked for."""
    for given, asked in (("", "&sort=newest"), ("&sort=oldest", "&sort=oldest")):
        hits = public.get(f"/api/v1/search?q=ket+nap&year=2021&size=30{asked}").get_json()["hits"]
        items = public.get(f"/tim.json?q=ket+nap&year=2021{given}").get_json()["items"]
        assert [item["id"] for item in items] == [urn(f"article {hit['id']}") for hit in hits]
        assert len(items) > 3


def test_dates_are_honest(public, documents):
    """Only a day that something states is a date of publication; others are told in words."""
    items = {item["id"]: item for item in public.get("/tim.json?size=100&fold=0").get_json()["items"]}
    stated, bare, guessed = (items[urn(f"article {documents[at].id}")] for at in (0, 30, 31))
    assert stated["date_published"] == "2019-01-01T07:00:00+07:00"
    assert "date_published" not in bare.keys() | guessed.keys()
    assert bare["summary"].startswith("[không rõ ngày]")
    assert guessed["summary"].startswith("[khoảng 2023, ước đoán]")
    assert stated["date_modified"] == documents[0].added.isoformat()


@pytest.mark.parametrize("trust", list(Trust))
def test_a_day_without_a_clock(trust):
    """It is its midnight in Vietnam; an inferred day is none."""
    day = datetime(2021, 11, 9).date()  # noqa: DTZ001 - a day
    moment = moment_of(Published(trust, day, year=2021))
    if trust in (Trust.INFERRED, Trust.UNKNOWN):
        assert moment is None
    else:
        assert moment is not None
        assert moment.isoformat() == "2021-11-09T00:00:00+07:00"
        assert moment.utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize("show", list(Show))
def test_no_more_than_a_source_lets_be_shown(make_app, documents, show):
    """Whole texts, beginnings or titles alone: a feed has no more than the article's page."""
    client = make_app(shows=lambda _source, _url: show).test_client()
    body = "quan tâm bồi dưỡng quần chúng ưu tú"
    lead = "Công tác phát triển đảng viên được cấp ủy coi trọng."
    for address in ("/tim.atom?size=100", "/tim.json?size=100"):
        text = client.get(address).text
        assert documents[0].article.title in text
        assert (body in text) == (show is Show.FULL)
        assert (lead in text) == (show is not Show.LINK)


def test_withdrawn_articles_are_absent(make_app, archive_of, documents):
    """An article that was withdrawn is gone from feeds at once, before the next build."""

    class Archive(archive_of):
        def withdrawn(self, article_id):
            """One of them was."""
            return Withdrawn(documents[0].added) if article_id == documents[0].id else None

    client = make_app(archive=Archive(documents)).test_client()
    for address in ("/tim.atom?size=100&fold=0", "/tim.json?size=100&fold=0"):
        text = client.get(address).text
        assert urn(f"article {documents[0].id}") not in text
        assert urn(f"article {documents[1].id}") in text


def test_what_is_known_is_not_sent_again(public):
    """A reader that has the feed gets 304, and everything where the site has another address."""
    for address in ("/tim.atom", "/tim.json", "/tim-kiem.xml"):
        first = public.get(address)
        again = public.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert public.head(address).headers["Content-Length"] == str(len(first.data))


def test_control_characters_are_dropped(documents):
    """What XML cannot hold is left out, and nothing else."""
    assert allowed("a\0b\x0b\ufffe\ud800c\td\ne\U0001f600\x7f") == "abc\td\ne\U0001f600\x7f"
    every = "".join(map(chr, (*range(0x300), *range(0xD700, 0xE010), 0xFFFD, 0xFFFE, 0xFFFF, 0x10FFFF)))
    made = etree.Element("a")
    made.text = allowed(every)
    again = etree.fromstring(etree.tostring(made, encoding="utf-8")).text
    assert again == allowed(every)


def test_an_article_full_of_signs_stays_text(public, nasty, documents):
    """A title of script is text in both formats, and an unsafe original is no link."""
    entry = next(
        each
        for each in parsed(public.get("/tim.atom?size=100")).findall(f"{ATOM}entry")
        if texts(each, "id")[0] == urn(f"article {documents[31].id}")
    )
    assert texts(entry, "title") == [nasty]
    assert "javascript:" not in public.get("/tim.atom?size=100").text
    assert "external_url" not in next(
        item
        for item in public.get("/tim.json?size=100").get_json()["items"]
        if item["id"] == texts(entry, "id")[0]
    )


def test_an_entry_without_title_or_text(documents):
    """An article without any of them still gives a valid entry."""
    empty = replace(documents[0].article, text="", blocks=())
    entry = entry_of(replace(documents[0], article=empty), Show.FULL, "/bai/x", "vi")
    assert entry.title == documents[0].id
    assert entry.content == entry.summary == ""
    assert BlockKind.TITLE not in [block.kind for block in empty.blocks]


@pytest.mark.parametrize("host", ["tra.example.vn:8443", "evil.example/x?<y>\"'"])
def test_without_an_address_of_its_own(client, host):
    """The host that was asked is used where it is one; else addresses begin with their path."""
    text = client.get("/tim.json", headers={"Host": host}).text
    assert ("tra.example.vn:8443/bai/" in text) == host.startswith("tra")
    assert "evil" not in text


def test_results_name_their_feeds(public):
    """A page of results names feeds of the same question, for programs and for people."""
    page = public.get("/tim?q=ket+nap&year=2021&size=2&page=2&sort=oldest&lang=en").text
    for kind, path in (("application/atom+xml", "/tim.atom"), ("application/feed+json", "/tim.json")):
        href = re.search(rf'<link rel="alternate" type="{re.escape(kind)}" [^>]*href="([^"]+)"', page)[1]
        assert href == f"{path}?q=ket+nap&amp;year=2021&amp;lang=en"
    assert ">Follow (Atom)</a>" in page
    assert 'rel="alternate" type' not in public.get("/").text


@pytest.mark.parametrize("path", ["/tim.atom", "/tim.json?q=ket+nap"])
def test_a_reader_may_ask_by_time_alone(public, path):
    """A feed is as old as the index; one that is not newer than what the reader has is not sent again."""
    answer = public.get(path)
    since = answer.headers["Last-Modified"]
    assert public.get(path, headers={"If-Modified-Since": since}).status_code == 304
    before = http_date(answer.last_modified - timedelta(seconds=1))
    assert public.get(path, headers={"If-Modified-Since": before}).data == answer.data
    other = {"If-Modified-Since": since, "If-None-Match": '"other"'}
    assert public.get(path, headers=other).data == answer.data
