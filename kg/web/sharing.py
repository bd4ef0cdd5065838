"""The processes of one server tell each other what they have counted, through files in a folder."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

from kg.web.tally import Counts

_EVERY = 1.0  # seconds between two looks at whether there is something new to tell


class Sharing:
    """Writes the counts of this process to ``folder``, and reads those of the others there.

    Whoever is asked can so answer for all. What a killed process counted in its last second is
    lost, unless it told of it; so the sums never fall.
    """

    def __init__(self, folder: Path, counts: Callable[[], Counts]) -> None:
        self._folder = folder
        self._counts = counts
        self._file = folder / f"{os.getpid()}-{time.time_ns():x}"
        self._begun = False
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Start telling; a process that is never asked anything has nothing to tell."""
        if self._begun:
            return
        with self._lock:
            if not self._begun:
                self._begun = True
                threading.Thread(target=self._tell, name="kg-counts", daemon=True).start()

    def together(self) -> Counts:
        """The counts of all processes, those of this one as they are now."""
        found = self._counts()
        self._write(found.to_json())  # what was told once must not be lost with this process
        found.levels["workers"] = 1
        for file in self._folder.iterdir():
            if file == self._file or file.suffix:
                continue
            try:
                counts = Counts.from_json(file.read_text(encoding="utf-8"))
            except FileNotFoundError:  # the server is ending
                continue
            counts.levels["workers"] = 1
            found.add(counts, alive=_is_alive(int(file.name.partition("-")[0])))
        return found

    def _tell(self) -> None:
        told = ""
        while True:
            text = self._counts().to_json()
            if text != told:
                told = text
                try:
                    self._write(text)
                except OSError:  # the folder goes when the server ends
                    return
            time.sleep(_EVERY)

    def _write(self, text: str) -> None:
        with self._lock:
            draft = self._file.with_suffix(".new")
            draft.write_text(text, encoding="utf-8")
            draft.replace(self._file)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's by now
        return False
    return True
