"""Measures of what tells how something was worded before."""
