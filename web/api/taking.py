"""What is taken along, for programs: exports, the notebook, two passages side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.api.blueprint import api
from web.api.reading import answer
from web.pages.beside import beside_here
from web.pages.exporting import articles_file, lines_file
from web.pages.notebook import clippings_file, notebook_json
from web.pages.tables import company_file, groups_file, variants_file

if TYPE_CHECKING:
    from flask import Response


@api.get("/export/articles.<ending>")
def export_articles(ending: str) -> Response:
    """All articles of a search, as a file."""
    return articles_file(ending)


@api.get("/export/lines.<ending>")
def export_lines(ending: str) -> Response:
    """All lines of a search, as a file."""
    return lines_file(ending)


@api.get("/export/variants.<ending>")
def export_variants(ending: str) -> Response:
    """All wordings of a search, as a file."""
    return variants_file(ending)


@api.get("/export/collocates.<ending>")
def export_company(ending: str) -> Response:
    """All that stands beside a search, as a file."""
    return company_file(ending)


@api.get("/export/groups.<ending>")
def export_groups(ending: str) -> Response:
    """All groups of a search's lines, as a file."""
    return groups_file(ending)


@api.get("/export/clippings.<ending>")
def export_clippings(ending: str) -> Response:
    """Some passages, as a file."""
    return clippings_file(ending)


@api.get("/clippings")
def notebook() -> Response:
    """Some passages as a notebook, and the state of each."""
    return answer(notebook_json())


@api.get("/compare")
def beside() -> Response:
    """Two passages, paragraph beside paragraph."""
    return answer(beside_here())
