"""Compile what reads documents, in the package ``kg`` that lies in a folder (``make compiled``).

    python tools/compiled.py build/compiled

Needs a C compiler and Python's headers (Debian: gcc, python3-dev). mypyc makes C of the modules,
from their types; they read the same, a third faster. See docs/decisions/0019-compiled-readers.md.
"""

from __future__ import annotations

import os
import sys
from filecmp import cmp
from pathlib import Path
from sysconfig import get_config_var

ROOT = Path(__file__).resolve().parent.parent
COMPILED = ROOT / "build" / "compiled"
READERS = ("kg/extract/*.py", "kg/text/*.py", "kg/resolve/gazetteer.py")
# A rule keeps the pattern that is compiled for it (cached_property), which mypyc's classes cannot.
LEFT = {"rules.py", "date_rule.py", "membership_rule.py", "meeting_rules.py", "__init__.py"}


def main(argv: list[str]) -> int:
    """Compile; what is compiled lies beside its source afterwards, and is taken first."""
    folder = Path(argv[0]) if len(argv) == 1 else None
    if folder is None or not (folder / "kg" / "extract").is_dir():
        print("compiled: name the folder in which the package kg lies", file=sys.stderr)
        return 2
    os.chdir(folder)  # where mypy and setuptools look for everything, and write
    found = [str(path) for path in readers(Path())]
    try:
        _compile(found)
    except ImportError as error:
        print(f"compiled: {error}; `make compiled` installs it", file=sys.stderr)
        return 1
    except SystemExit as error:  # setuptools ends so, and mypyc with 1 when it has said why
        why = f"{error}; it needs a C compiler and Python's headers (Debian: gcc, python3-dev)"
        print(f"compiled: nothing could be compiled: {why}", file=sys.stderr)
        return 1
    print(f"compiled: {len(found)} modules in {folder}", file=sys.stderr)
    return 0


def readers(folder: Path) -> list[Path]:
    """The modules to compile."""
    found = (path for pattern in READERS for path in sorted(folder.glob(pattern)))
    return [path for path in found if path.name not in LEFT]


def is_fresh(folder: Path) -> bool:
    """Whether the package in a folder is compiled for this Python, from the source as it is now."""
    if not readers(folder):
        return False
    suffix = get_config_var("EXT_SUFFIX")
    here = {path.relative_to(ROOT) for path in (ROOT / "kg").rglob("*.py")}
    return all(path.with_suffix(suffix).exists() for path in readers(folder)) and all(
        (folder / path).exists() and cmp(folder / path, ROOT / path, shallow=False) for path in here
    )


def _compile(found: list[str]) -> None:
    from mypyc.build import mypycify
    from setuptools import setup

    # A file for each module: all in one, gcc takes four times as long and a gigabyte.
    config = f"--config-file={ROOT / 'pyproject.toml'}"
    extensions = mypycify([config, *found], opt_level="3", debug_level="0", multi_file=True)
    setup(
        name="communique-compiled",
        packages=[],
        ext_modules=extensions,
        script_args=["--quiet", "build_ext", "--inplace", f"--parallel={os.cpu_count() or 1}"],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
