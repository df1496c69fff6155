"""The comparison of engines: the same terms, the same questions, the right answers."""

import msgspec
import numpy as np
import pytest

from search.errors import InputError
from search.pairs import known_pairs
from tools.measure.engine import timing
from tools.measure.engine.brute import cropped, scan
from tools.measure.engine.checking import SCANNED, check
from tools.measure.engine.corpus import analyse, engine_pairs, read_articles
from tools.measure.engine.entrants import Entrant, chosen, enter
from tools.measure.engine.facts import chance_of, months, places, topics
from tools.measure.engine.keeping import Keeper, made_from
from tools.measure.engine.limit import least_bytes
from tools.measure.engine.peers import PEERS
from tools.measure.engine.queries import NAMES, draw
from tools.measure.engine.run import ALONE, Comparison, compare
from tools.measure.engine.shapes import GAP, PLACE, THREE, TOPIC, YEAR, Answer, Question
from tools.synth import make_articles

ARTICLES = 300
NEVER_MISSING = ("fts5", "whoosh")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Analysed articles of our own making."""
    return analyse(make_articles(ARTICLES, 1), tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def rows(corpus):
    """A few questions of every kind."""
    return draw(corpus, 1, 12)


def small(tmp_path, *articles, known=frozenset()):
    """A corpus of articles that a test spells out."""
    made = [{"id": str(number), "title": "", **article} for number, article in enumerate(articles)]
    return analyse(made, tmp_path, lambda: known)


class TestCorpus:
    def test_streams(self, tmp_path):
        """Keys with a gap where positions jump; titles twice in the head; known neighbours as pairs."""
        article = {"title": "Chi bộ họp", "text": "Đảng viên HÒA dự. Chi bộ\nhọp, viên chức."}
        (record,) = small(tmp_path, article, known={"đảng_viên", "chi_bộ", "bộ_họp"}).records()
        assert record.text == f"chi bộ họp {GAP} đảng viên hoà dự {GAP} chi bộ {GAP} họp viên chức"
        assert record.head == "chi bộ họp chi bộ họp"
        assert record.pairs == "chi_bộ bộ_họp đảng_viên chi_bộ"

    def test_an_article_without_words(self, tmp_path):
        """It takes part with empty streams and moves no other article."""
        corpus = small(tmp_path, {"text": "một"}, {"text": "..."}, {"text": "hai"})
        assert [record.text for record in corpus.records()] == ["một", "", "hai"]

    def test_any_range(self, corpus):
        """Articles are read from any number on, and are the same as in order."""
        everything = list(corpus.records())
        assert len(corpus) == len(everything) == ARTICLES
        assert [record.number for record in everything] == list(range(ARTICLES))
        assert list(corpus.records(7, 9)) == everything[7:9]
        assert list(corpus.records(ARTICLES)) == []

    def test_the_same_again(self, corpus, tmp_path):
        """The same articles give the same records, in whatever batches."""
        again = analyse(make_articles(250, 1), tmp_path)
        assert list(again.records()) == list(corpus.records(0, 250))

    def test_by_several_processes(self, corpus, tmp_path):
        """They write what one writes, in its order, and count the same."""
        again = analyse(make_articles(ARTICLES, 1), tmp_path, jobs=2)
        assert list(again.lines()) == list(corpus.lines())
        assert again.frequencies == corpus.frequencies

    def test_frequencies(self, tmp_path):
        """An article counts once for a key, and a gap is no key."""
        corpus = small(tmp_path, {"text": "chi bộ. Chi bộ họp"}, {"text": "họp"})
        assert corpus.frequencies == {"chi": 1, "bộ": 1, "họp": 2}

    def test_pairs_are_those_of_the_engine(self):
        """What a corpus takes for a pair is what the index takes for one, names of places included."""
        pairs = engine_pairs()
        known = known_pairs()
        assert {"đảng_viên", "quế_phong"} <= pairs
        some = [pair.split("_") for pair in sorted(pairs)[::500]]
        assert all(known.knows(left, right) for left, right in some)
        assert [known.knows(right, left) for left, right in some] == [f"{b}_{a}" in pairs for a, b in some]

    def test_reading_a_part(self, tmp_path):
        """No more lines of a file are read than asked for."""
        path = tmp_path / "articles.jsonl"
        path.write_bytes(b'{"id": "a"}\n{"id": "b"}\nnot JSON\n')
        assert [article["id"] for article in read_articles(path, 2)] == ["a", "b"]


class TestFacts:
    def test_places(self):
        """Paths from the province down; without districts, communes stand second."""
        chance = chance_of({"id": "x"})
        old = {"province": "Tỉnh A", "district": "Huyện B", "commune": "Xã C"}
        assert places(old, chance) == ("Tỉnh_A", "Tỉnh_A/Huyện_B", "Tỉnh_A/Huyện_B/Xã_C")
        new = {"province": "Tỉnh A", "district": None, "commune": "Xã C"}
        assert places(new, chance) == ("Tỉnh_A", "Tỉnh_A/Xã_C", "unknown")

    def test_months(self):
        """Year and month of a date, or unknown."""
        assert months({"date": "2021-10-22T17:28:00+07:00"}) == ("2021", "2021-10")
        assert months({"date": None}) == ("unknown", "unknown")

    def test_topics(self):
        """One to three topics of two levels, the same every time, uneven as real ones."""
        found = [topics({"category": "Kinh tế"}, chance_of({"id": number})) for number in range(500)]
        assert found == [topics({"category": "Kinh tế"}, chance_of({"id": number})) for number in range(500)]
        assert {len([path for path in each if "/" not in path]) for each in found} == {1, 2, 3}
        assert all(each[0] == "Kinh_tế" and each[1].startswith("Kinh_tế/") for each in found)
        assert sum("t0" in each for each in found) > 2 * sum("t5" in each for each in found)


class TestQuestions:
    def test_deterministic(self, corpus, rows):
        """The same seed draws the same questions, another seed others."""
        assert draw(corpus, 1, 12) == rows
        assert draw(corpus, 2, 12) != rows

    def test_shapes(self, rows):
        """Every row has all its questions, in its own way of asking."""
        assert {len(questions) for questions in rows.values()} == {12}
        ways = {row.split()[0]: {question.kind for question in asked} for row, asked in rows.items()}
        assert ways == {"AND": {"and"}, "OR": {"or"}, "phrase": {"phrase"}, "folded": {"folded"}}
        assert all(question.chosen for question in rows["AND with a filter and multi-select counts"])
        assert all(question.facets == (TOPIC,) for question in rows["OR with a multi-valued facet"])

    def test_there_are_hits(self, corpus, rows):
        """Words stand together in some article, numbers with a point included."""
        asked = [question for questions in rows.values() for question in questions]
        assert all(len(truth.numbers) for truth in scan(corpus, asked))

    def test_folded(self, rows):
        """A word without marks names its keys, one of which was in the text."""
        for question in rows["folded AND with three facets"]:
            assert len(question.keys) == len(question.words)
            assert all(question.keys)

    def test_passes(self):
        """Facets under the same filters are counted together, a filtered one without its own."""
        by_year = (YEAR, ("2021",))
        question = Question("and", ("a",), chosen=(by_year,))
        assert question.passes() == {(by_year,): (PLACE, TOPIC), (): (YEAR,)}
        assert Question("and", ("a",)).passes() == {(): THREE}


class TestScan:
    def test_sets(self, tmp_path):
        """AND, OR, phrases and words without marks, as anyone would find them by reading."""
        texts = ("đảng viên mới", "đảng. viên", "dang viên", "mới")
        corpus = small(tmp_path, *({"text": text} for text in texts))
        asked = [
            Question("and", ("đảng", "viên")),
            Question("or", ("dang", "mới")),
            Question("phrase", ("đảng", "viên")),
            Question("folded", ("dang", "vien")),
        ]
        found = [truth.numbers.tolist() for truth in scan(corpus, asked)]
        assert found == [[0, 1], [0, 2, 3], [0], [0, 1, 2]]

    def test_multi_select(self, tmp_path):
        """A facet is counted under all filters but its own; only the opened province shows districts."""
        days = ("2020-01-01", "2021-01-01", "2021-01-02")
        articles = [
            {"text": "a", "date": day, "province": name, "district": "D"}
            for day, name in zip(days, "PPQ", strict=True)
        ]
        chosen_ = ((PLACE, ("P",)), (YEAR, ("2021",)))
        question = Question("and", ("a",), chosen=chosen_, opened="Q")
        (truth,) = scan(small(tmp_path, *articles), [question])
        assert truth.numbers.tolist() == [1]
        assert truth.facets[PLACE] == {"P": 1, "Q": 1, "Q/D": 1}
        assert truth.facets[YEAR] == {"2020": 1, "2021": 1}

    def test_ties_are_left_out(self):
        """Of topics that share the last of ten places none is compared."""
        counts = {f"t{number}": 20 - number for number in range(9)} | {"x": 3, "y": 3}
        assert set(cropped(TOPIC, counts)) == {f"t{number}" for number in range(9)}
        assert cropped(YEAR, counts) == counts


class TestPeers:
    @pytest.mark.parametrize("name", PEERS)
    def test_answers(self, name, corpus, rows, tmp_path):
        """Every installed engine finds what the scan of everything finds, and counts the same."""
        peer = PEERS[name]
        if peer.missing():
            assert name not in NEVER_MISSING
            pytest.skip("not installed; `make peers`")
        peer.build(corpus, tmp_path, 1)
        entrant = Entrant(peer, peer.open(tmp_path), tmp_path, peer.size(tmp_path), {})
        checked = check(corpus, rows, {name: (entrant.searcher, entrant.questions(rows))})
        assert checked.wrong[name] == 0
        assert checked.compared[name] == sum(map(len, entrant.questions(rows).values())) > 0
        assert entrant.size > 0

    def test_a_wrong_engine_is_noticed(self, corpus, rows):
        """Where everything was scanned, each wrong answer counts; beyond, the first engine is believed."""

        class Short:
            def search(self, question):
                return Answer(0, [], {facet: {} for facet in question.facets})

            def numbers(self, question):
                return np.zeros(0, np.int64)

        checked = check(corpus, rows, {"short": (Short(), rows)})
        assert checked.wrong["short"] == SCANNED * len(rows)
        assert checked.compared["short"] == 12 * len(rows)
        assert checked.wrong_by_row == dict.fromkeys(rows, SCANNED)

    def test_who_takes_part(self):
        """An engine that is missing, or too slow for so many articles, is named and left out."""
        peers, absent = chosen(("fts5", "whoosh"), 1_000_000)
        assert peers == []
        assert absent == ["fts5 (not above 100,000 articles)", "whoosh (not above 20,000 articles)"]


class TestKeeping:
    def keeper(self, folder, said, **other):
        """A keeper that expects thirty articles of our own making."""
        return Keeper(folder, {**made_from(None, 30, 1), **other}, said.append)

    def test_a_second_run_goes_on(self, tmp_path, monkeypatch):
        """No article is analysed again and no index built; the rates are those of the first run."""
        said = []
        keeper = self.keeper(tmp_path, said)
        source = keeper.corpus(make_articles(30, 1), 30)
        (first,) = enter([PEERS["ours"]], source, keeper)
        monkeypatch.setattr(type(PEERS["ours"]), "build", None)
        again = keeper.corpus(iter(()), 30)
        (second,) = enter([PEERS["ours"]], again, keeper)
        assert list(again.lines()) == list(source.lines())
        assert second.rates == first.rates
        assert said[-2:] == ["analysed articles: kept", "ours: index kept"]

    def test_an_interrupted_build_is_done_again(self, tmp_path):
        """What two processes built is timed already; the index itself is not there yet."""
        keeper = self.keeper(tmp_path, [])
        source = keeper.corpus(make_articles(30, 1), 30)
        made = keeper.index(PEERS["ours"])
        made.rates[2] = [7.0, 7.0, 7.0]
        keeper.save(PEERS["ours"], made)
        (entrant,) = enter([PEERS["ours"]], source, keeper)
        assert entrant.rates[2] == 7.0
        assert entrant.searcher.search(Question("or", ("chi", "bộ"))).total

    def test_other_articles_are_refused(self, tmp_path):
        """A folder of other articles is named with what differs, and stays as it is."""
        self.keeper(tmp_path, []).corpus(make_articles(30, 1), 30)
        with pytest.raises(InputError, match=r"articles: 30, now 40"):
            self.keeper(tmp_path, [], articles="40").corpus(make_articles(40, 1), 40)
        assert len(self.keeper(tmp_path, []).corpus(iter(()), 30)) == 30

    def test_an_index_of_another_version(self, tmp_path, monkeypatch):
        """It is built anew, and the reason is told."""
        said = []
        keeper = self.keeper(tmp_path, said)
        source = keeper.corpus(make_articles(30, 1), 30)
        enter([PEERS["fts5"]], source, keeper)
        monkeypatch.setattr(type(PEERS["fts5"]), "version", lambda peer: "next")
        enter([PEERS["fts5"]], source, keeper)
        assert said[-1] == "fts5: built anew (engine: , now next)"

    def test_data_is_known_by_its_content(self, tmp_path):
        """A file by another name is the same data; one changed byte makes other data."""
        one, other = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
        one.write_bytes(b"x" * 200_000)
        other.write_bytes(b"x" * 200_000)
        assert made_from(one, 5, 1) == made_from(other, 5, 2)
        other.write_bytes(b"x" * 199_999 + b"y")
        assert made_from(one, 5, 1) != made_from(other, 5, 1)


class TestParts:
    def test_a_part(self, tmp_path):
        """Only the rows asked for are measured; processes and threads are a part of their own."""
        wanted = Comparison(None, 60, 1, ("fts5",), (NAMES[0],), tmp_path / "kept")
        some = {figure.name for figure in compare(wanted, lambda _: None)}
        assert f"{NAMES[0]}: fts5, p50" in some
        assert not any(name.startswith(NAMES[1]) or "memory" in name for name in some)
        alone = {figure.name for figure in compare(wanted._replace(parts=(ALONE,)), lambda _: None)}
        assert "fts5: anonymous memory" in alone
        assert not any(name.endswith("p50") for name in alone)

    def test_names(self, rows):
        """All rows can be asked for."""
        assert tuple(rows) == NAMES


class TestTiming:
    def test_rounds(self):
        """All take turns, the first round only warms up, and the figures are medians."""
        order = []

        def asking(name, took):
            return lambda question: order.append(name) or next(took)

        question = Question("and", ("a",))
        contenders = {
            "a": timing.Contender(asking("a", iter([99.0, 1.0, 5.0, 2.0])), [question], 3),
            "b": timing.Contender(asking("b", iter([99.0, 7.0])), [question], 1),
        }
        times = timing.interleaved(contenders)
        assert order == ["a", "b", "a", "b", "a", "a"]
        assert (times["a"].p50, times["b"].p50) == (2.0, 7.0)

    def test_limit(self, tmp_path):
        """A frequent word is a byte an article, a rare one five a posting, and a hit five more."""
        corpus = small(tmp_path, *({"text": "a b" if number == 0 else "a"} for number in range(20)))
        question = Question("and", ("a", "b"))
        assert corpus.frequencies == {"a": 20, "b": 1}
        assert least_bytes(question, 1, corpus.frequencies, 20) == 20 + 5 + 5


def test_questions_travel(rows):
    """Questions reach a searching process as JSON and are the same there."""
    questions = [question for asked in rows.values() for question in asked]
    assert msgspec.json.decode(msgspec.json.encode(questions), type=list[Question]) == questions
