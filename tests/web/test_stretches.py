"""Texts are cut where matches and evidence begin and end, and nothing of them is lost."""

from __future__ import annotations

import random
from dataclasses import replace

from search.model import (
    Article,
    Block,
    BlockKind,
    Evidence,
    Location,
    MarkedText,
    Published,
    Span,
    TopicFinding,
    Trust,
)
from web.articles.reading import reading_of
from web.articles.stretches import Cutter, Proof


def told(line):
    """A line in short: the words of each run with the number of its match."""
    return [(run.match, run.text) for run in line]


def test_lines_keep_their_marks():
    """A list is split into lines, blank ones dropped, each mark on the line it stands on."""
    first, second = Cutter().lines("một hai\n\nba bốn", 0, (Span(4, 3), Span(9, 2)))
    assert told(first) == [(0, "một "), (1, "hai")]
    assert told(second) == [(2, "ba"), (0, " bốn")]


def test_a_match_that_goes_on_in_the_next_line_is_one():
    """It has one number and one anchor, where it begins."""
    first, second = Cutter().lines("một hai\nba bốn", 0, (Span(4, 6),))
    assert [run.anchor for run in (*first, *second)] == ["", "khop-1", "", ""]
    assert told(second) == [(1, "ba"), (0, " bốn")]


def test_matches_stay_whole_where_evidence_begins_in_them():
    """The match is one run of two stretches; the evidence goes on behind it, with one anchor."""
    cutter = Cutter([Proof(Span(14, 7), "ngay")])
    line = cutter.whole("một hai ba bốn", 10, (Span(0, 7),))
    assert told(line) == [(1, "một hai"), (0, " ba bốn")]
    assert [(one.text, one.facts, one.anchor) for run in line for one in run.stretches] == [
        ("một ", (), ""),
        ("hai", ("ngay",), "cu-1"),
        (" ba ", ("ngay",), ""),
        ("bốn", (), ""),
    ]
    assert cutter.anchors == {(14, 7): "cu-1"}


def test_nothing_is_lost_whatever_overlaps(fresh_seed):
    """Joined, the stretches are the text; each letter knows its match and its facts; anchors come once."""
    chance = random.Random(fresh_seed)
    for _ in range(300):
        text = "".join(chance.choice("ab \n") for _ in range(chance.randrange(1, 40)))
        proofs = [
            Proof(Span(chance.randrange(100, 100 + len(text)), chance.randrange(1, 9)), chance.choice("xyz"))
            for _ in range(chance.randrange(6))
        ]
        marks, at = [], 0
        while (at := at + chance.randrange(1, 6)) < len(text):
            size = min(chance.randrange(1, 5), len(text) - at)
            marks.append(Span(at, size))
            at += size
        cutter = Cutter(proofs)
        line = cutter.whole(text, 100, marks)
        assert "".join(run.text for run in line) == text
        at, anchors = 0, []
        for run in line:
            anchors.append(run.anchor)
            for stretch in run.stretches:
                anchors.append(stretch.anchor)
                for _ in stretch.text:
                    held = next((n for n, mark in enumerate(marks, 1) if mark.start <= at < mark.end), 0)
                    facts = {one.fact for one in proofs if one.span.start <= 100 + at < one.span.end}
                    assert (run.match, set(stretch.facts)) == (held, facts)
                    at += 1
        given = [anchor for anchor in anchors if anchor]
        assert len(given) == len(set(given))
        assert {anchor for anchor in given if anchor.startswith("khop")} == {
            f"khop-{n}" for n in range(1, len(marks) + 1)
        }
        assert set(cutter.anchors.values()) <= set(given)
        assert {one.span for one in proofs} == set(cutter.anchors)


TEXT = (
    "Chuyên mục\nHuyện Phú Bình kết nạp đảng viên\n09/11/2021\n"
    "Ở huyện Phú Bình có tin.\nTin khác ở Phú Bình\nLê Thử\n"
)
KINDS = (
    BlockKind.SECTION,
    BlockKind.TITLE,
    BlockKind.DATELINE,
    BlockKind.BODY,
    BlockKind.RELATED,
    BlockKind.BYLINE,
)


def article():
    """An article with a line of each kind."""
    blocks, at = [], 0
    for kind, line in zip(KINDS, TEXT.splitlines(), strict=True):
        blocks.append(Block(kind, at, at + len(line)))
        at += len(line) + 1
    return Article(TEXT, tuple(blocks), "mau")


def found(quote, start=0):
    """Evidence at the first place of some words from an offset on."""
    return Evidence(quote, "thử", Span(TEXT.index(quote, start), len(quote)))


def test_evidence_leads_to_its_place(documents):
    """In the text to its words, in a line of the head to that line; what is not drawn has no place."""
    body, related = TEXT.index("Ở huyện"), TEXT.index("Tin khác")
    document = replace(
        documents[0],
        article=article(),
        published=Published(Trust.STATED, evidence=(found("09/11/2021"),)),
        location=Location(
            ("p:19",),
            (),
            0.9,
            evidence=(found("Huyện Phú Bình"), found("huyện Phú Bình", body), found("Phú Bình", related)),
        ),
        topics=(TopicFinding("to-chuc", 1.0, (found("kết nạp đảng viên"), found("Chuyên mục"))),),
        citations=(),
    )
    reading = reading_of(document, ())
    assert reading.anchor_of(found("Huyện Phú Bình").span) == "cu-1"
    assert reading.anchor_of(found("kết nạp đảng viên").span) == "cu-2"
    assert reading.anchor_of(found("huyện Phú Bình", body).span) == "cu-3"
    assert reading.anchor_of(found("09/11/2021").span) == "dong-ngay"
    assert reading.anchor_of(found("Phú Bình", related).span) == ""
    assert reading.anchor_of(None) == ""
    assert reading.heads == {"dong-ngay": ("ngay",), "chuyen-muc": ("chu-de-1",)}
    assert [stretch.facts for run in reading.title for stretch in run.stretches] == [
        ("noi",),
        (),
        ("chu-de-1",),
    ]


def test_matches_are_counted_as_they_are_drawn(documents):
    """In the order of the page, the byline last; those in furniture are neither drawn nor counted."""
    document = replace(documents[0], article=article())
    marked = tuple(MarkedText(article().of(block), (Span(0, 2),)) for block in article().blocks)
    reading = reading_of(document, marked)
    numbers = [
        run.match for line in (reading.title, *reading.parts[0].lines, *reading.bylines) for run in line
    ]
    assert [number for number in numbers if number] == [1, 2, 3]
    assert reading.matches == 3
