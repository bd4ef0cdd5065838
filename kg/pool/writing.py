"""Writing to the store from a server: one change at a time, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from kg.errors import CommuniqueError, QueryError
from kg.pool.refusals import BusyError, CrashedError, TooLongError
from kg.pool.scribe import ERRORS
from kg.store.edits import Done, Edit

_WHOLE = "It was made as a whole or not at all: look before you send it again."


def write(root: Path, edit: Edit, *, anywhere: bool, seconds: float) -> Done:
    """Make a change to the store in ``root``; it is published when this returns.

    Raises:
        BusyError: another process is writing.
        TooLongError: it took longer than ``seconds``; the change was not published. If it had been
            made by then, it is seen with the next one.
        UsageError, QueryError, StoreError: the change cannot be made.
    """
    content = asdict(edit) | {"anywhere": anywhere}
    text = content.pop("text")
    message = json.dumps(content).encode() + b"\n" + text.encode()
    command = [sys.executable, "-m", "kg.pool.scribe", str(root), str(os.getpid())]
    try:
        done = subprocess.run(
            command,
            input=message,
            stdout=subprocess.PIPE,
            timeout=seconds,
            check=False,
            env=os.environ | {"RUST_BACKTRACE": "0"},
        )
    except subprocess.TimeoutExpired:
        raise TooLongError(
            f"The change took longer than {seconds:g} seconds and was given up. {_WHOLE}"
        ) from None
    if done.returncode:
        cause = signal.Signals(-done.returncode).name if done.returncode < 0 else done.returncode
        raise CrashedError(f"The process that wrote ended unexpectedly ({cause}). {_WHOLE}")
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise _error(answer["error"], answer["detail"], answer["place"])
    return Done(**answer)


def _error(name: str, detail: str, place: tuple[int, int]) -> CommuniqueError:
    kind = ERRORS[name]
    if issubclass(kind, QueryError):
        return kind(detail, *place)
    if name == "store" and "another process" in detail:
        return BusyError(f"{detail[0].upper()}{detail[1:]}.")
    return kind(detail)
