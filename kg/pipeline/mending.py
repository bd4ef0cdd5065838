"""A store whose graph is not what its archive says is put right."""

from __future__ import annotations

from pathlib import Path

from kg.pipeline.session import Session


def mend(root: Path) -> None:
    """Make the graph anew from the archive, and publish it.

    A store that another version computed stays as it is until ``kg rebuild``.

    Raises:
        StoreError: there is no store, it is damaged, or another process writes.
    """
    with Session.open(root, stale=True) as session:
        if not session.is_stale():
            session.remake_graph()
            session.publish()
