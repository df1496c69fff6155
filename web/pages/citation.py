"""An article as a reference, in files for reference managers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from flask import Response, abort

from web.articles.keeping import fetched_of
from web.cite import bibtex, csl, press, ris, work_of
from web.export.formats import BIBTEX_TYPE, CSL_TYPE, RIS_TYPE
from web.pages.blueprint import pages
from web.site import site

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.model import Document
    from web.cite import Work


@pages.get("/bai/<article_id>/trich-dan.ris")
def citation_ris(article_id: str) -> Response:
    """The reference in RIS, as a download."""
    return _file(article_id, ris, RIS_TYPE, "ris")


@pages.get("/bai/<article_id>/trich-dan.bib")
def citation_bib(article_id: str) -> Response:
    """The reference in BibTeX, as a download."""
    return _file(article_id, bibtex, BIBTEX_TYPE, "bib")


@pages.get("/bai/<article_id>/trich-dan.json")
def citation_csl(article_id: str) -> Response:
    """The reference in CSL-JSON, as a download."""
    return _file(article_id, csl_file, CSL_TYPE, "json")


def csl_file(work: Work) -> str:
    """A list of one item, as a file of CSL-JSON is."""
    return f"{json.dumps([csl(work)], ensure_ascii=False, indent=1)}\n"


def citation_json(document: Document, lang: str) -> dict[str, str]:
    """The reference in each form: `text` in the language asked for, the others as the files."""
    work = work_here(document)
    return {
        "id": document.id,
        "text": press(work, lang),
        "ris": ris(work),
        "bibtex": bibtex(work),
        "csl": csl_file(work),
    }


def work_here(document: Document) -> Work:
    """An article of this site as a reference."""
    return work_of(document, site().name, fetched_of(document, site().archive.captures(document.id)))


def _file(article_id: str, written: Callable[[Work], str], kind: str, ending: str) -> Response:
    document = site().reader.get(article_id)
    if document is None:
        abort(404)
    response = Response(written(work_here(document)), content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="tratin-{article_id}.{ending}"'
    return response
