"""Dashes within the names of bodies, units and Koreans: they part nothing."""

from __future__ import annotations

import re

from search.text import lower

TIE = "\u2010"
"""A sign that stands for a dash that ties; a cleaned text holds none."""
_DASH = re.compile(" [-–] ")
_TIED_TO = re.compile(
    r"(?:môi trường|đào tạo|thể thao|du lịch|xã hội|vận tải|truyền thông|đầu tư|công nghệ|thương binh"
    r"|tín dụng"
    r"|đô thị|hậu cần|kỹ thuật|dạy nghề|gia đình|kế hoạch hóa|kinh tế|an ninh|cứu nạn|khoáng sản|việc làm"
    r"|hướng nghiệp|giáo dục thường xuyên|vũng tàu|huế|tháp chàm|thái bình dương|phát triển nông thôn|nhi"
    r"|thông tin|khoa học|văn hóa|vật tư|thương mại|dịch vụ|đường sắt|đường bộ|xã hội chủ nghĩa)(?!\w)"
)
"""What a dash ties to the word before it in the name of a body or a unit: `Bà Rịa - Vũng Tàu`."""
_TIED_BY = re.compile(
    r"(?<!\w)(?:tài nguyên|giáo dục|văn hóa|lao động|kinh tế|giao thông|thông tin|kế hoạch|khoa học"
    r"|thương binh"
    r"|chính trị|quốc phòng|phòng cháy|cứu hộ|địa chất|bà rịa|thừa thiên|phan rang|ấn độ dương|dân số"
    r"|thể thao"
    r"|châu á|tài chính|đường bộ|quản lý|nông nghiệp|sản|thủy điện|thương mại|xây dựng|gd|tn|kh|vh|lđ|tb"
    r"|tt|pccc)"
    r"\Z"
)
_KOREAN = re.compile(
    r"(?:in|un|wha|il|hyun|yong|jong|chu|gyo|jo|sung|woo|hee|kyu|soo|eun|guk|hye|jae|seok|sik|jin|ryong)(?!\w)"
)
"""The end of a Korean name that some papers write behind a dash: `Moon Jae - in`."""
_LETTERS = re.compile(r"[A-ZĐ]{2,4}(?!\w)")
_LONGEST_BY, _LONGEST_TO = 12, 24


def tied(covered: str) -> str:
    """A text in which a dash within such a name is another sign, as long as it was."""
    return _DASH.sub(_tie, covered) if " - " in covered or " – " in covered else covered


def _tie(dash: re.Match[str]) -> str:
    text, begin, end = dash.string, dash.start(), dash.end()
    if text[begin - 1 : begin].islower() and _KOREAN.match(text, end):
        return "---"
    if _TIED_BY.search(lower(text[max(0, begin - _LONGEST_BY) : begin])) and (
        _LETTERS.match(text, end) or _TIED_TO.match(lower(text[end : end + _LONGEST_TO]))
    ):
        return f" {TIE} "
    return dash[0]
