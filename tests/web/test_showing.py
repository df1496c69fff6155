"""What a source lets be shown holds on every page and in the API."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from search.archive import Show
from web.showing.cutting import SNIPPET, cut_document


@pytest.fixture(scope="module")
def sites(make_app):
    """A client of the site for each value of `show`, which holds for all of its sources."""
    return {show: make_app(shows=lambda source, url, show=show: show).test_client() for show in Show}


def addresses(document):
    """Every address that draws an article, with a query that matches in its text."""
    pages, api = f"/bai/{document.id}", f"/api/v1/articles/{document.id}"
    query = "q=quần+chúng+ưu+tú"
    return [
        "/",
        "/api/v1/",
        f"/tim?{query}&explain=1",
        f"/api/v1/search?{query}&explain=1",
        f"{pages}?{query}",
        f"{pages}/cho?{query}",
        f"{pages}/goc",
        f"{pages}/goc/1/tep",
        f"{api}?{query}",
        f"{api}/passages?{query}",
        f"{api}/captures",
        *(
            f"{path}/{citation.key}"
            for path in ("/van-ban", "/api/v1/documents")
            for citation in document.citations
        ),
    ]


def text_of(answer):
    """The words of an answer."""
    return " ".join(answer.get_data(as_text=True).split())


@pytest.mark.parametrize(("show", "shows_words"), [(Show.FULL, True), (Show.LINK, False)])
def test_of_a_link_no_word_of_the_text_is_shown(sites, documents, show, shows_words):
    """Neither in results nor on pages nor as JSON; where all may be shown, the words do stand there."""
    document = documents[3]
    texts = [text_of(sites[show].get(each)) for each in addresses(document)]
    assert any("quan tâm bồi dưỡng" in text for text in texts) == shows_words
    assert any("được cấp ủy coi trọng" in text for text in texts) == shows_words
    assert any(document.article.title in text for text in texts)


def test_a_snippet_is_no_whole_text(sites, documents):
    """The article shows its beginning; results have passages; captures stay closed."""
    document, client = documents[3], sites[Show.SNIPPET]
    shown = client.get(f"/api/v1/articles/{document.id}").json
    assert shown["show"] == "snippet"
    assert "được cấp ủy coi trọng" in shown["text"]
    assert "quan tâm bồi dưỡng" not in shown["text"]
    hits = client.get("/api/v1/search?q=quần+chúng+ưu+tú").json["hits"]
    assert any(snippet["text"] for hit in hits for snippet in hit["snippets"])
    assert "quan tâm bồi dưỡng" not in text_of(client.get(f"/bai/{document.id}/cho?q=bồi+dưỡng"))


@pytest.mark.parametrize(("show", "told"), [(Show.FULL, True), (Show.SNIPPET, True), (Show.LINK, False)])
def test_a_wide_pattern_draws_no_text_from_a_link(real_site, documents, show, told):
    """Wordings of many words are a text; few words are told of whatever article, and all are counted."""
    client = real_site(documents, shows=lambda source, url: show)
    wide = "/cach-viet?q=" + quote('"công trọng"~100')
    assert ("coi trọng" in text_of(client.get(wide))) == told
    counted = client.get(f"/api/v1/precedents/variants?{wide.partition('?')[2]}").json
    assert counted["total"] == sum(one["lines"] for one in counted["variants"]) > 0
    assert all(bool(one["href"]) == bool(one["wording"]) for one in counted["variants"])
    assert "kết nạp" in text_of(client.get("/cach-viet?q=ket+nap")).replace('q="kết nạp"', "")
    hint = "nguồn không cho hiện chữ ở đây"
    assert (hint in text_of(client.get("/ngu-canh?q=ket+nap"))) == (show is Show.LINK)


@pytest.mark.parametrize("show", [Show.SNIPPET, Show.LINK])
def test_captures_stay_closed(sites, documents, show):
    """Their addresses say so with 403, and the article does not lead to them."""
    client, article_id = sites[show], documents[3].id
    for path in (f"/bai/{article_id}/goc", f"/bai/{article_id}/goc/1", f"/bai/{article_id}/goc/1/tep"):
        assert client.get(path).status_code == 403
    assert client.get(f"/api/v1/articles/{article_id}/captures").status_code == 403
    assert client.get("/bai/0000000000000000/goc").status_code == 404
    page = client.get(f"/bai/{article_id}").get_data(as_text=True)
    assert f"/bai/{article_id}/goc" not in page
    assert "Xin đọc" in page


def test_a_link_keeps_what_may_be_told(sites, documents):
    """Title, date, place, source and the address of the original."""
    document = documents[3]
    shown = sites[Show.LINK].get(f"/api/v1/articles/{document.id}").json
    whole = sites[Show.FULL].get(f"/api/v1/articles/{document.id}").json
    for name in ("id", "title", "source", "url"):
        assert shown[name] == whole[name]
    assert shown["published"]["date"] == whole["published"]["date"]
    assert (shown["topics"], shown["citations"], shown["about_years"]) == ([], [], [])
    assert shown["text"].strip() == document.article.title
    if whole["location"]:
        assert shown["location"]["then"] == whole["location"]["then"]


@pytest.mark.parametrize("show", list(Show))
def test_every_article_can_be_cut(documents, show):
    """Whatever is odd in it: blocks lie in the text, evidence says nothing that was cut."""
    for document in documents:
        cut = cut_document(document, show)
        assert all(0 <= block.start < block.end <= len(cut.article.text) for block in cut.article.blocks)
        assert cut.article.title == document.article.title
        if show is not Show.FULL:
            assert len(cut.article.text) <= len(cut.article.title) + SNIPPET + 5
            assert not any(one.evidence for one in cut.topics)
