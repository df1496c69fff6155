r"""A reference in RIS: lines of `XX  - value`, ended by CR LF.

The tags are those of https://en.wikipedia.org/wiki/RIS_(file_format); a date may say more behind its third
stroke (`///khoảng 2023`), which is where an inferred year stands: never in `PY`, which programs sort by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.bylines import one_line

if TYPE_CHECKING:
    from web.cite.work import Work


END = "ER  - \r\n"
"""The last line of a record."""


def ris(work: Work) -> str:
    """One record of a newspaper article."""
    return f"{begun(work)}{END}"


def begun(work: Work) -> str:
    """A record without its end, so that notes can follow."""
    lines = [("TY", "NEWS"), ("TI", work.title)]
    lines += [("AU", name) for name in work.authors]
    lines += [("T2", work.outlet), *_dates(work), ("UR", work.address or ""), ("L2", work.permalink)]
    seen = work.seen.isoformat().replace("-", "/")
    lines += [("Y2", seen), ("LA", "vi"), ("DB", work.archive), ("AN", work.id)]
    return "".join(line(tag, value) for tag, value in lines if value)


def line(tag: str, value: str) -> str:
    """A line of a record."""
    return f"{tag}  - {one_line(value)}\r\n"


def _dates(work: Work) -> list[tuple[str, str]]:
    year, month, day = work.known
    if year is not None:
        parts = (f"{year:04}", f"{month:02}" if month else "", f"{day:02}" if day else "")
        return [("PY", f"{year:04}"), ("DA", "/".join(parts))]
    if work.guessed_years:
        return [("DA", f"///{work.guessed}"), ("N1", f"Năm đăng ước đoán: {work.guessed}")]
    return [("N1", "Không rõ ngày đăng")]
