"""What the API answers: each route by the name of its function, with what it takes and what may go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from web.addresses.params import FILTERS
from web.export.formats import FORMATS, TABLES
from web.texts.words import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.export.formats import Library, Table


class Operation(NamedTuple):
    """A route: what it is for, the schema of its answer, its parameters, and errors of its own.

    What it `sends` may come in a form by POST instead, where an address is too short for it.
    A route of `files` answers in the format of those that its path names; the schema, where there is one, is
    that of JSON among them.
    """

    summary: str
    answer: str
    takes: tuple[str, ...] = ("lang",)
    may: tuple[int, ...] = ()
    files: Mapping[str, Table | Library] = {}
    sends: tuple[str, ...] = ()


QUESTION = ("q", *FILTERS, "from", "to", "map", "fold", "accent", "sort")
"""What says which articles are meant, and in which order."""

LINES = ("lines", "seed", "wording", "numbers", "names", "by", "group")
"""What says which lines of a search are meant, and in which order."""

COMPANY = ("unit", "measure", "left", "right", "run", "side")
"""What says what stands beside lines, and how it is ranked."""

_PAGES = ("page", "size", "next")
_WITHDRAWN = (404, 410)
_CLOSED = (403, *_WITHDRAWN)

OPERATIONS: dict[str, Operation] = {
    "home": Operation(phrase("Kho có gì, bài mới nhất, và các bộ lọc để xem."), "Home", ("map", "lang")),
    "search": Operation(
        phrase("Tìm bài: kết quả, số bài, bộ lọc, và câu hỏi đã được đọc thế nào."),
        "Search",
        (*QUESTION, *_PAGES, "lang", "explain"),
        (400,),
    ),
    "suggest": Operation(
        phrase("Gợi ý cho điều đang gõ."), "Suggestions", (*QUESTION, "size", "lang", "limit")
    ),
    "places": Operation(
        phrase("Đơn vị hành chính của một tên, cũ hay mới, với số bài."),
        "Places",
        (*QUESTION, "name", "size", "lang"),
    ),
    "article": Operation(
        phrase("Một bài với những điều biết về nó và bằng chứng; có q thì kèm chỗ khớp."),
        "Article",
        ("q", "accent", "lang"),
        _WITHDRAWN,
    ),
    "passages": Operation(
        phrase("Mọi đoạn của một bài khớp với q."), "Passages", ("q", "accent", "lang"), _WITHDRAWN
    ),
    "captures": Operation(phrase("Các bản lưu của một bài, cũ nhất trước."), "Captures", may=_CLOSED),
    "versions": Operation(
        phrase("Các phiên bản của một bài, mỗi bản đổi bao nhiêu."), "Versions", may=_CLOSED
    ),
    "difference": Operation(phrase("Hai phiên bản của một bài, đặt cạnh nhau."), "Difference", may=_CLOSED),
    "citation": Operation(phrase("Cách dẫn một bài: câu chữ, RIS, BibTeX."), "Reference", may=_WITHDRAWN),
    "document": Operation(
        phrase("Một văn bản: là gì, bài nào dẫn, từ bao giờ, bằng câu nào."),
        "Document",
        ("map", "sort", *_PAGES, "lang"),
        (400, 404),
    ),
    "place": Operation(
        phrase("Một đơn vị hành chính: trước là gì, nay là gì, có những bài nào."), "Place", may=(404,)
    ),
    "topic": Operation(
        phrase("Một chủ đề: bài, chủ đề con, và dấu hiệu nhận biết."), "Topic", ("map", "lang"), (404,)
    ),
    "source": Operation(
        phrase("Một nguồn: từ bao giờ, bao nhiêu bài, ngày đăng biết bằng cách nào."),
        "Source",
        ("map", "lang"),
        (404,),
    ),
    "about": Operation(phrase("Trong kho có gì, từ bao giờ, và thiếu gì."), "About"),
    "values": Operation(
        phrase("Mọi giá trị của một bộ lọc bên cạnh một câu hỏi."),
        "Values",
        (*QUESTION, "name", "under", "order", "page", "next", "size", "lang"),
        (400, 404),
    ),
    "similar": Operation(
        phrase("Những đoạn viết giống đoạn chữ gửi lên, với phần chung ở cả hai bên."),
        "Similar",
        (*QUESTION[1:], "text", "first", "size", "lang"),
        (413,),
        sends=("text", "first"),
    ),
    "timeline": Operation(
        phrase("Tới sáu cụm từ theo năm hoặc tháng: số bài, phần của kho, bài có ngày ước đoán."),
        "Timeline",
        (*QUESTION, "q2", "q3", "q4", "q5", "q6", "period", "lang"),
    ),
    "lines": Operation(
        phrase("Mọi chỗ khớp của câu hỏi, mỗi chỗ một dòng, với chữ đứng trước và sau."),
        "Lines",
        (*QUESTION, *LINES, *_PAGES, "lang"),
        (400,),
    ),
    "variants": Operation(
        phrase("Chỗ khớp được viết những cách nào: bao nhiêu lần, từ bao giờ, ở đâu."),
        "Variants",
        (*QUESTION, "numbers", "names", *_PAGES, "lang"),
        (400,),
    ),
    "company": Operation(
        phrase("Chữ nào hay đứng cạnh chỗ khớp: từng từ, hoặc cụm từ hai đến bảy âm tiết."),
        "Collocates",
        (*QUESTION, *COMPANY, "size", "lang"),
    ),
    "groups": Operation(
        phrase("Chỗ khớp theo tỉnh, huyện, nguồn, năm, tác giả, người nói, chức vụ."),
        "LineGroups",
        (*QUESTION, "by", "rank", *_PAGES, "lang"),
        (400,),
    ),
    "first_use": Operation(
        phrase("Những chỗ khớp sớm nhất, tin được đến đâu, và kho bắt đầu từ bao giờ."),
        "FirstUse",
        (*QUESTION, "size", "lang"),
    ),
    "export_articles": Operation(
        phrase("Mọi bài tìm được, thành tệp."), "References", (*QUESTION, "lang"), (404,), files=FORMATS
    ),
    "export_lines": Operation(
        phrase("Mọi chỗ khớp, mỗi chỗ một dòng, thành tệp."),
        "References",
        (*QUESTION, *LINES, "lang"),
        (404,),
        files=FORMATS,
    ),
    "export_variants": Operation(
        phrase("Mọi cách viết, thành tệp."),
        "",
        (*QUESTION, "numbers", "names", "lang"),
        (404,),
        files=TABLES,
    ),
    "export_company": Operation(
        phrase("Mọi chữ đi kèm, thành tệp; cụm thì tới 1.000."),
        "",
        (*QUESTION, *COMPANY, "lang"),
        (404,),
        files=TABLES,
    ),
    "export_groups": Operation(
        phrase("Mọi nhóm của các chỗ khớp, thành tệp."),
        "",
        (*QUESTION, "by", "rank", "lang"),
        (404,),
        files=TABLES,
    ),
    "export_clippings": Operation(
        phrase("Các đoạn được gọi tên, thành tệp."), "References", ("passage", "lang"), (404,), files=FORMATS
    ),
    "notebook": Operation(
        phrase("Các đoạn được gọi tên: chữ, cách dẫn, SHA-256 của trang, và nay còn như cũ không."),
        "Notebook",
        ("passage", "lang"),
    ),
    "beside": Operation(
        phrase("Hai đoạn đặt cạnh nhau, chỉ ra chữ khác nhau."),
        "Comparison",
        ("a", "a_text", "b", "b_text", "lang"),
    ),
}
