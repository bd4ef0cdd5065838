"""Reconciliation against the generation at hand: names in memory, everything else by the pool."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.errors import UsageError
from kg.pool import Question
from kg.reconcile.matching import Matcher
from kg.reconcile.names import Name, NameIndex
from kg.reconcile.properties import Property, Value
from kg.reconcile.types import TYPES, is_a
from kg.vocabulary import CMQ, WD
from kg.web.context import ask, graph, holding
from kg.web.graph import in_parts
from kg.web.names import Found
from kg.web.pages.search import names
from kg.web.terms import iri, is_iri, literal, values

PAGE = 20  # suggestions that are given at once
_OFFICES = 3  # that describe a person
_LEADING = 1_000  # entities that one value of a property leads to


class PoolFacts:
    """What the graph says of entities, asked in processes that can be stopped."""

    def values(self, wanted: Property, iris: Iterable[str]) -> dict[str, list[Value]]:
        """The values of a property, of each of the entities that has any, in a fixed order."""
        found: dict[str, list[Value]] = defaultdict(list)
        for part in in_parts(list(iris)):
            for row in rows(_values_query(wanted, part)):
                label = row.get("label", row["v"])
                found[row["x"]].append(Value(label, row["v"] if wanted.kind == "entity" else ""))
        return found

    def having(self, wanted: Property, values: Iterable[str]) -> list[str]:
        """Entities with one of the values (IRIs, or texts) of a property."""
        if wanted.id == "wikidata":
            terms = [iri(WD + each) for each in values if is_iri(WD + each)]
            patterns: Sequence[str] = ("?x schema:sameAs ?v",)
        elif wanted.kind == "entity":
            terms = [iri(each) for each in values if is_iri(each)]
            patterns = wanted.patterns
        else:
            terms = [f"{literal(each)}{tag}" for each in values for tag in ("", "@en")]
            patterns = wanted.patterns if wanted.kind == "text" else ()
        if not (terms and patterns):
            return []
        asked = " UNION ".join(
            f"{{ VALUES ?v {{ {' '.join(terms)} }} {each} }}" for each in patterns
        )
        query = f"SELECT DISTINCT ?x {{ {asked} }} ORDER BY ?x LIMIT {_LEADING}"
        return [row["x"] for row in rows(query)]


def _values_query(wanted: Property, iris: Sequence[str]) -> str:
    known = values("x", iris)
    pattern = " UNION ".join(f"{{ {known} {each} }}" for each in wanted.patterns)
    if wanted.kind == "number":
        counted = f"{{ SELECT ?x (COUNT(DISTINCT ?v) AS ?n) {{ {pattern} }} GROUP BY ?x }}"
        return f"SELECT ?x (?n AS ?v) {{ {counted} }} ORDER BY ?x"
    if wanted.kind == "entity":
        pattern += " OPTIONAL { ?v rdfs:label ?label }"
        return f"SELECT DISTINCT ?x ?v ?label {{ {pattern} }} ORDER BY ?x ?label ?v"
    return f"SELECT DISTINCT ?x ?v {{ {pattern} }} ORDER BY ?x ?v"


def rows(query: str) -> Iterator[dict[str, str]]:
    """The rows of a query of ours, from the pool."""
    answer = json.loads(ask(Question(query, {"rows": "json"})).read())
    for row in answer["results"]["bindings"]:
        yield {name: term["value"] for name, term in row.items()}


def index() -> NameIndex:
    """The names of the generation at hand, built once."""
    return holding().once("name index", lambda: NameIndex(_names()))


def _names() -> Iterator[Name]:
    known = names()
    labels = known.labels
    for name, (entity, class_iri) in zip(known.names, known.nodes, strict=True):
        yield Name(entity, class_iri.removeprefix(CMQ), name, labels.get(entity) == name)


def matcher() -> Matcher:
    """What finds candidates in the generation at hand."""
    return Matcher(index(), PoolFacts(), graph().base)


def entity(identifier: str) -> tuple[str, str]:
    """The IRI and the type of an entity, by its id or IRI.

    Raises:
        UsageError: there is none.
    """
    kinds = index().kinds
    for known in (graph().base + identifier, identifier):
        if known in kinds:
            return known, kinds[known]
    raise UsageError(f"there is no entity “{identifier[:200]}”")


def descriptions(iris: Iterable[str]) -> dict[str, str]:
    """What tells entities of one name apart: their type, and their offices or where they belong."""
    wanted = sorted(set(iris))
    known = index().kinds
    told: dict[str, list[str]] = defaultdict(list)
    for part in in_parts(wanted):
        here = values("x", part)
        for row in rows(
            f"""SELECT DISTINCT ?x ?label {{
            {{ {here} ?t cmq:holder ?x ; cmq:office/rdfs:label ?label }} UNION
            {{ {here} ?x cmq:officeOf/rdfs:label ?label }} UNION
            {{ {here} ?x cmq:locatedIn/rdfs:label ?label }} }} ORDER BY ?x ?label"""
        ):
            told[row["x"]].append(row["label"])
    return {
        each: "; ".join([TYPES[known[each]].name, *_first(told.get(each, []))])
        for each in wanted
        if each in known
    }


def _first(labels: list[str]) -> list[str]:
    more = [f"and {len(labels) - _OFFICES} more"] if len(labels) > _OFFICES else []
    return labels[:_OFFICES] + more


def suggested(prefix: str, kind: str = "") -> list[Found]:
    """The entities with a name of these words or beginnings, best first; or the one of an id."""
    try:
        known, _ = entity(prefix)
    except UsageError:
        found = names().find(prefix)
    else:
        found = [Found(known, index().label(known), index().kinds[known], "")]
    return [each for each in found if not kind or is_a(each.kind, kind)]
