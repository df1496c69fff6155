"""What a person typed, as a tree of what to match.

    text -lexer-> lexemes -grammar-> syntax (what was typed) -reading-> node (what to match) and notes

docs/query.md tells the language. Any input gives a tree and notes; nothing raises.
"""

from __future__ import annotations

from search.query.context import Context
from search.query.parser import parse, syntax_of
from search.query.rendering import render

__all__ = ["Context", "parse", "render", "syntax_of"]
