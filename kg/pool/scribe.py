"""The process of one write: makes a change to the store and tells what it came to.

Started as ``python -m kg.pool.scribe ROOT PARENT``: a line of JSON on standard input says what to
do, the texts follow; a line of JSON on standard output is the answer. It can be killed at
any moment, and ends with the process PARENT: a change is one transaction, and readers see it only
when it is published.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from kg.errors import CommuniqueError, QueryError, StoreError, UsageError
from kg.pool import proc
from kg.sparqlguard import RefusedError
from kg.store.edits import Data, Edit, LayerError, NoGraphError, perform

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
    try:
        edit, anywhere = _read(sys.stdin.buffer)
        answer = asdict(perform(root, edit, anywhere=anywhere))
    except CommuniqueError as error:
        answer = told(error)
    except (OSError, ValueError, RuntimeError) as error:  # how the engine says that it gave up
        answer = told(QueryError(f"{error}"))
    print(json.dumps(answer))  # noqa: T201 - this is the answer


def written(edit: Edit, *, anywhere: bool) -> bytes:
    """A change as what standard input is to hold."""
    texts = [text.encode() for text in (edit.text, *(data.text for data in edit.data))]
    content = {
        "kind": edit.kind,
        "graph": edit.graph,
        "using": edit.using,
        "using_named": edit.using_named,
        "anywhere": anywhere,
        "sizes": [len(text) for text in texts],  # bytes of the update, and of each of the data
        "formats": [data.format for data in edit.data],
    }
    return b"".join([json.dumps(content).encode(), b"\n", *texts])


def _read(stream: IO[bytes]) -> tuple[Edit, bool]:
    """The change, and whether it may be made anywhere."""
    content = json.loads(stream.readline())
    text, *texts = (stream.read(size).decode() for size in content["sizes"])
    edit = Edit(
        content["kind"],
        text,
        content["graph"],
        tuple(map(Data, texts, content["formats"])),
        tuple(content["using"]),
        tuple(content["using_named"]),
    )
    return edit, content["anywhere"]


def told(error: CommuniqueError) -> dict[str, Any]:
    """An error as a message."""
    name = next((name for name, kind in ERRORS.items() if isinstance(error, kind)), "usage")
    place = (error.line, error.column) if isinstance(error, QueryError) else (0, 0)
    return {"error": name, "detail": f"{error}", "place": place}


if __name__ == "__main__":
    proc.end_with(int(sys.argv[2]))
    main(Path(sys.argv[1]))
