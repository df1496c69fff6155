"""The figures of topics, on answers that are known."""

from __future__ import annotations

import json

import pytest

from search.errors import DataError
from search.model import BlockKind
from tools.measure.enrich import topics
from tools.measure.enrich.labels import DEV, LABELS, LAST, TEST, TRAINING, article_of, labelled
from tools.measure.enrich.topics import Judged, figures_of, topics_figures

ALL_RIGHT = [
    Judged(("a/x",), (("a/x",), ("a/x",))),
    Judged(("b/y", "a/x"), (("b/y", "a/x"), ("b/y", "a/x"))),
    Judged((), ((), ())),
]


def _values(judged):
    return {figure.name: round(figure.value, 4) for figure in figures_of(judged, "dev")}


def test_right_answers_give_one():
    """Where every answer is the label, all shares are 1; coverage is the share with an answer."""
    values = _values(ALL_RIGHT)
    for name in ("micro-F1, top level", "micro-F1, sub level", "macro-F1, sub level", "primary right"):
        assert values[f"{name}, dev"] == 1
    assert values["labellers' agreement, sub level, dev"] == 1
    assert values["coverage, dev"] == 0.6667
    assert values["articles, dev"] == 3


def test_levels_and_labellers_are_told_apart():
    """A right upper topic with a wrong lower one counts above only; each labeller has a figure."""
    values = _values([Judged(("a/x",), (("a/z",), ("a/x",)))])
    assert values["micro-F1, top level, dev"] == 1
    assert values["micro-F1, sub level, labeller 1, dev"] == 0
    assert values["micro-F1, sub level, labeller 2, dev"] == 1
    assert values["micro-F1, sub level, dev"] == values["primary right, dev"] == 0.5
    assert values["labellers' agreement, sub level, dev"] == 0


def test_micro_f1_counts_topics_and_macro_f1_kinds_of_topics():
    """Of four topics, two right and two left out: 2 x 2 / (2 + 4); by topic: 1 and 0."""
    judged = [Judged(("a/x",), (("a/x", "b/y"),) * 2), Judged(("a/x",), (("a/x", "b/y"),) * 2)]
    values = _values(judged)
    assert values["micro-F1, sub level, dev"] == 0.6667
    assert values["macro-F1, sub level, dev"] == 0.5
    assert values["always the most frequent, sub level, dev"] == 0.6667


def test_the_interval_holds_the_value(monkeypatch):
    """Drawn anew, the figure lies on both sides; the same each time."""
    monkeypatch.setattr(topics, "TRIALS", 200)
    judged = [Judged(("a/x",), ((("a/x",) if n % 3 else ("b/y",)),) * 2) for n in range(60)]
    values = _values(judged)
    low, high = (values[f"micro-F1, sub level, 95 % {side}, dev"] for side in ("from", "to"))
    assert low < values["micro-F1, sub level, dev"] < high
    assert values == _values(judged)


def test_without_the_private_data_it_is_told(monkeypatch):
    """The texts are private: nothing can be measured without them."""
    monkeypatch.delenv("TRATIN_PRIVATE_DATA", raising=False)
    with pytest.raises(DataError, match="TRATIN_PRIVATE_DATA"):
        topics_figures(DEV)
    with pytest.raises((DataError, OSError)):
        labelled(LABELS.parent)


def test_every_article_is_labelled_twice_and_in_one_half():
    """The labels are complete, and their topics those of the table."""
    from search.topics import shipped

    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert {row["half"] for row in rows} == {DEV, TEST, "fresh"}
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(len(row["topics"]) == 2 for row in rows)
    assert all(shipped().topic(topic) for row in rows for label in row["topics"] for topic in label)


def test_articles_to_learn_from_are_none_of_those_that_are_kept_apart():
    """Each stands in one file once, with topics of the table."""
    from search.topics import shipped

    rows = {
        path: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in (LABELS, LAST, TRAINING)
    }
    ids = [row["id"] for some in rows.values() for row in some]
    assert len(set(ids)) == len(ids)
    assert all(len(row["topics"]) == 1 for row in rows[TRAINING])
    assert all(len(row["topics"]) == 2 and row["half"] == "last" for row in rows[LAST])
    for row in (*rows[LAST], *rows[TRAINING]):
        assert all(shipped().topic(topic) for label in row["topics"] for topic in label)


def test_a_row_becomes_a_clean_page():
    """Title, lead, paragraphs and captions, with the date and the section as witnesses."""
    page = article_of(
        {
            "title": "Tít",
            "text": "Sapô.\nĐoạn một.\n\nĐoạn hai.",
            "abstract": "Sapô. ",
            "captions": ["Ảnh"],
            "date": "2025-04-23",
            "category": "Kinh tế",
            "src": "mau",
        }
    )
    assert [(block.kind, page.of(block)) for block in page.blocks] == [
        (BlockKind.TITLE, "Tít"),
        (BlockKind.LEAD, "Sapô."),
        (BlockKind.BODY, "Đoạn một."),
        (BlockKind.BODY, "Đoạn hai."),
        (BlockKind.CAPTION, "Ảnh"),
    ]
    assert [(one.field, one.value) for one in page.witnesses] == [
        ("published", "2025-04-23"),
        ("section", "Kinh tế"),
    ]
