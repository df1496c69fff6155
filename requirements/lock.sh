#!/bin/sh
# Re-lock: needs uv on the PATH (or UV=...). Run from the repository root; pass --upgrade to take newer releases.
set -eu
UV="${UV:-uv}"
UPGRADE="${1:-}"
lock() {
    out="$1"; shift
    "$UV" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-emit-find-links --no-annotate --no-header "$@" --output-file "requirements/$out"
}
lock build.txt $UPGRADE requirements/build.in
lock run.txt $UPGRADE pyproject.toml
lock dev.txt $UPGRADE --group dev pyproject.toml
lock data.txt $UPGRADE requirements/data.in
lock peers.txt $UPGRADE requirements/peers.in
lock whoosh3.txt $UPGRADE requirements/whoosh3.in
