"""How much one client may ask for.

Who it is: `clients`, `keys`. What a question costs: `costs`. What is left: `buckets`. Refusing: `limiting`.
"""
