"""How the application serves; each setting can be given as KG_WEB_CACHE and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from kg.errors import UsageError

MEGABYTE = 1 << 20
ANY_ORIGIN = "*"

_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)*/?")
_ORIGIN = re.compile(r"\*|[a-z][a-z0-9+.-]*://[^\s/,;\"']+")
_LOGS = ("", "plain", "json")
_SWITCH = {"0": False, "1": True}


@dataclass(frozen=True, slots=True)
class WebSettings:
    """The settings of one server process."""

    cache: int = 128  # megabytes of answers that are kept
    max_age: int = 0  # seconds that a proxy may keep an answer without asking again
    write_token: str = field(default="", repr=False)  # of who may write; "" for nobody
    writable: str = "own"  # graphs that may be written: users' own, or "any": a plain SPARQL store
    write_size: int = 64  # megabytes of data that one request may write
    write_seconds: int = 120  # that one change may take
    body_seconds: int = 60  # in which the body of a request has come
    unread_seconds: int = 30  # after which a client that takes nothing of its answer is let go
    proxies: int = 0  # proxies in front of the server, whose X-Forwarded headers are believed
    prefix: str = ""  # the path that the server is reached under
    origins: tuple[str, ...] = (ANY_ORIGIN,)  # of other sites whose scripts may read
    access_log: str = ""  # the form of a line for each request, on standard output: plain or json
    metrics: bool = True  # whether /metrics is answered
    counts: str = ""  # a folder in which the processes of one server leave what they have counted

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """The settings, with those that the environment names.

        Raises:
            UsageError: one of them is not what it can be.
        """
        known = cls()
        origins = environ.get("KG_WEB_ORIGINS", ANY_ORIGIN).replace(",", " ").split()
        return cls(
            _number(environ, "KG_WEB_CACHE", known.cache),
            _number(environ, "KG_WEB_MAX_AGE", known.max_age),
            environ.get("KG_WEB_WRITE_TOKEN", ""),
            _one_of(environ, "KG_WEB_WRITABLE", ("own", "any")),
            _number(environ, "KG_WEB_WRITE_SIZE", known.write_size),
            _number(environ, "KG_WEB_WRITE_SECONDS", known.write_seconds),
            _number(environ, "KG_WEB_BODY_SECONDS", known.body_seconds, least=1),
            _number(environ, "KG_WEB_UNREAD_SECONDS", known.unread_seconds, least=1),
            _number(environ, "KG_WEB_PROXIES", known.proxies),
            _checked(environ, "KG_WEB_PREFIX", _PREFIX, "a path such as /archive").rstrip("/"),
            tuple(_origin(origin) for origin in origins),
            _one_of(environ, "KG_WEB_ACCESS_LOG", _LOGS),
            _SWITCH[_one_of(environ, "KG_WEB_METRICS", ("1", "0"))],
            environ.get("KG_WEB_COUNTS", known.counts),
        )


def is_prefix(text: str) -> bool:
    """Whether addresses may begin with this path."""
    return _PREFIX.fullmatch(text) is not None


def _number(environ: Mapping[str, str], name: str, usual: int, least: int = 0) -> int:
    text = environ.get(name, str(usual))
    if not (text.isascii() and text.isdecimal() and int(text) >= least):
        raise UsageError(f"{name}: “{text}” is not a number of {least} or more")
    return int(text)


def _checked(environ: Mapping[str, str], name: str, form: re.Pattern[str], what: str) -> str:
    text = environ.get(name, "")
    if not form.fullmatch(text):
        raise UsageError(f"{name}: “{text}” is not {what}")
    return text


def _origin(text: str) -> str:
    if not _ORIGIN.fullmatch(text):
        raise UsageError(f"KG_WEB_ORIGINS: “{text}” is not an origin such as https://example.org")
    return text


def _one_of(environ: Mapping[str, str], name: str, values: tuple[str, ...]) -> str:
    text = environ.get(name, values[0])
    if text not in values:
        offered = " or ".join(f"“{value}”" for value in values if value)
        raise UsageError(f"{name}: “{text}” is not {offered}")
    return text
