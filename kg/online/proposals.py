"""What services propose: which entity of theirs one of ours may be. Nothing in the graph follows.

A proposal is one line of JSON that is never changed, in a file beside the archive; the last one of
a service for a question counts. It is no decision: our own linker and people make those, and
``kg judge`` is how a person makes a proposal a link.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.online.line_file import LineFile
from kg.online.service import Found, Wanted
from kg.resolve.decision import Outcome

FILE = "proposals.jsonl"
_AHEAD = 0.10  # share of the best score that it must be ahead of the next by


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a service said of one entity, and what that comes to.

    ``entity`` is its IRI without the base, ``question`` a digest of what was asked. ``score`` and
    ``margin`` are in the service's own measure.
    """

    entity: str
    name: str
    service: str
    version: str
    question: str
    time: datetime
    outcome: Outcome
    iri: str = ""
    qid: str = ""
    score: float = 0.0
    margin: float = 0.0
    runner_up: str = ""
    reasons: tuple[str, ...] = ()
    candidates: tuple[Found, ...] = ()


def question(service: str, version: str, wanted: Wanted) -> str:
    """A digest of what is asked of whom: the same question need not be asked twice."""
    content = json.dumps([service, version, wanted.name, wanted.type, wanted.properties])
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def proposed(found: Sequence[Found]) -> tuple[Outcome, float, tuple[str, ...]]:
    """What candidates come to: outcome, margin and reasons.

    As with our own linker, the best must be clear of the next, else nothing is proposed. It is
    taken for the same only where the service itself says so, and of that one alone; else it is
    close at most.
    """
    if not found:
        return Outcome.NONE, 0.0, ("the service has nothing of that name",)
    best, *others = found
    margin = best.score - others[0].score if others else best.score
    matches = [each for each in found if each.match]
    if len(matches) > 1:
        return Outcome.ABSTAINED, margin, (f"the service takes {len(matches)} for the same",)
    if matches and not best.match:
        return Outcome.ABSTAINED, margin, ("the service takes another for the same than its best",)
    if others and margin < _AHEAD * abs(best.score):
        return Outcome.ABSTAINED, margin, ("the service puts two too near to each other",)
    if best.match:
        return Outcome.ACCEPTED, margin, ("the service takes it for the same, and is ahead",)
    return Outcome.CLOSE, margin, ("the service does not take it for the same",)


class ProposalFile(LineFile[Proposal]):
    """The proposals of one store."""

    def __init__(self, root: Path) -> None:
        super().__init__(root / FILE, _proposal, _content)

    def known(self) -> dict[tuple[str, str], Proposal]:
        """The last proposal for each entity and question."""
        return {(each.entity, each.question): each for each in self.read()}

    def latest(self) -> list[Proposal]:
        """The last proposal of each service for each entity, by entity and service."""
        last = {(each.entity, each.service): each for each in self.read()}
        return [last[key] for key in sorted(last)]


def _content(proposal: Proposal) -> dict[str, Any]:
    return asdict(proposal) | {"time": proposal.time.isoformat()}


def _proposal(content: dict[str, Any]) -> Proposal:
    candidates = tuple(Found(**each) for each in content.pop("candidates"))
    return Proposal(
        **content
        | {
            "time": datetime.fromisoformat(content["time"]).astimezone(UTC),
            "outcome": Outcome(content["outcome"]),
            "reasons": tuple(content["reasons"]),
            "candidates": candidates,
        }
    )
