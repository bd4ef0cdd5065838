"""A SPARQL service with Wikidata in it, asked politely for long: hours, if need be."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping

from kg.errors import OnlineError
from kg.online.polite import (
    BUSY,
    GAVE_UP,
    AnswerError,
    LateError,
    Manners,
    PoliteClient,
    Report,
    check_address,
)

Row = Mapping[str, str]
Binding = Mapping[str, Mapping[str, str]]

_LARGEST = 256 << 20  # bytes of an answer
_GATEWAY_TIMEOUT = 504  # the query took too long: a smaller one may not
_SERVER_ERROR = 500  # passes, with a service that is asked for hours
_TRIES = 6
_PATIENCE = 600.0  # seconds that a service may ask to wait at once


class ServiceError(OnlineError):
    """The service cannot be reached or refuses; what was fetched before is kept."""


class TooMuchError(ServiceError):
    """The service gave up on a query, which a smaller one may not meet."""


class Service:
    """A SPARQL 1.1 endpoint. Nothing is sent before the first query."""

    def __init__(
        self,
        url: str,
        contact: str,
        *,
        pause: float = 1.0,
        timeout: float = 90.0,
        report: Report = lambda line: None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """``contact`` is a mail address or a web page, sent in the User-Agent of each request.

        Raises:
            UsageError: the address is not of the Web, or the contact is not one.
        """
        check_address(url)
        self.url = url
        manners = Manners(
            contact, max(0.0, pause), timeout, _TRIES, _PATIENCE, _LARGEST,
            again=BUSY - {_GATEWAY_TIMEOUT} | {_SERVER_ERROR}, persistent=True,
        )  # fmt: skip
        self._client = PoliteClient(manners, report, sleep)

    def select(self, query: str) -> list[Row]:
        """The rows of a SELECT query: values by variable, without their types.

        Raises:
            TooMuchError: the query took the service too long.
            ServiceError: the service cannot be reached, refuses, or answers something else.
        """
        accept = "application/sparql-results+json"
        try:
            return _rows(self._client.post_form(self.url, {"query": query}, accept))
        except LateError as error:
            raise TooMuchError(f"{error}") from error
        except AnswerError as error:
            if error.status == _GATEWAY_TIMEOUT or GAVE_UP in error.text:
                raise TooMuchError(f"{self.url} took too long for a query") from error
            raise ServiceError(f"{error}") from error
        except ServiceError:
            raise
        except OnlineError as error:
            raise ServiceError(
                f"{error}: what was fetched is kept, the same command goes on from there"
            ) from error


def _rows(body: bytes) -> list[Row]:
    try:
        bindings: list[Binding] = json.loads(body)["results"]["bindings"]
        return [{name: cell["value"] for name, cell in row.items()} for row in bindings]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ServiceError(f"the service sent no SPARQL results in JSON ({error!r})") from error
