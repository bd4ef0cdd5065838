"""The process of one judgement, for servers: makes it and tells what it came to.

Started as ``python -m kg.pipeline.clerk ROOT PARENT``, and finishes what it began even where PARENT
ends: standard input is a JSON object with the fields of
:class:`kg.pipeline.judging.Order`, standard output a line of JSON, as of ``kg.pool.scribe``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from kg.errors import CommuniqueError, StoreError, UsageError
from kg.pipeline.judging import Order, decide, list_judgements
from kg.resolve.judgements import Verb


def main(root: Path) -> None:
    """Make the judgement that standard input describes."""
    try:
        print(json.dumps(_judge(root, json.loads(sys.stdin.buffer.read()))))  # noqa: T201
    except CommuniqueError as error:
        kind = "store" if isinstance(error, StoreError) else "usage"
        print(json.dumps({"error": kind, "detail": f"{error}", "place": (0, 0)}))  # noqa: T201


def _judge(root: Path, content: dict[str, Any]) -> dict[str, object]:
    try:
        verb = Verb(content.pop("verb"))
    except (KeyError, ValueError):
        raise UsageError(f"a judgement is one of {', '.join(Verb)}") from None
    names = tuple(content.pop("names", ()))
    made = decide(root, Order(verb, names, **content)).judgement
    found = (one for one in list_judgements(root)[0] if one.standing.judgement.id == made.id)
    return {"id": made.id, "about": next(found).about}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
