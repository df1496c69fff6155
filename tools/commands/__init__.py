"""The commands of `tratin`, one a file."""
