"""What is counted: searches that were answered, of people; neither robots, keys of the API nor suggestions.

A text is written only with the request that makes it one of enough clients; before that, counting keeps
nothing that could be read as the query.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask import current_app, request

from search.errors import StoreError
from search.model import VIETNAM
from search.text import canonical
from web.limits.limiting import client, is_robot, sent_key
from web.site import asked
from web.totals.kept import NAME, keep

if TYPE_CHECKING:
    from datetime import date

    from flask import Flask, Response

    from search.settings import Settings
    from web.totals.tally import Tally

LONGEST = 100
"""Characters of a query that is counted: longer ones are pasted texts, which nobody else asks."""

_COUNTED = ("pages.results", "api.search")
_ANSWERED = (200, 304)


def register_totals(app: Flask, settings: Settings, tally: Tally) -> None:
    """Count the queries of a site where `count_queries` asks for it."""
    enough = settings.number("count_queries")
    if not enough:
        return

    @app.after_request
    def count(response: Response) -> Response:
        if response.status_code in _ANSWERED and _is_counted() and (query := counted_as(asked()[0].q)):
            day = today()
            clients = tally.add(query, client(), day)
            if clients >= enough:
                try:
                    keep(settings.home / NAME, day, query, clients)
                except StoreError as error:  # a total that is lost is no reason to answer nobody
                    current_app.logger.error("a total was not kept: %s", error)  # noqa: TRY400 - no traceback
        return response


def _is_counted() -> bool:
    is_search = request.method == "GET" and request.endpoint in _COUNTED
    return is_search and bool(client()) and sent_key() is None and not is_robot()


def counted_as(typed: str) -> str:
    """A query as it is counted: canonical, without case, blanks at its ends and what cannot be seen.

    Empty where it is not counted: nothing is left, or more than `LONGEST` characters.
    """
    seen = "".join(char if char.isprintable() else " " for char in canonical(typed).casefold())
    query = " ".join(canonical(seen).split())
    return query if len(query) <= LONGEST else ""


def today() -> date:
    """The day in Vietnam."""
    return datetime.now(VIETNAM).date()
