"""Who wrote an article: the names in its bylines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.model import BlockKind

if TYPE_CHECKING:
    from search.model import Article

_ROLE = re.compile(
    r"^(?:(?:tin|bài|ảnh|video|clip|đồ họa|thực hiện|tác giả|người viết|nguồn)\b[\s,;&/và-]*)+:\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"(\s*[;,\n&/|]\s*|\s+[-–—]\s+|\s+và\s+)")
_EDGES = " .,:;-–—*()[]"

_BESIDE = re.compile(r"\s*(?:\([^()]*(?:\)|$)|\[[^\[\]]*(?:\]|$))")
"""What stands in brackets beside a name: where somebody works, what he did, whom he writes after."""

_BODY = re.compile(
    r"(?:trung tâm|phòng|sở|ban|đài|hội|bộ|cục|chi cục|tổng cục|văn phòng|[uủ][yỷ] ban|khoa|viện|trường)\b",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:thông tin|truyền thông|truyền thanh|truyền hình|phát thanh|thể thao|thể dục|du lịch|gia đình|dân vận"
    r"|tuyên giáo|tuyên truyền|tôn giáo|môi trường|đào tạo|phát triển|xã hội|công nghệ|kế hoạch|đầu tư"
    r"|kỹ thuật|nghiên cứu|dịch vụ|bảo vệ|bồi dưỡng|trẻ em|bảo hiểm|thương mại|nông thôn|thống kê|lưu trữ"
    r"|tổng hợp|triển lãm|điện ảnh|nghệ thuật|khoa học|giáo dục|lao động|hạ tầng|đô thị)\b",
    re.IGNORECASE,
)
"""What a body is for: such a word goes on with its name, as in `Sở Văn hóa, Thể thao và Du lịch`."""


def authors_of(article: Article) -> tuple[str, ...]:
    """The names in the bylines of an article, in order, each once."""
    names = (name for block in article.blocks_of(BlockKind.BYLINE) for name in names_in(article.of(block)))
    return tuple(dict.fromkeys(names))


def names_in(byline: str) -> tuple[str, ...]:
    """The names of a byline, each once, without what they did: `Tin, ảnh: Lê A - Trần B` names two.

    Where somebody works is left out if it stands in brackets; the name of a body is not cut at its commas.
    """
    text = _ROLE.sub("", byline.strip())
    alone = _BESIDE.sub("", text)
    names = (one_line(name).strip(_EDGES) for name in _parted(alone if alone.strip(_EDGES) else text))
    return tuple(dict.fromkeys(name for name in names if name))


def _parted(text: str) -> list[str]:
    """A text cut between names, but for what goes on with the name of a body."""
    first, *rest = _BETWEEN.split(text)
    parts = [first]
    for between, part in zip(rest[::2], rest[1::2], strict=True):
        if _BODY.match(parts[-1].lstrip(_EDGES)) and _FIELD.match(part):
            parts[-1] += between + part
        else:
            parts.append(part)
    return parts


def one_line(text: str) -> str:
    """A text without line ends and control characters, so that it cannot end the field that it stands in."""
    if text.isprintable() and "  " not in text:  # mostly; no other blank is printable
        return text.strip(" ")
    line = " ".join(text.split())
    if line.isprintable():  # looking at each character takes a hundred times as long
        return line
    return " ".join("".join(char if char.isprintable() else " " for char in line).split())
