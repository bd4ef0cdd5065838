"""Every error that Communiqué raises on purpose.

A message names the file or the thing, the place in it, and what to do about it; the class says who
has to act. Nothing else is raised deliberately, and nothing catches ``Exception`` to hide a fault.
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of all errors whose message is meant for a person."""


class UsageError(CommuniqueError):
    """The call itself is wrong: an unknown option, name, format or value. Exit status 2."""


class DocumentError(CommuniqueError):
    """One source or document cannot be read; the rest of a load goes on."""

    def __init__(self, path: str, reason: str, place: str = "") -> None:
        self.path = path
        self.reason = reason
        self.place = place
        super().__init__(f"{path}{': ' + place if place else ''}: {reason}")


class StoreError(CommuniqueError):
    """The store cannot be opened, written or is busy."""


class OnlineError(CommuniqueError):
    """A service on the network cannot be reached, refuses, or answers what cannot be used.

    Only commands that go online because they were told to raise it; what they had is kept.
    """


class QueryError(CommuniqueError):
    """A SPARQL query or update cannot be read; ``line`` and ``column`` count from 1, 0 unknown."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        self.line = line
        self.column = column
        super().__init__(message)


class AmbiguousError(UsageError):
    """A name means several entities; ``choices`` are (IRI, label) pairs to pick from."""

    def __init__(self, message: str, choices: list[tuple[str, str]]) -> None:
        self.choices = choices
        super().__init__(message)
