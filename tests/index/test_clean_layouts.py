"""The articles of the seeds in other layouts, put together at random: the article must come out the same."""

from __future__ import annotations

import random
import unicodedata
from datetime import datetime
from pathlib import Path

from index.clean.bylines import byline
from index.clean.cleaner import clean
from index.pages import RawPage
from search.model import PROSE, VIETNAM, Article, BlockKind

SEEDS = sorted((Path(__file__).parents[2] / "seeds" / "articles").glob("*.txt"))

HEADS = (
    "",
    "Trang chủ » Tin tức » Xây dựng Đảng",
    "Thứ Sáu, ngày 17/05/2024, 21:10\nTrang chủ\nGiới thiệu\nTin tức\nVăn bản",
    "Hôm nay: Thứ Sáu, 17/05/2024\nĐăng nhập\nTìm kiếm\nSơ đồ site\nTin trong huyện\nTin Tức - Sự Kiện",
    "Giới thiệu\nSkip portletPortlet Menu\n\u00a0\nTổ chức bộ máy\nSkip portletPortlet Menu",
    "CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN SÔNG MỚI\n21:10:05\nTRANG CHỦ\nTIN TỨC\nLIÊN HỆ",
    "Trang chủ | Giới thiệu | Liên hệ | Sơ đồ site",
)
DATES = (
    *(
        "",
        "15/05/2024",
        "Thứ Tư, ngày 15/05/2024, 08:37",
        "Cập nhật ngày: 03/07/2023 - 12:41:05",
        "05 Tháng 11 2021",
    ),
    *("Đăng lúc 8h30 ngày 1/2/2023", "10:20 | 03/08/2023 (GMT+7)", "Ngày đăng: 09-11-2021 | Lượt xem: 1.204"),
)
TOOLS = ("", "Chia sẻ", "In bài viết | Gửi email\nA- A A+", "Chia sẻ Facebook Zalo", "Nghe đọc bài")
TAILS = (
    "",
    "Các tin khác\nHội Phụ nữ ra quân làm đường hoa (11/11/2021)\nChuyện ở chi bộ cuối sông (10/11/2021)",
    "Từ khóa: đảng viên, chi bộ\nTin liên quan\nHội Phụ nữ ra quân làm đường hoa",
    "|  Đầu trang\n<<  <  1  2  3  >  >>\nThư viện ảnh\nSkip portletPortlet Menu",
    "[Trở về] [Đầu trang] [In]\nTổng số điểm của bài viết là: 0 trong 0 đánh giá\nÝ kiến bạn đọc",
    "QUẢNG CÁO\nLoading...\nBản quyền thuộc về Huyện ủy Sông Mới. Ghi rõ nguồn.\nSố lượt truy cập: 123",
)


def clean_text(text: str) -> Article:
    """The article of a capture."""
    article = clean(RawPage("i", "s", "n", "text/plain", text.encode(), None, datetime.now(VIETNAM)))
    assert isinstance(article, Article)
    return article


def own_parts(article: Article) -> list[tuple[BlockKind, str]]:
    """What belongs to the article itself, whatever surrounds it."""
    kinds = (BlockKind.TITLE, BlockKind.CAPTION, *PROSE)
    return [(block.kind, article.of(block)) for block in article.blocks_of(*kinds)]


def test_the_article_comes_out_of_any_layout(fresh_seed):
    """Menus, times, tools, closing names and tails around an article change none of its own blocks."""
    dice = random.Random(fresh_seed)
    for _ in range(300):
        original = clean_text(dice.choice(SEEDS).read_text(encoding="utf-8"))
        parts = own_parts(original)
        date, names = (
            dice.choice(DATES),
            dice.choice(("", "Lê Vân", "Lê Vân - Thu Cúc", "Đoàn Hạ\nXã Suối Trong")),
        )
        gap = dice.choice(("\n", "\n\n", "\r\n", "\n\u00a0\n"))
        title, body = parts[0][1], gap.join(text for _, text in parts[1:])
        layout = (dice.choice(HEADS), title, date, dice.choice(TOOLS), body, names, dice.choice(TAILS))
        page = gap.join(piece for piece in layout if piece)
        article = clean_text(unicodedata.normalize(dice.choice(("NFC", "NFD")), page))
        assert own_parts(article) == parts, page
        assert article.first(BlockKind.DATELINE) == date, page
        assert byline(article) == names.replace("\nXã Suối Trong", " (Xã Suối Trong)"), page
