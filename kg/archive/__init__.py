"""The archive: every document as it came and as it is read, with a full-text index (SQLite).

The archive is written first; the graph is computed from it and can be made again. The tables of
the claims (kg.consolidate) lie in the same file, so that one transaction covers both.
"""

from kg.archive.archive import Archive
from kg.archive.outbox import Entry, Notes, Outbox
from kg.archive.record import ArchivedDocument, Deposit, Known
from kg.archive.search import Hit

__all__ = [
    "Archive",
    "ArchivedDocument",
    "Deposit",
    "Entry",
    "Hit",
    "Known",
    "Notes",
    "Outbox",
]
