"""What holds for every page, and what is skipped."""

from __future__ import annotations

import json
import random
import time
import unicodedata
from datetime import datetime

import pytest

from index.clean.bylines import byline
from index.clean.captures import label
from index.clean.cleaner import clean
from index.pages import RawPage
from search.legacy import encode, seen
from search.model import PROSE, VIETNAM, Article, BlockKind, Skipped, SkipReason, Witness
from search.text import canonical

LONG = (
    "Sáng 12/3, Huyện ủy Sông Mới tổ chức hội nghị đánh giá kết quả phát triển đảng viên ở nông thôn, "
    "bàn cách gỡ khó cho các chi bộ nhiều năm chưa kết nạp được người mới. "
)
PIECES = (
    *(
        "Tin cùng chuyên mục",
        "Skip portletPortlet Menu",
        "<< < 1 2 3 > >>",
        "Đầu trang",
        "QUẢNG CÁO",
        "Lê Vân",
    ),
    *(
        "03/07/2023 12:41",
        "(23/10/2020 08:37 PM)",
        "Ảnh: Quang cảnh hội nghị",
        "1. Một việc",
        "- Hai việc",
        "Nguồn: X",
    ),
    *(
        "Từ khóa: đảng",
        "Trang chủ » Tin tức",
        "Gỡ khó cho chi bộ vùng cao",
        "Xã Suối Trong",
        "I. PHẦN MỘT",
        LONG,
    ),
    *(
        LONG * 2,
        "lại nói tiếp",
        "\u00a0",
        "",
        "\t \u3000",
        "…",
        "|",
        "ke-hoach.pdf",
        "Tác giả: ",
        "./. Lê Vân",
        "\u0301",
    ),
    *(
        "Hội nghị bế mạc./. Lê Vân",
        "()",
        "©",
        ":",
        "Theo",
        "Ảnh:",
        "12",
        "🙂 Ðảng",
        "e\u0301\u0323",
        "X (1/1/2020)",
    ),
)


def make_page(payload: bytes | str, media_type: str = "text/plain") -> RawPage:
    """A page of this content."""
    payload = payload.encode() if isinstance(payload, str) else payload
    return RawPage("i", "s", "n", media_type, payload, None, datetime(2024, 1, 1, tzinfo=VIETNAM))


def make_record(**fields) -> RawPage:
    """A record of these fields."""
    return make_page(json.dumps(fields, ensure_ascii=False), "application/json")


def check_legal(text: str, blocks) -> None:
    """Blocks are in order, trimmed, not overlapping, and hold every character that is not blank."""
    end = 0
    for block in blocks:
        assert end <= block.start < block.end <= len(text)
        assert not text[end : block.start].strip(" -–|\n")
        piece = text[block.start : block.end]
        assert piece == piece.strip()
        end = block.end
    assert not text[end:].strip()


def test_blocks_are_legal_on_any_text(fresh_seed):
    """In order, trimmed, without overlap, and no line left out: on pages put together at random."""
    dice = random.Random(fresh_seed)
    for _ in range(400):
        page = canonical("\n".join(dice.choice(PIECES) for _ in range(dice.randrange(40))))
        labels = label(page)
        check_legal(page, labels.blocks)
        inside = {page.count("\n", 0, at) for block in labels.blocks for at in range(block.start, block.end)}
        full = {number for number, line in enumerate(page.split("\n")) if line.strip()}
        assert full <= inside
        assert label(page) == labels


def test_cleaning_is_a_function_of_the_bytes(fresh_seed):
    """Any bytes give an article or a skip, the same one every time; decomposed letters change nothing."""
    dice = random.Random(fresh_seed)
    for _ in range(100):
        text = "\n".join(dice.choice(PIECES) for _ in range(dice.randrange(1, 30)))
        first = clean(make_page(text))
        assert first == clean(make_page(text))
        assert first == clean(make_page(unicodedata.normalize("NFD", text)))
        for media_type in ("text/plain", "text/html", "application/json"):
            assert isinstance(clean(make_page(dice.randbytes(300), media_type)), Article | Skipped)


@pytest.mark.parametrize(
    "text",
    [
        LONG * 33_000,
        "a " * 2_500_000,
        "a" * 5_000_000,
        "(" * 5_000_000,
        "1/" * 2_500_000,
        "Ảnh: " * 1_000_000,
        f"A{' ' * 5_000_000}-",
    ],
    ids=["sentences", "letters", "word", "brackets", "numbers", "labels", "blanks"],
)
def test_a_huge_line_takes_seconds_at_most(text):
    """A single line of five megabytes is read in linear time."""
    begun = time.perf_counter()
    clean(make_page(text))
    assert time.perf_counter() - begun < 10


@pytest.mark.parametrize(
    "line", ["Tin tức", "Lê Vân - Thu Cúc", "03/07/2023 12:41", "Các tin khác", "1 | 2 | 3"]
)
def test_very_many_lines_take_seconds_at_most(line):
    """Fifty thousand short lines are read in linear time."""
    begun = time.perf_counter()
    clean(make_page(LONG + "\n" + f"{line}\n" * 50_000))
    assert time.perf_counter() - begun < 20


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", SkipReason.EMPTY),
        (" \n\u00a0\n\ufeff", SkipReason.EMPTY),
        ("Chỉ có một tiêu đề", SkipReason.TOO_SHORT),
        ("Các tin khác\nQUẢNG CÁO\nLoading...", SkipReason.TOO_SHORT),
        (
            "The committee met on Monday to discuss the annual plan for new members of the party. " * 6,
            SkipReason.NOT_VIETNAMESE,
        ),
        (
            "Комитет провёл заседание, на котором обсудил план работы на будущий год. " * 6,
            SkipReason.NOT_VIETNAMESE,
        ),
        ("中国共产党召开会议研究部署下一阶段工作。" * 40, SkipReason.NOT_VIETNAMESE),
    ],
)
def test_what_is_no_article_is_skipped(text, reason):
    """Empty, short and foreign pages are skipped, each with its reason."""
    skipped = clean(make_page(text))
    assert isinstance(skipped, Skipped)
    assert skipped.reason is reason


def test_vietnamese_without_marks_is_vietnamese():
    """A text typed without marks is an article."""
    text = "Dang bo huyen da ket nap nhieu dang vien moi o cac chi bo thon, ban vung cao trong nam qua. " * 3
    assert isinstance(clean(make_page(f"Ket qua phat trien dang vien\n\n{text}")), Article)


def test_bytes_in_no_known_encoding_are_skipped():
    """A capture in an encoding that nobody knows is told apart, so that it can be read later."""
    noise = bytes(range(128, 256)) * 20
    assert clean(make_page(noise)).reason is SkipReason.NOT_UTF8


@pytest.mark.parametrize("encoding", ["tcvn3", "vni", "viscii", "windows-1258"])
def test_legacy_encodings_are_read_and_told(encoding):
    """A capture in an encoding of the nineties gives its article, and says what was converted."""
    text = "Kết nạp đảng viên mới\n\n" + LONG
    article = clean(make_page(encode(text, encoding)))
    assert article.title == "Kết nạp đảng viên mới"
    assert encoding in article.reasons["encoding"]


def test_pasted_legacy_letters_are_repaired():
    """A record with letters pasted from an old font is repaired, and says so."""
    record = json.dumps({"title": "Bài cũ", "text": seen(encode(LONG, "tcvn3"))}).encode()
    article = clean(make_page(record, "application/json"))
    assert "tcvn3" in article.reasons["encoding"]


def test_a_record_becomes_its_fields_and_its_text():
    """Title, section and time of a record are the first blocks; its text is read like a capture's."""
    article = clean(
        make_record(
            title="Gỡ khó cho\nchi bộ",
            category="Xây dựng Đảng",
            date="2024-03-12",
            url="https://songmoi.example.vn/1",
            text=f"{LONG}\n{LONG * 2}\nLê Vân\nCác tin khác\nChuyện ở cuối sông",
        )
    )
    assert isinstance(article, Article)
    assert [(block.kind.value, article.of(block)[:20]) for block in article.blocks] == [
        ("title", "Gỡ khó cho chi bộ"),
        ("section", "Xây dựng Đảng"),
        ("dateline", "2024-03-12"),
        ("lead", LONG[:20]),
        ("body", LONG[:20]),
        ("byline", "Lê Vân"),
        ("related", "Các tin khác"),
        ("related", "Chuyện ở cuối sông"),
    ]
    assert article.url == "https://songmoi.example.vn/1"
    assert article.witnesses == (Witness("published", "2024-03-12", "record field date"),)
    assert article.reasons["title"] == "a field of the record"
    check_legal(article.text, article.blocks)


def test_a_record_without_title_is_read_like_a_capture():
    """Where the fields are missing, the text is asked."""
    article = clean(make_record(text=f"Gỡ khó cho chi bộ\n15/05/2024\n{LONG}\n{LONG * 2}"))
    assert isinstance(article, Article)
    assert article.title == "Gỡ khó cho chi bộ"
    assert article.first(BlockKind.DATELINE) == "15/05/2024"
    assert article.url is None


def test_a_record_with_an_address_that_is_none_has_none():
    """Only web addresses are links."""
    article = clean(make_record(text=LONG * 3, title="Gỡ khó", url="javascript:alert(1)"))
    assert isinstance(article, Article)
    assert article.url is None


PAGE = f"""<!doctype html><html><head><title>Cổng thông tin</title>
<meta property="article:published_time" content="2024-03-12T08:00:00+07:00"></head><body>
<nav><a>Trang chủ</a><a>Giới thiệu</a></nav><script>var x = "{LONG}";</script>
<div id=main><h1>Gỡ khó cho chi bộ</h1><div class=content><p>{LONG}</p>
<figure><img src=x><figcaption>Bên bờ sông, một buổi chiều</figcaption></figure>
<p>{LONG * 2}</p><p>{LONG}<br>{LONG}</p><p>Lê Vân</p></div></div>
<footer>Bản quyền thuộc về Huyện ủy</footer></body></html>"""


def own_text(article) -> list[str]:
    """The blocks of an article that are no part of the page around it."""
    return [article.of(block) for block in article.blocks if block.kind is not BlockKind.CHROME]


def test_a_page_of_html_is_read():
    """Title, paragraphs, caption, names and the published time come out; the reasons say how."""
    article = clean(make_page(PAGE, "text/html"))
    assert isinstance(article, Article)
    kinds = [block.kind.value for block in article.blocks if block.kind is not BlockKind.CHROME]
    assert kinds == ["title", "lead", "caption", "body", "body", "body", "byline"]
    assert article.title == "Gỡ khó cho chi bộ"
    assert article.first(BlockKind.CAPTION) == "Bên bờ sông, một buổi chiều"
    assert article.witnesses == (
        Witness("published", "2024-03-12T08:00:00+07:00", "meta article:published_time"),
    )
    assert set(article.reasons) >= {"title", "lead", "caption", "byline"}
    menu = next(block for block in article.blocks if "Trang chủ" in article.of(block))
    assert menu.kind is BlockKind.CHROME
    check_legal(article.text, article.blocks)


@pytest.mark.parametrize("around", ["form", "aside", "header", "form><aside", "div"])
def test_the_element_that_holds_the_article_is_read(around):
    """A form round the whole page, or an article in an aside or header, loses only its controls."""
    opening, closing = f"<{around}>", "".join(f"</{tag}>" for tag in reversed(around.split("><")))
    page = f"""<body><nav>Trang chủ</nav>{opening}<div><h1>Gỡ khó cho chi bộ</h1>
    <select><option>Chọn xã</option></select><textarea>Ý kiến</textarea>
    <input value="Tìm"><button>Gửi</button>
    <p>{LONG}</p><p>{LONG * 2}</p></div>{closing}</body>"""
    article = clean(make_page(page, "text/html"))
    assert isinstance(article, Article)
    assert own_text(article) == ["Gỡ khó cho chi bộ", LONG.strip(), (LONG * 2).strip()]


def test_headers_and_asides_beside_the_article_are_not_read():
    """The head of the site and a box at the side stay out, the head of the article itself stays in."""
    page = f"""<body><header>Cổng thông tin</header><article><header><h1>Gỡ khó</h1><p>{LONG}</p></header>
    <aside>Tin nóng trong ngày</aside><p>{LONG * 2}</p></article><aside>Thời tiết</aside></body>"""
    article = clean(make_page(page, "text/html"))
    assert isinstance(article, Article)
    assert " ".join(own_text(article)).split() == f"Gỡ khó {LONG * 3}".split()


@pytest.mark.parametrize(
    "attribute", ["hidden", 'style="display:none"', "style='color:red; Visibility : HIDDEN;'"]
)
def test_what_a_browser_does_not_show_is_not_text(attribute):
    """Hidden elements are left out, headings too."""
    page = f"""<body><h1 {attribute}>Cổng thông tin</h1><h1>Gỡ khó cho chi bộ</h1><div><p>{LONG}</p>
    <p {attribute}>Chữ ẩn <b hidden>của trang</b></p><p style="display:block">{LONG * 2}</p></div></body>"""
    article = clean(make_page(page, "text/html"))
    assert isinstance(article, Article)
    assert article.title == "Gỡ khó cho chi bộ"
    assert article.text.split() == f"Gỡ khó cho chi bộ {LONG * 3}".split()


def test_a_time_behind_a_heading_is_its_dateline():
    """A heading of HTML or the title of a record gives up the time behind it, as a capture's does."""
    title = "Gỡ khó cho chi bộ (23/10/2020 08:37&nbsp; PM)"
    pages = (
        make_page(f"<body><h1>{title}</h1><div><p>{LONG}</p><p>{LONG}</p></div></body>", "text/html"),
        make_record(title=title.replace("&nbsp;", "\u00a0"), text=LONG * 3),
    )
    for article in map(clean, pages):
        assert isinstance(article, Article)
        assert article.title == "Gỡ khó cho chi bộ"
        assert article.first(BlockKind.DATELINE) == "(23/10/2020 08:37 PM)"
        check_legal(article.text, article.blocks)


@pytest.mark.parametrize("huge", ["rất dài " * 1_250_000, "x" * 10_000_000], ids=["words", "word"])
@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "application/json"])
def test_a_huge_title_is_cut_and_nothing_is_lost(media_type, huge):
    """Of ten megabytes in place of a title some words remain; the rest is text, and the reasons say so."""
    pages = {
        "text/plain": f"{huge}\n{LONG}\n{LONG}",
        "text/html": f"<h1>{huge}</h1><div><p>{LONG}</p><p>{LONG}</p></div>",
        "application/json": json.dumps({"title": huge, "text": f"{LONG}\n{LONG}"}),
    }
    article = clean(make_page(pages[media_type], media_type))
    assert isinstance(article, Article)
    assert 200 <= len(article.title) <= 300
    assert "the rest is body" in article.reasons["title"]
    assert "".join("".join(map(article.of, article.blocks)).split()) == "".join(f"{huge}{LONG * 2}".split())
    check_legal(article.text, article.blocks)


def test_a_byline_is_one_line():
    """Names on two lines, with tabs or doubled blanks between, come out on one line with single blanks."""
    names = "Lê\t Vân\nBan  Tuyên giáo\u00a0 Huyện ủy"
    article = clean(make_page(f"Gỡ khó cho chi bộ\n\n{LONG}\n\n{LONG}\n\n{names}"))
    assert isinstance(article, Article)
    assert byline(article) == "Lê Vân (Ban Tuyên giáo Huyện ủy)"


def test_a_declared_encoding_is_respected():
    """A page in windows-1258 is read, whether it says so or not."""
    text = unicodedata.normalize("NFC", PAGE)
    legacy = "".join(split_tone(char) for char in text)
    declared = legacy.replace("<head>", '<head><meta charset="windows-1258">').encode("cp1258")
    article = clean(make_page(declared, "text/html"))
    assert isinstance(article, Article)
    assert article.title == "Gỡ khó cho chi bộ"
    assert clean(make_page(legacy.encode("cp1258"), "text/html")).title == article.title


def split_tone(char: str) -> str:
    """The letter as windows-1258 has it: base letter with its hat, then the tone."""
    try:
        char.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", char)
        tone = next((part for part in parts if part in "\u0300\u0301\u0303\u0309\u0323"), "")
        return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone
    return char


def test_nothing_is_thrown_away_but_only_prose_is_the_article():
    """The text of an article is the whole page; what is not the article's own has another kind."""
    page = f"Giới thiệu\nGỡ khó cho chi bộ\n{LONG}\n{LONG}\nCác tin khác\nChuyện ở cuối sông"
    article = clean(make_page(page))
    assert isinstance(article, Article)
    assert article.text == "\n".join(
        line.rstrip() if "Sông" not in line else line for line in page.split("\n")
    )
    assert {article.of(block) for block in article.blocks if block.kind in PROSE} == {LONG.strip()}


def test_a_time_under_the_heading_of_a_page_is_its_date():
    """A time between heading and first paragraph is a dateline; today's date above the heading is not."""
    page = (
        "<html><body><div>{}</div><div><h1>Kết nạp đảng viên mới ở xã vùng cao</h1>"
        "<p>{}</p><p>{}</p><p>{}</p></div></body></html>"
    )
    found = clean(
        make_page(page.format("Thứ Tư, ngày 15/05/2024", "03/07/2023 12:41", LONG, LONG), "text/html")
    )
    assert found.first(BlockKind.DATELINE) == "03/07/2023 12:41"
    clock = clean(make_page(page.format("Thứ Tư, ngày 15/05/2024", LONG, LONG, LONG), "text/html"))
    assert clock.first(BlockKind.DATELINE) == ""
