"""Figures on a page: a table a command, whole runs and parts."""

import platform

import pytest

from tools import recording
from tools.measure.figures import Figure, Report
from tools.recording import HEAD, Record, record


@pytest.fixture
def page(tmp_path):
    """A page that is not there yet."""
    return tmp_path / "figures.md"


def measured(page, *figures, command="bench build", scope="20 articles", whole=True):
    """Record a run."""
    record(Report(command, "m", "d", list(figures)), Record(page, scope, whole))
    return page.read_text(encoding="utf-8")


def test_a_table(page):
    """A line a figure: value, goal, verdict and day; the machine by cores and memory."""
    text = measured(
        page,
        Figure("rate", 812.5, "articles/s", ">= 800", met=True),
        Figure("size", 3, "MB", "<= 2", met=False),
    )
    assert text.startswith(HEAD)
    assert "\n## bench build, 20 articles\n" in text
    assert "| rate | 812.5 articles/s | >= 800 | met | 2" in text
    assert "| size | 3 MB | <= 2 | MISSED | 2" in text
    assert " cores, " in text


def test_what_stands_there_stays(page):
    """The head is anybody's, and other sections are not touched; the same run again changes nothing."""
    page.write_text(HEAD.replace("# Figures", "# Figures\n\nOurs."), encoding="utf-8")
    measured(page, Figure("a", 1, "x"), command="quality seeds")
    text = measured(page, Figure("b", 2, "x"))
    assert "Ours." in text
    assert "| a | 1 x |" in text
    assert text.index("bench build") < text.index("quality seeds")
    assert measured(page, Figure("b", 2, "x")) == text


def test_parts(page):
    """A part replaces its own figures and leaves the others; a whole run begins anew."""
    measured(page, Figure("a", 1, "x"), Figure("b", 1, "x"))
    text = measured(page, Figure("b", 2, "x"), whole=False)
    assert "| a | 1 x |" in text
    assert "| b | 2 x |" in text
    assert "| b | 1 x |" not in text
    assert "| a |" not in measured(page, Figure("b", 3, "x"))


def test_the_day_of_what_was_kept(page):
    """What a part only repeats keeps the day on which it was measured."""
    today = measured(page, Figure("a", 1, "x"), Figure("b", 1, "x"))[-13:-3]
    page.write_text(page.read_text(encoding="utf-8").replace(today, "2020-02-02"), encoding="utf-8")
    text = measured(page, Figure("a", 1, "x"), Figure("b", 2, "x"), whole=False)
    assert "| a | 1 x |  |  | 2020-02-02 |" in text
    assert f"| b | 2 x |  |  | {today} |" in text


def test_another_machine(page, monkeypatch):
    """Parts that were measured on different machines do not stand in one table."""
    measured(page, Figure("a", 1, "x"))
    monkeypatch.setattr(recording, "_machine", lambda: "64 cores, 512 GB of memory")
    assert "| a |" not in measured(page, Figure("b", 2, "x"), whole=False)


def test_what_was_measured_on_is_told(page):
    """Cores, memory and the version of Python, by which figures differ."""
    assert f" of memory, {platform.python_implementation()} {platform.python_version()}\n" in measured(
        page, Figure("a", 1, "x")
    )
