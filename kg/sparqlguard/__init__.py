"""Reading SPARQL before and after the engine does: what must not reach it, and where it stumbled.

``check`` refuses texts that would call other servers or crash the parser; ``explain`` says better
than the parser where a mistake is.
"""

from kg.sparqlguard.guard import LIMITS, Limits, RefusedError, check, is_update
from kg.sparqlguard.mistakes import explain
from kg.sparqlguard.services import Redirected, redirected

__all__ = [
    "LIMITS",
    "Limits",
    "Redirected",
    "RefusedError",
    "check",
    "explain",
    "is_update",
    "redirected",
]
