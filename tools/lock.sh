#!/bin/sh
# Writes requirements.lock: every dependency pinned, with the hashes of all platforms, no addresses.
# Only this needs uv; it is fetched into build/ when it is not on the path.
set -eu
cd "$(dirname "$0")/.."

if ! command -v uv >/dev/null 2>&1; then
    [ -x build/lock-tools/bin/uv ] || python3 -m pip install --quiet --target build/lock-tools uv
    PATH=$PWD/build/lock-tools/bin:$PATH
fi
uv pip compile pyproject.toml requirements.in --extra check --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' --quiet \
    --output-file requirements.lock "$@"
