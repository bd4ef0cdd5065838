"""Finding what a user means: by label, alias, IRI, prefixed name or Wikidata item."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import pyoxigraph as ox

from kg.errors import AmbiguousError, UsageError
from kg.text.slug import fold
from kg.vocabulary import CMQ, PREFIXES, WD, Cmq, Dcterms, Rdfs, Schema, Skos

_CLASSES: Final[Mapping[str, frozenset[str]]] = {
    "person": frozenset({Cmq.Person}),
    "organisation": frozenset(
        {Cmq.Organisation, Cmq.InternationalOrganisation, Cmq.GovernmentBody}
    ),
    "country": frozenset({Cmq.Country}),
    "office": frozenset({Cmq.Office}),
    "place": frozenset({Cmq.Place, Cmq.Country}),
    "document": frozenset({Cmq.Document}),
}
_CLAIM = frozenset({Cmq.Claim})
_Q = re.compile(r"(?:wd:)?(Q[1-9][0-9]{0,11})", re.IGNORECASE)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_PATH = re.compile(r"/?([a-z]+(?:/[^\s/]+)+)")
_LONGEST = 400  # characters of a name or IRI
_CHOICES = 10  # how many are listed of the things a name can mean
_NEAR = 5


class Reader(Protocol):
    """What answers queries: a GraphReader."""

    @property
    def base(self) -> str:
        """Base of the store's IRIs."""

    def query(self, sparql: str) -> Any:
        """Answer a query."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the store that a name can mean."""

    iri: str
    label: str
    cls: str


class EntityResolver:
    """Finds entities of one generation of a store; what it has read of names, it keeps."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._labels: dict[str, list[Entity]] | None = None
        self._aliases: dict[str, list[Entity]] = {}

    def resolve(self, text: str, types: Sequence[str] = ("any",)) -> str:
        """The IRI of what the text means, among entities of these types.

        Case, diacritics and punctuation make no difference; an exact label beats a similar one,
        and a label beats an alias.

        Raises:
            AmbiguousError: it means several; the choices are listed.
            UsageError: it means nothing in the store; what is spelled similarly is named.
        """
        wanted = text.strip()
        if not wanted:
            raise UsageError(f"an empty name means no {_wording(types)}")
        if len(wanted) > _LONGEST:
            raise UsageError(f"a name has at most {_LONGEST} characters, not {len(wanted)}")
        found = self.find(wanted, types)
        if len(found) == 1:
            return found[0].iri
        if found:
            choices = self._described(found[:_CHOICES])
            listed = "; ".join(f"{label} <{iri}>" for iri, label in choices)
            more = f" and {len(found) - _CHOICES} more" if len(found) > _CHOICES else ""
            raise AmbiguousError(
                f"“{wanted}” can mean {len(found)} things, give the IRI: {listed}{more}", choices
            )
        raise UsageError(self._nothing(wanted, types))

    def find(self, text: str, types: Sequence[str] = ("any",)) -> list[Entity]:
        """All that the text can mean, sorted by IRI; [] if nothing."""
        accepted = _accepted(types)
        # What no encoding can hold, no name in the store holds either.
        clean = text.strip().encode("utf-8", "replace").decode()
        for found in self._steps(clean):
            kept = {e.iri: e for e in found if accepted is None or e.cls in accepted}
            if kept:
                return [kept[iri] for iri in sorted(kept)]
        return []

    def rows(self, sparql: str) -> list[tuple[str, ...]]:
        """The rows of a query as text; "" for what is unbound."""
        return [
            tuple("" if term is None else term.value for term in row)
            for row in self._reader.query(sparql)
        ]

    # ------------------------------------------------------------------ ways to mean something

    def _steps(self, text: str) -> Iterable[list[Entity]]:
        """What the text can mean, one way of meaning after the other."""
        if item := _Q.fullmatch(text):
            yield self._linked(WD + item[1].upper())
        if iri := self._as_iri(text):
            yield self._linked(iri) if iri.startswith(WD) else self._known(iri)
            return
        if path := _PATH.fullmatch(text):
            yield self._known(self._reader.base + path[1])
        yield self._labelled(text)
        folded = fold(text)
        yield self._names().get(folded, [])
        yield self._aliases.get(folded, [])

    def _as_iri(self, text: str) -> str:
        """The text as an IRI, if it is one or a prefixed name; "" otherwise."""
        bare = text[1:-1] if text.startswith("<") and text.endswith(">") else text
        prefix, colon, local = bare.partition(":")
        if colon and prefix in PREFIXES and not local.startswith("//"):
            return PREFIXES[prefix] + local
        return bare if _IRI.fullmatch(bare) else ""

    def _linked(self, item: str) -> list[Entity]:
        """What is linked to a Wikidata item."""
        return self._select(f"?e <{Schema.sameAs}> {_node(item)} .")

    def _known(self, iri: str) -> list[Entity]:
        """The entity, document or claim of an IRI; or whatever else the store has of that name."""
        try:
            node = _node(iri)
        except UsageError:
            return []
        found = self._select(f"VALUES ?e {{ {node} }}") or self._in_documents(node)
        if not found:
            asked = f"ASK {{ {{ {node} ?p ?o }} UNION {{ GRAPH ?g {{ {node} ?p ?o }} }} }}"
            found = [Entity(iri, iri, "")] if bool(self._reader.query(asked)) else []
        return found

    def _labelled(self, text: str) -> list[Entity]:
        """Entities with exactly this label, and documents with this id or address."""
        literals = f"{ox.Literal(text)} {_english(text)}"
        return self._select(f"VALUES ?label {{ {literals} }} ?e <{Rdfs.label}> ?label .") or [
            Entity(iri, label or iri, Cmq.Document)
            for iri, label in self.rows(
                f"""SELECT DISTINCT ?e ?label WHERE {{ GRAPH ?e {{
                    ?e <{Dcterms.identifier}> {ox.Literal(text)} .
                    OPTIONAL {{ ?e <{Rdfs.label}> ?label }} }} }}"""
            )
        ]

    def _select(self, pattern: str) -> list[Entity]:
        rows = self.rows(
            f"""SELECT ?e ?label ?class WHERE {{
                {pattern} ?e <{Rdfs.label}> ?label ; a ?class
                FILTER(STRSTARTS(STR(?class), "{CMQ}")) }}"""
        )
        return [Entity(*row) for row in rows]

    def _in_documents(self, node: str) -> list[Entity]:
        rows = self.rows(
            f"""SELECT ?class ?label WHERE {{ GRAPH ?g {{
                {node} a ?class .
                OPTIONAL {{ {node} <{Rdfs.label}> ?label }} }} }}"""
        )
        iri = node[1:-1]
        return [Entity(iri, label or iri, cls) for cls, label in rows]

    def _names(self) -> dict[str, list[Entity]]:
        """Entities by folded label; read once, together with aliases and titles of documents."""
        if self._labels is None:
            labels: dict[str, list[Entity]] = {}
            entities: dict[str, Entity] = {}
            for entity in self._all():
                entities[entity.iri] = entity
                labels.setdefault(fold(entity.label), []).append(entity)
            for iri, alias in self.rows(
                f"SELECT ?e ?alias WHERE {{ ?e <{Skos.altLabel}> ?alias }}"
            ):
                if iri in entities:
                    self._aliases.setdefault(fold(alias), []).append(entities[iri])
            self._labels = labels
        return self._labels

    def _all(self) -> Iterable[Entity]:
        classes = " ".join(f"<{c}>" for group in _CLASSES.values() for c in sorted(group))
        yield from self._select(f"VALUES ?class {{ {classes} }}")
        for iri, label in self.rows(
            f"SELECT ?e ?label WHERE {{ GRAPH ?e {{ ?e <{Dcterms.identifier}> ?id ; "
            f"<{Rdfs.label}> ?label }} }}"
        ):
            yield Entity(iri, label, Cmq.Document)

    # ------------------------------------------------------------------ messages

    def _described(self, entities: Sequence[Entity]) -> list[tuple[str, str]]:
        """IRI and label of each, with what tells people of one name apart."""
        return [(entity.iri, self._description(entity)) for entity in entities]

    def _description(self, entity: Entity) -> str:
        offices = self.rows(
            f"""SELECT DISTINCT ?label WHERE {{
                ?tenure <{Cmq.holder}> {_node(entity.iri)} ;
                        <{Cmq.office}>/<{Rdfs.label}> ?label }} ORDER BY ?label LIMIT 3"""
        )
        told = ", ".join(office for (office,) in offices) or _words(entity.cls)
        return f"{entity.label} ({told})" if told else entity.label

    def _nothing(self, text: str, types: Sequence[str]) -> str:
        near = self._similar(fold(text), _accepted(types))
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        return f"no {_wording(types)} in the store is called “{text}”.{hint}"

    def _similar(self, folded: str, accepted: frozenset[str] | None) -> list[str]:
        """Labels that hold the words or are spelled similarly, at most _NEAR."""
        named = {
            key: entities[0].label
            for names in (self._names(), self._aliases)
            for key, entities in names.items()
            if any(accepted is None or entity.cls in accepted for entity in entities)
        }
        holding = sorted(key for key in named if folded and f" {folded} " in f" {key} ")
        close = difflib.get_close_matches(folded, named, _NEAR, 0.7)
        return list(dict.fromkeys(named[key] for key in [*holding, *close]))[:_NEAR]


def _accepted(types: Sequence[str]) -> frozenset[str] | None:
    """The classes of the types; None where any will do."""
    if "any" in types:
        return None
    return frozenset().union(*(_CLASSES[name] for name in types))


def _wording(types: Sequence[str]) -> str:
    return "thing" if "any" in types else " or ".join(types)


def _words(cls: str) -> str:
    """The local name of a class as words."""
    local = cls.rpartition("#")[2]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()


def _node(iri: str) -> str:
    try:
        return str(ox.NamedNode(iri))
    except ValueError as error:
        raise UsageError(f"“{iri}” is no IRI: {error}") from None


def _english(text: str) -> str:
    return str(ox.Literal(text, language="en"))
