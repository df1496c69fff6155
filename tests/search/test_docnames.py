"""Documents that are named without a sign."""

from __future__ import annotations

import pytest

from search.docnames import find_named, resolutions
from search.model import NAMED
from search.terms_of_office import congress_of
from search.text import canonical

NAMES = [
    ("Nghị quyết Trung ương 4 khóa XII", "NQTW 4 khóa XII"),
    ("Nghị quyết Trung ương 4 khoá 12", "NQTW 4 khóa XII"),
    ("Nghị quyết Trung ương 4 khóa XI, XII", "NQTW 4 khóa XI; NQTW 4 khóa XII"),
    ("nghị quyết Hội nghị Trung ương 4 (khóa XI) và khóa XII", "NQTW 4 khóa XI; NQTW 4 khóa XII"),
    ("các Nghị quyết Trung ương 6, 7 khóa XII", "NQTW 6 khóa XII; NQTW 7 khóa XII"),
    ("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khóa XII", "NQTW 4 khóa XII"),
    ("NGHỊ QUYẾT TW4 (KHÓA XI)", "NQTW 4 khóa XI"),
    ("Nghị quyết T.Ư 5 (khóa VIII)", "NQTW 5 khóa VIII"),
    ("NQTW 4 khóa XII", "NQTW 4 khóa XII"),
    ("Nghị quyết 39 của Bộ Chính trị", "39-NQ/TW"),
    ("Chỉ thị số 5 của Ban Bí thư", "05-CT/TW"),
    ("Quy định số 30, ngày 26/7/2016 của Ban Chấp hành Trung ương", "30-QĐ/TW"),
    ("quy định số 51 và 231 của Ban Bí thư", "51-QĐ/TW; 231-QĐ/TW"),
    ("Hướng dẫn số 12 của Ban Tổ chức Trung ương", "12-HD/BTCTW"),
    ("Thông báo 292 của Ủy ban Kiểm tra Trung ương", "292-TB/UBKTTW"),
    ("Thông báo số 331 của Thành ủy Đà Nẵng", "331-TB/TU"),
    ("Chỉ thị 15 của Thủ tướng", "15/CT-TTg"),
    ("Thủ tướng Nguyễn Xuân Phúc ký quyết định số 397 giao quyền", "397/QĐ-TTg"),
    ("UBND TP Cần Thơ lại có quyết định số 754 về việc", "754/QĐ-UBND"),
    ("công văn số 721 ngày 24/11/2015 của Bộ Kế hoạch và Đầu tư", "721/BKHĐT"),
    ("Nghị định 98/2018 của Chính phủ", "98/2018/NĐ-CP"),
    ("Nghị định 72, ngày 15/7/2013 của Chính phủ", "72/2013/NĐ-CP"),
    ("ngày 29/10/2013, Thủ tướng ban hành nghị định số 145 về", "145/2013/NĐ-CP"),
    ("Nghị quyết Trung ương 4 về xây dựng Đảng", ""),
    ("Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX khóa XII", ""),
    ("Chỉ thị 05 được học tập rộng rãi", ""),
    ("Nghị định 163 của Chính phủ", ""),
    ("Quyết định 99 năm của Thủ tướng", ""),
    ("Kế hoạch 5 năm của Tỉnh ủy", ""),
    ("kỷ luật 87 tổ chức đảng của Thành ủy", ""),
    ("Văn phòng Thành ủy có thông báo số 495", ""),
    ("Kết luận 34 hộ dân của UBND tỉnh", ""),
]


@pytest.mark.parametrize(("text", "numbers"), NAMES, ids=[text for text, _ in NAMES])
def test_words_give_the_number_where_they_leave_no_doubt(text, numbers):
    """A plenum with its term, or a type and a number with the issuer beside them; nothing else."""
    found = [number for one in find_named(canonical(text)) for number in one.numbers]
    assert "; ".join(found) == numbers


def test_a_name_stands_where_it_is_found():
    """The span holds the words that name the document."""
    text = "Thực hiện Nghị quyết Trung ương 4 khóa XII về xây dựng Đảng."
    (found,) = find_named(text)
    assert text[found.start : found.end] == "Nghị quyết Trung ương 4 khóa XII"


def test_the_table_of_resolutions_is_sound():
    """Every resolution was issued in its term, a plenum's name means one of them first, none comes twice."""
    every = [one for some in resolutions().values() for one in some]
    assert len(every) > 50
    assert len({(one.number, one.term) for one in every}) == len(every)
    for name, some in resolutions().items():
        assert name.startswith(NAMED)
        assert sum(one.is_main for one in some) <= 1
        for one in some:
            assert congress_of(one.issued) == one.term, one
    assert resolutions()["NQTW 4 khóa XII"][0].number == "04-NQ/TW"


def test_long_texts_are_read_fast():
    """Words that begin like a name again and again take no more than linear time."""
    for piece in ("nghị quyết trung ương 4, ", "quyết định số 1 và 2, ", "bộ chính trị ký "):
        list(find_named(piece * (100_000 // len(piece))))
