"""English twins: the description of the API, and the feeds."""

from __future__ import annotations

PROGRAMS: dict[str, str | tuple[str, str]] = {
    # parameters
    "Mã của bài, không bao giờ đổi.": "The id of an article, which never changes.",
    "Số của phiên bản trước.": "The number of the version before.",
    "Số của phiên bản sau.": "The number of the version after.",
    "Mã của đơn vị hành chính (p:19).": "The id of an administrative unit (p:19).",
    "Mã của chủ đề (to-chuc/can-bo).": "The id of a topic (to-chuc/can-bo).",
    "Số của văn bản (18-NQ/TW) hoặc mã riêng của nó.": "The number of a document (18-NQ/TW), or its own key.",
    "Tên của bộ lọc (year, place …).": "The name of a facet (year, place …).",
    "Điều muốn tìm; đọc 2.000 ký tự đầu. Câu nào cũng có trả lời.": (
        "What to find; the first 2,000 characters are read. Any query is answered."
    ),
    "Mã của đơn vị hành chính, hoặc unknown.": "The id of an administrative unit, or unknown.",
    "Năm đăng, hoặc unknown.": "The year of publication, or unknown.",
    "Tháng đăng, hoặc unknown.": "The month of publication, or unknown.",
    "Nhiệm kỳ của cấp ủy địa phương (2020-2025), hoặc unknown.": (
        "The term of local party committees (2020-2025), or unknown."
    ),
    "Mã của chủ đề ở cấp nào cũng được, hoặc unknown.": "The id of a topic of either level, or unknown.",
    "Ngày đăng biết bằng cách nào.": "How the date of publication is known.",
    "Tên của nguồn.": "The name of a source.",
    "Số hoặc mã của văn bản mà bài dẫn.": "The number or key of a document that articles cite.",
    "Năm mà bài nói tới.": "A year that articles are about.",
    "Năm, tháng hoặc ngày đầu tiên của khoảng ngày đăng.": "The first year, month or day of publication.",
    "Năm, tháng hoặc ngày cuối cùng của khoảng ngày đăng.": "The last year, month or day of publication.",
    "Tính địa phương theo bản đồ lúc viết bài hay hiện nay.": (
        "Whether places are counted on the map of the article's time or on today's."
    ),
    "Gộp các bài trùng nội dung (1) hay hiện riêng từng bài (0).": (
        "Whether near-duplicates are shown once (1) or each (0)."
    ),
    "Dấu đã gõ: tự nhận biết, đúng như đã gõ, hay không xét.": (
        "What typed accents mean: found out, exactly as typed, or nothing."
    ),
    "Thứ tự của kết quả.": "The order of results.",
    "Trang thứ mấy, từ 1; nên dùng next.": "Which page, from 1; better use next.",
    "Số kết quả một trang; lớn quá thì lấy mức lớn nhất.": (
        "Results on a page, at most as many as are allowed."
    ),
    "Giá trị next của trả lời trước, để đi tiếp; chỉ dùng với chính câu hỏi ấy.": (
        "The next of the answer before, to go on; good for that very question only."
    ),
    "Ngôn ngữ của các nhãn và câu cho người đọc.": "The language of labels and sentences for people.",
    "Kể điểm của mỗi kết quả gồm những gì (1).": "Tell what the score of each result is made of (1).",
    "Nhiều nhất bao nhiêu gợi ý.": "How many suggestions at most.",
    "Tên cần tìm, có dấu hay không.": "A name to find, with marks or without.",
    "Chỉ lấy những giá trị nằm dưới giá trị này.": "Only values that stand below this one.",
    "Nhiều bài trước, hay theo tên.": "By number of articles, or by name.",
    "Tên của nguồn, viết đúng như trong kho.": "The name of a source, as the archive writes it.",
    # operations
    "Kho có gì, bài mới nhất, và các bộ lọc để xem.": (
        "What the archive holds, what is new, what to browse by."
    ),
    "Tìm bài: kết quả, số bài, bộ lọc, và câu hỏi đã được đọc thế nào.": (
        "Search: hits, totals, facets, and how the query was read."
    ),
    "Gợi ý cho điều đang gõ.": "How what is being typed may go on.",
    "Đơn vị hành chính của một tên, cũ hay mới, với số bài.": (
        "Administrative units of a name, old or new, with their articles."
    ),
    "Một bài với những điều biết về nó và bằng chứng; có q thì kèm chỗ khớp.": (
        "An article with its facts and their evidence; with q, what matches in it."
    ),
    "Mọi đoạn của một bài khớp với q.": "Every passage of an article that matches q.",
    "Các bản lưu của một bài, cũ nhất trước.": "The stored versions of an article, oldest first.",
    "Các phiên bản của một bài, mỗi bản đổi bao nhiêu.": "The versions of an article, and how much changed.",
    "Hai phiên bản của một bài, đặt cạnh nhau.": "Two versions of an article side by side.",
    "Cách dẫn một bài: câu chữ, RIS, BibTeX.": "How an article is cited: in words, RIS, BibTeX.",
    "Một văn bản: là gì, bài nào dẫn, từ bao giờ, bằng câu nào.": (
        "A document: what it is, who cites it, since when, in which sentences."
    ),
    "Một đơn vị hành chính: trước là gì, nay là gì, có những bài nào.": (
        "An administrative unit: what it was, what it is today, its articles."
    ),
    "Một chủ đề: bài, chủ đề con, và dấu hiệu nhận biết.": "A topic: its articles, its subtopics, its signs.",
    "Một nguồn: từ bao giờ, bao nhiêu bài, ngày đăng biết bằng cách nào.": (
        "A source: since when, how many articles, how its dates are known."
    ),
    "Trong kho có gì, từ bao giờ, và thiếu gì.": "What the archive holds, since when, and what is missing.",
    "Mọi giá trị của một bộ lọc bên cạnh một câu hỏi.": "All values of a facet beside a search.",
    # description
    "API cho chương trình": "The API for programs",
    "API chỉ để đọc. Văn bản và khoảng [đầu, dài], không bao giờ có HTML. "
    "HEAD trả lời như GET. Mọi lỗi là application/problem+json.": (
        "A read-only API. Text and [start, length] ranges, never HTML. "
        "HEAD answers as GET does. Every error is application/problem+json."
    ),
    "Trong v1, trường đã kể ở đây giữ nguyên tên, kiểu và nghĩa. "
    "Có thể thêm trường mới; hãy bỏ qua trường chưa biết.": (
        "Within v1 a field told here keeps its name, type and meaning. "
        "Fields may be added; ignore those you do not know."
    ),
    "Giá trị của next bị hỏng hoặc thuộc về câu hỏi khác.": "The next is broken, or of another question.",
    "Nguồn của bài không cho hiện bản lưu.": "The source of the article does not let captures be shown.",
    "Không có thứ được hỏi.": "There is no such thing.",
    "Bài đã được gỡ khỏi kho.": "The article was withdrawn from the archive.",
    "Có lỗi ở phía máy chủ.": "Something went wrong on the server.",
    "Chỉ mục chưa có hoặc chưa đọc được; xin thử lại sau.": (
        "There is no index, or it cannot be read; try again later."
    ),
    "Để hỏi lại bằng If-None-Match.": "To ask again with If-None-Match.",
    "Trả lời.": "The answer.",
    "Trả lời không đổi so với thẻ đã gửi.": "The answer is that of the tag that was sent.",
    "Khóa gửi lên không có trong danh sách của trang.": "The key that was sent is none of this site.",
    "Hỏi quá nhiều; Retry-After cho biết sau bao nhiêu giây thì hỏi tiếp được.": (
        "Too much was asked for; Retry-After tells in how many seconds there is more."
    ),
    "Giây cần chờ.": "Seconds to wait.",
    "Trường": "Field",
    "Là gì": "What it is",
    "Tham số": "Parameters",
    "Trả lời": "Answer",
    "Lỗi": "Errors",
    # feeds
    "Bài mới trong kho": "New in the archive",
    "Theo dõi (Atom)": "Follow (Atom)",
    "Tìm toàn văn trong kho tin của Đảng ở địa phương.": "Full-text search of local party news.",
}
