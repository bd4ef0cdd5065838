"""A server process that is no more than a SPARQL store, and what the W3C's tests need of it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from rdflib import Graph
from rdflib.compare import isomorphic
from running_site import Answer, Site

TOKEN = "who has this may write"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


@dataclass(frozen=True)
class PlainServer:
    """Asked with the token; every graph may be written."""

    site: Site

    def send(
        self, method: str, path: str, body: str | bytes | None = None, **headers: str
    ) -> Answer:
        """The answer; an underscore in the name of a header stands for a hyphen."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named["Authorization"] = f"Bearer {TOKEN}"
        return self.site.ask(method, path, named, body)

    def query(self, text: str, **dataset: list[str]) -> Answer:
        """A query in the body, of the dataset that the parameters name."""
        return self.send("POST", _address(dataset), text, Content_Type=QUERY)

    def update(self, text: str, **dataset: list[str]) -> Answer:
        """An update in the body, using the graphs that the parameters name."""
        return self.send("POST", _address(dataset), text, Content_Type=UPDATE)

    def says(self, pattern: str, **dataset: list[str]) -> bool:
        """Whether the store holds a pattern."""
        answer = self.query(f"ASK {{ {pattern} }}", **dataset)
        assert answer.status == 200, answer.text
        return bool(answer.json()["boolean"])

    def put(self, graph: str, turtle: str) -> Answer:
        """Replace a named graph."""
        return self.send("PUT", store(graph), turtle, Content_Type="text/turtle")

    def graph(self, path: str) -> Answer:
        """A graph in Turtle."""
        return self.send("GET", path, Accept="text/turtle")


def store(graph: str) -> str:
    """The address of a graph that is named by a parameter."""
    return f"/store?{urlencode({'graph': graph})}"


def get(query: str, **dataset: list[str]) -> str:
    """The address that asks a query."""
    address = _address(dataset)
    return f"{address}{'&' if '?' in address else '?'}query={quote(query)}"


def same(answer: Answer, turtle: str) -> bool:
    """Whether an answer holds this graph and nothing else, whatever its blank nodes are called."""
    assert answer.status == 200, answer.text
    found = Graph().parse(data=answer.body, format=answer.type)
    return isomorphic(found, Graph().parse(data=turtle, format="turtle"))


def _address(dataset: dict[str, list[str]]) -> str:
    named = [
        (f"{name.replace('_', '-')}-uri", graph)
        for name, graphs in dataset.items()
        for graph in graphs
    ]
    return f"/sparql?{urlencode(named)}" if named else "/sparql"
