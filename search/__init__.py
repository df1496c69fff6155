"""The language and the read side: types, Vietnamese text, analysis, queries, engines.

Imports neither `index` nor `web`, and never the network. Start with `search.model`.
"""
