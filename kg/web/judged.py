"""Judgements as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.judgements import Judgement, described, parse
from kg.web.context import archive


@dataclass(frozen=True, slots=True)
class Shown:
    """A judgement in words."""

    id: str
    verb: str
    says: str
    author: str
    day: str  # ISO 8601
    reason: str


def shown(judgement: Judgement) -> Shown:
    """A judgement as a page shows it."""
    return Shown(
        judgement.id,
        judgement.verb.value,
        described(judgement),
        judgement.author,
        judgement.time.date().isoformat(),
        judgement.reason,
    )


def judgements_about(iri: str) -> list[Shown]:
    """The judgements in force about a node, in order of time."""
    found = [parse(line) for line in archive().judgements(iri)]
    return [shown(one) for one in sorted(found, key=lambda one: one.order)]
