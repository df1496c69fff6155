"""Words typed with marks in articles that are written without."""

from __future__ import annotations

import numpy as np
import pytest
from engines import ENGINES, build, engine_at
from making import document
from trees import tree

from search.embedded.markless import kind_of, markless, without_marks
from search.model import Accents, Query

NEWS = "Đảng bộ huyện tổ chức hội nghị quan trọng về quân đội, cơ quan và quận huyện trong năm nay"


@pytest.fixture(params=ENGINES)
def reader(request, tmp_path):
    """Articles with marks, one without any, and a mixed one."""
    bare = "Dang bo huyen to chuc hoi nghi ve quan doi nhan dan"
    return build(
        engine_at(request.param, tmp_path),
        [
            document("with", body=NEWS),
            document("bare word", body="Cơ quan báo chí đưa tin về đội bóng và các đội khác"),
            document("without", body=bare),
            document("mixed", body=f"{NEWS} {NEWS} {NEWS} {bare}"),
        ],
    )


def ids(reader, given, **more):
    """What a query finds, in its order."""
    return [hit.id for hit in reader.search(Query(tree(given), **more)).hits]


def test_a_word_with_marks_is_none_without(reader):
    """`quân` is no `quan`, but where no word has marks; that comes last."""
    assert ids(reader, "quân")[-1] == "without"
    assert set(ids(reader, "quân")) == {"with", "mixed", "without"}
    assert set(ids(reader, "quan")) >= {"with", "bare word", "mixed", "without"}


def test_phrases_too(reader):
    """A phrase with marks is found in both kinds of article; of a mixed one in its part with marks."""
    assert set(ids(reader, ["phrase", "quân đội"])) == {"with", "mixed", "without"}
    assert ids(reader, ["phrase", "quân đội nhân dân"]) == ["without"]
    assert set(ids(reader, ["near", "đội quân", 4])) == {"with", "mixed", "without"}


def test_as_typed_and_loose(reader):
    """As typed finds no bare word; without regard to marks every one."""
    assert set(ids(reader, "quân", accents=Accents.EXACT)) == {"with", "mixed"}
    assert len(ids(reader, "quân", accents=Accents.LOOSE)) == 4


def test_what_is_marked(reader):
    """A bare word is marked where no word has marks, and nowhere else."""
    query = Query(tree("quân"))
    for article, wanted in (("with", {"quân"}), ("without", {"quan"}), ("mixed", {"quân"})):
        document = reader.get(article)
        texts = reader.mark(document, query)
        assert {each.text[span.start : span.end] for each in texts for span in each.marks} == wanted
        passages = reader.passages(document, query)
        assert {each.text[span.start : span.end] for each in passages for span in each.marks} == wanted


def test_which_articles_are_meant():
    """Fewer than one word in ten has marks; numbers tell nothing, and an article of nothing is none."""
    texts = ["dang bo huyen", "đảng bộ huyện", "2019 2020 28", "a " * 19 + "đ", "a " * 9 + "đ", ""]
    words = [(doc, word) for doc, text in enumerate(texts) for word in text.split()]
    docs = np.array([doc for doc, _ in words])
    kinds = np.array([kind_of(word) for _, word in words])
    assert without_marks(docs, kinds, len(texts)).tolist() == [0, 3]


def test_a_key_with_the_sign_is_no_word():
    """No text and no query has the sign."""
    assert tree(markless("quan")) == tree("quan")
