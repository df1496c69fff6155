"""What each kind of node matches, on every engine."""

import pytest
from asking import ask, find, ids
from engines import build
from making import document

from search.model import Sort


def one_text(engine, *bodies):
    """A reader over articles `a`, `b`, … with these bodies."""
    return build(engine, [document(chr(97 + at), body=body) for at, body in enumerate(bodies)])


def found(reader, given):
    """The ids of all articles that match, as one word."""
    return "".join(sorted(ids(find(reader, given, size=100))))


class TestGaps:
    BODIES = (
        "chi bộ đảng",
        "chi một bộ đảng",
        "chi một hai bộ đảng",
        "chi một hai ba bộ đảng",
        "bộ chi đảng",
        "Họp chi. Bộ đảng.",
    )

    @pytest.mark.parametrize(
        ("gap", "wanted"),
        [([0, 0], "a"), ([0, 1], "ab"), ([1, 1], "b"), ([1, 2], "bc"), ([2, 3], "cd"), ([0, 9], "abcd")],
    )
    def test_how_many_syllables_may_stand_between(self, engine, gap, wanted):
        """A gap allows from its least to its most syllables, never the end of a sentence."""
        assert found(one_text(engine, *self.BODIES), ["phrase", "chi bộ", gap]) == wanted

    def test_every_gap_is_its_own(self, engine):
        """A phrase of three words has two gaps."""
        reader = one_text(engine, "chi một bộ đảng", "chi bộ một đảng", "chi một bộ hai đảng", "chi bộ đảng")
        assert found(reader, ["phrase", "chi bộ đảng", [1, 1], [0, 0]]) == "a"
        assert found(reader, ["phrase", "chi bộ đảng", [0, 0], [1, 1]]) == "b"
        assert found(reader, ["phrase", "chi bộ đảng", [0, 1], [0, 1]]) == "abcd"

    def test_a_nearer_word_does_not_hide_a_farther_one(self, engine):
        """Where the nearest second word leads nowhere, one further on does."""
        reader = one_text(engine, "chi bộ một bộ đảng")
        assert found(reader, ["phrase", "chi bộ đảng", [0, 3], [0, 0]]) == "a"

    def test_a_word_given_twice_stands_twice(self, engine):
        """A word is never its own neighbour."""
        reader = one_text(engine, "dần dần", "dần một dần", "dần")
        assert found(reader, ["phrase", "dần dần"]) == "a"
        assert found(reader, ["phrase", "dần dần", [0, 1]]) == "ab"

    def test_gaps_cross_commas_but_no_blocks(self, engine):
        """A phrase runs over a comma, and never from one block into the next."""
        reader = build(
            engine,
            [document("a", body="chi, (bộ) đảng"), document("b", title="chi", body=["bộ", "đảng"])],
        )
        assert found(reader, ["phrase", "chi bộ đảng", [0, 9], [0, 9]]) == "a"

    def test_phrases_of_one_word_and_of_none(self, engine):
        """A phrase of one word is that word, and one of none matches nothing."""
        reader = one_text(engine, "chi bộ", "đảng")
        assert found(reader, ["phrase", "bộ"]) == "a"
        assert found(reader, ["phrase", ""]) == ""

    def test_more_occurrences_count_more(self, engine):
        """Of texts of one length the one with more occurrences comes first."""
        reader = one_text(engine, "chi x bộ đảng và một đảng", "chi x bộ chi bộ và một")
        assert ids(find(reader, ["phrase", "chi bộ", [0, 1]])) == ["b", "a"]


class TestNearness:
    def test_in_any_order(self, engine):
        """The first and the last of the words stand at most so many syllables apart."""
        reader = one_text(engine, "chi x bộ x đảng", "đảng bộ chi", "bộ x x chi x x đảng", "chi bộ")
        assert found(reader, ["near", "chi bộ đảng", 1]) == ""
        assert found(reader, ["near", "chi bộ đảng", 2]) == "b"
        assert found(reader, ["near", "chi bộ đảng", 4]) == "ab"
        assert found(reader, ["near", "chi bộ đảng", 6]) == "abc"

    def test_in_this_order(self, engine):
        """Ordered words follow each other."""
        reader = one_text(engine, "chi x bộ x đảng", "đảng bộ chi", "đảng chi bộ đảng")
        assert found(reader, ["in-order", "chi bộ đảng", 3]) == "c"
        assert found(reader, ["in-order", "chi bộ đảng", 4]) == "ac"
        assert found(reader, ["in-order", "đảng bộ chi", 4]) == "b"

    def test_the_end_of_a_sentence_is_ten_syllables(self, engine):
        """Neighbours over the end of a sentence or block stand eleven syllables apart."""
        reader = build(
            engine, [document("a", body="Họp chi. Bộ đảng."), document("b", title="chi", body="bộ")]
        )
        assert found(reader, ["near", "chi bộ", 10]) == ""
        assert found(reader, ["near", "chi bộ", 11]) == "ab"
        assert found(reader, ["in-order", "chi bộ", 11]) == "ab"
        assert found(reader, ["in-order", "bộ chi", 99]) == ""

    @pytest.mark.parametrize("kind", ["near", "in-order"])
    def test_a_word_given_twice_stands_twice(self, engine, kind):
        """A word that is given twice needs two places."""
        reader = one_text(engine, "dần x dần", "dần x x x dần", "dần bước", "dần bước dần", "bước dần dần")
        assert found(reader, [kind, "dần dần", 2]) == "ade"
        assert found(reader, [kind, "dần dần", 4]) == "abde"
        assert found(reader, [kind, "dần bước dần", 9]) == ("de" if kind == "near" else "d")
        assert found(reader, [kind, "dần dần dần", 9]) == ""
        assert found(reader, [kind, "Dần dần", 4]) == "abde"
        assert found(reader, [kind, "dan dần", 4]) == ("abcde" if kind == "near" else "abde")

    def test_one_word_and_none(self, engine):
        """One word is near itself, and none is nowhere."""
        reader = one_text(engine, "chi", "bộ")
        assert found(reader, ["near", "chi", 0]) == "a"
        assert found(reader, ["in-order", "chi", 0]) == "a"
        assert found(reader, ["near", "", 5]) == ""

    def test_without_accents(self, engine):
        """Words typed without marks are near each other in every spelling."""
        reader = one_text(engine, "đảng x viên", "dang x vien", "đang x x viện")
        assert found(reader, ["near", "vien dang", 2]) == "ab"
        assert found(reader, ["near", "viên đảng", 3]) == "ab"


class TestPrefixes:
    BODIES = ("kết nạp", "kế hoạch", "ket nap", "kẻ", "kiểm tra", "kê khai", "nghị")

    def test_marks_are_a_constraint(self, engine):
        """With marks it is the beginning of a key."""
        reader = one_text(engine, *self.BODIES)
        assert found(reader, ["prefix", "kế"]) == "ab"
        assert found(reader, ["prefix", "kê"]) == "f"
        assert found(reader, ["prefix", "kết"]) == "a"

    def test_without_marks_it_is_open(self, engine):
        """Without marks it begins every spelling, in a query with marks too."""
        reader = one_text(engine, *self.BODIES)
        assert found(reader, ["prefix", "ke"]) == "abcdf"
        assert found(reader, ["prefix", "k"]) == "abcdef"
        assert found(reader, ["and", "nạp", ["prefix", "ke"]]) == "ac"

    def test_marks_that_nothing_begins_with_are_ignored(self, engine):
        """Where nothing begins so, accents are ignored, and that is said."""
        reader = one_text(engine, *self.BODIES)
        result = find(reader, ["prefix", "kệt"])
        assert sorted(ids(result)) == ["a", "c"]
        assert [(note.code, note.words) for note in result.notes] == [("accents-ignored", ("kệt",))]

    def test_a_whole_word_begins_with_itself(self, engine):
        """A prefix is found in a word that ends with it, and in numbers and document numbers."""
        reader = one_text(engine, "năm 2021", "năm 2020", "số 28-CT/TW")
        assert found(reader, ["prefix", "2021"]) == "a"
        assert found(reader, ["prefix", "202"]) == "ab"
        assert found(reader, ["prefix", "2"]) == "abc"

    def test_it_is_one_word(self, engine):
        """All that begins so is one word: its rarity is that of the union."""
        reader = one_text(engine, "kế x", "kết x", "kế kết", "x x", "y y")
        first, *others = find(reader, ["prefix", "kế"]).hits
        assert first.id == "c"
        assert others[0].score == pytest.approx(others[1].score, abs=1e-6)


class TestTrees:
    BODIES = ("chi bộ đảng", "chi bộ", "đảng viên", "kết nạp đảng viên", "nghị quyết")

    @pytest.mark.parametrize(
        ("given", "wanted"),
        [
            (["everything"], "abcde"),
            (["not", ["everything"]], ""),
            (["not", "chi"], "cde"),
            (["not", ["not", "chi"]], "ab"),
            (["and"], "abcde"),
            (["or"], ""),
            (["best"], ""),
            (["and", ["not", "chi"], ["not", "viên"]], "e"),
            (["or", ["not", "đảng"], ["phrase", "đảng viên"]], "bcde"),
            (["and", ["or", "chi", "viên"], ["not", ["and", "chi", "đảng"]]], "bcd"),
            (["best", [1.0, "chi"], [0.5, ["not", "đảng"]]], "abe"),
            (["and", "đảng", ["best", [1.0, "chi"], [0.8, ["and", "viên", ["not", "kết"]]]]], "ac"),
            (["or", ["and", "nghị", "quyết"], ["near", "kết viên", 3]], "de"),
            (["and", ["everything"], "chi"], "ab"),
            (["not", ["or", ["prefix", "ch"], ["phrase", "đảng viên"]]], "e"),
        ],
    )
    def test_what_a_tree_matches(self, engine, given, wanted):
        """Nodes mean what they say, however deep they stand."""
        assert found(one_text(engine, *self.BODIES), given) == wanted

    def test_what_only_excludes_scores_one(self, engine):
        """Everything scores 1, and so does all that an exclusion leaves."""
        reader = one_text(engine, *self.BODIES)
        for given in (["everything"], ["not", "chi"], ["and"], ["and", ["not", "chi"], ["not", "kết"]]):
            assert {hit.score for hit in find(reader, given).hits} == {1.0}

    def test_sums_and_maxima(self, engine):
        """An Or is the sum of its parts, a Best the greatest of weight times reading."""
        reader = one_text(engine, *self.BODIES)

        def score(given):
            hits = find(reader, given, sort=Sort.NEWEST).hits  # only relevance has a second phase
            return next((hit.score for hit in hits if hit.id == "d"), 0.0)

        parts = "kết", ["phrase", "đảng viên"]
        sums = score(parts[0]) + score(parts[1])
        assert score(["or", *parts]) == pytest.approx(sums, abs=1e-5)
        assert score(["and", *parts]) == pytest.approx(sums, abs=1e-5)
        assert score(["and", *parts, ["not", "chi"]]) == pytest.approx(sums, abs=1e-5)
        best = max(0.5 * score(parts[0]), 0.3 * score(parts[1]))
        assert score(["best", [0.5, parts[0]], [0.3, parts[1]]]) == pytest.approx(best, abs=1e-5)

    def test_a_known_pair_adds(self, engine):
        """Two words of an And add for standing side by side as a known pair, an Or of them does not."""
        reader = one_text(engine, "đảng viên của xã", "viên của xã đảng", "chi")
        together = [(hit.id, hit.score) for hit in find(reader, ["and", "đảng", "viên"]).hits]
        either = [(hit.id, hit.score) for hit in find(reader, ["or", "đảng", "viên"]).hits]
        assert [id_ for id_, _ in together] == ["a", "b"]
        assert together[0][1] > together[1][1] + 0.05
        assert dict(either)["a"] == pytest.approx(dict(either)["b"], abs=1e-5)

    def test_canonical_terms_in_any_writing(self, engine):
        """A document number and a date are found however they are written."""
        reader = one_text(
            engine, "Chỉ thị số 28 -CT/TW", "Chỉ thị 28-CT/TW", "ngày 9 tháng 11 năm 2021", "28"
        )
        assert found(reader, ["canonical", "document", "28-CT/TW"]) == "ab"
        assert found(reader, ["canonical", "date", "2021-11-09"]) == "c"
        assert found(reader, ["canonical", "date", "2021-11-10"]) == ""


class TestPartsOfWhatIsNotFound:
    def test_a_day_counts_in_any_writing(self, engine):
        """Where nothing has all parts, each is counted by itself, and a day wherever it is named."""
        reader = one_text(engine, "Họp ngày 5 tháng 9 năm 2020.", "Họp 5/9/2020.", "Chi bộ họp.")
        counts = ask(reader, "zebra 5/9/2020").word_counts
        assert [(one.text, one.count) for one in counts] == [("zebra", 0), ('"5 9 2020"', 2)]
