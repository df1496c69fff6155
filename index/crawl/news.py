"""Whether what is said of an article is news: another title, or a later date, than was said before."""

from __future__ import annotations

from index.crawl.revisiting import is_newer
from index.store.telling import read_witnesses


def is_news(said: str | None, known: str | None) -> bool:
    """Whether an article is to be visited for what is said of it; both as the store writes witnesses.

    What is said for the first time is news. A date that cannot be read never is: "3 giờ trước" is another one
    every hour.
    """
    if not said or said == known:
        return False
    if not known:
        return True
    now, before = _by_field(said), _by_field(known)
    title = now.get("title", "")
    if title and title != before.get("title"):
        return True
    return is_newer(now.get("published", ""), before.get("published", ""))


def _by_field(written: str) -> dict[str, str]:
    return {witness.field: witness.value for witness in read_witnesses(written)}
