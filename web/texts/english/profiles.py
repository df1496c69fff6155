"""English twins: pages about documents, places, topics, sources and the archive."""

from __future__ import annotations

PROFILES: dict[str, str | tuple[str, str]] = {
    # documents
    "Văn bản {number}": "Document {number}",
    "Văn bản": "Document",
    "Cơ quan ban hành": "Issued by",
    "Ngày ban hành": "Date of issue",
    "Tên thường gọi": "Known as",
    "theo các bài viết": "as articles say",
    "theo bảng nghị quyết": "from the table of resolutions",
    "chưa bài nào ghi rõ": "stated by no article",
    "{n} bài nhắc tới": ("cited in {n} article", "cited in {n} articles"),
    "Được nhắc": "Cited",
    "lần đầu": "first",
    "gần nhất": "last",
    "Theo năm": "By year",
    "Theo địa phương": "By place",
    "Theo chủ đề": "By topic",
    "Trong đó": "Of these",
    "Số nguồn": "Sources",
    "trước {day}": "before {day}",
    "Hợp nhất với {names} thành một nơi vẫn mang tên này.": (
        "Merged with {names} into a unit that kept this name."
    ),
    "Trang này nói về nơi có trước {day}.": "This page is about the unit before {day}.",
    "Văn bản khác cùng số": "Other documents of this number",
    "không rõ là văn bản nào cùng số": "it is not known which of this number",
    "Thường được nhắc cùng": "Often cited together",
    "trong {n} bài mới nhất": ("in the newest {n} article", "in the newest {n} articles"),
    "Các câu nhắc tới": "The sentences that cite it",
    "và {n} chỗ khác trong bài": ("and {n} more place in the article", "and {n} more places in the article"),
    "Chỉ có {n} trang.": ("There is only {n} page.", "There are only {n} pages."),
    # places
    "Tìm địa phương": "Find a place",
    "Tên tỉnh, huyện, xã, cũ hay mới": "Name of a province, district or commune, old or new",
    "Tên tỉnh, huyện, xã…": "Province, district, commune…",
    "Tìm nơi": "Find",
    "{n} nơi tên “{name}”": ("{n} place called “{name}”", "{n} places called “{name}”"),
    "hơn {n} nơi tên “{name}”": "more than {n} places called “{name}”",
    "Gõ tên cũ hay mới, có dấu hay không; thêm cấp hoặc tên tỉnh cho rõ:": (
        "Old and new names, with or without accents; the kind or the province make it clearer:"
    ),
    "Còn nhiều nơi nữa: thêm cấp hoặc tên tỉnh để thu hẹp.": "There are more: add the kind or the province.",
    "Không có địa phương nào tên như vậy.": "No place is called so.",
    "cũng viết là {name}": "also written {name}",
    "nay là": "today",
    "các thời kỳ khác": "at other times",
    "đơn vị hiện nay": "exists today",
    "Về kết quả": "Back to the results",
    "từ {year}": "since {year}",
    "đến {year}": "until {year}",
    "từ 7/2025": "since 7/2025",
    "mỗi nơi một phần": "in parts",
    "Mức tin cậy": "Confidence",
    "chắc chắn": "sure",
    "khá chắc": "fairly sure",
    "có lẽ": "likely",
    # places, topics, sources
    "Bài trong kho": "In the archive",
    "Số bài": "Numbers of articles",
    "Theo nguồn": "By source",
    "Nay thuộc": "Today in",
    "Lập từ": "Made of",
    "Có từ": "Since",
    "Các thời kỳ": "Its forms",
    "Các nơi bên trong": "Places within",
    "Tìm trong bài về {name}": "Search the articles about {name}",
    "không còn từ {day}": "until {day}",
    "từ {day}": "from {day}",
    "đến trước {day}": "until {day}",
    "theo bản đồ hiện nay, gồm cả những nơi nhập vào": "on today's map, with what was merged into it",
    "theo bản đồ khi viết bài": "on the map of the articles' time",
    "{n} bài theo bản đồ hiện nay": ("{n} article on today's map", "{n} articles on today's map"),
    "{n} bài theo bản đồ khi viết bài": (
        "{n} article on the map of its time",
        "{n} articles on the map of their time",
    ),
    "Gồm các chủ đề": "Its topics",
    "Chủ đề bên cạnh": "Topics beside it",
    "Chủ đề này được nhận ra thế nào?": "How is this topic found?",
    "Bảng chủ đề có {n} cụm từ cho chủ đề này; bài nào có đủ dấu hiệu thì được xếp vào.": (
        "The table of topics has {n} phrase for it; an article with enough signs is filed here.",
        "The table of topics has {n} phrases for it; an article with enough signs is filed here.",
    ),
    "Các từ học được từ bài mẫu cũng được tính.": "Words learned from sample articles count too.",
    "Gần như quyết định": "Nearly decide",
    "Chỉ tính trong tiêu đề và đoạn đầu": "Count in title and lead only",
    "Có ý nghĩa": "Speak for it",
    "Có thể là dấu hiệu": "Point to it",
    "Chuyên mục của cổng tin": "Sections of portals",
    "Tìm trong chủ đề này": "Search this topic",
    "Tìm trong nguồn này": "Search this source",
    "Được hiện ở đây": "Shown here",
    "cả bài và bản lưu": "whole articles and captures",
    "đoạn đầu; cả bài ở trang gốc": "the beginning; the rest on the original page",
    "chỉ tiêu đề; bài ở trang gốc": "titles only; articles on the original page",
    # about
    "Giới thiệu": "About",
    "Trong kho có gì": "What is in the archive",
    "Mọi con số ở trang này được đếm từ chỉ mục lúc mở trang; chỉ mục lập lúc {moment}.": (
        "Every figure here is counted from the index when the page is opened; it was built on {moment}."
    ),
    "Bài": "Articles",
    "Sớm nhất": "First",
    "Gần nhất": "Last",
    "Bảng các nguồn": "Table of sources",
    "Bảng số bài từng tháng": "Table of articles by month",
    "tất cả {n} nguồn": "all {n} sources",
    "Thời gian": "Time",
    "Thời gian và chỗ thiếu": "Time and gaps",
    "Một tháng thường có khoảng {n} bài.": (
        "A usual month has about {n} article.",
        "A usual month has about {n} articles.",
    ),
    "Tháng không có bài nào là chỗ thiếu của kho, không phải là không có tin.": (
        "A month without any is a gap of the archive, not a lack of news."
    ),
    "Năm không có bài nào:": "Years without any article:",
    "ít": "few",
    "ít: dưới một phần năm mức thường": "few: less than a fifth of the usual",
    "không có bài nào": "no article",
    "không rõ tháng": "month unknown",
    "cả năm": "whole year",
    "Ngày đăng biết từ đâu": "How dates are known",
    "Mỗi ô là một tỉnh hoặc thành phố; bài về huyện, xã cũ được tính cho tỉnh nay có nơi ấy.": (
        "A tile is a province or city; articles about former districts and communes count for the province "
        "that has them today."
    ),
    "Biết bằng cách nào": "How it is known",
    "Ngày ghi ngay trong bài được tin nhất, rồi đến địa chỉ trang và nguồn cấp tin. Không có ngày thì đoán "
    "năm từ những điều bài kể, và luôn ghi là ước đoán. Ngày thu thập không bao giờ được coi là ngày đăng.": (
        "A date that the article states is trusted most, then its address and feeds. Without a date the year "
        "is inferred from what the article tells, and always marked so. The day of the crawl is never taken "
        "for the date."
    ),
    "Tên nơi trong tiêu đề, dòng đầu và thân bài được đối chiếu với bảng đơn vị hành chính có ngày hiệu lực. "
    "Bài giữ tên của thời nó viết; bên cạnh là tên hiện nay. Nơi nào bị chia thì kể đủ các phần.": (
        "Names of places in title, dateline and body are looked up in a dated table of administrative units. "
        "An article keeps the names of its time, with those of today beside them. Of a place that was "
        "divided all parts are told."
    ),
    "Mỗi chủ đề có danh sách cụm từ, chuyên mục và văn bản làm dấu hiệu; trang của từng chủ đề liệt kê các "
    "dấu hiệu ấy.": (
        "Each topic has phrases, sections and documents as its signs; the page of each topic lists them."
    ),
    "Ở trang của mỗi bài, nút “vì sao?” cho xem lời văn mà từng điều được đọc ra.": (
        "On the page of an article “why?” shows the words that each fact was read from."
    ),
    "Giới hạn": "Limits",
    "Máy đọc nên có thể nhầm ngày, nơi và chủ đề. Kho chỉ có những bài đã thu được từ các nguồn trên, "
    "không phải mọi bài đã đăng; số bài ít hay nhiều trước hết nói về kho. "
    "Ảnh, tiếng và hình không được tìm.": (
        "A machine reads, and may be wrong about dates, places and topics. The archive holds what was "
        "gathered from these sources, not all that was published; few or many articles tell of the archive "
        "first. Images, sound and film are not searched."
    ),
    "Riêng tư": "Privacy",
    "Trang này không đặt cookie, không nạp gì từ nơi khác và không theo dõi ai. "
    "Điều bạn tìm nằm trong địa chỉ trang, ở máy của bạn.": (
        "This site sets no cookie, loads nothing from elsewhere and follows nobody. "
        "What you search for stands in the address of the page, on your own machine."
    ),
    "Không câu hỏi nào được ghi lại hay đếm.": "No query is logged or counted.",
    "Nhật ký của máy chủ có lời các câu hỏi, không có địa chỉ của người hỏi.": (
        "The log of the server has the words of queries, without the addresses of those who ask."
    ),
    "Chỉ câu hỏi nào được ít nhất {k} địa chỉ mạng khác nhau hỏi trong cùng một ngày mới được giữ lại: "
    "lời câu hỏi, ngày và số địa chỉ. "
    "Trong ngày, máy đếm bằng mã băm trong bộ nhớ; ai hỏi gì không được giữ lại.": (
        "A query is kept only if at least {k} different network addresses asked it on one day: its words, "
        "the day and how many. During the day hashes in memory are counted; who asked what is not kept."
    ),
}
