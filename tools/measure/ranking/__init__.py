"""How right the order of results is: judged questions and known items, beside BM25 alone."""
