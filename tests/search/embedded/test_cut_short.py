"""Precedents for which there is no time say so, each in its own answer."""

from engines import build, engine_at
from making import document

from search.embedded.reader import EmbeddedReader
from search.model import Alike, Lines, Note, Period, Query
from search.query import parse

PHRASE = Query(parse('"kết * đảng viên"')[0])


def told(reader):
    """The notes of every answer about a phrase."""
    asked = reader.precedents()
    return {
        "lines": asked.lines(PHRASE, Lines()).notes,
        "variants": asked.variants(PHRASE, Alike(), 0, 10).notes,
        "timeline": asked.timeline([PHRASE], Period.YEAR).series[0].notes,
        "first use": asked.first_use(PHRASE, 3).notes,
        "similar": asked.similar("lễ kết nạp hai đảng viên mới", PHRASE, 3).notes,
    }


def test_what_ran_out_of_time_is_told(tmp_path):
    """`partial` stands in each answer that was cut short, and in none that was not."""
    documents = [document(f"a{number}", body="Lễ kết nạp đảng viên mới.") for number in range(5)]
    build(engine_at("embedded", tmp_path), documents)
    for name, notes in told(EmbeddedReader(tmp_path, 0.0)).items():
        assert Note("partial") in notes, name
    for name, notes in told(EmbeddedReader(tmp_path, None)).items():
        assert Note("partial") not in notes, name
