"""Which changes of a source's articles are alarming before they are published."""

from __future__ import annotations

import pytest
from making import document

from index.changes import report_of
from index.store.staging import Change


@pytest.mark.parametrize(
    ("titles", "alarms"),
    [
        (["Cổng"] * 7, ["titles"]),
        (["Cổng"] * 3 + [""] * 9, ["titles"]),
        (["Cổng"] * 3 + [""] * 10, []),
        (["Cổng"] * 2, []),
        ([f"Cổng {number}" for number in range(7)], []),
        ([""] * 7, []),
    ],
)
def test_titles_that_become_one_are_alarming(titles: list[str], alarms: list[str]) -> None:
    """Three at least, and a quarter of all; titles that change each for itself are no sign."""
    changes = []
    for number, title in enumerate(titles):
        before, after = (
            document(f"{number:016x}", "2021-11-09", title=each, body="Chi bộ họp.")
            for each in (f"Tin {number}", title or f"Tin {number}")
        )
        changes.append(Change(f"{number:016x}", "s", before, after, None, None))
    assert [alarm for _, alarm in report_of(changes).alarms] == alarms
