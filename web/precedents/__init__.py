"""How something was worded before, as plain data with addresses: the same for the pages and for the API.

`here` reads what the address asks for and makes addresses of these pages; `lines`, `wordings`, `company`,
`groups` and `first_use` tell what the engine answered; `phrases` writes the queries that clicks ask.
"""
