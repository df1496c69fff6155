"""Made-up articles: the same again, labelled rightly, as long and as varied as they should be."""

from __future__ import annotations

import random
import re
from datetime import datetime
from itertools import chain
from statistics import mean, median

import msgspec
import pytest

from index.pages import RECORD, RawPage
from index.pipeline import prepare
from search.errors import DataError
from search.model import VIETNAM, Document
from search.places import Regime, path, regime, short_label, unit, units
from search.text import canonical, comparable
from search.topics import shipped
from tools.synth import articles, make_articles, slots
from tools.synth.articles import BLOCK
from tools.synth.scenes import scene
from tools.synth.templates import MOST, expand, templates
from tools.synth.writing import written

WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def made():
    """Two thousand articles."""
    return list(make_articles(2000, seed=1))


def lines_of(count, seed, jobs):
    """The bytes of so many articles."""
    with written(count, seed, jobs) as chunks:
        return b"".join(lines for _, lines in chunks)


class TestTheSameAgain:
    def test_whatever_the_number_of_processes(self):
        """One process and several give the same bytes; the last block is cut where it should be."""
        alone = lines_of(2 * BLOCK + 7, 5, 1)
        assert alone.count(b"\n") == 2 * BLOCK + 7
        assert lines_of(2 * BLOCK + 7, 5, 3) == alone

    def test_whatever_the_number_of_articles(self):
        """Fewer articles of a seed are the first of more; another seed has others under other ids."""
        few, more = lines_of(30, 5, 1), lines_of(BLOCK + 1, 5, 1)
        assert more.startswith(few)
        other = lines_of(30, 6, 1)
        assert not set(other.splitlines()) & set(more.splitlines())
        ids = {msgspec.json.decode(line)["id"] for line in (more + other).splitlines()}
        assert len(ids) == BLOCK + 31

    def test_the_iterator_gives_what_is_written(self):
        """`make_articles` and the written lines are the same articles."""
        lines = lines_of(BLOCK + 3, 5, 1).splitlines()
        assert [msgspec.json.decode(line) for line in lines] == list(make_articles(BLOCK + 3, 5))


class TestLabels:
    def test_are_found_by_the_product(self):
        """The product reads date, place and topic of most articles as they are labelled."""
        records = list(make_articles(200, seed=3))
        documents = [read(record) for record in records]
        both = list(zip(records, documents, strict=True))
        assert all(document.published.iso == record["date"] for record, document in both)
        placed = [doc.location is not None and doc.location.then == path(rec["place"]) for rec, doc in both]
        assert mean(placed) >= 0.96
        about = [bool(doc.topics) and doc.topics[0].id == rec["topic"] for rec, doc in both]
        assert mean(about) >= 0.85

    def test_places_stand_in_the_text(self, made):
        """The text or title names the labelled place, which is a unit of the map of its day."""
        for record in made:
            place, said = record["place"], comparable(canonical(f"{record['title']}\n{record['text']}"))
            levels = [short_label(one) for one in path(place)]
            named = (record["province"], record["district"], record["commune"])
            assert [name for name in named if name] == levels
            if record["date"]:
                assert (regime(place) is Regime.NEW) == (record["date"] >= "2025-07-01")
            assert comparable(unit(place).name) in said, record["id"]

    def test_dates_are_dates(self, made):
        """Dates have the zone of the country and lie within the years covered; few are missing."""
        days = [datetime.fromisoformat(record["date"]) for record in made if record["date"]]
        assert all(day.utcoffset() == VIETNAM.utcoffset(None) for day in days)
        assert (min(days).year, max(days).year) == (2005, 2025)
        assert 0.005 < 1 - len(days) / len(made) < 0.04

    def test_topics_are_those_of_the_table(self, made):
        """Every theme has its own topic of the lower level, and all of them are written about."""
        themes = [theme.topic for theme in templates().themes]
        assert len(set(themes)) == len(themes)
        assert all(shipped().topic(one) and "/" in one for one in themes)
        assert {record["topic"] for record in made} == set(themes)

    def test_copies_name_an_earlier_article(self, made):
        """A copy names an article before it that is no copy itself, and shares most of its paragraphs."""
        seen = {}
        copies = [record for record in made if record["dup_of"]]
        for record in made:
            if record["dup_of"]:
                first = seen[record["dup_of"]]
                assert first["dup_of"] is None
                ours, theirs = set(record["text"].split("\n")), set(first["text"].split("\n"))
                assert len(ours & theirs) >= 0.5 * len(theirs)
                assert (record["url"], record["source"]) != (first["url"], first["source"])
                assert (record["place"], record["topic"]) == (first["place"], first["topic"])
            seen[record["id"]] = record
        assert 0.015 < len(copies) / len(made) < 0.045

    def test_a_copy_of_a_copy_names_the_first(self, monkeypatch):
        """Where copies are copied again, all of them name the one article that is none."""
        monkeypatch.setattr(articles, "AGAIN", 0.6)
        records = list(make_articles(BLOCK, seed=2))
        firsts = {record["id"] for record in records if record["dup_of"] is None}
        assert 100 < len(firsts) < 300
        assert all(record["dup_of"] in firsts for record in records if record["dup_of"])

    def test_ids_and_addresses_are_unique(self, made):
        """No two articles share an id or an address, nor a text but copies; and no address can exist."""
        assert len({record["id"] for record in made}) == len(made)
        assert len({record["url"] for record in made}) == len(made)
        originals = [record["text"] for record in made if not record["dup_of"]]
        assert len(set(originals)) == len(originals)
        assert all(re.match(r"https://[a-z0-9-]+\.example/", record["url"]) for record in made)


def read(record) -> Document:
    """What the product makes of a record."""
    added = datetime(2026, 6, 1, tzinfo=VIETNAM)
    page = RawPage(record["id"], "mau", "x", RECORD, msgspec.json.encode(record), record["url"], added)
    document = prepare(page, "a", 1, added)
    assert isinstance(document, Document), document
    return document


class TestTexts:
    def test_length(self, made):
        """Lengths are log-normal around 758 syllables on average, as in the news; none is empty."""
        lengths = [len(WORD.findall(canonical(record["text"]))) for record in made]
        assert 730 <= mean(lengths) <= 790
        assert 640 <= median(lengths) <= 720
        assert min(lengths) >= 60
        assert 1250 <= sorted(lengths)[int(0.95 * len(lengths))] <= 1700

    def test_the_vocabulary_keeps_growing(self, made):
        """Twice as many articles hold clearly more different words."""

        def words(records):
            return {word for record in records for word in WORD.findall(comparable(record["text"]))}

        first, all_of_them = len(words(made[:1000])), len(words(made))
        assert first > 3500
        assert all_of_them > 1.15 * first

    def test_are_not_all_alike(self):
        """But for copies, no two articles share a quarter of their runs of three words."""
        sets = []
        for record in make_articles(300, seed=8):
            if not record["dup_of"]:
                words = WORD.findall(canonical(record["text"]).lower())
                sets.append({tuple(words[at : at + 3]) for at in range(len(words) - 2)})
        closest = max(
            len(one & other) / len(one | other) for at, one in enumerate(sets) for other in sets[:at]
        )
        assert closest < 0.25

    def test_nothing_is_left_of_the_templates(self, made):
        """No slot, choice or doubled mark stands in a text; paragraphs and titles begin with a capital."""
        for record in made:
            text = canonical(f"{record['title']}\n{record['text']}")
            assert not re.search(r"[{}\[\]|\ue000-\uf8ff]|  |\.\.|,,| [,.;:]|:\.", text), record["id"]
            for line in text.split("\n"):
                assert line.strip() == line != ""
                assert line[0].isupper() or not line[0].isalpha(), line
            assert len(record["title"]) < 200


class TestTemplates:
    def test_every_alternative_is_kept(self):
        """A template with more variants than are kept still shows every alternative of every choice."""
        choices = [[f"{name}{number}" for number in range(7)] for name in "abcde"]
        variants = expand(" ".join(f"[{'|'.join(choice)}]" for choice in choices) + " end")
        assert len(set(variants)) == len(variants) == MOST
        assert {word for variant in variants for word in variant.split()} == {"end", *chain(*choices)}
        assert expand("[a|b] c[|d]") == ("a c", "b c", "a cd", "b cd")
        assert expand("plain") == ("plain",)

    def test_an_unknown_slot_is_told(self, monkeypatch):
        """A template that names a slot which is not there is an error that names the slot."""
        slots._slots.cache_clear()
        monkeypatch.delitem(slots.SLOTS, "CU")
        with pytest.raises(DataError, match="CU"):
            slots._slots()
        monkeypatch.undo()
        slots._slots.cache_clear()

    def test_places_are_of_one_map(self):
        """The places drawn are units of the map asked for, of every level it has; many of them are drawn."""
        stream = random.Random(4).random
        for wanted, levels in ((Regime.OLD, {"p", "d", "c"}), (Regime.NEW, {"P", "C"})):
            found = [scene(wanted, stream).path for _ in range(3000)]
            assert {place[-1][0] for place in found} == levels
            assert len(set(found)) > 1000
            every = (one for one in units() if not one.parent and regime(one.id) is wanted)
            provinces = {one.id for one in every if one.valid_to in {"", "2025-07-01"}}
            assert {place[0] for place in found} == provinces
