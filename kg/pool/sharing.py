"""One run of a query for all who ask the same while it lasts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from kg.pool.answer import Answer
from kg.pool.refusals import CrashedError


class Shared:
    """A run that several may wait for. It is given up when the last of them leaves.

    ``then`` is called when it is over, or given up: who asks from then on needs a run of its own.
    """

    __slots__ = ("_loop", "_task", "_then", "_waiting")

    def __init__(self, run: Coroutine[Any, Any, Answer], then: Callable[[], object]) -> None:
        self._loop = asyncio.get_running_loop()
        self._waiting: list[asyncio.Future[Answer]] = []
        self._then = then
        self._task = self._loop.create_task(self._run(run))

    async def answer(self) -> Answer:
        """The answer, or the error that the run ended with; every caller has its own file."""
        turn: asyncio.Future[Answer] = self._loop.create_future()
        self._waiting.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn in self._waiting:
                self._leave(turn)
            elif not turn.cancelled() and turn.exception() is None:
                _close(turn.result())  # it was there, but nobody took it
            raise

    def _leave(self, turn: asyncio.Future[Answer]) -> None:
        self._waiting.remove(turn)
        if not self._waiting:
            self._then()
            self._task.cancel()

    async def _run(self, run: Coroutine[Any, Any, Answer]) -> None:
        try:
            answer = await run
        except asyncio.CancelledError:  # nobody waits, or the server ends
            for turn in self._waiting:
                turn.cancel()
            raise
        except Exception as error:  # noqa: BLE001 - it is for those who asked
            for turn in self._over():
                turn.set_exception(error)
        else:
            waiting = self._over()
            for turn in waiting[1:]:
                _give_copy(turn, answer)
            if waiting:
                waiting[0].set_result(answer)
            else:
                _close(answer)

    def _over(self) -> list[asyncio.Future[Answer]]:
        """Those who wait for what the run came to."""
        if self._waiting:  # else it was given up, and another run may have begun
            self._then()
        waiting, self._waiting = self._waiting, []
        return [turn for turn in waiting if not turn.done()]


def _give_copy(turn: asyncio.Future[Answer], answer: Answer) -> None:
    """The answer; if it lies in a file, with a place of its own in it."""
    if answer.file is None:
        turn.set_result(answer)
        return
    try:
        file = open(f"/proc/self/fd/{answer.file.fileno()}", "rb")  # noqa: PTH123, SIM115
    except OSError as error:
        turn.set_exception(CrashedError(f"The result cannot be read ({error})."))
    else:
        turn.set_result(replace(answer, file=file))


def _close(answer: Answer) -> None:
    if answer.file is not None:
        answer.file.close()
