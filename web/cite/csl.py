"""A reference as CSL-JSON, the data format of Zotero, Mendeley, Pandoc and all processors of CSL.

Of the schema 1.0 (https://github.com/citation-style-language/schema): a date holds no more than is known, and
is `circa` where it is inferred; `note` has what no field can say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from web.cite.work import Work


def csl(work: Work, quote: str = "", key: str = "", note: str = "") -> dict[str, Any]:
    """One item of a newspaper article; `quote` is the passage cited, `key` tells passages of it apart.

    `note` is what a reader wrote beside it.
    """
    issued = _issued(work)
    fields: dict[str, Any] = {
        "id": f"tratin-{key or work.id}",
        "type": "article-newspaper",
        "title": work.title,
        "author": [{"literal": name} for name in work.authors],
        "container-title": work.outlet,
        "issued": issued,
        "accessed": {"date-parts": [[work.seen.year, work.seen.month, work.seen.day]]},
        "URL": work.address or work.permalink,
        "archive": work.archive,
        "archive_location": work.id,
        "language": "vi",
        "note": f"“{quote}”. {work.kept}" if quote else work.kept,
        "annote": note,
    }
    return {name: value for name, value in fields.items() if value}


def _issued(work: Work) -> dict[str, Any]:
    known = [part for part in work.known if part is not None]
    if known:
        return {"date-parts": [known]}
    years = [int(year) for year in work.guessed_years.split("–") if year]
    return {"date-parts": [[year] for year in years], "circa": True} if years else {}
