"""English twins: how something was worded before."""

from __future__ import annotations

PRECEDENTS: dict[str, str | tuple[str, str]] = {
    # the pages, and what they share
    "Tiền lệ": "Precedents",
    "Ngữ cảnh": "In context",
    "Cách viết": "Wordings",
    "Chữ đi kèm": "Company",
    "Ai, ở đâu": "Who and where",
    "Lần đầu": "First use",
    "Theo thời gian": "Over time",
    "Các từ đang được tìm rời nhau. Tìm đúng cả cụm:": "The words are looked for apart. As one phrase:",
    "Các từ đang được tìm rời nhau; không bài nào có đúng cả cụm.": (
        "The words are looked for apart; no article has them as one phrase."
    ),
    "Hãy gõ từ hoặc cụm từ cần xem:": "Type a word or a phrase to look at:",
    "Từ hoặc cụm từ": "Word or phrase",
    "Xem": "Show",
    "{n} dòng": ("{n} line", "{n} lines"),
    "dòng": ("line", "lines"),
    "từ – đến": "from – to",
    "Không có chỗ khớp nào.": "There is no match.",
    # lines
    "thêm {n} bài khớp mà không có dòng nào (nhờ bộ lọc)": (
        "{n} more article matches without a line (by a filter)",
        "{n} more articles match without a line (by a filter)",
    ),
    "Xem mọi dòng": "All lines",
    "Các dòng": "Lines",
    "các dòng liền nhau của một bài đi chung": "lines of an article together",
    "Mẫu ngẫu nhiên": "Random sample",
    "Mẫu số {seed}: mọi dòng theo thứ tự ngẫu nhiên, lần nào mở địa chỉ này cũng vậy, nên những dòng đầu đại "
    "diện cho tất cả.": (
        "Sample {seed}: all lines in a random order, the same whenever this address is opened, so that the "
        "first lines stand for all."
    ),
    "Lấy mẫu khác": "Another sample",
    "Mẫu ngẫu nhiên thứ mấy: cùng số thì cùng thứ tự.": (
        "Number of the random sample: the same number, the same order."
    ),
    # wordings
    "{n} cách viết": ("{n} wording", "{n} wordings"),
    "Các cách viết": "Wordings found",
    "coi mọi con số như nhau": "all numbers alike",
    "coi mọi tên riêng như nhau": "all names alike",
    "cách viết": "wording",
    "nhiều nhất ở": "mostly in",
    "{n} bài không rõ ngày": ("{n} article of unknown date", "{n} articles of unknown date"),
    # company
    "Xem chữ đi kèm thế nào": "How to look at company",
    "xem": "show",
    "từng từ trong khoảng xét": "words within the window",
    "cụm {n} âm tiết": ("runs of {n} syllable", "runs of {n} syllables"),
    "cụm đứng": "runs",
    "ngay sau": "right behind",
    "ngay trước": "right before",
    "đếm theo": "count",
    "âm tiết": "syllables",
    "từ hai âm tiết": "words of two syllables",
    "trái": "left",
    "phải": "right",
    "xếp theo": "rank by",
    "số lần": "count",
    "log-likelihood": "log-likelihood",
    "logDice": "logDice",
    "chữ": "words",
    "trong cả kho": "in the archive",
    "{n} chữ khác nhau đứng cạnh": ("{n} thing beside", "{n} different things beside"),
    "Không có chữ nào đứng cạnh.": "Nothing stands beside it.",
    "Xếp theo logDice thì chữ đứng cạnh chưa đến ba dòng ở sau các chữ khác.": (
        "By logDice what stands beside fewer than three lines comes behind the others."
    ),
    "Log-likelihood cho biết đứng cạnh nhau có chắc là không do tình cờ không: càng lớn càng chắc (trên "
    "10,83 là rất chắc). LogDice cho biết hai bên gắn bó đến đâu, nhiều nhất là 14; so được giữa các câu "
    "hỏi. Số 0: không hơn tình cờ.": (
        "Log-likelihood tells how sure it is that the two do not meet by chance: the larger the surer "
        "(above 10.83 very sure). LogDice tells how closely they belong together, 14 at most, and can be "
        "compared between queries. 0: no more often than by chance."
    ),
    # who and where
    "{n} nhóm": ("{n} group", "{n} groups"),
    "Các nhóm": "Groups",
    "Nhóm theo": "Group by",
    "nhóm": "group",
    "Đọc từ câu chữ của bài, kiểu “Đồng chí …, Bí thư Huyện ủy …, cho biết: …”; câu làm chứng đứng ở từng "
    "dòng.": (
        "Read from what articles say (“Đồng chí …, Bí thư Huyện ủy …, cho biết: …”); "
        "each line shows the words that tell it."
    ),
    "Một dòng của bài có nhiều nơi hay nhiều tác giả được tính cho từng nhóm.": (
        "A line of an article with several places or authors counts in each group."
    ),
    "Xếp nhóm": "Order of groups",
    "Nhiều dòng nhất": "Most lines",
    "Nhiều nhất trên 1.000 bài": "Most of 1,000 articles",
    "Cột “trên 1.000 bài” cho biết trong một nghìn bài của chính nhóm ấy (với các bộ lọc này) có mấy bài có "
    "dòng. Nhóm có dưới {n} bài thì số ấy dễ do tình cờ, nên theo thứ tự này thì đứng sau.": (
        "“Of 1,000” tells how many of a thousand articles of the same group (under these filters) have a "
        "line. Of a group of fewer than {n} articles that is mostly chance: by this order it comes last."
    ),
    "bài của nhóm": ("article of the group", "articles of the group"),
    "trên 1.000 bài": "of 1,000",
    "ít bài": "few",
    # first use
    "Sớm nhất trong kho:": "Earliest in the archive:",
    "Có trong kho, nhưng không bài nào rõ ngày.": "It is in the archive, but no article has a known day.",
    "Kho (với các bộ lọc này) bắt đầu từ {day}.": "The archive (under these filters) begins on {day}.",
    "Ở {place}, kho bắt đầu từ {day}.": "In {place} it begins on {day}.",
    "Đây là lần đầu trong kho, chưa hẳn là lần đầu có người viết như vậy: bài không được lưu, và bài trước "
    "khi kho bắt đầu, đều không thấy ở đây.": (
        "This is the first use in the archive, perhaps not the first one ever: articles that were not kept, "
        "and those from before the archive begins, are not seen here."
    ),
    "Lần đầu này rất gần ngày kho bắt đầu: rất có thể đã có từ trước.": (
        "It lies close to the day on which the archive begins: it may well be older."
    ),
    "Trong các bài tìm được, {n} bài không rõ ngày.": (
        "Of the articles found, {n} has no known day.",
        "Of the articles found, {n} have no known day.",
    ),
    "Những bài sớm nhất rõ ngày": "The earliest articles of a known day",
    "Không rõ ngày, có thể sớm hơn": "Of unknown day, perhaps earlier",
    # the API
    "Mọi chỗ khớp của câu hỏi, mỗi chỗ một dòng, với chữ đứng trước và sau.": (
        "Every match of a query, each on a line, with the words before and after."
    ),
    "Chỗ khớp được viết những cách nào: bao nhiêu lần, từ bao giờ, ở đâu.": (
        "How what matches was worded: how often, since when, where."
    ),
    "Chữ nào hay đứng cạnh chỗ khớp: từng từ, hoặc cụm từ hai đến bảy âm tiết.": (
        "What stands beside what matches: single words, or runs of two to seven syllables."
    ),
    "Chỗ khớp theo tỉnh, huyện, nguồn, năm, tác giả, người nói, chức vụ.": (
        "What matches by province, district, source, year, byline, speaker, office."
    ),
    "Những chỗ khớp sớm nhất, tin được đến đâu, và kho bắt đầu từ bao giờ.": (
        "The earliest matches, how far they can be trusted, and when the archive begins."
    ),
    "Nhóm nhiều dòng trước, hay nhiều trên 1.000 bài trước.": (
        "Groups with most lines first, or with most of 1,000 articles."
    ),
    "Đếm theo âm tiết hay theo từ hai âm tiết.": "Count by syllables or by words of two syllables.",
    "Xếp theo logDice (không nói thì vậy), log-likelihood, số lần.": (
        "Rank by logDice where nothing is said, or by log-likelihood or count."
    ),
    "Xét mấy âm tiết bên trái, nhiều nhất 10.": "How many syllables to the left, 10 at most.",
    "Xét mấy âm tiết bên phải, nhiều nhất 10.": "How many syllables to the right, 10 at most.",
    "Cụm dài mấy âm tiết; 0 là từng từ trong khoảng xét.": (
        "Syllables of a run; 0: single words within the window."
    ),
    "Cụm đứng ngay trước hay ngay sau chỗ khớp.": "Runs right before or right behind what matches.",
}
