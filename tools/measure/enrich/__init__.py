"""How right the facts are that enrichment finds, against labelled cases and articles."""
