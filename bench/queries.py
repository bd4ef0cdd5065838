"""How long each saved query takes on a large fictitious graph.

Every query is asked without arguments and with one argument at a time, taken from what the graph
has most of; processor time of the engine and of writing CSV, the better of two runs::

    python -m bench.queries                     # makes a graph of about a million quads
    python -m bench.queries --store /tmp/big who-met-whom visits
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from bench.generate import generate
from kg.results import Result, serialize
from kg.saved import EntityResolver, Parameter, SavedQuery, library, prepare
from kg.vocabulary import PREFIXES, Cmq

BASE = "http://127.0.0.1:7878/"
# Of what a parameter of a type can mean, the thing that the most statements are about.
_BUSIEST = {
    "person": f"?fact <{Cmq.participant}> ?thing",
    "organisation": f"?fact <{Cmq.organisation}> ?thing",
    "country": f"?fact <{Cmq.onBehalfOf}> ?thing . ?thing a <{Cmq.Country}>",
    "office": f"?fact <{Cmq.inCapacity}> ?thing",
    "place": f"?fact <{Cmq.place}> ?thing",
}
_VALUES = {"date": "2010-05-05", "month": "2010-05", "integer": "3", "string": "o"}


class Store:
    """A graph without its archive, as much of a GraphReader as the queries need."""

    base = BASE

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._busiest: dict[str, str] = {}

    def query(self, sparql: str) -> Result:
        """Answer a query."""
        return self._store.query(sparql, prefixes=PREFIXES)

    def busiest(self, type_: str) -> str:
        """The IRI of the thing of a type that is spoken of most."""
        if type_ not in self._busiest:
            found = self.query(
                f"SELECT ?thing (COUNT(*) AS ?n) {{ {_BUSIEST[type_]} }}"
                " GROUP BY ?thing ORDER BY DESC(?n) LIMIT 1"
            )
            assert isinstance(found, ox.QuerySolutions)
            self._busiest[type_] = next(iter(found))["thing"].value
        return self._busiest[type_]

    def value(self, parameter: Parameter) -> str:
        """A value that finds something."""
        if parameter.choices:
            return parameter.choices[0]
        if not parameter.is_entity:
            return _VALUES[parameter.types[0]]
        known = [name for name in parameter.types if name in _BUSIEST]
        return self.busiest(known[0] if known else "person")


def calls(store: Store, query: SavedQuery) -> Iterator[dict[str, str]]:
    """What to ask a query with."""
    needed = {p.name: store.value(p) for p in query.parameters if p.required}
    yield needed
    for parameter in query.parameters:
        if not parameter.required and parameter.types != ("document",):
            yield {**needed, parameter.name: store.value(parameter)}


def measure(store: Store, text: str) -> tuple[int, float]:
    """Rows of the answer and seconds of processor time."""
    seconds = []
    for _ in range(2):
        started = time.thread_time()
        answer = serialize(store.query(text), "csv")
        seconds.append(time.thread_time() - started)
    return answer.count(b"\r\n") - 1, min(seconds)


def main() -> int:
    """Command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("queries", nargs="*", metavar="QUERY", help="only these")
    parser.add_argument("--store", type=Path, help="an Oxigraph directory that generate.py made")
    parser.add_argument("--documents", type=int, default=5600)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as folder:
        if options.store is None:
            graph = ox.Store(f"{folder}/graph")
            lines = "".join(generate(options.documents, base=BASE)).encode()
            graph.bulk_load(lines, format=ox.RdfFormat.N_QUADS)
            print(f"{len(graph):,} quads")
        else:
            graph = ox.Store.read_only(str(options.store))
        store = Store(graph)
        resolver = EntityResolver(store)
        for query in library():
            if not options.queries or query.name in options.queries:
                for arguments in calls(store, query):
                    rows, seconds = measure(store, prepare(query, arguments, resolver))
                    given = ", ".join(f"{k}={v.removeprefix(BASE)}" for k, v in arguments.items())
                    print(f"{seconds:7.3f} s {rows:7,} rows  {query.name}({given})", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
