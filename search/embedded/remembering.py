"""What was worked out for the last questions: the next is often the same with another filter, order or page.

An empty result asks some ten questions more, of the same words and phrases. Questions are answered one at a
time, and a snapshot never changes: what is kept stays true. How much is kept is counted in articles.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

from search.embedded.plan import AllPlan, AnyPlan, FoundPlan, HeldPlan, SomePlan

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from search.embedded.plan import Plan

Value = TypeVar("Value")

MOST = 1 << 21
"""Articles in all that is kept, each some 20 bytes."""

LEAST = 1 << 10
"""What a thing counts for at least."""


class Memory:
    """Keeps what was asked for last."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._weight = 0

    def remembered(
        self, key: Hashable, make: Callable[[], Value], weigh: Callable[[Value], int | None]
    ) -> Value:
        """What is kept by a key, or made now, and then kept unless it has no weight."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key][0]  # type: ignore[return-value]  # a key stands for one kind of thing
        made = make()
        weight = weigh(made)
        if weight is not None:
            self._keep(key, made, max(weight, LEAST))
        return made

    def _keep(self, key: Hashable, made: object, weight: int) -> None:
        self._kept[key] = made, weight
        self._weight += weight
        while self._weight > self._most:
            _, (_, lost) = self._kept.popitem(last=False)
            self._weight -= lost


def weight_of(plan: Plan) -> int:
    """How many articles the arrays of a plan hold that are not those of the index itself."""
    match plan:
        case FoundPlan(found):
            return sum(len(each.docs) for each in found)
        case HeldPlan(held):
            return sum(map(len, held))
        case AllPlan(wanted, unwanted):
            return sum(map(weight_of, (*wanted, *unwanted)))
        case AnyPlan(parts):
            return sum(weight_of(part) for _, part in parts)
        case SomePlan(parts):
            return sum(map(weight_of, parts))
    return 0
