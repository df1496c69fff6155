"""Memory of one question stays for the next."""

import subprocess
import sys

import pytest

FAULTS = """
import resource
import sys
import numpy as np
from search.embedded.memory import keep_freed_memory

if sys.argv[1] == "keep" and not keep_freed_memory():
    sys.exit("not glibc")

def ask():  # arrays of half a MB, all touched, that live until the answer is there
    return sum(array.sum() for array in [np.ones(1 << 16) for _ in range(12)])

ask()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(50):
    ask()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def faults(how):
    """Pages that the system had to give a process for arrays that come and go."""
    done = subprocess.run([sys.executable, "-c", FAULTS, how], capture_output=True, text=True, check=False)
    if "not glibc" in done.stderr:
        pytest.skip("another allocator than glibc's")
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def test_pages_are_not_asked_for_again():
    """Without it every array asks for its pages; with it the first ones are enough."""
    assert faults("keep") * 5 < faults("leave")
