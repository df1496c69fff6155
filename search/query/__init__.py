"""What a person typed, as a tree of what to match.

Words (all must match), `"phrase"`, `-word`, `-"phrase"`. What is written without a blank inside
(`28-CT/TW`, `HĐND&UBND`) and document numbers with stray blanks (`99 -CV/TU`) are phrases.
Any input gives a tree and notes; nothing raises.
"""

from __future__ import annotations

from search.query.parser import parse

__all__ = ["parse"]
