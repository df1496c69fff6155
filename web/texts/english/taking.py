"""English twins: what is taken along: exports, the notebook, passages side by side."""

from __future__ import annotations

TAKING: dict[str, str | tuple[str, str]] = {
    # exports
    "Xuất ra tệp": "Export to a file",
    "Mọi bài tìm được": "All articles found",
    "Mỗi bài một dòng, theo thứ tự của kết quả; bài trùng nội dung cũng kể riêng.": (
        "An article a row, in the order of the results; near-duplicates have rows of their own."
    ),
    "Cho chương trình quản lý trích dẫn": "For programs that manage references",
    "Mọi chỗ khớp": "All matches",
    "Mỗi chỗ khớp một dòng, với chữ đứng trước và sau.": "A match a row, with the words before and after.",
    "Đầu tệp ghi câu hỏi, bộ lọc và tình trạng kho; cuối tệp ghi số dòng và cho biết có bị cắt hay không.": (
        "A file begins with query, filters and state of the archive; "
        "it ends with the number of rows, and tells whether it was cut."
    ),
    "Một tệp có nhiều nhất {n} dòng.": ("A file has {n} row at most.", "A file has {n} rows at most."),
    "mở bằng Excel, LibreOffice": "opens in Excel and LibreOffice",
    "bảng tính và chương trình nào cũng đọc được": "read by every spreadsheet and program",
    "cho chương trình: mỗi dòng một đối tượng": "for programs: an object a line",
    "cho EndNote, Zotero, Mendeley": "for EndNote, Zotero, Mendeley",
    "cho LaTeX, JabRef": "for LaTeX, JabRef",
    "cho Zotero, Pandoc": "for Zotero, Pandoc",
    # the head of a file, and its end
    "Nội dung": "Contents",
    "mọi bài tìm được": "all articles found",
    "mọi chỗ khớp, mỗi chỗ một dòng": "all matches, each on a line",
    "các đoạn của sổ trích": "the passages of a notebook",
    "Câu hỏi": "Query",
    "Đọc là": "Read as",
    "Thứ tự": "Order",
    "Số của mẫu": "Number of the sample",
    "Số bài": "Articles",
    "Số dòng": "Lines",
    "Số đoạn": "Passages",
    "Chỉ cách viết": "Only the wording",
    "Chỉ nhóm": "Only the group",
    "Kho": "Archive",
    "Số bài trong kho": "Articles in the archive",
    "Đời chỉ mục": "Generation of the index",
    "Chỉ mục lập lúc": "Index built",
    "Xuất lúc": "Exported",
    "Địa chỉ": "Address",
    "Bản quyền": "Rights",
    "thuộc về các báo và trang gốc": "belong to the newspapers and original sites",
    "Về tệp này": "About this file",
    "Dữ liệu": "Data",
    "Hết": "End",
    "Hết: {rows} dòng, đủ cả.": "End: {rows} rows, complete.",
    "BỊ CẮT: tệp chỉ có {rows} dòng đầu, vì đã tới giới hạn số dòng; còn nữa.": (
        "CUT: the file has the first {rows} rows only, since the limit of rows was reached; there are more."
    ),
    "BỊ CẮT: tệp chỉ có {rows} dòng đầu, vì kho gặp lỗi giữa chừng; xin xuất lại.": (
        "CUT: the file has the first {rows} rows only, since the archive failed on the way; "
        "please export again."
    ),
    "mọi cách viết, mỗi cách một dòng": "all wordings, each on a line",
    "mọi chữ đi kèm, mỗi chữ một dòng": "all company, each thing on a line",
    "mọi nhóm, mỗi nhóm một dòng": "all groups, each on a line",
    "Coi như nhau": "Counted as the same",
    "mọi con số": "all numbers",
    "mọi tên riêng": "all names",
    "Số cách viết": "Wordings",
    "Số chữ khác nhau": "Different things",
    "Số nhóm": "Groups",
    "Xét": "Looked at",
    "Bản đồ": "Map",
    "lúc viết bài": "of the time of writing",
    "hiện nay": "of today",
    "Cả bảng:": "The whole table:",
    # columns
    "Số bài không rõ ngày": "Articles of unknown date",
    "Ngày đầu": "First day",
    "Ngày cuối": "Last day",
    "Nhiều nhất ở": "Mostly in",
    "Các chữ, không kể hoa thường và dấu câu": "Words, without capitals and punctuation",
    "Mã của bài đầu tiên": "Id of the first article",
    "Trong cả kho": "In the archive",
    "Câu hỏi tìm ra": "Query that finds it",
    "Nhóm": "Group",
    "Số bài của nhóm trong kho": "Articles of the group in the archive",
    "Trên 1.000 bài của nhóm": "Of 1,000 articles of the group",
    "Mã nhóm": "Id of the group",
    "Số": "Number",
    "Trước": "Before",
    "Chỗ khớp": "Match",
    "Sau": "After",
    "Tít bài": "Title",
    "Ngày": "Date",
    "Ngày, bằng chữ": "Date as known",
    "Cách biết ngày": "How the date is known",
    "Nay thuộc": "Today in",
    "Phần của bài": "Part of the article",
    "Người nói": "Speaker",
    "Chức vụ": "Office",
    "Chỗ thứ": "Match number",
    "Số chỗ trong bài": "Matches in the article",
    "Mã bài": "Article id",
    "Bắt đầu": "Start",
    "Độ dài": "Length",
    "Trang gốc": "Original page",
    "Trang trong kho": "Page in the archive",
    "Tác giả": "Author",
    "Đoạn đầu": "Beginning",
    "Phiên bản": "Version",
    "Nhóm bài trùng": "Group of near-duplicates",
    # orders and groups of lines
    "Theo chữ bên trái": "By the words before",
    "Theo chữ bên phải": "By the words after",
    "Theo chữ khớp": "By the words of the match",
    "Theo địa phương": "By place",
    "Tỉnh": "Province",
    "Huyện": "District",
    # passages
    "Trích một đoạn": "Clip a passage",
    "Bấm vào một câu hoặc cả đoạn để lấy đoạn ấy kèm trích dẫn.": (
        "Choose a sentence or a whole paragraph to get it with its citation."
    ),
    "cả đoạn": "whole paragraph",
    "Đoạn được trích": "The passage",
    "đoạn và trích dẫn": "passage and citation",
    "Thêm vào sổ trích": "Add to the notebook",
    "So sánh với đoạn khác": "Compare with another passage",
    "Xem trong bài": "See it in the article",
    # notebook
    "Sổ trích": "Notebook",
    "{n} đoạn": ("{n} passage", "{n} passages"),
    "Bài không còn trong kho.": "The article is no longer in the archive.",
    "Nguồn nay không cho hiện chữ của bài; xin đọc ở trang gốc.": (
        "The source does not let the text be shown; please read the original page."
    ),
    "Chữ vẫn như lúc trích, nay ở chỗ khác của bài.": "Worded as when clipped, elsewhere in the article now.",
    "Chữ ở chỗ này không còn như lúc trích.": "The words here are no longer those that were clipped.",
    "Chữ vẫn như lúc trích.": "Worded as when clipped.",
    "Trang đã đổi sau lúc trích.": "The page changed after it was clipped.",
    "Kho không còn bản trang của lúc trích.": "The page as it was when clipped is not in the archive.",
    "Sổ nằm trong địa chỉ của trang này, hoặc trong tệp của bạn; kho không giữ gì. "
    "Đánh dấu trang, gửi địa chỉ cho người khác, hoặc tải sổ về.": (
        "The notebook is in the address of this page, or in a file of yours; nothing is kept here. "
        "Bookmark the page, send its address to others, or download the notebook."
    ),
    "Tệp vừa chọn không phải là sổ trích, hoặc đã hỏng.": "The file is no notebook, or is damaged.",
    "Không hiểu: {names}": "Not understood: {names}",
    "Sổ lưu lúc {moment}, từ {site}; so với kho hiện nay.": (
        "Saved {moment}, from {site}; compared with the archive of now."
    ),
    "Địa chỉ của sổ này, không có ghi chú": "The address of this notebook, without the notes",
    "Ghi chú không nằm trong địa chỉ: tải sổ về máy thì mới giữ được.": (
        "Notes are not in the address: download the notebook to keep them."
    ),
    "Các liên kết dưới mỗi đoạn mở ở thẻ mới, để ghi chú còn lại ở đây.": (
        "Links below each passage open in a new tab, so that the notes stay here."
    ),
    "Chưa đủ hai đoạn: mỗi bên cần một địa chỉ, một mã, hoặc chữ dán vào.": (
        "Two passages are needed: for each an address, a code, or pasted text."
    ),
    "Chưa có chữ nào để tìm: dán một câu hoặc một trang vào ô trên.": (
        "There is no text to look for: paste a sentence or a page into the field above."
    ),
    "Không có gì để xuất.": "There is nothing to export.",
    "Chưa chọn tệp nào để mở.": "No file was chosen to open.",
    "Ghi chú": "Note",
    "So với đoạn trên": "Compare with the one above",
    "Bỏ khỏi sổ": "Remove",
    "Tải sổ về máy (tệp JSON)": "Download the notebook (JSON)",
    "Sổ chưa có đoạn nào. Ở trang của một bài, bấm “Trích một đoạn”.": (
        "The notebook is empty. On the page of an article, choose “Clip a passage”."
    ),
    "Thêm đoạn": "Add a passage",
    "Địa chỉ hoặc mã của đoạn": "Address or code of the passage",
    "Thêm": "Add",
    "Một sổ giữ được {n} đoạn.": ("A notebook holds {n} passage.", "A notebook holds {n} passages."),
    "Mở sổ đã tải về": "Open a downloaded notebook",
    "Tệp sổ trích (JSON)": "File of the notebook (JSON)",
    "Mở và so với kho": "Open and compare with the archive",
    "Tệp chỉ được đọc để trả lời, không được giữ lại.": "The file is read to answer and not kept.",
    # side by side
    "So sánh hai đoạn": "Compare two passages",
    "Đặt hai đoạn cạnh nhau": "Two passages side by side",
    "Hai đoạn cạnh nhau": "Two passages side by side",
    "Hai bên như nhau.": "Both are the same.",
    "Đoạn thứ nhất": "First passage",
    "Đoạn thứ hai": "Second passage",
    "chỉ đọc {n} ký tự đầu": (
        "only the first {n} character is read",
        "only the first {n} characters are read",
    ),
    "Địa chỉ, mã của đoạn hoặc mã bài": "Address or code of a passage, or id of an article",
    "hoặc dán chữ vào đây": "or paste text here",
    "So sánh": "Compare",
    "với bài này": "with this article",
    "Chữ dán vào chỉ được đọc để trả lời, không được giữ lại.": (
        "What is pasted is read to answer and not kept."
    ),
    "Tệp hoặc chữ gửi lên lớn quá": "Too much was sent",
    "Xin gửi ít hơn: trang này chỉ nhận tới vài trăm nghìn chữ.": (
        "Please send less: this page takes a few hundred thousand letters at most."
    ),
    # the API
    "Mọi bài tìm được, thành tệp.": "All articles found, as a file.",
    "Mọi chỗ khớp, mỗi chỗ một dòng, thành tệp.": "All matches, each on a line, as a file.",
    "Mọi cách viết, thành tệp.": "All wordings, as a file.",
    "Mọi chữ đi kèm, thành tệp; cụm thì tới 1.000.": "All company, as a file; of runs up to 1,000.",
    "Mọi nhóm của các chỗ khớp, thành tệp.": "All groups of matches, as a file.",
    "Các đoạn được gọi tên, thành tệp.": "The passages named, as a file.",
    "Các đoạn được gọi tên: chữ, cách dẫn, SHA-256 của trang, và nay còn như cũ không.": (
        "The passages named: words, citation, SHA-256 of the page, and whether they are as they were."
    ),
    "Hai đoạn đặt cạnh nhau, chỉ ra chữ khác nhau.": "Two passages side by side, with the words that differ.",
    "Dạng tệp.": "Format of the file.",
    "Thứ tự của các chỗ khớp.": "Order of the matches.",
    "Chỉ lấy chỗ khớp viết đúng như vậy.": "Only matches of this wording.",
    "Coi mọi con số trong cách viết như nhau (1).": "All numbers in a wording count as the same (1).",
    "Coi mọi tên riêng trong cách viết như nhau (1).": "All names in a wording count as the same (1).",
    "Nhóm các chỗ khớp theo điều gì.": "What matches are grouped by.",
    "Chỉ lấy chỗ khớp của nhóm này.": "Only matches of this group.",
    "Mã của đoạn, hoặc địa chỉ của bài có passage=đầu,dài; nhiều nhất 100 đoạn.": (
        "Code of a passage, or address of an article with passage=start,length; at most 100."
    ),
    "Đoạn thứ nhất: mã, địa chỉ, hoặc mã bài.": "First passage: code, address, or id of an article.",
    "Đoạn thứ hai: mã, địa chỉ, hoặc mã bài.": "Second passage: code, address, or id of an article.",
    "Chữ của đoạn thứ nhất, khi không có a.": "Text of the first passage, where there is no `a`.",
    "Chữ của đoạn thứ hai, khi không có b.": "Text of the second passage, where there is no `b`.",
}
