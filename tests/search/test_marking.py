"""What matches in a text: the fast way finds what the plain one of `matching` finds."""

import matching
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from matching import marked

from search.marking import Accepted, Close, Named, Run, mark, matcher_of
from search.model import Gap, Zone
from search.text import canonical
from search.tokenizer import tokenize

WORDS = (
    "đảng đang Đảng DANG viên vịên viện vien hoà hòa HÒA hoa kỹ kĩ ki Kì quý qui quí lý mai may "
    "2.000 2000 2,000 101,5 101.5 12,5km 12,5 km 28-CT/TW 28 CT TW 7-CT/TU ngày 9/11/2021 9-11-2021 "
    "TP ThS v.v. 1.đang a_đang 1,1đang đang1 ²đang 2đang İđang ıđang Σας 漢字 ß ½ x 0 UBND&HĐND UBND "
    "b.c.d 1.2.3 kết kết1 kết² naṃ nam "
).split()
JOINTS = [" ", " ", " ", " ", ", ", ". ", "; ", " - ", "\n", "", ".", ",", "! ", "…", " ", "_"]
KEYS = sorted({token.key for word in WORDS for token in tokenize(canonical(word))})

texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINTS)), max_size=30).map(
    lambda pairs: canonical("".join(word + joint for word, joint in pairs))
)
keys = st.frozensets(st.sampled_from(KEYS), min_size=1, max_size=8)
zones = st.sampled_from([Zone.ANY, Zone.ANY, Zone.TITLE])
gap = st.tuples(st.integers(0, 2), st.integers(0, 12)).map(lambda two: Gap(two[0], sum(two)))


@st.composite
def runs(draw):
    """A phrase with or without gaps."""
    words = tuple(draw(st.lists(keys, min_size=1, max_size=4)))
    gaps = tuple(draw(st.lists(gap, min_size=len(words) - 1, max_size=len(words) - 1)))
    return Run(words, gaps if draw(st.booleans()) else (), draw(zones))


@st.composite
def stretches(draw):
    """Words near each other."""
    words = tuple(draw(st.lists(keys, min_size=1, max_size=3)))
    ordered = draw(st.booleans())
    times = () if ordered else tuple(draw(st.sampled_from([1, 1, 2])) for _ in words)
    return Close(words, draw(st.integers(0, 30)), ordered, times, draw(zones))


def some(strategy):
    """Up to three different ones."""
    return st.lists(strategy, max_size=3, unique=True).map(tuple)


named = st.sampled_from(
    [
        Named("document", "28-CT/TW"),
        Named("document", "*-CT/*"),
        Named("date", "2021-11-09"),
        Named("date", "x"),
    ]
)
accepted = st.builds(Accepted, some(keys), some(runs()), some(stretches()), some(named))


@settings(deadline=None)
@given(texts, accepted, zones)
@example("12,5km 12,5 km", Accepted((frozenset({"km"}),)), Zone.ANY)
@example("2.000 a000 3.000", Accepted((frozenset({"000", "2000"}),)), Zone.ANY)
@example("kĩ ki KÌ kỳ", Accepted((frozenset({"kỹ", "ki", "kỳ"}),)), Zone.ANY)
@example("mai may", Accepted((frozenset({"mai"}), frozenset({"may"}))), Zone.ANY)
def test_it_finds_what_the_plain_way_finds(text, looked_for, zone):
    """Every match in every text, and nothing else."""
    assert matcher_of(looked_for).find(text, zone) == matching.find(text, looked_for, zone)


@settings(deadline=None)
@given(texts, accepted)
def test_marks_are_apart_and_in_order(text, looked_for):
    """Marks cover all matches, do not touch, and the text stays as it is."""
    found = mark(text, looked_for)
    assert found.text == text
    last = -1
    for span in found.marks:
        assert last < span.start < span.end <= len(text)
        last = span.end
    covered = {at for span in found.marks for at in range(*span[:1], span.end)}
    assert all(covered >= set(range(match.start, match.end)) for match in matching.find(text, looked_for))


def words(*keys):
    """Accept each of these keys as a word of its own."""
    return tuple(frozenset({key}) for key in keys)


def test_whole_words_in_their_own_spelling():
    """A mark covers whole words as they are written."""
    assert marked(mark("Hòa HOÀ hoàn hoà", Accepted(words("hoà")))) == ["Hòa HOÀ", "hoà"]


def test_neighbours_become_one_mark():
    """Words with only blanks between become one mark; punctuation and the end of a line keep them apart."""
    several = Accepted(words("kết", "nạp", "đảng", "viên"))
    assert marked(mark("kết nạp, đảng viên", several)) == ["kết nạp", "đảng viên"]
    assert marked(mark("kết nạp\nđảng viên", several)) == ["kết nạp", "đảng viên"]


def test_phrases_mark_whole_runs_only():
    """Of a phrase only complete runs are marked, across punctuation within a sentence."""
    phrase = Accepted(runs=(Run(words("28", "ct", "tw")),))
    assert marked(mark("28 học viên; Chỉ thị 28-CT/TW; CT", phrase)) == ["28-CT/TW"]
    assert marked(mark("28. CT/TW", phrase)) == []


def test_a_phrase_is_one_mark_with_its_gap():
    """What fills the gap is marked with it; loose words are marked beside it, its own words are not."""
    gapped = Accepted(words("mới"), runs=(Run(words("kết", "viên"), (Gap(1, 3),)),))
    text = "Kết nạp 5 đảng viên mới; viên chức; kết quả"
    assert marked(mark(text, gapped)) == ["Kết nạp 5 đảng viên mới"]
    assert marked(mark("Kết. Nạp đảng viên", gapped)) == []


def test_words_near_each_other_are_marked_only_there():
    """Of words near each other those of a stretch are marked, each for itself."""
    close = Accepted(close=(Close(words("kết", "viên"), 3),))
    assert marked(mark("viên chức, kết nạp đảng viên", close)) == ["viên", "kết", "viên"]
    assert marked(mark("kết nạp 5 đảng viên", close)) == []
    in_order = Accepted(close=(Close(words("kết", "viên"), 3, ordered=True),))
    assert marked(mark("viên chức, kết nạp đảng viên", in_order)) == ["kết", "viên"]


@pytest.mark.parametrize("text", ["Chỉ thị số 28-CT/TW", "28 -CT/TW", "Chỉ thị 28 CT/TW", "28-ct/TW"])
def test_documents_in_any_writing(text):
    """A document is marked from its number to its end, however it is written; any of a kind by a pattern."""
    number = text[text.index("28") :]
    for value in ("28-CT/TW", "28-CT/*"):
        found = mark(f"Theo {text} của", Accepted(terms=(Named("document", value),)))
        assert marked(found) == ([number] if "ct" not in text else [])


def test_zones():
    """A phrase that is asked for in the title is marked there only; loose words anywhere."""
    titled = Accepted(words("mới"), runs=(Run(words("đảng"), zone=Zone.TITLE),))
    assert marked(mark("đảng; mới", titled, Zone.TITLE)) == ["đảng", "mới"]
    assert marked(mark("đảng; mới", titled, Zone.LEAD)) == ["mới"]
