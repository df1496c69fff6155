"""What an exploration says to people, in both languages."""

from __future__ import annotations

from index.explore.model import Code, PagerSort
from search.model import Trust
from tools.reasons import why_none

Both = tuple[str, str]

WARNINGS: dict[Code, Both] = {
    Code.NO_PAGE: ("không có trang nào để xem", "no page came"),
    Code.ROBOTS_START: ("robots.txt không cho lấy trang bắt đầu", "robots.txt denies the start page"),
    Code.ROBOTS_SOURCE: ("robots.txt không cho lấy", "robots.txt denies"),
    Code.PATIENCE: ("máy chủ xin đợi; hãy thử lại sau", "the server asks for patience; try again later"),
    Code.CERTIFICATE: ("máy chủ không chứng minh được danh tính", "the server does not prove who it is"),
    Code.WEAK_TLS: ("mã hóa kiểu cũ", "encryption of an old kind"),
    Code.PRIVATE: ("địa chỉ trong mạng riêng", "an address in a private network"),
    Code.OTHER_PORTAL: ("địa chỉ dẫn sang cổng khác", "the address leads to another portal"),
    Code.KNOWN: ("đã có tệp mô tả cổng này", "a file describes this portal already"),
    Code.SCRIPT: (
        "trang cần mã lệnh mới có nội dung, không đọc được",
        "pages that need scripts for their text cannot be read",
    ),
    Code.LOGIN: ("trang đầu là trang đăng nhập", "the first page is a form to sign in"),
    Code.ERROR: ("trang đầu là trang báo lỗi", "the first page reports an error"),
    Code.PICTURES: ("trang chỉ có hình ảnh", "the page is pictures only"),
    Code.SESSIONS: (
        "địa chỉ mang trạng thái phiên; nếu bài bị lấy nhiều lần hãy thêm `drop`",
        "addresses hold the state of a session; add `drop` if articles are fetched twice",
    ),
    Code.CANONICAL_HOME: (
        "mọi trang tự nhận là trang chủ (rel=canonical); không tin",
        "every page claims to be the home page (rel=canonical); not believed",
    ),
    Code.NOT_VIETNAMESE: ("trang đầu không phải tiếng Việt", "the first page is not Vietnamese"),
    Code.POSTBACK: (
        "danh sách lật trang bằng biểu mẫu, không theo được; cần nguồn tin hoặc sơ đồ trang",
        "lists go on by a form that cannot be followed; a feed or a sitemap is needed",
    ),
    Code.NO_LIST: ("không thấy trang danh sách nào", "no list page was found"),
    Code.NO_ARTICLE: ("không đọc được bài nào", "no article could be read"),
    Code.NO_DATE: ("nhiều bài không rõ ngày đăng", "many articles have no date"),
    Code.OTHER_HOSTS: ("nguồn tin dẫn sang máy chủ khác", "feeds lead to other hosts"),
    Code.CLOCK: ("đồng hồ máy chủ lệch (giây)", "the clock of the server is wrong (seconds)"),
    Code.LEGACY_ENCODING: ("bảng mã cũ, đã đổi", "old encodings, converted"),
}

PAGERS: dict[PagerSort, Both] = {
    PagerSort.REL_NEXT: ("rel=next", "rel=next"),
    PagerSort.NUMBERED: ("số trang", "numbers"),
    PagerSort.WORDS: ("liên kết “trang sau”", "a link in words"),
    PagerSort.POSTBACK: ("biểu mẫu (không theo được)", "a form (not followed)"),
    PagerSort.NONE: ("không có", "none"),
}

TRUSTS: dict[Trust, Both] = {
    Trust.STATED: ("trang ghi rõ", "stated"),
    Trust.URL: ("theo địa chỉ", "by the address"),
    Trust.FEED: ("theo nguồn tin", "by a feed"),
    Trust.INFERRED: ("suy đoán", "inferred"),
    Trust.UNKNOWN: ("không rõ", "unknown"),
}


def warned(code: Code, detail: str) -> str:
    """A warning in both languages, with what it is about."""
    about = why_none(detail) if code in {Code.NO_PAGE, Code.CERTIFICATE, Code.WEAK_TLS} else detail
    said = " · ".join(WARNINGS[code])
    return f"{said}: {about}" if about else said
