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
    "Kỳ": "Period",
    "{n} ước đoán": "{n} inferred",
    "Không có bài nào có ngày.": "No article has a known date.",
}
