"""English twins: the search box on pages of others, and the page that makes its snippet."""

from __future__ import annotations

EMBEDDING: dict[str, str | tuple[str, str]] = {
    # what the box says
    "Trong:": "In:",
    "một phần kho bài": "a part of the archive",
    "Xem tất cả ở trang tra cứu": "See all on the search site",
    "Tìm ở trang tra cứu": "Search on the search site",
    "Không có bài nào": "No articles",
    "Chưa tìm được. Xin thử lại sau ít phút.": "The search did not work. Please try again in a few minutes.",
    "Đang có nhiều lượt tìm quá. Xin thử lại sau ít phút.": (
        "There are too many searches right now. Please try again in a few minutes."
    ),
    # the page that makes a snippet
    "Nhúng ô tìm": "Embed the search box",
    "Đặt ô tìm của kho bài lên trang của bạn: chọn phạm vi, rồi chép đoạn mã.": (
        "Put the search box of this archive on your page: choose its scope, then copy the snippet."
    ),
    "Phạm vi và dáng vẻ": "Scope and looks",
    "Phạm vi": "Scope",
    "Mọi nguồn": "Any source",
    "Từ ngày": "From the day",
    "Đến ngày": "To the day",
    "Dáng vẻ": "Looks",
    "Cách dùng": "Use",
    (
        "Người quản trị kho bài chưa cho trang khác hỏi gợi ý và kết quả (thiết đặt {name}): "
        "trên trang của bạn sẽ chỉ có ô tìm."
    ): (
        "Whoever runs this archive has not yet let other pages ask for suggestions and results (the setting "
        "{name}): on your page there will be the box alone."
    ),
    "Màu": "Colours",
    "Cách nhúng": "Way to embed",
    "Làm đoạn mã": "Make the snippet",
    "Đoạn mã": "Snippet",
    "đoạn mã": "the snippet",
    "mã băm": "the hash",
    "Xem thử": "Preview",
    "Cho người quản trị trang": "For whoever runs the page",
    "gợi ý khi gõ, kết quả ở trang tra cứu": "suggestions while typing, results on the search site",
    "gợi ý khi gõ, kết quả ngay dưới ô tìm": "suggestions while typing, results right below the box",
    "chỉ ô tìm, không gợi ý": "the box alone, no suggestions",
    "theo trang chứa ô tìm": "as the page around it",
    "sáng": "light",
    "tối": "dark",
    "thẻ và script, tự nhận bản sửa lỗi": "element and script, gets fixes by itself",
    "thẻ và script cố định, kiểm được bằng SRI": "element and fixed script, checked by SRI",
    "khung (iframe), không cần script trên trang của bạn": "frame (iframe), no script on your page",
    "Một script {size}, không cookie, không lưu gì, chỉ hỏi trang này; trước khi gõ không hỏi gì.": (
        "One script of {size}, no cookie, nothing stored; it asks this site alone, and nothing before the "
        "first key."
    ),
    "Không có script thì ô tìm vẫn dùng được, trong cùng phạm vi.": (
        "Without script the box still works, in the same scope."
    ),
    "Chính sách nội dung (CSP) của trang bạn chỉ cần:": (
        "The content security policy (CSP) of your page needs no more than:"
    ),
    "Bản cố định không bao giờ đổi; trình duyệt kiểm nó bằng mã băm này:": (
        "The fixed script never changes; browsers check it by this hash:"
    ),
    "Đổi dáng vẻ bằng biến CSS và các phần:": "Change the looks by CSS variables and parts:",
    "Nghe sự kiện:": "Listen to events:",
}
