"""Synonyms that staff write down: the table, and queries read with it."""

import pytest

from search.errors import SettingsError
from search.model import And, Best, Not, Or, Phrase, Word
from search.query import Context, parse
from search.settings import load_settings
from search.synonym_review import remarks_on
from search.synonym_table import MAX_ENTRIES, problems_in, read_synonyms
from search.synonyms import NAME, NONE, made_of, synonyms_of

TABLE = """
[[synonym]]
words = ["thi đua khen thưởng", "khen thưởng thi đua", "TĐKT"]

[[synonym]]
from = "dân vận khéo"
to = ["dân vận"]

[[synonym]]
words = ["HĐND tỉnh", "hội đồng tỉnh"]

[[synonym]]
words = ["nhân dân", "bà con"]

[[synonym]]
words = ["hộ nghèo", "gia đình khó khăn"]
"""


@pytest.fixture(scope="module")
def context():
    """The small table."""
    return Context(synonyms=made_of(read_synonyms(TABLE, "own.toml")))


def shown(node):
    """A tree in short, readings with their weights: `{a|.8 "b c"} -d`."""
    match node:
        case Word():
            return node.key
        case Phrase(words):
            return '"' + " ".join(word.key for word in words) + '"'
        case And(parts):
            return " ".join(map(shown, parts))
        case Or(parts):
            return " / ".join(map(shown, parts))
        case Not(part):
            return f"-({shown(part)})"
        case Best(readings):
            told = (f"{weight:.2f} " if weight < 1 else "" for weight, _ in readings)
            forms = zip(told, readings, strict=True)
            return "{" + "|".join(f"{weight}{shown(one)}" for weight, (_, one) in forms) + "}"
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("dân vận khéo", '{dân vận khéo|0.80 "dân vận"}'),
        ("Dân  Vận khéo xã", '{dân vận khéo|0.80 "dân vận"} xã'),
        ("dan van kheo", '{dan van kheo|0.80 "dân vận"}'),
        ("dân vân khéo", "dân vân khéo"),
        ("dan vận khéo", "dan vận khéo"),
        ("dân vận", "dân vận"),
        ("hộ nghèo", '{hộ nghèo|0.40 "gia đình khó khăn"}'),
        ("gia đình khó khăn", '{gia đình khó khăn|0.80 "hộ nghèo"}'),
        ("xã hộ nghèo HOẶC bà con", 'xã {hộ nghèo|0.40 "gia đình khó khăn"} / {bà con|0.80 "nhân dân"}'),
        ('"hộ nghèo"', '"hộ nghèo"'),
        ("tiêu đề:hộ nghèo", '"hộ" "nghèo"'),
        ("xã -(hộ nghèo)", "xã -(hộ nghèo)"),
        ("hộ, nghèo", '{hộ nghèo|0.40 "gia đình khó khăn"}'),
    ],
)
def test_queries_are_read_with_synonyms(context, text, tree):
    """Loose words that are an entry match any of its forms; quotes, fields and exclusions are as typed."""
    assert shown(parse(text, context)[0]) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        # the same words in both tables: forms of both, each once
        (
            "TĐKT",
            '{tđkt|0.20 "thi đua khen thưởng"|0.20 "khen thưởng thi đua"|0.40 "tđ kt"}',
        ),
        # an abbreviation within a synonym is still read; what a synonym offers is not read on
        (
            "HĐND tỉnh",
            '{hđnd tỉnh|{hđnd|0.20 "hội đồng nhân dân"} tỉnh|0.53 "hội đồng tỉnh"}',
        ),
        # the longest match wins: no synonym within an abbreviation
        ("hội đồng nhân dân", "{hội đồng nhân dân|0.80 hđnd}"),
        ("nhân dân", '{nhân dân|0.80 "bà con"}'),
    ],
)
def test_synonyms_and_abbreviations_together(context, text, tree):
    """Nothing is expanded twice, and a synonym takes no abbreviation away."""
    assert shown(parse(text, context)[0]) == tree


def test_reading_ends_with_no_table():
    """Without a table queries are read as ever."""
    assert NONE.readings((), accented=True) == ()
    assert shown(parse("hộ nghèo")[0]) == "hộ nghèo"


def test_how_it_was_read_is_told(context):
    """A note has the forms, and the query that asks for the words as they are."""
    (note,) = parse("họp bà con xã", context)[1]
    assert (note.code, note.words, note.instead) == ("synonyms", ("bà con = nhân dân",), 'họp "bà con" xã')
    (note,) = [one for one in parse("khen thưởng thi đua", context)[1] if one.code == "synonyms"]
    assert note.words == ("khen thưởng thi đua = thi đua khen thưởng / TĐKT",)
    assert [one.code for one in parse(note.instead, context)[1]] == []


def test_entries_of_one_fold_are_told_apart_by_marks():
    """A query with marks means one of them, a query without any means both."""
    text = '[[synonym]]\nfrom = "bí thư"\nto = ["một"]\n[[synonym]]\nfrom = "bị thu"\nto = ["hai"]\n'
    table = Context(synonyms=made_of(read_synonyms(text, "own.toml")))
    assert shown(parse("bí thư", table)[0]) == "{bí thư|0.80 một}"
    assert shown(parse("bi thu", table)[0]) == "{bi thu|0.80 một|0.80 hai}"


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("synonyms = 1", "synonyms", "there is no key 'synonyms'"),
        ('synonym = "a"', "synonym", "[[synonym]]"),
        ('[[synonym]]\nword = ["a", "b"]', "synonym 1 (dòng · line 1)", "there is no key 'word'"),
        ('\n[[synonym]]\nwords = "a"', "synonym 1 (dòng · line 2)", "must be a list"),
        ('[[synonym]]\nwords = ["a"]', "synonym 1 (dòng · line 1)", "at least two"),
        ('[[synonym]]\nwords = ["a", "***"]', "synonym 1 (dòng · line 1)", "can never match"),
        ('[[synonym]]\nwords = ["hòa", "Hoà"]', "synonym 1 (dòng · line 1)", "twice"),
        ('[[synonym]]\nwords = ["a", "b c d e f g h i k"]', "synonym 1 (dòng · line 1)", "9 syllables"),
        (f"[[synonym]]\nwords = {[f'x{n}' for n in range(9)]}", "synonym 1 (dòng · line 1)", "9 forms"),
        ('[[synonym]]\nwords = ["a", "b"]\nto = ["c"]', "synonym 1 (dòng · line 1)", "one way"),
        ('[[synonym]]\nfrom = ["a"]\nto = ["b"]', "synonym 1 (dòng · line 1)", "'from' must be"),
        ('[[synonym]]\nfrom = "a"', "synonym 1 (dòng · line 1)", "'to' must be"),
        (
            '[[synonym]]\nwords = ["a", "b"]\n[[synonym]]\nfrom = "A"\nto = ["c"]',
            "synonym 2 (dòng · line 3)",
            "stands in synonym 1",
        ),
        ("[[synonym]", "TOML", "cannot be read"),
        ('[[synonym]]\nfrom = "a"\nto = ["b"]\n' * (MAX_ENTRIES + 1), "synonym", "at most 1000"),
    ],
)
def test_each_mistake_is_told_with_its_entry(text, where, says):
    """What staff can get wrong is named with the number of the entry, in both languages."""
    problems = [one for one in problems_in(text) if says in one.english]
    assert problems
    assert problems[0].where == where
    assert all(one.vietnamese and one.vietnamese != one.english for one in problems)


def test_a_sound_table_has_no_problem():
    """The examples are right; so is an empty file."""
    assert problems_in(TABLE) == problems_in("") == []


def test_entries_that_do_nothing_are_remarked():
    """What abbreviations do already, and what is never read as words."""
    text = """
[[synonym]]
words = ["HĐND", "hội đồng nhân dân"]
[[synonym]]
from = "28-CT/TW"
to = ["học tập Bác"]
[[synonym]]
words = ["TĐKT", "thi đua, khen thưởng", "khen thưởng thi đua"]
"""
    remarks = list(remarks_on(read_synonyms(text, "own.toml")))
    assert [one.where.split(" (")[0] for one in remarks] == ["synonym 1", "synonym 2"]
    assert "table of abbreviations" in remarks[0].english
    assert "a document, a date" in remarks[1].english
    assert all("bảng" in one.vietnamese for one in remarks)


def test_a_home_folder_may_have_a_table(tmp_path):
    """`synonyms.toml` of the home folder, or the file that is set; a wrong one is a wrong setting."""
    assert synonyms_of(load_settings(tmp_path, {})) is NONE
    (tmp_path / NAME).write_text(TABLE, encoding="utf-8-sig")
    assert len(synonyms_of(load_settings(tmp_path, {})).entries) == 5
    named = load_settings(tmp_path, {"TRATIN_SYNONYMS_FILE": "gone.toml"})
    with pytest.raises(SettingsError, match=r"gone\.toml"):
        synonyms_of(named)
    (tmp_path / NAME).write_text('[[synonym]]\nwords = ["a"]\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="the table of synonyms") as caught:
        synonyms_of(load_settings(tmp_path, {}))
    assert "bảng từ đồng nghĩa có lỗi" in caught.value.vietnamese
