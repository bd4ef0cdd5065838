"""The loaders there are, and the auction in which one of them gets a source."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import entry_points

from kg.errors import UsageError
from kg.loading.binary import explain
from kg.loading.loader import Loader
from kg.loading.source import Source

GROUP = "kg.loaders"
FLOOR = 0.1  # a bid that is not above it does not count


class Registry:
    """A set of loaders with different names."""

    def __init__(self, loaders: Iterable[Loader]) -> None:
        self.loaders = tuple(sorted(loaders, key=lambda loader: loader.name))

    @classmethod
    def installed(cls) -> Registry:
        """The loaders of this installation: the entry points of the group ``kg.loaders``.

        Raises:
            UsageError: there are none, so the package is not installed.
        """
        return _installed()

    def choose(self, source: Source) -> Loader:
        """The loader with the highest bid; among equal bids the first by name.

        Raises:
            DocumentError: nobody can read the source; it says what the source is and what to do.
        """
        able = (ldr for ldr in self.loaders if source.given_text is None or ldr.keeps_text)
        bids = [(loader.match(source), loader) for loader in able]
        bid, winner = max(bids, key=lambda pair: pair[0], default=(0.0, None))
        if winner is None or bid <= FLOOR:
            raise source.error(f"no loader can read it: {explain(source)}")
        return winner


@cache
def _installed() -> Registry:
    loaders = [entry.load() for entry in entry_points(group=GROUP)]
    if not loaders:
        raise UsageError("no loaders are installed; install the package first: pip install -e .")
    return Registry(loaders)
