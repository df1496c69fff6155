"""From the bytes of a page to an `Article` of labelled blocks, or to a `Skipped` that says why not.

`cleaner.clean` does it. Nothing is imported here: what only asks whether documents are stale needs no parser.
"""

CLEANER = "clean-7"
"""The version of the cleaner: raise it whenever `clean` answers differently, and pages are cleaned anew."""
