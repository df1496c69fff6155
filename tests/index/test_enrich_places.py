import random
import secrets
import time
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from index.enrich.places import locate
from search import places
from search.model import Article, Block, BlockKind, Published, Witness
from search.places import Level
from search.text import canonical, comparable

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
OLD_DAY = Published(day=date(2022, 5, 4))
NEW_DAY = Published(day=date(2026, 9, 2))
K = BlockKind


def article(*parts: tuple[BlockKind, str]) -> Article:
    """An article made of labelled texts, one block each."""
    text, blocks = "", []
    for kind, part in parts:
        text += "\n" * bool(text)
        blocks.append(Block(kind, len(text), len(text) + len(part)))
        text += part
    return Article(text, tuple(blocks), "test")


def body(*paragraphs: str, title: str = "Kết nạp đảng viên mới") -> Article:
    """An article with a title that names no place."""
    return article((K.TITLE, title), *((K.BODY, canonical(paragraph)) for paragraph in paragraphs))


def then(located) -> str:
    """The lowest unit of a location, or an empty string."""
    return located.then[-1] if located else ""


def found(kind: str, name: str, parent: str = "", lasts: str = "2025-07-01") -> str:
    """The id of the one unit with this kind and name."""
    (only,) = [
        unit.id
        for unit in places.units()
        if (unit.kind, unit.name, unit.valid_to) == (kind, name, lasts) and parent in ("", unit.parent)
    ]
    return only


# ---------------------------------------------------------------- the seeds

TITLES = {
    "000": "Đảng bộ HĐND",
    "001": "Kết nạp đảng viên mới ở",
    "002": "Quế Phong: Nâng cao",
    "003": "Kết quả thực hiện",
    "004": "Đảng bộ phường",
}
DATES = {
    "000": Published(year=2023, first_year=2023, last_year=2023, confidence=0.8),
    "001": Published(day=date(2021, 11, 9)),
    "002": Published(day=date(2020, 10, 23)),
    "003": Published(year=2021, first_year=2021, last_year=2022, confidence=0.6),
    "004": Published(day=date(2023, 7, 3)),
}


def seed_text(number: str) -> str:
    """A seed from its title on; what stands before it is a menu."""
    (file,) = SEEDS.glob(f"{number}_*.txt")
    text = canonical(file.read_text("utf-8"))
    return text[text.index(TITLES[number]) :]


def seed_article(text: str, byline: str = "") -> Article:
    """The first line as title, the byline if any, all else as body."""
    title, *lines = [line.strip() for line in text.split("\n") if line.strip()]
    return article(
        (K.TITLE, title),
        *((K.BYLINE if byline and line.startswith(byline) else K.BODY, line) for line in lines),
    )


@pytest.mark.parametrize(
    ("number", "expected", "today"),
    [
        ("001", "huyện Phú Bình, Thái Nguyên", ["huyện Phú Bình (cũ), Thái Nguyên"]),
        ("002", "huyện Quế Phong, Nghệ An", ["huyện Quế Phong (cũ), Nghệ An"]),
        ("003", "tỉnh Bình Thuận", ["tỉnh Lâm Đồng"]),
        ("004", "phường Bình Ngọc, Móng Cái, Quảng Ninh", ["phường Móng Cái 1, Quảng Ninh"]),
    ],
)
def test_seed_has_its_place(number, expected, today):
    """The seeds lie where their texts say, then and now."""
    located = locate(seed_article(seed_text(number)), DATES[number])
    assert located
    assert places.path_label(located.then) == expected
    assert [places.path_label(path) for path in located.now] == today
    assert located.confidence > 0.7


@pytest.mark.parametrize("byline", ["Xuân Quỳnh", ""])
def test_seed_that_names_no_place_has_none(byline):
    """A byline that reads like three communes is no place, whether or not it was recognised as a byline."""
    assert locate(seed_article(seed_text("000"), byline), DATES["000"]) is None


def test_seed_mentions_communes_beneath_its_district():
    """Bare names count beneath an evidenced district."""
    located = locate(seed_article(seed_text("001")), DATES["001"])
    named = {places.unit(path[-1]).name for path in located.mentioned}
    assert named == {"Hà Châu", "Nga My", "Lương Phú"}


def test_evidence_quotes_the_text():
    """Every piece of evidence is the stretch of text that its span says."""
    seed = seed_article(seed_text("001"))
    located = locate(seed, DATES["001"])
    assert located.evidence
    for piece in located.evidence:
        assert seed.text[piece.span.start : piece.span.end] == piece.quote
        assert piece.why


# ---------------------------------------------------------------- counterfactual seeds


@cache
def old(level: Level, kind: str):
    """Units of the old map with a name in words, of one level and kind, which they always had."""
    return [
        unit
        for unit in places.units()
        if unit.valid_to == "2025-07-01"
        and all(len(places.unit(one).forms) == 1 for one in places.path(unit.id))
        and not unit.valid_from
        and unit.kind == kind
        and places.level(unit.id) is level
        and not unit.name.isdigit()
        and all(word[0].isupper() for word in unit.name.replace("-", " ").split())
    ]


@cache
def bearers():
    """How many units of the old map ever had a name."""
    return Counter(
        name
        for unit in places.units()
        if unit.id[0].islower()
        for name in {comparable(each) for each in (*(form.name for form in unit.forms), *unit.aliases)}
    )


def unique(units):
    """Only those whose name no other unit of the old map ever had."""
    return [unit for unit in units if bearers()[comparable(unit.name)] == 1]


def communes_of(district):
    """The rural communes of a district."""
    return communes().get(district.id, [])


@cache
def communes():
    """The rural communes of every district."""
    found: dict[str, list] = defaultdict(list)
    for unit in old(Level.COMMUNE, "xã"):
        found[unit.parent].append(unit)
    return found


def swapped(number: str, rng: random.Random) -> tuple[Article, str]:
    """A seed about another place, and the id of that place."""
    text = seed_text(number)
    if number in ("001", "002"):
        district = rng.choice(
            [unit for unit in unique(old(Level.DISTRICT, "huyện")) if len(communes_of(unit)) > 2]
        )
        text = text.replace("Phú Bình" if number == "001" else "Quế Phong", district.name)
        others = rng.sample(communes_of(district), 3)
        for before, after in zip(("Hà Châu", "Nga My", "Lương Phú"), others, strict=True):
            text = text.replace(before, after.name)
        return seed_article(text), district.id
    before, units = ("Bình Thuận", old(Level.PROVINCE, "tỉnh"))
    if number == "004":
        before, units = ("Bình Ngọc", unique(old(Level.COMMUNE, "phường")))
    unit = rng.choice(units)
    return seed_article(text.replace(before, unit.name)), unit.id


@pytest.mark.parametrize("number", ["001", "002", "003", "004"])
def test_place_follows_a_swapped_seed(number):
    """Thirty copies of each seed about other units of the same level lie in those units."""
    start = secrets.randbits(32)
    rng = random.Random(start)
    for _ in range(30):
        copy, expected = swapped(number, rng)
        got = then(locate(copy, DATES[number]))
        assert got == expected, f"seed {start}: {places.label(got)} instead of {places.label(expected)}"


@pytest.mark.parametrize("published", [OLD_DAY, Published()], ids=["dated", "undated"])
def test_any_commune_named_with_its_ancestors_is_found(published):
    """However common its name, `xã X, huyện Y, tỉnh Z` is one commune."""
    start = secrets.randbits(32)
    rng = random.Random(start)
    for commune in rng.sample(old(Level.COMMUNE, "xã"), 40):
        district = places.unit(commune.parent)
        province = places.unit(district.parent)
        names = ", ".join(f"{unit.kind} {unit.name}" for unit in (commune, district, province))
        got = then(locate(body(f"Sáng nay, Đảng ủy {names} đã tổ chức lễ kết nạp đảng viên mới."), published))
        assert got == commune.id, f"seed {start}: {places.label(got)} instead of {places.label(commune.id)}"


def test_commune_of_today_is_found_on_todays_map():
    """After June 2025 a commune named with its province is read on the map of two levels."""
    start = secrets.randbits(32)
    rng = random.Random(start)
    today = [unit for unit in places.units() if unit.id.startswith("C:")]
    for commune in rng.sample(today, 40):
        province = places.unit(commune.parent)
        text = f"Đảng bộ {commune.kind} {commune.name}, {province.kind} {province.name} kết nạp 5 đảng viên."
        got = then(locate(body(text), NEW_DAY))
        assert got == commune.id, f"seed {start}: {places.label(got)} instead of {places.label(commune.id)}"


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


def old_communes():
    """Communes of the old map that kept their kind and name."""
    return [unit for unit in old(Level.COMMUNE, "xã") if len(places.successors(unit.id)) == 1]
