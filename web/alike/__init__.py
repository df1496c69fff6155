"""Passages worded like a pasted text: what was asked, and what was found as plain data with its marks."""
