"""Near-duplicates: one article published at several addresses, with another title, a cut, or a note added.

    article -> signature (kept in the store) -> candidates (equal bands) -> compared -> groups

`signing` makes the signature of an article's own words, `comparing` says whether two are copies,
`grouping` puts copies together over all signatures, and `naming` names the groups of a store.
Versions of one page share an id and one signature, so they never count as copies of each other.
"""

SIGNER = "copies-1"
"""Fingerprint of what is done here and of how signatures are compared: change it with them."""
