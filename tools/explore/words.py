"""What an exploration says to people, in both languages: why a page did not come, what is amiss."""

from __future__ import annotations

from index.explore.model import Code, PagerSort
from search.model import SkipReason, Trust
from tools.vietnamese import SKIPPED

Both = tuple[str, str]

REASONS: dict[str, Both] = {
    "bad-url": ("địa chỉ viết sai", "the address is malformed"),
    "scheme": ("không phải địa chỉ web", "no address of the web"),
    "user-info": ("địa chỉ chứa tên người dùng", "the address holds a user name"),
    "private-address": (
        "địa chỉ trong mạng riêng, không kết nối nếu không có --private",
        "an address in a private network, not connected to without --private",
    ),
    "no-address": ("không có máy chủ nào tên như vậy", "there is no server of that name"),
    "dns-timeout": ("máy chủ tên miền không trả lời", "the name service gave no answer"),
    "no-connection": ("không kết nối được máy chủ", "the server takes no connection"),
    "connect-timeout": ("máy chủ không nhận kết nối kịp", "the server took no connection in time"),
    "timeout": ("máy chủ trả lời quá chậm", "the server answers too slowly"),
    "connection-lost": ("máy chủ ngắt kết nối giữa chừng", "the server broke the connection off"),
    "truncated": ("trang đến không trọn", "the page came cut short"),
    "bad-answer": ("câu trả lời không phải HTTP", "the answer is no HTTP"),
    "bad-encoding": ("không giải nén được trang", "the page cannot be unpacked"),
    "headers-too-large": ("phần đầu câu trả lời quá lớn", "the headers are too large"),
    "too-large": ("trang quá lớn", "the page is too large"),
    "too-large-decoded": ("trang giải nén ra quá lớn", "the page is too large once unpacked"),
    "media-type": ("không phải trang HTML", "it is no page of HTML"),
    "empty": ("trang trống", "the page is empty"),
    "not-html": ("không phải trang HTML", "it is no page of HTML"),
    "redirect-loop": ("chuyển hướng vòng tròn", "its redirects go in a circle"),
    "too-many-redirects": ("chuyển hướng không dứt", "its redirects do not end"),
    "bad-redirect": ("chuyển hướng không tới đâu", "a redirect that leads nowhere"),
    "robots": ("robots.txt không cho phép", "robots.txt forbids it"),
    "robots-wait": (
        "robots.txt báo lỗi nên chưa được lấy gì",
        "robots.txt fails, so that nothing may be fetched yet",
    ),
    "enough": ("đã hết số lần hỏi của một lượt khám phá", "no more requests in one exploration"),
    "patience": ("máy chủ xin đợi", "the server asks for patience"),
    "no-login": ("thiếu mật khẩu", "no login is set"),
    "tls-certificate": ("chứng chỉ không đáng tin", "its certificate is not trusted"),
    "tls-host-name": ("chứng chỉ của máy chủ khác", "its certificate is another host's"),
    "tls-expired": ("chứng chỉ hết hạn", "its certificate has expired"),
    "tls-weak-key": ("khóa của chứng chỉ quá yếu", "the key of its certificate is too weak"),
    "tls-handshake": ("mã hóa kiểu cũ", "its encryption is of an old kind"),
    "tls-broken": ("kết nối mã hóa bị hỏng", "the encrypted connection broke"),
}
"""Why a page did not come, by the codes of `index.crawl`."""

STATUSES: dict[str, Both] = {
    "http-401": ("trang đòi đăng nhập (401)", "the page asks for a login (401)"),
    "http-403": ("máy chủ từ chối (403)", "the server refuses (403)"),
    "http-404": ("không có trang này (404)", "there is no such page (404)"),
    "http-410": ("trang đã bị gỡ (410)", "the page is gone (410)"),
    "http-429": ("máy chủ xin đợi (429)", "the server asks for patience (429)"),
    "http-503": ("máy chủ đang quá tải hoặc bảo trì (503)", "the server is overloaded or in repair (503)"),
}

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


def why_none(code: str) -> str:
    """Why a page did not come or is no article, as words in both languages; the code where there are none."""
    if code in set(SkipReason) - set(REASONS):
        return f"{SKIPPED[SkipReason(code)]} · {code}"
    return " · ".join(dict.fromkeys(_words(code)))


def vietnamese(code: str) -> str:
    """Why a page did not come, in Vietnamese alone."""
    return _words(code)[0]


def english(code: str) -> str:
    """The same in English."""
    return _words(code)[1]


def _words(code: str) -> Both:
    words = REASONS.get(code) or STATUSES.get(code)
    if words is None and code.startswith("http-"):
        words = f"máy chủ báo lỗi {code[5:]}", f"the server answers {code[5:]}"
    return words or (code, code)


def warned(code: Code, detail: str) -> str:
    """A warning in both languages, with what it is about."""
    about = why_none(detail) if code in {Code.NO_PAGE, Code.CERTIFICATE, Code.WEAK_TLS} else detail
    said = " · ".join(WARNINGS[code])
    return f"{said}: {about}" if about else said
