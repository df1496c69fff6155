"""Which short lines between paragraphs describe a picture.

A capture has lost the picture, so only the words are left: a credit or label says it (`Ảnh: …`), or the line
is a scene without tense (`Lễ kết nạp đảng viên tại …`), standing alone between two real paragraphs.
A short true sentence of the article tells time, cause or result, and captions do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.clean.wording import choice
from search.text import comparable

if TYPE_CHECKING:
    from index.clean.lines import Line

_LABEL = re.compile(
    choice(r"""
        \(?(?:chú thích|(?:chú thích |minh hoạ |trong |những )?(?:bức )?ảnh|hình)(?: ?\d{1,2})? ?[:.](?: |$)
        \(?(?:ảnh|hình) (?:trên|dưới|trái|phải|minh hoạ|tư liệu)(?: ?\d{1,2})? ?[:.](?: |$)
        \(?(?:ảnh|hình) (?:minh hoạ|tư liệu|internet|chụp|do|cắt từ)\b
        ảnh [\w.]+ ?\)?$
    """)
)
_CREDIT = re.compile(
    choice(r"""
        [.,;(–-] ?\(?(?:ảnh|hình|nguồn ảnh)(?: minh hoạ| tư liệu)? ?[:;] ?[^:]{0,50}$
        [.,;(–-] ?\(?(?:ảnh|hình) [^:.,;()]{2,30}\)\.?$
        [;–-] ảnh [^:.,;()]{2,30}$
        \((?:trái|phải|giữa|bìa trái|bìa phải|đứng|ngồi|áo)\b[^()]{0,40}\)
        \((?:thứ|hàng) [^()]{1,25} (?:trái|phải)[^()]{0,10}\)
    """)
)
_SCENES = re.compile(
    choice(r"""
        quang cảnh|toàn cảnh|khung cảnh|cảnh|một góc|một buổi|hình ảnh|lễ|buổi lễ|các đại biểu|đại biểu
        mô hình|khu vực|hoạt động|giờ|buổi|phút|tiết mục
    """)
    + r"\b"
)
_SUBJECTS = re.compile(
    choice(r"""
        (?:các|những|đông đảo|một số)
        đồng chí|đại biểu|lãnh đạo|cán bộ|đảng viên|quần chúng|hội viên|đoàn viên|chiến sĩ|học sinh|giáo viên
        người dân|nhân dân|bà con|thành viên|em
        đ/c|chi bộ|đảng bộ|đảng uỷ|chi uỷ|cấp uỷ|(?:phó )?bí thư|(?:phó )?chủ tịch|trưởng|thường trực|ban
        uỷ ban|ubnd
        (?:huyện|thành|thị|tỉnh|quận) uỷ|đoàn|hội|lực lượng|tuổi trẻ|thanh niên|phụ nữ|nông dân|cựu chiến binh
        công nhân
        ông|bà|anh|chị|uỷ viên|đại diện
    """)
    + r"\b"
)
_ACTS = re.compile(
    r"\b"
    + choice(r"""
        tổ chức (?:lễ|kết nạp|hội nghị|đại hội)|kết nạp|trao|tặng|chụp (?:ảnh|hình)|tham quan|thăm|kiểm tra
        báo cáo
        phát biểu (?:tại|chỉ đạo|chúc mừng|khai mạc|bế mạc|kết luận)|ký kết|cắt băng|dâng (?:hương|hoa)|viếng
        tặng hoa
        chúc mừng|biểu quyết|bỏ phiếu|trình bày|tuyên thệ|ra mắt|thảo luận|trao đổi|gặp gỡ|động viên|thu hoạch
        chăm sóc
        giới thiệu|sinh hoạt|hướng dẫn|đọc|tham gia|thực hiện nghi (?:lễ|thức)|chào cờ
        tại (?:lễ|buổi|hội nghị|đại hội|cuộc|kỳ họp|phiên|điểm cầu)
    """)
    + r"\b"
)
_SPEAKING = re.compile(
    r"\b(?:phát biểu|(?:phát biểu|trao đổi|chụp ảnh) tại (?:lễ|buổi|hội nghị|đại hội)[^,.]{0,60})$"
)
_TOLD = re.compile(
    r"\b"
    + choice(r"""
        đã|đang|sẽ|đều|cũng|vẫn|chưa|cần|phải|nhằm|do đó|nên|song|nhưng|hơn|trong đó|qua đó|theo đó|hiện nay
        đến|để
        nhờ|vì|bởi|là|rằng|đạt|tăng|giảm|góp phần|trên cơ sở|bao gồm|gồm|cho biết|khẳng định|nhấn mạnh|đề nghị
        yêu cầu
        không|luôn|còn|tiếp tục|được|có
    """)
    + r"\b|%|[:;?!\"“”]"
)
"""Words that tell rather than show: tense, cause, degree, speech. A caption has none of them."""

_SCENE_LIMIT = 30  # syllables of a line without full stop
_SENTENCE_LIMIT = 24  # syllables of a line that ends as a sentence does
_PARAGRAPH = 22  # syllables from which a neighbour is a paragraph


def is_labelled_caption(line: Line) -> bool:
    """Whether a label or a credit says that the line belongs to a picture."""
    if line.words > 60:
        return False
    text = comparable(" ".join(line.text.split()))
    return _LABEL.match(text) is not None or _CREDIT.search(text, max(0, len(text) - 70)) is not None


def is_scene(line: Line) -> bool:
    """Whether the line reads as a caption by its words alone: a scene, or people and what they do in it."""
    limit = _SENTENCE_LIMIT if line.is_sentence else _SCENE_LIMIT
    if not 4 <= line.words <= limit or line.text.isupper():
        return False
    text = comparable(line.text)
    if _TOLD.search(text):
        return False
    if not line.is_sentence and (_SCENES.match(text) or _SPEAKING.search(text)):
        return True
    start = _SCENES.match(text) or _SUBJECTS.match(text)
    return start is not None and _ACTS.search(text) is not None


def is_picture_line(line: Line, before: Line | None, after: Line | None) -> bool:
    """Whether a line of the article is a caption; one without label must stand between paragraphs."""
    if is_labelled_caption(line):
        return True
    return is_scene(line) and _is_paragraph(before) and _is_paragraph(after)


def _is_paragraph(line: Line | None) -> bool:
    return line is not None and line.words >= _PARAGRAPH and not line.text.endswith(":")
