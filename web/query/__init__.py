"""How a query was read, what it may have meant, and how to ask better."""
