"""Why a page was skipped, in Vietnamese. The store keeps it in English, in few fixed phrasings."""

from __future__ import annotations

import re

PHRASES = {
    # files
    "{} bytes; the limit is {}": "{} byte, giới hạn là {}",
    "it grew over {} bytes while being read": "tệp lớn quá {} byte trong lúc đọc",
    "more than {} bytes": "hơn {} byte",
    "more than {} bytes without compression": "hơn {} byte sau khi giải nén",
    "binary content": "nội dung nhị phân",
    "not a regular file": "không phải tệp thường",
    "only {} are read": "chỉ đọc {}",
    "cannot be read: Permission denied": "không có quyền đọc",
    "cannot be read: {}": "không đọc được ({})",
    "same identity as {}; use --source to tell them apart": "trùng với {}; dùng --source để phân biệt",
    "in no known encoding; {}": "không thuộc bảng mã nào được biết",
    # records
    "byte {} is not UTF-8": "byte {} không phải UTF-8",
    "not JSON: {}": "không phải JSON ({})",
    "not a JSON object": "không phải đối tượng JSON",
    "no field 'text'": "thiếu trường 'text'",
    "field 'text' must be a string": "trường 'text' phải là chuỗi",
    "field {} must be a string or a whole number": "trường {} phải là chuỗi hoặc số nguyên",
    "text that is not Unicode: {}": "chữ không phải Unicode ({})",
    # pages
    "hardly any Vietnamese syllables": "hầu như không có âm tiết tiếng Việt",
    "{} syllables of text; an article has at least {}": "{} âm tiết; một bài có ít nhất {}",
    "{} syllables of prose": "{} âm tiết văn xuôi",
    "no headline and {} syllables of prose": "không có tít, {} âm tiết văn xuôi",
    "says {} and has {} syllables of prose": "ghi {}, có {} âm tiết văn xuôi",
    "a form with a password and hardly any prose": "biểu mẫu có mật khẩu, hầu như không có văn xuôi",
    "{} syllables; scripts would fill the page": "{} âm tiết; mã lệnh mới điền nội dung",
    "more than {} seconds of the processor": "hơn {} giây của bộ xử lý",
    "the print view of {}": "bản in của {}",
    "no paragraph and {} links": "không có đoạn văn, {} liên kết",
    "the address of a home page, {} headlines between paragraphs": "địa chỉ trang chủ, {} tít xen các đoạn",
    "the same text {} times": "một đoạn lặp lại {} lần",
    "{} headlines in links, most texts are teasers beside them": "{} tít là liên kết, hầu hết là lời dẫn",
    "{} headlines in links among {} paragraphs": "{} tít là liên kết giữa {} đoạn",
    "{} headlines in links and {} syllables of prose": "{} tít là liên kết, {} âm tiết văn xuôi",
    "{} short texts below headlines in links: {} of the prose": "{} đoạn ngắn dưới tít: {} văn xuôi",
    # records of archives
    "the body is cut off between its chunks": "phần thân bị cắt giữa các khúc",
    "the body is cut off within its compression": "phần thân nén bị cắt giữa chừng",
    "the body cannot be decompressed as {}": "không giải nén được phần thân theo {}",
    "the record has no date that can be read: {}": "không đọc được ngày của bản ghi: {}",
    "the record does not say how long it is": "bản ghi không cho biết độ dài",
    "the file ends within the record": "tệp hết giữa bản ghi",
    "the record does not have the digest that it names": "bản ghi sai mã kiểm tra mà nó nêu",
    "no record begins here": "không có bản ghi nào bắt đầu ở đây",
    "the headers of the record do not end": "phần đầu bản ghi không kết thúc",
    "the record is longer or shorter than it says": "bản ghi dài hoặc ngắn hơn nó nêu",
    "the gzip member is damaged": "khối gzip bị hỏng",
}
"""What the readers of files, archives and pages say, and the same in Vietnamese; `{}` stands for whatever."""

_PLACES = (("line {}: {}", "dòng {}: "), ("byte {}: {}", "byte {}: "))
_COUNTED = re.compile(r"\d[\d,]* [×.(].*")
_LISTED = {
    "(no ending)": "(không đuôi)",
    ", and others": " và loại khác",
    " others": " loại khác",
    "of no type": "không rõ loại",
    "no address on the web": "không có địa chỉ web",
    "no status": "không có mã trả lời",
    "revisit": "ghi lần thăm lại",
    "continuation": "phần nối tiếp",
}


def _pattern(phrase: str) -> re.Pattern[str]:
    return re.compile(re.escape(phrase).replace(r"\{\}", "(.+?)"), re.DOTALL)


_READ = [(_pattern(english), vietnamese) for english, vietnamese in PHRASES.items()]
_LED = [(_pattern(english), vietnamese) for english, vietnamese in _PLACES]
_NUMBER = re.compile(r"(?<=\d),(?=\d{3})")


def in_vietnamese(detail: str) -> str:
    """A detail in Vietnamese; empty for one that is phrased in an unknown way."""
    for pattern, vietnamese in _READ:
        if found := pattern.fullmatch(detail):
            return vietnamese.format(*(_NUMBER.sub(".", value) for value in found.groups()))
    for pattern, place in _LED:
        if (found := pattern.fullmatch(detail)) and (rest := in_vietnamese(found[2])):
            return place.format(_NUMBER.sub(".", found[1])) + rest
    return _listed(detail) if _COUNTED.fullmatch(detail) else ""


def _listed(detail: str) -> str:
    """Kinds of files with how many there are."""
    for english, vietnamese in _LISTED.items():
        detail = detail.replace(english, vietnamese)
    return _NUMBER.sub(".", detail)
