"""The documentation tells the truth."""

import re
from pathlib import Path

import pytest

from search.errors import TratinError
from search.model import SkipReason
from search.settings import TABLE
from tools.commands.bench import bench
from tools.docs import PAGES

ROOT = Path(__file__).parents[1]
DOCS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("name", PAGES)
def test_made_pages_are_up_to_date(name):
    """Pages made from the code are what the code makes now (else: python -m tools.docs)."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name]()


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    """Every relative link names a file that is there."""
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_every_error_and_skip_reason_is_documented():
    """docs/errors.md names every error, with its exit code, and every reason for skipping a page."""
    text = (ROOT / "docs/errors.md").read_text(encoding="utf-8")

    def tree(error):
        yield error
        for below in error.__subclasses__():
            yield from tree(below)

    for error in tree(TratinError):
        assert f"| `{error.__name__}` | {error.exit_code} |" in text
    for reason in SkipReason:
        assert f"| `{reason.value}` |" in text


def test_every_subject_of_the_benchmarks_is_explained():
    """What may be measured is told in the help."""
    (subjects,) = (each.type.choices for each in bench.params if each.name == "subject")
    assert [each for each in subjects if f"`{each}`" not in bench.help] == []


def test_every_setting_is_explained():
    """No setting is without help."""
    assert all(row.help.endswith(".") for row in TABLE)


def test_make_targets_in_the_readme_exist():
    """Every `make x` that the documents name is a target."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in DOCS:
        named = re.findall(r"(?:^|`)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert set(named) <= targets, path.name


def test_modules_named_in_the_documents_exist():
    """Every path of ours that a document names is there."""
    ours = re.compile(r"`((?:search|index|web|tools|tests|seeds)/[\w/.]*)`")
    for path in DOCS:
        for named in ours.findall(path.read_text(encoding="utf-8")):
            assert (ROOT / named).exists(), f"{path.name}: {named}"
