"""One run of a query for all who ask the same while it lasts."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

from kg.errors import CommuniqueError
from kg.pool import wire
from kg.pool.answer import Answer
from kg.pool.refusals import CrashedError

# Hears what a run came to, once: the answer, or why there is none.
Then = Callable[[Answer | CommuniqueError], None]
_numbers = itertools.count(1)


class Run:
    """A question on its way, and who waits for what it comes to.

    Callbacks, not futures: a task and a future for each question would cost a small one as much
    as its answer.
    """

    __slots__ = ("begun", "deaths", "is_small", "message", "number", "since", "until", "waiting")

    def __init__(self, message: bytes, begun: float) -> None:
        self.number = next(_numbers)  # by which its answer is known
        self.message = message  # the question as a process reads it
        self.is_small = len(message) <= wire.AT_ONCE
        self.begun = begun
        self.deaths = 0  # processes that ended while they were busy with it
        self.since = begun  # when it began to wait for a process
        self.until = 0.0  # when it has waited for too long
        self.waiting: list[Then] = []

    def over(self, result: Answer | CommuniqueError) -> None:
        """Tell all who wait; each has a file of its own."""
        waiting, self.waiting = self.waiting, []
        if isinstance(result, Answer):
            for then in waiting[1:]:
                then(_copy(result))
            if not waiting:
                forget(result)
        else:
            for then in waiting[1:]:
                then(result)
        if waiting:
            waiting[0](result)


def forget(result: Answer | CommuniqueError) -> None:
    """Let go of what nobody takes."""
    if isinstance(result, Answer) and result.file is not None:
        result.file.close()


def _copy(answer: Answer) -> Answer | CommuniqueError:
    """The answer; if it lies in a file, with a place of its own in it."""
    if answer.file is None:
        return answer
    try:
        file = open(f"/proc/self/fd/{answer.file.fileno()}", "rb")  # noqa: PTH123, SIM115
    except OSError as error:
        return CrashedError(f"The result cannot be read ({error}).")
    return replace(answer, file=file)
