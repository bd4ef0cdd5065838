"""How much one query may take, and how many may run."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from kg.errors import UsageError

MEGABYTE = 1 << 20
PREFIX = "KG_QUERY_"


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """The limits of one server process; each can be set as KG_QUERY_SECONDS and so on.

    ``services`` are the addresses of endpoints that queries may call, separated by blanks in
    KG_QUERY_SERVICES.
    """

    seconds: float = 30.0  # in which a query is answered, those that it waits included
    fair_seconds: float = 3.0  # after which it gives way to others that wait
    memory: int = 1024  # megabytes that the process of a query may grow by
    rows: int = 1_000_000  # of a result
    size: int = 256  # megabytes of a result as it is written
    processes: int = 0  # queries that run for long at once; 0: four for each core, at most 16
    cores: int = 0  # processors that are for this server process; 0: all of them
    waiting: int = 64  # queries that wait for a process; more are turned away
    patience: float = 10.0  # seconds that a query waits before it is turned away
    services: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in fields(self):
            if field.name not in _ANY and getattr(self, field.name) <= 0:
                raise UsageError(f"the limit “{field.name}” of queries must be more than 0")
        for service in self.services:
            if not _SERVICE.fullmatch(service):
                raise UsageError(
                    f"KG_QUERY_SERVICES: “{service}” is not the address of an endpoint, such as"
                    " https://example.org/sparql"
                )

    @property
    def members(self) -> int:
        """How many queries may run for long at once; the pool has one process more."""
        return self.processes or min(16, 4 * (os.cpu_count() or 1))

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """The limits, with those that the environment names.

        Raises:
            UsageError: one of them is not a number.
        """
        named: dict[str, Any] = {}
        for field in fields(cls):
            name = PREFIX + field.name.upper()
            if name not in environ:
                continue
            if field.name == "services":
                named[field.name] = tuple(dict.fromkeys(environ[name].split()))
                continue
            try:
                named[field.name] = _NUMBER[str(field.type)](environ[name])
            except ValueError:
                raise UsageError(f"{name}: “{environ[name]}” is not a number") from None
        return cls(**named)


_ANY = frozenset({"processes", "cores", "services"})  # what may be nothing
# No fragment and nothing that names a user: it is told to whoever asks.
_SERVICE = re.compile(
    r"https?://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?/[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*"
)
_NUMBER: dict[str, Callable[[str], float]] = {"float": float, "int": int}
