"""Changes that requests make: asked for a token, checked, made by a process of their own."""

from __future__ import annotations

from flask import request

from kg.pool.writing import write
from kg.store.edits import Done, Edit
from kg.web.context import access, library, settings
from kg.web.outcomes import Outcome

READ_ONLY = (
    "This endpoint reads only. Documents come in with “kg load” and go with “kg forget”; the graph"
    " is computed from them."
)


class ForbiddenError(Exception):
    """The request may not write; ``outcome`` is what it is told."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(outcome.detail)


def permit(token: object = None) -> None:
    """Go on if this request may write; ``token`` is what a form holds in place of the header.

    Raises:
        ForbiddenError: it may not.
    """
    header = request.headers.get("Authorization", "")
    if not header and isinstance(token, str):
        header = f"Bearer {token}"
    refusal = access().refusal(header, READ_ONLY)
    if refusal is not None:
        raise ForbiddenError(refusal)


def change(edit: Edit) -> Done:
    """Make a change, if the request may.

    Raises:
        ForbiddenError: it may not.
        CommuniqueError: the change cannot be made.
    """
    permit()
    chosen = settings()
    return write(
        library().root, edit, anywhere=chosen.writable == "any", seconds=chosen.write_seconds
    )
