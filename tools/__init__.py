"""What people run: the command `tratin`, benchmarks, quality gates, data builders. Nothing imports it."""
