"""What `tratin bench` and `tratin quality` measure: one subject a file, figures as values."""
