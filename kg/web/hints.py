"""Terms in a query that our ontology does not have: nothing fits them, and nothing else says so."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.sparqlguard.tokens import TOKEN
from kg.vocabulary import CMQ, KIND, PREFIXES

_MOST = 5  # terms that are told of
_LIKE = 0.6  # how much two names are alike, from 0 to 1, where one may be meant for the other


@dataclass(frozen=True, slots=True)
class Unknown:
    """A term as it is written, and what may be meant; "" where nothing is like it."""

    written: str
    meant: str


def unknown_terms(query: str, defined: Collection[str]) -> list[Unknown]:
    """The terms of our namespaces in a query that are not among the IRIs ``defined``.

    >>> unknown_terms("SELECT * { ?a cmq:mett ?b , 'cmq:no' }", {CMQ + "met", CMQ + "member"})
    [Unknown(written='cmq:mett', meant='cmq:met')]
    """
    found: dict[str, Unknown] = {}
    for written, iri in _terms(query):
        space = next((space for space in (CMQ, KIND) if iri.startswith(space)), "")
        if not space or iri == space or iri in defined or iri in found:
            continue
        names = {name[len(space) :] for name in defined if name.startswith(space)}
        like = difflib.get_close_matches(iri[len(space) :], names, 1, _LIKE)
        prefix = "cmq:" if space == CMQ else "kind:"
        found[iri] = Unknown(written, prefix + like[0] if like else "")
    return list(found.values())[:_MOST]


def _terms(query: str) -> Iterator[tuple[str, str]]:
    """What names something, as it is written and as an IRI."""
    prefixes = dict(PREFIXES)
    before = ["", ""]
    for token in TOKEN.finditer(query):
        text = token[0]
        if token.lastgroup == "blank":
            continue
        if token.lastgroup == "iri":
            if before[0].lower() == "prefix":
                prefixes[before[1].removesuffix(":")] = text[1:-1]
            else:
                yield text, text[1:-1]
        elif token.lastgroup == "word" and ":" in text:
            prefix, _, local = text.rstrip(".").partition(":")
            if prefix in prefixes and local:
                yield text.rstrip("."), prefixes[prefix] + local
        before = [before[1], text]
