"""The process of one write: makes a change to the store and tells what it came to.

Started as ``python -m kg.pool.scribe ROOT PARENT``: a line of JSON on standard input says what to
do, what follows is the data; a line of JSON on standard output is the answer. It can be killed at
any moment, and ends with the process PARENT: a change is one transaction, and readers see it only
when it is published.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.errors import CommuniqueError, QueryError, StoreError, UsageError
from kg.sparqlguard import RefusedError
from kg.store.edits import Edit, LayerError, NoGraphError, perform

_PR_SET_PDEATHSIG = 1  # linux/prctl.h

# The errors that are told by name, the more special ones first.
ERRORS: dict[str, type[CommuniqueError]] = {
    "refused": RefusedError,
    "query": QueryError,
    "layer": LayerError,
    "missing": NoGraphError,
    "usage": UsageError,
    "store": StoreError,
}


def main(root: Path) -> None:
    """Make the change that standard input describes."""
    content = json.loads(sys.stdin.buffer.readline())
    anywhere = content.pop("anywhere")
    for name in ("using", "using_named"):
        content[name] = tuple(content[name])
    try:
        text = sys.stdin.buffer.read().decode("utf-8")
        answer = asdict(perform(root, Edit(text=text, **content), anywhere=anywhere))
    except CommuniqueError as error:
        answer = told(error)
    except UnicodeDecodeError as error:
        answer = told(UsageError(f"The data are not UTF-8: byte {error.start} is not."))
    except (OSError, ValueError, RuntimeError) as error:  # how the engine says that it gave up
        answer = told(QueryError(f"{error}"))
    print(json.dumps(answer))  # noqa: T201 - this is the answer


def end_with(parent: int) -> None:
    """End this process, at once, when the one that started it ends, however that ends."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        os.kill(os.getpid(), signal.SIGKILL)


def told(error: CommuniqueError) -> dict[str, Any]:
    """An error as a message."""
    name = next((name for name, kind in ERRORS.items() if isinstance(error, kind)), "usage")
    place = (error.line, error.column) if isinstance(error, QueryError) else (0, 0)
    return {"error": name, "detail": f"{error}", "place": place}


if __name__ == "__main__":
    end_with(int(sys.argv[2]))
    main(Path(sys.argv[1]))
