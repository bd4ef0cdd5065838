"""Between IRIs and addresses: every link stays on the host and under the path it was asked on."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from flask import request, url_for

from kg.explain import rule_ids
from kg.vocabulary import CMQ, KIND, ONTOLOGY
from kg.web.claims import claim_id
from kg.web.context import graph
from kg.web.graph import document_of

_SAFE = "/:@!$&'()*+,;=-._~"
WEB = frozenset({"http", "https"})


def href(iri: str) -> str:
    """Where a click on this IRI leads: a page of ours, or the web; "" where it leads nowhere."""
    if iri.startswith((CMQ, KIND)) or iri == ONTOLOGY:
        return url_for("ontology.ontology", _anchor=term_id(iri))
    base = graph().base
    if iri.startswith(base):
        return f"{request.script_root}/{quote(iri[len(base) :], safe=_SAFE)}"
    return iri if is_web(iri) else ""


def rule_href(rule: str) -> str:
    """Where a rule is explained; "" for one that is no longer applied."""
    return url_for("rules.rules", _anchor=rule) if rule in rule_ids() else ""


def is_web(address: str) -> bool:
    """Whether an address found in a document may become a link: only http and https may."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in WEB and bool(parts.netloc) and address.isprintable()


def words_href(claim: str) -> str:
    """Where the words of a claim are marked: on the page of its document."""
    return f"{href(document_of(claim))}#{claim_id(claim)}"


def term_id(iri: str) -> str:
    """The anchor of a term of the ontology on its page.

    >>> term_id("https://w3id.org/communique/kind/held")
    'kind-held'
    """
    return f"kind-{iri[len(KIND) :]}" if iri.startswith(KIND) else iri.rpartition("#")[2]
