"""How right enrichment is: places, topics, references, dates and copies against labelled sets."""
