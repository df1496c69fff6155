"""What stands around an article in a newspaper or a ministry's portal; made up, apart from `pages.chrome`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pages import chrome
from pages.article import read_story
from pages.stories import stories

if TYPE_CHECKING:
    import random

    from pages.article import Story

HERE = Path(__file__).parent


def _split(text: str) -> list[str]:
    """The parts of a text between semicolons."""
    return [part.strip() for part in text.split(";")]


PLACES = _split("""Bến Lở;Cửa Tùng Hạ;Đồng Văn Tây;Gò Me;Hòn Nghệ;Kẻ Sặt;Lũng Cao;Mù Sang;Nà Hẩu;
Phố Ràng;Rạch Gầm;Sa Pả;Suối Bau;Tà Nung;Thác Mơ;U Minh Thượng;Vàm Cỏ;Xín Chải;Yên Cường;Ý Tý;
Ba Chẽ;Cái Nước;Diễn Hải;Giồng Trôm;Hướng Phùng;Krông Á;Lộc Vĩnh;Mường Típ;Ngọc Hiển;Phước Bình""")

PAPERS = _split("""VietTin24;Dân Mới;Tuổi Xuân;Báo Người Đồng Bằng;Báo Bến Lở;Đất Việt Mới;Báo Công Luận Trẻ;
Thời Báo Miền Trung;Tin Nhanh Cửu Long;Nhịp Sống Phương Nam;Báo Sài Thành Mới;Báo Biên Cương""")

STATIONS = _split("""Đài Phát thanh và Truyền hình {p};Báo và phát thanh, truyền hình {p};Truyền hình {p}
Online;
Đài Tiếng nói {p}""")

OFFICES = _split("""Bộ Thủy lợi và Phòng chống thiên tai;Cục Đo lường {p};Sở Nội vụ tỉnh {p};
Ủy ban nhân dân xã {p};Cổng thông tin điện tử tỉnh {p};Tổng cục Dự trữ lương thực;Sở Y tế {p};
Trang thông tin điện tử phường {p};Ban Quản lý khu kinh tế {p}""")

SECTIONS = {
    name: _split(rest)
    for name, rest in (
        line.strip().split(": ")
        for line in """Thời sự: Chính trị;Dân sinh;Giao thông;Quốc hội;Mekong;Quỹ Hy vọng
        Thế giới: Tư liệu;Phân tích;Người Việt 5 châu;Cuộc sống đó đây;Quân sự
        Kinh doanh: Net Zero;Doanh nghiệp;Chứng khoán;Ebank;Vĩ mô;Tiền của tôi;Hàng hóa
        Bất động sản: Chính sách;Thị trường;Dự án;Không gian sống;Tư vấn
        Khoa học: Tin tức;Chuyển đổi số;Đổi mới sáng tạo;AI;Vũ trụ;Thế giới tự nhiên
        Giải trí: Giới sao;Sách;Video;Phim;Sân khấu - Mỹ thuật;Thời trang;Làm đẹp
        Thể thao: Bóng đá;Marathon;Tennis;Hậu trường;Các môn khác;Lịch thi đấu
        Pháp luật: Hồ sơ phá án;Tư vấn luật;Ký sự pháp đình
        Giáo dục: Tuyển sinh;Chân dung;Du học;Thảo luận;Học tiếng Anh
        Sức khỏe: Các bệnh;Sống khỏe;Vaccine;Bệnh viện;Dinh dưỡng
        Đời sống: Nhịp sống;Tổ ấm;Bài học sống;Cooking;Tiêu dùng
        Du lịch: Điểm đến;Ẩm thực;Dấu chân;Cẩm nang;Ảnh đẹp
        Số hóa: Công nghệ;Sản phẩm;Blockchain;Bảo mật
        Xe: Thị trường xe;V-Car;Cầm lái;Thi bằng lái
        Ý kiến: Thời sự bạn đọc;Đời sống bạn đọc
        Tâm sự: Hẹn hò;Gỡ rối
        Thư giãn: Cười;Đố vui;Chuyện lạ;Crossword;Thú cưng""".splitlines()
    )
}
"""The sections of a newspaper, with theirs."""

TASKS = _split("""Chức năng, nhiệm vụ;Lãnh đạo qua các thời kỳ;Các đơn vị trực thuộc;Danh bạ điện thoại;
Tin hoạt động;Tin chỉ đạo điều hành;Thông cáo báo chí;Chiến lược, quy hoạch;Hệ thống văn bản;
Văn bản điều hành;Dự thảo lấy ý kiến;Bộ thủ tục hành chính;Một cửa điện tử;Tra cứu hồ sơ;
Công khai ngân sách;Đấu thầu, mua sắm;Nghiên cứu khoa học;Số liệu chuyên ngành;Hợp tác quốc tế;
Thi đua - Khen thưởng;Tiếp cận thông tin;Phòng chống tham nhũng;Thanh tra, kiểm tra;Cải cách thể chế;
Giá đất;Quy hoạch xây dựng;An toàn thực phẩm;Bình đẳng giới;Bảo vệ bí mật nhà nước;Thông tin tuyên truyền;
Lịch tiếp công dân;Lịch họp tuần;Hỏi đáp pháp luật;Hòm thư góp ý;Khảo sát hài lòng;Video tuyên truyền;
Hình ảnh hoạt động;Liên kết website;Sơ đồ trang;RSS;Đăng nhập;Tiếng Việt;Phiên bản mobile""")

TITLES = _split("""Ba phương án gỡ ùn tắc ở ngã tư {p};Học sinh {p} được nghỉ thêm {n} ngày;
Vì sao sầu riêng {p} rớt giá?;Xe tải lật giữa đèo {p}, ách tắc {n} km;
Cụ ông {n}0 tuổi ở {p} mở lớp dạy chữ miễn phí;Đề xuất chi {n}00 tỷ đồng nâng đê {p};
Miền Bắc sắp đón không khí lạnh, {p} có mưa to;Chủ tịch xã {p} xin thôi việc sau sáp nhập;
Bắt {n} người đánh bạc trong rẫy cà phê ở {p};Bệnh viện {p} mổ cấp cứu lúc nửa đêm;
Giá vàng nhẫn vượt {n}0 triệu đồng;Kỷ luật cảnh cáo nguyên giám đốc sở ở {p};
Dự án khu đô thị {p} chậm tiến độ {n} năm;Nữ sinh {p} giành học bổng toàn phần;
Tàu cá {p} gặp nạn, {n} ngư dân được cứu;Khởi công nhà máy điện gió ngoài khơi {p};
Món bánh lạ chỉ bán {n} giờ mỗi sáng ở {p};Quán quân chạy bộ {p} kể chuyện tập luyện;
Cá chết trắng hồ {p}, người dân lo lắng;Vé tàu Tết tuyến {p} bán hết trong {n} phút;
{p} thí điểm xe buýt điện từ quý sau;Phiên tòa xử vụ đất vàng {p} kéo dài {n} ngày;
Điểm chuẩn lớp 10 trường {p} giảm {n} điểm;Du khách đổ về {p} ngắm hoa mận;
Lần đầu ghép tim thành công ở bệnh viện {p};Nắng nóng gay gắt, hồ thủy điện {p} về mực nước chết;
Thu hồi {n}.000 m² đất công bị lấn chiếm ở {p};Sinh viên {p} chế máy lọc phèn giá rẻ;
Chợ nổi {p} vắng khách, thương hồ lên bờ;Trao {n}0 suất quà cho trẻ mồ côi {p};
Trâu chọi {p} vào vòng chung kết;Thi hài {n} thợ mỏ được đưa về {p}""")

_OPENERS = _split("""Theo cơ quan chức năng, vụ việc được phát hiện khi đoàn kiểm tra liên ngành đến làm việc;
Chính quyền địa phương đang rà soát toàn bộ hồ sơ và cho biết sẽ trả lời người dân trước cuối tháng;
Nhiều hộ kinh doanh nói doanh thu đã giảm một nửa so với cùng kỳ dù đã cắt bớt nhân công;
Sau gần hai năm chờ đợi, công trình trị giá hàng chục tỷ đồng vẫn chưa thể bàn giao;
Chuyên gia cho rằng giải pháp này chỉ có tác dụng tạm thời nếu không thay đổi cách quản lý;
Chiếc xe mất lái khi xuống dốc, lao qua dải phân cách rồi nằm chắn ngang đường;
Hàng trăm bạn trẻ xếp hàng từ rạng sáng để được là người đầu tiên trải nghiệm;
Kết quả bước đầu cho thấy số ca mắc đã giảm nhưng nguy cơ bùng phát vẫn còn cao;
Gia đình cho biết ông vẫn khỏe mạnh, tự đạp xe đi chợ và chăm mảnh vườn sau nhà;
Cơ quan khí tượng dự báo đợt mưa này sẽ kéo dài đến hết tuần, vùng núi đề phòng sạt lở;
Đại diện chủ đầu tư thừa nhận chậm trễ và hứa bố trí đủ vốn ngay trong quý tới;
Trong phần nói lời sau cùng, bị cáo xin lỗi các bị hại và mong được hưởng khoan hồng""")
_MIDDLES = _split("""trong khi người dân quanh vùng chỉ mong mọi việc sớm trở lại bình thường;
còn phía doanh nghiệp khẳng định đã làm đúng quy trình và sẵn sàng đối chất;
với tổng kinh phí dự kiến gấp rưỡi so với phương án được duyệt ban đầu;
bất chấp những cảnh báo đã được đưa ra từ mùa khô năm ngoái;
và sẽ báo cáo kết quả lên cấp trên ngay sau kỳ nghỉ;
nhờ sự chung tay của thầy cô, phụ huynh và nhiều nhà hảo tâm;
theo nội dung văn bản vừa gửi các sở ngành và địa phương liên quan;
dù trước đó từng có ý kiến đề nghị dừng hẳn để đánh giá lại tác động""")

PEOPLE = _split("""Mạc Thu Huyền;Lại Đức Thắng;Tăng Bảo Châu;Kiều Ngọc Sơn;Chử Văn Khánh;Thân Hải Yến;
La Quốc Đạt;Ông Thị Mỹ Duyên;Phùng Gia Bảo;Cao Xuân Lộc;Hứa Kim Ngân;Triệu Mùi Nái""")

COMMENTS = _split("""Quê tôi cũng gặp cảnh này, mong báo đài lên tiếng nhiều hơn nữa;
Đọc mà rơi nước mắt, cảm ơn các anh phóng viên;Cần xử lý nghiêm người đứng đầu chứ không chỉ rút kinh nghiệm;
Hồi tôi còn nhỏ khúc sông ấy trong vắt, giờ thì không dám lội;Ý kiến hay, nhưng lấy tiền ở đâu ra để làm?;
Bài dài nhưng đáng đọc từng chữ;Tôi ở gần đó, thực tế còn tệ hơn trong bài nhiều;
Chúc bà con sớm ổn định cuộc sống;Sao không thấy ai nói đến trách nhiệm của chủ đầu tư""")

BIOS = _split("""Phóng viên thường trú khu vực, theo dõi mảng dân sinh và môi trường từ năm 2014;
Cử nhân báo chí, hai lần đoạt giải báo chí toàn quốc về phóng sự;
Biên tập viên ban Xã hội. Gửi câu chuyện của bạn cho tôi qua hộp thư phía dưới;
Tác giả của nhiều loạt bài điều tra về đất đai và khoáng sản""")


@cache
def second_stories() -> tuple[Story, ...]:
    """The stories that only these fronts tell."""
    return tuple(map(read_story, sorted((HERE / "stories").glob("*.txt"))))


@cache
def all_stories() -> tuple[Story, ...]:
    """The stories of both sets."""
    return (*second_stories(), *stories())


def day(rng: random.Random) -> date:
    """The day of another article: in the month of no story."""
    months = {
        (story.published.day.year, story.published.day.month) for story in all_stories() if story.published
    }
    while True:
        found = date(2012, 1, 1) + timedelta(days=rng.randint(0, 5000))
        if (found.year, found.month) not in months:
            return found


def titles(rng: random.Random, count: int) -> list[str]:
    """Different titles of other articles."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[rng.choice(TITLES).format(p=rng.choice(PLACES), n=rng.randint(2, 9))] = None
    return list(found)


def summary(rng: random.Random, least: int = 18) -> str:
    """The summary of another article, of at least so many words."""
    found = ""
    while len(found.split()) < least:
        found += f"{rng.choice(_OPENERS)}, {rng.choice(_MIDDLES)}. "
    return found.strip()


def paper(rng: random.Random) -> str:
    """A newspaper."""
    return rng.choice(PAPERS)


def station(rng: random.Random) -> str:
    """A radio and television station."""
    return rng.choice(STATIONS).format(p=rng.choice(PLACES))


def office(rng: random.Random) -> str:
    """A ministry, a department or a commune."""
    return rng.choice(OFFICES).format(p=rng.choice(PLACES))


def imprint(rng: random.Random, name: str, year: int | None) -> list[str]:
    """The lines at the foot of a page: who is responsible, the licence, the address, the rights."""
    issued, boss = day(rng), rng.choice(PEOPLE)
    lines = [
        rng.choice(
            (
                f"Tổng Biên tập: {boss}",
                f"Q. Tổng Biên tập: {boss} - Phó Tổng Biên tập: {rng.choice(PEOPLE)}",
                f"Trưởng Ban Biên tập: {boss}, Chánh Văn phòng",
            )
        ),
        rng.choice(
            (
                (
                    f"Giấy phép hoạt động báo điện tử số {rng.randint(11, 599)}/GP-BVHTTDL ngày "
                    f"{issued:%d/%m/%Y}"
                ),
                (
                    f"Số giấy phép: {rng.randint(11, 599)}/GP-BTTTT, cấp ngày "
                    f"{issued.day}/{issued.month}/{issued.year}"
                ),
                f"Giấy phép thiết lập trang thông tin điện tử tổng hợp số {rng.randint(11, 99)}/GP-TTĐT",
            )
        ),
        (
            f"Tòa soạn: Tầng {rng.randint(2, 19)}, số {rng.randint(1, 300)} đường Nguyễn Trãi, "
            f"{rng.choice(PLACES)}"
        ),
        f"Hotline: {chrome.phone(rng)} | Quảng cáo: {chrome.phone(rng)}",
        rng.choice(
            (
                f"Toàn bộ bản quyền thuộc {name}. Cấm sao chép dưới mọi hình thức nếu không có sự chấp thuận",
                f"® Chỉ được phát hành lại thông tin từ website này khi có văn bản đồng ý của {name}",
                f"Nội dung trên {name} được bảo hộ theo Luật Sở hữu trí tuệ",
            )
        ),
    ]
    rng.shuffle(lines)
    return [f"© {year} {name}. All rights reserved", *lines] if year else lines
