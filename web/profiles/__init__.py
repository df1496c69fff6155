"""Pages about a place, a topic, a source, a document, and the archive itself."""
