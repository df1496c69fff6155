"""How right the facts are that enrichment finds, and how fast it is."""
