"""The saved queries as RDF, so that query editors and agents find them inside the endpoint.

In the manner of the SPARQL examples of the SIB (https://github.com/sib-swiss/sparql-examples): a
``sh:SPARQLExecutable`` with its text, a comment, keywords and the endpoint it is for.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.saved.query import SavedQuery
from kg.vocabulary import PREFIXES

_SH = "http://www.w3.org/ns/shacl#"
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_SCHEMA = "https://schema.org/"  # as those examples have it, with https


def executables(queries: Iterable[SavedQuery], base: str) -> str:
    """The queries that run without an argument, as sorted N-Triples."""
    whole = [q for q in queries if not any(parameter.required for parameter in q.parameters)]
    lines = {f"{triple} .\n" for query in whole for triple in _triples(query, base)}
    return "".join(sorted(lines))


def _triples(query: SavedQuery, base: str) -> list[ox.Triple]:
    node = ox.NamedNode(f"{base}queries/{query.name}")
    text = "".join(line for line in query.text.splitlines(True) if not line.startswith("#+"))
    values: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (f"{PREFIXES['rdfs']}label", ox.Literal(query.name)),
        (f"{PREFIXES['rdfs']}comment", ox.Literal(query.summary, language="en")),
        (f"{_SH}select", ox.Literal(text)),
        (f"{_SCHEMA}target", ox.NamedNode(f"{base}sparql")),
        *((f"{_SCHEMA}keywords", ox.Literal(tag)) for tag in query.tags),
    ]
    types = ("SPARQLExecutable", "SPARQLSelectExecutable")
    return [
        *(ox.Triple(node, _TYPE, ox.NamedNode(_SH + name)) for name in types),
        *(ox.Triple(node, ox.NamedNode(name), value) for name, value in values),
    ]
