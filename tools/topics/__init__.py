"""Learns what words say of topics, from labelled articles."""
