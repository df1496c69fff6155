"""`tratin` as a process of its own, with the settings of nobody."""

import json
import os
import subprocess
import sys

TRATIN = [sys.executable, "-c", "from tools.main import main; main()"]

PATIENCE = 300
"""Seconds that a command may take on a busy machine."""


def environment():
    """The environment without the settings of whoever runs the tests; without the operators' page."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TRATIN_")}
    return {**kept, "TRATIN_ADMIN_BIND": ""}


def ran(home, *arguments, env=None, timeout=PATIENCE):
    """Run a command over a home folder; gives the finished process."""
    return subprocess.run(
        [*TRATIN, "--home", str(home), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
        env={**environment(), **(env or {})},
    )


def lines(process):
    """The JSON lines that a command printed."""
    return [json.loads(line) for line in process.stdout.splitlines()]
