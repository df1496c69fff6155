"""What is kept of an article's words, and when two are copies; beside a plain way to say the same."""

import random
import re
from itertools import combinations, pairwise

import numpy as np
import pytest
from making import article

from index.copies import comparing, grouping, signing
from index.copies.comparing import are_copies
from index.copies.grouping import group
from index.copies.naming import named
from index.copies.signing import LEAST, SHINGLE, all_of, packed, sign, unpacked
from index.copies.words import words_of
from search.text import canonical, folded, new_style
from tools.measure.enrich.republished import pieces

TEXT = (
    "Sáng 05/3/2021, Đảng ủy xã Hòa Bình tổ chức hội nghị sơ kết công tác xây dựng Đảng quý I, triển khai "
    "nhiệm vụ quý II. Đồng chí Nguyễn Văn An, Bí thư Đảng ủy xã, chủ trì hội nghị. Trong quý, Đảng bộ đã "
    "kết nạp 12 đảng viên mới, công nhận chính thức 9 đồng chí, khen thưởng 3 chi bộ và 15 đảng viên. "
    "Công tác kiểm tra, giám sát được tăng cường; 7 tổ chức đảng được kiểm tra, không có vi phạm phải xử lý. "
    "Hội nghị thống nhất năm nhóm giải pháp trọng tâm, trong đó chú trọng bồi dưỡng quần chúng ưu tú ở thôn "
    "Tân Lập và thôn Trung Thành, nâng cao chất lượng sinh hoạt chi bộ theo chuyên đề, gắn với việc học tập "
    "và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh. Phát biểu kết luận, đồng chí Trần Thị Bình, Phó "
    "Bí thư Thường trực Huyện ủy, ghi nhận những kết quả đã đạt được và đề nghị Đảng bộ xã khắc phục hạn "
    "chế, phấn đấu hoàn thành 100% chỉ tiêu của năm."
)
NOTE = "Lời tòa soạn: Chúng tôi xin giới thiệu cùng bạn đọc bài viết dưới đây."


def same(one, other):
    """Whether two articles are copies."""
    return bool(are_copies(all_of([sign(one), sign(other)]), np.array([0]), np.array([1]))[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HÒA BÌNH", "hoà bình"),
        ("Hòa Bình", "Hoa Binh"),
        ("kĩ sư", "kỹ sư"),
        ("ngày 05/03", "ngày 5/3"),
        ("28-CT/TW", "28 ct tw"),
        ("đường 0", "duong 0"),
    ],
)
def test_spellings_of_the_same_words(one, other):
    """Accents, case, the place of tone marks, i and y, a zero before a figure make no difference."""
    assert words_of(one).hashes.tolist() == words_of(other).hashes.tolist()


@pytest.mark.parametrize(
    ("one", "other"), [("hai", "ba"), ("12", "120"), ("1 2", "12"), ("ab", "ba"), ("100", "1")]
)
def test_different_words(one, other):
    """What is not the same word is not the same number."""
    assert words_of(one).hashes.tolist() != words_of(other).hashes.tolist()


def test_figures_and_names():
    """Figures begin with a digit; a name is written with a first capital alone."""
    words = words_of("Ngày 5/3, ĐẢNG ỦY xã Hòa Bình họp; 15h. Y tế")
    assert np.flatnonzero(words.are_figures).tolist() == [1, 2, 9]
    assert np.flatnonzero(words.are_names).tolist() == [0, 6, 7, 10]


@pytest.mark.parametrize("text", ["", " ", "…", "a", "😀", "\ud800", "漢字 𠀀", "0", "a" * 5000, "00000"])
def test_any_text_has_words(text):
    """No text fails."""
    words = words_of(text)
    assert len(words.hashes) == len(words.are_figures) == len(words.are_names)


def test_a_short_article_has_no_signature():
    """A headline over a picture, and an empty article, have no copies."""
    assert sign(article()) is None
    assert sign(article(title="Thông báo", body="Xem tệp đính kèm")) is None
    assert sign(article(body=" ".join(["từ"] * (LEAST - 1)))) is None
    assert sign(article(body=" ".join(["từ"] * LEAST))) is not None
    assert packed(None) == b""
    assert unpacked(b"") is None


@pytest.mark.parametrize("text", [TEXT, TEXT * 5, "không có số và tên " * 10, " ".join(map(str, range(900)))])
def test_a_signature_as_bytes(text):
    """A signature is read as it was written."""
    signature = sign(article(title="Bài số 1", body=text))
    again = unpacked(packed(signature))
    for one, other in zip(signature, again, strict=True):
        assert one.tolist() == other.tolist()


def test_a_text_of_many_words_is_signed_in_stretches(monkeypatch):
    """All orders of all its shingles at once would need gigabytes; the signature is the same."""
    page = article(title="Hội nghị", body=[TEXT])
    whole = packed(sign(page))
    monkeypatch.setattr(signing, "_STRETCH", 7)
    assert packed(sign(page)) == whole


def test_only_the_own_words_count():
    """Captions, bylines, sources, menus and related lists say nothing of an article."""
    plain = sign(article(title="Đầu đề", body=TEXT))
    around = {"caption": "Ảnh: A", "byline": "Người Viết", "chrome": "Trang chủ", "related": "Tin khác"}
    assert packed(sign(article(title="Đầu đề", body=TEXT, **around))) == packed(plain)


REPUBLISHED = {
    "as it was": article(title="Xã Hòa Bình sơ kết", body=TEXT),
    "another headline": article(title="Đảng bộ vững mạnh từ cơ sở", body=TEXT),
    "a note before": article(title="Xã Hòa Bình sơ kết", lead=NOTE, body=TEXT),
    "a note after": article(title="Xã Hòa Bình sơ kết", body=[TEXT, NOTE, "Theo Báo Thái Nguyên"]),
    "a cut": article(title="Xã Hòa Bình sơ kết", body=TEXT[: len(TEXT) * 3 // 4]),
    "no accents": article(title="xa hoa binh so ket", body=folded(TEXT)),
    "other tones": article(title="Xã Hoà Bình sơ kết", body=new_style(TEXT)),
    "capitals": article(title="XÃ HÒA BÌNH SƠ KẾT", body=TEXT),
    "another day": article(title="Xã Hòa Bình sơ kết", body=TEXT.replace("05/3/2021", "6/3/2021")),
    "other paragraphs": article(title="Xã Hòa Bình sơ kết", body=TEXT.split(". ")),
    "a misprint": article(title="Xã Hòa Bình sơ kết", body=TEXT.replace("trọng tâm", "trọngtâm")),
}


@pytest.mark.parametrize("how", REPUBLISHED)
def test_what_is_published_again_is_a_copy(how):
    """Whichever of the usual changes was made."""
    assert same(REPUBLISHED["as it was"], REPUBLISHED[how])


OTHERS = {
    "another quarter": TEXT.replace("05/3/2021", "08/6/2021")
    .replace("quý II", "quý III")
    .replace("quý I,", "quý II,")
    .replace(" 12 ", " 8 ")
    .replace(" 9 ", " 4 ")
    .replace(" 3 chi", " 2 chi")
    .replace(" 15 ", " 21 ")
    .replace(" 7 tổ", " 5 tổ"),
    "another commune": TEXT.replace("Hòa Bình", "Tân Phú")
    .replace("Nguyễn Văn An", "Lê Hữu Đức")
    .replace("Trần Thị Bình", "Phạm Quang Vinh")
    .replace("Tân Lập", "Đồng Tâm")
    .replace("Trung Thành", "Bắc Sơn"),
    "half of it": TEXT[: len(TEXT) // 2] + " Tin khác: " + " ".join(f"chuyện{n} gì đó" for n in range(60)),
    "a survey": " ".join([TEXT, *(f"Tin{n}: ở xã số {n} có việc khác nữa." for n in range(40))]),
}


@pytest.mark.parametrize("what", OTHERS)
def test_what_only_looks_alike_is_no_copy(what):
    """The same meeting of another quarter, of another commune, and texts that hold a part of it."""
    title = "Sơ kết công tác xây dựng Đảng"
    other = "Điểm tin trong tuần" if what == "a survey" else title
    assert not same(article(title=title, body=TEXT), article(title=other, body=OTHERS[what]))


def test_a_beginning_under_the_same_headline():
    """Of a long article a third may be left, if the headline stayed."""
    beginning = TEXT[: len(TEXT) * 2 // 5]
    whole = article(title="Xã Hòa Bình sơ kết", body=TEXT)
    assert same(whole, article(title="Xã Hoà Bình: SƠ KẾT", body=beginning))
    assert not same(whole, article(title="Một góc nhìn", body=beginning))
    assert not same(article(body=TEXT), article(body=beginning))
    assert not same(whole, article(title="Xã Hòa Bình sơ kết", body=TEXT[: len(TEXT) // 5]))


def test_the_same_headline_over_other_figures():
    """A schedule of another month is no copy, even if nothing else were different."""
    may, june = (article(title=f"Lịch tiếp công dân tháng {month}/2023", body=TEXT) for month in (5, 6))
    assert not same(may, june)
    assert same(may, article(title="Lịch tiếp công dân, tháng 05/2023", body=TEXT))


def test_two_articles_in_one_survey_are_not_joined():
    """A survey of two articles of one length is a copy of neither."""
    other = " ".join(f"Việc{n} của Nơi{n} đã làm xong {n}." for n in range(25))
    one, two = article(title="Một", body=TEXT), article(title="Hai", body=other)
    both = article(title="Điểm tin", body=[TEXT, other])
    assert group(all_of([sign(each) for each in (one, two, both)])).tolist() == [0, 1, 2]


# ---------------------------------------------------------------- a plain way

_WORD = re.compile(r"[^\W_]+")


def plain_words(text):
    """Words in the plainest form."""
    return [
        re.sub(r"^0+(?=\d)", "", word).replace("y", "i") for word in _WORD.findall(folded(canonical(text)))
    ]


def plain_facts(article_):
    """Shingles, figures, names and headline of an article as sets of texts."""
    text = "\n".join(article_.of(block) for block in article_.blocks)
    words = plain_words(text)
    shown = _WORD.findall(text)
    names = {
        (plain_words(a)[0], plain_words(b)[0])
        for a, b in pairwise(shown)
        if a[0].isupper() and not a[1:2].isupper() and b[0].isupper() and not b[1:2].isupper()
    }
    title = plain_words(article_.title)
    return (
        {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)},
        {word for word in words if word[0].isdecimal()},
        names,
        tuple(word for word in title if not word[0].isdecimal()),
        tuple(word for word in title if word[0].isdecimal()),
    )


def plainly_copies(one, other):
    """The rules of `comparing`, on all shingles."""
    shingles, figures, names = ((one[at], other[at]) for at in range(3))
    both, fewer, all_ = (
        len(shingles[0] & shingles[1]),
        min(map(len, shingles)),
        len(shingles[0] | shingles[1]),
    )
    if one[3] == other[3] and one[4] != other[4]:
        return False
    is_cut = one[3:] == other[3:] and both >= 0.9 * fewer and both >= 0.3 * all_
    if not is_cut and (both < 0.85 * fewer or both < 0.55 * all_):
        return False
    for marks, few in ((figures, 0), (names, 4)):
        least = min(map(len, marks))
        if least > few and len(marks[0] & marks[1]) < 0.75 * least:
            return False
    return True


def plain_groups(articles):
    """All pairs compared; the first of each group."""
    facts = [plain_facts(each) for each in articles]
    labels = list(range(len(articles)))
    for one, other in combinations(range(len(articles)), 2):
        if labels[one] != labels[other] and plainly_copies(facts[one], facts[other]):
            first, second = sorted((labels[one], labels[other]))
            labels = [first if label == second else label for label in labels]
    return labels


def some_articles(count, seed):
    """Articles of the gold with more of them published again."""
    made = list(pieces(count, seed))
    again = [piece for piece in made if piece.of != piece.number or piece.number % 5 == 0]
    return [piece.article for piece in (*made, *again)]


@pytest.mark.parametrize("seed", range(3))
def test_groups_are_those_of_a_plain_way(seed):
    """Signatures find what comparing all words of all pairs finds."""
    articles = some_articles(150, seed)
    assert group(all_of([sign(each) for each in articles])).tolist() == plain_groups(articles)


def test_a_sketch_tells_how_much_is_shared():
    """Short articles are compared exactly; of long ones the shares are told within a few per cent."""
    chance = random.Random(5)
    for size, most in ((100, 0.0), (3000, 0.16)):
        for share in (0.2, 0.6, 0.9):
            words = [f"a{chance.random()}" for _ in range(size)]
            other = [*words[: int(size * share)], *(f"b{chance.random()}" for _ in range(size))][:size]
            one, two = (
                article(body=" ".join(word.replace(".", "x") for word in each)) for each in (words, other)
            )
            facts = [plain_facts(each)[0] for each in (one, two)]
            sketches = all_of([sign(each) for each in (one, two)]).sketches
            both, fewer, all_ = (int(each[0]) for each in comparing._shared(sketches[[0]], sketches[[1]]))
            assert both / fewer == pytest.approx(
                len(facts[0] & facts[1]) / min(map(len, facts)), abs=most + 1e-9
            )
            assert both / all_ == pytest.approx(
                len(facts[0] & facts[1]) / len(facts[0] | facts[1]), abs=most + 1e-9
            )


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_articles_makes_no_difference(seed):
    """Groups are the same in whatever order articles are given, and named after their smallest id."""
    signatures = [sign(each) for each in some_articles(120, seed)]
    ids = [f"{at:04}" for at in range(len(signatures))]
    usual = named(ids, all_of(signatures))
    order = list(range(len(ids)))
    random.Random(seed).shuffle(order)
    shuffled = group(all_of([signatures[at] for at in order])).tolist()
    members = {}
    for at, label in zip(order, shuffled, strict=True):
        members.setdefault(label, []).append(ids[at])
    assert usual == {each: min(some) for some in members.values() if len(some) > 1 for each in some}
    assert usual


def test_hundreds_of_copies_are_one_group(monkeypatch):
    """More articles with one band in common than are compared with each other still find one group."""
    monkeypatch.setattr(grouping, "NEIGHBOURS", 3)
    copies = [
        article(title=f"Đầu đề {'khác ' * (at % 4)}", body=[TEXT, NOTE][: 1 + at % 2]) for at in range(100)
    ]
    labels = group(all_of([sign(each) for each in copies])).tolist()
    assert set(labels) == {0}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_articles(count):
    """None, one, and two articles are grouped as well."""
    signatures = [
        sign(article(body=f"{TEXT} {' '.join(f'khác{n}' for n in range(400 * at))}")) for at in range(count)
    ]
    assert group(all_of(signatures)).tolist() == list(range(count))


def test_signatures_are_small():
    """A signature takes less than a kilobyte, however long the article."""
    assert len(packed(sign(article(body=[f"{TEXT} {n}" for n in range(200)])))) <= 4 * (
        signing._HEAD + signing.BANDS + signing.SKETCH + 2 * signing.MARKS
    )
