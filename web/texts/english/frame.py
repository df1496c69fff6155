"""English twins: errors, short links and paper, the first page and what frames every page."""

from __future__ import annotations

FRAME: dict[str, str | tuple[str, str]] = {
    # errors
    "Không đọc được yêu cầu": "The request cannot be read",
    "Địa chỉ hoặc yêu cầu gửi lên không hợp lệ.": "The address or the request is not valid.",
    "Không đi tiếp được từ đây": "There is no going on from here",
    "Giá trị của “next” bị thiếu, gõ sai, hoặc thuộc về một câu hỏi khác.": (
        "The value of “next” is cut, mistyped, or belongs to another question."
    ),
    "Chưa có chỉ mục": "There is no index yet",
    "Người quản trị cần chạy lệnh “tratin build” để lập chỉ mục các bài đã nạp.": (
        "Whoever runs this site needs to run “tratin build” to index the articles that were added."
    ),
    "Chỉ mục cần lập lại": "The index needs to be built again",
    "Chỉ mục do một phiên bản khác lập nên. Người quản trị cần chạy lệnh “tratin build”.": (
        "The index was built by another version. Whoever runs this site needs to run “tratin build”."
    ),
    "Không có trang này": "There is no such page",
    "Địa chỉ có thể đã gõ sai, hoặc bài không còn trong kho.": (
        "The address may be mistyped, or the article is no longer in the archive."
    ),
    "Bài đã được gỡ": "The article was withdrawn",
    "Bài này đã được gỡ khỏi kho ngày {day}.": "This article was withdrawn from the archive on {day}.",
    "Lý do: {reason}": "Reason: {reason}",
    "Cổng tin đã gỡ bài này (phát hiện ngày {day}); bản lưu vẫn giữ ở đây.": (
        "The portal took this article down (noticed on {day}); the stored copy is kept here."
    ),
    "Không mở được ở đây": "Not to be opened here",
    "Nguồn này không cho hiện bản lưu. Xin đọc ở trang gốc.": (
        "Its source does not let captures be shown. Please read it on the original page."
    ),
    "Nguồn chỉ cho hiện đoạn đầu. Xin đọc cả bài ở trang gốc.": (
        "Its source lets only the beginning be shown. Please read the whole of it on the original page."
    ),
    "Nguồn chỉ cho hiện tiêu đề. Xin đọc bài ở trang gốc.": (
        "Its source lets only the title be shown. Please read it on the original page."
    ),
    "Không làm được việc này": "This cannot be done",
    "Trang này chỉ để xem.": "This page is for reading only.",
    "Có lỗi ở phía chúng tôi": "Something went wrong on our side",
    "Lỗi đã được ghi lại. Xin thử lại sau ít phút.": "It was recorded. Please try again in a few minutes.",
    "Tạm thời chưa dùng được": "Not available for the moment",
    "Kho bài đang không đọc được. Xin thử lại sau ít phút.": (
        "The archive cannot be read right now. Please try again in a few minutes."
    ),
    "Khóa không dùng được": "The key cannot be used",
    "Khóa gửi lên không có ở đây. Xin bỏ khóa hoặc kiểm tra lại.": (
        "The key that was sent is unknown here. Please leave it out or check it."
    ),
    "Hỏi quá nhiều": "Too many requests",
    "Địa chỉ này hỏi quá nhiều trong ít lâu. Xin thử lại sau {n} giây.": (
        "Too much was asked from this address in a short time. Please try again in {n} seconds."
    ),
    "Về trang đầu": "To the start page",
    # short links and paper
    "Liên kết hỏng": "This link is broken",
    "Mã của liên kết ngắn bị thiếu hoặc gõ sai. Xin chép lại cả liên kết.": (
        "The code of the short link is cut or mistyped. Please copy the whole link again."
    ),
    "Liên kết ngắn": "Short link",
    "Chép liên kết ngắn": "Copy the short link",
    "Đã chép liên kết": "The link was copied",
    "Bản in": "Print view",
    "In trang này": "Print this page",
    "Đọc là": "Read as",
    "Thứ tự": "Order",
    "Ngày in": "Printed on",
    "trang {page}": "page {page}",
    "trang {page} trong {pages} trang": "page {page} of {pages}",
    "không lọc": "none",
    "Tới kết quả": "Skip to the results",
    "Tới bộ lọc": "Skip to the filters",
    # home and frame
    "Tới nội dung": "Skip to content",
    "Ngôn ngữ": "Language",
    "Lưu ý": "Please note",
    "Kho bài chỉ để tra cứu. Bản quyền thuộc về các báo và trang gốc.": (
        "An archive for reference only. All rights stay with the original papers and sites."
    ),
    "Không cookie, không theo dõi.": "No cookies, no tracking.",
    "Trang này dạng JSON": "This page as JSON",
    "Tra cứu báo Đảng địa phương": "Search Vietnamese local party news",
    "năm {year}": "from {year}",
    "từ {first} đến {last}": "from {first} to {last}",
    "Kho bài còn trống.": "The archive is still empty.",
    "Gõ có dấu hay không dấu đều được. Đặt trong ngoặc kép để tìm đúng cụm từ; thêm dấu trừ để loại bỏ:": (
        "Type with or without accents. Quotation marks find an exact phrase; a minus sign leaves out:"
    ),
    "Bài mới nhất": "Newest articles",
    "Chưa có bài nào.": "There are no articles yet.",
    "Xem tất cả {n} bài": ("See the {n} article", "See all {n} articles"),
    "Duyệt kho bài": "Browse the archive",
    "Tìm trong kho bài": "Search the archive",
    "Từ, cụm từ, số văn bản…": "Words, phrases, numbers…",
    "Tìm": "Search",
}
