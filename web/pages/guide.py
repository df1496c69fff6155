"""How to search."""

from __future__ import annotations

from flask import render_template

from search.query.fields import TITLES
from web.addresses import links
from web.pages.blueprint import pages
from web.query.cheatsheet import cheat_sheet
from web.query.described import told
from web.site import asked, context, results_address, site
from web.texts.words import phrase

FACTS = (
    phrase("HOẶC, VÀ, KHÔNG (OR, AND, NOT) phải viết hoa; dấu ngoặc lồng nhau được tới 16 lớp."),
    phrase("Cụm từ và dấu * không vượt qua cuối câu; dấu phẩy và dấu nối không tính."),
    phrase("Số văn bản, ngày và chữ viết tắt được đọc mọi cách viết; đặt trong ngoặc kép thì để nguyên."),
    phrase(
        "Từ chín âm tiết trở lên là một câu dán vào: tìm bài có đủ các từ gần nhau, rồi bài có nhiều từ nhất."
    ),
    phrase("Câu hỏi được hiểu thế nào thì nói ở đầu kết quả; bấm × cạnh đó để không hiểu như vậy."),
    phrase("Đọc 2.000 ký tự và 128 âm tiết đầu; từ viết tắt bằng dấu * tính 256 từ hay gặp nhất."),
)
"""What holds for all queries, beside what the examples show (docs/query.md)."""

WORDS = phrase("từ ngữ ở phần ấy của bài")
VALUES = {
    "title": (WORDS,),
    "lead": (WORDS,),
    "author": (WORDS,),
    "source": (phrase("một phần tên báo hoặc trang"),),
    "year": ("2021", "2019..2021", "2023..", "..2015", "2019,2021"),
    "month": ("11/2021", "6/2021..9/2021"),
    "day": ("9/11/2021", "1/5/2021..30/6/2021", "1/5/2021.."),
    "term": ("2020-2025", "XIII"),
    "place": (phrase("tên cũ hay mới, có dấu hay không"),),
    "topic": (phrase("tên, một phần tên, hoặc mã của chủ đề"),),
    "ref": ("28-CT/TW",),
}
"""What may stand behind each field."""

KEYS = (
    (("/",), phrase("vào ô tìm, từ bất cứ chỗ nào của trang")),
    (("↓", "↑"), phrase("mở gợi ý và chọn trong đó; Home, End tới mục đầu và cuối")),
    (("Enter",), phrase("tìm chữ đã gõ, hoặc mở gợi ý đang chọn")),
    (("Esc",), phrase("đóng gợi ý; bấm lần nữa thì xóa ô tìm, Ctrl+Z lấy lại")),
    (("n", "p"), phrase("ở trang của bài: tới chỗ khớp sau, chỗ khớp trước")),
    (
        ("←", "→"),
        phrase("trong hình các năm: sang năm bên; giữ Shift để chọn nhiều năm; Home, End: hai đầu"),
    ),
    (("Tab",), phrase("tới chỗ tiếp theo; đầu trang kết quả có lối tắt tới kết quả và bộ lọc")),
)
"""Keys, and what each does."""


@pages.get("/huong-dan")
def guide() -> str:
    """How to search: examples that can be tried and how each is read, names of fields, and keys."""
    params = links.fresh(asked()[0], site().defaults)
    address = results_address()
    return render_template(
        "guide.html",
        params=params,
        groups=cheat_sheet(),
        told=lambda query: told(query, params.lang, context()),
        href=lambda query: address(links.with_q(params, query)),
        fields=[((title.vi, title.en, *title.others), VALUES[name]) for name, title in TITLES.items()],
        facts=FACTS,
        keys=KEYS,
    )
