"""The segmenter against pyvi itself, on sensible and senseless text, and what it promises beyond that."""

import os
import subprocess
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from search.errors import DataError
from search.segment import batch as segmentation_batch
from search.segment import crf
from search.segment import model as segmentation_model
from search.segment import plain as segmentation
from search.segment import ties as segmentation_exact
from search.segment.batch import compounds_arrays, compounds_batch, words_batch
from search.segment.model import Kept, lexicon, matches
from search.segment.plain import compounds, prepared, tokenize, words
from search.text import canonical
from tools.measure.odd_strings import PIECES, odd_strings
from tools.measure.private import private_data
from tools.measure.segmentation import (
    is_same,
    measure_equality,
    measure_f1,
    pyvi_result,
    pyvi_tokenize,
    seed_strings,
    seeds,
)

IS_PROOF = bool(os.environ.get("TRATIN_PROOF"))
ODD_STRINGS = 100_000 if IS_PROOF else 3_000
PRIVATE_SHARE = 1.0 if IS_PROOF else 0.005

OWN = [
    *("", " ", "\n", "\t\u00a0 ", "\0", "\0\0", "_", "__ _", ".", "a", "Đ", "😀", "\u00ad", "\u0301"),
    "Chi bộ kết nạp đảng viên mới, chi ủy họp ngày 21/1/2019.",
    "Kế hoạch số 28-CT/TW, 99 -CV/TU; đạt 101,5% (2.000 hộ) năm 2020 - 2025",
    "Th.S Đ/c ThS. Mr. Tp. TP.HCM TP. HCM GS.TS. A.B.C. ==> -> ... >> ....",
    "xem https://tra-tin.vn/a?b=c_d và viết cho ban.bien_tap@tra-tin.com.vn.",
    "a@b a@b. a@b.c a@b.c@d.e @b.c đa@b.c A.b@c.d a@@b.c x.y.z@a.b.c.d..",
    "dòng một\n\n\ndòng hai \n\n dòng\tba\r\nđảng\u00a0viên đảng\u3000viên",
    "tr\u00adường đảng\u200bviên công\u00adtác",
    "đảng_viên công_ tác _bộ",
    "ĐẠI HỘI ĐẢNG BỘ HUYỆN LẦN THỨ XX, UBND, HĐND",
    unicodedata.normalize("NFD", "Đảng viên được trao Huy hiệu Đảng tại hội nghị"),
    "\0đảng viên\0 x://a\0b công tác \0 đảng",
    "İstanbul ǅ ΑΣ ς ﬁ ² ٣ ٣٤,٥ Ⅷ 한글 ᄒ\u1161 漢字",
]


@pytest.fixture
def fresh():
    """What was learned before and during the test is forgotten."""
    lexicon.cache_clear()
    segmentation_batch.forget()
    yield
    lexicon.cache_clear()
    segmentation_batch.forget()


def different(strings):
    """Those on which one of our ways differs from pyvi, where that has a result; and how many had one."""
    strings = list(strings)
    expected = [pyvi_result(text) for text in strings]
    found = [
        text
        for text, result, in_batch in zip(strings, expected, words_batch(strings), strict=True)
        if result is not None and not is_same(text, result, in_batch)
    ]
    return found, len(strings) - expected.count(None)


class TestEqualToPyvi:
    def test_seeds(self):
        """The seeds, whole and by line, in seven writings each."""
        assert different(seed_strings())[0] == []

    def test_own_strings(self):
        """Strings that meet each rule of pyvi's pattern and each known trap."""
        assert different(OWN) == ([], len(OWN))

    def test_pieces(self):
        """Each special piece alone, and every two of them together."""
        pairs = (left + right for left in PIECES[:: 1 if IS_PROOF else 3] for right in PIECES)
        assert different([*PIECES, *pairs])[0] == []

    def test_odd_strings(self):
        """Random strings of all kinds; the seed is printed."""
        seed = int(os.environ.get("TRATIN_SEED", time.time()))
        print("seed", seed)
        found, compared = different(odd_strings(ODD_STRINGS, seed, seeds()))
        assert found == []
        assert compared > ODD_STRINGS * 0.9

    def test_ties(self, monkeypatch):
        """Where several cuts are worth the same, the one that CRFsuite's rounding picks is picked."""
        exact, asked = segmentation_exact.labels, []
        monkeypatch.setattr(segmentation_exact, "labels", lambda row: asked.append(row) or exact(row))
        syllables = sorted({*" ".join(lexicon().dictionary).split(" ")} - {""})
        every = syllables[:: 3 if IS_PROOF else 30]
        rows = [" ".join([each] * count) for each in every for count in (3, 7, 8, 11)]
        assert different(rows)[0] == []
        assert len(asked) > 10
        monkeypatch.setattr(segmentation, "TIE", 0.0)
        assert different(rows)[0], "rounding decides nothing here: choose other rows"

    def test_the_path_for_ties_everywhere(self, monkeypatch):
        """The exact path joins the same tokens when it is taken for every string."""
        monkeypatch.setattr(segmentation, "_labels", lambda scores: None)
        strings = list(odd_strings(300, 9, seeds()))
        expected = [pyvi_result(text) for text in strings]
        assert all(
            tokenize(text) == found
            for text, found in zip(strings, expected, strict=True)
            if found is not None
        )

    def test_the_check_can_fail(self, fresh, monkeypatch):
        """With a bias of 0.3 more, both paths differ from pyvi on some lines of the seeds."""
        original = crf.read_pickled

        def shifted(path):
            model = original(path)
            begin, inside = model.attributes["bias"]
            return model._replace(attributes={**model.attributes, "bias": (begin, inside + 0.3)})

        monkeypatch.setattr(crf, "read_pickled", shifted)
        lines = [line for text in seeds() for line in text.split("\n")]
        assert different(lines)[0]
        assert [" ".join(found) for found in words_batch(lines)] != [pyvi_tokenize()(line) for line in lines]

    @pytest.mark.private
    def test_private_corpora(self):
        """A share of the treebank and of 20,000 articles."""
        figures = measure_equality(private_data(), PRIVATE_SHARE)
        equal = {figure.name: figure.value for figure in figures if figure.unit == "share"}
        assert set(equal.values()) == {1.0}, equal

    @pytest.mark.private
    def test_marked_words(self):
        """Words marked by people are found as often as pyvi finds them, and a little more."""
        found = {figure.name: figure.value for figure in measure_f1(private_data())}
        assert found["F1, test"] >= 0.9746
        assert found["F1, dev"] >= 0.9594


class TestAnyString:
    @pytest.mark.parametrize("text", ["\ud800", "đảng viên \udfff đảng viên", "a\ud800@b.c \ud800://x"])
    def test_lone_surrogates(self, text):
        """Where pyvi raises, ours gives the words."""
        assert pyvi_result(text) is None
        assert words(text) == tokenize(text).split(" ") == words_batch([text])[0]
        assert "".join(words(text)).replace("_", "") == text.replace(" ", "")

    def test_words_of_nothing(self):
        """A text without tokens has no words, and comes back as it is."""
        assert (words(" \t "), tokenize(" \t "), compounds(" ")) == ([], " \t ", [])

    @pytest.mark.parametrize(
        "unit",
        [
            "a.",
            "a-",
            "1.",
            "1_",
            "A.",
            "a",
            "@",
            "a@",
            "@a.b",
            "%@a.b",
            "a@b.",
            "a@b-",
            ".",
            "x://",
            "\n",
            "\t",
            "đ_",
        ],
    )
    def test_long_rows(self, unit):
        """A row of 200,000 characters without a blank takes a moment, where pyvi takes minutes."""
        text = unit * (200_000 // len(unit))
        started = time.process_time()
        assert len(words(text)) == len(words_batch([text])[0])
        assert time.process_time() - started < 10

    def test_work_grows_with_the_length(self):
        """Twice the text makes twice the calls, not more."""
        text = "\n".join(seeds())
        words(text)
        once, twice = calls(text), calls(text + "\n" + text)
        assert once > 1000
        assert twice <= 2.01 * once + 50


def calls(text):
    """How many functions, written in C or in Python, are called for the words of a text."""
    count = 0

    def counting(frame, event, arg):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counting)
    try:
        words(text)
        compounds(text)
    finally:
        sys.setprofile(None)
    return count


class TestMatches:
    @pytest.mark.parametrize("text", [*OWN, *PIECES])
    def test_in_order(self, text):
        """Tokens are in order, apart, and leave nothing out but whitespace."""
        found = matches(text)
        assert "".join(match[0] for match in found).replace("\n", "") == "".join(text.split())
        assert all(left.end() <= right.start() for left, right in pairwise(found))


class TestCompounds:
    def test_example(self):
        """Offsets are those of the words in the text."""
        text = "Chi bộ  họp;\nkết nạp\t đảng viên."
        assert [text[start:end] for start, end in compounds(text)] == ["Chi bộ", "kết nạp", "đảng viên"]

    @pytest.mark.parametrize("seed", range(5))
    def test_same_as_the_words(self, seed):
        """The ranges hold the words that have more than one token, and both paths agree."""
        texts = [
            unicodedata.normalize("NFC", text).replace("_", "-") for text in odd_strings(200, seed, seeds())
        ]
        for text, in_batch in zip(texts, compounds_batch(texts), strict=True):
            spans = compounds(text)
            joined = [word.replace("_", "").strip() for word in words(text) if "_" in word]
            assert ["".join(text[start:end].split()) for start, end in spans] == joined
            assert all(left[1] <= right[0] for left, right in pairwise(spans))
            assert in_batch == spans

    def test_other_forms(self):
        """Offsets are those of NFC, whatever the form of the text."""
        text = seeds()[0]
        assert compounds(unicodedata.normalize("NFD", text)) == compounds(text)
        assert compounds_batch([unicodedata.normalize("NFD", text)]) == [compounds(text)]


class TestBatches:
    @pytest.mark.parametrize(
        "texts", [[], [""], ["", "", ""], ["\n", "đảng viên", "", " \n "], ["a " * 60_000, "đảng viên"]]
    )
    def test_edges(self, texts):
        """Empty and very long texts stand in their places."""
        assert words_batch(texts) == [words(text) for text in texts]
        assert compounds_batch(texts) == [compounds(text) for text in texts]
        first, starts, ends = compounds_arrays(texts)
        assert len(first) == len(texts) + 1
        assert len(starts) == len(ends) == first[-1]

    def test_neighbours_do_not_touch(self):
        """A text has the same words whatever stands before and after it in the batch."""
        texts = [line for text in seeds() for line in text.split("\n")]
        assert words_batch(texts) == [words_batch([text])[0] for text in texts]

    def test_full_tables(self, fresh, monkeypatch):
        """A full table is left for a new one, and nothing is lost."""
        expected = [words(text) for text in seeds() for text in text.split("\n")]
        monkeypatch.setattr(segmentation_batch, "ROWS", 700)
        monkeypatch.setattr(segmentation_batch, "CHARACTERS", 600)
        tables = []
        monkeypatch.setattr(segmentation_batch, "Known", recorded(segmentation_batch.Known, tables))
        assert words_batch([text for text in seeds() for text in text.split("\n")]) == expected
        assert len(tables) > 1


def recorded(make, made):
    """A maker that notes what it makes."""

    def make_and_note(**options):
        made.append(make(**options))
        return made[-1]

    return make_and_note


class TestCaches:
    def test_bounded(self):
        """A cache never grows beyond its bound, and long keys are not kept."""
        kept = Kept(len, 3)
        assert [kept[str(number)] for number in range(10, 20)] == [2] * 10
        assert len(kept) <= 3
        assert kept["a" * 1000] == 1000
        assert "a" * 1000 not in kept

    def test_threads(self, fresh, monkeypatch):
        """Eight threads with caches that overflow all the time give what one gives."""
        texts = [line for text in seeds() for line in text.split("\n")]
        expected = [words(text) for text in texts]
        lexicon.cache_clear()
        segmentation_batch.forget()
        monkeypatch.setattr(segmentation_model, "STRETCHES_KEPT", 50)
        monkeypatch.setattr(segmentation_model, "TOKENS_KEPT", 50)
        monkeypatch.setattr(segmentation_batch, "ROWS", 16_384)
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)
        try:
            with ThreadPoolExecutor(8) as pool:
                plain = pool.map(lambda _: [words(text) for text in texts], range(8))
                batch = pool.map(lambda _: words_batch(texts), range(8))
                assert all(found == expected for found in (*plain, *batch))
        finally:
            sys.setswitchinterval(interval)


class TestPrepared:
    @pytest.mark.parametrize(
        ("given", "expected"),
        [
            ("Cấp ủy hòa giải, quỳ", "Cấp uỷ hoà giải, quỳ"),
            ("ĐẠI HỘI ĐẢNG BỘ\nHọp tại UBND", "đại hội đảng bộ\nHọp tại UBND"),
            ("UBND TP.HCM", "UBND TP.HCM"),
            ("28-CT/TW", "28-CT/TW"),
            ("", ""),
        ],
    )
    def test_examples(self, given, expected):
        """New-style tones; headlines in capitals become small, abbreviations stay."""
        assert prepared(given) == expected

    def test_length_stays(self):
        """Offsets hold: the length of canonical text does not change, and a second time changes nothing."""
        for text in map(canonical, odd_strings(500, 3, seeds())):
            assert len(prepared(text)) == len(text)
            assert prepared(prepared(text)) == prepared(text)

    def test_joins_old_style(self):
        """A compound in the old style is found once the text is prepared."""
        text = "sự lãnh đạo của cấp ủy, tổ chức đảng"
        assert "cấp ủy" in {text[start:end] for start, end in compounds(prepared(text))}


HEAVY = "{'pyvi', 'sklearn', 'scipy', 'sklearn_crfsuite', 'pycrfsuite', 'numpy', 'pickle'}"


class TestLoading:
    def test_imports(self):
        """The plain path needs neither pyvi nor what pyvi needs, nor NumPy."""
        code = "import sys; from search.segment.plain import tokenize; print(tokenize('Chi bộ họp')); "
        code += f"print(*sorted({HEAVY} & {{*sys.modules}}))"
        result = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code], capture_output=True, encoding="utf-8", check=True
        )
        assert result.stdout.splitlines() == ["Chi_bộ họp", ""]

    def test_without_pyvi(self, fresh, monkeypatch):
        """Without pyvi's files a person is told what is missing."""
        monkeypatch.setattr(segmentation_model, "find_spec", lambda name: None)
        with pytest.raises(DataError, match=r"pyvi 0\.1\.1"):
            words("đảng viên")

    def test_without_files(self, fresh, monkeypatch, tmp_path):
        """A pyvi without its model or its dictionary is a data error too."""
        folder = segmentation_model._folder()
        monkeypatch.setattr(segmentation_model, "_folder", lambda: tmp_path)
        with pytest.raises(DataError):
            words("đảng viên")
        (tmp_path / "pyvi3.pkl").write_bytes((folder / "pyvi3.pkl").read_bytes())
        with pytest.raises(DataError, match=r"words\.txt"):
            words("đảng viên")

    def test_another_model(self, fresh, monkeypatch):
        """A model with other labels or features is refused."""
        model = crf.read_pickled(segmentation_model._folder() / "pyvi3.pkl")
        monkeypatch.setattr(crf, "read_pickled", lambda path: model._replace(labels=("I_W", "B_W")))
        with pytest.raises(DataError, match="labels"):
            lexicon()
        monkeypatch.setattr(crf, "read_pickled", lambda path: model._replace(attributes={"bias": (1.0, 0.0)}))
        with pytest.raises(DataError, match="bi_gram"):
            lexicon()

    def test_fingerprint(self):
        """The fingerprint is of the data: it stays the same from call to call and from load to load."""
        first = segmentation_model.fingerprint()
        segmentation_model.fingerprint.cache_clear()
        assert segmentation_model.fingerprint() == first
        assert len(first) == 16
