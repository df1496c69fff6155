"""One article: its text, matches, versions, copies, and the way back to the original."""
