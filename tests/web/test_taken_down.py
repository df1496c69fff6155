"""An article that its portal took down stays in the archive, and says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

VIETNAMESE = "Cổng tin đã gỡ bài này (phát hiện ngày 27/11/2026); bản lưu vẫn giữ ở đây."
ENGLISH = "The portal took this article down (noticed on 27 November 2026); the stored copy is kept here."


@pytest.fixture(scope="module")
def gone_site(make_app, archive_of, documents):
    """A client of a site whose first article was found to be gone late in the evening of UTC."""
    taken_down = {documents[0].id: datetime(2026, 11, 26, 20, 0, tzinfo=UTC)}
    return make_app(archive=archive_of(documents, taken_down)).test_client()


@pytest.mark.parametrize(("lang", "says"), [("vi", VIETNAMESE), ("en", ENGLISH)])
def test_its_page_tells_the_day_in_both_languages(gone_site, documents, lang, says):
    """By the Vietnamese calendar; text and captures are there as before, and other articles say nothing."""
    page = gone_site.get(f"/bai/{documents[0].id}?lang={lang}").get_data(as_text=True)
    assert says in page
    assert "đạt kế hoạch" in page
    assert f"/bai/{documents[0].id}/goc/1" in page
    assert says not in gone_site.get(f"/bai/{documents[1].id}?lang={lang}").get_data(as_text=True)


def test_the_api_tells_the_day_or_null(gone_site, documents):
    """`gone` is an ISO day."""
    told = [gone_site.get(f"/api/v1/articles/{document.id}").json["gone"] for document in documents[:2]]
    assert told == ["2026-11-27", None]


def test_it_answers_as_an_article_that_is_there(gone_site, documents):
    """Neither its page nor its captures are errors: it is the portal that has it no more."""
    for path in ("", "/goc", "/goc/1", "/goc/1/tep"):
        assert gone_site.get(f"/bai/{documents[0].id}{path}").status_code == 200
