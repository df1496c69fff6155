"""What an explained hit tells beside its points, which `test_engines_agree` adds up."""

import pytest
from asking import ask, find
from engines import build, engine_at
from making import document

from search.model import Form, ReasonKind, Sort, Spelled


@pytest.fixture
def reader_over(tmp_path):
    """A function that gives a reader over articles with these texts, `a`, `b`, ..."""

    def build_over(*bodies, **more):
        documents = [document(chr(97 + at), body=body, **more) for at, body in enumerate(bodies)]
        return build(engine_at("embedded", tmp_path), documents)

    return build_over


def reasons(result, id_="a"):
    """The reasons of a hit."""
    return next(hit.reasons for hit in result.hits if hit.id == id_)


def only(result, kind, id_="a"):
    """The only reason of a kind."""
    (found,) = [reason for reason in reasons(result, id_) if reason.kind is kind]
    return found


def test_nothing_is_told_unasked(reader_over):
    """Without `explain` a hit has no reasons."""
    assert ask(reader_over("đảng viên"), "đảng viên").hits[0].reasons == ()


def test_a_word_tells_the_spellings_that_stand_in_the_article(reader_over):
    """Each with its count, its weight and its form; other spellings of the index are not told."""
    reader = reader_over("đảng đảng và dang", "đáng dang", "dang nao " * 20 + "đảng", "chào", title="đảng")
    found = ask(reader, "đảng", explain=True)
    (word,), (other,) = reasons(found), reasons(found, "c")
    assert (word.kind, word.text, word.in_text, word.in_head) == (ReasonKind.WORD, "đảng", 3, 2)
    assert word.spellings == (Spelled("đảng", Form.EXACT, 1.0, 3, 2),)
    assert other.spellings == (
        Spelled("đảng", Form.EXACT, 1.0, 2, 2),
        Spelled("dang", Form.BARE, 0.3, 20, 0),
    )
    assert word.idf > 0


@pytest.mark.parametrize(
    ("query", "body", "form"),
    [
        ("đảng", "đảng", Form.EXACT),
        ("đang", "đảng", Form.MARKS),
        ("đảng viên", "dang vien", Form.BARE),
        ("đãng", "đảng", Form.OTHER),
        ("dang", "đảng", Form.MARKS),
    ],
)
def test_forms(reader_over, query, body, form):
    """A spelling is as typed, has more marks, none, or others."""
    found = ask(reader_over(body, "đảng"), query, explain=True)
    assert reasons(found)[0].spellings[0].form is form


def test_a_phrase_tells_its_places(reader_over):
    """A phrase counts its occurrences, and names the zone it was asked for in."""
    reader = reader_over("kết nạp rồi kết nạp", title="kết nạp")
    phrase = only(ask(reader, '"kết nạp"', explain=True), ReasonKind.PHRASE)
    assert (phrase.text, phrase.in_text, phrase.zone) == ("kết nạp", 3, "")
    phrase = only(ask(reader, 'tít:"kết nạp"', explain=True), ReasonKind.PHRASE)
    assert (phrase.text, phrase.in_text, phrase.zone) == ("kết nạp", 1, "title")


def test_another_reading_that_counts_is_told(reader_over):
    """Of a Best the reading that gives most is explained, with its weight and what was typed instead."""
    reader = reader_over("kết nạp đảng viên mới", "chi")
    (other,) = reasons(find(reader, ["best", [1.0, "chi"], [0.5, ["phrase", "đảng viên"]]], explain=True))
    assert (other.kind, other.text, other.typed, other.weight) == (
        ReasonKind.PHRASE,
        "đảng viên",
        "chi",
        0.5,
    )
    (own,) = reasons(find(reader, ["best", [1.0, "chi"], [0.5, "kết"]], explain=True), "b")
    assert (own.text, own.typed, own.weight) == ("chi", "", 1.0)


def test_the_second_phase_is_told(reader_over):
    """Pairs tell how often they stand side by side, the window the words in it."""
    far = " và" * 400
    reader = reader_over(f"đảng viên, đảng viên. Mới.{far} chi", "đảng chi viên mới")
    found = ask(reader, "đảng viên mới chi", explain=True)
    pair = next(reason for reason in reasons(found) if reason.kind is ReasonKind.PAIR)
    assert (pair.text, pair.in_text) == ("đảng viên", 2)
    assert only(found, ReasonKind.WINDOW).text == "đảng viên mới"
    assert only(found, ReasonKind.WINDOW, "b").text == "đảng viên mới chi"
    kinds = {
        reason.kind for reason in reasons(ask(reader, "đảng viên mới chi", explain=True, sort=Sort.NEWEST))
    }
    assert kinds == {ReasonKind.WORD}


def test_the_title_is_told(reader_over):
    """All words in the title, or the run of the query that it has; nothing where it has neither."""
    reader = reader_over("và", title="Đảng viên mới của chi bộ")
    assert only(ask(reader, "chi bộ đảng viên", explain=True), ReasonKind.TITLE).text == "chi bộ đảng viên"
    found = ask(reader_over("họp chung", title="Đảng viên mới"), '"đảng viên" họp', explain=True)
    assert only(found, ReasonKind.TITLE).text == "đảng viên"
    found = ask(reader_over("họp đảng viên", title="Đảng"), "đảng viên", explain=True)
    assert ReasonKind.TITLE not in {reason.kind for reason in reasons(found)}


def test_documents_are_told_in_any_writing(reader_over):
    """A number of a document counts its places however it is written."""
    reader = reader_over("Chỉ thị 28-CT/TW và Chỉ thị số 28 -CT/TW")
    term = next(
        reason for reason in reasons(ask(reader, "28-CT/TW", explain=True)) if reason.kind is ReasonKind.TERM
    )
    assert (term.text, term.in_text) == ("28-CT/TW", 2)


def test_what_is_recent_is_told(reader_over):
    """The order fresh adds a reason of its own: the newest article gains as much as all others give."""
    reader = reader_over("kết nạp", when="2021-05-01")
    *others, fresh = reasons(ask(reader, "kết", explain=True, sort=Sort.FRESH))
    assert fresh.kind is ReasonKind.FRESH
    assert fresh.points == pytest.approx(sum(reason.points for reason in others))
