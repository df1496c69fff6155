"""Articles that no portal should hold, and some do: long, empty, with odd letters."""

from __future__ import annotations

from making import document

FAR = "Xa xôi. " * 7_000 + "Chi bộ kết nạp đảng viên."
"""Its last sentence begins at position 84,000: a sentence of two words takes twelve."""

ODD = [
    document("far", body=FAR),
    document("long", body="lời " * 70_000 + "kết nạp lời đảng viên"),
    document("once", body="lặp lại " + "lời " * 298),
    document("300", body="lặp " * 300),
    document("255", body="lặp " * 255 + "lời " * 45),
    document("70000", title="ngắn", body="lặp " * 70_000),
    document("pairs", body="đảng viên " * 300),
    document("head", title="dài " * 400, lead="dài " * 40, body="ngắn"),
    document("terms", body="Chỉ thị 28-CT/TW. " * 300),
    document("many", body=" ".join(f"từ{number}" for number in range(30_000))),
    document("word", body="chữ " + "a" * 5_000 + " cuối"),
    document("empty"),
    document("blank", title="", body=["", "…", "!!!"]),
    document("title", title="Chỉ có nhan đề"),
    document("odd", title="😀 漢字 𠀀𠀁 😀", body="𝐀𝐁 kết nạp 😀 đảng viên ﷽ 𠀀𠀁"),
]
