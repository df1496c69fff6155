"""What stands above what in the trees of facets."""

import pytest

from search.facets import related
from search.places import Level, level, now, units


@pytest.mark.parametrize(
    ("facet", "one", "other", "expected"),
    [
        ("topic", "a", "a/x", True),
        ("topic", "a/x", "a", True),
        ("topic", "a/x", "a/y", False),
        ("topic", "a", "ab/x", False),
        ("topic", "a", "a", False),
        ("year", "2020", "2020/1", False),
        ("place", "p:19", "unknown", False),
    ],
)
def test_related(facet, one, other, expected):
    """Only what is above or below is related, never a value to itself."""
    assert related(facet, one, other) is expected


def test_districts_stand_under_both_maps():
    """A former district is below its province of the time and below the province of today."""
    districts = [unit for unit in units() if level(unit.id) is Level.DISTRICT][:50]
    for district in districts:
        (today, *_), *_ = now(district.id)[0]
        assert related("place", district.parent, district.id)
        assert related("place", today, district.id)
        assert related("place", district.id, today)
