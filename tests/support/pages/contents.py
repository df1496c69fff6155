"""What stands in the middle of pages that are no articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages import chrome
from pages.stories import stories

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.draw import Draw


def _items(draw: Draw, count: int, summary: bool = False, dated: bool = True) -> str:
    """Entries of a list of news."""
    found = []
    for title in chrome.headlines(draw.rng, count):
        day = chrome.day(draw.rng)
        stamp = f'<span class="date">{day:%d/%m/%Y}</span>' if dated else ""
        told = f"<p>{_summary(draw, title)}</p>" if summary else ""
        found.append(
            f'<div class="item"><img src="/t.jpg" alt=""><h3><a href="/{draw.rng.randint(1, 99_999)}'
            f'.html">{title}'
            f"</a></h3>{stamp}{told}</div>\n"
        )
    return "".join(found)


def _summary(draw: Draw, title: str) -> str:
    """A lead as lists have it, now and then as long as a paragraph of an article."""
    day = chrome.day(draw.rng)
    start = f"Ngày {day.day}/{day.month}, tại hội trường trung tâm đã diễn ra hội nghị về nội dung: {title}."
    more = (
        " Dự hội nghị có các đồng chí trong Ban Thường vụ, lãnh đạo các ban, ngành, đoàn thể và đại diện các"
        " xã, thị trấn. Hội nghị đã nghe báo cáo kết quả và thảo luận nhiệm vụ thời gian tới..."
    )
    return start + (more if draw.rng.random() < 0.5 else "")


def _list(draw: Draw) -> str:
    return (
        f"<h2>{draw.any('Xây dựng Đảng', 'Tin trong huyện')}</h2>{_items(draw, 20)}{draw.pager(always=True)}"
    )


def _list_summaries(draw: Draw) -> str:
    return f'<div class="list">{_items(draw, 12, summary=True)}</div>{draw.pager(always=True)}'


def _list_table(draw: Draw) -> str:
    rows = "".join(
        f'<tr><td>{number}</td><td><a href="/{number}">{title}</a></td><td>'
        f"{chrome.day(draw.rng):%d/%m/%Y}</td></tr>\n"
        for number, title in enumerate(chrome.headlines(draw.rng, 25), 1)
    )
    return f"<table border=1><tr><th>STT</th><th>Tiêu đề</th><th>Ngày đăng</th></tr>{rows}</table>"


def _documents(draw: Draw) -> str:
    rows = "".join(
        f"<tr><td>{draw.rng.randint(1, 900)}-KH/HU</td><td>{chrome.day(draw.rng):%d/%m/%Y}</td>"
        f'<td>Kế hoạch về việc {title[0].lower()}{title[1:]}</td><td><a href="/f{number}.pdf">Tải '
        f"về</a></td></tr>\n"
        for number, title in enumerate(chrome.headlines(draw.rng, 22))
    )
    return f"<h1>Văn bản chỉ đạo</h1><table>{rows}</table>{draw.pager(always=True)}"


def _home(draw: Draw) -> str:
    blocks = "".join(
        f'<div class="block"><h2><a href="/c">{name}</a></h2>{_items(draw, 5, summary=number < 2)}</div>'
        for number, name in enumerate(
            ("Tin nổi bật", "Xây dựng Đảng", "Kinh tế", "Văn hóa - Xã hội", "An ninh")
        )
    )
    return f'<div class="slider">{_items(draw, 4, summary=True, dated=False)}</div>{blocks}'


def _home_lead(draw: Draw) -> str:
    """A front page whose main story is told at length."""
    first, *rest = stories()
    story = draw.rng.choice([*rest, first])
    return (
        f'<div class="hot"><h1><a href="/hot">{story.title}</a></h1><p>{story.lead}</p>'
        f'<a href="/hot">Xem tiếp</a></div>{_items(draw, 30, dated=False)}'
    )


def _hub(draw: Draw) -> str:
    intro = "Chuyên trang cung cấp thông tin về công tác xây dựng Đảng và hệ thống chính trị của địa phương."
    return (
        f'<h1>Xây dựng Đảng</h1><p class="intro">{intro}</p>{_items(draw, 15, summary=True)}<a '
        f'href="/2">Xem thêm</a>'
    )


def _search(draw: Draw) -> str:
    return (
        "<h1>Kết quả tìm kiếm</h1><form><input name=q value='kết nạp đảng viên'><input "
        "type=submit value=Tìm></form>"
        f"<p>Tìm thấy {draw.rng.randint(20, 900)} kết quả cho từ khóa “kết nạp đảng viên”</p>"
        f"{_items(draw, 10, summary=True)}"
    )


def _search_empty(draw: Draw) -> str:
    return (
        "<h3>Tìm kiếm</h3><p>Không tìm thấy kết quả nào phù hợp với từ khóa của bạn. Vui lòng "
        "kiểm tra lại chính tả, "
        "thử từ khóa khác hoặc dùng tìm kiếm nâng cao.</p>" + draw.related("{}", "Từ khóa", "ul")
    )


def _not_found(draw: Draw) -> str:
    return (
        "<h1>404</h1><p>Trang bạn yêu cầu không tồn tại hoặc đã bị xóa.</p>"
        "<p>Bạn có thể quay về <a href='/'>trang chủ</a> hoặc liên hệ ban quản trị để được hỗ trợ.</p>"
    )


def _gone(draw: Draw) -> str:
    return f"<div class=ms-error>Item does not exist. Bài viết không tồn tại!</div>{_items(draw, 8)}"


def _forbidden(draw: Draw) -> str:
    return (
        "<h2>Thông báo</h2><p>Bạn không có quyền truy cập vào khu vực này. Vui lòng đăng nhập "
        "bằng tài khoản được "
        "cấp để tiếp tục.</p>"
    )


def _crash(draw: Draw) -> str:
    return (
        "<h2><i>Runtime Error</i></h2><b>Description:</b> An application error occurred on the "
        "server.<br><pre>"
        "Microsoft OLE DB Provider for SQL Server error '80040e14'\n/chitiet.asp, line 37</pre>"
        "Đã có lỗi xảy ra trong quá trình xử lý, mời bạn quay lại sau."
    )


def _login(draw: Draw) -> str:
    return (
        "<h1>Đăng nhập hệ thống</h1><form method=post>Tên đăng nhập <input name=u> Mật khẩu "
        "<input type=password> "
        "Mã xác nhận <input name=c><button>Đăng nhập</button></form><p>Quên mật khẩu? Liên hệ "
        "quản trị mạng của Văn "
        f"phòng, điện thoại {chrome.phone(draw.rng)}.</p>"
    )


def _register(draw: Draw) -> str:
    fields = ("Họ và tên", "Ngày sinh", "Địa chỉ", "Số điện thoại", "Thư điện tử", "Nội dung câu hỏi")
    rows = "".join(f"<tr><td>{field} (*)</td><td><input></td></tr>\n" for field in fields)
    return f"<h2>Gửi câu hỏi</h2><form><table>{rows}</table><input type=submit value='Gửi đi'></form>"


def _gallery(draw: Draw) -> str:
    cells = "".join(
        f'<li><a href="/album/{number}"><img src="/g{number}.jpg" alt="{title}"></a><span>{title}'
        f"</span></li>\n"
        for number, title in enumerate(chrome.headlines(draw.rng, 18))
    )
    return f'<h1>Thư viện ảnh</h1><ul class="gallery">{cells}</ul>'


def _videos(draw: Draw) -> str:
    return f"<h1>Truyền hình</h1><video controls></video><p>Video khác</p>{_items(draw, 12)}"


def _contact(draw: Draw) -> str:
    rows = "".join(
        f"<tr><td>{name}</td><td>{role}</td><td>{chrome.phone(draw.rng)}</td></tr>\n"
        for name, role in zip(
            chrome.NAMES, ["Bí thư", "Phó Bí thư", "Chánh Văn phòng", *["Chuyên viên"] * 9], strict=True
        )
    )
    return (
        f"<h1>Liên hệ</h1><p>{chrome.address(draw.rng)}</p><table>{rows}</table><iframe src='/map'></iframe>"
    )


def _sitemap(draw: Draw) -> str:
    return f"<h1>Sơ đồ cổng</h1>{draw.menu('ul', 40, 60)}{draw.menu('nested', 40, 60)}"


def _tag(draw: Draw) -> str:
    return (
        f"<h1>Từ khóa: đảng viên</h1><p>{draw.rng.randint(10, 200)} bài viết</p>"
        f"{_items(draw, 15, dated=False)}"
    )


def _archive(draw: Draw) -> str:
    days = "".join(f"<tr><td><a href='/{day}'>{day}</a></td></tr>" for day in range(1, 32))
    return f"<h1>Lưu trữ tháng {draw.rng.randint(1, 12)}/2021</h1><table>{days}</table>{_items(draw, 9)}"


def _rss(draw: Draw) -> str:
    names = chrome.menu(draw.rng, 20, 30)
    return "<h1>RSS</h1><ul>" + "".join(f'<li><a href="/rss/{n}.rss">{n}</a></li>' for n in names) + "</ul>"


def _poll(draw: Draw) -> str:
    rows = "".join(
        f"<tr><td>{answer}</td><td>{draw.rng.randint(1, 99)}%</td></tr>" for answer in ("Tốt", "Khá", "Kém")
    )
    return (
        f"<h2>Kết quả bình chọn</h2><p>Bạn đánh giá thế nào về chất lượng dịch vụ công?</p><table>"
        f"{rows}</table>"
    )


def _schedule(draw: Draw) -> str:
    rows = "".join(
        f"<tr><td>{8 + number % 3}h00</td><td>{title}</td><td>Hội trường {number}</td></tr>\n"
        for number, title in enumerate(chrome.headlines(draw.rng, 12), 1)
    )
    return f"<h1>Lịch công tác tuần {draw.rng.randint(1, 52)}</h1><table border=1>{rows}</table>"


def _intro(draw: Draw) -> str:
    names = "".join(f"<li><a href='/u{n}'>Chi bộ {name}</a></li>" for n, name in enumerate(chrome.PLACES))
    return f"<h1>Các đơn vị trực thuộc</h1><ul>{names}</ul>"


def _english(draw: Draw) -> str:
    words = (
        "The district Party Committee held its regular conference on Friday to review the results "
        "of the third "
        "quarter and to discuss the tasks of the rest of the year. Delegates heard reports on agriculture, "
        "on new rural development and on the admission of new members. "
    )
    return f"<h1>Party Committee reviews third quarter</h1><p>12/10/2021</p><p>{words * 2}</p><p>{words}</p>"


def _chinese(draw: Draw) -> str:
    words = (
        "县委昨日召开会议,听取第三季度工作情况汇报,研究部署下一阶段重点任务。"
        "会议要求各级党组织认真贯彻落实决议精神。"
    )
    return f"<h1>县委召开第三季度工作会议</h1><p>2021-10-12</p><p>{words * 3}</p><p>{words * 2}</p>"


def _script_shell(draw: Draw) -> str:
    return '<div id="root"></div><noscript>Bạn cần bật JavaScript để chạy ứng dụng này.</noscript>'


def _loading(draw: Draw) -> str:
    return "<div class=portlet>Loading...</div>" * 4


KINDS: dict[str, tuple[str, Callable[[Draw], str], str]] = {
    "list": ("list", _list, "/tin-tuc/?page=2"),
    "list-summaries": ("list", _list_summaries, "/chuyen-muc/xay-dung-dang"),
    "list-table": ("list", _list_table, "/Pages/tin.aspx?CategoryId=5&Page=3"),
    "documents": ("list", _documents, "/van-ban"),
    "home": ("home", _home, "/"),
    "home-lead": ("home", _home_lead, "/Default.aspx"),
    "hub": ("hub", _hub, "/xay-dung-dang.html"),
    "search": ("search", _search, "/tim-kiem?q=k%E1%BA%BFt+n%E1%BA%A1p"),
    "search-empty": ("search", _search_empty, "/search?q=abcxyz"),
    "not-found": ("error", _not_found, "/tin-tuc/bai-da-xoa-123.html"),
    "gone": ("error", _gone, "/Pages/chi-tiet.aspx?ItemId=99999"),
    "crash": ("error", _crash, "/chitiet.asp?id=77"),
    "forbidden": ("forbidden", _forbidden, "/noi-bo/tai-lieu"),
    "login": ("login", _login, "/dang-nhap"),
    "register": ("form", _register, "/hoi-dap/gui-cau-hoi"),
    "gallery": ("gallery", _gallery, "/thu-vien-anh"),
    "videos": ("gallery", _videos, "/video"),
    "contact": ("contact", _contact, "/lien-he"),
    "sitemap": ("sitemap", _sitemap, "/so-do-cong"),
    "tag": ("tag", _tag, "/tag/dang-vien"),
    "archive": ("list", _archive, "/2021/10/"),
    "rss": ("sitemap", _rss, "/rss.html"),
    "poll": ("form", _poll, "/binh-chon/ket-qua"),
    "schedule": ("schedule", _schedule, "/lich-cong-tac"),
    "units": ("hub", _intro, "/gioi-thieu/don-vi"),
    "english": ("foreign", _english, "/en/news/party-committee-reviews.html"),
    "chinese": ("foreign", _chinese, "/cn/news/2021-10-12.html"),
    "script-shell": ("shell", _script_shell, "/app/#/tin-tuc/1"),
    "loading": ("shell", _loading, "/web/guest/tin-tuc?id=5"),
}
"""By name: the kind of the page, its content, its address."""
