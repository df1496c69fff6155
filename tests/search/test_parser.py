"""Reading what a person typed."""

import random

import pytest

from search.model import (
    And,
    Best,
    Between,
    Canonical,
    Cites,
    Everything,
    Has,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Some,
    Word,
)
from search.query import parse, render, syntax_of
from search.query.limits import MAX_LENGTH, MAX_WORDS
from search.query.parser import words_of


def shown(node):  # noqa: C901, PLR0911, PLR0912 - one return a kind of node
    """A tree in short: `a "b c" -d`."""
    match node:
        case Word():
            return node.key
        case Prefix():
            return f"{node.key}*"
        case Phrase():
            return f"{_zone(node)}{_phrase(node)}"
        case Near():
            order = ">" if node.ordered else ""
            return f'{_zone(node)}"{" ".join(map(shown, node.words))}"~{order}{node.within}'
        case And():
            return " ".join(map(_inner, node.parts))
        case Or():
            return " | ".join(map(_inner, node.parts))
        case Some():
            return f"some({' '.join(map(shown, node.parts))})"
        case Not():
            return f"-{_inner(node.part)}"
        case Everything():
            return "*"
        case Canonical():
            return node.value
        case Cites():
            return ".".join(filter(None, (node.number, node.term, *sorted(node.places), node.year)))
        case Has():
            return f"{node.facet}={','.join(node.values)}"
        case Between():
            return f"{node.first or ''}..{node.last or ''}"
        case Best():
            return "{" + "|".join(shown(reading) for _, reading in node.readings) + "}"
    raise AssertionError(node)


def _inner(node):
    return f"({shown(node)})" if isinstance(node, And | Or) else shown(node)


def _zone(node):
    return f"{node.zone}:" if node.zone else ""


def _phrase(node):
    gaps = [f" {gap.least}-{gap.most} " if gap != (0, 0) else " " for gap in node.gaps]
    words = [shown(word) for word in node.words]
    between = [*(gaps or [" "] * (len(words) - 1)), ""]
    text = "".join(part for pair in zip(words, between, strict=True) for part in pair)
    return f'"{text}"'


TREES = [
    ("kết nạp", "kết nạp"),
    ("  KẾT   NẠP ", "kết nạp"),
    ('"kết nạp" mới', '"kết nạp" mới'),
    ("“kết nạp” «đảng viên»", '"kết nạp" "đảng viên"'),
    ('"kết"', "kết"),
    ("chính trị-xã hội", '{chính "trị xã" hội|ctxh|"ct xh"}'),
    ("HĐND xã", '{hđnd|"hội đồng nhân dân"} xã'),
    ("hội đồng nhân dân", "{hội đồng nhân dân|hđnd}"),
    ("hoi dong nhan dan xa", "{hoi dong nhan dan|hđnd} xa"),
    ('"HĐND" UBND', 'hđnd {ubnd|"uỷ ban nhân dân"}'),
    ('"HĐND" -UBND', 'hđnd -{ubnd|"uỷ ban nhân dân"}'),
    ("Đ/c Nam", '{"đ c"|"đồng chí"} nam'),
    ("HĐND&UBND", '{"hđnd ubnd"|{hđnd|"hội đồng nhân dân"} {ubnd|"uỷ ban nhân dân"}}'),
    ('"kết nạp', '"kết nạp"'),
    ('kết" nạp "', "kết nạp"),
    ("", "*"),
    (' "" - !!! ', "*"),
    # exclusions
    ("xã -thanh niên", 'xã -"thanh niên"'),
    ("-thanh niên mới", '-"thanh niên" mới'),
    ("-(thanh) niên", "-thanh niên"),
    ('-"thanh niên" xã', '-"thanh niên" xã'),
    ("xã -", "xã"),
    ("xã -(a b)", "xã -(a b)"),
    ("KHÔNG xã viên", '-"xã viên"'),
    ("xã NOT phường", "xã -phường"),
    ("--xã", "xã"),
    ("kỷ luật -Hà Nội", 'kỷ luật -"hà nội"'),
    ("kỷ luật NOT Nguyễn Phú Trọng mới", 'kỷ luật -"nguyễn phú trọng" mới'),
    ("-Thanh niên Hà Nội", '-"thanh niên" hà nội'),
    ("-(Hà) Nội", "-hà nội"),
    ("-hà nội mới", '-"hà nội" mới'),
    ("-ha noi", '-"ha noi"'),
    ("-UBND Hà", '-{ubnd|"uỷ ban nhân dân"} hà'),
    # alternatives
    ("đảng viên HOẶC đoàn viên", "(đảng viên) | (đoàn viên)"),
    ("a OR b | c", "a | b | c"),
    ("a HOẶC b -c", "(a | b) -c"),
    ("a HOẶC b năm:2021", "(a | b) year=2021"),
    ("năm:2021 a HOẶC b", "year=2021 (a | b)"),
    ("năm:2020 HOẶC năm:2021", "year=2020 | year=2021"),
    ("(a HOẶC b) c", "(a | b) c"),
    ("a VÀ b AND c", "a b c"),
    ("a HOẶC", "a"),
    ("HOẶC a", "a"),
    ("ĐẢNG VÀ DÂN", "đảng và dân"),
    ("ĐẢNG OR DÂN", "đảng | dân"),
    ("UBND HOẶC HĐND", '{ubnd|"uỷ ban nhân dân"} | {hđnd|"hội đồng nhân dân"}'),
    ("((((xã", "xã"),
    ("xã)))) b", "xã b"),
    ("khóa(XIII)", "khoá xiii"),
    # phrases
    ('"tăng cường * công tác"', '"tăng cường 1-3 công tác"'),
    ('"tăng cường ** công tác"', '"tăng cường 0-8 công tác"'),
    ('"tăng * * cường"', '"tăng 2-6 cường"'),
    ('"* tăng cường *"', '"tăng cường"'),
    ('"* * * *"', "*"),
    ('"chi bộ th*"', '"chi bộ th*"'),
    ('"đảng viên"~5', '"đảng viên"~5'),
    ('"đảng viên"~>5', '"đảng viên"~>5'),
    ('"đảng"~5', "đảng"),
    ('"đảng viên"~999', '"đảng viên"~100'),
    # beginnings
    ("kết*", "kết*"),
    ("a*", "a"),
    ("* kết", "kết"),
    ("1*", "1"),
    # fields
    ("tiêu đề:kết nạp", 'title:"kết" title:"nạp"'),
    ('title:"kết nạp" mới', 'title:"kết nạp" mới'),
    ("tieude:kết -nạp", 'title:"kết" -nạp'),
    ("tiêu-đề:(kết HOẶC nạp)", 'title:"kết" | title:"nạp"'),
    ("tác giả:Nguyễn An năm:2021", 'author:"nguyễn" author:"an" year=2021'),
    ("-tiêu đề:kết", '-title:"kết"'),
    ("năm:2019..2021", "year=2019,2020,2021"),
    ("năm:2019-2021", "year=2019,2020,2021"),
    ("năm:2021,2023", "year=2021,2023"),
    ("Năm: 2021", "year=2021"),
    ("year:2021", "year=2021"),
    ("năm:abc", "abc"),
    ("Hà Nội: kỷ luật", "hà nội kỷ luật"),
    ("ha noi: ky luat", "ha noi ky luat"),
    ("Quảng Nam: kỷ luật 12 người", "quảng nam kỷ luật 12 người"),
    ("Quảng Nam: 12 người", "quảng nam 12 người"),
    ("nam: 2019", "year=2019"),
    ("Bác dạy: học", "bác dạy học"),
    ("Thành công:tốt", "thành công tốt"),
    ("Thông báo: kết luận", "thông báo kết luận"),
    ("nguồn: thainguyen", "source=thainguyen"),
    ("khoá:XIII", "term=2020-2025"),
    ("tiêu de: kết", 'title:"kết"'),
    ("tháng:11/2021", "month=2021-11"),
    ("tháng:12/2020..2/2021", "month=2020-12,2021-01,2021-02"),
    ("ngày:9/11/2021", "2021-11-09..2021-11-09"),
    ("ngày:1/5/2021..30/6/2021", "2021-05-01..2021-06-30"),
    ("ngày:11/2021..", "2021-11-01.."),
    ("nhiệm kỳ:XIII", "term=2020-2025"),
    ("khóa:13", "term=2020-2025"),
    ("khóa:0", "0"),
    ("khóa:99", "99"),
    ("nhiệm kỳ:2020-2025", "term=2020-2025"),
    ("nguồn:thainguyen", "source=thainguyen"),
    ('nguồn:"Thái Nguyên"', "source=Thái Nguyên"),
    ("năm:", "*"),
    ("http://a.vn", 'http "a vn"'),
    # documents, dates, numbers
    ("28-CT/TW", "28-CT/TW"),
    ("28 CT TW", "28-CT/TW"),
    ("99 -CV/TU", "99-CV/TU"),
    ("5ct/tw", "05-CT/TW"),
    ("05/CT-TW", "05-CT/TW"),
    ("217, 218-QĐ/TW", "217 218-QĐ/TW"),
    ("Chỉ thị số 28 -CT/TW ngày 21/1/2019", "28-CT/TW.XII"),
    ("28-CT/TW khóa XII về sàng lọc", "28-CT/TW.XII về sàng lọc"),
    ("28-CT/TW (khóa XII)", "28-CT/TW.XII"),
    ("07-CT/TU của Tỉnh ủy Thái Nguyên", "07-CT/TU.P:19.p:19"),
    ("số 99 - CV/TU ngày", "99-CV/TU ngày"),
    ("-28-CT/TW xã", "-28-CT/TW xã"),
    ('"28-CT/TW"', '"28 ct tw"'),
    ("văn bản:28-ct/tw", "28-CT/TW"),
    ("ngày 9/11/2021, xã", '{"ngày 9 11 2021"|2021-11-09} xã'),
    ("-21/1/2019 xã", '-{"21 1 2019"|2019-01-21} xã'),
    ("2.000 hộ", "2000 hộ"),
    ('"lễ kết nạp" -thanh niên năm:2021..2023', '"lễ kết nạp" -"thanh niên" year=2021,2022,2023'),
]


@pytest.mark.parametrize(("text", "tree"), TREES)
def test_trees(text, tree):
    """A typed query is read as its tree."""
    assert shown(parse(text)[0]) == tree


@pytest.mark.parametrize("text", [text for text, _ in TREES])
def test_what_is_written_of_a_tree_reads_as_that_tree(text):
    """`render` gives a query that has the same tree."""
    syntax, _ = syntax_of(text)
    assert syntax_of(render(syntax))[0] == syntax


def test_a_kind_and_a_number_are_a_document_or_their_words():
    """`chỉ thị 28` names no issuer: the words count, and any 28-CT."""
    assert shown(parse("chỉ thị 28")[0]) == '{"chỉ thị 28"|28-CT/* | 28/CT-* | 28/*/CT-*}'
    assert shown(parse("thông tri 5")[0]) == '{"thông tri 5"|05-TT/*}'
    assert shown(parse("nghị định 5")[0]) == '{"nghị định 5"|05/NĐ-* | 05/*/NĐ-*}'
    assert "07-QĐ/* | 07-QĐi/*" in shown(parse("quy định 7")[0])


def test_places_and_topics_take_the_longest_name():
    """What follows the name is loose again."""
    tree, _ = parse("nơi:Thái Nguyên kết nạp")
    assert isinstance(tree, And)
    assert tree.parts[0].facet == "place"
    assert "p:19" in tree.parts[0].values
    assert [word.key for word in tree.parts[1:]] == ["kết", "nạp"]


def test_notes():
    """Missing accents and exclusions without a wish are told; document numbers and years need no accents."""
    codes = {
        text: [note.code for note in parse(text)[1]]
        for text in ("ket nap", "kết nạp", "-a", "28-CT/TW 2021", "năm:abc", "HĐND xã", "9/11/2021")
    }
    assert codes == {
        "ket nap": ["unaccented"],
        "kết nạp": [],
        "-a": ["only-exclusions"],
        "28-CT/TW 2021": ["document-read"],
        "năm:abc": ["unknown-value"],
        "HĐND xã": ["abbreviation"],
        "9/11/2021": ["date-read"],
    }


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("họp HĐND xã", 'họp "HĐND" xã'),
        ("theo 28-CT/TW của xã", 'theo "28-CT/TW" của xã'),
        ("(HĐND HOẶC xã) năm:2021", '("HĐND" HOẶC xã) năm:2021'),
        ("-HĐND xã", '-"HĐND" xã'),
    ],
)
def test_a_reading_can_be_removed(text, instead):
    """The note on a reading has the query that is not read so; that one has no such note."""
    (note,) = [note for note in parse(text)[1] if note.code in ("abbreviation", "document-read")]
    assert note.instead == instead
    assert note.code not in [other.code for other in parse(instead)[1]]


def test_limits_are_told():
    """What is beyond the limits is left out, with a note."""
    tree, notes = parse("đảng " * 300)
    assert len(words_of(tree)) == MAX_WORDS
    assert [note.code for note in notes] == ["too-many-words"]
    assert [note.code for note in parse("x" * (MAX_LENGTH + 1))[1]][:1] == ["cut"]


@pytest.mark.parametrize("seed", range(50))
def test_anything_parses(seed):
    """Any input gives a tree, and its writing gives the same tree."""
    chance = random.Random(seed)
    for _ in range(40):
        text = "".join(
            chance.choices(' "“”«»-−–/()*~:.,|0129aảĐđ\u0301\x00\ud800\n漢😀', k=chance.randint(0, 60))
        )
        tree, notes = parse(text)
        assert isinstance(shown(tree), str)
        assert isinstance(notes, tuple)
        syntax, _ = syntax_of(text)
        assert syntax_of(render(syntax))[0] == syntax, text


@pytest.mark.parametrize("typed", ["🎉", "?", '""', "()", "*", "năm:", "-", "HOẶC", "“ ”", "…"])
def test_signs_alone_are_told(typed):
    """A query without any word finds everything, and says so; a blank one is no query."""
    node, notes = parse(typed)
    assert node == Everything()
    assert [note.code for note in notes] == ["no-words"]
    assert parse("  ")[1] == ()
