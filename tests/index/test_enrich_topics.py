from __future__ import annotations

from dataclasses import replace

import pytest
from making import article

from index.enrich.citations import find_citations
from index.enrich.topics import find_topics, weigh_topics
from search.model import Witness
from search.topic_table import read_topics
from search.topics import Taxonomy


def _ids(page):
    return [finding.id for finding in find_topics(page, find_citations(page))]


@pytest.mark.parametrize(
    ("title", "body", "first"),
    [
        (
            "Kết nạp đảng viên mới tại chi bộ thôn",
            "Lễ kết nạp có ba quần chúng ưu tú.",
            "to-chuc/phat-trien-dang-vien",
        ),
        ("Nâng cao chất lượng sinh hoạt chi bộ", "Chi bộ họp thường kỳ.", "to-chuc/sinh-hoat-chi-bo"),
        ("Trao Huy hiệu Đảng đợt 7/11", "Các đồng chí 50 năm tuổi Đảng.", "to-chuc/huy-hieu-dang"),
        ("Đại hội Đảng bộ xã lần thứ nhất", "Đại hội chi bộ đã xong.", "dai-hoi-nghi-quyet/dai-hoi"),
        ("Thi hành kỷ luật hai tổ chức đảng", "Có vi phạm, khuyết điểm.", "kiem-tra/ky-luat"),
        ("HỘI NÔNG DÂN XÃ GIÚP HỘI VIÊN", "Quỹ hỗ trợ nông dân cho vay.", "dan-van-doan-the/nong-dan"),
        ("Xã về đích nông thôn mới", "Xây dựng NTM được dân ủng hộ.", "kinh-te/nong-thon-moi"),
        ("Tổ công nghệ số cộng đồng giúp dân", "Chuyển đổi số ở thôn.", "chinh-quyen/chuyen-doi-so"),
        ("Giao nhận quân an toàn", "Tân binh lên đường nhập ngũ.", "quoc-phong-an-ninh/tuyen-quan"),
    ],
)
def test_the_subject_comes_first(title, body, first):
    """The topic of the headline is the primary one."""
    assert _ids(article(title=title, body=body))[0] == first


@pytest.mark.parametrize(
    "text",
    [
        "Trời hôm nay nhiều mây, gió nhẹ.",
        "Doanh nghiệp tặng quà cho trường.",
        "Đồng chí là Chủ nhiệm Ủy ban Kiểm tra, nguyên Chủ tịch Hội Nông dân.",
        "Nhân dân toàn tỉnh đoàn kết, toàn huyện đoàn kết, cả thành phố đoàn kết.",
        "Lãnh đạo tỉnh, đoàn công tác đã đến; lãnh đạo tỉnh, đoàn khách cùng dự.",
        "Họ phát triển. Đảng viên đến. Mới kết nạp; đảng bộ vui.",
    ],
)
def test_weak_evidence_gives_no_topic(text):
    """Passing words, names of posts, and words on both sides of a stop say nothing of the subject."""
    assert _ids(article(title="Tin ngắn", lead="Mở đầu.", body=text)) == []


def test_spelling_does_not_matter():
    """Case, place of the tone mark, hyphens and a left out comma are all one."""
    texts = ("XÓA NHÀ TẠM", "xoá nhà tạm", "xóa nhà tạm")
    assert {tuple(_ids(article(title=text, body="."))) for text in texts} == {
        ("van-hoa-xa-hoi/an-sinh-giam-ngheo",)
    }
    assert _ids(article(title="Công tác kiểm tra giám sát", body=".")) == ["kiem-tra/kiem-tra-giam-sat"]
    assert _ids(article(title="Phòng chống COVID - 19", body=".")) == ["van-hoa-xa-hoi/y-te"]


def test_at_most_two_topics_and_none_far_below_the_best():
    """The two foremost subjects are kept, a third and a minor one are not."""
    three = article(
        title="Chuyển đổi số, bầu cử và tuyển quân",
        body="Nông thôn mới. Chuyển đổi số, bầu cử, tuyển quân.",
    )
    weighed = [finding.id for finding in weigh_topics(three).findings]
    assert _ids(three) == weighed[:2]
    assert set(weighed[:3]) == {
        "chinh-quyen/chuyen-doi-so",
        "chinh-quyen/bau-cu",
        "quoc-phong-an-ninh/tuyen-quan",
    }
    one = article(title="Giao nhận quân: tân binh nhập ngũ", body="Mở đầu. Có chuyển đổi số.")
    assert _ids(one) == ["quoc-phong-an-ninh/tuyen-quan"]


def test_evidence_stands_in_the_text():
    """Each phrase shown is a quote from its span."""
    page = article(title="Kết nạp đảng viên", body="Quần chúng ưu tú được kết nạp vào Đảng.")
    (finding,) = find_topics(page)
    assert [evidence.quote for evidence in finding.evidence][:2] == [
        "Kết nạp đảng viên",
        "được kết nạp vào Đảng",
    ]
    *phrases, words = finding.evidence
    for evidence in phrases:
        assert page.text[evidence.span.start : evidence.span.end] == evidence.quote
    assert words.span is None
    assert words.why.startswith("words of the text, score x ")
    assert all(word in page.text.lower() for word in words.quote.split(", "))


def test_a_section_supports_but_does_not_decide():
    """The portal's section lifts a topic that the text names, and makes none by itself."""
    plain = article(title="Tin", lead="Mở đầu.", body="Nhiều người vui vì xã có chức danh mới.")
    filed = article(
        title="Tin", lead="Mở đầu.", body="Nhiều người vui vì xã có chức danh mới.", section="Nhân sự"
    )
    assert _ids(plain) == []
    assert _ids(filed) == ["to-chuc/can-bo"]
    assert _ids(article(title="Tin", body="Mở đầu.", section="Nhân sự")) == []
    by_record = replace(plain, witnesses=(Witness("section", "NHÂN SỰ", "record"),))
    assert _ids(by_record) == ["to-chuc/can-bo"]


def test_a_cited_document_speaks_for_its_topic():
    """A number is evidence; where numbers restart, only with the year of the right document."""
    weak = "Cần giảm đầu mối, hiệu lực, hiệu quả theo Nghị quyết số 18-NQ/TW{}."
    assert _ids(article(title="Tin", lead="Mở đầu.", body=weak.format(" ngày 25/10/2017"))) == [
        "to-chuc/sap-xep-bo-may"
    ]
    assert _ids(article(title="Tin", lead="Mở đầu.", body=weak.format(" ngày 16/6/2022"))) == []


def test_related_articles_do_not_count():
    """Headlines of other articles and menus give no topic."""
    assert _ids(article(title="Tin", body="Mở đầu.", related="Kết nạp đảng viên mới", chrome="Bầu cử")) == []


OWN = """
masks = ["bộ trưởng việc a"]
[[topic]]
id = "a"
name = "A"
name_en = "A"
sections = ["mục của a"]
  [[topic.sub]]
  id = "mot"
  name = "Một"
  name_en = "One"
  strong = ["việc a", "làm bộ trưởng", "kỳ họp hội đồng nhân dân"]
  medium = ["khá rõ là a"]
  weak = ["hơi hướng a"]
  head = ["chuyện a"]
  [[topic.sub]]
  id = "hai"
  name = "Hai"
  name_en = "Two"
  strong = ["việc b", "đi", "nước mắm"]
"""


@pytest.fixture(scope="module")
def own():
    """A small table."""
    return _taxonomy(OWN)


def _taxonomy(text):
    topics, signs, masks, learned = read_topics(text, "own.toml")
    return Taxonomy({each.id: each for each in topics}, signs, masks, "0", learned)


def _weighed(page, own):
    return {finding.id: finding.score for finding in weigh_topics(page, (), own).findings}


def test_another_table_gives_other_topics(own):
    """The topics are those of the table that is given."""
    page = article(title="Việc A và kết nạp đảng viên", body="Việc A.")
    assert [finding.id for finding in find_topics(page, (), own)] == ["a/mot"]
    assert _ids(page) == ["to-chuc/phat-trien-dang-vien"]


def test_grades_of_phrases(own):
    """A strong phrase says more than a medium one, and that more than a weak one."""
    scores = [
        _weighed(article(title=text, body="."), own)["a/mot"]
        for text in ("Việc A", "Khá rõ là A", "Hơi hướng A")
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_a_phrase_and_a_topic_may_have_a_weight():
    """A weight of a phrase multiplies what it says, that of a topic all that speaks for it."""
    weighed = OWN.replace('"việc a"', '"việc a *0.5"', 1).replace(
        'name_en = "Two"', 'name_en = "Two"\n  weight = 2\n  sections = ["mục b"]\n  docs = ["18-NQ/TW"]'
    )
    heavy = OWN.replace('name_en = "Two"', 'name_en = "Two"\n  sections = ["mục b"]\n  docs = ["18-NQ/TW"]')
    page = article(title="Việc A, việc B, làm bộ trưởng", body="Nghị quyết số 18-NQ/TW.", section="Mục B")
    cited = find_citations(page)
    before, after = (
        {
            (finding.id, finding.score, tuple(each.quote for each in finding.evidence))
            for finding in weigh_topics(page, cited, _taxonomy(text)).findings
        }
        for text in (heavy, weighed)
    )
    scores = [{topic: score for topic, score, _ in findings} for findings in (before, after)]
    assert scores[1]["a/hai"] == pytest.approx(2 * scores[0]["a/hai"], abs=0.01)
    one = _weighed(article(title="Việc A", body="."), _taxonomy(OWN))["a/mot"]
    assert scores[1]["a/mot"] == pytest.approx(scores[0]["a/mot"] - one / 2, abs=0.01)


def test_a_phrase_of_the_head_counts_there_only(own):
    """In title and lead it says more than a medium one; in running text it says nothing."""
    head, medium = (_weighed(article(title=text, body="."), own) for text in ("Chuyện A", "Khá rõ là A"))
    assert head["a/mot"] > medium["a/mot"]
    assert _weighed(article(title="Tin", lead="Chuyện A.", body="."), own)["a/mot"] > 0
    assert _weighed(article(title="Tin", lead="Mở đầu.", body="Chuyện A."), own) == {}


def test_the_title_weighs_more_than_the_lead_and_that_more_than_the_text(own):
    """Where a phrase stands decides how much it says."""
    pages = (
        article(title="Việc A", lead="Mở đầu.", body="Thân."),
        article(title="Tin", lead="Việc A.", body="Thân."),
        article(title="Tin", lead="Mở đầu.", body="Việc A."),
    )
    scores = [_weighed(page, own)["a/mot"] for page in pages]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 3


def test_what_a_long_text_says_once_is_said_in_passing(own):
    """Places in running text count by their density."""
    short = article(title="Tin", lead="Mở đầu.", body="Việc A. Thân bài.")
    long = article(title="Tin", lead="Mở đầu.", body="Việc A. " + "Thân bài. " * 250)
    assert _weighed(long, own)["a/mot"] < _weighed(short, own)["a/mot"] / 2


def test_abbreviations_are_expanded(own):
    """A phrase is found with its parts abbreviated where a short form means nothing else."""
    assert _weighed(article(title="Kỳ họp HĐND", body="."), own) == _weighed(
        article(title="Kỳ họp Hội đồng nhân dân", body="."), own
    )


def test_a_phrase_that_runs_into_a_mask_takes_it_along(own):
    """`làm bộ trưởng việc a`: the office is no word about its subject."""
    assert _weighed(article(title="Bộ trưởng việc A đến thăm", body="."), own) == {}
    ((finding,), _) = weigh_topics(article(title="Ông X làm Bộ trưởng việc A", body="."), (), own)
    assert [evidence.quote for evidence in finding.evidence] == ["làm Bộ trưởng việc A"]


def test_a_text_without_marks_is_read_without_them(own):
    """In a text without any mark, phrases of several words count without theirs; single words do not."""
    assert _weighed(article(title="Viec B di", body="Ban nuoc mam."), own) == _weighed(
        article(title="Việc B", body="Bán nước mắm."), own
    )
    assert _weighed(article(title="Viec B", body="Đã xong."), own) == {}


def test_all_that_was_weighed_is_told_with_its_evidence(own):
    """What is not enough for a topic is told too, the best first; each quote stands in its span."""
    page = article(title="Việc B", lead="Việc A.", body=["Thân.", "Có nước mắm và hơi hướng A."])
    findings = weigh_topics(page, (), own).findings
    assert [finding.id for finding in findings] == ["a/hai", "a/mot"]
    assert [finding.id for finding in find_topics(page, (), own)] == ["a/hai"]
    quotes = {evidence.quote for finding in findings for evidence in finding.evidence}
    assert quotes == {"Việc B", "Việc A", "nước mắm", "hơi hướng A"}
    for finding in findings:
        for evidence in finding.evidence:
            assert page.text[evidence.span.start : evidence.span.end] == evidence.quote


def test_a_section_of_the_parent_supports_less(own):
    """A portal's name for the upper topic adds to each of its topics that the text names."""
    plain = article(title="Việc A", body=".")
    filed = article(title="Việc A", body=".", section="Mục của A")
    assert 0 < _weighed(filed, own)["a/mot"] - _weighed(plain, own)["a/mot"] < 1


def test_an_article_without_words_has_no_topics(own):
    """Empty blocks and texts of marks do no harm."""
    assert find_topics(article(body=""), (), own) == ()
    assert find_topics(article(title="…", body="!?"), (), own) == ()
