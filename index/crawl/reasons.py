"""Why a visit came to what it came to: codes that several parts go by. docs/crawling.md has all of them."""

from __future__ import annotations

from search.model import SkipReason

MOVED, UNSURE, GONE_HOME = "moved", "moved-unsure", "gone-home"
"""Redirects: another page has it; another page may have it; an article leads to a front page."""

SHARED = "page-shared"
"""Words that addresses of several articles suddenly have in common: `index.crawl.sharing`."""

WITHDRAWN = "withdrawn"
"""The article of an address was withdrawn: it is not visited, whatever else is known of it."""

ROBOTS = "robots"
"""How the reasons begin that are robots.txt's."""

GONE_REASONS = frozenset(("http-404", "http-410", GONE_HOME))
"""A page is no more: no failures, and believed of an article once they were said twice."""

SOFT = frozenset({SkipReason.ERROR_PAGE, SkipReason.LOGIN, SkipReason.SCRIPT_SHELL})
"""Answers that say that all is well, and hold no page: an article that was there before is not replaced."""

_FAILED_PAGES = frozenset((SHARED, *(f"page-{reason.value}" for reason in SOFT)))
_FETCHED = frozenset((MOVED, WITHDRAWN))


def is_no_article(reason: str) -> bool:
    """Whether a page came that is no article here, as it may be; the visit did not fail for it."""
    return reason in _FETCHED or (reason.startswith("page-") and reason not in _FAILED_PAGES)


def is_failure(reason: str) -> bool:
    """Whether nothing was fetched, or nothing that can be read, and not because of robots.txt."""
    return not reason.startswith(ROBOTS) and not is_no_article(reason)
