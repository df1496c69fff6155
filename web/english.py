"""The English twins of the Vietnamese texts that stand in templates and code.

A twin of two forms is for one and for many, chosen by the value `n`.
"""

from __future__ import annotations

Twin = str | tuple[str, str]

ENGLISH: dict[str, Twin] = {
    # dates
    "không rõ ngày": "date unknown",
    "khoảng {year}, ước đoán": "about {year}, inferred",
    "{date}, ước đoán": "{date}, inferred",
    "{first} hoặc {last}, ước đoán": "{first} or {last}, inferred",
    "từ {first} đến {last}, ước đoán": "from {first} to {last}, inferred",
    # errors
    "Không đọc được yêu cầu": "The request cannot be read",
    "Địa chỉ hoặc yêu cầu gửi lên không hợp lệ.": "The address or the request is not valid.",
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
    "Không làm được việc này": "This cannot be done",
    "Trang này chỉ để xem.": "This page is for reading only.",
    "Có lỗi ở phía chúng tôi": "Something went wrong on our side",
    "Lỗi đã được ghi lại. Xin thử lại sau ít phút.": "It was recorded. Please try again in a few minutes.",
    "Tạm thời chưa dùng được": "Not available for the moment",
    "Kho bài đang không đọc được. Xin thử lại sau ít phút.": (
        "The archive cannot be read right now. Please try again in a few minutes."
    ),
    "Về trang đầu": "To the start page",
    # facets and lists
    "Bài ghi rõ ngày": "Date stated",
    "Ước đoán": "Inferred",
    "Không rõ": "Unknown",
    "Địa phương": "Place",
    "Năm": "Year",
    "Chủ đề": "Topic",
    "Ngày đăng": "Published",
    "Nguồn": "Source",
    "Văn bản được nhắc": "Documents cited",
    "Liên quan nhất": "Most relevant",
    "Mới nhất": "Newest",
    "Cũ nhất": "Oldest",
    "khi viết bài": "at the time",
    "hiện nay": "today",
    "Bản đồ:": "Map:",
    "Bỏ chọn": "Remove",
    "bài": "articles",
    "{n} bài": ("{n} article", "{n} articles"),
    "thêm {n} mục trong {name}": "{n} more in {name}",
    "thêm {n} mục…": "{n} more…",
    # results
    "cho “{q}”": "for “{q}”",
    "trong kho": "in the archive",
    "Câu hỏi đã được đọc thế nào": "How the query was read",
    "Đang lọc theo": "Filters in use",
    "Bỏ lọc": "Remove filter",
    "xóa hết": "clear all",
    "Bộ lọc": "Filters",
    "Kết quả": "Results",
    "Sắp xếp": "Order",
    "{n} nội dung": ("{n} content", "{n} different contents"),
    "Các bài trùng nội dung được gộp làm một.": "Articles with the same content are shown once.",
    "Hiện từng bài": "Show each",
    "Các bài trùng nội dung được hiện riêng.": "Articles with the same content are each shown.",
    "Gộp bài trùng": "Show them once",
    "Cũng đăng tại: {names}": "Also published at: {names}",
    "Cũng đăng tại": "Also published at",
    "Và {n} bài trùng nội dung": (
        "And {n} article with the same content",
        "And {n} articles with the same content",
    ),
    "{n} bài có cùng nội dung": ("{n} article with this content", "{n} articles with this content"),
    "xem cả {n} bài": ("see the {n} article", "see all {n} articles"),
    "sớm nhất": "earliest",
    "bài này": "this article",
    "và {n} bài nữa": ("and {n} more", "and {n} more"),
    "Kết quả chỉ có {n} trang.": (
        "There is only {n} page of results.",
        "There are only {n} pages of results.",
    ),
    "Trang kết quả": "Pages of results",
    "Trước": "Previous",
    "Trang": "Page",
    "Sau": "Next",
    # nothing found
    "Không có bài nào khớp tất cả điều đã chọn.": "No article matches everything that was asked for.",
    "Thử nới lỏng": "Ask for a little less",
    "Bỏ dấu ngoặc kép: tìm từng từ": "Without the quotation marks: each word by itself",
    "Bỏ lọc {facet}: {values}": "Without the filter {facet}: {values}",
    "Bỏ “{word}”": "Without “{word}”",
    "Bỏ hết bộ lọc": "Without any filter",
    "Từng phần của câu hỏi": "Each part of the query",
    "không có trong kho": "not in the archive",
    "không có bài nào với bộ lọc này": "no article under these filters",
    "Chỉ tìm “{word}”": "Only “{word}”",
    "Dấu không bắt buộc: “dang vien” cũng tìm thấy “đảng viên”. Gõ có dấu thì dấu được tôn trọng.": (
        "Accents are optional: “dang vien” also finds “đảng viên”. Accents that are typed are respected."
    ),
    "Xem tất cả các bài": "See all articles",
    # article
    "(không có tiêu đề)": "(no title)",
    "Kết quả cho “{q}”": "Results for “{q}”",
    "{n} chỗ khớp được tô trong bài": ("{n} match marked in the text", "{n} matches marked in the text"),
    "Bảng": "Table",
    "Chú thích ảnh:": "Photo caption:",
    "Tệp kèm theo": "Attachments",
    "Bài này không có phần chữ.": "This article has no text.",
    "Về bài này": "About this article",
    "bài ghi rõ": "stated on the page",
    "không tìm thấy ngày trong bài": "no date was found in the article",
    "Viết về năm": "About the year",
    "Nơi xảy ra": "Where it happened",
    "nay thuộc": "today in",
    "một phần": "in part",
    "không rõ": "unknown",
    "Cũng nhắc tới": "Also mentioned",
    "vì sao?": "why?",
    "Bản gốc": "Original",
    "Mở trang gốc": "Open the original page",
    "không rõ địa chỉ": "address unknown",
    "Bản lưu {version}": "Stored copy {version}",
    "Bảng mã": "Encoding",
    # stored copy
    "Bài đã làm sạch": "The cleaned article",
    "Nguyên văn như lúc nạp, hiển thị dưới dạng chữ.": "Exactly as it came in, shown as text.",
    "Tên": "Name",
    "Loại": "Type",
    "Dung lượng": "Size",
    "Lúc nạp": "Added",
    "Địa chỉ": "Address",
    "Tải tệp nguyên gốc": "Download the original file",
    "Các bản lưu": "Stored copies",
    "Chỉ hiển thị phần đầu; tệp tải về có đủ.": "Only the beginning is shown; the download has all of it.",
    "Nội dung bản lưu": "Contents of the stored copy",
    # home and frame
    "Tới nội dung": "Skip to content",
    "Ngôn ngữ": "Language",
    "Lưu ý": "Please note",
    "Kho bài chỉ để tra cứu. Bản quyền thuộc về các báo và trang gốc.": (
        "An archive for reference only. All rights stay with the original papers and sites."
    ),
    "Không cookie, không theo dõi.": "No cookies, no tracking.",
    "Trang này dạng JSON": "This page as JSON",
    "Tra cứu báo chí địa phương": "Search Vietnamese local news",
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
    "Từ, cụm từ, số văn bản…": "Words, phrases, document numbers…",
    "Tìm": "Search",
}
