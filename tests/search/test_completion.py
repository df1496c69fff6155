"""Suggestions while typing: marks typed are kept, missing ones may be any, and nothing is heavy."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import document

from search.embedded.reader import EmbeddedReader
from search.embedded.writer import EmbeddedWriter
from search.model import SuggestionKind

TITLES = [
    "Kết nạp đảng viên mới ở Hòa Bình",
    "Đường Hồ Chí Minh qua huyện",
    "Dương Minh Châu đón bằng",
    "Huyện ủy Hòa Vang họp",
]
BODIES = [
    "Ông gặp Đảng ủy xã đã kết nạp đảng viên mới. Theo Chỉ thị số 28-CT/TW.",
    "Bà nói Đảng ủy xã đã kết nạp đảng viên mới. Theo Quyết định số 286-QĐ/TW.",
    "Tuyến đường sắt và huyện Dương Minh Châu. Theo Chỉ thị số 28-CT/TW.",
    "Ngành đường sắt, đảng viên, thị trấn Dương Minh Châu. Ông ở đường sắt.",
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """An index of two commits; the second replaces an article of the first."""
    root = tmp_path_factory.mktemp("index")
    writer = EmbeddedWriter(root)
    for number, (title, body) in enumerate(zip(TITLES, BODIES, strict=True)):
        writer.put(document(f"a{number}", when=f"2021-01-0{number + 1}", title=title, body=body))
    writer.commit()
    writer = EmbeddedWriter(root, fresh=False)
    writer.put(document("b0", when="2022-01-01", title="Đảng bộ xã họp", body="Đảng ủy xã họp"))
    writer.put(document("a3", title="Thay bài", body=BODIES[3]))
    writer.commit()
    return EmbeddedReader(root)


def suggested(reader, text, kind):
    """The texts suggested of a kind."""
    return [each.text for each in reader.suggest(text, 9) if each.kind is kind]


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("ket nap d", ["kết nạp đảng viên mới"]),
        ("kết nạp đ", ["kết nạp đảng viên mới"]),
        ("duong ", ["đường sắt", "Dương Minh Châu"]),
        ("đường", ["đường sắt"]),
        ("dưo", ["đường sắt", "Dương Minh Châu"]),
        ("đưo", ["đường sắt"]),
        ("huyen duong m", ["huyện Dương Minh Châu"]),
        ("ddarng uy", ["Đảng ủy xã"]),
        ("duon ", []),
        ("ông đang nói Đảng u", ["ông đang nói Đảng ủy xã"]),
        ("ket nap đảng vien moi", ["kết nạp đảng viên mới"]),
        ("kết nạp đảng viên mới", []),
    ],
)
def test_phrases(reader, typed, phrases):
    """They are written as in the articles, in whatever marks they were typed."""
    assert suggested(reader, typed, SuggestionKind.PHRASE)[: len(phrases) or None] == phrases


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("hoa", ["Kết nạp đảng viên mới ở Hòa Bình"]),
        ("hòa b", ["Kết nạp đảng viên mới ở Hòa Bình"]),
        ("ho chi minh q", ["Đường Hồ Chí Minh qua huyện"]),
        ("duong", ["Dương Minh Châu đón bằng", "Đường Hồ Chí Minh qua huyện"]),
        ("đương", ["Đường Hồ Chí Minh qua huyện"]),
        ("đướng", []),
        ("đường ho chi minh qua huy", ["Đường Hồ Chí Minh qua huyện"]),
        ("đường ho chi minh qua huyện mới", []),
        ("vang họ", []),
    ],
)
def test_titles(reader, typed, titles):
    """From any syllable on, newest first; an article that was replaced has no title."""
    assert suggested(reader, typed, SuggestionKind.TITLE) == titles


@pytest.mark.parametrize(
    ("typed", "documents"),
    [
        ("28", ["28-CT/TW", "286-QĐ/TW"]),
        ("28-ct", ["28-CT/TW"]),
        ("28 CT t", ["28-CT/TW"]),
        ("28ct", ["28-CT/TW"]),
        ("chi thi 28-", ["chi thi 28-CT/TW"]),
        ("28-x", []),
        ("8", []),
    ],
)
def test_documents(reader, typed, documents):
    """Numbers of documents in whatever writing; the value is the canonical number."""
    assert suggested(reader, typed, SuggestionKind.DOCUMENT) == documents


JOINTS = [
    *["Ban kết nạp đảng viên nông thôn. Phát triển đảng viên. Bà chủ đề nghị xã."] * 3,
    *["Chủ đề năm nay. Nông thôn mới kiểu mẫu ngày càng đẹp. Nông thôn mới. Bà chủ nhà."] * 3,
    *["Bà đề nghị xã hỗ trợ. Ông đề nghị xã hỗ trợ. Theo Chỉ thị số 286-CT/TW."] * 3,
]


@pytest.fixture(scope="module")
def joints_reader(tmp_path_factory):
    """An index with words that are and that are not side by side."""
    root = tmp_path_factory.mktemp("joints")
    writer = EmbeddedWriter(root)
    for number, body in enumerate(JOINTS):
        writer.put(document(f"j{number}", title=f"Bài {number}", body=body))
    writer.commit()
    return EmbeddedReader(root)


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("phat trien dang vien nong th", ["phát triển đảng viên nông thôn"]),
        ("PHÁT TRIEN DANG VIEN NONG TH", ["PHÁT TRIỂN đảng viên nông thôn"]),
        ("phat trien, nong th", ["phát triển, nông thôn", "phát triển, nông thôn mới"]),
        ("nơi:ban nong th", ["nơi:ban nông thôn", "nơi:ban nông thôn mới"]),
        ("ông đề nghị nong th", []),
        ("chủ đề", ["chủ đề năm nay"]),
        ("chủ đề ng", []),
        ("nhà đề ng", []),
        ("bà chủ đề ng", ["bà chủ đề nghị xã"]),
        ("nông thôn chỉ thị số 28", []),
        ("theo chỉ thị số 28", []),
    ],
)
def test_what_is_offered_stands_together(joints_reader, typed, phrases):
    """Words before a phrase get their marks; nothing is offered that the archive never has side by side.

    Nor is the number of a document without its strokes, or half a word left behind: `chủ đề nghị`.
    """
    found = suggested(joints_reader, typed, SuggestionKind.PHRASE)
    assert found[: len(phrases) or None] == phrases


KINDS = (
    "Chỉ thị số 28-CT/TW. Nghị quyết số 28-NQ/TU. Quyết định số 28-QĐ/TU. Quy định số 28-QĐi/TW. "
    "Kế hoạch số 28/KH-UBND. Hướng dẫn số 28-HD/BTCTW. Kết luận số 28-KL/TW. Thông tri số 28-TT/TU. "
    "Nghị định số 28/2018/NĐ-CP. Thông tư số 28/2019/TT-BNV. Công văn số 28-CV/TU. "
    "Thông báo số 28-TB/TW. Báo cáo số 28-BC/TU."
)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("chi thi 28", "28-CT/TW"),
        ("nghị quyết 28", "28-NQ/TU"),
        ("quyết định 28", "28-QĐ/TU"),
        ("quy dinh 28", "28-QĐ/TU 28-QĐi/TW"),
        ("ke hoach 28", "28/KH-UBND"),
        ("Hướng dẫn số 28", "28-HD/BTCTW"),
        ("kết luận 28", "28-KL/TW"),
        ("thông tri 28", "28-TT/TU"),
        ("nghi dinh so 28", "28/2018/NĐ-CP"),
        ("thông tư 28", "28/2019/TT-BNV"),
        ("công văn 28", "28-CV/TU"),
        ("thong bao 28", "28-TB/TW"),
        ("báo cáo 28", "28-BC/TU"),
        ("NQ 28", "28-NQ/TU"),
        ("tt 28", "28-TT/TU 28/2019/TT-BNV"),
        ("chir thij 28", "28-CT/TW"),
        ("chỉ thị 28-q", "28-QĐ/TU 28-QĐi/TW"),
    ],
)
def test_a_word_for_a_kind_before_a_number(kinds_reader, typed, numbers):
    """Documents of the kind only, until a sign is typed."""
    found = [each.value for each in kinds_reader.suggest(typed, 9) if each.kind is SuggestionKind.DOCUMENT]
    assert sorted(found) == numbers.split()


@pytest.fixture(scope="module")
def kinds_reader(tmp_path_factory):
    """An index with documents of one number and many kinds."""
    root = tmp_path_factory.mktemp("kinds")
    writer = EmbeddedWriter(root)
    writer.put(document("kinds", title="Văn bản", body=KINDS))
    writer.commit()
    return EmbeddedReader(root)


def test_what_was_typed_is_marked(reader):
    """Marks cover what was typed, in the text as it is suggested; titles lead to their article."""
    (title,) = (each for each in reader.suggest("hoa b", 9) if each.kind is SuggestionKind.TITLE)
    assert [title.text[mark.start : mark.end] for mark in title.marks] == ["Hòa B"]
    assert title.value == "a0"
    phrase = reader.suggest("dang u", 9)[0]
    assert (phrase.text, phrase.count) == ("Đảng ủy xã", 2)
    assert [phrase.text[mark.start : mark.end] for mark in phrase.marks] == ["Đảng ủ"]


@pytest.mark.parametrize("typed", ["", " ", "d", "đ ", "?", "x" * 201, "đảng " * 100])
def test_nothing_heavy(reader, typed):
    """One letter, none, or a pasted text: nothing."""
    assert reader.suggest(typed, 9) == ()


def test_limits(reader):
    """Never more than asked for, and several kinds where there are."""
    for limit in range(6):
        assert len(reader.suggest("du", limit)) <= limit
    assert {each.kind for each in reader.suggest("duong", 4)} == {SuggestionKind.PHRASE, SuggestionKind.TITLE}


LIKELY = st.text(st.sampled_from("dđaươảng hòkếtn28-CT/.,\ud800İß "), max_size=30)


@given(st.one_of(st.text(max_size=80), LIKELY))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_any_text_gets_an_answer(reader, text):
    """Nothing is raised, no text comes twice, and every mark lies within its text."""
    found = reader.suggest(text, 8)
    assert len({(each.kind, each.text) for each in found}) == len(found) <= 8
    assert all(0 <= m.start < m.end <= len(each.text) for each in found for m in each.marks)
