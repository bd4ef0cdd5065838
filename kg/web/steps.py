"""Answering in steps: whoever takes them decides how the pool is waited for.

A function that needs an answer of the pool yields the question and is sent the answer. So the same
code serves a WSGI server, whose threads wait, and an event loop, which does something else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import TypeVar

from kg.errors import CommuniqueError
from kg.pool import Answer, Edition, Question

T = TypeVar("T")

Steps = Generator[tuple[Edition, Question], Answer, T]


def taken(steps: Steps[T], ask: Callable[[Edition, Question], Answer]) -> T:
    """Take the steps to their end, waiting for each answer."""
    try:
        edition, question = next(steps)
        while True:
            try:
                answer = ask(edition, question)
            except CommuniqueError as error:
                edition, question = steps.throw(error)
            else:
                edition, question = steps.send(answer)
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        steps.close()


async def awaited(steps: Steps[T], ask: Callable[[Edition, Question], Awaitable[Answer]]) -> T:
    """Take the steps to their end, awaiting each answer."""
    try:
        edition, question = next(steps)
        while True:
            try:
                answer = await ask(edition, question)
            except CommuniqueError as error:
                edition, question = steps.throw(error)
            else:
                edition, question = steps.send(answer)
    except StopIteration as stop:
        result: T = stop.value
        return result
    finally:
        steps.close()
