"""Somebody in a text: his name, the office before or behind it, his job."""
