"""The figures of speakers, on answers that are known."""

from __future__ import annotations

from making import article

from search.model import Evidence, Span, Statement
from tools.measure.enrich.speakers import Passage, all_words_of, names_of, speakers_of, words_of

TEXT = "Ông An, Bí thư Huyện ủy, nói: xã phải làm xong con đường này trong năm."


def passage(*labels):
    """A passage with these labels."""
    return Passage("p", article(body=TEXT), labels)


def label(name="An", office="Bí thư Huyện ủy", **more):
    """A label of what is said in the text."""
    return {"name": name, "office": office, "said": [[7, 16]], **more}


def statement(name="An", office="Bí thư Huyện ủy", said="xã phải làm xong con đường này trong năm"):
    """A statement of that."""
    return Statement(name, office, (Span(TEXT.index(said), len(said)),), Evidence("", "made up"))


def test_right_and_wrong_speakers():
    """A pair is right as a whole; a longer office, another name or nobody is wrong."""
    assert speakers_of(passage(label()), [statement()]) == (1, 1, 1)
    assert speakers_of(passage(label()), [statement(office="Bí thư Huyện ủy Phú Bình")]) == (0, 1, 1)
    assert speakers_of(passage(label()), [statement(name="Bình")]) == (0, 1, 1)
    assert speakers_of(passage(label()), []) == (0, 0, 1)
    assert speakers_of(passage(), [statement()]) == (0, 1, 0)


def test_writing_does_not_count():
    """Case, the place of tone marks and `nguyên` before an office do not count."""
    assert speakers_of(passage(label(office="nguyên bí thư Huyện uỷ")), [statement()]) == (1, 1, 1)


def test_doubt_counts_neither_way():
    """What a label leaves in doubt is neither wanted nor wrong."""
    assert speakers_of(passage(label(doubt=True)), [statement()]) == (0, 0, 0)
    assert speakers_of(passage(label(doubt=True)), []) == (0, 0, 0)


def test_a_mere_job_may_be_left_out():
    """An office that is a job alone is right with it, with more of it and without, but not as another one."""
    job = label(office="luật sư", job=True)
    assert speakers_of(passage(job), [statement(office="luật sư")]).right == 1
    assert speakers_of(passage(job), [statement(office="")]).right == 1
    assert speakers_of(passage(job), [statement(office="luật sư bào chữa")]).right == 1
    assert speakers_of(passage(job), [statement(office="Bí thư")]).right == 0


def test_somebody_unknown_is_not_wanted():
    """A speaker without name and office cannot be told."""
    assert speakers_of(passage(label(name="", office="")), []) == (0, 0, 0)


def test_one_label_counts_once():
    """Two statements of one person are one right and one wrong."""
    assert speakers_of(passage(label()), [statement(), statement()]) == (1, 2, 1)


def test_names_alone():
    """Names are compared without offices."""
    assert names_of(passage(label()), [statement(office="")]) == (1, 1, 1)


def test_words_given():
    """Words count one by one: half of them given is half of the recall, words of others lower precision."""
    assert words_of(passage(label()), [statement()]) == (9, 9, 9)
    assert words_of(passage(label()), [statement(said="xã phải làm xong con")]) == (5, 5, 9)
    assert words_of(passage(label()), [statement(said=TEXT)]) == (9, 16, 9)


def test_all_words():
    """Those of a missed speaker are missed, those given to a wrong one are wrong."""
    assert all_words_of(passage(label()), [statement()]) == (9, 9, 9)
    assert all_words_of(passage(label()), [statement(said="xã phải làm xong con")]) == (5, 5, 9)
    assert all_words_of(passage(label()), []) == (0, 0, 9)
    assert all_words_of(passage(label()), [statement(name="Bình")]) == (0, 9, 9)
    assert all_words_of(passage(), [statement()]) == (0, 9, 0)


def test_words_in_doubt_or_of_somebody_unknown():
    """Words of a label in doubt count neither way; nor are those of somebody who cannot be told wanted."""
    assert all_words_of(passage(label(doubt=True)), [statement()]) == (0, 0, 0)
    assert all_words_of(passage(label(name="", office="")), []) == (0, 0, 0)
