#!/bin/sh
# Writes requirements.lock, tests/schemathesis.lock and bench/requirements.lock: every dependency pinned, with the hashes of all platforms, no addresses.
# Only this needs uv; it is fetched into build/ when it is not on the path.
set -eu
cd "$(dirname "$0")/.."

if ! command -v uv >/dev/null 2>&1; then
    [ -x build/lock-tools/bin/uv ] || python3 -m pip install --quiet --target build/lock-tools uv
    PATH=$PWD/build/lock-tools/bin:$PATH
fi
lock() {
    uv pip compile "$@" --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --custom-compile-command 'make lock' --quiet
}
lock pyproject.toml requirements.in --extra check --output-file requirements.lock "$@"
# What only one test needs, in an environment of its own: schemathesis brings much along.
lock tests/schemathesis.in --output-file tests/schemathesis.lock "$@"
# What only a benchmark needs, in the versions that the rest has where they share something.
lock bench/requirements.in --constraint requirements.lock --output-file bench/requirements.lock "$@"
