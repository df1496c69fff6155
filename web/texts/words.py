"""The words of the pages. Vietnamese stands in templates and code; `web.texts.english` holds its twins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.texts.english import ENGLISH

if TYPE_CHECKING:
    from search.model import Note

NOTES: dict[str, tuple[str, str]] = {
    "cut": (
        "Câu hỏi dài quá: chỉ đọc {0} ký tự đầu.",
        "The query is too long: only its first {0} characters are read.",
    ),
    "too-many-words": (
        "Câu hỏi có quá nhiều từ: chỉ đọc {0} âm tiết đầu.",
        "The query has too many words: only its first {0} syllables are read.",
    ),
    "no-words": (
        "Không có từ nào để tìm: đây là tất cả các bài, theo bộ lọc nếu có.",
        "There is no word to search for: these are all articles, under the filters if there are any.",
    ),
    "unclosed-quote": (
        "Thiếu dấu ngoặc kép đóng: tìm đúng cụm “{0}”.",
        "The closing quote is missing: the phrase “{0}” is searched for.",
    ),
    "stray-quote": (
        "Có dấu ngoặc kép lẻ, không thành cặp: đã bỏ qua dấu ấy.",
        "A quote that has no other to go with it was passed over.",
    ),
    "dash-alone": (
        "Gạch đứng rời không loại trừ gì; muốn loại “{0}” thì gõ liền: -{0}.",
        "A dash with blanks round it leaves nothing out; to leave out “{0}” type -{0}.",
    ),
    "star-ignored": (
        "Bỏ qua dấu * trong “{0}”: dấu * cần đứng ngay sau ít nhất hai chữ cái đầu của một từ.",
        "The * in “{0}” is passed over: it stands right behind at least two first letters of a word.",
    ),
    "gap-ignored": (
        "Bỏ qua dấu * ở đầu hay cuối cụm “{0}”: chữ đứng trước và sau cụm thì xem ở Tiền lệ, Chữ đi kèm.",
        "A * at an end of “{0}” is passed over: what stands beside is told by Precedents, Company.",
    ),
    "only-exclusions": (
        "Câu hỏi chỉ có phần loại trừ: tìm trong tất cả các bài còn lại.",
        "The query only leaves out: all other articles are shown.",
    ),
    "unaccented": (
        "Gõ không dấu: tìm mọi cách đánh dấu của “{all}”.",
        "Typed without accents: every accented form of “{all}” is found.",
    ),
    "abbreviation": (
        "Đọc cả chữ viết tắt: {all}.",
        "Abbreviations are read both ways: {all}.",
    ),
    "synonyms": (
        "Đọc cả từ đồng nghĩa: {all}.",
        "Synonyms are read too: {all}.",
    ),
    "accents-ignored": (
        "Không có bài nào đúng dấu đã gõ: đã bỏ qua dấu của “{all}”.",
        "Nothing has the accents as typed: those of “{all}” were ignored.",
    ),
    "document-read": (
        "“{0}” được hiểu là văn bản {1}.",
        "“{0}” is read as the document {1}.",
    ),
    "date-read": (
        "“{0}” được hiểu là ngày {1}.",
        "“{0}” is read as the day {1}.",
    ),
    "unknown-value": (
        "Không hiểu “{0}:{1}”: tìm như những từ thường.",
        "“{0}:{1}” means nothing here: it is searched for as words.",
    ),
    "restored": (
        "Hiểu “{0}” là “{1}”; vẫn tìm cả những cách đọc khác.",
        "“{0}” is read as “{1}”; other readings are found too.",
    ),
    "as-typed": (
        "“{0}” được hiểu là gõ phím Telex hoặc VNI: tìm “{1}”.",
        "“{0}” is read as keys of Telex or VNI: “{1}” was searched for.",
    ),
    "some-words": (
        "Không có bài nào có đủ các từ gần nhau: đây là những bài có nhiều từ nhất.",
        "No article has all the words close together: these have most of them.",
    ),
    "prefix-limited": (
        "Quá nhiều từ bắt đầu bằng “{all}”: chỉ tìm những từ hay gặp nhất.",
        "Too many words begin with “{all}”: only the most frequent are searched for.",
    ),
    "partial": (
        "Câu hỏi quá nặng nên phải dừng sớm: có thể tìm thừa bài, thứ tự và bộ lọc chưa đủ.",
        "The query is heavy and was stopped early: too much may be found, order and filters are rough.",
    ),
    "pinned": (
        "Có bài do người quản trang đặt lên đầu.",
        "An article was put first by those who run this site.",
    ),
    "bad-value": (
        "Không hiểu {0} = “{1}” trong địa chỉ nên đã bỏ qua.",
        "The address holds {0} = “{1}”, which is not understood and was left out.",
    ),
    "bad-day": (
        "Không hiểu “{1}” ở ô “{0}” nên đã bỏ qua: hãy gõ cả năm, như 5/9/2020, 9/2020 hay 2020.",
        "“{1}” in the field “{0}” was left out: type the year too, as in 5/9/2020, 9/2020 or 2020.",
    ),
    "swapped": (
        "Ngày đầu sau ngày cuối nên đã đổi chỗ: từ {0} đến {1}.",
        "The first day was after the last one, so they were swapped: from {0} to {1}.",
    ),
    "too-many-phrases": (
        "Nhiều cụm từ quá: chỉ vẽ {0} cụm đầu.",
        "Too many phrases: only the first {0} are drawn.",
    ),
    "too-many-values": (
        "Chọn quá nhiều giá trị cho {0}: chỉ giữ {1} giá trị đầu.",
        "Too many values of {0}: only the first {1} are kept.",
    ),
}
"""Notes by code, in Vietnamese and English; `{0}` is the note's first word, `{all}` are all of them."""


def phrase(text: str) -> str:
    """Mark a text that is translated later, where it is shown."""
    return text


def say(text: str, lang: str, **values: object) -> str:
    """A text of the pages in a language, with values filled in; `n` is a number of things."""
    chosen = text if lang == "vi" else ENGLISH.get(text, text)
    if not isinstance(chosen, str):
        chosen = chosen[values.get("n") != 1]
    count = values.get("n")
    if isinstance(count, int):
        values["n"] = number(count, lang)
    return chosen.format_map(values) if values else chosen


def number(count: int, lang: str) -> str:
    """`12.345` in Vietnamese, `12,345` in English."""
    return f"{count:,}".replace(",", "." if lang == "vi" else ",")


_SWAPPED = str.maketrans(",.", ".,")


def decimal(value: float, lang: str) -> str:
    """`1.234,25` in Vietnamese, `1,234.25` in English."""
    text = f"{value:,.2f}"
    return text.translate(_SWAPPED) if lang == "vi" else text


def percent(part: int, whole: int, lang: str) -> str:
    """A share as `12,5%`; one that is neither none nor all is never told as 0 or 100."""
    share = 100 * part / whole if whole else 0.0
    if 0 < part < whole:
        share = min(max(share, 0.1), 99.9)
    text = f"{share:.1f}".removesuffix(".0")
    return f"{text.replace('.', ',') if lang == 'vi' else text}%"


def size_label(count: int, lang: str) -> str:
    """A number of bytes as people read it, in steps of 1,000."""
    amount, unit = float(count), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    text = f"{amount:.0f}" if unit == "B" or amount >= 100 else f"{amount:.1f}"
    return f"{text.replace('.', ',') if lang == 'vi' else text} {unit}"


def note_text(note: Note, lang: str) -> str:
    """A note as a sentence; one whose code is unknown shows its code and words."""
    if note.code not in NOTES:
        return " ".join((f"{note.code}:", *note.words)) if note.words else note.code
    try:
        return NOTES[note.code][lang != "vi"].format(*note.words, all=" ".join(note.words))
    except IndexError:
        return note.code
