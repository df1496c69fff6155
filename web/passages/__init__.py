"""Passages of articles: named by article and range, clipped, kept in an address or a file, and compared."""
