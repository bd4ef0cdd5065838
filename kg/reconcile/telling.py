"""How candidates are told, in the JSON of versions 0.2 and 1.0 (draft)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.reconcile.scoring import Candidate
from kg.reconcile.types import TYPES

Json = dict[str, Any]


def types_of(kind: str) -> list[Json]:
    """The types of an entity, its own first."""
    return [{"id": each, "name": TYPES[each].name} for each in (kind, *TYPES[kind].broader)]


def type_told(name: str) -> Json:
    """A type with those that it is part of."""
    known = TYPES[name]
    broader = [{"id": each, "name": TYPES[each].name} for each in known.broader]
    return {"id": name, "name": known.name} | ({"broader": broader} if broader else {})


def candidate(found: Candidate, base: str, description: str) -> Json:
    """One candidate; features are named, which 1.0 wants and 0.2 allows."""
    evidence = found.evidence
    features: list[Json] = []
    if evidence.by_name:
        value = round(100 * evidence.likeness.value, 2)
        features.append({"id": "name", "name": "likeness of the names", "value": value})
        same = evidence.likeness.same
        features.append({"id": "same-name", "name": "the same words", "value": same})
    known = [each for each in evidence.agreements if each is not None]
    if evidence.agreements:
        agreed = round(100 * sum(known) / len(known), 2) if known else 50.0
        features.append({"id": "properties", "name": "agreement of properties", "value": agreed})
        count = len(known)
        features.append({"id": "compared", "name": "properties compared", "value": count})
    features.append({"id": "type", "name": "of the type asked for", "value": evidence.fits})
    told = {
        "id": found.iri.removeprefix(base),
        "name": found.name,
        "type": types_of(found.kind),
        "score": found.score,
        "match": found.match,
        "features": features,
    }
    return told | ({"description": description} if description else {})


def batch(
    keys: Iterable[str],
    results: Iterable[Sequence[Candidate]],
    base: str,
    descriptions: Mapping[str, str],
) -> Json:
    """A result batch of version 0.2."""
    return {
        key: {"result": [candidate(each, base, descriptions.get(each.iri, "")) for each in found]}
        for key, found in zip(keys, results, strict=True)
    }


def draft(
    results: Iterable[Sequence[Candidate]], base: str, descriptions: Mapping[str, str]
) -> Json:
    """A result batch of version 1.0 (draft)."""
    told = [
        {"candidates": [candidate(each, base, descriptions.get(each.iri, "")) for each in found]}
        for found in results
    ]
    return {"results": told}
