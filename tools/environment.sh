#!/bin/sh
# Makes .venv and installs what requirements.lock names, unless that is done already.
# Plain POSIX sh: runs on a Debian 12 whose python3 has neither ensurepip nor a python3-venv package.
set -eu
cd "$(dirname "$0")/.."

fail() {
    printf 'communique: %s\n' "$1" >&2
    exit 1
}

recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 && recent "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

# The marks are copies of the files that decide what is installed.
if recent .venv/bin/python &&
    cmp -s requirements.lock .venv/installed.lock &&
    cmp -s pyproject.toml .venv/installed.toml; then
    exit 0
fi

python=$(find_python) ||
    fail 'Python 3.11 or later is needed and was not found; install it or name it: make run PYTHON=/path/to/python3.11'

if ! recent .venv/bin/python; then
    rm -rf .venv
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv .venv || fail "$python cannot make a virtual environment in .venv; its message is above"
    elif "$python" -c 'import venv' 2>/dev/null; then
        "$python" -m venv --without-pip .venv ||
            fail "$python cannot make a virtual environment in .venv; its message is above"
    else
        fail "$python lacks the module venv; on Debian and Ubuntu: apt-get install python3-venv"
    fi
fi
rm -f .venv/installed.lock .venv/installed.toml

if .venv/bin/python -m pip --version >/dev/null 2>&1; then
    pip() { .venv/bin/python -m pip "$@"; }
elif "$python" -m pip --python .venv/bin/python --version >/dev/null 2>&1; then
    pip() { "$python" -m pip --python .venv/bin/python "$@"; }
else
    rm -rf .venv
    fail "$python lacks pip 22.3 or later; on Debian and Ubuntu: apt-get install python3-pip (or python3-venv)"
fi

install() {
    hint=$1
    shift
    pip install --quiet --no-input --disable-pip-version-check --retries 2 "$@" \
        >.venv/install.log 2>&1 && return 0
    grep -E '^ *(ERROR|error|[A-Za-z]*Error):' .venv/install.log | tail -n 2 | cut -c 1-300 >&2
    fail "installing failed: $hint (all that pip said is in .venv/install.log)"
}

printf 'Installing into .venv (once; a minute or so) …\n' >&2
install 'is the network up? Installing needs it, using Communiqué does not' \
    --require-hashes -r requirements.lock
install 'the package of this checkout cannot be built' \
    --no-deps --no-build-isolation -e .
# Compiles the gazetteer now, and not when the first document waits for it.
.venv/bin/kg gazetteer info >/dev/null || true
cp pyproject.toml .venv/installed.toml
cp requirements.lock .venv/installed.lock
