"""Which triples describe a node: the CONSTRUCT queries behind the RDF forms of the pages."""

from __future__ import annotations

from kg.results.turtle import Writer
from kg.vocabulary import PREFIXES, Cmq
from kg.web.terms import iri

_SITUATIONS = "cmq:Tenure cmq:Membership cmq:Participation cmq:Inclusion"


def description(subject: str, classes: set[str]) -> str:
    """A query for the triples that describe the node, with labels of what it points to.

    Of a person, an office or a meeting that is also each tenure, membership and participation it
    has a part in; of a document its whole graph; of a claim its passages and what follows from it.
    """
    node = iri(subject)
    if Cmq.Document in classes:
        return f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {node} {{ ?s ?p ?o }} }}"
    if classes & {Cmq.Claim, Cmq.Passage}:
        return f"""CONSTRUCT {{ {node} ?p ?o . ?near ?np ?no . ?fact cmq:evidence {node} .
            ?fact a ?type ; rdfs:label ?label }}
            {{ {{ GRAPH ?g {{ {node} ?p ?o }} }}
            UNION {{ GRAPH ?g {{ {node} cmq:inPassage ?near . ?near ?np ?no }} }}
            UNION {{ GRAPH ?g {{ ?near cmq:inPassage {node} ; ?np ?no }} }}
            UNION {{ ?fact cmq:evidence {node} ; a ?type .
                OPTIONAL {{ ?fact rdfs:label ?label }} }} }}"""
    return f"""CONSTRUCT {{ {node} ?p ?o . ?o rdfs:label ?label . ?s ?sp ?so . ?so rdfs:label ?sl }}
        {{ {{ {node} ?p ?o . OPTIONAL {{ ?o rdfs:label ?label }} }}
        UNION {{ VALUES ?type {{ {_SITUATIONS} }} ?s ?q {node} . ?s a ?type . ?s ?sp ?so .
        OPTIONAL {{ ?so rdfs:label ?sl }} }} }}"""


def in_graph(triples: bytes, graph: str, form: str) -> bytes:
    """N-Triples as a named graph, in the formats that can name it: "trig" or "nquads"."""
    name = iri(graph)
    lines = sorted(line[:-2] for line in triples.decode().split("\n") if line)
    if form == "nquads":
        return "".join(f"{line} {name} .\n" for line in lines).encode()
    writer = Writer(PREFIXES)
    body = "".join(writer.graph(name, lines))
    return (writer.header() + body).encode()
