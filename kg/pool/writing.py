"""Writing to the store from a server: one change at a time, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import CommuniqueError, QueryError
from kg.pool.refusals import BusyError, CrashedError, TooLongError
from kg.pool.scribe import ERRORS, written
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
    message = written(edit, anywhere=anywhere)
    return Done(**_answer("kg.pool.scribe", root, message, seconds))


def judge(root: Path, order: Mapping[str, object], *, seconds: float) -> list[str]:
    """Make a judgement about the store in ``root``; it is published when this returns.

    ``order`` is that of ``kg.pipeline.clerk``. Returns the IRIs of those it is about.

    Raises:
        BusyError: another process is writing.
        TooLongError: it took longer than ``seconds``.
        UsageError, StoreError: it cannot be made.
    """
    message = json.dumps(order).encode()
    return list(_answer("kg.pipeline.clerk", root, message, seconds)["about"])


def _answer(module: str, root: Path, message: bytes, seconds: float) -> dict[str, Any]:
    """What a process that was started for one change answers."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", module, str(root), str(os.getpid())],
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
    answer: dict[str, Any] = json.loads(done.stdout)
    if "error" in answer:
        raise _error(answer["error"], answer["detail"], answer["place"])
    return answer


def _error(name: str, detail: str, place: tuple[int, int]) -> CommuniqueError:
    kind = ERRORS[name]
    if issubclass(kind, QueryError):
        return kind(detail, *place)
    if name == "store" and "another process" in detail:
        return BusyError(f"{detail[0].upper()}{detail[1:]}.")
    return kind(detail)
