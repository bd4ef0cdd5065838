"""The rules are compiled for whoever asks for them first, which takes a second."""

from __future__ import annotations

from threading import Lock

_LOCK = Lock()


def compile_rules() -> None:
    """Have the rules compiled, however many threads ask at the same time.

    Threads that import modules of a package in different orders wait for each other; Python ends
    that by giving one of them a module that is not complete yet. So one thread imports them all.
    """
    with _LOCK:
        import kg.explain.explanation  # noqa: F401
