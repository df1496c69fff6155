"""The notebook: in an address or in a file of its owner, and honest about what has changed since."""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import replace

import pytest
from stand_in import FakeArchive, FakeReader, reworded

from search.archive import Show, Withdrawn
from search.model import Span
from web.passages.codes import clip_of, code_of

WORDS = "được cấp ủy coi trọng."


def passage(document, words=WORDS):
    """The range and the code of some words of a document."""
    span = Span(document.article.text.index(words), len(words))
    return f"{span.start},{span.length}", code_of(clip_of(document.id, span, words))


def sent(data):
    """A form that sends a file."""
    return {"tep": (io.BytesIO(data), "so.json")}


@pytest.fixture(scope="module")
def saved(client, documents):
    """A notebook of two passages as a file."""
    codes = [passage(documents[0])[1], passage(documents[3])[1]]
    answer = client.post("/so-tay/tep", data={"passage": codes, "note": ["hay", "ghi  chú\nhai"]})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="so-trich.json"'
    return answer.data


def test_the_address_holds_the_notebook(client, documents):
    """Codes, or addresses of articles with a range; each once, in order, with words and citation."""
    given, code = passage(documents[0])
    other = passage(documents[3])[1]
    page = client.get(
        "/so-tay",
        query_string={
            "passage": [code, f"https://x.vn/bai/{documents[0].id}?passage={given}", other, "nonsense"]
        },
    ).text
    assert page.count(f"“{WORDS}”</blockquote>") == 2
    assert "truy cập ngày" in page
    assert "Không hiểu: nonsense" in page
    assert re.findall(r'name="passage" value="(\w[^"]+)"', page)[:2] == [code, other]
    assert "noindex, nofollow" in page


def test_a_file_holds_words_citation_and_hash(client, documents, saved):
    """Whoever has it can read it without us."""
    told = json.loads(saved)
    first, second = told["clippings"]
    assert (first["text"], first["note"], second["note"]) == (WORDS, "hay", "ghi chú hai")
    assert first["sha256"] == FakeArchive(documents).captures(documents[0].id)[0].sha256
    assert "bản lưu Tra Tin" in first["citation"]
    assert first["url"] == documents[0].article.url
    assert told["kind"] == "tratin-clippings"
    assert re.search(r"/so-tay\?passage=\w", told["address"])


def test_a_file_opens_again(client, saved):
    """With its notes, and what is unchanged said to be so."""
    page = client.post("/so-tay", data=sent(saved)).text
    assert page.count("Chữ vẫn như lúc trích.") == 2
    assert 'value="ghi chú hai"' in page
    assert "Trang đã đổi" not in page


def changed(documents, *, moved=False):
    """A site whose first article was changed since: other words, or the same elsewhere."""
    first = documents[0]
    text = first.article.text
    if moved:
        later = reworded(first)
    else:
        article = replace(first.article, text=text.replace(WORDS, "được cấp ủy quan tâm.."[: len(WORDS)]))
        later = replace(first, version=2, article=article)
    return [later, *documents[1:]]


@pytest.mark.parametrize(
    ("moved", "says"), [(False, "không còn như lúc trích"), (True, "nay ở chỗ khác của bài")]
)
def test_a_change_is_told(make_app, documents, saved, moved, says):
    """Other words are shown beside those of the file; the page as it was then is named, with what changed."""
    reader = FakeReader(changed(documents, moved=moved))
    client = make_app(reader=reader, archive=FakeArchive(documents)).test_client()
    page = client.post("/so-tay", data=sent(saved)).text
    assert says in page
    assert WORDS in page
    assert f"/bai/{documents[0].id}/phien-ban/1..2" in page
    assert ("<del>" in page) is not moved
    kept = client.post("/so-tay/tep", data={"opened": saved.decode(), "note": ["mới"]}).json
    assert [one["note"] for one in kept["clippings"]] == ["mới", "ghi chú hai"]
    assert kept["clippings"][0]["text"] == WORDS


def test_an_address_tells_a_change_too(make_app, documents):
    """A sum of the words is in the code."""
    code = passage(documents[0])[1]
    client = make_app(reader=FakeReader(changed(documents)), archive=FakeArchive(documents)).test_client()
    assert "không còn như lúc trích" in client.get(f"/so-tay?passage={code}").text
    assert client.get(f"/api/v1/clippings?passage={code}").json["states"] == ["changed"]


def test_what_may_not_be_shown_is_not(make_app, documents, saved):
    """A source that closes its articles, and an article that was withdrawn; the file's own words stay."""
    code = passage(documents[0])[1]
    client = make_app(shows=lambda source, url: Show.LINK).test_client()
    page = client.get(f"/so-tay?passage={code}").text
    assert WORDS not in page
    assert "không cho hiện" in page
    assert documents[0].article.title in page
    exported = client.get(f"/xuat/so-tay.csv?passage={code}").text
    assert WORDS not in exported
    assert f"passage={passage(documents[0])[0]}" in exported, "the place that was clipped is still told"
    archive = FakeArchive(documents)
    archive.withdrawn = lambda article_id: Withdrawn(documents[0].added)
    client = make_app(archive=archive).test_client()
    assert "Bài không còn trong kho" in client.get(f"/so-tay?passage={code}").text
    assert WORDS not in client.get(f"/so-sanh?a={code}&b={documents[3].id}").text
    opened = client.post("/so-tay", data=sent(saved)).text
    assert WORDS in opened
    assert "bản lưu Tra Tin" in opened


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        b"[]",
        b'{"kind": "other"}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"kind":"tratin-clippings"}',
    ],
)
def test_a_file_that_is_none(client, data):
    """A sentence says so; nothing is raised."""
    answer = client.post("/so-tay", data=sent(data))
    assert answer.status_code == 400
    assert "không phải là sổ trích" in answer.text
    assert client.post("/so-tay/tep", data={"opened": data}).status_code == 400


def form_of(page):
    """What the form of a notebook would send, as a browser does."""
    sent = {"passage": [], "note": []}
    for tag in re.findall(r"<input[^>]*>", page.partition('class="kept"')[2].partition("</form>")[0]):
        given = {name: html.unescape(value) for name, value in re.findall(r'(\w+)="([^"]*)"', tag)}
        if given["name"] == "opened":
            sent["opened"] = given["value"]
        else:
            sent[given["name"]].append(given["value"])
    return sent


@pytest.fixture
def in_address(client, documents):
    """The form of a notebook of three passages in an address, with notes typed beside them."""
    codes = [passage(documents[number])[1] for number in (0, 3, 5)]
    form = form_of(client.get("/so-tay", query_string={"passage": codes}).text)
    assert form == {"passage": codes, "note": ["", "", ""]}
    return {**form, "note": ["một", "hai", "ba"]}


def test_links_of_passages_leave_the_page_of_the_notes(client, in_address):
    """Without script they open beside it, and the page says so beforehand."""
    page = client.post("/so-tay", data=in_address).text
    form = page[page.index('<form class="kept"') : page.index("</form>", page.index('<form class="kept"'))]
    links = re.findall("<a [^>]*>", form)
    assert len(links) >= 3
    assert [link for link in links if 'target="_blank"' not in link] == []
    assert "<noscript> Các liên kết dưới mỗi đoạn mở ở thẻ mới" in page


def test_notes_survive_dropping_and_adding(client, documents, in_address):
    """What was typed beside the others stays, whichever passage is dropped and whatever is added."""
    first, second, third = in_address["passage"]
    page = client.post("/so-tay", data={**in_address, "drop": "1"}).text
    assert form_of(page) == {"passage": [first, third], "note": ["một", "ba"]}
    given, code = passage(documents[4])
    named = f"https://x.vn/bai/{documents[4].id}?passage={given}"
    page = client.post("/so-tay", data={**form_of(page), "add": named}).text
    assert form_of(page) == {"passage": [first, third, code], "note": ["một", "ba", ""]}
    page = client.post("/so-tay", data={**in_address, "add": "nonsense"}).text
    assert "Không hiểu: nonsense" in page
    assert form_of(page) == in_address
    for odd in ("-1", "99", "x", "9" * 30):
        assert form_of(client.post("/so-tay", data={**in_address, "drop": odd}).text) == in_address
    bare = client.post("/so-tay", data={"passage": [first, second], "note": ["", " "], "drop": "0"})
    assert (bare.status_code, bare.headers["Location"]) == (303, f"/so-tay?passage={second}")


def test_an_opened_notebook_is_changed_like_any(client, documents, saved):
    """Its passages are dropped and others added, and its notes stay."""
    form = form_of(client.post("/so-tay", data=sent(saved)).text)
    given, code = passage(documents[4])
    form["note"] = ["sửa", "ghi chú hai"]
    form = form_of(client.post("/so-tay", data={**form, "add": code}).text)
    assert form["note"] == ["sửa", "ghi chú hai", ""]
    form = form_of(client.post("/so-tay", data={**form, "add": code, "drop": "0"}).text)
    assert form["note"] == ["ghi chú hai", ""]
    kept = client.post("/so-tay/tep", data=form).json["clippings"]
    assert [one["article"] for one in kept] == [documents[3].id, documents[4].id]
    assert f"{kept[1]['start']},{kept[1]['length']}" == given


def test_notes_are_exported(client, in_address, saved):
    """In a column of tables, and as the note of references; of an opened file too."""
    for form in (in_address, form_of(client.post("/so-tay", data=sent(saved)).text)):
        lines = client.post("/xuat/so-tay.jsonl", data=form).text.splitlines()
        assert [json.loads(line)["note"] for line in lines[1:-1]] == form["note"]
        for note in form["note"]:
            assert f",{note}\r\n" in client.post("/xuat/so-tay.csv", data=form).text
            assert f"N1  - {note}\r\n" in client.post("/xuat/so-tay.ris", data=form).text
            assert f"annote = {{{note}}}" in client.post("/xuat/so-tay.bib", data=form).text
        assert [one["annote"] for one in client.post("/xuat/so-tay.json", data=form).json] == form["note"]
        assert client.post("/xuat/so-tay.xlsx", data=form).status_code == 200
        assert client.post("/xuat/so-tay.nothing", data=form).status_code == 404
    assert client.post("/xuat/so-tay.csv", data={"opened": "{"}).status_code == 400


def test_a_note_of_an_article_that_is_gone_is_told_in_the_head(client, saved):
    """It has no row, and is not lost."""
    told = json.loads(saved)
    told["clippings"][0]["article"] = "0" * 16
    form = form_of(client.post("/so-tay", data=sent(json.dumps(told).encode())).text)
    assert f"{'0' * 16} hay" in client.post("/xuat/so-tay.csv", data=form).text


def test_what_is_missing_is_said(client):
    """No file to open: a sentence."""
    body = b'--x\r\nContent-Disposition: form-data; name="tep"; filename=""\r\n\r\n\r\n--x--\r\n'
    answer = client.post("/so-tay", data=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 400
    assert "Chưa chọn tệp nào để mở." in answer.text


def test_a_moment_is_told_for_people(client, saved):
    """When a file was saved is told as any moment is; nonsense stays as it is."""
    told = {**json.loads(saved), "saved": "2026-11-29T21:26:28+07:00"}
    assert (
        "Sổ lưu lúc 29/11/2026 21:26, từ" in client.post("/so-tay", data=sent(json.dumps(told).encode())).text
    )
    for odd in ("9999-12-31T23:59:59-12:00", "hôm qua"):
        page = client.post("/so-tay", data=sent(json.dumps({**told, "saved": odd}).encode())).text
        assert f"Sổ lưu lúc {odd}, từ" in page


def test_odd_passages_of_a_file(client, documents, nasty):
    """Ranges that are none are left out, hostile texts escaped, ids that are none unknown."""
    one = {
        "article": documents[0].id,
        "start": 5,
        "length": 9,
        "text": nasty,
        "note": nasty,
        "citation": nasty,
    }
    clippings = [
        one,
        {**one, "article": nasty},
        {**one, "start": -1},
        {**one, "length": 0},
        {**one, "start": 2**62},
    ]
    told = {"kind": "tratin-clippings", "version": 1, "saved": nasty, "site": nasty, "clippings": clippings}
    answer = client.post("/so-tay", data=sent(json.dumps(told).encode()))
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.text
    assert answer.text.count('class="clip"') == 3


def test_what_is_too_large_is_refused(client):
    """Status 413, with a page that says so."""
    kind = "multipart/form-data; boundary=x"
    answer = client.post("/so-tay", data=b"x" * 2_100_000, content_type=kind)
    assert answer.status_code == 413
    assert "lớn quá" in answer.text


def test_passages_are_exported_as_lines(client, documents):
    """In each format, with what stands beside them."""
    codes = [passage(documents[0])[1], passage(documents[3])[1]]
    asked = "&".join(f"passage={code}" for code in codes)
    rows = [json.loads(line) for line in client.get(f"/xuat/so-tay.jsonl?{asked}").text.splitlines()]
    assert [row["kind"] for row in rows] == ["head", "row", "row", "end"]
    assert (rows[1]["before"], rows[1]["match"]) == ("Công tác phát triển đảng viên", WORDS)
    assert client.get(f"/xuat/so-tay.ris?{asked}").text.count("TY  - NEWS") == 2
    for ending in ("csv", "xlsx", "bib", "json"):
        assert client.get(f"/xuat/so-tay.{ending}?{asked}").status_code == 200
    assert client.get("/xuat/so-tay.csv").status_code == 200


def test_a_notebook_has_a_size(client, documents):
    """A hundred passages; more are left out, and the page says how many it holds."""
    codes = [
        code_of(clip_of(documents[0].id, Span(at, 10), documents[0].article.text[at : at + 10]))
        for at in range(130)
    ]
    answer = client.get("/api/v1/clippings", query_string={"passage": codes}).json
    assert len(answer["clippings"]) == 100
    assert "Một sổ giữ được 100 đoạn." in client.get("/so-tay").text


def test_an_article_shows_the_passage_of_its_address(client, documents):
    """Marked in the text, with its citation; a range that is none changes nothing."""
    given, code = passage(documents[0])
    page = client.get(f"/bai/{documents[0].id}?passage={given}").text
    assert f"“{WORDS}”</blockquote>" in page
    assert f'/so-tay?passage={code}"' in page
    assert f'data-of="doan">{WORDS}</span>' in page
    assert "https://example.vn/bai-0.html#:~:text=" in page
    plain = client.get(f"/bai/{documents[0].id}").text
    for wrong in ("9999,5", "x", "0,99999"):
        assert client.get(f"/bai/{documents[0].id}?passage={wrong}").text.count("blockquote") == plain.count(
            "blockquote"
        )


def test_every_sentence_of_an_article_can_be_clipped(client, documents):
    """A page of links, each to the article at it."""
    page = client.get(f"/bai/{documents[0].id}/trich").text
    links = re.findall(r'href="(/bai/\w+\?passage=[^"#]+)#doan"', page)
    assert len(links) > 10
    for link in links[:4]:
        assert "Đoạn được trích" in client.get(link.replace("%2C", ",")).text
    assert client.get("/bai/0000000000000000/trich").status_code == 404
