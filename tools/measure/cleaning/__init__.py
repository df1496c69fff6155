"""How right and how fast pages are cleaned, beside others that extract articles."""
