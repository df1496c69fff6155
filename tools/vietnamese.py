"""Words of the store in Vietnamese, for people at the command line."""

from __future__ import annotations

from search.model import SkipReason
from tools.details import in_vietnamese

SKIPPED = {
    SkipReason.EMPTY: "trống",
    SkipReason.TOO_SHORT: "quá ngắn",
    SkipReason.TOO_LARGE: "quá lớn",
    SkipReason.NOT_UTF8: "không rõ bảng mã",
    SkipReason.NOT_TEXT: "không phải văn bản",
    SkipReason.NOT_VIETNAMESE: "không phải tiếng Việt",
    SkipReason.NO_TEXT_FIELD: "bản ghi không có nội dung",
    SkipReason.BAD_RECORD: "bản ghi hỏng hoặc trùng",
    SkipReason.UNKNOWN_TYPE: "loại tệp không đọc được",
    SkipReason.UNREADABLE: "không mở được",
    SkipReason.LIST_PAGE: "trang danh sách",
    SkipReason.HOME_PAGE: "trang chủ",
    SkipReason.ERROR_PAGE: "trang báo lỗi",
    SkipReason.LOGIN: "trang đăng nhập",
    SkipReason.SCRIPT_SHELL: "trang rỗng chờ mã lệnh",
    SkipReason.PRINT_VIEW: "bản in của một bài",
    SkipReason.WITHDRAWN: "bài đã bị gỡ khỏi kho",
    SkipReason.TOO_SLOW: "đọc quá lâu",
    SkipReason.FAILED: "lỗi của chương trình",
}


def skipped(reason: SkipReason | str, detail: str | None = "") -> str:
    """Why a page was skipped, in both languages, with what more is known of it."""
    reason = SkipReason(reason)
    more = in_vietnamese(detail) if detail else ""
    return " · ".join(
        f"{word}: {told}" if told else word
        for word, told in ((SKIPPED[reason], more), (reason.value, detail))
    )
