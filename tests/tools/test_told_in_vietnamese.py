"""What goes wrong is told in Vietnamese first: errors, why a page was skipped, why one did not come."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import search.errors
from index.imports import FileSkip
from search.errors import TratinError
from search.model import SkipReason
from tools.details import in_vietnamese
from tools.reasons import coded, vietnamese
from tools.vietnamese import skipped

ROOT = Path(__file__).parents[2]
ERRORS = {
    name: each
    for name, each in vars(search.errors).items()
    if isinstance(each, type) and issubclass(each, TratinError)
}
SAYING = {"Skipped", "FileSkip", "BodyError", "BodyTooLargeError", "Damage"}


def calls_in(*folders: str):
    """Every call in some packages, but those of developers alone, with where it stands."""
    for folder in folders:
        for file in (ROOT / folder).rglob("*.py"):
            place = file.relative_to(ROOT)
            if place.parts[:2] not in {("tools", "measure"), ("tools", "units"), ("tools", "synth")}:
                tree = ast.parse(file.read_text("utf-8"))
                yield from ((place, node) for node in ast.walk(tree))


def called(node: ast.AST) -> str:
    """The name of what is called."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def phrased(node: ast.AST | None) -> str:
    """A text, or one with values as it might be; empty for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(phrased(part) or "7" for part in node.values)
    return ""


def details() -> set[str]:
    """All that the readers of files, archives and pages say of what they skip."""
    found = set()
    for place, node in calls_in("index"):
        if called(node) in SAYING and node.args:
            found.update(phrased(each) for each in node.args[-1:])
        elif isinstance(node, ast.Yield) and place.name == "pagetypes.py":
            found.add(phrased(node.value))
    return {each for each in found if re.search(r"[a-z]{3}", each.replace("line 7: 7", ""))}


def test_every_error_is_told_in_vietnamese():
    """By a sentence of its own, or by that of its kind."""
    silent = [
        f"{place}:{node.lineno}"
        for place, node in calls_in("index", "search", "web", "tools")
        if (kind := ERRORS.get(called(node)))
        and not kind.vietnamese
        and not any(word.arg == "vietnamese" for word in node.keywords)
    ]
    assert silent == []


def test_every_detail_of_a_skip_is_told_in_vietnamese():
    """Of what is found in the code that says it."""
    found = details()
    assert len(found) > 30
    assert [each for each in found if not in_vietnamese(each)] == []


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        ("12 syllables of prose", "12 âm tiết văn xuôi"),
        ("line 1,203: no field 'text'", "dòng 1.203: thiếu trường 'text'"),
        ("byte 77: 12,345 bytes; the limit is 1,000", "byte 77: 12.345 byte, giới hạn là 1.000"),
        ("3 .doc, 2 (no ending), and others", "3 .doc, 2 (không đuôi) và loại khác"),
        ("1,200 × image/png, 3 × of no type, 8 others", "1.200 × image/png, 3 × không rõ loại, 8 loại khác"),
        ("ValueError: something new", ""),
        ("7 days of something new", ""),
    ],
)
def test_details(detail, told):
    """With numbers as Vietnamese writes them; nothing where the phrasing is unknown."""
    assert in_vietnamese(detail) == told


def test_a_skip_in_both_languages():
    """Each with its own detail, and the English one alone where there is no other."""
    assert skipped("too-short", "12 syllables of prose") == (
        "quá ngắn: 12 âm tiết văn xuôi · too-short: 12 syllables of prose"
    )
    assert skipped(SkipReason.FAILED, "KeyError: 'x'") == "lỗi của chương trình · failed: KeyError: 'x'"
    assert skipped(FileSkip("a", SkipReason.EMPTY).reason) == "trống · empty"


def test_every_reason_of_a_crawl_has_words():
    """All that docs/crawling.md lists, and statuses and pages of any kind."""
    text = (ROOT / "docs" / "crawling.md").read_text("utf-8")
    part = text.split("## Reasons", 1)[1].split("\n## ", 1)[0]
    codes = [
        code
        for row in re.findall(r"^\| (`.+?) \|", part, re.MULTILINE)
        for code in re.findall(r"`([^`]+)`", row)
    ]
    assert len(codes) > 40
    known = {code.replace("http-N", "http-418").replace("page-…", "page-too-short") for code in codes}
    assert [code for code in known if vietnamese(code) == code] == []
    assert coded("page-list-page") == "trang danh sách · page-list-page"
    assert coded("of-another-version") == "of-another-version"
