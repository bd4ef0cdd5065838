"""From what people write to terms of RDF."""

from __future__ import annotations

import difflib
import re
from datetime import date

import pyoxigraph as ox

from kg.errors import UsageError
from kg.saved.entities import EntityResolver
from kg.saved.header import SCHEMES, Parameter
from kg.text.slug import fold
from kg.vocabulary import KIND, Skos, Xsd, kind

Term = ox.NamedNode | ox.Literal

_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_LONGEST = 400  # characters of a string


def term(parameter: Parameter, value: str, resolver: EntityResolver) -> Term:
    """The value as a term of the parameter's type.

    Raises:
        UsageError: it is no value of this type, or names nothing in the store.
        AmbiguousError: it names several things.
    """
    text = value.strip()
    if parameter.is_entity:
        return ox.NamedNode(resolver.resolve(text, parameter.types))
    match parameter.types[0]:
        case "date":
            return ox.Literal(_day(parameter, text), datatype=ox.NamedNode(Xsd.date))
        case "month":
            return ox.Literal(_month(parameter, text), datatype=ox.NamedNode(Xsd.gYearMonth))
        case "kind":
            return ox.NamedNode(_kind(parameter, text, resolver))
        case "integer":
            return ox.Literal(_integer(parameter, text), datatype=ox.NamedNode(Xsd.integer))
        case _:
            return ox.Literal(_string(parameter, value))


def month_of(day: ox.Literal) -> ox.Literal:
    """The month of a date, for the index of months."""
    return ox.Literal(day.value[:7], datatype=ox.NamedNode(Xsd.gYearMonth))


def _day(parameter: Parameter, text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise UsageError(f"{parameter.name}: “{text}” is no day, write 2024-03-19")
    return text


def _month(parameter: Parameter, text: str) -> str:
    if not _MONTH.fullmatch(text) or text.startswith("0000"):
        raise UsageError(f"{parameter.name}: “{text}” is no month, write 2024-03")
    return text


def _integer(parameter: Parameter, text: str) -> str:
    if not _INTEGER.fullmatch(text):
        raise UsageError(f"{parameter.name}: “{text}” is no whole number")
    return str(int(text))


def _string(parameter: Parameter, text: str) -> str:
    if len(text) > _LONGEST:
        raise UsageError(f"{parameter.name}: at most {_LONGEST} characters, not {len(text)}")
    # What no encoding can hold, no text in the store holds either.
    return text.encode("utf-8", "replace").decode()


def _kind(parameter: Parameter, text: str, resolver: EntityResolver) -> str:
    """The IRI of a kind by IRI, notation ("press-conference") or label ("press conference")."""
    kinds = {kind(value): value.value for value in SCHEMES[parameter.scheme]}
    for iri, notation in kinds.items():
        if text in (iri, f"<{iri}>", f"kind:{notation}") or _same(text, notation):
            return iri
    wanted = fold(text)
    for iri, label in _labels(resolver):
        if iri in kinds and fold(label) == wanted:
            return iri
    near = difflib.get_close_matches(wanted, [n.replace("-", " ") for n in kinds.values()], 1)
    hint = f" Did you mean {near[0].replace(' ', '-')}?" if near else ""
    raise UsageError(
        f"{parameter.name}: “{text}” is not known.{hint} Choose from: {', '.join(kinds.values())}"
    )


def _same(text: str, notation: str) -> bool:
    return fold(text) == fold(notation.replace("-", " "))


def _labels(resolver: EntityResolver) -> list[tuple[str, str]]:
    """The names that the ontology gives kinds, beside their notations."""
    query = f"""
        SELECT ?kind ?label WHERE {{
          ?kind <{Skos.prefLabel}>|<{Skos.altLabel}> ?label
          FILTER(STRSTARTS(STR(?kind), "{KIND}"))
        }} ORDER BY ?kind ?label"""
    return [(row[0], row[1]) for row in resolver.rows(query)]
