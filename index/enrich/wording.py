"""The words around the names of units: kinds, bodies, and what makes of a name a street, a home or a past.

All in the form of `search.text.comparable`, as the text is when it is compared with them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.enrich.gazetteer import WORD
from search.places import Level
from search.text import comparable, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = {
    "tỉnh": ("tỉnh",),
    "tỉnh uỷ": ("tỉnh",),
    "tỉnh đoàn": ("tỉnh",),
    "thành phố": ("thành phố",),
    "tp": ("thành phố",),
    "t.p": ("thành phố",),
    "thành uỷ": ("thành phố",),
    "thành đoàn": ("thành phố",),
    "thị xã": ("thị xã",),
    "tx": ("thị xã",),
    "t.x": ("thị xã",),
    "thị uỷ": ("thị xã",),
    "quận": ("quận",),
    "quận uỷ": ("quận",),
    "quận đoàn": ("quận",),
    "q": ("quận",),
    "huyện": ("huyện",),
    "huyện uỷ": ("huyện",),
    "huyện đoàn": ("huyện",),
    "h": ("huyện",),
    "thị trấn": ("thị trấn",),
    "tt": ("thị trấn",),
    "t.t": ("thị trấn",),
    "phường": ("phường",),
    "p": ("phường",),
    "xã": ("xã",),
    "x": ("xã",),
    "đặc khu": ("đặc khu",),
}
MARKS = frozenset(".:")
LETTERS = frozenset({"q", "h", "p", "x"})
"""Short forms of one letter count only with a full stop: `P. Hòa Khánh`, `Q.1`."""

LEVEL_OF_KIND = {
    "tỉnh": Level.PROVINCE,
    "thành phố": Level.DISTRICT,
    "thị xã": Level.DISTRICT,
    "quận": Level.DISTRICT,
    "huyện": Level.DISTRICT,
    "thị trấn": Level.COMMUNE,
    "phường": Level.COMMUNE,
    "xã": Level.COMMUNE,
    "đặc khu": Level.COMMUNE,
}
OFFICES = tuple(
    f"{office}{of} "
    for office in (
        "đảng bộ|đảng uỷ|chi bộ|ubnd|hđnd|uỷ ban nhân dân|hội đồng nhân dân|ban thường vụ|ban chấp hành|bch"
        "|btv|mttq|mttq việt nam|mttq vn|mặt trận tổ quốc|mặt trận tổ quốc việt nam|mặt trận"
        "|mttq việt nam các cấp|uỷ ban kiểm tra|ubkt|ban tổ chức|ban tuyên giáo|ban dân vận|cấp uỷ"
        "|đảng uỷ ubnd|chính quyền|lãnh đạo|công an|ban chqs|bộ chqs|hội lhpn|hội phụ nữ|hội liên hiệp phụ nữ"
        "|hội nông dân|hội cựu chiến binh|hội ccb|đoàn thanh niên|liên đoàn lao động|đoàn đbqh|trung tâm y tế"
        "|phòng giáo dục|bí thư|chủ tịch|phó bí thư|ban chỉ huy quân sự|bộ chỉ huy quân sự|bộ đội biên phòng"
        "|bđbp|kho bạc|chi cục thuế|điện lực|vks"
    ).split("|")
    for of in ("", " của")
)
COURT = re.compile(
    r"(?<!\w)(?:tand|toà án|vksnd|viện kiểm sát|viện ksnd|bệnh viện|bv|bvđk|sân bay|cảng hàng không|đại học"
    r"|đh)(?!\w)(?:(?! (?:ở|tại|xử|vụ|từ|đến|cho|với|do|vì) )[^.,;:\n]){0,40}$"
)
SOURCE = re.compile(
    r"(?<!\w)(?:(?:cổng (?:ttđt|thông tin điện tử|thông tin)|trang (?:ttđt|thông tin điện tử)|báo"
    r"|đài(?: ptth| pt-th)?)(?: của)?|(?:cơ quan|tiếng nói)(?: ngôn luận)? của[^.;]{0,50}) $"
)
FORMER = re.compile(r"(?<!\w)(?:nguyên|cựu)(?!\w)[^.,;:()]{0,40}$")
APPOINTED = re.compile(
    r"(?<!\w)(?:làm|giữ chức(?: vụ)?|giữ chức danh|nhận nhiệm vụ|giữ nhiệm vụ)(?!\w)[^.;:()]{0,45}$"
)
PLURALS = tuple(
    f" {word} " for word in "các những nhiều hai ba bốn năm sáu bảy tám chín mười 2 3 4 5 6 7 8 9 10".split()
)
PLAIN_KINDS = {folded(kind): kind for kind in KINDS}


def kind_pattern(kinds: Iterable[str]) -> re.Pattern[str]:
    """Finds kinds that end a word; that they begin one is left to the caller.

    Both that and one branch for each first letter keep the search fast.
    """
    by_letter: dict[str, list[str]] = {}
    for kind in sorted(kinds, key=len, reverse=True):
        rest = r"(?=\.)" if kind in LETTERS else rf"{re.escape(kind[1:])}(?![^\W_])"
        by_letter.setdefault(kind[0], []).append(rest)
    return re.compile("|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in by_letter.items()))


KIND = kind_pattern(KINDS)
PLAIN_KIND = kind_pattern(PLAIN_KINDS)
MORE_KINDS = re.compile(r", | và |/")
NEXT_LISTED = re.compile(r"(?: ?\([^()\n]{1,40}\))?(?:[,;]? và |[,;] ?)")
NEXT_JOINED = re.compile(r" và ")
WORD_AFTER = re.compile(rf" ({WORD})")
RESIDENCE = re.compile(
    r"(?:quê(?: quán| gốc)?|sinh(?: năm \d+)?|trú|ngụ|hộ khẩu|thường trú)(?: ở| tại| tại:|:)?[^.;\n]{0,25}$"
)
TELLING = re.compile(
    "quê|sinh|trú|ngụ|khẩu|tand|toà|vksnd|viện|bv|sân|cảng|đại học|đh|cổng|trang|báo|đài|quan|tiếng"
    "|nguyên|cựu|làm|giữ|nhận"
)
"""Letters without which none of the patterns above can match: most heads hold none of them."""
COURT_WORDS = ("tand", "toà", "vksnd", "viện", "bv", "sân bay", "cảng", "đại học", "đh")
RESIDENCE_WORDS = ("quê", "sinh", "trú", "ngụ", "khẩu")
SOURCE_WORDS = ("cổng", "trang", "báo", "đài", "cơ quan", "tiếng nói")
FORMER_WORDS = ("nguyên", "cựu")
APPOINTED_WORDS = ("làm", "giữ", "nhận")
"""Words of which each pattern needs one: to look for them costs less than to ask it."""
PAST_BEFORE = tuple(
    "trước đây thuộc |trước đây là |trước đây |trước kia thuộc |nguyên là |vốn thuộc |cũ là ".split("|")
)
PAST_AFTER = re.compile(r"[ ,]*\(?(?:cũ|trước đây|trước kia|trước sáp nhập)(?!\w)")
NO_CUE_BEFORE = tuple(
    f"{word} "
    for word in (
        "các|cấp|những|nhiều|mỗi|từng|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|số|và|liên|nhà|hợp tác|thị"
        "|hành chính|đô thị|vùng|lị|hay|hoặc|ngoài|khác|giữa|đường|quốc lộ|trực thuộc|thuộc|ngoại|nội"
    ).split("|")
)
NO_CUE_AFTER = re.compile(
    r" ?[,/-]| (?:hội|viên|thành|lộ|lẻ|táo|giấc|khác|bạn|lị|lỵ|trực thuộc|và|cũ|mới|nào)(?!\w)"
)
RUN = re.compile(rf"{WORD}(?:(?: | ?[-–] ?){WORD}){{0,40}}")
PIECES = re.compile(r" ?[-–] ?")
OPENING = frozenset('"“(')
OPENERS = frozenset(
    written
    for word in (
        "tại ở từ ngoài riêng đến về với như theo và trên do của cùng khi còn nhưng hiện sau trước nếu "
        "là trong qua vì để nay đêm sáng chiều tối trưa"
    ).split()
    for written in (word.capitalize(), word.upper())
)
"""Words that open a sentence with a capital and are no part of the name after them."""

NOT_AFTER = frozenset(
    comparable(
        "đường phố cầu chợ sông núi hồ suối đèo trường cảng ga ấp thôn bản xóm tổ khu làng buôn đồi đảo "
        "chùa đền đình nhà ty hàng sạn ông bà anh chị em cháu cụ chí thầy cô bác sĩ tên hiệp hội quán "
        "rạp viện lộ cư mỏ đập trại bay báo tập đoàn clb số ngọc soạn dự án gòn dịch trận thpt thcs học "
        "hoạ nhạc xe tàu hãng phim đội"
    ).split()
)
"""Words after which a capitalised name is a street, a person, a school or a firm rather than a unit."""
