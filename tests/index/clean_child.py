"""Cleans pages in files, each in a process of its own: prints what it took, and what is wrong.

Reads how often and which, a line each. The processes are copies of this one, which has loaded what is
loaded once.
"""

import json
import os
import resource
import signal
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


PATIENCE = 90
"""Seconds after which a process that still cleans is ended."""


def main():
    """A line for each path: what it took, or how the process ended that took too long or too much."""
    clean(page(b"<p>Ch\xe1\xbb\xaf</p>"))  # what is loaded once is not the page's
    for line in sys.stdin:
        if not (pid := os.fork()):
            signal.alarm(PATIENCE)
            times, _, path = line.rstrip("\n").partition(" ")
            measure(path, int(times))
            return
        if code := os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]):
            print(json.dumps({"code": code}), flush=True)


def measure(path, times):
    """Clean the page so many times; the first time counts."""
    payload = Path(path).read_bytes()
    before, began = peak(), time.process_time()
    first = clean(page(payload))
    took, grown = time.process_time() - began, peak() - before
    kind = "article" if isinstance(first, Article) else first.reason.value
    same = all(clean(page(payload)) == first for _ in range(times - 1))
    print(json.dumps({"code": 0, "kind": kind, "seconds": took, "megabytes": grown, "same": same}))


def page(payload):
    """A page as a crawler hands it over."""
    return RawPage(
        "i", "s", "n", "text/html", payload, "http://a.example/1", datetime(2024, 1, 1, tzinfo=VIETNAM)
    )


if __name__ == "__main__":
    main()
