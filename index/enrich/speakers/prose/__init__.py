"""What is read: an article as sentences, its runs of capitals, the clauses of a sentence."""
