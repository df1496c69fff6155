"""The page of a document that articles cite, and its JSON twin."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import quote

import pytest
from making import article

from index.enrich.enriching import enrich
from search.model import VIETNAM

FIRST = "Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương"
SECOND = "Nghị quyết số 18-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương"
PAGES = [
    ("Một", "02/03/2018", f"Tỉnh Bình Thuận họp. Tỉnh ủy Bình Thuận học tập {FIRST}. Hội nghị bế mạc."),
    ("Hai", "05/06/2019", f"Theo {FIRST}, 3 sở được sắp xếp. Nghị quyết 18-NQ/TW và Chỉ thị 05-CT/TW."),
    ("Ba", "07/08/2022", f"Cán bộ học {SECOND} về đất đai."),
    ("Bốn", "09/10/2023", "Nghị quyết 18-NQ/TW được phổ biến. Nghị quyết Trung ương 6 khóa XII cũng vậy."),
    ("Năm", "", f"Triển khai {FIRST} và Chỉ thị 05-CT/TW; <b>Tỉnh ủy</b> giao việc."),
]
KEY = "18-NQ/TW.XII"


@pytest.fixture(scope="module")
def site(real_site):
    """The site over the real engine, holding the articles above."""
    added = datetime(2024, 5, 1, 9, 0, tzinfo=VIETNAM)
    pages = [article(title=title, dateline=day, body=body) for title, day, body in PAGES]
    made = [enrich(one, article_id=f"{at:016x}", version=1, added=added) for at, one in enumerate(pages)]
    return real_site(made)


def about(site, key: str, **asked) -> dict:
    """What the twin of a document's page tells."""
    return site.get(f"/api/v1/documents/{quote(key)}", query_string=asked).get_json()


def test_a_document_is_told_from_others_of_its_number(site):
    """The key finds the one of its term, the number all; each names the other."""
    one, all_ = about(site, KEY), about(site, "18-NQ/TW")
    assert (one["total"], one["issued"], one["term"], one["type"]) == (3, "2017-10-25", "XII", "Nghị quyết")
    assert [other["key"] for other in one["same_number"]] == ["18-NQ/TW.XIII"]
    assert (all_["total"], all_["issued"], all_["is_one"]) == (5, None, False)
    assert {other["key"]: other["count"] for other in all_["within"]} == {KEY: 3, "18-NQ/TW.XIII": 1}
    assert all_["same_number"] == []
    assert one["within"] == []
    page = " ".join(re.sub(r"<[^>]+>", " ", site.get("/van-ban/18-NQ/TW").text).split())
    assert "Trong đó 18-NQ/TW khóa XII 3 bài 18-NQ/TW khóa XIII 1 bài" in page
    assert "Văn bản khác cùng số" not in page


def test_first_and_last_are_dated(site):
    """Articles without a day are cited from, and never the first or last."""
    found = about(site, KEY)
    assert (found["first"]["published"]["date"], found["last"]["published"]["date"]) == (
        "2018-03-02",
        "2019-06-05",
    )
    assert [year["value"] for year in found["years"]] == ["2018", "2019", "unknown"]


def test_sentences_are_shown_with_their_mentions(site):
    """Each sentence that cites the document, whole, with the mention marked; the others are not shown."""
    citing = {item["id"]: item["sentences"] for item in about(site, KEY)["citing"]}
    (sentence,) = citing[f"{0:016x}"]
    assert sentence["text"] == f"Tỉnh ủy Bình Thuận học tập {FIRST}."
    for sentences in citing.values():
        for one in sentences:
            for start, length in one["marks"]:
                assert "18-NQ/TW" in one["text"][start : start + length]
    assert len(citing[f"{1:016x}"]) == 2


def test_documents_cited_beside_it_are_counted(site):
    """They come from the articles that cite it."""
    beside = {other["key"]: other["count"] for other in about(site, KEY)["beside"]}
    assert beside == {"05-CT/TW": 2}


def test_a_plenum_names_its_resolutions_and_they_name_it(site):
    """The table of resolutions joins the short name and the numbers."""
    named = about(site, "NQTW 6 khóa XII")
    assert KEY in [other["key"] for other in named["names"]]
    assert [other["key"] for other in about(site, KEY)["names"]] == ["NQTW 6 khóa XII"]


def test_pages_are_stable(site):
    """Page after page shows every article once, newest or oldest first."""
    for sort in ("newest", "oldest"):
        pages = [about(site, "18-NQ/TW", sort=sort, size=2, page=page)["citing"] for page in (1, 2, 3, 4)]
        assert [len(page) for page in pages] == [2, 2, 1, 0]
        ids = [item["id"] for page in pages for item in page]
        assert len(set(ids)) == 5
        days = [item["published"]["date"] for page in pages for item in page if item["published"]["date"]]
        assert days == sorted(days, reverse=sort == "newest")


def test_the_page_says_the_same_in_two_languages(site):
    """What it is, who cites it, links to the search and to the articles; nothing is left unescaped."""
    vietnamese = site.get(f"/van-ban/{quote(KEY)}").text
    english = site.get(f"/van-ban/{quote(KEY)}?lang=en").text
    for part in ("Nghị quyết", "Trung ương Đảng", "25/10/2017", "3 bài nhắc tới", f"/bai/{0:016x}"):
        assert part in vietnamese
    for part in ("Resolution", "Central Committee of the Party", "25 October 2017", "cited in 3 articles"):
        assert part in english
    assert "<b>" not in vietnamese
    (twin,) = re.findall(r'href="(/api/v1/documents/[^"]+)"', vietnamese)
    assert site.get(twin).get_json()["key"] == KEY


@pytest.mark.parametrize("key", ["99-NQ/TW", "18-NQ/TW.IX", "nothing", "18-NQ/TW/", "%00", "."])
def test_what_nobody_cites_is_no_page(site, key):
    """It is not found, as a page and as JSON."""
    assert site.get(f"/van-ban/{key}").status_code == 404
    assert site.get(f"/api/v1/documents/{key}").status_code == 404


def test_months_are_shown_below_a_chosen_year(site):
    """Without a year they are not; a month filters, and a bad one is left out."""
    plain = site.get("/api/v1/search").get_json()
    assert "month" not in [facet["name"] for facet in plain["facets"]]
    found = site.get("/api/v1/search?year=2019").get_json()
    months = next(facet for facet in found["facets"] if facet["name"] == "month")
    assert [(month["value"], month["label"], month["count"]) for month in months["values"]] == [
        ("2019-06", "6/2019", 1)
    ]
    assert site.get("/api/v1/search?month=2019-06").get_json()["total"] == 1
    assert [note["code"] for note in site.get("/api/v1/search?month=2019-13").get_json()["notes"]] == [
        "bad-value"
    ]


def test_terms_are_a_facet(site):
    """Each with its congress, in the order of time."""
    found = site.get("/api/v1/search").get_json()
    terms = next(facet for facet in found["facets"] if facet["name"] == "term")
    labels = {term["value"]: (term["label"], term["count"]) for term in terms["values"]}
    assert labels["2020-2025"] == ("Nhiệm kỳ 2020–2025 (Đại hội XIII)", 2)
    assert site.get("/api/v1/search?term=2015-2020").get_json()["total"] == 2


def test_inferred_years_can_be_left_out_by_one_click(client):
    """The link keeps every other way to know a date, and is gone once something is chosen."""
    html = client.get("/tim").text
    (link,) = re.findall(r'class="guesses"><a href="([^"]+)"', html)
    kept = client.get(link.replace("&amp;", "&")).text
    assert "ước đoán</span>" not in kept
    assert 'class="guesses"' not in kept


def test_a_key_is_read_alike_by_page_and_twin(site):
    """Small letters: the same document."""
    typed = KEY.replace("NQ/TW", "nq/tw")
    assert site.get(f"/van-ban/{typed}").status_code == 200
    assert site.get(f"/api/v1/documents/{typed}").get_json()["key"] == KEY
