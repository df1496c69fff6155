"""From an article to a document: what is said in it about time, place, subject and documents, and by whom.

    citations  ->  dates (citation dates are not the article's)  ->  places (units of that time)  ->  topics
       where a cited document is of a local issuer, it gets the issuer's place once the article has its own
    statements: who says what, by rules of their own

Every fact carries its evidence; where the evidence is weak, the fact stays unknown.
"""

ENRICHER = "enrich-12"
"""Fingerprint of the rules and tables used here: change it with them, and stored articles are redone."""
