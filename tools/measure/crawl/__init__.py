"""How fast the crawler is: a fast server to measure against, and what that one can do at most."""
