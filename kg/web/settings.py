"""How the application serves; each setting can be given as KG_WEB_CACHE and so on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kg.errors import UsageError

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class WebSettings:
    """The settings of one server process."""

    cache: int = 128  # megabytes of answers that are kept
    max_age: int = 0  # seconds that a proxy may keep an answer without asking again

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """The settings, with those that the environment names.

        Raises:
            UsageError: one of them is not a number of 0 or more.
        """
        known = cls()
        return cls(
            _number(environ, "KG_WEB_CACHE", known.cache),
            _number(environ, "KG_WEB_MAX_AGE", known.max_age),
        )


def _number(environ: Mapping[str, str], name: str, usual: int) -> int:
    text = environ.get(name, str(usual))
    if not text.isdecimal():
        raise UsageError(f"{name}: “{text}” is not a number of 0 or more")
    return int(text)
