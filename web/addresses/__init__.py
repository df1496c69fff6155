"""What the address of a page says: parameters, days, links, short codes."""
