"""Near-duplicates on the pages, in the API and in words."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from making import document, published

from search.model import Copies, Copy, Hit, MarkedText, Query, Result
from web.articles.copies import also_label, earliest
from web.view import page_count, search_json

TEXT = "Sáng nay, chi bộ thôn đã kết nạp hai đảng viên mới và trao quyết định cho các đồng chí."


def copies(*facts):
    """Copies of these (id, source, date)."""
    made = tuple(Copy(id_, f"Bài {id_}", source, None, published(when)) for id_, source, when in facts)
    return Copies(len(made), made)


@pytest.mark.parametrize(
    ("whens", "wanted"),
    [
        (("2021-01-01", "2021-01-02"), "0"),
        (("2021-01-02", "2021-01-01"), "1"),
        (("2021-01-01", "2021-01-01"), ""),
        (("2021-01-01", "2021-01-01", "2021-01-02"), "01"),
        (("2021-01-01 07:00", "2021-01-01 08:00"), "0"),
        (("2021-01-01 07:00", "2021-01-01 07:00", ""), "01"),
        (("2021-01-01", "2021-01-01 08:00", "2021-01-01 09:00"), "01"),
        (("2021-01-01", ""), "0"),
        (("2021-01-01", "2021-01-03", "2021-01-02 10:00"), "0"),
        (("", ""), ""),
    ],
)
def test_the_earliest_states_it(whens, wanted):
    """No other article states that it is before the earliest; where that holds of all, none is told."""
    facts = [(str(number), "s", when) for number, when in enumerate(whens)]
    assert "".join(earliest(copies(*facts))) == wanted


def test_a_likely_year_is_not_stated():
    """An inferred date leads nobody."""
    likely = tuple(Copy(id_, "", "s", None, published(year=2020)) for id_ in "ab")
    assert earliest(Copies(2, likely)) == ()


@pytest.mark.parametrize(
    ("sources", "total", "wanted"),
    [
        ("st", 2, "Cũng đăng tại: t"),
        ("stu", 3, "Cũng đăng tại: t, u"),
        ("stuv", 4, "Cũng đăng tại: t, u (+1)"),
        ("sttu", 4, "Cũng đăng tại: t, u"),
        ("stus", 4, "Cũng đăng tại: t, u (+1)"),
        ("stu", 40, "Cũng đăng tại: t, u (+37)"),
        ("ss", 2, "Và 1 bài trùng nội dung"),
        ("sss", 12, "Và 11 bài trùng nội dung"),
    ],
)
def test_where_else_it_stands(sources, total, wanted):
    """Other sources are named, two of them, and all further articles are counted."""
    found = copies(*((str(number), source, "") for number, source in enumerate(sources)))
    assert also_label(replace(found, total=total), "0", "s", "vi") == wanted


def test_pages_of_a_folded_result():
    """Pages run over contents where they are folded, over articles where they are not."""
    assert page_count(Result(Query(fold=True), 21, (), (), groups=11)) == 2
    assert page_count(Result(Query(fold=False), 21, (), (), groups=11)) == 3


def test_a_hit_as_json():
    """A hit tells how many copies were found, and its whole group where it is given."""
    hit = Hit("0", MarkedText("x"), (), "s", None, published(), None, (), 1.0, copies=1)
    group = copies(("0", "s", "2021-01-02"), ("1", "t", "2021-01-03"))
    found = search_json(Result(Query(fold=True), 2, (hit,), (), groups=1), "vi", {"0": group})
    assert (found["total"], found["groups"], found["pages"], found["query"]["fold"]) == (2, 1, 1, True)
    told = found["hits"][0]
    assert told["copies"] == 1
    assert told["group"] | {"articles": None} == {
        "total": 2,
        "earliest": ["0"],
        "label": "Cũng đăng tại: t",
        "articles": None,
    }
    assert [each["id"] for each in told["group"]["articles"]] == ["0", "1"]


@pytest.fixture(scope="module")
def client(real_site):
    """A site on which one article stands at three sources, on one with twelve copies, and others alone."""
    again = [
        document("a1", when="2021-05-02", source="tỉnh", group="a1", title="Kết nạp đảng viên", body=TEXT),
        document("a2", when="2021-05-01", source="huyện", group="a1", title="Kết nạp hai người", body=TEXT),
        document("a3", source="xã", group="a1", title="<b>Kết nạp</b>", body=TEXT),
    ]
    many = [
        document(f"m{at:02}", when=f"2020-01-{at + 1:02}", source="báo", group="m00", body=f"Lũ lụt. {TEXT}")
        for at in range(12)
    ]
    alone = [document(f"x{at}", when="2019-01-01", source="tỉnh", title="Bài riêng") for at in range(3)]
    return real_site([*again, *many, *alone])


def test_results_fold_and_say_so(client):
    """Copies are shown once by default, the numbers are told, and a click shows each; another folds again."""
    folded = client.get("/tim?q=chi+bộ").text
    assert '<span class="total">15 bài, 2 nội dung</span>' in folded
    assert len(re.findall('<article class="hit"', folded)) == 2
    (unfold,) = re.findall(r'<p class="folding">.*?href="([^"]+)"', folded)
    whole = client.get(unescape(unfold)).text
    assert "15 bài, 2 nội dung" in whole
    assert len(re.findall('<article class="hit"', whole)) == 10
    (fold,) = re.findall(r'<p class="folding">.*?href="([^"]+)"', whole)
    assert unescape(fold) == "/tim?q=chi+b%E1%BB%99"


def test_without_copies_nothing_is_said(client):
    """Where every article is one of its kind there is nothing to fold."""
    page = client.get("/tim?q=riêng").text
    assert '<span class="total">3 bài</span>' in page
    assert "folding" not in page
    assert 'class="copies"' not in page


def test_a_hit_names_where_else_it_stands(client):
    """The hit unfolds to its group, the earliest stated one first and marked; titles are escaped."""
    page = client.get("/tim?q=kết+nạp+-lũ").text
    (shown,) = re.findall(r'<details class="copies".*?</details>', page, re.DOTALL)
    assert re.search(r"<summary>Cũng đăng tại: \S+, \S+</summary>", shown)
    listed = shown[shown.index("<ol>") :]
    assert set(re.findall(r'href="/bai/(\w+)', listed)) < {"a1", "a2", "a3"}
    assert (
        listed.index("huyện") < listed.index('class="earliest"') < listed.index("tỉnh") < listed.index("xã")
    )
    assert listed.count("bài này") == 1
    assert "&lt;b&gt;Kết nạp" in listed
    assert "<b>Kết nạp" not in page


def test_a_large_group_leads_to_its_article(client):
    """No more than some copies are listed with a hit; the article lists all."""
    page = client.get("/tim?q=lũ+lụt").text
    (shown,) = re.findall(r'<details class="copies".*?</details>', page, re.DOTALL)
    assert shown.count("<li>") == 8
    (href,) = re.findall(r'<a href="([^"]+)">xem cả 12 bài', shown)
    listed = client.get(unescape(href)).text
    assert href.endswith("#ban-trung")
    assert re.search(r'id="ban-trung".*?</section>', listed, re.DOTALL)[0].count("<li>") == 12


def test_the_toldlists_its_copies(client):
    """An article says where else it stands, with itself among them; one without copies says nothing."""
    page = client.get("/bai/a1").text
    (section,) = re.findall(r'<section class="elsewhere".*?</section>', page, re.DOTALL)
    assert "3 bài có cùng nội dung" in section
    assert re.findall(r'href="/bai/(\w+)"', section) == ["a2", "a3"]
    assert section.index("sớm nhất") < section.index("bài này")
    assert "ban-trung" not in client.get("/bai/x1").text


def test_an_article_is_compared_with_its_copies(client):
    """Beside each of them stands a link to both side by side; it says which one it is."""
    page = client.get("/bai/a1").text
    (section,) = re.findall(r'<section class="elsewhere".*?</section>', page, re.DOTALL)
    links = re.findall(r'href="(/so-sanh[^"]*)"[^>]*>(.*?)</a>', section, re.DOTALL)
    assert [unescape(href) for href, _ in links] == ["/so-sanh?a=a1&b=a2", "/so-sanh?a=a1&b=a3"]
    assert "Kết nạp hai người" in links[0][1]
    shown = client.get("/so-sanh?a=a1&b=a2").text
    assert "<ins>" in shown
    assert 'href="/bai/a1"' in shown
    assert "/so-sanh?" not in client.get("/bai/x1").text


def test_copies_in_the_api(client):
    """The API tells of groups as the pages do."""
    found = client.get("/api/v1/search?q=kết+nạp+-lũ").get_json()
    assert (found["total"], found["groups"], found["pages"]) == (3, 1, 1)
    assert found["query"]["fold"] is True
    assert found["hits"][0]["copies"] == 2
    assert [each["id"] for each in found["hits"][0]["group"]["articles"]] == ["a2", "a1", "a3"]
    whole = client.get("/api/v1/search?q=kết+nạp+-lũ&fold=0").get_json()
    assert (len(whole["hits"]), whole["groups"], whole["query"]["fold"]) == (3, 1, False)
    assert {(hit["copies"], hit["group"]) for hit in whole["hits"]} == {(0, None)}
    told = client.get("/api/v1/articles/a3").get_json()
    assert (told["group"]["total"], told["group"]["earliest"]) == (3, ["a2"])
    assert client.get("/api/v1/articles/x1").get_json()["group"] is None


def test_pages_and_filters_of_a_folded_result(client):
    """Page links run over contents; under a filter only what passes it is folded."""
    assert client.get("/api/v1/search?q=chi+bộ&size=1").get_json()["pages"] == 2
    assert client.get("/api/v1/search?q=chi+bộ&size=1&fold=0").get_json()["pages"] == 15
    one = client.get("/api/v1/search?q=kết+nạp+-lũ&source=xã").get_json()
    assert (one["total"], one["groups"], one["hits"][0]["copies"]) == (1, 1, 0)


def test_facets_count_articles(client):
    """The numbers beside values are articles, folded or not."""
    facets = [client.get(f"/api/v1/search?q=chi+bộ&fold={fold}").get_json()["facets"] for fold in "01"]
    assert facets[0] == facets[1]


def test_english(client):
    """All of it in English as well."""
    page = client.get("/tim?q=chi+bộ&lang=en").text
    assert "15 articles, 2 different texts" in page
    assert "Also published at: " in page
    assert "And 11 articles with the same content" in page
    assert "3 articles with this content" in client.get("/bai/a1?lang=en").text


def test_the_first_page_shows_each_content_once(client):
    """The newest articles of the home page are folded."""
    found = client.get("/api/v1/").get_json()["newest"]
    assert [hit["copies"] for hit in found].count(0) == 3
    assert len(found) == 5


def test_an_toldwithout_a_title(real_site):
    """A copy without a headline is still a link."""
    parts = [document(id_, group="n1", source=id_, body=TEXT) for id_ in ("n1", "n2")]
    page = real_site(parts).get("/bai/n1").text
    assert re.search(r'href="/bai/n2" lang="vi">\(không có tiêu đề\)', page)
