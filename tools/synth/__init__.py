"""Labelled articles of any number, made up from our own templates: `make_articles(20_000, seed=1)`.

    templates -> story (day, place, cast) -> slots -> prose -> articles -> writing (JSON Lines)

Every article has a day, a theme, a place and people; its sentences come from `themes/*.toml` and
`common.toml`, and what changes in them is filled in from the story. Names of hamlets and companies come from
an open vocabulary, so that words keep growing with the number of articles; some articles are published again
with small edits. Good for size, speed, facets, dates and duplicates; useless for judging ranking by meaning.
"""

from tools.synth.articles import Record, make_articles
from tools.synth.writing import write_articles

__all__ = ["Record", "make_articles", "write_articles"]
