"""English twins of phrases over time and of passages worded alike."""

from __future__ import annotations

PRECEDENTS_TIME: dict[str, str | tuple[str, str]] = {
    "Theo thời gian": "Over time",
    "Theo tháng": "By month",
    "Số bài": "Articles",
    "Phần của kho": "Share of the archive",
    "% số bài trong kỳ": "% of the articles of each period",
    "số bài": "articles",
    "cả kho": "the whole archive",
    "{what}, {period}: {n} bài": ("{what}, {period}: {n} article", "{what}, {period}: {n} articles"),
    "trong đó {n} bài có ngày ước đoán": (
        "{n} of them with an inferred date",
        "{n} of them with inferred dates",
    ),
    "{q}: {n} bài": ("{q}: {n} article", "{q}: {n} articles"),
    "nhiều nhất vào {period} ({n} bài)": "most of them in {period} ({n})",
    "{n} bài không rõ kỳ": ("{n} article without a known period", "{n} articles without a known period"),
    "ngày ước đoán": "inferred dates",
    "Số bài của kho": "Articles of the archive",
    "số bài của kho": "articles of the archive",
    "phần của kho": "share of the archive",
    "không rõ": "unknown",
    "số bài có mỗi cụm từ, theo thời gian": "articles with each phrase, over time",
    "Tới sáu cụm từ theo năm hoặc tháng: số bài, phần của kho, bài có ngày ước đoán.": (
        "Up to six phrases by year or month: articles, their share of the archive, those of inferred date."
    ),
    "Một cụm từ nữa, để so với q.": "One more phrase, to compare with q.",
    "Đếm theo năm hay theo tháng.": "Count by year or by month.",
    "cột xám: số bài của kho, theo thang bên phải": (
        "grey bars: articles of the archive, by the scale on the right"
    ),
    "gạch chéo, dấu rỗng: có bài mà ngày là ước đoán": (
        "hatched, hollow: some articles there have an inferred date"
    ),
    "Cụm từ để so với nhau": "Phrases to compare",
    "Cụm từ {n}": "Phrase {n}",
    "Vẽ": "Draw",
    'Đặt trong ngoặc kép để tìm đúng cả cụm: "bình quân hằng năm".': (
        'Put a phrase in quotes to find just that: "bình quân hằng năm".'
    ),
    "Một điểm là": "A point is",
    "Độ cao là": "Heights are",
    "Hình": "Picture",
    "Tải về:": "Download:",
    "hình (SVG)": "picture (SVG)",
    "bảng (CSV)": "table (CSV)",
    "Bảng số liệu": "Table",
    "{n} kỳ": ("{n} period", "{n} periods"),
    "Kỳ": "Period",
    "{n} ước đoán": "{n} inferred",
    "Không có bài nào có ngày.": "No article has a known date.",
    "Những đoạn viết giống đoạn chữ gửi lên, với phần chung ở cả hai bên.": (
        "Passages worded like a text that is sent, with what both share."
    ),
    "Gửi lên nhiều quá.": "Too much was sent.",
    "Chữ cần tìm đoạn giống; đọc 20.000 ký tự đầu.": (
        "The text whose like is looked for; its first 20,000 characters are read."
    ),
    "Đoạn giống nhất trước, hay đoạn cũ nhất trước.": "The likest passages first, or the oldest.",
    "Đoạn giống": "Similar passages",
    "Dán một câu hoặc một trang: tìm những đoạn viết giống như vậy, dù khác vài chữ, số, tên hay dấu.": (
        "Paste a sentence or a page: passages of the archive that are worded like it are found, even where "
        "some words, numbers, names or accents differ."
    ),
    "Đoạn chữ": "Text",
    "Tìm đoạn giống": "Find similar passages",
    "{n} đoạn giống": ("{n} similar passage", "{n} similar passages"),
    "{n} đoạn giống đầu tiên": ("The first {n} similar passage", "The first {n} similar passages"),
    "Xem tới {n} đoạn": "Show up to {n} passages",
    "Không có đoạn nào giống": "No similar passage",
    "Chữ dán vào dài quá: chỉ đọc {n} ký tự.": "The text is too long: only {n} characters of it were read.",
    "Giống nhất trước": "Likest first",
    "Cũ nhất trước": "Oldest first",
    "Chữ đã dán, phần có trong kho được đánh dấu": "The pasted text, with what the archive has marked",
    "giống {share}": "{share} alike",
    "bài ghi rõ ngày": "stated by the article",
    "{n} bài trùng nội dung": ("{n} article with this content", "{n} articles with this content"),
    "Có thể là trích": "Perhaps quoted from",
    "Chữ đã dán": "What was pasted",
    "Trong bài": "In the article",
    "nguồn không cho hiện chữ ở đây": "the source does not let its words be shown here",
    "Nguồn không cho hiện chữ của bài ở đây; xin đọc ở trang gốc.": (
        "The source does not let its text be shown here; please read the original page."
    ),
    "Đặt cạnh nhau": "Side by side",
    "Thử dán cả câu, hoặc bỏ bớt bộ lọc. Một đoạn được coi là giống khi có sáu âm tiết liền nhau như nhau, "
    "hoặc ba phần mười số chữ.": (
        "Try a whole sentence, or fewer filters. A passage is similar that shares six syllables in a row, or "
        "three tenths of the words."
    ),
}
