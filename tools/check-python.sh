#!/bin/sh
# Says plainly what is missing before anything is installed. Usage: check-python.sh PYTHON
if [ -z "$1" ]; then
    echo "Tra Tin needs Python 3.11 or newer, and none was found. Install it (Debian: apt install python3 python3-venv)," >&2
    echo "or name one: make env PYTHON=/path/to/python3.12" >&2
    exit 1
fi
if ! "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Tra Tin needs Python 3.11 or newer; $1 is $("$1" --version 2>&1)." >&2
    exit 1
fi
if ! "$1" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "$1 has no venv module. On Debian and Ubuntu: apt install python3-venv" >&2
    exit 1
fi
