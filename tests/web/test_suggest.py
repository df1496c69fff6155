"""Suggestions while one types, over the real engine."""

from __future__ import annotations

import pytest
from making import document

from search.query import syntax_of
from search.query.syntax import Quoted

KINDS = ["document", "phrase", "title", "place", "topic"]


@pytest.fixture(scope="module")
def site(real_site, documents):
    """A client of the site, with a number that an article cites, and one that only stands in a text."""
    body = "Thực hiện Chỉ thị số 31-CT/TW và 32-CT/TW."
    plan = "Kế hoạch số 317/KH-UBND, Kế hoạch số 31/KH-UBND. "
    return real_site(
        [
            *documents,
            document("citing", refs=["31-CT/TW"], title="Bài viết", body=body),
            document("a-plan", refs=["317/KH-UBND", "31/KH-UBND"], title="Bài khác", body=plan),
            document("the-plan", refs=["317/KH-UBND", "31/KH-UBND"], title="Bài nữa", body=plan),
        ]
    )


@pytest.fixture(scope="module")
def suggest(site):
    """A function that gives the groups of an answer by kind."""

    def ask(q: str, **more: str) -> dict[str, list[dict]]:
        found = site.get("/api/v1/suggest", query_string={"q": q, **more}).get_json()
        return {group["kind"]: group["items"] for group in found["groups"]}

    return ask


def test_phrases_and_titles(suggest, documents):
    """A phrase leads to its search, a title to its article; what was typed is marked in both."""
    found = suggest("ket n")
    assert list(found) == ["phrase", "title"]
    one = found["phrase"][0]
    assert one["q"] == one["text"] == "kết nạp đảng viên mới"
    assert one["marks"] == [[0, 5]]
    assert one["count"] is None
    title = found["title"][0]
    assert title["q"] is None
    assert title["href"] == f"/bai/{title['value']}"
    assert title["value"] in {document.id for document in documents}


def test_what_is_chosen_keeps_the_filters(site, suggest):
    """A phrase is searched under the filters, language and map of the page; the count holds in the answer."""
    href = suggest("ket n", year="2021", lang="en")["phrase"][0]["href"]
    assert "year=2021" in href
    assert "lang=en" in href
    assert site.get(href).status_code == 200


def test_places_replace_the_words(suggest):
    """A place sets its facet and the map it belongs to, keeps the other filters, and leaves the words out."""
    items = suggest("phu binh", year="2021")["place"]
    assert len(items) == 3
    assert items[0]["value"] == "d:173"
    assert items[0]["href"] == "/tim?place=d%3A173&year=2021"
    assert items[0]["text"] == "huyện Phú Bình (cũ), Thái Nguyên"
    assert items[0]["marks"] == [[6, 8]]
    assert items[1]["href"] == "/tim?place=C%3A05908&year=2021&map=now"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("tp hcm", "thành phố Hồ Chí Minh"),
        ("tinh thai nguyen", "tỉnh Thái Nguyên"),
        ("đắk lắk", "tỉnh Đắk Lắk"),
        ("an giang", "tỉnh An Giang"),
        ("hai phong", "thành phố Hải Phòng"),
    ],
)
def test_a_province_that_kept_its_name_tells_which_one_it_is(suggest, typed, name):
    """Today's province comes first and says since when it is meant: the one before it has the same name."""
    for lang, mark in (("vi", "từ 7/2025"), ("en", "since 7/2025")):
        today, before = suggest(typed, lang=lang)["place"][:2]
        assert (today["text"], before["text"]) == (f"{name} ({mark})", name)
        assert "map=now" in today["href"]
        assert "map=now" not in before["href"]


def test_places_of_one_name_tell_their_years(suggest):
    """A unit that merged into another one, which took its name or had it, stands beside that."""
    found = [each["text"] for each in suggest("thị trấn yến lạc")["place"]]
    name = "thị trấn Yến Lạc (cũ), Na Rì, Bắc Kạn"
    assert found == [f"{name} (đến 2021)", f"{name} (2019–2025)"]
    assert suggest("thị trấn yến lạc", lang="en")["place"][0]["text"] == f"{name} (until 2021)"


def test_topics_by_any_syllable(suggest):
    """A topic is found by any syllable of its name; marks may be left out, those typed must be right."""
    for typed in ("giam s", "giám sat", "GIÁM SÁT"):
        assert suggest(typed)["topic"][-1]["value"] == "kiem-tra/kiem-tra-giam-sat"
    assert "topic" not in suggest("giảm sat")
    assert suggest("kiem tra")["topic"][0]["href"] == "/tim?topic=kiem-tra"
    assert suggest("inspec", lang="en")["topic"][0]["marks"]
    assert suggest("kiem tra", lang="en")["topic"][0]["marks"] == []


def test_a_document_leads_to_its_page(site, suggest):
    """A number leads to the page of the document; one that nothing cites is searched for instead."""
    (cited,) = suggest("31-ct")["document"]
    assert (cited["href"], cited["q"]) == ("/van-ban/31-CT/TW", None)
    assert site.get(cited["href"]).status_code == 200
    (named,) = suggest("chi thi 32-ct")["document"]
    assert named["href"] == "/tim?q=chi+thi+32-CT/TW".replace("/TW", "%2FTW")
    assert named["q"] == named["text"] == "chi thi 32-CT/TW"


@pytest.mark.parametrize(
    "typed", ["chỉ thị 31", "Chi thi so 31", "chỉ thị 3", "CT 31-", "theo chỉ thị số: 31"]
)
def test_a_kind_before_a_number_is_that_of_the_document(suggest, typed):
    """Only documents of the kind are offered, by their numbers alone, with the articles that cite them."""
    found = [each for each in suggest(typed)["document"] if each["q"] is None]
    assert [each["text"] for each in found] == ["31-CT/TW"]
    assert (found[0]["href"], found[0]["count"]) == ("/van-ban/31-CT/TW", 1)
    assert found[0]["marks"] == [[0, len(typed.split(" ")[-1].strip("-"))]]


def test_the_very_number_comes_first(suggest):
    """Then those that go on from it; without a kind before it any document may be meant."""
    for typed in ("kế hoạch 31", "ke hoach so 31"):
        assert [each["text"] for each in suggest(typed)["document"]] == ["31/KH-UBND", "317/KH-UBND"]
    for typed in ("31", "số 31", "văn bản 31"):
        assert [each["text"] for each in suggest(typed)["document"]] == [
            "31/KH-UBND",
            "31-CT/TW",
            "317/KH-UBND",
        ]


@pytest.mark.parametrize("typed", ["nghị quyết 31", "quyet dinh 31", "kết nạp 31", "kết nạp 31 k"])
def test_no_document_is_glued_to_other_words(suggest, typed):
    """Nothing is offered where the kind has no such number, or where the words name no document."""
    assert "document" not in suggest(typed)


@pytest.mark.parametrize("typed", ["-kết", "bí thư -kết", "bí thư KHÔNG kết n", "nơi:kết", "bí thư năm:31-"])
def test_what_is_left_out_or_a_fact_is_not_gone_on_with(suggest, typed):
    """Behind a minus sign, and for the value of a fact, words of the texts are no answer."""
    assert suggest("kết")["phrase"]
    assert suggest(typed) == {}


def test_words_behind_a_fact_are_gone_on_with(suggest):
    """Once the value of a fact is typed, the next words are words again."""
    assert suggest("nơi:Huế kết")["phrase"]


def test_a_quote_is_closed(suggest):
    """A phrase that goes on from an open quote is one query: its quote is closed."""
    for typed in ('"kết n', "“kết n"):
        for item in suggest(typed)["phrase"]:
            assert (item["q"][-1], item["q"]) == ('"', item["text"])
            assert syntax_of(item["q"])[0] == Quoted(item["q"][1:-1])


def test_any_input_is_answered(site):
    """Nothing that is typed is an error, and what is no beginning has no groups."""
    for text in (
        "",
        " ",
        "x",
        "1",
        "<b>",
        '"',
        "(",
        "-",
        "\0",
        "k" * 3000,
        "🙂🙂",
        "đ" * 250,
        "a\nb",
        "năm:",
    ):
        answer = site.get("/api/v1/suggest", query_string={"q": text, "limit": text})
        assert answer.status_code == 200, text
        assert set(answer.get_json()) == {"q", "scope", "groups"}
    assert site.get("/api/v1/suggest").get_json() == {"q": "", "scope": [], "groups": []}


@pytest.mark.parametrize(
    ("limit", "most"), [("1", 1), ("3", 3), ("0", 1), ("-1", 10), ("x", 10), ("999", 20)]
)
def test_limit(suggest, limit, most):
    """`limit` is clamped; it counts phrases, titles and documents together."""
    found = suggest("ket nap", limit=limit)
    assert 1 <= sum(len(items) for kind, items in found.items() if kind in KINDS[:3]) <= most


def test_labels_and_order(site):
    """Groups have a name in the language of the page and always the same order."""
    for lang, labels in (("vi", ["Cụm từ", "Tiêu đề", "Chủ đề"]), ("en", ["Phrases", "Titles", "Topic"])):
        found = site.get("/api/v1/suggest", query_string={"q": "đảng v", "lang": lang}).get_json()["groups"]
        assert [group["label"] for group in found] == labels
        assert sorted((group["kind"] for group in found), key=KINDS.index) == [
            group["kind"] for group in found
        ]


def test_an_answer_is_kept_a_minute(site):
    """Browsers may keep an answer for a minute, then ask whether it changed."""
    answer = site.get("/api/v1/suggest?q=ket")
    assert answer.headers["Cache-Control"] == "max-age=60"
    tag = answer.headers["ETag"]
    assert site.get("/api/v1/suggest?q=ket", headers={"If-None-Match": tag}).status_code == 304
