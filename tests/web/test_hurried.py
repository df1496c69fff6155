"""Pages of a search that had no time for phrases and facets."""

import pytest

from search.embedded.reader import EmbeddedReader
from search.engine import open_writer
from search.settings import load_settings


@pytest.fixture(scope="module")
def hurried(make_app, documents, tmp_path_factory):
    """A client of a site whose engine leaves out all that is costly."""
    settings = load_settings(tmp_path_factory.mktemp("home"), {})
    writer = open_writer(settings)
    for document in documents:
        writer.put(document)
    writer.commit()
    return make_app(reader=EmbeddedReader(settings.index_dir, limit_ms=0)).test_client()


def test_every_page_is_there(hurried, documents):
    """Whatever facets are missing, pages of results, places, articles and documents are drawn."""
    cited = next(each.citations[0].number for each in documents if each.citations)
    one = documents[0].id
    for address in (
        "/",
        "/tim?q=đảng viên",
        '/tim?q="kết nạp đảng viên"&year=2021&place=p:19&fold=0&lang=en',
        "/tim-nang-cao?q=chi bộ",
        "/dia-phuong",
        "/dia-phuong?q=thái",
        f"/bai/{one}?q=chi bộ",
        f"/van-ban/{cited}",
        "/api/v1/search?q=chi bộ",
        "/api/v1/places?q=thái",
        f"/api/v1/documents/{cited}",
        f"/api/v1/articles/{one}/passages?q=đảng viên",
    ):
        assert hurried.get(address).status_code == 200, address


def test_it_is_told(hurried):
    """The page and the API say that the search stopped early."""
    assert "phải dừng sớm" in hurried.get("/tim?q=đảng viên").text
    notes = hurried.get("/api/v1/search?q=đảng viên").get_json()["notes"]
    assert "partial" in [note["code"] for note in notes]
