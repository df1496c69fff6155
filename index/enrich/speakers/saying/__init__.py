"""What a sentence gives to whom: who stands at a verb, and the words that are his."""
