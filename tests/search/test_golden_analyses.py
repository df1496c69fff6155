"""Golden analyses: the data in tests/cases/analysis, one test a case, and all citations."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

import pytest

from search.analysis import analyze
from search.decoding import decode
from search.text import canonical
from search.tokenizer import SENTENCE_GAP

CASES = Path(__file__).parents[1] / "cases"
SEEDS = Path(__file__).parents[2] / "seeds" / "articles"

GIVEN = {"text", "hex", "seed", "line"}
CHECKS = {"keys", "tokens", "surfaces", "kinds", "compounds", "terms", "same_as", "differs_from"}


def load():
    """A parameter for each case; one with a defect must fail."""
    for path in sorted((CASES / "analysis").glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            defect = case.pop("defect", None)
            marks = [pytest.mark.xfail(reason=defect, raises=AssertionError)] if defect else []
            yield pytest.param(case, id=f"{path.stem}: {case['name']}", marks=marks)


def text_of(case):
    """The canonical text of a case."""
    if "seed" in case:
        (path,) = SEEDS.glob(f"{case['seed']}_*.txt")
        return canonical(path.read_text(encoding="utf-8")).split("\n")[case["line"]]
    if "hex" in case:
        return decode(bytes.fromhex(case["hex"])).text
    return canonical(case["text"])


def keys_of(found):
    """The keys with a bar for the gap at the end of a sentence; any other step would be a mistake."""
    tokens = found.tokens
    words = [type_.key for type_ in tokens.types]
    steps = [after - before for before, after in zip(tokens.positions, tokens.positions[1:], strict=False)]
    assert set(steps) <= {1, 1 + SENTENCE_GAP}
    bars = ["| " if step > 1 else "" for step in (1, *steps)]
    return " ".join(bar + word for bar, word in zip(bars, words, strict=False))


def stretch(text, found, first, last):
    """The text of the tokens `[first, last)`."""
    return text[found.tokens.starts[first] : found.tokens.ends[last - 1]]


def view(text, check):
    """What a text gives, in the form in which the cases state it."""
    found = analyze(text)
    tokens = found.tokens
    match check:
        case "keys":
            return keys_of(found)
        case "tokens":
            pairs = zip(tokens.types, tokens.positions, strict=True)
            return " ".join(f"{type_.key}@{position}" for type_, position in pairs)
        case "surfaces":
            return [stretch(text, found, at, at + 1) for at in range(len(tokens))]
        case "kinds":
            return " ".join(type_.kind for type_ in tokens.types)
        case "compounds":
            return [stretch(text, found, first, last) for first, last in found.compounds]
        case "terms":
            return [f"{term.kind} {term.value}" for term in found.terms]


@pytest.mark.parametrize("case", list(load()))
def test_golden_analysis(case):
    """A text is analysed as a reader of Vietnamese wants it."""
    unknown = case.keys() - GIVEN - CHECKS - {"name"}
    if unknown or not case.keys() & CHECKS:
        raise ValueError(f"unknown fields {unknown}, or nothing is checked")
    text = text_of(case)
    for check in sorted(case.keys() & CHECKS):
        if check == "same_as":
            assert view(text, "tokens") == view(canonical(case[check]), "tokens")
        elif check == "differs_from":
            assert view(text, "tokens") != view(canonical(case[check]), "tokens")
        else:
            assert view(text, check) == case[check], check


def citations():
    """The rows of the table of citations."""
    with (CASES / "citations.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield pytest.param(row, id=row["text"][:60])


@pytest.mark.parametrize("row", list(citations()))
def test_every_writing_of_a_document_number_gives_its_term(row):
    """Each row of the table of citations gives its canonical numbers, and the date of issue, as terms."""
    terms = analyze(canonical(row["text"])).terms
    assert "; ".join(term.value for term in terms if term.kind == "document") == row["numbers"]
    if row["issued"]:
        assert row["issued"] in {term.value for term in terms if term.kind == "date"}
