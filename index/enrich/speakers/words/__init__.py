"""The words by which an article tells who speaks, in lists that were read off Vietnamese papers."""
