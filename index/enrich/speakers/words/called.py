"""Names by which somebody is surely told without a form of address, as they are written."""

from __future__ import annotations

_ALONE = frozenset(
    (
        "Minh Thuận Phương Trọng Thắng Mạnh Phong Quang "
        "Quân Tiến Phước Thịnh Hương Dung Duy Hiệp Hậu Lộc Long "
        "Nguyên Tâm Tài Thành Toàn Trí Tín Thu Thương Thư Trung Quyết"
    ).split()
)
"""Given names that begin names of firms and places too."""

CALLED = _ALONE | frozenset(
    (
        "Bách Bích Băng Châu Chương Cúc Cường Cẩm Diễm Diệu Duyên Dũng Dương Giang Gấm Hiên Hiếu Hiền Hoan "
        "Hoài Hoàng Huy Huyền Huân Huệ Hà Hào Hân Hòe Hùng "
        "Hưng Hạnh Hải Hằng Kha Khang Khiêm Khoa Khuê Khánh "
        "Khôi Khải Kiên Kiệt Lam Lan Linh Liên Loan Luân Ly Lâm Lệ Lụa Mai Miên Mẫn Mận Nghĩa Ngoan Nguyệt "
        "Ngân Ngọc Nhi Nhiên Nhung Nhài Nhàn Nhâm Nhã Nết Nụ Oanh Phú Phúc Phượng Quyên Quý Quỳnh Rin Sang "
        "Sen Soan Sơn Sương Thiện Thoa Thuý Thìn Thùy Thúy Thảo Thủy Thức Tiệp Toản Trang Trinh Trâm Trúc "
        "Tuyết Tuấn Tuệ Tùng Tú Uyên Viễn Vy Vân Vũ Vương Vượng Xoan Yến Ái Ánh Đào Đăng Đạt"
    ).split()
)
"""Given names of Vietnamese that are no word, country or place by themselves."""

CALLED_FIRST = (
    CALLED
    - _ALONE
    - frozenset(
        (
            "Băng Châu Giang Hoàng Hà Hào Hưng "
            "Hải Khang Khoa Khánh Kiên Lam Lan Liên Lâm Mai Mận Phú Phúc Quý "
            "Sen Sơn Sương Thiện Tuyết Tuệ Vân Vũ Vương Đào Đạt"
        ).split()
    )
)
"""Those that begin no usual name of a firm or a place: `Kiên Long`, `Hoa Sen`."""

FIRST = frozenset(
    (
        "Adam Ahmed Alan Alex Alexander Alexei Ali Amanda Amy Andrea Andrei Andrew Angela Angelina Angelo "
        "Anna Anne Anthony Antoine Antonio Ariana Arsene Ashley Barbara Ben Benjamin Bill Bob Brad Brandon "
        "Brian Britney Bruce Carlos Carol Carolyn Catherine Charles Chris Christian Christina Christine "
        "Christopher Cristiano Dan Daniel David Deborah "
        "Dennis Diane Diego Dmitry Donald Donna Douglas Edward "
        "Elizabeth Emily Emma Emmanuel Eric Evelyn Fernando Francois Frank François Gary George Graham "
        "Gregory Hannah Hans Harry Hassan Heather Helen Henry Ian Ibrahim Igor Ivan Jack Jacob Jacqueline "
        "Jacques James Janet Jason Jean Jeffrey Jennifer Jeremy Jerry Jessica Jim Joan Joe John Johnny "
        "Jonathan Jose Joseph Joshua Juan Julie Jurgen "
        "Justin Karen Karim Kate Katherine Keith Kelly Kenneth "
        "Kevin Kimberly Klaus Kyle Kylian Larry Laura Leonardo Linda Lionel Lisa Louis Luis Marco Marcus "
        "Margaret Maria Mark Martin Mary Matt Matthew Megan Melissa Michael Michelle Mike Mikhail Mohamed "
        "Mohammad Mohammed Nancy Nathan Neil Nicholas Nick Nicole Nikolai Ole Oleg Olivia Pablo Patricia "
        "Patrick Paul Paulo Pep Peter Philip Philippe "
        "Phillip Pierre Rachel Raymond Rebecca Richard Rihanna "
        "Robert Roberto Roger Ronald Ryan Samantha Samuel "
        "Sandra Sarah Scott Sean Selena Sergei Sergio Simon "
        "Stephanie Stephen Steve Steven Stuart Susan Taylor Terry Thierry Thomas Tim Timothy Tom Tony "
        "Victoria Viktor Vladimir Walter William Yuri Zinedine"
    ).split()
)
"""Usual first names of foreigners."""

KOREAN = frozenset(
    "Park Lee Kim Choi Jung Jang Song Cha Hwang Kang Yoon Han Shin Jeon Son Ryu Bae Oh Ahn".split()
)
"""Surnames of Koreans, whose names have three words."""
