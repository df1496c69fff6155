"""Reading what a person typed."""

import random

import pytest

from search.model import And, Best, Canonical, Everything, Not, Phrase, Word
from search.query import parse
from search.query.parser import MAX_WORDS, words_of


def shown(node):  # noqa: PLR0911 - one return a kind of node
    """A tree in short: `a "b c" -d`."""
    match node:
        case Word():
            return node.key
        case Phrase():
            return '"' + " ".join(word.key for word in node.words) + '"'
        case And():
            return " ".join(map(shown, node.parts))
        case Not():
            return "-" + shown(node.part)
        case Everything():
            return "*"
        case Canonical():
            return node.value
        case Best():
            return "{" + "|".join(shown(reading) for _, reading in node.readings) + "}"
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("kết nạp", "kết nạp"),
        ("  KẾT   NẠP ", "kết nạp"),
        ('"kết nạp" mới', '"kết nạp" mới'),
        ("“kết nạp” «đảng viên»", '"kết nạp" "đảng viên"'),
        ('"kết"', "kết"),
        ("-thanh niên", "-thanh niên"),
        ('-"thanh niên" xã', '-"thanh niên" xã'),
        ("xã -", "xã"),
        ("chính trị-xã hội", '{chính "trị xã" hội|ctxh|"ct xh"}'),
        ("28-CT/TW", '{"28 ct tw"|28-CT/TW}'),
        ("99 -CV/TU", '{"99 cv tu"|99-CV/TU}'),
        ("5ct/tw", '{"5ct tw"|05-CT/TW}'),
        ("05/CT-TW", '{"05 ct tw"|05-CT/TW}'),
        ("217, 218-QĐ/TW", '217 {"218 qđ tw"|218-QĐ/TW}'),
        ("ngày 9/11/2021, xã", '{"ngày 9 11 2021"|2021-11-09} xã'),
        ("-21/1/2019 xã", '-"21 1 2019" xã'),
        ('"28-CT/TW"', '"28 ct tw"'),
        ("số 99 - CV/TU ngày", 'số {"99 cv tu"|99-CV/TU} ngày'),
        ("HĐND xã", '{hđnd|"hội đồng nhân dân"} xã'),
        ("hội đồng nhân dân", "{hội đồng nhân dân|hđnd}"),
        ("hoi dong nhan dan xa", "{hoi dong nhan dan|hđnd} xa"),
        ('"HĐND" -UBND', "hđnd -ubnd"),
        ("Đ/c Nam", '{"đ c"|"đồng chí"} nam'),
        (
            "HĐND&UBND",
            '{"hđnd ubnd"|{hđnd|"hội đồng nhân dân"} {ubnd|"uỷ ban nhân dân"}}',
        ),
        ('"kết nạp', "kết nạp"),
        ('kết" nạp "', "kết nạp"),
        ("", "*"),
        (' "" - !!! ', "*"),
    ],
)
def test_trees(text, tree):
    """A typed query is read as its tree."""
    assert shown(parse(text)[0]) == tree


def test_notes():
    """Missing accents and exclusions without a wish are told; document numbers and years need no accents."""
    codes = {
        text: [note.code for note in parse(text)[1]] for text in ("ket nap", "kết nạp", "-a", "28-CT/TW 2021")
    }
    assert codes == {"ket nap": ["unaccented"], "kết nạp": [], "-a": ["only-exclusions"], "28-CT/TW 2021": []}


def test_limits_are_told():
    """What is beyond the limits is left out, with a note."""
    tree, notes = parse("đảng " * 300)
    assert len(words_of(tree)) == MAX_WORDS
    assert [note.code for note in notes] == ["too-many-words"]
    assert [note.code for note in parse("x" * 5000)[1]][:1] == ["cut"]


@pytest.mark.parametrize("seed", range(50))
def test_anything_parses(seed):
    """Any input gives a tree."""
    chance = random.Random(seed)
    for _ in range(100):
        text = "".join(
            chance.choices(' "“”«»-−–/()*~:.,0129aảĐđ\u0301\x00\ud800\n漢😀', k=chance.randint(0, 60))
        )
        tree, notes = parse(text)
        assert shown(tree)
        assert isinstance(notes, tuple)
