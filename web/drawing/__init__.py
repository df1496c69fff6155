"""What a page has so many of that it is drawn in code: the one place beside templates where HTML is made."""
