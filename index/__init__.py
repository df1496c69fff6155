"""The write side: import, clean, enrich, store, build. Imports `search`, never `web`."""
