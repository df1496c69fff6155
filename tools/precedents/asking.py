"""Each part of `tratin precedents` as a question to the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import structs

from search.model import Alike, GroupBy, GroupOrder, LineOrder, Lines, Measure, Period, Unit
from web.addresses.params import to_query

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from search.engine import Precedents
    from search.query import Context
    from web.addresses.params import Params


class Question(NamedTuple):
    """What is asked: the search, other phrases of a timeline, a text for passages alike, and the options."""

    params: Params
    context: Context
    others: tuple[str, ...]
    text: str
    options: Mapping[str, Any]
    size: int

    @property
    def begin(self) -> int:
        """The number of the first row, from 0."""
        return (self.params.page - 1) * self.size

    @property
    def alike(self) -> Alike:
        """What counts as the same wording."""
        return Alike(numbers=bool(self.options["numbers"]), names=bool(self.options["names"]))

    @property
    def by(self) -> GroupBy:
        """What groups are made by."""
        return GroupBy(self.options["by"] or GroupBy.PROVINCE)

    @property
    def measure(self) -> Measure:
        """What collocates are ranked by."""
        return Measure(self.options["measure"] or Measure.LOG_DICE)


def _lines(precedents: Precedents, asked: Question) -> Any:
    group = asked.options["group"] or ""
    wanted = Lines(
        LineOrder(asked.options["order"] or LineOrder.NEWEST),
        asked.begin,
        asked.size,
        asked.options["wording"] or "",
        asked.alike,
        asked.by if group else None,
        group,
        asked.options["seed"],
    )
    return precedents.lines(to_query(asked.params, (), (), asked.context), wanted)


def _variants(precedents: Precedents, asked: Question) -> Any:
    query = to_query(asked.params, (), (), asked.context)
    return precedents.variants(query, asked.alike, asked.begin, asked.size)


def _collocates(precedents: Precedents, asked: Question) -> Any:
    return precedents.collocates(
        to_query(asked.params, (), (), asked.context),
        Unit(asked.options["unit"] or Unit.SYLLABLE),
        asked.measure,
        left=asked.options["left"],
        right=asked.options["right"],
        most=asked.size,
    )


def _runs(precedents: Precedents, asked: Question) -> Any:
    return precedents.runs_beside(
        to_query(asked.params, (), (), asked.context),
        asked.measure,
        before=asked.options["side"] == "before",
        syllables=asked.options["syllables"],
        most=asked.size,
    )


def _groups(precedents: Precedents, asked: Question) -> Any:
    query = to_query(asked.params, (), (), asked.context)
    order = GroupOrder(asked.options["rank"] or GroupOrder.LINES)
    return precedents.groups(query, asked.by, order, asked.begin, asked.size)


def _timeline(precedents: Precedents, asked: Question) -> Any:
    texts = (asked.params.q, *asked.others)
    queries = [to_query(structs.replace(asked.params, q=text), (), (), asked.context) for text in texts]
    return precedents.timeline(queries, Period(asked.options["period"] or Period.YEAR))


def _first(precedents: Precedents, asked: Question) -> Any:
    return precedents.first_use(to_query(asked.params, (), (), asked.context), asked.size)


def _similar(precedents: Precedents, asked: Question) -> Any:
    query = to_query(structs.replace(asked.params, q=""), (), (), asked.context)
    return precedents.similar(asked.text, query, asked.size, oldest=asked.options["order"] == "oldest")


PARTS: Mapping[str, Callable[[Precedents, Question], Any]] = {
    "lines": _lines,
    "variants": _variants,
    "collocates": _collocates,
    "runs": _runs,
    "groups": _groups,
    "timeline": _timeline,
    "first": _first,
    "similar": _similar,
}
"""The parts by name; each gives what the engine answers."""
