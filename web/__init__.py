"""The Flask site and its JSON API. Read-only. Imports `search`, never `index`."""
