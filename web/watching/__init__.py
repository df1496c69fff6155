"""What operators may know: requests by id, lines of a log, figures for Prometheus, queries of many."""
