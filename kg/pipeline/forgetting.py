"""``kg forget``: removing documents so that nothing of them is left in the store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import UsageError
from kg.pipeline.reports import ForgetReport
from kg.pipeline.session import Session


def forget(root: Path | str, ids: Sequence[str]) -> ForgetReport:
    """Remove documents from graph, archive and index, and rewrite the files that held them.

    All or none: where one of the ids is unknown nothing is removed.

    Raises:
        UsageError: an id is not in the store.
        StoreError: there is no store, or another process writes.
    """
    with Session.open(Path(root)) as session:
        known = session.archive.known()
        missing = [one for one in ids if one not in known]
        if missing:
            named = ", ".join(f"“{one}”" for one in missing)
            raise UsageError(f"not in the store: {named}; kg query documents lists what is")
        session.commit([], sorted({known[one].number for one in ids}))
        session.leave_no_trace()
    return ForgetReport(tuple(ids))
