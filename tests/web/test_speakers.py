"""Who speaks in an article: on its page, in the API, and where a source lets only a part be shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.archive import Show
from search.model import Evidence, Span, Statement
from web.showing.cutting import cut_document

WHY = "who stands before a verb of saying"


@pytest.fixture(scope="module")
def spoken(documents):
    """The first article, in which somebody says its first words of body, and an office its next ones."""
    first = documents[0]
    at = first.article.text.index("chi bộ thôn 0")
    evidence = Evidence("chi bộ thôn 0", WHY, Span(at, 13))
    return replace(
        first,
        statements=(
            Statement("Lò Thị <Mai>", "Bí thư Huyện ủy", (Span(at, 6),), evidence),
            Statement("", "Lãnh đạo xã", (Span(at + 7, 6),), evidence),
        ),
    )


@pytest.fixture(scope="module")
def client(make_app, documents, spoken):
    """A client of a site that holds it."""
    return make_app(held=[spoken, *documents[1:]]).test_client()


def test_the_page_names_who_speaks(client, spoken):
    """Name and office stand among the facts, escaped, each with its reason in the reader's language."""
    html = client.get(f"/bai/{spoken.id}").text
    for part in ("Người phát biểu", "Lò Thị &lt;Mai&gt;", "Bí thư Huyện ủy", "Lãnh đạo xã"):
        assert part in html
    assert "người đứng trước động từ nói" in html
    assert 'data-of="' in html
    assert "nguoi-noi-1" in html
    english = client.get(f"/bai/{spoken.id}?lang=en").text
    assert "Who speaks" in english
    assert WHY in english


def test_articles_in_which_nobody_speaks_say_nothing_of_it(client, documents):
    """The line is left out."""
    assert "Người phát biểu" not in client.get(f"/bai/{documents[1].id}").text


def test_the_api_tells_what_is_said(client, spoken):
    """Each statement has its stretches of the text and its evidence."""
    answer = client.get(f"/api/v1/articles/{spoken.id}").json
    first, second = answer["statements"]
    assert (first["speaker"], first["office"]) == ("Lò Thị <Mai>", "Bí thư Huyện ủy")
    assert (second["speaker"], second["office"]) == ("", "Lãnh đạo xã")
    assert [answer["text"][start : start + length] for start, length in first["said"]] == ["chi bộ"]
    assert first["evidence"][0]["why"] == WHY


@pytest.mark.parametrize("show", [Show.SNIPPET, Show.LINK])
def test_what_is_cut_has_no_speakers(spoken, show):
    """Where not the whole text may be shown, no words of it are given to anybody."""
    assert cut_document(spoken, show).statements == ()
    assert cut_document(spoken, Show.FULL).statements == spoken.statements
