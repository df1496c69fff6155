"""Two passages side by side, named or pasted."""

from __future__ import annotations

import re

import pytest

from search.archive import Show


def marked(page, tag):
    """What stands in a tag."""
    return re.findall(rf"<{tag}>(.*?)</{tag}>", page)


def test_two_articles(client, documents):
    """Their paragraphs side by side, the words that differ marked."""
    page = client.get(f"/so-sanh?a={documents[0].id}&b={documents[5].id}").text
    assert marked(page, "del") == ["0", "0", "2"]
    assert marked(page, "ins") == ["5", "5", "7"]
    assert "thêm 3 chữ, bớt 3 chữ" in page


def test_two_pasted_texts(client):
    """They may be long, so they are sent; single ones stand side by side however little they share."""
    given = {"a_text": "Bình quân kết nạp 120 đảng viên", "b_text": "Bình quân phát triển 135 đảng viên"}
    page = client.post("/so-sanh", data=given).text
    assert marked(page, "del") == ["kết nạp 120"]
    assert marked(page, "ins") == ["phát triển 135"]
    told = client.get("/api/v1/compare", query_string=given).json
    assert [piece["text"] for piece in told["rows"][0]["pieces"] if piece["change"] != "inserted"] == [
        "Bình quân ",
        "kết nạp 120",
        " đảng viên",
    ]
    apart = client.get("/api/v1/compare?a_text=một+hai&b_text=ba+bốn").json
    assert len(apart["rows"]) == 1


def test_a_passage_beside_a_text(client, documents):
    """By an address with a range."""
    start = documents[0].article.text.index("Công tác")
    told = client.get(
        "/api/v1/compare",
        query_string={
            "a": f"/bai/{documents[0].id}?passage={start},29",
            "b_text": "Công tác phát triển đoàn viên",
        },
    ).json
    assert told["changes"] == {"paragraphs": 1, "inserted": 1, "deleted": 1}
    assert told["before"]["title"] == documents[0].article.title
    assert told["before"]["state"] == "same"


def test_versions_have_their_own_page(client, documents):
    """An article with two numbers leads there."""
    answer = client.get(f"/so-sanh?article={documents[0].id}&before=1&after=2")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/bai/{documents[0].id}/phien-ban/1..2"


def test_what_cannot_be_compared(client, make_app, documents):
    """One side alone, an article that is not there, a closed source: the form, with a sentence."""
    assert client.get("/so-sanh?a_text=x").text.count('class="both') == 0
    assert "Bài không còn trong kho" in client.get("/so-sanh?a=0000000000000000&b_text=x").text
    closed = make_app(shows=lambda source, url: Show.SNIPPET).test_client()
    page = closed.get(f"/so-sanh?a={documents[0].id}&b={documents[5].id}").text
    assert "không cho hiện" in page
    assert 'class="both' not in page


@pytest.mark.parametrize("name", ["a_text", "b_text", "a", "b"])
def test_hostile_texts(client, nasty, name):
    """What is typed stays text."""
    page = client.post("/so-sanh", data={"a_text": "x", "b_text": "y", name: nasty}).text
    assert "<script>alert(1)" not in page


def test_long_texts_are_read_in_part(client):
    """Of 20,000 letters on either side, and it is told; what is far too large is refused."""
    page = client.post("/so-sanh", data={"a_text": "một hai " * 4000, "b_text": "một ba " * 3000}).text
    assert page.count("chỉ đọc 20.000 ký tự đầu") == 2
    assert client.post("/so-sanh", data={"a_text": "x" * 600_000}).status_code == 413
