"""How an article is cited: as Vietnamese newspapers do, and in the files that reference managers read.

Pure functions of a `Work`; `work_of` makes it of an article, and of any passage of it in the same way.
"""

from __future__ import annotations

from web.cite.bibtex import bibtex
from web.cite.csl import csl
from web.cite.press import press
from web.cite.ris import ris
from web.cite.work import Work, work_of, work_of_line

__all__ = ["Work", "bibtex", "csl", "press", "ris", "work_of", "work_of_line"]
