"""Abbreviations of a query: the table, and readings both ways."""

import time
from itertools import pairwise

import pytest

from search.abbreviations import (
    COLUMNS,
    all_abbreviations,
    is_known,
    is_unsafe,
    keys_of,
    read_table,
    readings,
)
from search.errors import DataError
from search.model import Word
from search.text import has_marks
from search.tokenizer import tokenize

CLEAR_IN_LOWER_CASE = {"TP", "TX", "TW"}
"""Two letters, but no syllable, and everybody writes them."""

FUNCTION_WORDS = {"và", "của"}


def words(text):
    """The words of a query, as the parser makes them."""
    return [Word(text[token.start : token.end], token.key, token.fold) for token in tokenize(text)]


def read(text):
    """The readings of a query as text: `{"words": (forms, ambiguous)}`."""
    query = words(text)
    return {
        " ".join(word.surface for word in query[found.start : found.end]): (
            [" ".join(form) for form in found.forms],
            found.ambiguous,
        )
        for found in readings(query, accented=has_marks(text))
    }


def forms(text):
    """The first other form of each reading of a query."""
    return {typed: found[0] for typed, (found, _) in read(text).items()}


class TestTable:
    def test_no_pair_stands_twice(self):
        """Every pair of analysed forms is there once."""
        pairs = [(keys_of(row.short), keys_of(row.long)) for row in all_abbreviations()]
        assert len(set(pairs)) == len(pairs) > 300

    def test_every_form_has_keys(self):
        """Every form analyses to keys, and the long form to more than the short one or to as many."""
        for row in all_abbreviations():
            assert 1 <= len(keys_of(row.short)) <= len(keys_of(row.long)), row

    def test_fields_are_few(self):
        """Fields are from a closed list."""
        fields = {row.field for row in all_abbreviations()}
        known = "party document state front defence justice economy society media place general"
        assert fields == set(known.split())

    def test_unsafe_short_forms_need_capitals(self):
        """What is like a syllable, or of one or two letters, counts only in capitals."""
        wrong = [row.short for row in all_abbreviations() if is_unsafe(row.short) != row.capitals]
        assert set(wrong) == CLEAR_IN_LOWER_CASE

    def test_several_meanings_are_marked(self):
        """Two long forms of a short one are marked ambiguous, unless they mean the same."""
        meanings = {}
        for row in all_abbreviations():
            meanings.setdefault(keys_of(row.short), []).append(row)
        for rows in meanings.values():
            stems = {
                tuple(key for key in keys_of(row.long) if key not in FUNCTION_WORDS)
                for row in rows
                if not row.note.startswith("another name")
            }
            assert len({row.ambiguous for row in rows}) == 1, rows
            assert len(stems) == 1 or rows[0].ambiguous, rows

    def test_only_ambiguous_rows_have_context(self):
        """A rule where nothing is to decide would be a slip."""
        assert [row.short for row in all_abbreviations() if row.context and not row.ambiguous] == []

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("HĐND", "line 2: a form is missing"),
            ("&\tvà", "line 2: a form is missing"),
            ("A\tb\tc\tlower", "line 2: 'typed'"),
            ("A\tb\tc\t\tno", "line 2: 'typed' is"),
            ("A\tb\tc\t\tyes\tquân sự", "line 2: a rule of context"),
            ("A\tb\tc\t\t\t\t\tmore", "line 2: 8 columns instead of 7"),
        ],
    )
    def test_a_malformed_line_is_named(self, line, said):
        """A table that was edited badly says where."""
        with pytest.raises(DataError, match=said):
            read_table("\t".join(COLUMNS) + "\n" + line)

    def test_known_pairs_in_any_writing(self):
        """Case, punctuation and tone style do not matter; another long form does."""
        assert is_known("ubnd", "Uỷ ban nhân dân")
        assert is_known("NN-PTNT", "nông nghiệp và phát triển nông thôn")
        assert not is_known("UBND", "ủy ban")
        assert not is_known("QQQ", "ủy ban nhân dân")


class TestBothWays:
    @pytest.mark.parametrize("typed", ["HĐND", "hđnd", "HDND", "hdnd", "Hđnd"])
    def test_a_short_form_in_any_case(self, typed):
        """The short form finds the long one, in any case, with and without its marks."""
        assert forms(typed)[typed] == "hội đồng nhân dân"

    @pytest.mark.parametrize("typed", ["Hội đồng nhân dân", "HỘI ĐỒNG NHÂN DÂN", "hoi dong nhan dan"])
    def test_a_long_form_in_any_case(self, typed):
        """The long form finds the short one, with its marks also where the query has none."""
        assert read(typed) == {typed: (["hđnd"], False)}

    def test_marks_that_were_typed_count(self):
        """In a query with marks a name with other marks is another name."""
        assert read("hồi đông nhân dân") == {}
        assert read("họp đang viên hdnd") == {"hdnd": (["hội đồng nhân dân", "hđnd"], False)}

    @pytest.mark.parametrize(
        ("typed", "long"),
        [
            ("Sở NN&PTNT", {"NN PTNT": "nông nghiệp và phát triển nông thôn"}),
            ("NN và PTNT", {"NN và PTNT": "nông nghiệp và phát triển nông thôn"}),
            ("HĐND&UBND", {"HĐND": "hội đồng nhân dân", "UBND": "uỷ ban nhân dân"}),
            ("Đ/c thư ký", {"Đ c": "đồng chí"}),
            ("KT-XH", {"KT XH": "kinh tế xã hội"}),
            ("T.Ư Đoàn", {"T Ư": "trung ương"}),
            ("tp Vinh", {"tp": "thành phố"}),
            ("CB,CC,VC", {"CB CC VC": "cán bộ công chức viên chức"}),
        ],
    )
    def test_short_forms_of_several_words(self, typed, long):
        """Short forms with &, strokes, dots and commas are read as they are tokenised."""
        assert forms(typed) == long

    def test_other_writings_are_offered(self):
        """A form brings all writings of the same thing, also those with a part abbreviated."""
        assert read("KTXH")["KTXH"][0] == ["kinh tế xã hội", "kt xh"]
        found, _ = read("ban thường vụ huyện ủy")["ban thường vụ huyện ủy"]
        assert found == ["btvhu", "btv huyện uỷ"]
        assert "uỷ ban mttq việt nam" in read("Ủy ban Mặt trận Tổ quốc Việt Nam").popitem()[1][0]

    def test_no_reading_offers_what_was_typed(self):
        """Every row, typed in either form, offers at least one other form and never the typed one."""
        for row in all_abbreviations():
            for typed in [row.short] if row.capitals else [row.short, row.long]:
                for found in readings(words(typed), accented=has_marks(row.long)):
                    own = keys_of(typed)[found.start : found.end]
                    assert found.forms, typed
                    assert own not in found.forms, typed
                    assert len(found.forms) <= 40, typed

    def test_every_short_form_finds_its_row(self):
        """Typed as it stands in the table, a short form may be read as its long form."""
        for row in all_abbreviations():
            found = readings(words(row.short), accented=True)
            assert any(keys_of(row.long) in each.forms for each in found), row

    def test_the_longest_wins(self):
        """A name inside a longer one is not read on its own; readings are in order and apart."""
        query = words("BTV Huyện ủy và ủy ban mặt trận tổ quốc việt nam, UBND tỉnh, trung học cơ sở")
        found = readings(query, accented=True)
        assert [each.label.split(" = ")[0] for each in found] == [
            "BTV",
            "ủy ban mặt trận Tổ quốc Việt Nam",
            "UBND",
            "trung học cơ sở",
        ]
        assert all(one.end <= other.start for one, other in pairwise(found))

    def test_the_label_is_for_people(self):
        """The label gives what was typed as the table writes it, and what it may stand for."""
        assert readings(words("hdnd"), accented=False)[0].label == "HĐND = hội đồng nhân dân"
        assert readings(words("TU"), accented=False)[0].label == "TU = tỉnh ủy / thành ủy"

    @pytest.mark.parametrize("typed", ["", "mưa", "12 345", "học sinh giỏi", "🙂"])
    def test_nothing_to_read(self, typed):
        """A query without abbreviations has no readings."""
        assert read(typed) == {}


class TestAmbiguity:
    @pytest.mark.parametrize(
        ("typed", "short", "long"),
        [
            ("BCH quân sự xã", "BCH", "ban chỉ huy"),
            ("BCH Đảng bộ xã", "BCH", "ban chấp hành"),
            ("bch dang bo xa", "bch", "ban chấp hành"),
            ("ủy viên BTV", "BTV", "ban thường vụ"),
            ("BTV báo tỉnh", "BTV", "biên tập viên"),
            ("CT UBND xã", "CT", "chủ tịch"),
            ("thực hiện CT 05", "CT", "chỉ thị"),
            ("TT HĐND", "TT", "thường trực"),
            ("TT y tế", "TT", "trung tâm"),
            ("kết nạp ĐV", "ĐV", "đảng viên"),
            ("ket nap DV moi", "DV", "đảng viên"),
            ("ĐB Quốc hội", "ĐB", "đại biểu"),
            ("trường CĐ", "CĐ", "cao đẳng"),
        ],
    )
    def test_a_neighbour_decides(self, typed, short, long):
        """The words beside a short form can decide what it stands for."""
        found, ambiguous = read(typed)[short]
        assert found[0] == long
        assert not ambiguous
        assert not any(keys_of(row.long) in map(keys_of, found) for row in others(short, long))

    @pytest.mark.parametrize(
        ("typed", "longs"),
        [
            ("TU", ["tỉnh uỷ", "thành uỷ"]),
            ("BCH", ["ban chấp hành", "ban chỉ huy"]),
            ("mẫu CT", ["chỉ thị", "chủ tịch", "chương trình", "chính trị"]),
        ],
    )
    def test_else_all_meanings_are_offered(self, typed, longs):
        """Where nothing decides, all meanings are offered and marked."""
        found, ambiguous = read(typed)[typed.split()[-1]]
        assert ambiguous
        assert [form for form in found if form in longs] == longs

    def test_a_long_form_with_an_ambiguous_short_one(self):
        """`ban chấp hành` finds BCH, marked, since BCH may be a ban chỉ huy; a neighbour clears it."""
        assert read("ban chấp hành")["ban chấp hành"] == (["bch"], True)
        assert read("ban chấp hành đảng bộ")["ban chấp hành"] == (["bch"], False)

    @pytest.mark.parametrize("typed", ["tu", "ct", "bt", "tt", "thu", "ca", "hu hỏng", "đi tu", "dv"])
    def test_syllables_in_lower_case_stay(self, typed):
        """What may be a plain syllable, or is too short, is read only if typed in capitals."""
        assert read(typed) == {}

    @pytest.mark.parametrize(
        "typed", ["tỉnh ủy", "đảng viên", "bí thư", "nghị quyết", "trung tâm", "công an"]
    )
    def test_unsafe_short_forms_are_not_offered(self, typed):
        """A long form never brings a short one that the index cannot tell from a syllable."""
        assert read(typed) == {}

    def test_tw_is_offered_but_not_the_syllable(self):
        """`trung ương` finds TW and T.Ư, never the syllable `tư`."""
        assert read("trung ương")["trung ương"] == (["tw", "t ư"], False)

    def test_a_query_in_capitals_marks_nothing(self):
        """In a line all in capitals a syllable is no abbreviation, but safe short forms still are."""
        assert read("LÀNG TU VIỆN") == {}
        assert forms("HỌP HĐND XÃ") == {"HĐND": "hội đồng nhân dân"}
        assert set(read("BTV TU")) == {"BTV", "TU"}

    def test_marks_tell_short_forms_apart(self):
        """`TƯ` is trung ương, `TU` is not."""
        assert forms("TƯ") == {"TƯ": "trung ương"}
        assert "trung ương" not in read("TU")["TU"][0]


class TestDocumentNumbers:
    @pytest.mark.parametrize(
        "typed",
        [
            "28-CT/TW",
            "chỉ thị số 05 - CT/TW",
            "CHỈ THỊ 28-CT/TW",
            "99 -CV/TU",
            "43/2011/NĐ-CP",
            "12-HD/BTCTW",
            "15/QĐ-UBND",
            "15-CTr/TU",
            "28CT/TW",
            "07-QĐi/TW",
        ],
    )
    def test_they_are_left_alone(self, typed):
        """Neither the kind nor the issuer in a document number is expanded."""
        assert read(typed) == {}

    def test_what_stands_beside_is_read(self):
        """The rest of the query is read as ever, and a year is no document number."""
        assert forms("28-CT/TW HĐND xã") == {"HĐND": "hội đồng nhân dân"}
        assert forms("năm 2021 QĐ UBND")["UBND"] == "uỷ ban nhân dân"


def test_a_long_query_is_read_quickly():
    """128 words, the most a query can have, take far less than a search does."""
    query = words("ủy ban mặt trận tổ quốc việt nam HĐND " * 16)[:128]
    readings(query, accented=True)
    started = time.process_time()
    for _ in range(10):
        readings(query, accented=True)
    assert time.process_time() - started < 0.5


def others(short, long):
    """The rows of a short form with another meaning."""
    same = [row for row in all_abbreviations() if keys_of(row.short) == keys_of(short)]
    return [row for row in same if keys_of(row.long) != keys_of(long)]
