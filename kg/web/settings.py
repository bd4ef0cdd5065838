"""How the application serves; each setting can be given as KG_WEB_CACHE and so on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from kg.errors import UsageError

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class WebSettings:
    """The settings of one server process."""

    cache: int = 128  # megabytes of answers that are kept
    max_age: int = 0  # seconds that a proxy may keep an answer without asking again
    write_token: str = field(default="", repr=False)  # of who may write; "" for nobody
    writable: str = "own"  # graphs that may be written: users' own, or "any": a plain SPARQL store
    write_size: int = 64  # megabytes of data that one request may write
    write_seconds: int = 120  # that one change may take

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """The settings, with those that the environment names.

        Raises:
            UsageError: one of them is not what it can be.
        """
        known = cls()
        return cls(
            _number(environ, "KG_WEB_CACHE", known.cache),
            _number(environ, "KG_WEB_MAX_AGE", known.max_age),
            environ.get("KG_WEB_WRITE_TOKEN", ""),
            _choice(environ, "KG_WEB_WRITABLE", ("own", "any")),
            _number(environ, "KG_WEB_WRITE_SIZE", known.write_size),
            _number(environ, "KG_WEB_WRITE_SECONDS", known.write_seconds),
        )


def _number(environ: Mapping[str, str], name: str, usual: int) -> int:
    text = environ.get(name, str(usual))
    if not text.isdecimal():
        raise UsageError(f"{name}: “{text}” is not a number of 0 or more")
    return int(text)


def _choice(environ: Mapping[str, str], name: str, choices: tuple[str, ...]) -> str:
    text = environ.get(name, choices[0])
    if text not in choices:
        raise UsageError(f"{name}: “{text}” is none of {', '.join(choices)}")
    return text
