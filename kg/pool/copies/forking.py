"""Processes that are copies of this one, for a while."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import NoReturn


def fork(run: Callable[[], None], keep: Collection[int]) -> int:
    """Start a process that does one thing and ends; returns its id.

    Of the descriptors it has only those of ``keep`` and the first three: what others wait to see
    closed must not stay open in it. This process must have no other thread.

    Raises:
        OSError: there can be no more processes.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if not pid:
        _be(run, keep)
    return pid


def _be(run: Callable[[], None], keep: Collection[int]) -> NoReturn:
    """Never return to what the process was doing before, nor tidy up its memory."""
    status = 1
    try:
        for each in [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]:
            if each > 2 and each not in keep:
                with suppress(OSError):  # the one that listed them
                    os.close(each)
        run()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - whatever it is, it ends here
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)
