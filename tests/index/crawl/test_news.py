"""What a feed says of an article is news where its title or its date is another."""

from __future__ import annotations

import pytest

from index.crawl.news import is_news
from index.store.telling import write_witnesses
from search.model import Witness


def said(title="Đại hội chi bộ thôn Đông", published="Fri, 27 Nov 2026 08:00:00 +0700"):
    """A title and a date as a feed says them."""
    told = (("published", published), ("title", title))
    return write_witnesses(
        [Witness(field, value, "feed https://a.example/rss") for field, value in told if value]
    )


@pytest.mark.parametrize(
    ("now", "known", "expected"),
    [
        (None, None, False),
        (None, said(), False),
        (said(), None, True),
        (said(), said(), False),
        (said(title="Đại hội chi bộ thôn Tây"), said(), True),
        (said(title=""), said(), False),
        (said(published="Fri, 27 Nov 2026 09:00:00 +0700"), said(), True),
        (said(published="Fri, 27 Nov 2026 01:00:00 GMT"), said(), False),
        (said(published="Thu, 26 Nov 2026 08:00:00 +0700"), said(), False),
        (said(published="3 giờ trước"), said(published="2 giờ trước"), False),
        (said(published=""), said(), False),
    ],
)
def test_what_is_news(now, known, expected):
    """A later date, another title, or anything at all where nothing was said."""
    assert is_news(now, known) is expected
