"""A claim, or a sentence with the claims that are read from it."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from kg.web import negotiation
from kg.web.claims import claims, passages
from kg.web.graph import Graph, document_of
from kg.web.titles import title


def claim_page(known: Graph, subject: str) -> ResponseReturnValue:
    """The page of a claim: its words, what it says of itself, what follows from it."""
    found = claims(known, document_of(subject), subject)
    if not found:
        raise NotFound
    return render_template(
        "claim.html",
        claim=found[0],
        source=known.claims([subject]).get(subject),
        alternates=negotiation.alternates(subject),
    )


def passage_page(known: Graph, subject: str) -> ResponseReturnValue:
    """The page of a sentence."""
    document = document_of(subject)
    found = [passage for passage in passages(known, document) if passage.iri == subject]
    if not found:
        raise NotFound
    return render_template(
        "passage.html",
        passage=found[0],
        document=document,
        title=title(document),
        claims=[claim for claim in claims(known, document) if subject in claim.passages],
        alternates=negotiation.alternates(subject),
    )
