"""The words of the pages, in Vietnamese and English."""
