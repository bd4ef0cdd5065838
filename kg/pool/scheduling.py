"""How the processes of a server share the processors."""

from __future__ import annotations

import os
from contextlib import suppress


def never_preempt() -> None:
    """Let this process, and the threads that it starts, wait for their turn when they wake.

    What a server and its query processes do is short, and each wakes the other. Where the one that
    wakes goes first, as is usual, the other is interrupted once for each request, and both find
    what they work with driven out of the processor's caches: 5 to 10 percent of a small query.
    """
    with suppress(OSError):  # a container may forbid it
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
