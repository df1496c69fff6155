from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from making import article

from index.enrich.citations import find_citations
from search.model import BlockKind
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
