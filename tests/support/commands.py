"""`tratin` as a process of its own, with the settings of nobody."""

import json
import os

from copied import AFRESH, finished

TRATIN = AFRESH
"""How a process of it begins that is killed, asked or watched while it runs."""

PATIENCE = 300
"""Seconds that a command may take on a busy machine."""


def environment():
    """The environment without the settings of whoever runs the tests; without the operators' page."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TRATIN_")}
    return {**kept, "TRATIN_ADMIN_BIND": ""}


def ran(home, *arguments, env=None, **options):
    """Run a command over a home folder; gives the finished process."""
    env = {**environment(), **(env or {})}
    return finished("--home", home, *arguments, env=env, **{"timeout": PATIENCE, **options})


def lines(process):
    """The JSON lines that a command printed."""
    return [json.loads(line) for line in process.stdout.splitlines()]
