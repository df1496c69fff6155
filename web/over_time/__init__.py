"""Phrases over time: what the address asks for, what the engine counted, a picture of it, and files.

asked -> counted (plain data, the same for the API) -> picture, table, CSV
"""
