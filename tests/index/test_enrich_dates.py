from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

import pytest
from making import article

from index.enrich.citations import find_citations
from index.enrich.dates import date_article
from index.enrich.enriching import enrich
from index.enrich.years import find_mentions
from search.model import VIETNAM, Trust, Witness
from search.moments import days_in_lower, find_days, find_moments

SEEN = date(2025, 11, 20)

MOMENTS = [
    ("09/11/2021", "2021-11-09", None),
    ("9.11.2021", "2021-11-09", None),
    ("9-11-2021", "2021-11-09", None),
    ("09 / 11 / 2021", "2021-11-09", None),
    ("09/11/21", "2021-11-09", None),
    ("09.11.21", "2021-11-09", None),
    ("11:11, 09/11/2021", "2021-11-09", "11:11"),
    ("09/11/2021 11:11", "2021-11-09", "11:11"),
    ("Thứ ba, 09/11/2021 | 08:05", "2021-11-09", "08:05"),
    ("T3, 09/11/2021, 8h30", "2021-11-09", "08:30"),
    ("8 giờ 30 ngày 9/11/2021", "2021-11-09", "08:30"),
    ("8h ngày 9/11/2021", "2021-11-09", "08:00"),
    ("(23/10/2020 08:37 PM)", "2020-10-23", "20:37"),
    ("23/10/2020 08:37 CH", "2020-10-23", "20:37"),
    ("(23/10/2020 08:37 p.m.)", "2020-10-23", "20:37"),
    ("08:37 P.M. 23/10/2020", "2020-10-23", "20:37"),
    ("8:37 chiều, 23/10/2020", "2020-10-23", "20:37"),
    ("23/10/2020 8:37 tối", "2020-10-23", "20:37"),
    ("23/10/2020 8:37 sáng", "2020-10-23", "08:37"),
    ("12:05 trưa 23/10/2020", "2020-10-23", "12:05"),
    ("11:05 trưa 23/10/2020", "2020-10-23", "11:05"),
    ("1 giờ trưa 23/10/2020", "2020-10-23", "13:00"),
    ("Nov 09, 2021 11:11 AM", "2021-11-09", "11:11"),
    ("23/10/2020 12:07 AM", "2020-10-23", "00:07"),
    ("23/10/2020 12:07 PM", "2020-10-23", "12:07"),
    ("23/10/2020 20:37 PM", "2020-10-23", "20:37"),
    ("Ngày đăng: 03/07/2023 12:41 (GMT+7)", "2023-07-03", "12:41"),
    ("Cập nhật lúc: 22:26 - 03/07/2023", "2023-07-03", "22:26"),
    ("ngày 13 tháng 6 năm 2011", "2011-06-13", None),
    ("Ngày 5 tháng 12, 2023", "2023-12-05", None),
    ("05 Tháng Mười Hai 2023", "2023-12-05", None),
    ("Tháng Mười 5, 2023", "2023-10-05", None),
    ("21-1 năm 2019", "2019-01-21", None),
    ("2021-11-09", "2021-11-09", None),
    ("2021/11/9", "2021-11-09", None),
    ("2021-11-09T11:11:05+07:00", "2021-11-09", "11:11:05"),
    ("2021-11-09T23:30:00Z", "2021-11-10", "06:30"),
    ("2021-11-08T17:00:00.000Z", "2021-11-09", None),
    ("Tue, 09 Nov 2021 11:11:00 +0700", "2021-11-09", "11:11"),
    ("Tue, 09 Nov 2021 04:11:00 GMT", "2021-11-09", "11:11"),
    ("November 9, 2021", "2021-11-09", None),
    ("12-14/5/2021", "2021-05-14", None),
    ("NGÀY 9 THÁNG 11 NĂM 2021", "2021-11-09", None),
    ("11/18/2024 12:00:00 AM", "2024-11-18", "00:00"),
    ("11/18/2024 1:05:00 PM", "2024-11-18", "13:05"),
    ("Th11 9, 2021", "2021-11-09", None),
    ("09 thg 11, 2021", "2021-11-09", None),
    ("9 Th11, 2021", "2021-11-09", None),
    ("０９／１１／２０２１ １１：１１", "2021-11-09", "11:11"),
]


@pytest.mark.parametrize(("text", "day", "clock"), MOMENTS, ids=[text for text, _, _ in MOMENTS])
def test_dates_are_read_as_portals_write_them(text, day, clock):
    """Every format gives its day, day first, and the clock beside it in Vietnamese time."""
    (moment,) = find_moments(text)
    assert moment.day == date.fromisoformat(day)
    assert moment.clock == (time.fromisoformat(clock) if clock else None)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2021",
        "13/18/2024",
        "18/13/24",
        "30/09 23:59",
        "Cập nhật lúc 22:26",
        "Thứ ba",
        "2030/2000",
        "5/5 đảng viên",
        "1.2.10",
        "nhiệm kỳ 2020 - 2025",
        "12/2021",
        "0240/3872-123",
        "1/2/20210",
        "",
    ],
)
def test_what_is_no_date_gives_none(text):
    """Impossible days, days without year, weekdays, ratios and terms are no dates."""
    assert find_moments(text) == ()


def test_each_date_takes_its_own_clock():
    """Of two dates with clocks, each has the nearer one."""
    first, second = find_moments("Đăng 09/11/2021 11:11 | Cập nhật 10/11/2021 08:00")
    assert (first.clock, second.clock) == (time(11, 11), time(8, 0))


def test_days_stand_where_they_are_found():
    """The span of a day holds exactly its words."""
    text = "Sáng 5/9/2023 và ngày 6 tháng 9 năm 2023"
    assert [text[m.span.start : m.span.end] for m in find_days(text)] == ["5/9/2023", "6 tháng 9 năm 2023"]


def test_a_day_with_its_month_first_stands_beside_others():
    """Whichever way one day of a text is written, the others are read as well, and no figure twice."""
    text = "Tháng Mười Một 9, 2021; nov 10, 2021; 11/11/2021; 12 tháng 11 13, 2021"
    assert [moment.day.day for moment in find_days(text)] == [9, 10, 11, 13]


@pytest.mark.parametrize(("begin", "end", "days"), [(0, 10, [9]), (0, 9, []), (1, 10, []), (11, 21, [1])])
def test_days_are_read_between_bounds(begin, end, days):
    """A day has to lie between the bounds, and what stands before them is still seen."""
    text = "09/11/2021 01/12/2021"
    assert [moment.day.day for moment in days_in_lower(text, begin, end)] == days


def test_words_that_name_a_year_do_not_reach_over_another():
    """Each year has its own words, also where they stand close together."""
    mentions = find_mentions(
        article(body="Năm 2019, 6 tháng đầu năm 2020 và quý I/2021; số 2022, năm học 2023.")
    )
    assert [(one.year, one.evidence.quote) for one in mentions] == [
        (2019, "Năm 2019"),
        (2020, "6 tháng đầu năm 2020"),
        (2021, "quý I/2021"),
        (2023, "năm học 2023"),
    ]


def _dated(page):
    return date_article(page, find_citations(page), seen=SEEN)


def test_a_date_line_states_the_day():
    """The page's own date line is a stated date with its clock and evidence."""
    page = article(title="Tin", dateline="15:20, 02/06/2022", body="Năm 2019, xã có 9 chi bộ. Năm 2019, đạt.")
    published, about = _dated(page)
    assert (published.trust, published.iso) == (Trust.STATED, "2022-06-02T15:20:00+07:00")
    assert (published.year, published.first_year, published.last_year) == (2022, 2022, 2022)
    assert published.confidence == 0.95
    assert published.evidence[0].quote == "15:20, 02/06/2022"
    assert about == (2019,)


def test_a_header_clock_is_no_date():
    """A date in the portal's furniture says when the page was fetched, not when it was written."""
    published, _ = _dated(
        article(chrome="Thứ năm, 20/11/2025 08:00", title="Tin", body="Hội nghị đã diễn ra.")
    )
    assert published.trust is Trust.UNKNOWN
    assert published.year is None


def test_metadata_beats_the_date_line_and_borrows_its_clock():
    """Both are evidence; a day without clock takes the clock that the other gives for that day."""
    page = article(title="Tin", dateline="02/06/2022 15:20", body="Nội dung.")
    page = replace(
        page, witnesses=(Witness("published", "2022-06-02T00:00:00+07:00", "article:published_time"),)
    )
    published, _ = _dated(page)
    assert (published.iso, published.confidence) == ("2022-06-02T15:20:00+07:00", 1.0)
    assert len(published.evidence) == 2


def _with(page, *days: str, url: str | None = None):
    return replace(page, url=url, witnesses=tuple(Witness("published", day, "meta date") for day in days))


def test_witnesses_vote():
    """Two that agree outweigh one that does not; all of them are told."""
    page = article(title="Tin", dateline="02/06/2022 15:20", body="Nội dung.")
    published, _ = _dated(_with(page, "2022-06-07", url="https://x.example/2022/06/02/tin.html"))
    assert published.iso == "2022-06-02T15:20:00+07:00"
    assert len(published.evidence) == 3
    assert _dated(_with(page, "2022-06-07"))[0].day == date(2022, 6, 7)


def test_metadata_of_the_day_of_the_visit_are_a_clock():
    """A system that prints today as the date of every page is not believed against an earlier date line."""
    page = article(title="Tin", dateline="02/06/2022", body="Nội dung.")
    assert _dated(_with(page, SEEN.isoformat()))[0].day == date(2022, 6, 2)
    fresh = article(title="Tin", dateline=f"{SEEN:%d/%m/%Y}", body="Nội dung.")
    assert _dated(_with(fresh, SEEN.isoformat()))[0].day == SEEN


def test_a_day_in_the_address_counts_where_nothing_else_is_said():
    """It is trusted less than a date line, and marked; what the page states comes first."""
    page = replace(article(title="Tin", body="Nội dung."), url="https://x.example/a-20220602152000123.html")
    published, _ = _dated(page)
    assert (published.trust, published.iso, published.confidence) == (Trust.URL, "2022-06-02", 0.9)
    stated, _ = _dated(_with(page, "2022-06-07", url=page.url))
    assert (stated.trust, stated.iso) == (Trust.STATED, "2022-06-07")


def test_a_day_that_only_a_feed_gives_is_marked():
    """The page's own word for the same day makes it stated."""
    page = article(title="Tin", body="Nội dung.")
    told = (Witness("published", "2022-06-02T15:20:00+07:00", "feed https://x.example/rss"),)
    published, _ = _dated(replace(page, witnesses=told))
    assert (published.trust, published.iso) == (Trust.FEED, "2022-06-02T15:20:00+07:00")
    page = article(title="Tin", dateline="02/06/2022", body="Nội dung.")
    assert _dated(replace(page, witnesses=told))[0].trust is Trust.STATED


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("3 ngày trước", "2025-11-17"),
        ("1 tuần trước", "2025-11-13"),
        ("Hôm qua, 21:05", "2025-11-19T21:05:00+07:00"),
        ("Hôm nay 7h30", "2025-11-20T07:30:00+07:00"),
        ("3 giờ trước", "2025-11-20"),
        ("12 giờ trước", "2025-11-19"),
        ("2 days ago", "2025-11-18"),
        ("Thứ sáu, 14/11, 23:59", "2025-11-14T23:59:00+07:00"),
        ("Thứ năm, 14/11, 23:59", "2024-11-14T23:59:00+07:00"),
        ("21/11 08:00", "2024-11-21T08:00:00+07:00"),
    ],
)
def test_relative_days_are_counted_from_the_visit(line, iso):
    """They are inferred, with the day on which the page was seen; a weekday settles the year."""
    page = article(title="Tin", dateline=line, body="Nội dung.")
    published, _ = date_article(page, (), seen=SEEN, at=time(9, 0))
    assert (published.trust, published.iso) == (Trust.INFERRED, iso)
    assert 0.5 <= published.confidence < 0.95
    assert date_article(page, ())[0].trust is Trust.UNKNOWN


def test_relative_days_are_not_counted_from_the_day_of_adding():
    """A page of an archive counts from its own visit; where nobody knows that, nothing is counted."""
    page = article(title="Tin", dateline="Hôm qua, 21:05", body="Nội dung.")
    added = datetime(2025, 11, 20, tzinfo=VIETNAM)
    told = partial(enrich, page, article_id="0" * 16, version=1, added=added)
    assert told(fetched=datetime(2015, 3, 2, tzinfo=VIETNAM)).published.day == date(2015, 3, 1)
    assert told().published.trust is Trust.UNKNOWN


@pytest.mark.parametrize("line", ["5/5 đảng viên", "Lượt xem: 2021", "30/02 23:59", "trước", "Thứ ba"])
def test_what_is_no_relative_day_gives_none(line):
    """Ratios, counters, days that do not exist and weekdays alone."""
    page = article(title="Tin", dateline=line, body="Nội dung.")
    assert date_article(page, (), seen=SEEN)[0].trust is Trust.UNKNOWN


@pytest.mark.parametrize(
    ("parts", "trust", "year", "month"),
    [
        ({"dateline": "Tháng 6/2020"}, Trust.STATED, 2020, 6),
        ({"dateline": "Năm 2021"}, Trust.STATED, 2021, None),
        ({"body": "Bản tin Sinh hoạt chi bộ số tháng 6-2020"}, Trust.INFERRED, 2020, 6),
        ({"dateline": "Tháng 6/2035"}, Trust.UNKNOWN, None, None),
    ],
)
def test_a_month_or_year_without_a_day(parts, trust, year, month):
    """A date line may give a month or a year only, and so does the issue of a bulletin."""
    published, _ = _dated(article(title="Tin", **parts))
    assert (published.trust, published.year, published.month, published.day) == (trust, year, month, None)


def test_days_of_printing_and_of_licences_are_not_the_articles():
    """Only the day of publication counts."""
    page = article(
        title="Tin", dateline="Ngày in: 05/06/2024 10:00 | Ngày đăng: 09/11/2021 11:11", body="Tin."
    )
    assert _dated(page)[0].iso == "2021-11-09T11:11:00+07:00"
    page = article(title="Tin", dateline="Giấy phép số 12/GP-TTĐT cấp ngày 15/4/2015", body="Tin.")
    assert _dated(page)[0].trust is Trust.UNKNOWN


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("1636431060", "2021-11-09T11:11:00+07:00"),
        ("1636431060000", "2021-11-09T11:11:00+07:00"),
        ('{"dateModified":"2021-11-12","datePublished":"2021-11-09"}', "2021-11-09"),
    ],
)
def test_metadata_in_other_forms(value, iso):
    """Unix time in seconds or milliseconds, and a record with the day of a change before the other."""
    assert _dated(_with(article(title="Tin", body="Nội dung."), value))[0].iso == iso


def test_the_end_of_a_year_is_told_of_after_it():
    """Who tells of December or the fourth quarter may write in the next year: the year is not sure."""
    told = ["Năm 2021 đạt kế hoạch.", "Năm 2021 vượt. Quý IV/2021 tăng."]
    published, _ = _dated(article(title="Kết quả năm 2021", body=told))
    assert (published.trust, published.first_year, published.last_year) == (Trust.UNKNOWN, 2021, 2022)


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("Thực hiện Nghị định 43/2011/NĐ-CP.", 2011),
        ("Thực hiện Nghị quyết Trung ương 4 khóa XII.", 2016),
        ("Thực hiện Chỉ thị 05-CT/TW của Bộ Chính trị khóa XII.", 2016),
        ("Đại hội nhiệm kỳ 2020 - 2025.", 2019),
    ],
)
def test_documents_and_terms_bound_the_year(body, first):
    """No article is older than a document that it cites; terms are spoken of from the year before."""
    published, _ = _dated(article(title="Tin", body=body))
    assert (published.year, published.first_year) == (None, first)


def test_the_day_of_a_change_does_not_outvote():
    """`lastmod` of a sitemap is when a page changed."""
    page = article(title="Tin", dateline="02/06/2022", body="Nội dung.")
    changed = Witness("published", "2022-07-01", "sitemap lastmod")
    assert _dated(replace(page, witnesses=(changed,)))[0].day == date(2022, 6, 2)


def test_the_first_date_wins_over_the_last_change():
    """`Cập nhật` is not the day of publication where another one is given."""
    page = article(
        title="Tin", dateline=["Cập nhật: 10/06/2022 08:00", "Ngày đăng: 02/06/2022"], body="Nội dung."
    )
    assert _dated(page)[0].day == date(2022, 6, 2)


@pytest.mark.parametrize("line", ["01/01/1970", "01/01/1900", "21/12/2025", "02/06/2099"])
def test_days_that_cannot_be_are_not_believed(line):
    """Zero of Unix time, placeholders and days after the page came in are no dates."""
    assert _dated(article(title="Tin", dateline=line, body="Nội dung."))[0].trust is Trust.UNKNOWN


def test_the_date_of_a_cited_document_is_not_the_articles():
    """An article that only dates a directive has no year, but is not older than it."""
    page = article(title="Tin", body="Thực hiện Chỉ thị 28-CT/TW, ngày 21/1/2019. Chỉ thị 28-CT/TW nêu rõ.")
    published, about = _dated(page)
    assert (published.trust, published.year, about) == (Trust.UNKNOWN, None, ())
    assert published.first_year == 2019


@pytest.mark.parametrize(
    ("title", "body", "year", "last"),
    [
        ("Kết quả kết nạp đảng viên năm 2018", "Năm 2018 đạt 20 đồng chí.", 2018, 2019),
        ("Kết nạp đảng viên 6 tháng đầu năm 2018", "Đạt 20 đồng chí.", 2018, 2018),
        ("Công tác năm 2018", "Từ đầu năm đến nay, đạt 20 đồng chí.", 2018, 2018),
        ("Công tác phát triển đảng", "Năm 2018 đạt 20, tăng so với năm 2017. Năm 2018 vượt.", 2018, 2019),
        (
            "Công tác phát triển đảng",
            "Năm 2018 đạt. Quý I/2018 vượt. Đến năm 2020 đạt 50. Đến năm 2020.",
            2018,
            2019,
        ),
        (
            "Công tác năm 2018",
            "Giải pháp cho năm 2019 và những năm tiếp theo, năm 2019 và các năm sau.",
            2018,
            2019,
        ),
        (
            "Công tác năm 2018",
            "Từ năm 2010, từ năm 2010, thành lập năm 2010, nhiệm kỳ 2015 - 2020.",
            2018,
            2019,
        ),
        ("Đại hội chi bộ 2018", "Ngày 12/5/2018, chi bộ họp.", 2018, 2019),
        ("Kết quả năm 2018", "Hội nghị ngày 11/1/2019 và ngày 12/1/2019, 13/1/2019 tổng kết.", 2019, 2020),
    ],
)
def test_a_year_is_inferred_from_what_the_text_says(title, body, year, last):
    """Years named in earnest decide; comparisons, plans, beginnings and terms do not."""
    published, _ = _dated(article(title=title, body=body))
    assert (published.trust, published.year) == (Trust.INFERRED, year)
    assert (published.first_year, published.last_year) == (year, last)
    assert 0.5 <= published.confidence < 0.95
    assert published.day is None
    assert published.evidence


@pytest.mark.parametrize(
    "body",
    [
        "Hội nghị bàn công tác phát triển đảng viên.",
        "Nhiệm kỳ 2020 - 2025, đảng bộ đề ra 20 chỉ tiêu.",
        "Phấn đấu đến năm 2025 có 30 đảng viên mới.",
        "Đồng chí sinh năm 1990, vào Đảng từ năm 2012.",
        "Năm 2018 đạt 20, năm 2019 đạt 21, năm 2020 đạt 22.",
    ],
)
def test_weak_evidence_leaves_the_year_unknown(body):
    """Below half confidence there is no year."""
    published, _ = _dated(article(title="Công tác phát triển đảng", body=["Mở đầu.", body]))
    assert (published.trust, published.year) == (Trust.UNKNOWN, None)
    assert published.confidence < 0.5


@pytest.mark.parametrize(
    "url",
    [
        "https://example.vn/tin/201802/ket-nap-12.html",
        "https://example.vn/2018/02/ket-nap",
        "https://example.vn/2018-2-17/ket-nap",
        "https://example.vn/ket-nap-20180217101500123.htm",
    ],
)
def test_the_address_gives_a_year(url):
    """Portals put the month or the day into addresses."""
    published, _ = _dated(article(url=url, title="Tin", body="Nội dung."))
    assert (published.trust, published.year, published.first_year) == (Trust.URL, 2018, 2018)
    assert published.month == 2 or published.day == date(2018, 2, 17)


def test_other_articles_on_the_page_do_not_count():
    """Years in lists of related articles are not evidence."""
    page = article(
        title="Tin", body="Nội dung.", related=["Kết quả năm 2018", "Tổng kết năm 2018 (12/12/2018)"]
    )
    published, about = _dated(page)
    assert (published.trust, about) == (Trust.UNKNOWN, ())


def test_the_inferred_year_is_not_in_the_future():
    """A year after the page came in is a plan, whatever the words."""
    published, _ = _dated(article(title="Công tác năm 2031", body="Năm 2031 đạt. Năm 2031 vượt."))
    assert published.trust is Trust.UNKNOWN
