"""One load in a process of its own, for being killed: python load_for_test.py STORE FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from toy import TOY

from kg.pipeline import load

if __name__ == "__main__":
    told = []

    def tell(done: int, total: int) -> None:
        """Say once that the load is under way."""
        if not told:
            told.append(done)
            sys.stdout.write("under way\n")
            sys.stdout.flush()

    report = load(Path(sys.argv[1]), [Path(sys.argv[2])], extractor=TOY, batch=5, progress=tell)
    sys.exit(1 if report.failures else 0)
