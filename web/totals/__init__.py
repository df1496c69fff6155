"""How many asked the same: queries are told only in totals of at least so many different clients of a day.

Counting without a text: `tally`. What of a request is counted: `counting`. What is kept: `kept`.
"""
