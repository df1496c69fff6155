"""What the cleaner is told beside the page: rules of a portal, what repeats on the host, attached files."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from index.clean.bylines import byline
from index.clean.cleaner import clean
from index.clean.knowledge import Known, Rules, block_key
from index.enrich.dates import date_article
from index.pages import HTML, RawPage
from search.model import PROSE, VIETNAM, Article, BlockKind, Skipped, SkipReason, Trust, Witness

LONG = (
    "Sáng 12/3, chi bộ thôn Mới họp bàn việc kết nạp đảng viên, có đủ đảng viên dự và một người ngoài thôn. "
)
BODY = f"<p>{LONG}</p><p>{LONG.replace('Mới', 'Đông')}</p><p>{LONG.replace('Mới', 'Tây')}</p>"
PAGE = f"""<html><head><title>Gỡ khó cho chi bộ thôn Mới | Huyện ủy</title></head><body>
<div class="x1">Khẩu hiệu: đoàn kết, dân chủ, kỷ cương, đổi mới, phát triển.</div>
<h1>Gỡ khó cho chi bộ thôn Mới ở vùng cao</h1><div class="x2">11/09/2021</div>
<div class="x3">{BODY}
<div class="x4">Mời bà con đón nghe chương trình phát thanh lúc 5 giờ sáng hằng ngày.</div></div>
<div class="x5">Lê Vân</div></body></html>"""


def page(markup: str = PAGE, url: str | None = "http://h.example/a-1.html", **more) -> RawPage:
    """The page, as it came from an address."""
    fetched = datetime(2024, 1, 1, tzinfo=VIETNAM)
    return RawPage("i", "s", "n", HTML, markup.encode(), url, fetched, **more)


def own(article: Article) -> str:
    """The article's own running text."""
    return "\n".join(article.of(block) for block in article.blocks_of(*PROSE))


def rules(**selectors: str) -> Known:
    """A portal with a selector for each of some fields."""
    return Known(Rules("thử", {name: (value,) for name, value in selectors.items()}))


def test_rules_say_what_is_what():
    """A portal's selectors count more than anything that the cleaner would think."""
    article = clean(page(), rules(title="div.x1", byline="div.x4", date="div.x2"))
    assert article.title.startswith("Khẩu hiệu")
    assert article.reasons["title"] == "the portal's rule"
    assert "đón nghe" in byline(article)
    assert article.first(BlockKind.DATELINE) == "11/09/2021"


def test_a_rule_that_matches_nothing_is_told():
    """The article is read all the same, and its reasons name the selector."""
    article = clean(page(), rules(title="h1", body="div.gone"))
    assert article.title == "Gỡ khó cho chi bộ thôn Mới ở vùng cao"
    assert article.reasons["rules"] == "body: div.gone"
    assert "rules" not in clean(page(), rules(title="h1")).reasons


def test_rules_take_away():
    """What `remove` names is no part of the page."""
    article = clean(page(), Known(Rules("thử", remove=("div.x4",))))
    assert "đón nghe" not in article.text
    assert "đón nghe" in clean(page()).text


def test_marks_of_the_page_itself_are_none_of_ours():
    """A page cannot tell the cleaner what it is."""
    forged = PAGE.replace('class="x1"', 'class="x1" data-tratin="title"')
    assert clean(page(forged)).title == clean(page(forged), rules(byline="div.x5")).title
    assert clean(page(forged)).title.startswith("Gỡ khó")


def test_the_month_first_where_a_portal_writes_so():
    """The order is the portal's, not the string's; else the day comes first."""
    seen = date(2024, 1, 1)
    assert date_article(clean(page()), (), seen=seen)[0].day == date(2021, 9, 11)
    american = clean(page(), Known(Rules("thử", day_first=False)))
    assert date_article(american, (), seen=seen)[0].day == date(2021, 11, 9)


def test_what_repeats_on_the_host_is_chrome():
    """Without any class name; the same words in capitals and with other numbers are the same."""
    text = "Mời bà con đón nghe chương trình phát thanh lúc 6 giờ SÁNG hằng ngày."
    assert "đón nghe" in own(clean(page()))
    article = clean(page(), Known(repeated=frozenset({block_key(text)})))
    assert "đón nghe" not in own(article)
    assert "đón nghe" in article.text


def test_a_headline_that_repeats_is_still_the_headline():
    """A list that names the article may be stored, too: what the page's own head names stays its headline."""
    title = "Gỡ khó cho chi bộ thôn Mới"
    markup = PAGE.replace(" ở vùng cao</h1>", "</h1>")
    assert clean(page(markup), Known(repeated=frozenset({block_key(title)}))).title == title


@pytest.mark.parametrize("url", ["http://h.example/a.html?print=1", "http://h.example/print/a-1.html"])
def test_print_views_are_refused(url):
    """They repeat an article that has a page of its own."""
    found = clean(page(url=url))
    assert isinstance(found, Skipped)
    assert found.reason is SkipReason.PRINT_VIEW


def test_attached_documents_are_witnesses():
    """Where each is, with its name and size; the words stay a block of their own."""
    files = '<p><a href="/f/nq-12.pdf">Nghị quyết 12 (1,5 MB)</a></p></div>\n<div class="x5">'
    article = clean(page(PAGE.replace('</div>\n<div class="x5">', files)))
    assert article.first(BlockKind.ATTACHMENT) == "Nghị quyết 12 (1,5 MB)"
    found = next(witness for witness in article.witnesses if witness.field == "attachment")
    assert found.value == "http://h.example/f/nq-12.pdf"
    assert found.origin.startswith("Nghị quyết 12; 1,5")


def test_witnesses_from_outside_are_kept():
    """A feed's date reaches the vote."""
    feed = Witness("published", "2021-09-12T08:00:00+07:00", "feed http://h.example/rss")
    article = clean(page(witnesses=(feed,)))
    assert feed in article.witnesses
    assert date_article(article, (), seen=date(2024, 1, 1))[0].day == date(2021, 9, 12)


@pytest.mark.parametrize(
    ("days", "confidence"), [(["2021-09-12"], 0.85), (["2021-09-12"] * 2, 0.85), (["2021-09-11"], 1.0)]
)
def test_the_rule_for_the_date_outweighs_a_feed_and_metadata(days, confidence):
    """A person wrote which date counts; where others name another day, that is told and believed less."""
    feed = tuple(Witness("published", day, f"feed http://h.example/{n}") for n, day in enumerate(days))
    article = clean(page(witnesses=feed), rules(date="div.x2"))
    published, _ = date_article(article, (), seen=date(2024, 1, 1))
    assert (published.day, published.trust) == (date(2021, 9, 11), Trust.STATED)
    assert published.confidence == confidence
    assert len(published.evidence) == 1 + len(days)


def test_the_rule_for_the_date_leaves_no_other_time():
    """A time that the cleaner would have taken by itself is none of the article's, nor is its element's."""
    markup = PAGE.replace('<div class="x2">', '<time datetime="2021-09-20">20/09/2021</time><div class="x2">')
    seen = date(2024, 1, 1)
    assert date_article(clean(page(markup)), (), seen=seen)[0].day == date(2021, 9, 20)
    ruled = clean(page(markup), rules(date="div.x2"))
    assert [ruled.of(block) for block in ruled.blocks_of(BlockKind.DATELINE)] == ["11/09/2021"]
    assert date_article(ruled, (), seen=seen)[0].day == date(2021, 9, 11)
    odd = clean(page(markup), rules(date="div.x5"))
    assert date_article(odd, (), seen=seen)[0].day == date(2021, 9, 20)


def test_the_rule_for_the_date_with_the_month_first():
    """The day is the one that the portal means, against a feed too."""
    feed = (Witness("published", "2021-09-11", "feed http://h.example/rss"),)
    known = Known(Rules("thử", {"date": ("div.x2",)}, day_first=False))
    published, _ = date_article(clean(page(witnesses=feed), known), (), seen=date(2024, 1, 1))
    assert published.day == date(2021, 11, 9)


@pytest.mark.parametrize("charset", ["windows-1258", "utf-8"])
def test_a_header_may_name_the_charset(charset):
    """The server's word is a hint like that of the page."""
    article = clean(page(headers={"content-type": f"text/html; charset={charset}"}))
    assert article.title.startswith("Gỡ khó")


def test_a_poem_is_an_article():
    """Lines without full stops are text where a block holds nothing else."""
    lines = (
        "Xuân về trên khắp quê hương",
        "Đồng xanh lúa trổ, nắng vương trên cành",
        "Đảng cho ta những ngày lành",
        "Cho đời hạnh phúc, cho xanh đất này",
    )
    stanza = f"<p>{'<br>'.join(lines)}</p>"
    head = "<div>Huyện ủy A</div><h1>Mùa xuân dâng Đảng</h1><div>03/02/2022</div>"
    article = clean(page(f"<body>{head}<div>{stanza}{stanza}<p align=right><b>Lê Vân</b></p></div></body>"))
    assert isinstance(article, Article)
    assert article.title == "Mùa xuân dâng Đảng"
    assert own(article).split("\n") == [*lines, *lines]
    assert byline(article) == "Lê Vân"


def test_a_question_or_a_heading_may_open_the_text():
    """What stands right above the first paragraph in its block is not lost for being short."""
    answer = "<p>- Vì dân cần biết sự thật, dù sự thật ấy khó nghe với một số người trong xã.</p>"
    for opening, kind in (
        ("<i>PV: Thưa ông, vì sao?</i>", BlockKind.BODY),
        ("<b>I. MỤC TIÊU CHUNG</b>", BlockKind.HEADING),
    ):
        markup = f"<body><h1>Phải nói thật với dân</h1><div><p>{opening}</p>{answer}{BODY}</div></body>"
        article = clean(page(markup))
        first = next(block for block in article.blocks if block.kind in PROSE)
        assert first.kind is kind
        assert article.of(first) in opening


def test_a_long_table_ends_no_article():
    """Rows of figures are big and no prose, but no column of the page."""
    rows = "".join(f"<tr><td>{n}</td><td>Đảng bộ xã số {n}</td><td>{100 + n}</td></tr>" for n in range(1, 25))
    last = LONG.replace("Mới", "Cuối").strip()
    article = clean(
        page(f"<body><h1>Kết quả kết nạp đảng viên</h1>{BODY}<table>{rows}</table><p>{last}</p></body>")
    )
    assert own(article).endswith(last)
    assert len(article.blocks_of(BlockKind.TABLE)) == 24


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ('<div class="header"><div class="time">Thứ sáu, ngày 27 tháng 11 năm 2026</div></div>', "", None),
        ('<div><span id="Clock1">27/11/2026 5:41:11 SA</span></div>', "", None),
        ("", "<div>Đăng bởi: admin | Ngày: 15-10-2019 | Lượt xem: 812</div>", date(2019, 10, 15)),
    ],
)
def test_clocks_and_lines_of_several_things(above, below, day):
    """The clock of a page's head is no date; a day among other facts of an article is."""
    article = clean(
        page(f"<body>{above}<h1>Gỡ khó cho chi bộ ở vùng cao</h1>{below}<div>{BODY}</div></body>")
    )
    assert date_article(article, (), seen=date(2026, 11, 28))[0].day == day


def test_a_name_with_its_station():
    """An office in brackets belongs to the name, whatever hyphens it has."""
    signed = '<p align="right"><b>Nguyễn Thị Lan</b> (Đài TT-TH huyện)</p>'
    article = clean(page(f"<body><h1>Gỡ khó cho chi bộ ở vùng cao</h1><div>{BODY}{signed}</div></body>"))
    assert byline(article) == "Nguyễn Thị Lan (Đài TT-TH huyện)"
