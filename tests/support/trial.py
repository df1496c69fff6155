"""The seed of a random trial: printed, and repeated with `TRATIN_SEED`."""

import os
import random

IS_PROOF = bool(os.environ.get("TRATIN_PROOF"))
"""Whether long trials run whole."""


def seed():
    """A seed, printed."""
    found = int(os.environ.get("TRATIN_SEED", "0")) or random.randrange(1, 10**9)
    print(f"seed {found}")
    return found
