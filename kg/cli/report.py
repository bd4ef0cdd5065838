"""The file of ``--report``: one JSON line for each outcome, written as it happens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO


class Report:
    """An open report, or nothing where none is asked for."""

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._stack = ExitStack()
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        if self._path is not None:
            # Line-buffered: what was done before a crash can be read after it.
            opened = Path(self._path).open("w", encoding="utf-8", buffering=1)
            self._file = self._stack.enter_context(opened)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def write(self, record: Mapping[str, object]) -> None:
        """Append one line; fields that are empty are left out."""
        if self._file is not None:
            kept = {name: value for name, value in record.items() if value not in ("", None)}
            self._file.write(json.dumps(kept) + "\n")
