"""Both languages are complete."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.ext import extract_from_ast

import web
from search.model import Note
from web.texts.english import ENGLISH
from web.texts.words import NOTES, decimal, note_text, number, say, size_label

WEB = Path(web.__file__).parent
FIELD = re.compile(r"\{\w+\}")


def texts_of_code() -> set[str]:
    """Every text that a module of the site says."""
    return {
        call.args[0].value
        for file in WEB.rglob("*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"say", "phrase"}
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def texts_of_templates() -> set[str]:
    """Every text that a template says."""
    found = set()
    for file in (WEB / "templates").glob("*.html"):
        tree = Environment(autoescape=True).parse(file.read_text("utf-8"))
        for _, _, text in extract_from_ast(tree, gettext_functions=("_",)):
            found.update(part for part in (text if isinstance(text, tuple) else (text,)) if part)
    return found


def test_every_text_has_an_english_twin():
    """No Vietnamese text of code or templates lacks its English twin, and no twin is left over."""
    said = texts_of_code() | texts_of_templates()
    assert len(said) > 80
    assert said - set(ENGLISH) == set()
    assert set(ENGLISH) - said == set()


@pytest.mark.parametrize("text", sorted(ENGLISH))
def test_twins_hold_the_same_values(text):
    """A text and its English twin are filled with the same values."""
    twin = ENGLISH[text]
    for form in (twin,) if isinstance(twin, str) else twin:
        assert set(FIELD.findall(form)) == set(FIELD.findall(text))


_NOT_WORDS = re.compile(
    r"\{% block kind %\}.*?\{% endblock %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}"
    r"|<svg.*?</svg>|<kbd\b.*?</kbd>|<[^>]*>",
    re.DOTALL,
)


def test_templates_hold_no_bare_words():
    """No visible Vietnamese or English word stands in a template outside of what is translated.

    The operators' pages say everything in both languages at once.
    """
    for file in (WEB / "templates").glob("*.html"):
        if file.name.startswith("admin_"):
            assert " · " in file.read_text("utf-8")
            continue
        bare = _NOT_WORDS.sub(" ", file.read_text("utf-8"))
        assert set(re.findall(r"[^\W\d_]{2,}", bare)) <= {
            "SHA",
            "JSON",
            "API",
            "RIS",
            "CSL",
            "BibTeX",
            "OpenAPI",
            "GET",
        }, file.name


def test_one_and_many():
    """English counts one article and many articles; numbers are grouped as each language does."""
    assert say("{n} bài", "en", n=1) == "1 article"
    assert say("{n} bài", "en", n=1234) == "1,234 articles"
    assert say("{n} bài", "vi", n=1234) == "1.234 bài"
    assert number(1_000_000, "vi") == "1.000.000"


def test_sizes():
    """Bytes are told as people read them."""
    assert [size_label(count, "vi") for count in (0, 999, 1500, 250_000, 3_200_000)] == [
        "0 B",
        "999 B",
        "1,5 kB",
        "250 kB",
        "3,2 MB",
    ]


def test_values_are_never_read_as_templates():
    """Braces in what a person typed stay braces."""
    assert say("Không hiểu: {names}", "vi", names="{0} {names}") == "Không hiểu: {0} {names}"


def test_notes_are_sentences_in_both_languages():
    """Every note has two texts; an unknown code or too few words give the code, not an error."""
    for code in NOTES:
        texts = {note_text(Note(code, ("2000", "x")), lang) for lang in ("vi", "en")}
        assert len(texts) == 2
        assert not any("{" in text for text in texts)
    assert note_text(Note("new-code", ("a", "b")), "vi") == "new-code: a b"
    assert note_text(Note("cut"), "vi") == "cut"


@pytest.mark.parametrize(
    ("lang", "value", "written"),
    [
        ("vi", 43749.091, "43.749,09"),
        ("en", 43749.091, "43,749.09"),
        ("vi", 0.5, "0,50"),
        ("en", 9.616, "9.62"),
    ],
)
def test_measures_are_written_as_people_write_them(lang, value, written):
    """Thousands and decimals in the signs of the language."""
    assert decimal(value, lang) == written
