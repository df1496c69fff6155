"""What stands in the middle of pages of these front ends that are no articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages import chrome
from pages.fronts import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.fronts.front import Front

ROW = (
    '<article class="item-news"><div class="thumb-art"><a href="{href}"><img src="{img}" alt="{title}"></a>'
    "</div>"
    '<h3 class="title-news"><a href="{href}">{title}</a></h3><p class="description">{summary}</p>'
    '<span class="time-public">{day}</span></article>\n'
)
LINE = '<li><a href="{href}">{title}</a> <span>{day}</span></li>\n'


def _section(front: Front) -> str:
    subs = " ".join(f'<a href="/s">{name}</a>' for name in words.SECTIONS["Thời sự"])
    return (
        f'<h1 class="cate-name">Thời sự</h1><div class="subcate">{subs}</div>'
        f"{front.cards(ROW, 24, 40)}{_pages(front)}"
    )


def _pages(front: Front) -> str:
    last = front.rng.randint(9, 80)
    return (
        f'<div class="page_navi">Trang: <b>1</b> <a>2</a> <a>3</a> ... <a>{last}</a> <a>Trang sau</a></div>'
    )


def _home(front: Front) -> str:
    lead = front.card(
        '<article class="topstory"><h2><a href="{href}">{title}</a></h2><p class="sapo">{summary}</p>'
    '</article>',
        words.titles(front.rng, 1)[0], 45)  # fmt: skip
    zones = "".join(
        f'<section class="zone"><h2 class="zone-title"><a href="/z">{name}</a></h2>{front.cards(ROW, 4, 40)}'
        f"</section>"
        for name in list(words.SECTIONS)[:8]
    )
    return f'<div class="focus">{lead}{front.cards(ROW, 5, 42)}</div>{zones}'


def _home_one(front: Front) -> str:
    """A front page of a small site: one story is nearly told, the others are titles."""
    story = front.rng.choice([each for each in words.second_stories() if each.lead])
    first = next(part.lines[0] for part in story.body)
    return (
        f'<div class="hotnews"><h2><a href="/1">{story.title}</a></h2><p><b>{story.lead}</b></p><p>'
        f"{first}...</p>"
        f'<p align=right><a href="/1">Chi tiết >></a></p></div><ul>{front.cards(LINE, 40)}</ul>'
    )


def _tag(front: Front) -> str:
    return (
        f"<h1>#chuyển đổi số</h1><p>Tìm thấy {front.rng.randint(30, 400)} bài</p>{front.cards(ROW, 15, 24)}"
    )


def _topic(front: Front) -> str:
    about = (
        "Dòng sự kiện cập nhật liên tục mọi diễn biến của kỳ họp, các dự luật được thông qua, phiên chất "
        "vấn và ý kiến "
        "của cử tri cả nước gửi tới nghị trường."
    )
    return (
        f'<h1>Kỳ họp bất thường</h1><div class="desc">{about}</div>{front.cards(ROW, 18, 35)}'
        f"<button>Xem thêm</button>"
    )


def _search(front: Front) -> str:
    return (
        f'<form><input name="q" value="hồ chứa"><select><option>Mọi chuyên mục</option></select></form>'
        f"<p>Khoảng "
        f"{front.rng.randint(100, 9000)} kết quả (0,{front.rng.randint(10, 99)} giây)</p>"
        f"{front.cards(ROW, 10, 45)}{_pages(front)}"
    )


def _author(front: Front) -> str:
    return (
        f'<div class="author-top"><h1>{front.rng.choice(words.PEOPLE)}</h1><p>'
        f"{front.rng.choice(words.BIOS)}.</p></div>"
        f"{front.cards(ROW, 16, 30)}"
    )


def _videos(front: Front) -> str:
    item = (
        '<div class="video-item"><a href="{href}"><img src="{img}"><span class="dur">03:21</span></a><h3>'
        "{title}</h3></div>\n"
    )
    playing = front.card(
        '<div class="player"><h1>{title}</h1><p>{summary}</p><i>{day}</i></div>',
        words.titles(front.rng, 1)[0],
        20,
    )
    return f"{playing}<h2>Video mới</h2>{front.cards(item, 20)}"


def _photos(front: Front) -> str:
    item = '<li class="slide"><img data-lazy="{img}" alt="{title}"><p class="txt">{title}</p></li>\n'
    return f'<h1>Ảnh đẹp trong tuần</h1><ul class="slick">{front.cards(item, 25)}</ul>'


def _paper(front: Front) -> str:
    pages = "".join(
        f'<div class="pg"><a href="/e{n}.pdf"><img src="/e{n}.jpg" alt=""></a><p>Trang {n}</p></div>'
        for n in range(1, 17)
    )
    return (
        f"<h1>Báo in số {front.rng.randint(100, 9999)}</h1><select><option>Chọn ngày</option></select>{pages}"
    )


def _lost(front: Front) -> str:
    said = front.rng.choice(
        ("Rất tiếc, đường dẫn này không tồn tại hoặc đã hết hạn. Mời bạn tham khảo các tin dưới đây.",
         "Không tìm thấy trang. Bài viết có thể đã bị gỡ hoặc chuyển sang chuyên mục khác."))  # fmt: skip
    return (
        f'<div class="error-404"><h1>404</h1><p>{said}</p></div><h3>Tin gợi ý</h3>{front.cards(ROW, 8, 35)}'
    )


def _contact(front: Front) -> str:
    rows = "".join(
        f"<p><b>Văn phòng {place}</b>: {chrome.phone(front.rng)}</p>"
        for place in front.rng.sample(words.PLACES, 6)
    )
    return (
        f"<h1>Liên hệ tòa soạn</h1>{rows}<form><input placeholder='Họ tên'><textarea></textarea>"
        f"<button>Gửi</button></form>"
    )


def _laws(front: Front) -> str:
    rows = "".join(
        f"<tr><td>{front.rng.randint(1, 200)}/202{front.rng.randint(0, 5)}/TT-BNV</td><td>"
        f"{words.day(front.rng):%d/%m/%Y}</td>"
        f"<td><a href='/v{n}'>Quy định chi tiết một số nội dung về {title[0].lower()}{title[1:]} và trách "
        f"nhiệm của các cơ quan, "
        "đơn vị liên quan trong tổ chức thực hiện</a></td></tr>\n"
        for n, title in enumerate(words.titles(front.rng, 20))
    )
    form = (
        "<form><select><option>Loại văn bản</option></select><input value='Trích yếu'>"
        "<button>Tra cứu</button></form>"
    )
    return f"<h2>Hệ thống văn bản</h2>{form}<table class='table table-bordered'>{rows}</table>{_pages(front)}"


def _programme(front: Front) -> str:
    rows = "".join(f"<tr><td>{h:02d}:{front.rng.choice('0123')}0</td><td>{title}</td></tr>"
                   for h, title in enumerate(words.titles(front.rng, 24)))  # fmt: skip
    return (
        f"<h1>Lịch phát sóng</h1><div class='days'>{' '.join(f'<a>T{n}</a>' for n in range(2, 8))}</div>"
        f"<table>{rows}</table>"
    )


def _prices(front: Front) -> str:
    rows = "".join(f"<tr><td>{name}</td><td>{front.rng.randint(10, 99)}.{front.rng.randint(100, 999)}</td>"
    f"<td>+0,{n}%</td></tr>"
                   for n, name in enumerate(words.PLACES))  # fmt: skip
    return f"<h1>Bảng giá</h1><table>{rows}</table><ul>{front.cards(LINE, 12)}</ul>"


def _wall(front: Front) -> str:
    return (
        "<h2>Đăng nhập</h2><form method=post><label>Email hoặc số điện thoại</label><input>"
        "<label>Mật khẩu</label>"
        "<input type=password><button>Tiếp tục</button></form><p>Bạn chưa có tài khoản? Đăng ký để đọc "
        "không giới hạn.</p>"
    )


def _feeds(front: Front) -> str:
    names = "".join(
        f"<li><a href='/rss/{n}.rss'>{name}</a></li>"
        for n, name in enumerate([*words.SECTIONS, *words.TASKS])
    )
    return f"<h1>Kênh RSS</h1><ul class='rss'>{names}</ul>"


def _asked(front: Front) -> str:
    item = (
        '<div class="qa"><a href="{href}"><b>Hỏi:</b> {title}</a><p>{summary}</p>'
        "<i>Ngày hỏi: {day} - Lĩnh vực: {cat}</i></div>\n"
    )
    return f"<h1>Hỏi đáp</h1>{front.cards(item, 12, 25)}{_pages(front)}"


def _polled(front: Front) -> str:
    rows = "".join(
        f"<li>{said} <b>{front.rng.randint(1, 60)}%</b></li>"
        for said in ("Rất hài lòng", "Hài lòng", "Chưa hài lòng")
    )
    return f"<h2>Khảo sát</h2><p>Ông/bà đánh giá thế nào về bộ phận một cửa?</p><ul>{rows}</ul>"


OTHERS: dict[str, tuple[str, Callable[[Front], str], str]] = {
    "section": ("list", _section, "/thoi-su"),
    "front-page": ("home", _home, "/"),
    "front-page-one": ("home", _home_one, "/default.htm"),
    "hashtag": ("tag", _tag, "/tag/chuyen-doi-so-12.html"),
    "topic": ("hub", _topic, "/su-kien/ky-hop-bat-thuong-77.html"),
    "results": ("search", _search, "/tim-kiem?q=h%E1%BB%93+ch%E1%BB%A9a"),
    "author": ("list", _author, "/tac-gia/mac-thu-huyen-10.html"),
    "clips": ("gallery", _videos, "/video"),
    "slides": ("gallery", _photos, "/anh"),
    "e-paper": ("gallery", _paper, "/bao-in"),
    "lost": ("error", _lost, "/bai-da-go-55.html"),
    "newsroom": ("contact", _contact, "/toa-soan/lien-he"),
    "laws": ("list", _laws, "/van-ban-quy-pham"),
    "programme": ("schedule", _programme, "/lich-phat-song"),
    "prices": ("list", _prices, "/gia-ca"),
    "wall": ("login", _wall, "/login?next=/bai"),
    "feeds": ("sitemap", _feeds, "/rss"),
    "asked": ("list", _asked, "/hoi-dap"),
    "polled": ("form", _polled, "/khao-sat"),
}
"""By name: the kind of the page, its content, its address."""
