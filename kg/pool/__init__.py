"""Queries of strangers, each answered in a process that can be killed.

The engine can be neither interrupted nor limited from within, so every query runs in a process of
its own pool: one that takes too long, too much memory or crashes the parser costs that process and
nothing else. What comes back is complete or an error, never a part.
"""

from kg.pool.answer import Answer
from kg.pool.limits import QueryLimits
from kg.pool.pool import Pool
from kg.pool.question import Edition, Question
from kg.pool.refusals import (
    BusyError,
    NotAcceptableError,
    PoolError,
    ServiceError,
    TooLargeError,
    TooLongError,
    TooMuchMemoryError,
)

__all__ = [
    "Answer",
    "BusyError",
    "Edition",
    "NotAcceptableError",
    "Pool",
    "PoolError",
    "QueryLimits",
    "Question",
    "ServiceError",
    "TooLargeError",
    "TooLongError",
    "TooMuchMemoryError",
]
