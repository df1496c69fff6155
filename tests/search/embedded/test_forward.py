"""What stands at every place of an article, against cutting its text."""

import random

import numpy as np
import pytest
from engines import build, engine_at
from making import document

from search.embedded import forward
from search.embedded.snapshot import Snapshot
from search.tokenizer import cut
from search.zones import searched

WORDS = "đảng bộ Chi kết nạp viên. mới Nông thôn, xây Dựng huyện\nxã tỉnh uỷ 2.021 28-CT/TW Ấn".split(" ")


def laid(article):
    """The key and the case of each token of an article, by position; bases as phrases see them."""
    found, base = {}, 0
    for block in searched(article):
        text = article.of(block)
        tokens = cut(text, base)
        for start, position, type_ in zip(tokens.starts, tokens.positions, tokens.types, strict=True):
            found[position] = type_.key, text[start].isupper()
        base = tokens.positions[-1] + 11 if len(tokens) else base
    return found


@pytest.mark.parametrize("slots", [forward.SLOTS_AT_ONCE, 100])
def test_every_place_of_every_article(tmp_path, monkeypatch, slots):
    """Terms, empty places and capitals are those of the text, whether it is written at once or in parts."""
    monkeypatch.setattr(forward, "SLOTS_AT_ONCE", slots)
    monkeypatch.setattr(forward, "OCCURRENCES_AT_ONCE", 50)
    chance = random.Random(5)
    documents = {
        f"a{number:03}": document(
            f"a{number:03}",
            title=" ".join(chance.choices(WORDS, k=3)) if number % 5 else "",
            lead=" ".join(chance.choices(WORDS, k=chance.randint(0, 9))),
            body=" ".join(chance.choices(WORDS, k=chance.choice([0, 20, 300]))),
        )
        for number in range(60)
    }
    build(engine_at("segmented", tmp_path), documents.values())
    snapshot = Snapshot(max(path for path in tmp_path.iterdir() if path.name.startswith("gen-")))
    assert len(snapshot.segments) == 4
    seen = 0
    for segment in snapshot.segments:
        names = segment.fields["text"].terms.all()
        for doc in range(segment.size):
            expected = laid(documents[segment.values.ids[doc].decode()].article)
            first, last = segment.forward.begins[doc : doc + 2].tolist()
            assert last - first == max(expected, default=-1) + 2
            found = segment.forward.stretch(first, last)
            assert np.array_equal(found, segment.forward.at(np.arange(first, last)))
            ranks = [(at, rank) for at, rank in enumerate(found.tolist()) if rank]
            words = {at: names[segment.forward.terms[rank - 1]].decode() for at, rank in ranks}
            assert words == {at: key for at, (key, _) in expected.items()}
            at = np.array(sorted(expected), np.int64)
            capitals = segment.forward.capital(np.full(len(at), doc), at)
            assert capitals.tolist() == [expected[position][1] for position in at.tolist()]
            seen += len(expected)
    assert seen > 3_000
