"""How something was worded before, over one snapshot: see `search.model.precedents` for what is told.

reader        asks in the reader's turns            asking     answers each question
occurrences   every place of a query, as arrays     cited      those of canonical terms, read from texts
beside        the words in and beside them          ordering   the orders of a concordance
sampling      the one by chance                     drawing    places as lines of text
laying        tokens of texts by their places       tallying   how often things were met, and measures
wording       the same words, the same number       variants   wordings with their counts
counted       lines, articles, days by kind         groups     by place, source, byline, speaker
company       collocates                            over_time  timelines and first use
runs          runs of words right beside them        belonging  which groups each is in
"""
