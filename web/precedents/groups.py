"""Who used a query's words, and where, as plain data: for `/ai-o-dau` and the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request

from search.model import UNKNOWN, GroupBy, Lines
from web.addresses.lines import LONGEST, read_grouping, write_lines
from web.addresses.links import at_page
from web.precedents.common import asked_json, iso
from web.precedents.here import address_of, here
from web.site import site
from web.texts.labels import value_label
from web.texts.words import say

if TYPE_CHECKING:
    from search.model import Group
    from web.addresses.params import Params

Json = dict[str, Any]

_PLACES = (GroupBy.PROVINCE, GroupBy.DISTRICT)


def groups_json() -> Json:
    """A page of the groups that the current address asks for."""
    (by, order), own = read_grouping(request.args)
    asked = here(own)
    first = at_page(asked.params, 1)
    found = site().reader.precedents().groups(asked.query, by, order, asked.begin, asked.params.size)

    def href(value: str) -> str | None:
        wanted = write_lines(Lines(by=by, group=value))
        return address_of("pages.lines", wanted)(first) if len(value) <= LONGEST else None

    return {
        **asked_json(asked.query, found.notes, asked.params.lang),
        "by": by.value,
        "rank": order.value,
        "total": found.total,
        "articles": found.articles,
        "kinds": found.kinds,
        "pages": asked.pages(found.kinds),
        "groups": [
            {
                "value": group.value,
                "label": group_label(by, group.value, asked.params),
                "lines": group.lines,
                "articles": group.articles,
                "archive": group.archive,
                "per_thousand": per_thousand(group),
                "few": group.is_few,
                "first": iso(group.first),
                "last": iso(group.last),
                "href": href(group.value),
            }
            for group in found.groups
        ],
    }


def group_label(by: GroupBy, value: str, params: Params) -> str:
    """The name of a group for people."""
    if value == UNKNOWN:
        return say("Không rõ", params.lang)
    return value_label("place", value, params.lang, params.map) if by in _PLACES else value


def per_thousand(group: Group) -> float:
    """How many of a thousand articles of the group have a line."""
    return round(1000 * group.share, 3)
