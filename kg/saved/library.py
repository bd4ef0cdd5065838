"""The saved queries that there are: those that ship, and those of users."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import UsageError
from kg.resources import resource_dir
from kg.saved.query import SavedQuery


class Library:
    """Saved queries by name, in alphabetical order."""

    def __init__(self, queries: Sequence[SavedQuery]) -> None:
        # A later query replaces an earlier one of the same name.
        by_name = {query.name: query for query in queries}
        self._queries = dict(sorted(by_name.items()))

    @classmethod
    def read(cls, folders: Sequence[Path]) -> Library:
        """All ``.rq`` files of the folders; of two with one name the later folder's counts.

        Raises:
            UsageError: a folder is not there, or a file in it is no saved query.
        """
        queries = []
        for folder in folders:
            if not folder.is_dir():
                raise UsageError(f"there is no folder {folder} with saved queries")
            queries += [SavedQuery.read(path) for path in sorted(folder.glob("*.rq"))]
        return cls(queries)

    def get(self, name: str) -> SavedQuery:
        """The query of a name.

        Raises:
            UsageError: there is none.
        """
        try:
            return self._queries[name]
        except KeyError:
            near = difflib.get_close_matches(name, self._queries, 3, 0.5)
            hint = f", did you mean {' or '.join(near)}?" if near else ""
            raise UsageError(f"there is no saved query “{name}”{hint}") from None

    def __iter__(self) -> Iterator[SavedQuery]:
        return iter(self._queries.values())

    def __len__(self) -> int:
        return len(self._queries)

    def __contains__(self, name: object) -> bool:
        return name in self._queries


def library(*folders: Path) -> Library:
    """The queries that ship, and those of the folders given."""
    return Library.read([resource_dir("queries"), *folders])
