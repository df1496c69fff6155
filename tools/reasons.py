"""Why a page did not come, in both languages, by the codes that docs/crawling.md lists."""

from __future__ import annotations

from search.model import SkipReason
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
    "moved": ("trang nay ở địa chỉ khác", "the page has another address"),
    "moved-unsure": ("bài dẫn sang trang chưa rõ là bài", "an article leads to what may be none"),
    "gone-home": ("bài dẫn về trang chủ hoặc danh sách", "an article leads to a front page or a list"),
    "withdrawn": ("bài đã bị gỡ khỏi kho", "its article was withdrawn"),
    "page-shared": ("nhiều bài bỗng có cùng chữ", "articles suddenly share its words"),
    "outside": ("dẫn ra ngoài cổng tin", "it leads out of the portal"),
    "denied": ("tệp cổng tin không cho lấy", "the file of the portal rules it out"),
    "other-host": ("dẫn sang máy chủ khác", "it leads to another host"),
    "downgrade": ("chuyển từ https xuống http", "it leads from https to http"),
    "redirect": ("chuyển hướng", "a redirect on the way"),
    "stopped": ("chưa đến lượt thì đã dừng", "the crawl ended before its turn"),
    "crawler-failed": ("lỗi của chương trình khi lấy trang", "our own code failed to fetch it"),
    "reading-failed": ("lỗi của chương trình khi đọc trang", "our own code failed to read it"),
}
"""Why a page did not come, by the codes of `index.crawl`."""

STATUSES: dict[str, Both] = {
    "http-304": ("máy chủ báo không đổi dù không hỏi (304)", "the server says unchanged, unasked (304)"),
    "http-401": ("trang đòi đăng nhập (401)", "the page asks for a login (401)"),
    "http-403": ("máy chủ từ chối (403)", "the server refuses (403)"),
    "http-404": ("không có trang này (404)", "there is no such page (404)"),
    "http-410": ("trang đã bị gỡ (410)", "the page is gone (410)"),
    "http-429": ("máy chủ xin đợi (429)", "the server asks for patience (429)"),
    "http-503": ("máy chủ đang quá tải hoặc bảo trì (503)", "the server is overloaded or in repair (503)"),
}


def why_none(code: str) -> str:
    """Why a page did not come or is no article, as words in both languages; the code where there are none."""
    return " · ".join(dict.fromkeys(_words(code)))


def coded(code: str) -> str:
    """The same in Vietnamese, with the code that docs and JSON go by."""
    return " · ".join(dict.fromkeys((vietnamese(code), code)))


def vietnamese(code: str) -> str:
    """Why a page did not come, in Vietnamese alone."""
    return _words(code)[0]


def english(code: str) -> str:
    """The same in English."""
    return _words(code)[1]


def _words(code: str) -> Both:
    if words := REASONS.get(code) or STATUSES.get(code):
        return words
    if (page := code.removeprefix("page-")) in set(SkipReason):
        return SKIPPED[SkipReason(page)], code
    if code.startswith("http-"):
        return f"máy chủ báo lỗi {code[5:]}", f"the server answers {code[5:]}"
    return code, code
