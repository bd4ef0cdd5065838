"""The keeper as a process: ``python -m kg.pool.copies ROOT SOCKET MEGABYTES``.

It listens on SOCKET, and ends when its standard input does.
"""

import sys
from pathlib import Path

from kg.pool.copies.keeper import keep

if __name__ == "__main__":
    sys.exit(keep(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
