"""Queries that nobody types, as many as you like, and what must hold for each.

typed      the queries: by grammar, by mutation, any characters, mixtures, very long ones
checks     what must hold for any text
shrinking  a query that fails, made as short as it can be
trial      many of them in several processes
"""
