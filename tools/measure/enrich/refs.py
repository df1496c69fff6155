"""How right the documents are that articles cite: own cases, and real articles with their labels."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from index.enrich.citations import find_citations
from index.enrich.issuers import with_places
from search import places
from search.model import BlockKind, Location
from search.text import canonical
from tools.measure.enrich.cited import cases_of, in_blocks
from tools.measure.enrich.labels import half_of
from tools.measure.figures import Figure
from tools.measure.private import private_data

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from search.model import Citation
    from tools.measure.enrich.labels import Labelled

FIELDS = ("number", "issued", "term", "place")


class Miss(NamedTuple):
    """A case that was read otherwise than its label says."""

    id: str
    expected: tuple[str, ...]
    found: tuple[str, ...]


def refs_figures(half: str) -> list[Figure]:
    """The figures of one half, `dev` or `test`; those of real articles only where the private data is."""
    cases = cases_of("refs", half)
    wrong = own_misses(half)
    right = {name: len(cases) - len(misses) for name, misses in wrong.items()}
    figures = [Figure("own cases", len(cases), "cases")]
    figures += [
        Figure(f"own cases, {name} right", count / len(cases), "share") for name, count in right.items()
    ]
    return figures + _real_figures(half)


def own_misses(half: str) -> dict[str, list[Miss]]:
    """The own cases that are not read right, by what of them is wrong: a field, or `all` together."""
    misses: dict[str, list[Miss]] = {name: [] for name in (*FIELDS, "all")}
    for case in cases_of("refs", half):
        found = [_fields(citation) for citation in _read(case)]
        for name, missed in misses.items():
            kept = FIELDS if name == "all" else ("number", name)
            wanted = sorted(tuple(_label(ref, field) for field in kept) for ref in case["refs"])
            given = sorted(tuple(row[field] for field in kept) for row in found)
            if wanted != given:
                missed.append(
                    Miss(case["id"], *(tuple(" ".join(row) for row in rows) for rows in (wanted, given)))
                )
    return misses


def _read(case: Mapping[str, Any]) -> tuple[Citation, ...]:
    article = in_blocks([(BlockKind.BODY, canonical(case["text"]))])
    unit = _units().get(_kindless(case["place"] or ""))
    location = Location(places.path(unit), (), 1.0) if unit else None
    return with_places(find_citations(article), article, location)


def _fields(citation: Citation) -> dict[str, str]:
    return {
        "number": citation.number,
        "issued": citation.issued.isoformat() if citation.issued else "",
        "term": citation.term,
        "place": citation.place[-1] if citation.place else "",
    }


def _label(ref: Mapping[str, Any], field: str) -> str:
    """A field of a label in the form of `_fields`: a place as its unit's id, whatever kind it had then."""
    value = ref[field] or ""
    return _units().get(_kindless(value), value) if field == "place" else value


def _kindless(path: str) -> str:
    """A path in words without the kinds of districts, which change."""
    return re.sub(r"(?:huyện|quận|thị xã|thành phố) (?=[^,]+, )", "", path)


@cache
def _units() -> Mapping[str, str]:
    """Units of the map before July 2025 by their path in words, as labels write it."""
    old = (unit.id for unit in places.units() if places.regime(unit.id) is places.Regime.OLD)
    named = (
        (", ".join(places.short_label(one) for one in reversed(places.path(unit))), unit) for unit in old
    )
    return {_kindless(path): unit for path, unit in named}


def _real_figures(half: str) -> list[Figure]:
    folder = private_data()
    if folder is None:
        return []
    answers = real_answers(half, folder)
    right = sum(len(one.wanted & one.given) for one in answers)
    wanted = sum(len(one.wanted) for one in answers)
    given = sum(len(one.given - (one.doubtful - one.wanted)) for one in answers)
    dates = [(one.dates_wanted, one.dates_given) for one in answers]
    dated = sum(len(labels) for labels, _ in dates)
    same = sum(len(labels & given) for labels, given in dates)
    return [
        Figure("real articles", len(answers), "articles"),
        Figure("documents in real articles", wanted, "documents"),
        Figure("precision, real articles", right / given if given else 1.0, "share"),
        Figure("recall, real articles", right / wanted if wanted else 1.0, "share"),
        Figure("dates of issue found, real articles", same / dated if dated else 1.0, "share"),
    ]


class Answer(NamedTuple):
    """The documents of one real article by number: labelled, found, and left in doubt by the label."""

    id: str
    wanted: frozenset[str]
    given: frozenset[str]
    doubtful: frozenset[str]
    dates_wanted: frozenset[str]
    dates_given: frozenset[str]


def real_answers(half: str, folder: Path) -> list[Answer]:
    """What is found in the labelled articles whose texts are at hand."""
    return [_answer(each) for each in half_of(folder, half)]


def _answer(each: Labelled) -> Answer:
    found = find_citations(each.article)
    return Answer(
        each.id,
        frozenset(_number(ref) for ref in each.refs),
        frozenset(one.number for one in found),
        frozenset(_number(ref) for ref in each.doubtful),
        frozenset(ref for ref in each.refs if _number(ref) != ref),
        frozenset(f"{one.number} {one.issued}" for one in found if one.issued),
    )


_DATED = re.compile(r" \d{4}-\d\d-\d\d$")


def _number(written: str) -> str:
    """A label without its date of issue."""
    return _DATED.sub("", written)
