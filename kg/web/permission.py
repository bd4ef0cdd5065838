"""Who may write: whoever sends the token that the operator has set."""

from __future__ import annotations

import hashlib
import hmac

from kg.web.outcomes import Outcome


class WriteAccess:
    """Writing is off without a token. The token itself is not kept, only its hash."""

    def __init__(self, token: str) -> None:
        self._hash = hashlib.sha256(token.encode()).digest() if token else b""

    @property
    def is_on(self) -> bool:
        """Whether anybody may write."""
        return bool(self._hash)

    def refusal(self, authorization: str, why_off: str) -> Outcome | None:
        """Why a request with this Authorization header may not write; None if it may."""
        if not self.is_on:
            return Outcome(403, "Updates are refused", why_off)
        scheme, _, token = authorization.partition(" ")
        sent = hashlib.sha256(token.strip().encode("utf-8", "surrogatepass")).digest()
        if scheme.lower() == "bearer" and hmac.compare_digest(sent, self._hash):
            return None
        detail = "Writing needs the operator's token: Authorization: Bearer …"
        return Outcome(401, "Who are you?", detail)
