"""Made-up article pages of about 10 KB: an article of `tools.synth` in the frame of a portal."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tools.synth import make_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tools.synth import Record

PER_LIST = 50
"""Articles that a list page names."""

SIZE = 10_000
"""Bytes of a page that an article of middling length has; the frame fills what is missing."""

_NAME = "Cổng thông tin điện tử huyện Sông Mới"
_MENU = """Trang chủ;Giới thiệu;Cơ cấu tổ chức;Tin tức - Sự kiện;Xây dựng Đảng;Mặt trận - Đoàn thể;Kinh tế;
Văn hóa - Xã hội;Giáo dục;Y tế;Quốc phòng - An ninh;Cải cách hành chính;Văn bản chỉ đạo điều hành;
Thủ tục hành chính;Lịch công tác;Hỏi đáp;Thư viện ảnh;Liên hệ""".replace("\n", "").split(";")
_STYLE = "\n".join(
    f".khung{at} {{ margin: {at}px 0; padding: 4px; border: 1px solid #c{at:02}; font-size: {11 + at}px }}"
    for at in range(12)
)
_SCRIPT = "var cauHinh = {id: 7, ngonNgu: 'vi', thongBao: 'Đang tải dữ liệu', ngay: '01/02/2020'};"
_FOOTER = (
    f"© 2026 {_NAME}",
    "Giấy phép số 45/GP-TTĐT ngày 12/03/2015 của Sở Thông tin và Truyền thông",
    "Chịu trách nhiệm chính: Trưởng Ban Biên tập",
    "Địa chỉ: Số 12, đường Trần Phú, thị trấn Sông Mới. Điện thoại: (0238) 3812345",
    "Ghi rõ nguồn khi phát hành lại thông tin từ website này",
)


def article_path(number: int) -> str:
    """The address of an article, from 0 on."""
    return f"/tin-tuc/bai-viet-{number}.html"


def list_path(number: int) -> str:
    """The address of a list page, from 0 on."""
    return f"/danh-sach/trang-{number}.html"


def make_pages(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """All HTML pages of a portal with so many articles: addresses and markup, the home page first."""
    records = list(make_articles(count, seed))
    lists = range(-(-count // PER_LIST))
    entries = "".join(f'<li><a href="{list_path(at)}">Danh sách trang {at + 1}</a></li>\n' for at in lists)
    yield "/", _framed(_NAME, f"<h2>Tin tức</h2><ul>{entries}</ul>", "")
    for at in lists:
        yield list_path(at), _list_page(records, at)
    for number, record in enumerate(records):
        yield article_path(number), _article_page(records, number, record)


def _list_page(records: Sequence[Record], at: int) -> str:
    first = at * PER_LIST
    chosen = range(first, min(first + PER_LIST, len(records)))
    items = "".join(
        f'<div class="tin"><h3>{_link(records, number)}</h3><span>{_day(records[number])}</span></div>\n'
        for number in chosen
    )
    after = f'<a rel="next" href="{list_path(at + 1)}">Trang sau</a>' if chosen.stop < len(records) else ""
    return _framed(f"Trang {at + 1}", f"<h2>Tin tức</h2>{items}<div>{after}</div>", "")


def _article_page(records: Sequence[Record], number: int, record: Record) -> str:
    lead, *body = record["text"].split("\n")
    paragraphs = "".join(f'<p style="text-align: justify;">{escape(line)}</p>\n' for line in body)
    content = f"""<ol class="breadcrumb"><li>Xây dựng Đảng</li></ol><div class="chi-tiet">
<h1 class="tieu-de">{escape(record["title"])}</h1><span class="ngay">{_day(record)}</span>
<div class="sapo"><strong>{escape(lead)}</strong></div><div class="noi-dung">{paragraphs}</div></div>"""
    others = [(number + step) % len(records) for step in range(1, 41)]
    links = [f"<li>{_link(records, other)}</li>\n" for other in others]
    page = _framed(record["title"], content, "".join(links[:5]))
    room = SIZE - len(page.encode())
    more = 0
    while more < 35 and room > 0:
        room -= len(links[5 + more].encode())
        more += 1
    return _framed(record["title"], content, "".join(links[: 5 + more])) if more else page


def _link(records: Sequence[Record], number: int) -> str:
    return f'<a href="{article_path(number)}">{escape(records[number]["title"])}</a>'


def _day(record: Record) -> str:
    """The day and the clock as portals print them; the first of a year where the article tells none."""
    day, _, clock = (record["date"] or "2020-01-01T08:00").partition("T")
    year, month, rest = day.split("-")
    return f"{rest}/{month}/{year} {clock[:5]}"


def _framed(title: str, content: str, related: str) -> str:
    """A page of the portal: menu, content, related titles, side column, footer."""
    menu = "".join(f'<li><a href="/">{name}</a></li>\n' for name in _MENU)
    after = f'<div class="lien-quan"><h3>Tin liên quan</h3><ul>{related}</ul></div>' if related else ""
    footer = "".join(f"<p>{line}</p>\n" for line in _FOOTER)
    return f"""<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{escape(title)} - {_NAME}</title>
<style>{_STYLE}</style><script>{_SCRIPT}</script></head><body>
<header><div class="logo"><a href="/">{_NAME}</a></div><nav><ul class="menu">{menu}</ul></nav></header>
<main>{content}{after}</main>
<aside><div class="box"><h3>Liên kết website</h3><select><option>--- Chọn website ---</select></div></aside>
<footer>{footer}</footer></body></html>"""
