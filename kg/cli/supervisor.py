"""granian, with workers that are replaced however often they are killed, and end with it."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from typing import Any

from granian.server.mp import MPServer

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_LOOK = 0.2  # seconds between two looks at whether a worker has ended
_AT_ONCE, _WITHIN = 10, 10.0  # workers that end in so many seconds cannot start at all


class Supervisor(MPServer):
    """The process above the workers.

    granian gives up when a worker ends twice within a few seconds, which is what somebody who kills
    processes would want. Here it gives up when workers end in quick succession.
    """

    def __init__(self, target: str, **options: Any) -> None:
        super().__init__(target, respawn_failed_workers=True, **options)
        self.respawned_wrks = _Patience()

    def startup(self, spawn_target: Any, target_loader: Any) -> None:
        """Begin, and look after what granian may overlook: two workers that end at once."""
        super().startup(spawn_target, target_loader)  # type: ignore[no-untyped-call]
        threading.Thread(target=self._look, name="kg-supervisor", daemon=True).start()

    def _look(self) -> None:
        while not self.interrupt_signal:
            if self.interrupt_children:
                self.main_loop_interrupt.set()
            time.sleep(_LOOK)


class _Patience(dict[int, float]):
    """When each worker was started again, as granian asks to tell a crash loop."""

    def __init__(self) -> None:
        super().__init__()
        self._starts: deque[float] = deque(maxlen=_AT_ONCE)

    def __setitem__(self, worker: int, when: float) -> None:
        self._starts.append(when)
        super().__setitem__(worker, when)

    def get(self, worker: int, default: Any = None) -> Any:
        """The time of the last start, if there were too many of late; else long ago."""
        full = len(self._starts) == _AT_ONCE
        crashes = full and self._starts[-1] - self._starts[0] < _WITHIN
        return time.monotonic() if crashes else float("-inf")


def end_with_parent() -> None:
    """End this process, at once, when the one that started it ends, however that ends."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent is not None and os.getppid() != parent.pid:  # it ended before we asked
        os.kill(os.getpid(), signal.SIGKILL)
