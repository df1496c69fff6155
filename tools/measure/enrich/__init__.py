"""How right the facts of articles are, against articles that people labelled by a guide."""
