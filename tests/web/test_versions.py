"""What changed in an article after it was published."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from search.archive import Kept, Show
from search.model import VIETNAM, Article, Block, BlockKind, Capture
from web.articles.versions import COMPARED, measured, versions_of, wordings


def article(*texts, kind=BlockKind.BODY, menu="Trang chủ"):
    """An article of paragraphs of one kind below a menu."""
    blocks, text = [Block(BlockKind.CHROME, 0, len(menu))], f"{menu}\n"
    for each in texts:
        blocks.append(Block(kind, len(text), len(text) + len(each)))
        text += f"{each}\n"
    return Article(text, tuple(blocks), "mau")


@pytest.fixture
def history(documents):
    """A function from articles, the oldest first, to their versions; None gave no article."""

    def build(*articles, cleaners=()):
        kept = {
            number: Kept(
                replace(documents[0], version=number, article=one),
                dict(enumerate(cleaners, 1)).get(number, ""),
            )
            for number, one in enumerate(articles, 1)
            if one is not None
        }
        captures = [
            Capture("a", number, "a", "text/plain", 1, "0", datetime(2026, 5, 1, tzinfo=VIETNAM))
            for number in range(1, len(articles) + 1)
        ]
        return versions_of(captures, kept.get)

    return build


def test_a_changed_menu_is_no_change(history):
    """Only the article's own text counts, whatever stands around it, and whatever a paragraph is called."""
    versions = history(
        article("một"),
        article("một", menu="Trang chủ, ngày 2"),
        article("một", kind=BlockKind.LEAD, menu="x"),
    )
    assert all(one.extent.paragraphs == 0 for one in measured(versions)[1:])
    assert len(wordings(history(article("một"), article("một", menu="x")))) == 1


def test_a_version_that_gave_no_article_is_passed_over(history):
    """The next one is compared with the last that had a text."""
    versions = measured(history(article("một hai"), None, article("một ba")))
    assert [(one.base, one.extent and one.extent.inserted) for one in versions] == [
        (None, None),
        (None, None),
        (1, 1),
    ]
    assert [one.capture.version for one in wordings(versions)] == [1, 3]


def test_an_edit_that_was_undone_is_a_change(history):
    """A text that comes back is another wording than the one before it."""
    versions = history(article("một"), article("hai"), article("một"))
    assert [one.capture.version for one in wordings(versions)] == [1, 2, 3]


def test_of_very_many_only_the_newest_are_read(history):
    """The older ones are listed, and said to be unread."""
    versions = measured(history(*(article(f"bài {number}") for number in range(COMPARED + 3))))
    assert [one.is_read for one in versions] == [False] * 3 + [True] * COMPARED
    assert len(wordings(versions)) == COMPARED


def test_the_article_tells_that_it_was_changed(client, documents):
    """With a link to the differences; one with a single wording tells nothing."""
    page = client.get(f"/bai/{documents[0].id}").text
    assert "Bài đã được sửa sau khi đăng: 2 phiên bản." in page
    assert f'href="/bai/{documents[0].id}/phien-ban/1..2"' in page
    assert "Bài đã được sửa" not in client.get(f"/bai/{documents[1].id}").text


def test_the_list_of_versions(client, documents):
    """The newest first, each with when it was stored and how much changed."""
    page = client.get(f"/bai/{documents[0].id}/phien-ban").text
    assert page.index("Bản lưu 2") < page.index("Bản lưu 1")
    assert "lưu lúc 02/05/2026 08:15" in page
    assert "khác bản 1 ở 2 đoạn" in page
    told = client.get(f"/api/v1/articles/{documents[0].id}/versions").get_json()["versions"]
    assert [(one["version"], one["base"], one["has_text"]) for one in told] == [(1, None, True), (2, 1, True)]
    assert told[1]["changes"] == {"paragraphs": 2, "inserted": 9, "deleted": 3}


def test_two_versions_side_by_side(client, documents):
    """Words that went and came are marked; the other way round they change sides."""
    one = documents[0].id
    page = client.get(f"/bai/{one}/phien-ban/1..2").text
    assert "Chi bộ số 0 kết nạp <del>đảng viên mới</del>" in page
    assert "Chi bộ số 0 kết nạp <ins>quần chúng ưu tú</ins>" in page
    assert "<ins>Bản sau thêm đoạn này.</ins>" in page
    assert "2 đoạn khác nhau" in page
    assert 'id="khac-2"' in page
    assert "<ins>đảng viên mới</ins>" in client.get(f"/bai/{one}/phien-ban/2..1").text
    assert "như nhau" in client.get(f"/bai/{one}/phien-ban/2..2").text


def test_the_json_of_two_versions_gives_both_back(client, documents):
    """Joined by side, the pieces of the rows are the lines of each version."""
    told = client.get(f"/api/v1/articles/{documents[0].id}/versions/1..2").get_json()
    for side, gone in (("before", "deleted"), ("after", "inserted")):
        lines = [
            "".join(piece["text"] for piece in row["pieces"] if piece["change"] in {"same", gone})
            for row in told["rows"]
            if row[side] is not None
        ]
        assert ("Bản sau thêm đoạn này." in lines) == (side == "after")
        assert lines[2].startswith("Trong năm qua, chi bộ thôn 0")
        assert [row[side] for row in told["rows"] if row[side] is not None] == list(range(len(lines)))
    assert told["rows"][0]["kind"] == "title"
    assert told["same_cleaner"] is True


def test_differences_of_two_cleaners_are_said_to_be_doubtful(make_app, archive_of, documents):
    """A better cleaner finds other lines on the same page: the reader is told."""
    archive = archive_of(documents)
    one = documents[0].id
    archive.made[one, 1] = archive.made[one, 1]._replace(cleaner="old")
    page = make_app(archive=archive).test_client().get(f"/bai/{one}/phien-ban/1..2").text
    assert "hai đời chương trình" in page
    assert "hai đời chương trình" not in make_app().test_client().get(f"/bai/{one}/phien-ban/1..2").text


@pytest.mark.parametrize(
    "path", ["phien-ban/1..9", "phien-ban/0..1", "phien-ban/1", "phien-ban/a..b", "phien-ban/1..-2"]
)
def test_versions_that_are_not_there(client, documents, path):
    """404, as for an unknown article."""
    assert client.get(f"/bai/{documents[0].id}/{path}").status_code == 404
    assert client.get("/bai/nope/phien-ban").status_code == 404
    assert client.get("/bai/nope/phien-ban/1..2").status_code == 404


def test_a_version_without_a_text_cannot_be_compared(make_app, archive_of, documents):
    """Its page says 404; the list says that it could not be read."""
    archive, one = archive_of(documents), documents[0].id
    del archive.made[one, 2]
    client = make_app(archive=archive).test_client()
    assert client.get(f"/bai/{one}/phien-ban/1..2").status_code == 404
    assert "không đọc được thành bài" in client.get(f"/bai/{one}/phien-ban").text
    assert "Bài đã được sửa" not in client.get(f"/bai/{one}").text


@pytest.mark.parametrize("show", [Show.SNIPPET, Show.LINK])
def test_versions_of_a_closed_source_stay_closed(make_app, documents, show):
    """403 at each address, and the article neither tells nor links them."""
    client, one = make_app(shows=lambda source, url: show).test_client(), documents[0].id
    for path in ("phien-ban", "phien-ban/1..2"):
        assert client.get(f"/bai/{one}/{path}").status_code == 403
        assert (
            client.get(f"/api/v1/articles/{one}/{path.replace('phien-ban', 'versions')}").status_code == 403
        )
    page = client.get(f'/bai/{one}?q="quần chúng ưu tú"').text
    assert "phien-ban" not in page
    assert "SHA-256" not in page
    assert "quan tâm bồi dưỡng" not in page
    assert "data-of" not in page


def test_a_version_whose_own_address_is_closed_is_cut(make_app, documents, archive_of):
    """What an older version was is shown as far as its own address allows."""
    archive, one = archive_of(documents), documents[0].id
    old = archive.made[one, 1].document
    moved = replace(old, article=replace(old.article, url="https://closed.example/a"))
    archive.made[one, 1] = Kept(moved)
    shows = lambda source, url: Show.LINK if url and "closed" in url else Show.FULL  # noqa: E731
    page = make_app(archive=archive, shows=shows).test_client().get(f"/bai/{one}/phien-ban/1..2").text
    assert "<ins>Trong năm qua" in page
    assert "Trong năm qua" not in page.split("<ins>Trong năm qua")[0]
