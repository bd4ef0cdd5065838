"""Queries to begin with, shown beside the query form. They hold for every store."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A query with what it asks."""

    title: str
    query: str


EXAMPLES = (
    Example(
        "Who met whom, and where",
        """SELECT ?date ?meeting ?who ?place WHERE {
  ?meeting a cmq:Meeting ; cmq:eventStatus kind:held ; cmq:earliest ?date .
  ?part cmq:meeting ?meeting ; cmq:participant ?who .
  OPTIONAL { ?meeting cmq:place ?place }
}
ORDER BY DESC(?date) ?meeting
LIMIT 50""",
    ),
    Example(
        "Who holds which office, and since when it is known",
        """SELECT ?person ?office ?certainFrom ?certainUntil WHERE {
  ?tenure a cmq:Tenure ; cmq:holder ?person ; cmq:office ?office .
  OPTIONAL { ?tenure cmq:certainFrom ?certainFrom }
  OPTIONAL { ?tenure cmq:certainUntil ?certainUntil }
}
ORDER BY ?office DESC(?certainUntil)
LIMIT 50""",
    ),
    Example(
        "Which organisations a country is a member of",
        """SELECT ?country ?organisation WHERE {
  ?country a cmq:Country ; cmq:memberOf ?organisation .
}
ORDER BY ?country ?organisation
LIMIT 100""",
    ),
    Example(
        "The words behind every meeting",
        """SELECT ?meeting ?sentence ?document WHERE {
  ?meeting a cmq:Meeting ; cmq:evidence ?claim .
  GRAPH ?document { ?claim cmq:inPassage/oa:exact ?sentence }
}
LIMIT 50""",
    ),
    Example(
        "How much is loaded, by class",
        """SELECT ?class (COUNT(?x) AS ?number) WHERE {
  { ?x a ?class } UNION { GRAPH ?document { ?x a ?class } }
}
GROUP BY ?class
ORDER BY DESC(?number)""",
    ),
    Example(
        "Everything about one person, as a graph",
        """CONSTRUCT { ?person ?p ?o }
WHERE {
  { SELECT ?person WHERE { ?person a cmq:Person ; cmq:met ?other } LIMIT 1 }
  ?person ?p ?o
}""",
    ),
)
