import time
from dataclasses import replace
from datetime import date

import pytest
from placed import NEW_DAY, OLD_DAY, K, article, body, found, old_communes, then

from index.enrich.places import locate
from search import places
from search.model import Published, Witness

# ---------------------------------------------------------------- what is a mention


@pytest.mark.parametrize(
    "text",
    [
        "Huyện ủy Sa Thầy họp.",
        "Đảng bộ huyện Sa Thầy họp.",
        "UBND HUYỆN SA THẦY HỌP.",
        "Bí thư Huyện ủy Sa Thầy Nguyễn Văn An dự.",
        "Ngoài Sa Thầy (Kon Tum), các nơi khác cũng họp. Huyện ủy Sa Thầy chỉ đạo.",
        "Ông An, Chủ tịch UBND huyện Sa Thầy, cho biết.",
        "Tại huyện Sa Thầy (Kon Tum), lễ kết nạp đã diễn ra.",
    ],
)
def test_typed_mention_of_a_district(text):
    """A kind or a party body before the name says what is meant."""
    assert then(locate(body(text), OLD_DAY)) == found("huyện", "Sa Thầy")


@pytest.mark.parametrize(
    "text",
    [
        "TP. Pleiku",
        "TP Pleiku",
        "TP.Pleiku Nguyễn Văn An",
        "T.P Pleiku",
        "thành phố Pleiku",
        "Thành ủy Pleiku",
    ],
)
def test_abbreviated_kinds(text):
    """Abbreviated kinds are kinds."""
    assert then(locate(body(f"Hội nghị tại {text} bế mạc."), OLD_DAY)) == found("thành phố", "Pleiku")


@pytest.mark.parametrize(
    "text",
    [
        "Anh Nguyễn Thái Bình là đảng viên gương mẫu. Anh Bình nói.",
        "Tư tưởng Hồ Chí Minh soi đường. Chủ tịch Hồ Chí Minh dạy cán bộ.",
        "Chi bộ họp trên đường Hà Giang và phố Quang Trung.",
        "Đồng chí Toàn Thắng phát biểu. Đoàn kết, Thống Nhất, Hạnh Phúc.",
        "Ban Bí thư Trung ương chỉ đạo cả nước. Trung ương họp.",
        "Đảng ủy xã và Huyện ủy đã họp, các huyện, thị, thành ủy dự.",
        "Ban chỉ đạo các huyện, thị xã, thành phố.",
        "",
    ],
)
def test_what_is_no_place(text):
    """Persons, streets, slogans and the nation are no places."""
    assert locate(body(text), OLD_DAY) is None


def test_ambiguous_name_alone_is_unknown():
    """Ten districts share this name: without more, nobody can say which."""
    assert (
        locate(body("Huyện ủy Châu Thành kết nạp 20 đảng viên. Huyện Châu Thành có 15 xã."), OLD_DAY) is None
    )


def test_ancestor_anywhere_settles_an_ambiguous_name():
    """The province settles which of ten districts is meant."""
    located = locate(
        body("Huyện ủy Châu Thành kết nạp 20 đảng viên. Huyện Châu Thành dẫn đầu toàn tỉnh Bến Tre."), OLD_DAY
    )
    assert then(located) == found("huyện", "Châu Thành", found("tỉnh", "Bến Tre"))


def test_list_takes_the_kind_said_once():
    """All names in `các huyện X, Y và Z` are districts."""
    located = locate(
        body("Tỉnh ủy Kon Tum họp. Kon Tum biểu dương các huyện Sa Thầy, Đăk Hà và Kon Rẫy."), OLD_DAY
    )
    assert then(located) == found("tỉnh", "Kon Tum")
    assert {places.unit(path[-1]).name for path in located.mentioned} >= {"Sa Thầy", "Đăk Hà", "Kon Rẫy"}


def test_list_over_several_provinces_is_no_place():
    """A list of provinces far apart says nothing about where the article happened."""
    assert locate(body("Đoàn đã làm việc với các tỉnh Kon Tum, Sơn La, Cà Mau và Hà Nam."), OLD_DAY) is None


def test_tone_placement_does_not_matter():
    """Both spellings of a name are one name."""
    text = "Huyện ủy Khánh Sơn, tỉnh Khánh {} họp."
    assert (
        then(locate(body(text.format("Hòa")), OLD_DAY))
        == then(locate(body(text.format("Hoà")), OLD_DAY))
        != ""
    )


def test_only_the_articles_own_blocks_are_read():
    """Menus, related headlines and pagers name other places."""
    foreign = "Huyện ủy Sa Thầy, tỉnh Kon Tum"
    for kind in (K.CHROME, K.RELATED, K.PAGER, K.SECTION, K.SOURCE, K.ATTACHMENT, K.BYLINE):
        assert locate(article((K.TITLE, "Kết nạp đảng viên mới"), (kind, foreign)), OLD_DAY) is None, kind


def test_title_weighs_more_than_a_passing_mention():
    """The district of the headline wins over a commune named once in it."""
    located = locate(body("Riêng xã Rờ Kơi làm tốt.", title="Huyện ủy Sa Thầy kết nạp 30 đảng viên"), OLD_DAY)
    assert then(located) == found("huyện", "Sa Thầy")


def test_name_cut_from_a_longer_unknown_name_is_not_taken():
    """`Sa Thầy Thượng` is not the known district."""
    assert locate(body("Đảng bộ huyện Sa Thầy Thượng họp."), OLD_DAY) is None


# ---------------------------------------------------------------- which map


def test_same_name_is_read_on_the_map_of_its_day():
    """A province that kept its name is the old one before July 2025 and the new one after."""
    text = body("Tỉnh ủy Lâm Đồng họp. Đảng bộ tỉnh Lâm Đồng có 90 chi bộ.")
    assert then(locate(text, OLD_DAY)) == found("tỉnh", "Lâm Đồng")
    assert then(locate(text, NEW_DAY)) == found("tỉnh", "Lâm Đồng", lasts="")


def test_abolished_district_is_still_read_for_a_year():
    """In autumn 2025 texts still speak of districts; ten years later the name is history."""
    text = body("Huyện ủy Sa Thầy họp. Huyện Sa Thầy có 11 xã.")
    assert then(locate(text, Published(day=date(2025, 10, 1)))) == found("huyện", "Sa Thầy")
    assert locate(text, Published(day=date(2035, 10, 1))) is None


def test_undated_article_with_a_district_is_on_the_old_map():
    """Only the old map has districts."""
    text = body("Huyện ủy Sa Thầy họp. Xã Rờ Kơi, huyện Sa Thầy làm tốt.")
    assert then(locate(text, Published())) == found("huyện", "Sa Thầy")


def test_divided_commune_has_several_places_today():
    """A commune that was split lies in each of its successors, in part."""
    located = locate(body("Đảng bộ phường Đội Cấn, quận Ba Đình, TP. Hà Nội họp."), OLD_DAY)
    assert located.partial
    assert len(located.now) > 1


def test_confidence_is_a_share():
    """Confidence is never certain and never below what is believed."""
    located = locate(body(*["Huyện ủy Sa Thầy, tỉnh Kon Tum họp."] * 50), OLD_DAY)
    assert 0.4 <= located.confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        "các xã Tân Lập, " * 6_000,
        "Tân Lập - " * 10_000,
        "xã, huyện, tỉnh, " * 6_000,
        "Xã " * 30_000,
        "Á" * 100_000,
    ],
)
def test_cost_is_bounded(text):
    """A page made of nothing but names is answered in seconds; it took minutes without bounds."""
    start = time.process_time()
    assert locate(article((K.BODY, text)), OLD_DAY) is None
    assert time.process_time() - start < 5


# ---------------------------------------------------------------- words around a name


def where(
    text: str, day: date | None = date(2021, 5, 4), title: str = "Tin trong ngày", url: str | None = None
) -> str:
    """The place of a short article, in words; empty where it is unknown."""
    made = replace(body(text, title=title), url=url)
    located = locate(made, Published(day=day) if day else Published())
    return places.path_label(located.then, str(day or "")) if located else ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # a person's home, a court, a hospital, a publisher, an office that was, an office that is to be
        (
            "Công an huyện Phú Bình (Thái Nguyên) bắt Lê Văn A, quê huyện Quỳnh Lưu, Nghệ An.",
            "huyện Phú Bình, Thái Nguyên",
        ),
        (
            "TAND tỉnh Bình Phước xử vụ trộm ở xã Thống Nhất, huyện Bù Đăng.",
            "xã Thống Nhất, Bù Đăng, Bình Phước",
        ),
        ("VKSND huyện Phú Bình truy tố vụ trộm ở huyện Võ Nhai, Thái Nguyên.", "huyện Võ Nhai, Thái Nguyên"),
        (
            "Xe lật ở xã Hàm Đức, huyện Hàm Thuận Bắc, Bình Thuận; nạn nhân ở Bệnh viện Chợ Rẫy (TP.HCM).",
            "xã Hàm Đức, Hàm Thuận Bắc, Bình Thuận",
        ),
        ("Bộ Y tế công bố lịch tiêm. (Cổng thông tin điện tử huyện Lâm Hà đăng lại)", ""),
        (
            "Ông Bùi Văn A, Phó bí thư Tỉnh ủy Vĩnh Long, giữ chức Phó bí thư Tỉnh ủy Tây Ninh.",
            "tỉnh Tây Ninh",
        ),
        # short kinds and lists of numbers
        ("Cháy nhà trên đường Quang Trung, P.12, Q.Gò Vấp, TP.HCM.", "phường 12, Gò Vấp, TP. Hồ Chí Minh"),
        ("X. Bàu Lâm, H. Xuyên Mộc (BR-VT) được mùa tiêu.", "xã Bàu Lâm, Xuyên Mộc, Bà Rịa - Vũng Tàu"),
        ("Tiếp xúc cử tri quận 1, 3 (TP HCM).", "TP. Hồ Chí Minh"),
        # without accents, without capitals, all in capitals
        (
            "To hop tac xa Yen Trung, huyen Yen Phong, tinh Bac Ninh vua ra mat.",
            "xã Yên Trung, Yên Phong, Bắc Ninh",
        ),
        ("ubnd xã hà châu, huyện phú bình vừa họp về nước sạch.", "xã Hà Châu, Phú Bình, Thái Nguyên"),
        ("ĐẢNG BỘ HUYỆN PHÚ BÌNH HỌP BÀN NHIỆM VỤ NĂM MỚI", "huyện Phú Bình, Thái Nguyên"),
        # a common noun is no unit, a name beside its own level's cue is
        ("Đồn biên phòng giúp 11 xã biên giới trồng rừng.", ""),
        (
            "Mường Tè giúp dân. Cả huyện có 14 xã, Huyện ủy giao mỗi chi bộ một việc.",
            "huyện Mường Tè, Lai Châu",
        ),
        # the whole country
        ("Thủ tướng Chính phủ yêu cầu cả nước tiết kiệm điện; Quốc hội giám sát, tỉnh Hà Nam báo cáo.", ""),
    ],
)
def test_words_around_a_name_decide_what_it_is(text, place):
    """A home, a court, a publisher or a past office is not where it happened."""
    found_there = where(text, title="")
    assert found_there.replace("thành phố Hồ", "TP. Hồ") == place


def test_a_unit_is_read_by_the_names_of_its_day():
    """Names, kinds and parents that were and are no more, and the map of today."""
    assert where("Thị ủy Hà Đông (tỉnh Hà Tây) họp.", date(2006, 3, 1)) == "thị xã Hà Đông, Hà Tây"
    assert where("Quận ủy Hà Đông (Hà Nội) họp.", date(2015, 3, 1)) == "quận Hà Đông, TP. Hà Nội"
    assert where("Đảng bộ quận 2, TP.HCM họp.", date(2019, 3, 1)) == "quận 2, TP. Hồ Chí Minh"
    assert where("Đảng bộ xã Mèo Vạc, tỉnh Tuyên Quang họp.", date(2026, 3, 1)) == "xã Mèo Vạc, Tuyên Quang"
    assert (
        where("Đảng bộ xã Hàm Kiệm, tỉnh Lâm Đồng họp. Nơi đây thuộc tỉnh Bình Thuận cũ.", date(2026, 3, 1))
        == "xã Hàm Kiệm, Lâm Đồng"
    )


def test_a_portal_gives_a_name_to_a_level_and_never_overrules_the_text():
    """`Tỉnh ủy` on the portal of a province is that province's; a text about another place stays there."""
    text = "Bí thư Tỉnh ủy tiếp công dân. Ủy ban nhân dân tỉnh và các sở cùng dự; lãnh đạo tỉnh ghi nhận."
    assert where(text) == ""
    assert where(text, url="https://binhdinh.gov.vn/tin/1") == "tỉnh Bình Định"
    other = "Huyện ủy Phú Bình (Thái Nguyên) họp. Huyện Phú Bình kết nạp 9 đảng viên."
    assert where(other, url="https://binhdinh.gov.vn/tin/2") == "huyện Phú Bình, Thái Nguyên"


def told(unit: str, text: str, day: date) -> str:
    """The place of an article whose portal's file names a unit."""
    made = replace(body(text, title=""), witnesses=(Witness("place", unit, "portal Cổng mẫu"),))
    located = locate(made, Published(day=day))
    return places.path_label(located.then, str(day)) if located else ""


def test_the_unit_of_a_portals_file_is_read_on_the_map_of_the_article():
    """A district's file means the district, after the reform its province; clear text is believed."""
    text = "Bí thư {0} tiếp công dân. Ủy ban nhân dân {1} và các phòng cùng dự; lãnh đạo {1} ghi nhận."
    before = date(2021, 5, 4)
    assert told("d:172", text.format("Thị ủy", "thị xã"), before) == "thị xã Phổ Yên, Thái Nguyên"
    assert told("d:173", text.format("Huyện ủy", "huyện"), before) == "huyện Phú Bình, Thái Nguyên"
    province = text.format("Tỉnh ủy", "tỉnh")
    assert told("p:60", province, date(2026, 5, 4)) == "tỉnh Lâm Đồng"
    assert told("P:68", province, before) == ""
    assert told("d:173", "Huyện ủy Quế Phong (Nghệ An) họp.", before) == "huyện Quế Phong, Nghệ An"


def test_a_commune_that_both_maps_have_is_unknown_without_a_day():
    """`xã X, tỉnh Z` on either map: nothing says which; with its district it is the old one."""
    same = next(
        (old, new)
        for old in old_communes()
        for new in [places.now(old.id)[0][0][-1]]
        if places.unit(new).name == old.name
        and places.unit(places.path(new)[0]).name == places.unit(places.path(old.id)[0]).name
    )[0]
    district, province = places.unit(same.parent), places.unit(places.path(same.id)[0])
    assert where(f"Đảng ủy xã {same.name}, {province.kind} {province.name} họp.", None) == ""
    named = f"Đảng ủy xã {same.name}, {district.kind} {district.name}, {province.kind} {province.name} họp."
    assert locate(body(named), Published()).then[-1] == same.id
