"""Why a query got no answer."""

from __future__ import annotations

from kg.errors import CommuniqueError

MEMORY_IS_OUT = 70  # exit status of a process that noticed in time


class PoolError(CommuniqueError):
    """The query was not answered; the message says why, in words for whoever asked."""


class BusyError(PoolError):
    """Others are being answered; asking again later helps."""


class TooLongError(PoolError):
    """It ran longer than a query may."""


class TooMuchMemoryError(PoolError):
    """It needed more memory than a query may take."""


class TooLargeError(PoolError):
    """The result has more rows or bytes than one may have."""


class ServiceError(PoolError):
    """Another endpoint that the query calls did not answer."""


class NotAcceptableError(PoolError):
    """The result is of a kind that no format which was asked for can hold."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(f"the result is of the kind “{kind}”")


class CrashedError(PoolError):
    """The process that read the query died, and neither time nor memory was the reason."""
