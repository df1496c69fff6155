"""Who is meant by a short name, an office, a pronoun: what the whole text tells."""
