"""Sorting more lines than fit in memory: sorted runs in files, merged while they are read."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

_RUN = 200_000  # lines that are sorted at once: some 50 MB


def _key(line: str) -> str:
    """Sorts <document/a> before <document/a/claim/b>, which "/" < ">" would not."""
    return line.replace(">", "\t")


class Sorter:
    """Collects lines and gives them back sorted, each once, as often as they are asked for.

    Lines have no line ends. ``folder`` holds the runs; whoever made it clears it away.
    """

    def __init__(self, folder: Path, run: int = _RUN) -> None:
        self._folder = folder
        self._run = run
        self._lines: list[str] = []
        self._runs: list[Path] = []

    def add(self, line: str) -> None:
        """Take a line in; it holds no line feed."""
        self._lines.append(line)
        if len(self._lines) >= self._run:
            self._lines.sort(key=_key)
            path = self._folder / f"run-{len(self._runs)}"
            with path.open("w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(f"{line}\n" for line in self._lines)
            self._runs.append(path)
            self._lines = []

    def __iter__(self) -> Iterator[str]:
        self._lines.sort(key=_key)
        with ExitStack() as stack:
            runs: list[Iterator[str]] = [iter(self._lines)]
            for path in self._runs:
                stream = stack.enter_context(path.open(encoding="utf-8", newline="\n"))
                runs.append(line[:-1] for line in stream)
            last = None
            for line in heapq.merge(*runs, key=_key):
                if line != last:
                    yield line
                last = line
