"""Data extension: values of properties for entities that a table has been reconciled with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import UsageError
from kg.reconcile.asking import TooManyError
from kg.reconcile.properties import Property, Value, property_named
from kg.reconcile.types import TYPES
from kg.web.reconciling import PoolFacts, index

ROWS = 1_000  # entities that are asked of at once
COLUMNS = 20  # properties

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A property and how many values of it are wanted of each entity; 0 for all."""

    property: Property
    limit: int


@dataclass(frozen=True, slots=True)
class Extension:
    """What is asked: values of these properties of these entities."""

    ids: tuple[str, ...]
    columns: tuple[Column, ...]


def read_extension(text: str) -> Extension:
    """A data extension query; it is the same in versions 0.2 and 1.0.

    Raises:
        TooManyError: it asks of too many entities or properties.
        UsageError: the text is no such query, or names a property that does not exist.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"extend: this is not JSON: {error}") from None
    if not isinstance(content, dict):
        raise UsageError("extend: an object is expected")
    ids, properties = content.get("ids"), content.get("properties")
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise UsageError("extend.ids: a list of ids of entities is expected")
    if not isinstance(properties, list):
        raise UsageError("extend.properties: a list of properties is expected")
    if len(ids) > ROWS or len(properties) > COLUMNS:
        raise TooManyError(
            f"at most {ROWS:,} entities and {COLUMNS} properties are asked of at once"
        )
    columns = tuple(_column(each, f"extend.properties.{n}") for n, each in enumerate(properties))
    return Extension(tuple(dict.fromkeys(ids)), columns)


def _column(value: object, place: str) -> Column:
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        raise UsageError(f"{place}: an object with the id of a property is expected")
    settings = value.get("settings")
    limit = settings.get("limit", 0) if isinstance(settings, dict) else 0
    try:
        number = int(limit or 0)
    except (TypeError, ValueError, OverflowError):
        number = -1
    if number < 0:
        raise UsageError(f"{place}.settings.limit: a number of 0 or more is expected")
    return Column(property_named(value["id"]), number)


def meta(columns: Sequence[Column]) -> list[Json]:
    """What each column holds."""
    return [
        {"id": each.property.id, "name": each.property.name}
        | (
            {"type": {"id": each.property.values, "name": TYPES[each.property.values].name}}
            if each.property.values
            else {}
        )
        for each in columns
    ]


def cells(asked: Extension, base: str) -> dict[str, dict[str, list[Json]]]:
    """For each id that was asked of, for each property, the values; none for unknown entities."""
    kinds = index().kinds
    iris = {each: base + each if base + each in kinds else each for each in asked.ids}
    known = sorted({each for each in iris.values() if each in kinds})
    facts = PoolFacts()
    values: dict[str, Mapping[str, Sequence[Value]]] = {
        each.property.id: facts.values(each.property, known) for each in asked.columns
    }
    return {
        identifier: {
            each.property.id: [
                _cell(each.property, value, base)
                for value in _limited(values[each.property.id].get(entity, ()), each.limit)
            ]
            for each in asked.columns
        }
        for identifier, entity in iris.items()
    }


def _limited(values: Sequence[Value], limit: int) -> Sequence[Value]:
    return values[:limit] if limit else values


def _cell(wanted: Property, value: Value, base: str) -> Json:
    if wanted.kind == "number":
        return {"int": int(value.text)}
    if value.iri:
        return {"id": value.iri.removeprefix(base), "name": value.text}
    return {"str": value.text}
