"""Cleans the page in a file, twice, in a process of its own: prints what it took, and what is wrong."""

import json
import resource
import sys
import time
from datetime import datetime
from pathlib import Path

from index.clean.cleaner import clean
from index.pages import RawPage
from search.model import VIETNAM, Article


def peak():
    """The largest memory so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def main(path):
    """Clean the page twice; the first time counts."""
    payload = Path(path).read_bytes()
    clean(page(b"<p>Ch\xe1\xbb\xaf</p>"))  # what is loaded once is not the page's
    before, began = peak(), time.process_time()
    first = clean(page(payload))
    took, grown = time.process_time() - began, peak() - before
    kind = "article" if isinstance(first, Article) else first.reason.value
    print(
        json.dumps({"kind": kind, "seconds": took, "megabytes": grown, "same": clean(page(payload)) == first})
    )


def page(payload):
    """A page as a crawler hands it over."""
    return RawPage(
        "i", "s", "n", "text/html", payload, "http://a.example/1", datetime(2024, 1, 1, tzinfo=VIETNAM)
    )


if __name__ == "__main__":
    main(sys.argv[1])
