"""When a page is looked at again, case by case."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.crawl.model import Kind, Outcome
from index.crawl.revisiting import DAY, HOUR, MINUTE, MONTH, WEEK, Next, Visit, is_newer, next_visit

NOW = 1_700_000_000
SOURCES = (Kind.FEED, Kind.SITEMAP, Kind.LIST)


class Always(random.Random):
    """A source of chances that always says the same."""

    def __init__(self, value):
        super().__init__(0)
        self.value = value

    def random(self):
        """The same again."""
        return self.value


def after(kind, outcome, **known):
    """What follows a visit; jitter is at its most unless told."""
    return next_visit(Visit(kind, outcome, NOW, **known), Always(1.0))


def waits(found):
    """Seconds until the next visit."""
    return None if found.at is None else found.at - NOW


TABLE = [
    # kind, outcome, what is known; seconds to wait, stable, fails, gone
    ("list", "ok", {"changed": True}, HOUR, 0, 0, False),
    ("list", "ok", {"changed": False}, 2 * HOUR, 1, 0, False),
    ("list", "ok", {"changed": False, "stable": 1}, 4 * HOUR, 2, 0, False),
    ("list", "ok", {"changed": True, "stable": 3}, 4 * HOUR, 2, 0, False),
    ("list", "unchanged", {"stable": 3}, 16 * HOUR, 4, 0, False),
    ("list", "unchanged", {"stable": 4}, DAY, 5, 0, False),
    ("list", "unchanged", {"stable": 5}, DAY, 5, 0, False),
    ("list", "unchanged", {"stable": 99}, DAY, 5, 0, False),
    ("feed", "unchanged", {"changed": True, "stable": 2}, 8 * HOUR, 3, 0, False),
    ("sitemap", "ok", {"changed": True, "fails": 7}, HOUR, 0, 0, False),
    ("article", "ok", {"changed": True}, DAY, 1, 0, False),
    ("article", "ok", {"stable": 1}, 6 * DAY, 2, 0, False),
    ("article", "unchanged", {"stable": 2, "fails": 3}, 23 * DAY, 3, 0, False),
    ("article", "ok", {"stable": 3}, None, 4, 0, False),
    ("page", "ok", {}, MONTH, 1, 0, False),
    ("page", "ok", {"stable": 1}, None, 2, 0, False),
    ("article", "failed", {"stable": 1}, 5 * MINUTE, 1, 1, False),
    ("article", "failed", {"fails": 3}, 40 * MINUTE, 0, 4, False),
    ("article", "failed", {"fails": 40}, WEEK, 0, 41, False),
    ("list", "failed", {"stable": 2, "fails": 40}, DAY, 2, 41, False),
    ("list", "wait", {"wait": 120.4, "fails": 2}, 120, 0, 2, False),
    ("list", "wait", {"wait": 1e12}, WEEK, 0, 0, False),
    ("list", "wait", {"wait": -5.0}, 1, 0, 0, False),
    ("list", "wait", {}, HOUR, 0, 0, False),
    ("article", "gone", {"reason": "http-410"}, None, 0, 1, True),
    ("article", "gone", {"reason": "http-404"}, DAY, 0, 1, False),
    ("article", "gone", {"reason": "http-404", "before": "timeout"}, DAY, 0, 1, False),
    ("article", "gone", {"reason": "http-404", "before": "http-404", "fails": 1}, None, 0, 2, True),
    ("page", "gone", {"reason": "http-404", "before": "http-404"}, None, 0, 1, True),
    ("article", "gone", {"reason": "gone-home"}, DAY, 0, 1, False),
    ("article", "gone", {"reason": "gone-home", "before": "gone-home", "fails": 1}, None, 0, 2, True),
    ("article", "gone", {"reason": "http-404", "before": "gone-home", "fails": 1}, None, 0, 2, True),
    ("article", "failed", {"reason": "moved-unsure", "stable": 1}, DAY, 1, 1, False),
    ("page", "failed", {"reason": "moved-unsure", "fails": 9}, 153_600, 0, 10, False),
    ("page", "failed", {"reason": "moved-unsure", "fails": 40}, WEEK, 0, 41, False),
    ("list", "gone", {"reason": "http-410"}, WEEK, 0, 1, True),
    ("list", "gone", {"reason": "http-404"}, DAY, 0, 1, False),
    ("article", "refused", {"reason": "robots"}, DAY, 0, 0, False),
    ("list", "refused", {"reason": "robots"}, DAY, 0, 0, False),
    ("article", "refused", {"reason": "too-large"}, None, 0, 0, False),
    ("list", "refused", {"reason": "private-address"}, MONTH, 0, 0, False),
]


@pytest.mark.parametrize(("kind", "outcome", "known", "wait", "stable", "fails", "gone"), TABLE)
def test_every_row_of_the_table(kind, outcome, known, wait, stable, fails, gone):
    """What was known and what came of the visit decide alone."""
    at = None if wait is None else NOW + wait
    assert after(Kind(kind), Outcome(outcome), **known) == Next(at, stable, fails, gone)


def test_the_table_has_every_outcome():
    """A new outcome needs a row."""
    assert {row[1] for row in TABLE} == {outcome.value for outcome in Outcome}
    assert {row[0] for row in TABLE} == {kind.value for kind in Kind}


def test_an_article_is_seen_after_a_day_a_week_and_thirty_days():
    """Counted from when it was first seen; then never."""
    at, stable, days = NOW, 0, []
    while (found := next_visit(Visit(Kind.ARTICLE, Outcome.OK, at, stable=stable), Always(0))).at is not None:
        days.append((found.at - NOW) // DAY)
        at, stable = found.at, found.stable
    assert days == [1, 7, 30]


def test_a_list_that_never_changes_is_asked_daily_and_one_that_always_does_hourly():
    """From whichever end it starts."""
    for changed, wanted in ((False, DAY), (True, HOUR)):
        for stable in (0, 5):
            for _ in range(8):
                found = after(Kind.LIST, Outcome.OK, changed=changed, stable=stable)
                stable = found.stable
            assert waits(found) == wanted


def test_what_failed_together_is_not_tried_together():
    """Jitter halves the time at most, and comes from the source that is given."""
    visit = Visit(Kind.ARTICLE, Outcome.FAILED, NOW, fails=5)
    seen = {waits(next_visit(visit, random.Random(seed))) for seed in range(200)}
    assert len(seen) > 100
    assert min(seen) >= 80 * MINUTE
    assert max(seen) <= 160 * MINUTE
    assert next_visit(visit, random.Random(3)) == next_visit(visit, random.Random(3))


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from(list(Kind)),
    st.sampled_from(list(Outcome)),
    st.booleans(),
    st.integers(-3, 10**9),
    st.integers(0, 10**9),
    st.none() | st.floats(allow_nan=False),
)
def test_the_next_visit_is_later_and_within_a_month(kind, outcome, changed, stable, fails, wait):
    """Whatever is known, and nothing is due at once again."""
    visit = Visit(kind, outcome, NOW, changed=changed, stable=stable, fails=fails, wait=wait)
    found = next_visit(visit, random.Random(1))
    assert found.at is None or NOW < found.at <= NOW + MONTH
    assert found.at is not None or kind not in SOURCES


@pytest.mark.parametrize(
    ("said", "known", "newer"),
    [
        ("Tue, 09 Nov 2021 11:11:00 +0700", "Tue, 09 Nov 2021 04:10:00 GMT", True),
        ("Tue, 09 Nov 2021 11:11:00 +0700", "Tue, 09 Nov 2021 04:11:00 GMT", False),
        ("2021-11-10", "2021-11-09T08:00:00+07:00", True),
        ("2021-11-09T08:00:00+07:00", "2021-11-09T08:00:00+07:00", False),
        ("2021-11-08", "2021-11-09", False),
        ("10/11/2021 01:05 SA", "09/11/2021 11:11 CH", True),
        ("09/11/2021 11:11 CH", "09/11/2021 11:11 SA", True),
        ("09/11/2021", "2021-11-08", True),
        ("3 giờ trước", "2021-11-08", False),
        ("2021-11-08", "", False),
        ("", "", False),
        ("99/99/2021", "2021-11-08", False),
        ("Mon, 99 Xxx 0000", "2021-11-08", False),
    ],
)
def test_newer_dates_of_feeds(said, known, newer):
    """Only what can be read counts, and day comes before month."""
    assert is_newer(said, known) is newer


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_can_be_compared(said, known):
    """Never raises, and nothing is newer than itself."""
    assert is_newer(said, known) in {True, False}
    assert not is_newer(said, said)
