"""Dashes within the names of bodies, units and Koreans: they part nothing."""

from __future__ import annotations

import re

from index.enrich.speakers.words.called import FIRST
from search.text import lower

TIE = "\u2010"
"""A sign that stands for a dash that ties; a cleaned text holds none."""
_DASH = re.compile(" [-–] ")
"""A dash between blanks."""
_TIED_TO = re.compile(
    r"(?:môi trường|đào tạo|thể thao|du lịch|xã hội|vận tải|truyền thông|đầu tư|công nghệ"
    r"|thương binh|tín dụng|đô thị|hạ tầng|hậu cần|kỹ thuật|dạy nghề|gia đình|kế hoạch hóa|kinh tế"
    r"|an ninh|cứu nạn|khoáng sản|việc làm|hướng nghiệp|giáo dục thường xuyên|vũng tàu|huế"
    r"|tháp chàm|thái bình dương|phát triển nông thôn|nhi|điều lệ|thông tin|khoa học"
    r"|kiến trúc|khen thưởng|truyền hình|ngân sách|kế toán|quản trị|công thương|tôn giáo|lâm nghiệp|thủy sản"
    r"|văn hóa|hộ tịch|vật tư|thương mại|dịch vụ|đường sắt|đường bộ|xã hội chủ nghĩa)(?!\w)"
)
"""What a dash ties to the word before it in the name of a body or a unit: `Bà Rịa - Vũng Tàu`."""
_TIED_BY = re.compile(
    r"(?<!\w)(?:tài nguyên|giáo dục|văn hóa|lao động|kinh tế|giao thông|thông tin|kế hoạch"
    r"|khoa học|thương binh|tổ chức|chính trị|quốc phòng|phòng cháy|cứu hộ|địa chất|bà rịa"
    r"|thừa thiên|phan rang|ấn độ dương|dân số|thể thao|châu á|tài chính|đường bộ|quản lý"
    r"|quy hoạch|thi đua|phát thanh|dân tộc|hành chính|nông|nông lâm|kế hoạch|bảo hiểm|nghiên cứu"
    r"|nông nghiệp|sản|thủy điện|thương mại|xây dựng|tư pháp|gd|tn|kh|vh|lđ|tb|tt|pccc)\Z"
)
"""Words behind which a dash ties: `Tài nguyên - Môi trường`, `GD - ĐT`."""
_COMMA = re.compile(
    r", (?=[TtNnCcAaMmGgKkVv])(?i:(?=thể thao|nghệ thuật|thông tin|công nghệ|chống|thương binh|thiếu niên"
    r"|an ninh|thanh niên|môi trường|gia đình|khen thưởng|truyền hình|viễn thông|các đoàn thể|tt (?:&|và"
    r"|-) dl))"
)
"""A comma that may lie within the name of a body."""
_BEFORE_COMMA = tuple(
    "văn hóa|văn hoá|khoa học|phòng|lao động|thanh niên|giáo dục|tài nguyên|dân số|văn học|thi đua|phát thanh"
    "|bưu chính|mttq|tổ quốc|vh".split("|")
)
"""What stands before such a comma: `Sở Văn hóa, Thể thao và Du lịch`."""
_KOREAN = re.compile(
    r"(?:in|un|wha|il|hyun|yong|jong|chu|gyo|jo|sung|woo|hee|kyu|soo|eun|guk|hye|jae|seok|sik|jin"
    r"|ryong|gun|moo|ocha|pil|ho|kye|hoon|ki|suk|taek|kwon|hwan|chul|cheol|young|yeon|deok|geun|keun|yeol|sook|beom|bum|rae"
    r"|joo|joon|jun|jung|jeong|kyung|hyeon|hyung|shik|seop|wook|yun|eon"
    r"|hui|sun|mi|sang|suk|chan|bin|kuk|rok|cheon|gi|hak|bong|kwang|myung|o|cha)(?!\w)"
)
"""The end of a Korean name that some papers write behind a dash: `Moon Jae - in`."""
_ARTICLES = (" al", " el")
"""What stands before a dash in the names of Arabs: `al - Abadi`."""
_DOUBLE = re.compile(r"[A-Z][a-zé]+(?! [A-ZĐ])(?![\w-])")
"""The end of the double name of a foreigner: `Charles Haddon - Cave`."""
_FIRST_NAMES = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(FIRST))})(?: [A-Z][a-z]+)?\Z|(?<= )(?:Al|El|Jean|Abdel)\Z"
)
"""The beginning of one, with a usual first name."""
_LONGEST_FIRST = 30
"""Characters of that."""
_LETTERS = re.compile(r"[A-ZĐ]{2,4}(?!\w)")
"""Letters that stand for a word behind a dash: `TN - MT`."""
_LETTERS_BEFORE = re.compile(r"(?<!\w)[A-ZĐ]{2,4}\Z")
"""The same before a dash: `GT - VT`."""
_LETTERS_BEHIND = re.compile(r"(?!UBND|HĐND|TAND|VKS|CSGT|TP)[A-ZĐ]{2,4}(?!\w)")
"""Letters behind such a dash, but for those of a body that a sentence begins with: `TTO - UBND tỉnh X`."""
_FIRM = re.compile(r"(?i:công ty|tập đoàn|nhà máy|liên doanh|hiệp hội|hội) [^,.;:()\n]{1,40}\Z")
"""A firm before the dash of its name."""
_COUNTRY = re.compile(
    r"(?:Úc|Việt Nam|Việt|Nhật Bản|Nhật|Hàn Quốc|Hàn|Mỹ|Đức|Pháp|Nga|Trung Quốc|Malaysia|Singapore|Thái Lan"
    r"|Ý|Anh|Đài Loan|Ấn Độ|Hà Lan|Sài Gòn|Hà Nội|Đà Nẵng|Huế|Lào|Campuchia)(?=[,.)]| [^A-ZĐÀ-Ỹ]|\Z)"
)
"""What a dash ties to the name of a firm: `Công ty Dana - Úc`."""
_LANDS = "Việt Nam|Nhật Bản|Hàn Quốc|Mỹ|Nga|Trung Quốc|Lào|Campuchia|Ấn Độ|Nhật|Hàn|Trung|Pháp|Đức"
_STATE = re.compile(rf"(?<!\w)(?:{_LANDS}|Việt)\Z")
"""A country before a dash that ties it to another: `hữu nghị Hàn Quốc - Việt Nam`."""
_OTHER = re.compile(rf"(?:{_LANDS})(?!\w)")
"""The other country."""
_INITIAL = re.compile(r"\. (?<=[a-z] [A-Z]\. )(?=[A-Z][a-z]{2,}(?: [a-z]|,|\)| \())(?![A-Z][a-z]+ [A-Z])")
"""The full stop of an initial within the name of a foreigner: `Angela E. Stent`."""
_CENTRAL = re.compile("T\\.Ư(?: Đoàn(?= [A-ZĐ]))?|(?<=ương) Đoàn(?= [A-ZĐ])")
"""Short for `Trung ương`, and its youth union: no part of the name behind them."""
_ROUTE = re.compile(
    r"[A-ZĐÀ-Ỹ][^\W\d_]+(?: [A-ZĐÀ-Ỹ][^\W\d_]+){0,2} (?:đề nghị|đề xuất|cho biết|kiến nghị|cho rằng|xin"
    r"|thông báo)(?!\w)"
)
"""What a dash ties to the name of a firm before its verb: `Công ty BOT Bắc Giang - Lạng Sơn đề nghị`."""
_LONGEST_FIRM = 60
"""Characters before a dash in which the name of a firm stands."""
_LONGEST_BY, _LONGEST_TO = 12, 24
"""Characters before and behind a dash that tell whether it ties."""


def tied(covered: str) -> str:
    """A text in which a dash within such a name is another sign, as long as it was."""
    if " - " in covered or " – " in covered:
        covered = _DASH.sub(_tie, covered)
    if "T.Ư" in covered or "ương Đoàn " in covered:
        covered = _CENTRAL.sub(_small, covered)
    if ". " in covered:
        covered = _INITIAL.sub("--", covered)
    return _COMMA.sub(_tie_comma, covered)


def _small(found: re.Match[str]) -> str:
    """What is found in lower case."""
    return lower(found[0])


def _tie_comma(comma: re.Match[str]) -> str:
    """What a comma is written as: another sign within the name of a body."""
    before = lower(comma.string[max(0, comma.start() - _LONGEST_BY) : comma.start()])
    return f"{TIE} " if before.endswith(_BEFORE_COMMA) else comma[0]


def _tie(dash: re.Match[str]) -> str:
    """What a dash is written as: another sign where it ties."""
    text, begin, end = dash.string, dash.start(), dash.end()
    if text[begin - 1 : begin].islower() and _KOREAN.match(text, end):
        return "---"
    if text.endswith(_ARTICLES, 0, begin) and text[end : end + 1].isupper():
        return "---"
    if _DOUBLE.match(text, end) and _FIRST_NAMES.search(text, max(0, begin - _LONGEST_FIRST), begin):
        return "---"
    return f" {TIE} " if _is_tied(text, begin, end) else dash[0]


def _is_tied(text: str, begin: int, end: int) -> bool:
    """Whether a dash stands within the name of a body, a firm or a unit, or between two countries."""
    near = max(0, begin - _LONGEST_BY)
    if _LETTERS_BEHIND.match(text, end) and _LETTERS_BEFORE.search(text, near, begin):
        return True
    if _OTHER.match(text, end) and _STATE.search(text, near, begin):
        return True
    if (_COUNTRY.match(text, end) or _ROUTE.match(text, end)) and _FIRM.search(
        text, max(0, begin - _LONGEST_FIRM), begin
    ):
        return True
    return _TIED_BY.search(lower(text[near:begin])) is not None and (
        _LETTERS.match(text, end) is not None
        or _TIED_TO.match(lower(text[end : end + _LONGEST_TO])) is not None
    )
