"""What the number of a document says in words: its type, and who issues documents with such a sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search import places
from search.model import NAMED

if TYPE_CHECKING:
    from search.model import PlacePath

_TYPES = {
    "NQ": ("Nghị quyết", "Resolution"),
    "CT": ("Chỉ thị", "Directive"),
    "KL": ("Kết luận", "Conclusion"),
    "QĐ": ("Quyết định, quy định", "Decision or regulation"),
    "QĐi": ("Quy định", "Regulation"),
    "QC": ("Quy chế", "Statute"),
    "QyC": ("Quy chế", "Statute"),
    "HD": ("Hướng dẫn", "Guideline"),
    "TB": ("Thông báo", "Notice"),
    "BC": ("Báo cáo", "Report"),
    "KH": ("Kế hoạch", "Plan"),
    "CTr": ("Chương trình", "Programme"),
    "CTrHĐ": ("Chương trình hành động", "Programme of action"),
    "CV": ("Công văn", "Official letter"),
    "CĐ": ("Công điện", "Telegram"),
    "TTr": ("Tờ trình", "Submission"),
    "ĐA": ("Đề án", "Project"),
    "TT": ("Thông tư", "Circular"),
    "TTLT": ("Thông tư liên tịch", "Joint circular"),
    "NĐ": ("Nghị định", "Decree"),
    "PL": ("Pháp lệnh", "Ordinance"),
    "VBHN": ("Văn bản hợp nhất", "Consolidated text"),
}
_ISSUERS = {
    "TW": ("Trung ương Đảng", "Central Committee of the Party"),
    "HNTW": ("Hội nghị Trung ương", "Plenum of the Central Committee"),
    "BTCTW": ("Ban Tổ chức Trung ương", "Central Organisation Commission"),
    "BTGTW": ("Ban Tuyên giáo Trung ương", "Central Propaganda Commission"),
    "BTGDVTW": (
        "Ban Tuyên giáo và Dân vận Trung ương",
        "Central Propaganda and Mass Mobilisation Commission",
    ),
    "BDVTW": ("Ban Dân vận Trung ương", "Central Mass Mobilisation Commission"),
    "BNCTW": ("Ban Nội chính Trung ương", "Central Internal Affairs Commission"),
    "UBKTTW": ("Ủy ban Kiểm tra Trung ương", "Central Inspection Commission"),
    "VPTW": ("Văn phòng Trung ương Đảng", "Office of the Central Committee"),
    "QUTW": ("Quân ủy Trung ương", "Central Military Commission"),
    "CP": ("Chính phủ", "Government"),
    "TTg": ("Thủ tướng Chính phủ", "Prime Minister"),
    "VPCP": ("Văn phòng Chính phủ", "Office of the Government"),
    "UBND": ("Ủy ban nhân dân", "People's Committee"),
    "HĐND": ("Hội đồng nhân dân", "People's Council"),
    "UBTVQH": ("Ủy ban Thường vụ Quốc hội", "Standing Committee of the National Assembly"),
    "QH": ("Quốc hội", "National Assembly"),
}
_COMMITTEES = {
    "tỉnh": "Tỉnh ủy",
    "thành phố": "Thành ủy",
    "huyện": "Huyện ủy",
    "quận": "Quận ủy",
    "thị xã": "Thị ủy",
    "xã": "Đảng ủy xã",
    "phường": "Đảng ủy phường",
    "thị trấn": "Đảng ủy thị trấn",
}
_ORGANS = {
    "BTC": "Ban Tổ chức",
    "BTG": "Ban Tuyên giáo",
    "BTGDV": "Ban Tuyên giáo và Dân vận",
    "BDV": "Ban Dân vận",
    "BNC": "Ban Nội chính",
    "UBKT": "Ủy ban Kiểm tra",
    "VP": "Văn phòng",
}
_LEVELS = {
    "TU": "Tỉnh ủy, Thành ủy",
    "HU": "Huyện ủy",
    "QU": "Quận ủy",
    "ThU": "Thành ủy",
    "TXU": "Thị ủy",
    "ĐU": "Đảng ủy",
}
_PARTY = re.compile(r"\d+[a-e]?-(?P<type>[^/]+)/(?P<issuer>.+)")
_STATE = re.compile(r"\d+[a-e]?(?:/\d{4})?/(?P<type>[^-/]+)-(?P<issuer>.+)")
_LAW = re.compile(r"\d+/\d{4}/(?P<issuer>QH|UBTVQH)\d+")
_LEVEL = re.compile(
    rf"(?P<organ>{'|'.join(sorted(_ORGANS, key=len, reverse=True))})?(?P<level>{'|'.join(_LEVELS)})"
)


def type_of(number: str, lang: str) -> str | None:
    """The type of a document in words, or None where the sign does not tell."""
    if number.startswith(NAMED):
        return _said(_TYPES["NQ"], lang)
    if law := _LAW.fullmatch(number):
        return _said(
            _TYPES["NQ"] if law["issuer"] == "UBTVQH" else ("Luật, nghị quyết", "Law or resolution"), lang
        )
    sign = _PARTY.fullmatch(number) or _STATE.fullmatch(number)
    return _said(_TYPES[sign["type"]], lang) if sign and sign["type"] in _TYPES else None


def issuer_of(number: str, place: PlacePath, lang: str) -> str | None:
    """Who issued it in words, with the place where it is a local body; None where the sign does not tell."""
    if number.startswith(NAMED):
        return _said(_ISSUERS["TW"], lang)
    found = _LAW.fullmatch(number) or _PARTY.fullmatch(number) or _STATE.fullmatch(number)
    if found is None:
        return None
    sign = re.sub(r"(?<=QH)\d+$", "", found["issuer"])
    if sign in _ISSUERS:
        words = _said(_ISSUERS[sign], lang)
        return f"{words} {places.path_label(place)}" if place else words
    level = _LEVEL.fullmatch(sign)
    if level is None:
        return f"{sign} ({places.path_label(place)})" if place else sign
    organ = f"{_ORGANS[level['organ']]} " if level["organ"] else ""
    return organ + (_committee(place) if place else _LEVELS[level["level"]])


def _committee(place: PlacePath) -> str:
    """`Tỉnh ủy Bình Thuận`, `Thành ủy Móng Cái, Quảng Ninh`."""
    unit = places.unit(place[-1])
    if unit is None:
        return places.path_label(place)
    _, _, above = places.path_label(place).partition(", ")
    name = f"{_COMMITTEES.get(unit.kind, unit.kind)} {unit.name}"
    return f"{name}, {above}" if above else name


def _said(words: tuple[str, str], lang: str) -> str:
    return words[lang != "vi"]
