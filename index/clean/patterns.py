"""What the lines around an article look like, as data: words of portals, never names of people or places.

Patterns run on the folded head of a line (see `index.clean.lines`), so that a page typed without marks is
read alike. They were collected from the five seed layouts and from the templates of the portal systems that
Vietnamese party and government sites use (WebSphere, SharePoint, Liferay, DotNetNuke, NukeViet, Joomla).
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING

from index.clean.datelines import is_clock, is_dateline
from index.clean.wording import choice
from search.model import BlockKind
from search.text import folded

if TYPE_CHECKING:
    from index.clean.lines import Line


class Sign(Enum):
    """What a line says about the page around it."""

    CHROME = auto()
    PAGER = auto()
    DATELINE = auto()
    SECTION = auto()
    ATTACHMENT = auto()
    TEASER = auto()
    PORTLET = auto()
    RELATED_HEAD = auto()
    TAIL_HEAD = auto()
    FOOTER = auto()


STOPS = frozenset({Sign.RELATED_HEAD, Sign.TAIL_HEAD, Sign.FOOTER, Sign.PAGER, Sign.PORTLET})
"""After such a line an article is over, unless its text clearly goes on."""

KINDS = {
    Sign.PAGER: BlockKind.PAGER,
    Sign.DATELINE: BlockKind.DATELINE,
    Sign.SECTION: BlockKind.SECTION,
    Sign.ATTACHMENT: BlockKind.ATTACHMENT,
    Sign.TEASER: BlockKind.RELATED,
    Sign.RELATED_HEAD: BlockKind.RELATED,
}
"""The block that a line of a sign becomes; the others become chrome."""

_TOOLS = """
chia sẻ|chia sẻ bài viết|chia sẻ qua|chia sẻ lên|in bài|in bài viết|in trang|bản in|in ấn|in|gửi email
gửi mail|gửi cho bạn bè|gửi bài viết|email|e-mail|print|share|like|thích|tweet|facebook|zalo|twitter|youtube
messenger|google news|copy link|sao chép liên kết|lưu bài|lưu bài viết|nghe đọc bài|nghe bài viết
đọc bài viết|nghe audio|cỡ chữ|tăng cỡ chữ|giảm cỡ chữ|phóng to|thu nhỏ|a-|a+|a|tương phản|đánh giá bài viết
bình chọn|quảng cáo|advertisement|loading|đang tải|đang tải dữ liệu|đang cập nhật|vui lòng chờ|xem thêm
nữ miền bắc|nữ miền trung|nữ miền nam|nam miền bắc|nam miền trung|nam miền nam|giọng nữ miền bắc
giọng nữ miền nam|giọng nam miền bắc|giọng nam miền nam|giọng nữ|giọng nam|tốc độ đọc|tốc độ
tên đăng nhập|mật khẩu|quên mật khẩu|ghi nhớ
xem tiếp|chi tiết|đọc tiếp|đăng nhập|đăng ký|đăng xuất|tìm kiếm|tìm kiếm nâng cao|tìm|trang chủ|liên hệ
góp ý|sơ đồ site|sơ đồ trang|sơ đồ cổng|sơ đồ website|hỏi đáp|rss|english|tiếng việt|tiếng anh|menu|home
đóng|close|skip to content|chuyển đến nội dung chính|turn on more accessible mode
turn off more accessible mode|super user|admin|administrator|nhảy đến nội dung|bỏ qua nội dung chính
trở lên trên|back to top
"""
_TAIL = """
đầu trang|về đầu trang|lên đầu trang|trở về|trở lại|quay lại|quay về|về trang trước|trở về trang trước
thư viện ảnh|thư viện video|thư viện hình ảnh|thư viện|video|video clip|media|hình ảnh hoạt động
phóng sự ảnh|bình luận|ý kiến|ý kiến bạn đọc|ý kiến của bạn|gửi bình luận|viết bình luận|gửi ý kiến
gửi phản hồi|phản hồi|bình luận của bạn|liên kết website|liên kết web|liên kết|liên kết site|liên kết nhanh
website liên kết|thăm dò ý kiến|thống kê truy cập|thống kê|lượt truy cập|số lượt truy cập|thông tin truy cập
bộ đếm|đối tác|văn bản mới|thông báo|thông báo mới|lịch công tác|chuyên đề|tiện ích|thông tin tiện ích
thời tiết|tỷ giá
"""
_RELATED = re.compile(
    r"(?:(?:cac|nhung|mot so|xem|xem them|doc them|danh sach) ){0,3}"
    + choice(r"""
        tin tuc|tin bai|tin|bai viet|bai bao|bai|thong tin|noi dung|su kien
    """)
    + r"(?:[ ,-]{1,3}(?:va )?(?:tuc|bai|anh|su kien|video))? "
    + choice(r"""
        (?:cung|trong|theo) (?:chuyen muc|chuyen de|chu de|the loai|loai|danh muc|muc|su kien|tac gia)
        trong (?:ngay|tuan)
        khac|lien quan|(?:moi|cu|truoc|sau)(?: hon| nhat| cap nhat| dang| dua| do)?|tiep(?: theo)?|nong|hot
        noi bat
        (?:da|vua) (?:dua|dang|xem)|(?:duoc )?(?:doc|xem|quan tam) (?:nhieu|khac)|tham khao|dang chu y
    """)
    + r"(?: nhat| khac| cung chuyen muc| tren bao)?"
)
_ALSO_RELATED = re.compile(
    choice(r"""
        (?:cung|trong|tin theo) (?:chuyen muc|chuyen de|chu de|the loai|danh muc|muc|su kien|tac gia)
        (?:theo )?dong su kien
        (?:co the )?ban (?:co the )?(?:quan tam|muon biet|thich)|(?:duoc )?(?:doc|xem) nhieu(?: nhat)?
        lien quan|moi nhat|noi bat|khac|related(?: (?:news|articles|posts))?|xem them cac tin(?: khac)?
    """)
)
_RELATED_DATE = re.compile(r"[ ,:(]*(?:ngay)?[ (:]*[\d/.-]+\)?$")
_RELATED_LIMIT = 9  # words: a longer line that begins alike is a sentence or a headline
_INLINE_RELATED = re.compile(
    r"(?:> ?){0,3}(?:(?:xem|doc|tham khao) them|(?:tin|bai|bai viet) lien quan"
    r"|video(?: clip)?|clip|podcast|infographic|e?magazine|longform) ?[:>-] ?\S"
)
_FOOTER = re.compile(
    choice(r"""
        ©|\(c\) ?\d{4}|copyright\b|(?:ban|giu) quyen (?:thuoc|cua|©)|ban quyen\b ?[©:]
        (?:vui long )?ghi ro nguon
        giay phep (?:so|hoat dong|thiet lap|xuat ban)|giay phep ?:
        (?:nguoi )?chiu trach nhiem(?: [a-z]+){0,3} ?:
        (?:co quan (?:chu quan|quan ly|thuong truc)|(?:pho )?(?:truong ban|tong) bien tap|bien tap) ?:
        dia chi ?:|tru so(?: [a-z]+)? ?:|(?:so )?dien thoai(?: [a-z]+)? ?:|[ds]?dt ?:|tel ?:|fax ?:|e-?mail ?:
        website ?:
        hotline ?:?|duong day nong ?:|khach ?:
        (?:tong )?(?:so )?(?:luot|nguoi|khach)? ?(?:dang )?(?:truy cap|online)(?: [a-z]+){0,2} ?:? ?[\d.,]*$
        (?:trong )?(?:hom|tuan|thang|nam) (?:nay|qua|truoc) ?:? ?[\d.,]+$
        (?:tat ca|tong cong|tong so luot|tong luot)(?: [a-z]+){0,2} ?:? ?[\d.,]+$
        powered by|designed by|(?:thiet ke|xay dung|phat trien)(?: va [a-z ]{4,20})? boi
        tong so diem cua bai viet|click de danh gia
    """)
)
_IMPRINT = re.compile(
    choice(r"""
        (?:trang|cong) (?:thong tin|tin) dien tu\b|phien ban\b|co quan (?:chu quan|quan ly)\b
        (?:truong ban|tong) bien tap\b
    """)
)
_IMPRINT_LIMIT = 20  # words: a longer line that begins alike, or a sentence, is an article's
_PROMOTION = re.compile(
    choice(r"""
        \W{0,3}dang ky (?:nhan|theo doi|kenh)
        \W{0,3}(?:kinh )?moi (?:quy |cac |ban ){0,2}(?:doc gia|ban doc|khan gia|ban)\b
        nhan tin qua email|\W{0,3}(?:ban doc|doc gia) (?:gui|lien he|goi)\b
        \W{0,3}theo doi .{3,60} tren (?:google|facebook|zalo|youtube|tiktok)|\W{0,3}tai (?:ung dung|app)\b
    """)
)
_PROMOTION_LIMIT = 40  # words
_PLAYER = re.compile(r"(?<![\d:])\d{1,2}:\d{2} ?/ ?\d{1,2}:\d{2}(?![\d:])")
_PLAYER_LIMIT = 12  # words
_KEYWORDS = re.compile(r"(?:tu khoa|tags?|chu de|nhan|hashtag|keywords?) ?:")
_ATTACHMENT = re.compile(
    choice(r"""
        (?:tep|file|tai lieu|van ban|tap tin)s?(?: tin)? (?:dinh kem|kem theo)\b.{0,80}$
        (?:tai (?:ve|file|xuong)|download)\b.{0,80}$
        \S.{0,100}\.(?:pdf|docx?|xlsx?|pptx?|zip|rar)\)?$
    """)
)
_PORTLET = re.compile(
    choice(r"""
        skip portlet|portlet menu|component action menu|display portlet menu|web content viewer
        deferred modules
        skip to (?:main )?content
    """)
)
_PAGER = re.compile(
    choice(r"""
        \d{1,4}|trang|truoc|sau|dau|cuoi|tiep|theo|next|prev|previous|first|last|of|ve
    """)
)
_VIEWS = re.compile(
    r"[(\[]?"
    + choice(r"""
        (?:(?:so )?(?:luot|lan) (?:xem|doc|thich)|da (?:xem|doc)|views?|hits?|xem|doc) ?:? ?[\d.,]+(?: lan)?
        [\d.,]+ (?:luot|lan) (?:xem|doc|thich|chia se)|[\d.,]+ (?:views?|likes?|binh luan)
        (?:danh gia|rating) ?:? ?[\d.,/ ]+
    """)
    + r"[)\]]?"
)
_PAGER_WORD = re.compile(r"[^\s<>«»‹›|.…\[\]()/,-]+")
_BEGINNINGS = (
    (_INLINE_RELATED, Sign.TEASER),
    (_KEYWORDS, Sign.TAIL_HEAD),
    (_ATTACHMENT, Sign.ATTACHMENT),
)
_CRUMB = re.compile(r" ?[»›→>|/\\] ?| [-–] ")
_DATED = re.compile(r"\(\s?(?:ngay )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?[^()]{0,20}\)$")
_SEPARATORS = re.compile(r"[\s|\[\]•·»«,;()…]+|(?<!\S)[-/](?!\S)")
_DECORATION = " |[]()<>«»‹›•·-–*+:.…»/\\~=_#!▼▲►\"'"


def read_sign(line: Line) -> Sign | None:
    """What the line says by itself, or None: it may be the article's own."""
    if line.words > 40:
        return Sign.FOOTER if _FOOTER.match(line.fold) and line.words < 120 else None
    fold = line.fold
    bare = fold.strip(_DECORATION)
    if not bare:
        return Sign.CHROME if "<" not in fold and ">" not in fold else Sign.PAGER
    return _by_word(fold, bare, line.words) or _by_shape(fold, bare, line.words)


def _by_word(fold: str, bare: str, words: int) -> Sign | None:
    if _PORTLET.match(fold) and not _PORTLET.sub("", fold).strip():
        return Sign.PORTLET
    if bare in _phrases(_TAIL):
        return Sign.TAIL_HEAD
    if words <= _RELATED_LIMIT and not fold.endswith(".") and _is_related_heading(bare):
        return Sign.RELATED_HEAD
    return Sign.CHROME if _only_tools(bare) else None


def _by_shape(fold: str, bare: str, words: int) -> Sign | None:
    if is_dateline(fold):
        return Sign.DATELINE
    if _VIEWS.fullmatch(fold) or is_clock(fold) or (words <= _PLAYER_LIMIT and _PLAYER.search(fold)):
        return Sign.CHROME
    if words <= _PROMOTION_LIMIT and _PROMOTION.match(fold):
        return Sign.CHROME
    if _is_pager(fold) and (not bare.isdecimal() or words > 1):
        return Sign.PAGER
    if _FOOTER.match(fold) or (words <= _IMPRINT_LIMIT and _IMPRINT.match(fold) and fold[-1] not in ".;:"):
        return Sign.FOOTER
    return next((sign for pattern, sign in _BEGINNINGS if pattern.match(fold)), None) or _breadcrumb(fold)


def _is_related_heading(bare: str) -> bool:
    bare = _RELATED_DATE.sub("", bare)
    return _RELATED.fullmatch(bare) is not None or _ALSO_RELATED.fullmatch(bare) is not None


def _is_pager(fold: str) -> bool:
    return all(_PAGER.fullmatch(word) for word in _PAGER_WORD.findall(fold))


def is_dated_title(line: Line) -> bool:
    """Whether it is a headline with a date in brackets, as lists of related articles have it."""
    return line.words <= 45 and _DATED.search(line.text[-40:]) is not None


def _breadcrumb(fold: str) -> Sign | None:
    """`trang chu » tin tuc » xay dung dang`: short parts, the first of them the home page, or arrows."""
    parts = [part.strip() for part in _CRUMB.split(fold) if part.strip()]
    if len(parts) < 2 or any(len(part.split()) > 8 for part in parts):
        return None
    arrows = sum(fold.count(mark) for mark in "»›→") + fold.count(" > ")
    return Sign.SECTION if arrows or parts[0] in _phrases(_TOOLS) else None


def _only_tools(bare: str) -> bool:
    """Whether the line is nothing but tool names, as in `[Trở về] [Đầu trang] [In]`; longest names first."""
    words = [word for word in _SEPARATORS.split(bare) if word]
    tools = _phrases(_TOOLS) | _phrases(_TAIL)
    at = 0
    while at < len(words):
        size = next((n for n in (6, 5, 4, 3, 2, 1) if " ".join(words[at : at + n]) in tools), 0)
        if not size:
            return False
        at += size
    return True


@cache
def _phrases(words: str) -> frozenset[str]:
    return frozenset(
        folded(phrase.strip()) for line in words.strip().splitlines() for phrase in line.split("|")
    )
