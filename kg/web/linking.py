"""Why a node is linked to a Wikidata item, or is not, as its page says it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.vocabulary import WD, Cmq, Schema, Skos
from kg.web.graph import Node


@dataclass(frozen=True)
class Linking:
    """A decision in words: ``verdict`` leads to ``item``, the address of what was considered."""

    verdict: str
    item: str
    reason: str
    score: str
    runner_up: str
    margin: str
    gazetteer: str


def linking(values: Mapping[str, Sequence[Node]]) -> Linking | None:
    """The decision about a node, None where nothing of its name was known."""
    reason = _one(values, Cmq.linkReason)
    if not reason:
        return None
    if values.get(Schema.sameAs):
        verdict = "Linked to Wikidata"
    elif values.get(Skos.closeMatch):
        verdict = "Near, but not the same as"
    else:
        verdict = "Not linked to Wikidata"
    return Linking(
        verdict=verdict,
        item=_address(_one(values, Cmq.linkCandidate)),
        reason=reason,
        score=_one(values, Cmq.linkScore),
        runner_up=_address(_one(values, Cmq.linkRunnerUp)),
        margin=_one(values, Cmq.linkMargin),
        gazetteer=_one(values, Cmq.linkGazetteer),
    )


def _one(values: Mapping[str, Sequence[Node]], predicate: str) -> str:
    found = values.get(predicate)
    return found[0].iri if found else ""


def _address(item: str) -> str:
    return WD + item if item else ""
