"""What a person typed, as a tree of what to match.

Words (all must match), `"phrase"`, `-word`, `-"phrase"`. Document numbers and dates are found in every
writing (`99 -CV/TU`, `ngày 9 tháng 11 năm 2021`); what else has no blank inside (`HĐND&UBND`) is a phrase.
Any input gives a tree and notes; nothing raises.
"""

from __future__ import annotations

from search.query.parser import parse

__all__ = ["parse"]
