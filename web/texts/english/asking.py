"""English twins: how a query was read, suggestions, the form and the guide."""

from __future__ import annotations

ASKING: dict[str, str | tuple[str, str]] = {
    # how a query was read
    "Tìm tất cả các bài": "Searching all articles",
    "Tìm: {what}": "Searching: {what}",
    " hoặc ": " or ",
    "trong tiêu đề: {what}": "in the title: {what}",
    "trong sapô: {what}": "in the lead: {what}",
    "tác giả: {what}": "author: {what}",
    "từ bắt đầu bằng “{word}”": "words that begin with “{word}”",
    "“{words}” hoặc {document}": "“{words}” or {document}",
    "“{words}” cách nhau nhiều nhất {n} âm tiết, theo thứ tự": (
        "“{words}” at most {n} syllable apart, in this order",
        "“{words}” at most {n} syllables apart, in this order",
    ),
    "“{words}” cách nhau nhiều nhất {n} âm tiết, thứ tự nào cũng được": (
        "“{words}” at most {n} syllable apart, in any order",
        "“{words}” at most {n} syllables apart, in any order",
    ),
    "cụm “{words}”": "the phrase “{words}”",
    "cụm “{words}” (… là {sizes} âm tiết)": "the phrase “{words}” (… is {sizes} syllables)",
    "không có {what}": "without {what}",
    "không có ({what})": "without ({what})",
    "không có cùng lúc ({what})": "not with all of ({what})",
    "không có cùng lúc các từ {what}": "not with all the words {what}",
    "không phải {what}": "not {what}",
    "ngày {day}": "on {day}",
    "từ ngày {first} đến {last}": "from {first} to {last}",
    "từ ngày {day}": "since {day}",
    "đến ngày {day}": "until {day}",
    "tháng {months}": "in {months}",
    "từ năm {year}": "since {year}",
    "đến năm {year}": "until {year}",
    "ở {names}": "in {names}",
    "chủ đề {names}": "on the topic {names}",
    "{names}": "{names}",
    "nguồn có “{names}”": "a source with “{names}” in its name",
    "{names} và {n} nơi khác cùng tên": (
        "{names} and {n} other of this name",
        "{names} and {n} others of this name",
    ),
    "văn bản {name}": "the document {name}",
    "không hiểu như vậy": "do not read it so",
    "Dấu": "Accents",
    "tự nhận biết": "as usual",
    "đúng như đã gõ": "exactly as typed",
    "không xét dấu": "ignored",
    "Bỏ yêu cầu đúng dấu": "Do not insist on the accents",
    "Bộ lọc đang chọn": "Filters chosen",
    "Vẫn lọc theo những điều này, cùng với các ô dưới đây; bỏ dấu thì thôi.": (
        "These still hold, together with the fields below; untick what should not."
    ),
    # suggestions, and what may be meant
    "Cụm từ": "Phrases",
    "Tiêu đề": "Titles",
    "Gợi ý": "Suggestions",
    "{n} gợi ý": ("{n} suggestion", "{n} suggestions"),
    "Có phải bạn muốn tìm:": "Did you mean:",
    "Có thể đọc là:": "It may be read as:",
    "Bài đăng ngày {when}": "Articles published on {when}",
    "Bài đăng tháng {when}": "Articles published in {when}",
    "Bài đăng năm {when}": "Articles published in {when}",
    "Không có bài nào có “{word}”.": "No article has “{word}”.",
    "Không có bài nào có “{word}” với bộ lọc này.": "No article has “{word}” under these filters.",
    "Phần nào cũng có bài, nhưng không bài nào có tất cả.": "Each part has articles, but none has them all.",
    "Không xét dấu": "Ignore accents",
    "Nới năm: {years}": "Wider years: {years}",
    "“{words}” cách nhau đến {n} âm tiết": "“{words}” up to {n} syllables apart",
    # the form and the guide
    "Tìm nâng cao": "Advanced search",
    "Cách tìm": "How to search",
    "Bấm vào một ví dụ để thử. Các cách viết đều ghép được với nhau.": (
        "Click an example to try it. All of them can be combined."
    ),
    "Các mục": "Sections",
    "Gõ": "Type",
    "Tìm được gì": "What it finds",
    "Tên các trường": "Names of fields",
    "Tên nào cũng được, có dấu hay không, viết hoa hay thường.": (
        "Any of the names, with or without accents, in any case."
    ),
    "từ ngữ ở phần ấy của bài": "words in that part of the article",
    "một phần tên báo hoặc trang": "a part of the name of a paper or site",
    "tên cũ hay mới, có dấu hay không": "an old or new name, with or without accents",
    "tên, một phần tên, hoặc mã của chủ đề": "the name of a topic, a part of it, or its id",
    "Cũng nên biết": "Good to know",
    "HOẶC, VÀ, KHÔNG (OR, AND, NOT) phải viết hoa; dấu ngoặc lồng nhau được tới 16 lớp.": (
        "HOẶC, VÀ, KHÔNG (OR, AND, NOT) are written in capitals; brackets may be 16 deep."
    ),
    "Cụm từ và dấu * không vượt qua cuối câu; dấu phẩy và dấu nối không tính.": (
        "Neither a phrase nor a * crosses the end of a sentence; commas and hyphens do not matter."
    ),
    "Số văn bản, ngày và chữ viết tắt được đọc mọi cách viết; đặt trong ngoặc kép thì để nguyên.": (
        "Document numbers, days and abbreviations are found in any writing; within quotes as they are."
    ),
    "Từ chín âm tiết trở lên là một câu dán vào: tìm bài có đủ các từ gần nhau, rồi bài có nhiều từ nhất.": (
        "Nine syllables and more are a pasted sentence: articles with all of them close together, "
        "else those with most."
    ),
    "Câu hỏi được hiểu thế nào thì nói ở đầu kết quả; bấm × cạnh đó để không hiểu như vậy.": (
        "How a query was read stands above its results; the × beside it asks for the same without that."
    ),
    "Đọc 2.000 ký tự và 128 âm tiết đầu; từ viết tắt bằng dấu * tính 256 từ hay gặp nhất.": (
        "The first 2,000 characters and 128 syllables are read; beginnings with a * stand for the 256 "
        "most frequent words."
    ),
    "Phím": "Keys",
    "Làm gì": "What it does",
    "vào ô tìm, từ bất cứ chỗ nào của trang": "into the search box, from anywhere on the page",
    "mở gợi ý và chọn trong đó; Home, End tới mục đầu và cuối": (
        "open the suggestions and choose; Home and End go to the first and the last"
    ),
    "tìm chữ đã gõ, hoặc mở gợi ý đang chọn": "search for what was typed, or open the suggestion chosen",
    "đóng gợi ý; bấm lần nữa thì xóa ô tìm, Ctrl+Z lấy lại": (
        "close the suggestions; once more clears the box, Ctrl+Z brings the text back"
    ),
    "ở trang của bài: tới chỗ khớp sau, chỗ khớp trước": (
        "on the page of an article: to the next match, the one before"
    ),
    "trong hình các năm: sang năm bên; giữ Shift để chọn nhiều năm; Home, End: hai đầu": (
        "in the picture of years: to the next one; with Shift to choose several, Home and End to either end"
    ),
    "tới chỗ tiếp theo; đầu trang kết quả có lối tắt tới kết quả và bộ lọc": (
        "to what comes next; at the head of results there are short ways to hits and filters"
    ),
    "Điền ô nào cũng được; mọi ô đã điền đều phải đúng.": (
        "Fill in any of the fields; all that are filled in must hold."
    ),
    "Từ ngữ trong bài": "Words of the article",
    "Có tất cả các từ": "All of these words",
    "Đúng cụm từ": "This exact phrase",
    "Dấu * thay cho 1–3 âm tiết.": "A * stands for 1–3 syllables.",
    "Có ít nhất một trong": "Any of these",
    "Cách nhau bằng dấu phẩy: đảng viên, đoàn viên.": "Commas between: đảng viên, đoàn viên.",
    "Không có": "None of these",
    "Cách nhau bằng dấu phẩy; mỗi mục là một cụm từ.": "Commas between; each is a phrase.",
    "Các từ gần nhau": "Words near each other",
    "Cách nhau nhiều nhất": "At most so far apart",
    "Số âm tiết": "Number of syllables",
    "âm tiết": "syllables",
    "theo thứ tự": "in this order",
    "Để trống là {n} âm tiết.": ("{n} syllable if left empty.", "{n} syllables if left empty."),
    "Chỗ trong bài": "Where in the article",
    "Trong tiêu đề": "In the title",
    "Tác giả": "Author",
    "Về bài": "About the article",
    "Một phần tên báo hoặc trang.": "A part of the name of a paper or site.",
    "Tên cũ hay mới, có dấu hay không.": "Old or new name, with or without accents.",
    "Mọi chủ đề": "Any topic",
    "{name}: {n} bài": ("{name}: {n} article", "{name}: {n} articles"),
    "Các tháng năm {year}": "Months of {year}",
    "cả năm {year}": "all of {year}",
    "mọi tháng": "all months",
    "Thêm": "Add",
    "cao nhất {n}": "highest {n}",
    "kéo để chọn nhiều": "drag to choose several",
    "Phím mũi tên để đi, Shift và mũi tên để chọn một khoảng, Enter để lọc, Esc để thôi.": (
        "Arrows move, Shift and arrows choose a range, Enter filters by it, Esc drops it."
    ),
    "Năm, tháng hay ngày: 2021, 7/2021, 15/7/2021": "Year, month or day: 2021, 7/2021, 15/7/2021",
    "Lọc": "Filter",
    "từ {when}": "from {when}",
    "đến {when}": "to {when}",
    "từ": "from",
    "đến": "to",
    "Từ năm": "From the year",
    "Đến năm": "To the year",
    "Số hiệu: 28-CT/TW.": "Its number: 28-CT/TW.",
    "Cách tìm và xếp": "Accents and order",
    "Dấu tiếng Việt": "Accents",
    "Xếp theo": "Order",
    "Phần còn lại": "The rest",
    "Phần của câu hỏi mà các ô trên không ghi được; viết như ở ô tìm.": (
        "What of the query no field above can hold; written as in the search box."
    ),
    "Xóa các ô": "Clear the fields",
}
