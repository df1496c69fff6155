"""The tables of wordings, company and groups as files: all rows, as their pages begin to show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from web.addresses import links
from web.addresses.company import read_company
from web.addresses.lines import read_alike, read_grouping
from web.addresses.whole import whole
from web.export.counting import every_beside, every_group, every_wording
from web.export.formats import TABLES
from web.export.here import asked_here, holding_here
from web.limits.costs import MOST_RUNS, RUNS, SEARCH, cost_of_export
from web.limits.limiting import charge
from web.pages.blueprint import pages
from web.pages.exporting import download, known
from web.precedents.here import address_of, here, own_pairs
from web.site import query_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from search.model import Note
    from web.export.making import Asked


@pages.get("/xuat/cach-viet.<ending>")
def export_variants(ending: str) -> Response:
    """All wordings of the search of the address, as a file."""
    return variants_file(ending)


def variants_file(ending: str) -> Response:
    """The same, for pages and API."""
    asked, alike, holding = _asked("variants", ending), read_alike(request.args), holding_here()
    kinds = holding.reader.precedents().variants(query_of(asked.params, ()), alike, 0, 0).kinds
    charge(cost_of_export(min(kinds, asked.most or kinds)), SEARCH)
    return download("cach-viet", ending, every_wording(holding, asked, alike))


@pages.get("/xuat/di-kem.<ending>")
def export_company(ending: str) -> Response:
    """All that stands beside the search of the address, as a file."""
    return company_file(ending)


def company_file(ending: str) -> Response:
    """The same, for pages and API; of runs the foremost."""
    company, notes = read_company(request.args)
    asked = _asked("company", ending, notes)
    if company.run:
        charge(RUNS, SEARCH)
        asked = asked._replace(most=min(asked.most or MOST_RUNS, MOST_RUNS))
    return download("di-kem", ending, every_beside(holding_here(), asked, company))


@pages.get("/xuat/ai-o-dau.<ending>")
def export_groups(ending: str) -> Response:
    """All groups of the lines of the search of the address, as a file."""
    return groups_file(ending)


def groups_file(ending: str) -> Response:
    """The same, for pages and API."""
    grouping, notes = read_grouping(request.args)
    return download(
        "ai-o-dau", ending, every_group(holding_here(), _asked("groups", ending, notes), grouping)
    )


def _asked(name: str, ending: str, notes: Sequence[Note] = ()) -> Asked:
    """What is asked of a page of precedents; the address in the file leads to its first rows."""
    known(ending, TABLES)
    page = address_of(f"pages.{name}", own_pairs(name))(links.at_page(here().params, 1))
    return asked_here(ending, notes)._replace(address=whole(page))
