"""The numbers beside results: trees, bars, tiles, and lists of all values."""
