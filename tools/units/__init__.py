"""Builds the table of administrative units that the product ships (`search/data/units.tsv`, `edges.tsv`)."""
