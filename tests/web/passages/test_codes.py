"""Codes of passages: all of a passage in few letters, and no slip that goes unnoticed."""

from __future__ import annotations

import string

from search.model import Span
from web.passages.codes import clip_in, clip_of, code_of
from web.passages.spans import MOST, span_in, within

LETTERS = string.ascii_letters + string.digits + "-_"


def any_clip(chance):
    """A passage of some article."""
    text = " ".join(chance.choices(("Đảng", "viên", "kết nạp", "năm"), k=5))
    span = Span(chance.choice((0, 5, 300, 70_000)), chance.randint(1, MOST))
    return clip_of(f"{chance.getrandbits(64):016x}", span, text), text


def test_a_code_is_its_passage(chance):
    """Article, range, and the sign of the words come back; few letters hold them."""
    for _ in range(300):
        clip, text = any_clip(chance)
        code = code_of(clip)
        assert len(code) <= 27
        assert clip_in(code) == clip
        assert clip.is_worded(text)
        assert clip.is_worded(text.replace(" ", "\n  "))
        assert not clip.is_worded(f"{text} nay")


def test_slips_are_noticed(chance):
    """One wrong letter, two swapped, some left out: that is no passage, never another one."""
    for _ in range(200):
        code = code_of(any_clip(chance)[0])
        at = chance.randrange(len(code))
        wrong = code[:at] + chance.choice(LETTERS.replace(code[at], "")) + code[at + 1 :]
        swapped = code[: at - 1] + code[at] + code[at - 1] + code[at + 1 :] if at else code
        for slip in (wrong, swapped, code[:at], code + "A"):
            assert slip == code or clip_in(slip) is None


def test_nonsense_is_no_passage(chance):
    """Whatever is typed, nothing is raised."""
    for _ in range(500):
        assert clip_in("".join(chance.choices(LETTERS + "ạ /%", k=chance.randint(0, 40)))) is None
    assert code_of(clip_of("not-ours", Span(0, 5), "x")) is None


def test_ranges_of_addresses(documents):
    """Start and length; blanks at the ends are left out, and what is not in the text is nothing."""
    assert span_in("12,5") == Span(12, 5)
    wrong = ("", "12", "12,0", "-1,5", "1,99999", "a,b", "1,2,3", "٣,٤")
    assert {text: span_in(text) for text in wrong} == dict.fromkeys(wrong)
    article = documents[0].article
    end = len(article.text)
    assert within(article, Span(end - 1, 1)) is None
    assert within(article, Span(end, 5)) is None
    found = within(article, Span(article.text.index("\nChi bộ"), 9))
    assert article.text[found.start : found.end] == "Chi bộ s"
