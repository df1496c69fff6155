"""How something was worded before, over one snapshot: see `search.model.precedents` for what is told.

occurrences   every place of a query, as arrays             lines      a page of a concordance, and all of it
wording       numbers for words, the same in all segments   variants   the wordings, collocates what is beside
drawing       places to lines of text                       over_time  timeline, first use, groups
"""
