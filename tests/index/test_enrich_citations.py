from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from making import article

from index.enrich.citations import find_citations
from index.enrich.emphasis import own_text
from index.enrich.issuers import with_places
from search import places
from search.model import BlockKind, Location
from search.text import canonical

CASES = Path(__file__).parents[1] / "cases" / "citations.tsv"


def _cases():
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["text"][:60])
def test_documents_are_read_in_every_spelling(case):
    """Each line of the table gives its canonical numbers, kind and date of issue."""
    found = find_citations(article(body=case["text"]))
    assert "; ".join(citation.number for citation in found) == case["numbers"]
    assert {citation.kind for citation in found} == ({case["kind"]} if case["kind"] else set())
    issued = date.fromisoformat(case["issued"]) if case["issued"] else None
    assert {citation.issued for citation in found} <= {issued}


def test_a_date_given_once_serves_every_mention():
    """Mentions of one number are one citation with all its places."""
    page = article(
        lead="Thực hiện Chỉ thị 31-CT/TW ngày 19/3/2018.",
        body=["Chỉ thị 31-CT/TW nêu rõ.", "Theo chỉ thị 31 CT/TW."],
    )
    (citation,) = find_citations(page)
    assert citation.issued == date(2018, 3, 19)
    assert len(citation.evidence) == 3


def test_two_dates_are_two_documents():
    """Party numbers restart: one number with two dates is two citations, and plain mentions join the last."""
    page = article(
        body=[
            "Nghị quyết số 18-NQ/TW ngày 25/10/2017.",
            "Nghị quyết số 18-NQ/TW ngày 16/6/2022.",
            "Nghị quyết số 18-NQ/TW.",
            "Nghị quyết số 18-NQ/TW ngày 25/10/2017.",
        ]
    )
    found = [
        (citation.number, str(citation.issued), len(citation.evidence)) for citation in find_citations(page)
    ]
    assert found == [("18-NQ/TW", "2017-10-25", 2), ("18-NQ/TW", "2022-06-16", 2)]


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u2011"], ids=ascii)
def test_typographic_hyphens_are_hyphens(hyphen):
    """A number written with a non-breaking hyphen is the same document."""
    (citation,) = find_citations(article(body=canonical(f"Chỉ thị 28{hyphen}CT/TW, ngày 21/1/2019")))
    assert (citation.number, citation.issued) == ("28-CT/TW", date(2019, 1, 21))


def test_evidence_quotes_the_text_where_it_stands():
    """The span of every piece of evidence holds its quote, date and word included."""
    page = article(
        title="Tin mới", body=["Mở đầu.", "Theo Kế hoạch số 5 -KH/HU ngày 2/4/2024, huyện sẽ làm."]
    )
    (citation,) = find_citations(page)
    (evidence,) = citation.evidence
    assert evidence.quote == "Kế hoạch số 5 -KH/HU ngày 2/4/2024"
    assert page.text[evidence.span.start : evidence.span.end] == evidence.quote


@pytest.mark.parametrize("kind", [BlockKind.RELATED, BlockKind.CHROME, BlockKind.PAGER, BlockKind.SECTION])
def test_only_the_articles_own_words_cite(kind):
    """Lists of other articles and the portal's furniture cite nothing."""
    assert find_citations(article(title="Tin", **{kind.value: "Chỉ thị 28-CT/TW ngày 21/1/2019"})) == ()


def test_captions_and_titles_cite():
    """A number in the headline or under a photo counts."""
    page = article(title="Quán triệt Nghị quyết 57-NQ/TW", caption="Hội nghị học tập Kết luận 91-KL/TW")
    assert [citation.number for citation in find_citations(page)] == ["57-NQ/TW", "91-KL/TW"]


@pytest.mark.parametrize("piece", ["05-CT/TW-", "05-CT/TW của ", "1-", "số 1, ", "05/AB-AB-"])
def test_long_nonsense_is_read_in_time(piece):
    """A hundred thousand letters made to confuse the patterns take no more than moments."""
    find_citations(article(body=piece * (100_000 // len(piece))))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Nghị quyết 18-NQ/TW ngày 25/10/2017", "XII"),
        ("Nghị quyết 18-NQ/TW, ngày 16/6/2022", "XIII"),
        ("Chỉ thị 05-CT/TW của Bộ Chính trị khóa XII về học tập", "XII"),
        ("Kết luận 21-KL/TW (khóa XIII)", "XIII"),
        ("Hướng dẫn số 12-HD/BTCTW ngày 06/7/2018", "XII"),
        ("Chỉ thị 05-CT/TW của Bộ Chính trị", ""),
        ("Chương trình số 15-CTr/TU ngày 10/6/2014 của Tỉnh ủy", ""),
        ("Nghị định số 43/2011/NĐ-CP ngày 13/6/2011", ""),
    ],
)
def test_central_documents_have_a_term(text, term):
    """It is that of the date of issue, else the one that is said; only central committees count so."""
    (citation,) = find_citations(article(body=text))
    assert citation.term == term


@pytest.mark.parametrize(
    ("text", "then", "place"),
    [
        ("Chỉ thị số 07-CT/TU của Tỉnh ủy Bình Thuận", (), "tỉnh Bình Thuận"),
        ("Chỉ thị số 07-CT/TU của Ban Thường vụ Tỉnh ủy", ("p:22",), "tỉnh Quảng Ninh"),
        ("Chỉ thị số 07-CT/TU", (), ""),
        (
            "Quyết định số 1211-QĐ/TU của Ban Chấp hành Đảng bộ TP Móng Cái",
            (),
            "thành phố Móng Cái, Quảng Ninh",
        ),
        ("Quận ủy Hải Châu (TP Đà Nẵng) ban hành Chỉ thị số 12-CT/QU", (), "quận Hải Châu, TP. Đà Nẵng"),
        ("Huyện ủy Phú Bình triển khai Chỉ thị 07-CT/TU của Tỉnh ủy", ("p:19", "d:173"), "tỉnh Thái Nguyên"),
        ("Công văn số 1678-CV/HU", ("p:19", "d:173"), "huyện Phú Bình, Thái Nguyên"),
        ("Công văn số 1678-CV/HU", ("p:19",), ""),
        ("Quyết định 3/2013/QĐ-UBND của UBND tỉnh Khánh Hòa", ("p:60",), "tỉnh Khánh Hòa"),
        ("Sở Nội vụ có Công văn số 2231/SNV-CCHC", ("p:60",), "tỉnh Bình Thuận"),
        ("Chỉ thị 05-CT/TW của Bộ Chính trị, Tỉnh ủy Bình Thuận triển khai", ("p:60",), ""),
        (
            "Báo cáo số 120-BC/ĐU của Đảng bộ xã",
            ("p:19", "d:173", "c:05968"),
            "xã Hà Châu, Phú Bình, Thái Nguyên",
        ),
    ],
)
def test_local_documents_have_a_place(text, then, place):
    """The words beside the number name the issuer's unit, else it is where the article happened."""
    page = article(body=text)
    location = Location(then, (), 0.9) if then else None
    (citation,) = with_places(find_citations(page), page, location)
    assert places.path_label(citation.place) == place


def test_the_key_tells_documents_of_one_number_apart():
    """It holds the term, or the place and the year; a number with its year needs none."""
    page = article(
        body=[
            "Nghị quyết 18-NQ/TW ngày 25/10/2017, Nghị quyết 18-NQ/TW ngày 16/6/2022.",
            "Chỉ thị số 07-CT/TU ngày 01/3/2021 của Tỉnh ủy Bình Thuận.",
            "Quyết định 567/QĐ-TTg ngày 22/4/2017. Nghị định 43/2011/NĐ-CP ngày 13/6/2011.",
            "Nghị quyết Trung ương 4 khóa XII.",
        ]
    )
    assert [citation.key for citation in with_places(find_citations(page), page, None)] == [
        "18-NQ/TW.XII",
        "18-NQ/TW.XIII",
        "07-CT/TU.p:60.2021",
        "567/QĐ-TTg.2017",
        "43/2011/NĐ-CP",
        "NQTW 4 khóa XII",
    ]


def test_a_document_is_found_without_any_figure():
    """The plenum and the term may both be written in letters, in any case."""
    (citation,) = find_citations(
        article(body="Học tập NGHỊ QUYẾT TRUNG ƯƠNG BỐN KHÓA XII trong toàn Đảng bộ.")
    )
    assert citation.number == "NQTW 4 khóa XII"


def test_a_text_in_lower_case_can_be_shared():
    """Who has read an article in lower case already gets the same answers."""
    page = article(title="Chỉ thị 05-CT/TW", body=["Ngày 15/5/2016.", "Kết luận số 01-KL/TW ngày 18/5/2021."])
    assert find_citations(page, own_text(page)) == find_citations(page) != ()
