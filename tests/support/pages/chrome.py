"""What surrounds an article: names, menus, headlines, addresses; all made up, and different on each page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from pages.stories import stories

from search.model import VIETNAM

if TYPE_CHECKING:
    import random

PLACES = """Sơn Khê;Trà Lâm;Lam Hải;Mường Khoa;Yên Thắng;Đắk Min;Hòa Thủy;Vĩnh Trụ;Bảo Nhai;
Tân Phong;Cẩm Giàng;Đức Hợp;Long Trạch;Ia Krái;Phước Sơn;Nậm Lúc;An Quảng;Kim Sơn;Bình Thới;
Hải Lộc;Thạch Bàn;Xuân Trường;Quảng Phúc;Ea Hleo;Tam Đường;Mỹ Lợi;Hưng Đạo;Ngọc Chấn;Thuận Hưng;
Vạn Ninh""".replace("\n", "").split(";")

NAMES = """Nguyễn Văn Hòa;Trần Thị Bích;Lê Minh Tuấn;Phạm Quốc Hưng;Hoàng Thị Lý;Vũ Đình Chiến;
Đỗ Thu Trang;Bùi Xuân Trường;Ngô Thị Hạnh;Đinh Công Sáng;Lò Văn Pấng;Hồ Thị Mơ""".replace("\n", "").split(";")

_MENU = """Trang chủ;Giới thiệu;Giới thiệu chung;Điều kiện tự nhiên;Lịch sử hình thành;
Cơ cấu tổ chức;Ban Chấp hành;Ban Thường vụ;Văn phòng;Ban Tổ chức;Ban Tuyên giáo;Ban Dân vận;
Ủy ban Kiểm tra;Trung tâm Chính trị;Tin tức - Sự kiện;Tin trong huyện;Tin trong tỉnh;Trong nước;
Quốc tế;Xây dựng Đảng;Xây dựng chính quyền;Mặt trận - Đoàn thể;Kinh tế;Nông nghiệp - Nông thôn;
Công nghiệp;Thương mại - Dịch vụ;Văn hóa - Xã hội;Giáo dục;Y tế;Quốc phòng - An ninh;Pháp luật;
Cải cách hành chính;Thủ tục hành chính;Dịch vụ công trực tuyến;Văn bản;Văn bản chỉ đạo điều hành;
Văn bản quy phạm pháp luật;Công báo;Lịch công tác;Thông báo;Thư mời;Hỏi đáp;Góp ý dự thảo;
Tiếp công dân;Đường dây nóng;Thư viện ảnh;Thư viện video;Phát thanh;Truyền hình;Sơ đồ cổng;
Liên hệ;English;Quy hoạch - Kế hoạch;Dự án đầu tư;Đấu thầu - Mua sắm công;Ngân sách;Thống kê;
Bản đồ hành chính;Du lịch;Con người và mảnh đất;Gương điển hình;Người tốt việc tốt;
Bảo vệ nền tảng tư tưởng;Tài liệu sinh hoạt chi bộ;Lịch sử Đảng bộ;Sách chính trị;
Khoa học - Công nghệ;Môi trường;Lao động - Việc làm;Chính sách xã hội;Tôn giáo - Dân tộc;
Chuyển đổi số;Ba công khai;Tuyển dụng;Phổ biến giáo dục pháp luật;Chương trình OCOP;
Hộp thư điện tử;Phản ánh kiến nghị;Phần mềm dùng chung""".replace("\n", "").split(";")

_HEADLINES = """{p} tổng kết phong trào thi đua yêu nước;
Hội nghị Ban Chấp hành Đảng bộ {p} lần thứ {n};{p} gieo cấy xong {n}00 ha lúa vụ xuân;
Kiểm tra công tác phòng, chống thiên tai tại {p};Thăm, tặng quà gia đình chính sách ở {p};
Đoàn giám sát làm việc với Đảng ủy xã {p};{p} ra quân tháng thanh niên;
Khai mạc giải bóng chuyền hè xã {p};Hội Nông dân {p} vay vốn làm kinh tế;
Bàn giao {n} nhà đại đoàn kết tại {p};Lãnh đạo huyện tiếp xúc cử tri xã {p};
{p} tập huấn phần mềm quản lý văn bản;Khánh thành cầu dân sinh thôn {n}, xã {p};
Trường mầm non {p} đón chuẩn quốc gia;Diễn tập khu vực phòng thủ ở {p};
Phụ nữ {p} thu gom rác thải nhựa;Hội thi bí thư chi bộ giỏi cụm {p};
Lễ giao nhận quân năm nay tại {p};{p}: {n} thanh niên lên đường nhập ngũ;
Công an {p} bắt nhóm đối tượng trộm cắp;Ngành y tế {p} tiêm chủng mở rộng;
Phiên họp thường kỳ Ủy ban nhân dân {p};{p} chủ động chống rét cho trâu, bò;
Chợ phiên {p} đông vui ngày cuối năm;Gặp mặt cựu chiến binh {p};Sáp nhập {n} thôn ở {p};
Đại hội Chi bộ thôn {n}, xã {p};{p} trồng mới {n} ha rừng;Giao ban báo chí tháng {n};
Bế giảng lớp đảng viên mới khóa {n} tại {p}""".replace("\n", "").split(";")

_COMMENTS = """Bài viết rất hay, cảm ơn tòa soạn.;Mong xã tôi cũng làm được như vậy!;
Đề nghị đăng thêm hình ảnh.;Chúc mừng các đồng chí.;Tôi đã đọc và chia sẻ cho chi bộ.;
Số liệu cần nói rõ hơn nguồn ở đâu.""".replace("\n", "").split(";")

_STREETS = ("Trần Phú", "Lê Lợi", "Hùng Vương", "Nguyễn Huệ", "Quang Trung", "30 tháng 4", "Phan Bội Châu")


def place(rng: random.Random) -> str:
    """A place of the portal."""
    return rng.choice(PLACES)


def site(rng: random.Random) -> str:
    """The name of a portal."""
    kinds = (
        "Cổng thông tin điện tử huyện {}",
        "Trang thông tin điện tử Đảng bộ huyện {}",
        "Cổng thông tin điện tử Đảng bộ tỉnh {}",
        "Báo {} điện tử",
        "Huyện ủy {}",
        "Trang tin Ban Tổ chức Tỉnh ủy {}",
    )
    return rng.choice(kinds).format(place(rng))


def menu(rng: random.Random, least: int = 10, most: int = 60) -> list[str]:
    """Entries of a menu, the home page first."""
    return ["Trang chủ", *rng.sample(_MENU[1:], rng.randint(least, most) - 1)]


def headlines(rng: random.Random, count: int) -> list[str]:
    """Different titles of other articles."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[rng.choice(_HEADLINES).format(p=place(rng), n=rng.randint(2, 39))] = None
    return list(found)


def day(rng: random.Random) -> date:
    """The day of some other article: never in the month of a story, lest it tell that date by chance."""
    while True:
        found = date(2010, 1, 1) + timedelta(days=rng.randint(0, 5400))
        if (found.year, found.month) not in _months():
            return found


@cache
def _months() -> frozenset[tuple[int, int]]:
    """The months in which stories were published."""
    days = [story.published.day for story in stories() if story.published]
    return frozenset((day.year, day.month) for day in days)


def today(rng: random.Random) -> date:
    """The day on which the page was taken: after all stories."""
    return date(2025, 5, 15) + timedelta(days=rng.randint(0, 400))


def comments(rng: random.Random, count: int) -> list[tuple[str, str]]:
    """Names and what they say."""
    return list(zip(rng.sample(NAMES, count), rng.sample(_COMMENTS, count), strict=True))


def phone(rng: random.Random) -> str:
    """A telephone number in one of the usual writings."""
    area, rest = rng.randint(20, 29), rng.randint(3_000_000, 3_999_999)
    digits = f"{rest:07d}"
    return rng.choice(
        (f"0{area}.{digits[:3]}.{digits[3:]}", f"(0{area}) {digits}", f"0{area}8 {digits[:4]} {digits[4:]}")
    )


def address(rng: random.Random) -> str:
    """Where the office is."""
    return f"Địa chỉ: Số {rng.randint(1, 240)}, đường {rng.choice(_STREETS)}, {place(rng)}"


def licence(rng: random.Random) -> str:
    """The licence of the portal, with its date."""
    issued = day(rng)
    number = f"{rng.randint(2, 480)}/GP-{rng.choice(('TTĐT', 'STTTT', 'BTTTT', 'PTTH'))}"
    return rng.choice(
        (
            f"Giấy phép số {number} ngày {issued:%d/%m/%Y} của Sở Thông tin và Truyền thông",
            f"Giấy phép: {number} cấp ngày {issued.day}/{issued.month}/{issued.year}",
            f"GPXB số {number} do Cục PTTH & TTĐT cấp ngày {issued:%d/%m/%Y}",
        )
    )


def footer(rng: random.Random, name: str, year: int | None) -> list[str]:
    """The lines of a footer."""
    lines = [
        rng.choice((f"Bản quyền thuộc về {name}", f"Cơ quan chủ quản: {name}", name.upper())),
        licence(rng),
        f"Chịu trách nhiệm chính: {rng.choice(NAMES)} - Trưởng Ban Biên tập",
        address(rng),
        f"Điện thoại: {phone(rng)} - Fax: {phone(rng)}",
        f"Email: bbt{rng.randint(1, 99)}@portal.example",
        rng.choice(
            (
                "Ghi rõ nguồn khi phát hành lại thông tin từ website này",
                f"Vui lòng ghi rõ nguồn “{name}” khi sử dụng lại thông tin",
                f"Xem tốt nhất với Internet Explorer {rng.randint(6, 9)}.0, độ phân giải 1024x768",
                f"Thiết kế và phát triển bởi Trung tâm Công nghệ thông tin {place(rng)}",
            )
        ),
    ]
    head, *rest = lines
    kept = [head, *rng.sample(rest, rng.randint(3, len(rest)))]
    return [f"© {year} {kept[0]}", *kept[1:]] if year else kept


def counters(rng: random.Random) -> list[str]:
    """What a counter of visits shows."""
    total = rng.randint(20_000, 90_000_000)
    grouped = f"{total:,}".replace(",", rng.choice((".", " ", ",", "")))
    return rng.choice(
        (
            [f"Tổng lượt truy cập: {grouped}", f"Đang trực tuyến: {rng.randint(1, 300)}"],
            ["Thống kê truy cập", f"Hôm nay: {rng.randint(9, 999)}", f"Tất cả: {grouped}"],
            [f"Lượt truy cập {grouped}", f"Đang online {rng.randint(1, 99)} khách"],
            ["Số lượt người truy cập", grouped],
        )
    )


def styles(rng: random.Random, lines: int) -> str:
    """So many lines of a style sheet."""
    names = ("box", "menu", "news", "left", "right", "banner", "nav", "ftr", "tin", "khung", "cot", "hop")
    return "\n".join(
        f".{rng.choice(names)}{rng.randint(1, 99)} {{ margin: {rng.randint(0, 20)}px; "
        f"color: #{rng.randint(0, 0xFFFFFF):06x}; font-size: {rng.randint(9, 24)}px }}"
        for _ in range(lines)
    )


def scripts(rng: random.Random, lines: int) -> str:
    """So many lines of a script, with some texts in it that nobody is to read."""
    return "\n".join(
        f'var cfg{rng.randint(1, 9999)} = {{"id": {rng.randint(1, 99999)}, "t": "Đang tải dữ liệu", '
        f'"d": "{day(rng):%d/%m/%Y}", "on": {rng.choice(("true", "false"))}}};'
        for _ in range(lines)
    )


def datetime_of(of: date, rng: random.Random) -> datetime:
    """Some moment of a day."""
    return datetime(of.year, of.month, of.day, rng.randint(6, 21), rng.randint(0, 59), tzinfo=VIETNAM)
