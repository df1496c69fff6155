"""Pages of WARC files, of our own and of others: wget, Heritrix, Browsertrix, archive.org.

source   the bytes of a file, compressed or not, and where to go on behind what is damaged
records  its records, each of them whole or told as damaged
bodies   the body of an answer without chunks and compression
pages    what of the records is a page
reading  all of a file, the captures of an address in the order of their dates
"""

from __future__ import annotations

from index.archives.pages import Options, Unread
from index.archives.reading import read_archive

__all__ = ["Options", "Unread", "read_archive"]
